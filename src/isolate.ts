import { fork } from 'node:child_process'
import { limits } from './import/guard.ts'
import type { ReadOutcome } from './import/outcome.ts'
import type { ReadOptions } from './import/read-document.ts'
import type { Documents } from './ports.ts'

export type IsolateSettings = {
  readonly timeoutMs?: number
  /** What the reading process may hold in all, in MiB. */
  readonly maxMemoryMb?: number
  /** The built `isolate-entry.js`; beside the bundle by default. */
  readonly entry?: URL
}

const heapShare = 0.75

const refusals = {
  tooSlow: '文件太复杂，未能在规定时间内读完。请拆分后分次发送。',
  tooLarge: '文件解开后内容过大，超出可以读取的范围。请拆分后分次发送。',
  died: '读取文件时出错（内容过大或已损坏）。请另存为 .docx、.xlsx 或 UTF-8 编码的 .txt 文本再发。',
} as const

/**
 * Reads documents in a process of their own (design §11): a hostile file can at most end that
 * process, by time or by memory, and is then refused in words. The process gets no settings.
 */
export function isolatedDocuments({
  timeoutMs = limits.parseMs,
  maxMemoryMb = limits.parseMemoryMb,
  entry = new URL('./isolate-entry.js', import.meta.url),
}: IsolateSettings = {}): Documents {
  return {
    read: (bytes, fileName, options = {}) =>
      readApart({ bytes, fileName, options }, { timeoutMs, maxMemoryMb, entry }),
  }
}

/** What the reading process is asked. */
export type Question = {
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly options: ReadOptions
}

function readApart(
  question: Question,
  { timeoutMs, maxMemoryMb, entry }: Required<IsolateSettings>,
): Promise<ReadOutcome> {
  return new Promise((resolve) => {
    const reader = fork(entry, [String(maxMemoryMb)], {
      // Less than all of it: the rest is for unpacked bytes. The process itself watches the sum.
      execArgv: [`--max-old-space-size=${Math.ceil(maxMemoryMb * heapShare)}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {},
    })
    // The first of answer, end and timeout counts; a promise ignores what comes after.
    const settle = (outcome: ReadOutcome) => {
      clearTimeout(timer)
      reader.kill('SIGKILL')
      resolve(outcome)
    }
    const timer = setTimeout(() => settle(refused(refusals.tooSlow)), timeoutMs)
    reader.once('message', (outcome) => settle(outcome as ReadOutcome))
    reader.once('error', () => settle(refused(refusals.died)))
    reader.once('exit', (_, signal) => {
      settle(refused(signal === null ? refusals.died : refusals.tooLarge))
    })
    reader.send(question, (error) => {
      if (error) settle(refused(refusals.died))
    })
  })
}

function refused(message: string): ReadOutcome {
  return { ok: false, reason: 'refused', message }
}
