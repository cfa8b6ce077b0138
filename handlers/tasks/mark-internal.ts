/** 内部, 取消内部: the office takes a task out of groups and of others' sight, or shows it again. */
import { taskInternalCard } from '../../cards/tasks/task-internal.ts'
import { audit } from '../../db/audit.ts'
import { updateTaskInternal } from '../../db/plan-writes.ts'
import { findTask } from '../../db/plans.ts'
import { type InternalRefusal, markInternal } from '../../src/domain/internal-task.ts'
import type { Task } from '../../src/domain/plan.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, info, success, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Writes } from '../types.ts'
import { taskRef } from '../views/task-views.ts'
import { findSaidTask } from './find-task.ts'

const refusals: Readonly<Record<InternalRefusal, string>> = {
  'not-allowed': '只有督查室可以设为内部事项或取消',
  'already-so': '这项任务已经是这样，没有改动',
}

/** 内部 14 is done at once: it only narrows who sees it. 取消内部 14 asks by a card first. */
const sayMark =
  (isInternal: boolean): CommandHandler =>
  async (said, deps) => {
    const found = await findSaidTask(said, isInternal ? 'internal' : 'not_internal', deps)
    if ('card' in found) return answer(said, found.card, deps)
    const { plan, task } = found
    const mayMark = await isAllowed(deps.db, said.speaker, 'mark_internal')
    const outcome = markInternal(task, isInternal, mayMark)
    if (!outcome.ok) {
      const title = `${plan.code}-${task.seq} · 未改动`
      return answerNotice(said, { title, lines: [refusals[outcome.reason]], tone: 'warning' }, deps)
    }
    const at = deps.clock.now()
    const view = { ...taskRef(plan, task), version: task.version, isInternal, at }
    return [
      ...(isInternal ? writesOf(task, outcome.task, said.speaker, said.key, deps) : []),
      ...answer(said, taskInternalCard({ ...view, isDone: isInternal }), deps),
    ]
  }
export const sayInternal = sayMark(true)
export const sayNotInternal = sayMark(false)

/** 设为内部事项 on the task's card; 确认取消 on the second card. */
export const internalPressed: CardHandler<'task.internal'> = async (
  { taskId, version, isInternal },
  press,
  deps,
) => {
  const mayMark = await isAllowed(deps.db, press.operator, 'mark_internal')
  if (!mayMark) return { reply: { toast: warning(refusals['not-allowed']) } }
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  const { plan, task } = found
  if (task.version !== version) {
    return { reply: { toast: info('这项任务刚刚有变动，请重新打开') } }
  }
  const outcome = markInternal(task, isInternal, mayMark)
  if (!outcome.ok) return { reply: { toast: info(refusals[outcome.reason]) } }
  const view = { ...taskRef(plan, task), version, isInternal, at: deps.clock.now() }
  return {
    reply: {
      toast: success(isInternal ? '已设为内部事项' : '已取消内部事项'),
      card: taskInternalCard({ ...view, isDone: true }),
    },
    writes: writesOf(task, outcome.task, press.operator, press.eventId, deps),
  }
}

const writesOf = (before: Task, after: Task, by: string, via: string, deps: Deps): Writes => [
  audit(deps.db, {
    subject: `task:${after.id}`,
    version: after.version,
    type: after.isInternal ? 'task.marked-internal' : 'task.unmarked-internal',
    actor: by,
    at: deps.clock.now(),
    via,
    before: { isInternal: before.isInternal },
    after: { isInternal: after.isInternal },
  }),
  ...updateTaskInternal(deps.db, after),
]
