import type { Config } from '../config.ts'
import { type Finding, findings } from '../doctor/findings.ts'
import { gatherFacts } from '../doctor/gather.ts'

const marks: Readonly<Record<Finding['level'], string>> = {
  ok: '正常',
  warning: '注意',
  error: '有误',
}

/**
 * `duban doctor`: a line per check, with what to do.
 * @returns the exit code: 0, or 1 when something is wrong
 */
export async function doctorCommand(
  readConfig: () => Config,
  now: () => number = Date.now,
  print: (line: string) => void = console.log,
): Promise<number> {
  const found = findings(await gatherFacts({ readConfig, now, folder: process.cwd() }))
  for (const { level, check, words } of found) print(`${marks[level]}  ${check}：${words}`)
  const wrong = found.filter(({ level }) => level === 'error').length
  print(wrong === 0 ? '检查完毕，可以使用' : `检查完毕，有 ${wrong} 处需要处理`)
  return wrong === 0 ? 0 : 1
}
