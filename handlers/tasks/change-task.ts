/** 中止, 恢复, 撤项, 重开: the office changes a task's state, with its reason. */
import { taskChangeCard } from '../../cards/tasks/task-change.ts'
import { audit } from '../../db/audit.ts'
import { updateTaskState } from '../../db/plan-writes.ts'
import { findTask } from '../../db/plans.ts'
import type { Task } from '../../src/domain/plan.ts'
import { reportTextLimit } from '../../src/domain/reporting.ts'
import {
  type ChangeRefusal,
  changeTask,
  type OfficeChange,
} from '../../src/domain/task-requests.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, info, success, warning } from '../answers.ts'
import type { CardHandler, CommandHandler } from '../types.ts'
import { taskRef } from '../views/task-views.ts'
import { findSaidTask } from './find-task.ts'

const refusals: Readonly<Record<ChangeRefusal, string>> = {
  'not-office': '只有督查室可以办理',
  'wrong-state': '这项任务现在的状态不能这样办理',
  'reason-missing': '请在序号后写明原因和依据，例如：中止 14 项目选址调整（会议纪要第3号）',
  'reason-too-long': `原因最多 ${reportTextLimit} 字`,
}

/** Asks by a card first: such a step is not taken by a slip (design §8). */
const sayChange =
  (change: OfficeChange): CommandHandler =>
  async (said, deps) => {
    const found = await findSaidTask(said, change, deps)
    if ('card' in found) return answer(said, found.card, deps)
    const office = await isAllowed(deps.db, said.speaker, 'change_task')
    const outcome = changeTask(found.task, change, { isOffice: office, reason: found.rest })
    if (!outcome.ok) {
      const title = `${found.plan.code}-${found.task.seq} · 未办理`
      const lines = [refusals[outcome.reason]]
      return answerNotice(said, { title, lines, tone: 'warning' }, deps)
    }
    const at = deps.clock.now()
    const { version } = found.task
    const view = { ...taskRef(found.plan, found.task), change, reason: found.rest, version, at }
    return answer(said, taskChangeCard({ ...view, isDone: false }), deps)
  }
export const saySuspend = sayChange('suspended')
export const sayResume = sayChange('resumed')
export const sayWithdraw = sayChange('withdrawn')
export const sayReopen = sayChange('reopened')

/** The second card's button. */
export const changePressed: CardHandler<'task.change'> = async (
  { taskId, version, change, reason },
  press,
  deps,
) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  const office = await isAllowed(deps.db, press.operator, 'change_task')
  if (office && found.task.version !== version) {
    return { reply: { toast: info('这项任务刚刚有变动，请重新发送命令') } }
  }
  const outcome = changeTask(found.task, change, { isOffice: office, reason })
  if (!outcome.ok) return { reply: { toast: warning(refusals[outcome.reason]) } }
  const at = deps.clock.now()
  const view = { ...taskRef(found.plan, found.task), change, reason, version, at, isDone: true }
  return {
    reply: { toast: success('已办理'), card: taskChangeCard(view) },
    writes: changeWrites(found.task, outcome.task, { change, reason }, press, deps),
  }
}

const changeWrites = (
  before: Task,
  after: Task,
  made: { readonly change: OfficeChange; readonly reason: string },
  press: { readonly operator: string; readonly eventId: string },
  deps: Deps,
) => [
  audit(deps.db, {
    subject: `task:${after.id}`,
    version: after.version,
    type: `task.${made.change}`,
    actor: press.operator,
    at: deps.clock.now(),
    via: press.eventId,
    before: { state: before.state },
    after: { state: after.state, reason: made.reason },
  }),
  ...updateTaskState(deps.db, after),
]
