import { print } from '../export/print.ts'
import type { Printer } from '../ports.ts'

/** A Worker has 128 MB and no process of its own for a print (design §11). */
const mostTasks = 500

export const workerPrinter: Printer = async (order) => {
  const { length } = order.snapshot.tasks
  if (length <= mostTasks) return { ok: true, bytes: await print(order) }
  const message = `这个计划有 ${length} 项任务。督办运行在 Cloudflare Workers 上，一次最多导出 ${mostTasks} 项；能导出更多的是服务器版（Node）。`
  return { ok: false, message }
}
