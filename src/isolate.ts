import { fork } from 'node:child_process'
import type { PrintOrder, PrintOutcome } from './export/print.ts'
import { limits } from './import/guard.ts'
import type { ReadOutcome } from './import/outcome.ts'
import type { ReadOptions } from './import/read-document.ts'
import type { StaffOutcome } from './import/staff-list.ts'
import type { Documents, Printer } from './ports.ts'

export type IsolateSettings = {
  readonly timeoutMs?: number
  /** What the process may hold in all, in MiB. */
  readonly maxMemoryMb?: number
  /** The built `isolate-entry.js`; beside the bundle by default. */
  readonly entry?: URL
}

const heapShare = 0.75
const defaultEntry = new URL('./isolate-entry.js', import.meta.url)

/** What a process of its own is asked to do. */
export type Question =
  | {
      readonly ask: 'read'
      readonly bytes: Uint8Array
      readonly fileName: string
      readonly options: ReadOptions
    }
  | { readonly ask: 'staff_list'; readonly bytes: Uint8Array; readonly fileName: string }
  | { readonly ask: 'print'; readonly order: PrintOrder }

/** Why there is no answer. */
type Failure = 'tooSlow' | 'tooLarge' | 'died'

const readRefusals: Readonly<Record<Failure, string>> = {
  tooSlow: '文件太复杂，未能在规定时间内读完。请拆分后分次发送。',
  tooLarge: '文件解开后内容过大，超出可以读取的范围。请拆分后分次发送。',
  died: '读取文件时出错（内容过大或已损坏）。请另存为 .docx、.xlsx 或 UTF-8 编码的 .txt 文本再发。',
}

/**
 * Reads documents in a process of their own (design §11): a hostile file can at most end that
 * process, by time or by memory, and is then refused in words. The process gets no settings.
 */
export function isolatedDocuments({
  timeoutMs = limits.parseMs,
  maxMemoryMb = limits.parseMemoryMb,
  entry = defaultEntry,
}: IsolateSettings = {}): Documents {
  return {
    read: (bytes, fileName, options = {}) =>
      askApart<ReadOutcome>(
        { ask: 'read', bytes, fileName, options },
        { timeoutMs, maxMemoryMb, entry },
        (failure) => ({ ok: false, reason: 'refused', message: readRefusals[failure] }),
      ),
    staffList: (bytes, fileName) =>
      askApart<StaffOutcome>(
        { ask: 'staff_list', bytes, fileName },
        { timeoutMs, maxMemoryMb, entry },
        (failure) => ({ ok: false, reason: 'refused', message: readRefusals[failure] }),
      ),
  }
}

const printRefusals: Readonly<Record<Failure, string>> = {
  tooSlow: '任务太多，未能在规定时间内生成。请按计划分次导出。',
  tooLarge: '任务太多，超出一次可以生成的范围。请按计划分次导出。',
  died: '生成文件时出错，请稍后再试；仍不行请联系管理员。',
}
const printMs = 60_000
const printMemoryMb = 600

/** Prints in a process of its own, so that the server answers meanwhile. */
export function isolatedPrinter({
  timeoutMs = printMs,
  maxMemoryMb = printMemoryMb,
  entry = defaultEntry,
}: IsolateSettings = {}): Printer {
  return (order) =>
    askApart<PrintOutcome>(
      { ask: 'print', order },
      { timeoutMs, maxMemoryMb, entry },
      (failure) => ({ ok: false, message: printRefusals[failure] }),
    )
}

function askApart<Outcome>(
  question: Question,
  { timeoutMs, maxMemoryMb, entry }: Required<IsolateSettings>,
  failed: (failure: Failure) => Outcome,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const apart = fork(entry, [String(maxMemoryMb)], {
      // Less than all of it: the rest is for unpacked bytes. The process itself watches the sum.
      execArgv: [`--max-old-space-size=${Math.ceil(maxMemoryMb * heapShare)}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {},
    })
    // The first of answer, end and timeout counts; a promise ignores what comes after.
    const settle = (outcome: Outcome) => {
      clearTimeout(timer)
      apart.kill('SIGKILL')
      resolve(outcome)
    }
    const timer = setTimeout(() => settle(failed('tooSlow')), timeoutMs)
    apart.once('message', (outcome) => settle(outcome as Outcome))
    apart.once('error', () => settle(failed('died')))
    apart.once('exit', (_, signal) => {
      settle(failed(signal === null ? 'died' : 'tooLarge'))
    })
    apart.send(question, (error) => {
      if (error) settle(failed('died'))
    })
  })
}
