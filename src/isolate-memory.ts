import { Worker } from 'node:worker_threads'

/**
 * Runs beside the reader, which never lets go of its own thread: memory outside the heap (unpacked
 * parts of a file) counts too, and no flag of Node's limits it. As text, since it is no file of its
 * own in the bundle.
 */
const watch = `
const { workerData } = require('node:worker_threads')
const idle = new Int32Array(new SharedArrayBuffer(4))
while (process.memoryUsage.rss() < workerData.most) Atomics.wait(idle, 0, 0, workerData.everyMs)
process.kill(process.pid, 'SIGKILL')
`

const everyMs = 10
/** What may come between two looks. */
const share = 0.95
const mebibyte = 1024 * 1024

/** Ends this process as soon as it holds more than `maxMb` MiB. Resolves once the watch stands. */
export function endBeyond(maxMb: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const watcher = new Worker(watch, {
      eval: true,
      workerData: { most: maxMb * mebibyte * share, everyMs },
    })
    watcher.once('error', reject)
    watcher.once('online', () => {
      // It alone keeps nothing running.
      watcher.unref()
      resolve()
    })
  })
}
