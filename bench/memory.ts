import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { median } from './figures.ts'

/** Resident megabytes of a process at a moment (epoch ms), as the system sees it. */
export type Sample = { readonly at: number; readonly megabytes: number }

export type MemoryWatch = {
  readonly samples: readonly Sample[]
  readonly stop: () => void
}

async function residentMegabytes(pid: number): Promise<number | undefined> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  const kilobytes = Number(stdout)
  return kilobytes > 0 ? kilobytes / 1024 : undefined
}

/** Looks once a second, until it is stopped. */
export function watchMemory(pid: number): MemoryWatch {
  const samples: Sample[] = []
  const timer = setInterval(() => {
    residentMegabytes(pid).then(
      (megabytes) => megabytes && samples.push({ at: Date.now(), megabytes }),
      // It has ended: the rounds say so.
      () => clearInterval(timer),
    )
  }, 1_000)
  return { samples, stop: () => clearInterval(timer) }
}

export const medianMegabytes = (samples: readonly Sample[]): number =>
  median(samples.map(({ megabytes }) => megabytes))

/** By how many megabytes a minute it grew, over all samples (least squares). */
export function growthPerMinute(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const at = mean(samples.map((one) => one.at))
  const megabytes = mean(samples.map((one) => one.megabytes))
  const spread = mean(samples.map((one) => (one.at - at) ** 2))
  const together = mean(samples.map((one) => (one.at - at) * (one.megabytes - megabytes)))
  return samples.length > 1 ? (together / spread) * 60_000 : 0
}
