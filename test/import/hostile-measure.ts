import { readdirSync, readFileSync } from 'node:fs'
import type { ReadOutcome } from '../../src/import/outcome.ts'
import type { Documents } from '../../src/ports.ts'

export type Measured = {
  readonly outcome: ReadOutcome
  readonly ms: number
  /** The most that the reading process held, in MiB; 0 where the system does not tell. */
  readonly peakMb: number
}

/** Reads a file apart, and looks every few milliseconds how much the reading process holds. */
export async function measure(
  documents: Documents,
  bytes: Uint8Array,
  fileName: string,
): Promise<Measured> {
  const before = new Set(childrenOf(process.pid))
  let peakMb = 0
  const timer = setInterval(() => {
    const own = childrenOf(process.pid).filter((pid) => !before.has(pid))
    peakMb = Math.max(peakMb, ...own.map(peakOf))
  }, 5)
  const start = performance.now()
  const outcome = await documents.read(bytes, fileName)
  const ms = performance.now() - start
  clearInterval(timer)
  return { outcome, ms, peakMb }
}

function childrenOf(pid: number): number[] {
  const tasks = `/proc/${pid}/task`
  return listed(tasks).flatMap((task) =>
    textOf(`${tasks}/${task}/children`).split(' ').filter(Boolean).map(Number),
  )
}

function peakOf(pid: number): number {
  const kilobytes = /VmHWM:\s*(\d+)/.exec(textOf(`/proc/${pid}/status`))?.[1]
  return Number(kilobytes ?? 0) / 1024
}

/** Only Linux has these files, and they go with their process. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function listed(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}
