import { assignmentCard } from '../../cards/tasks/assignment.ts'
import { audit } from '../../db/audit.ts'
import { findByMessageId } from '../../db/outbox.ts'
import { updateTaskState } from '../../db/plan-writes.ts'
import { findTask, loadPlans } from '../../db/plans.ts'
import { openTaskRequests } from '../../db/task-requests.ts'
import {
  type AcknowledgeRefusal,
  acknowledge,
  mayAcknowledge,
} from '../../src/domain/acknowledging.ts'
import type { Plan, PlanWithTasks, Task } from '../../src/domain/plan.ts'
import { deemAcknowledged } from '../../src/domain/task-changes.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice, info, success, warning } from '../answers.ts'
import { waitingFor } from '../desk/waiting.ts'
import type { CardHandler, CommandHandler, Job, Writes } from '../types.ts'
import { assignedTasks } from '../views/task-views.ts'
import { ownPlans } from '../visibility.ts'
import { findSaidTask } from './find-task.ts'
import { cardOf } from './show-tasks.ts'

const refusals: Readonly<Record<AcknowledgeRefusal | 'plan-not-running', string>> = {
  'not-your-task': '您不是这项任务的责任人、联络员或牵头单位，不能签收',
  'task-ended': '这项任务已经结束，不用签收',
  'not-broken-down': '这项任务还没有分解，暂不签收',
  'already-acknowledged': '这项任务已经签收',
  'plan-not-running': '这个计划没有在执行，现在不用签收',
}

type Found = { readonly plan: Plan; readonly task: Task }

function decide({ plan, task }: Found, by: string) {
  if (plan.state !== 'running') return { ok: false, reason: 'plan-not-running' } as const
  return acknowledge(task, by)
}

/** The writes of one 签收. */
function writesOf(before: Task, after: Task, by: string, via: string, deps: Deps): Writes {
  return [
    audit(deps.db, {
      subject: `task:${after.id}`,
      version: after.version,
      type: 'task.acknowledged',
      actor: by,
      at: deps.clock.now(),
      via,
      before: { state: before.state },
      after: { state: after.state },
    }),
    ...updateTaskState(deps.db, after),
  ]
}

/** 签收 14 */
export const acknowledgeTask: CommandHandler = async (said, deps) => {
  const found = await findSaidTask(said, 'acknowledge', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const title = `${found.plan.code}-${found.task.seq}`
  const outcome = decide(found, said.speaker)
  if (!outcome.ok) {
    const lines = [refusals[outcome.reason]]
    const isDone = outcome.reason === 'already-acknowledged'
    const state = isDone ? '已签收' : '未签收'
    const tone = isDone ? 'info' : 'warning'
    return answerNotice(said, { title: `${title} · ${state}`, lines, tone }, deps)
  }
  const lines = ['已签收，转为办理中。', `报进展请发送：填报 ${found.task.seq}`]
  return [
    ...writesOf(found.task, outcome.task, said.speaker, said.key, deps),
    ...answerNotice(said, { title: `${title} · 已签收`, lines, tone: 'success' }, deps),
  ]
}

/** 全部签收: all that waits, in all running plans. */
export const acknowledgeAll: CommandHandler = async (said, deps) => {
  const waiting = waitingTasks(
    await ownPlans(deps.db, said.speaker, deps.clock.now()),
    said.speaker,
  )
  if (waiting.length === 0) {
    const lines = ['没有等待您签收的任务。']
    return answerNotice(said, { title: '没有待签收的任务', lines, tone: 'info' }, deps)
  }
  const lines = ['已签收，转为办理中。']
  return [
    ...acknowledgeEach(waiting, said.speaker, said.key, deps),
    ...answerNotice(said, { title: `已签收 ${waiting.length} 项`, lines, tone: 'success' }, deps),
  ]
}

/** 签收 on a card: the merged card of 下发 is redrawn, so is a task's own card. */
export const acknowledgePressed: CardHandler<'task.acknowledge'> = async (
  { taskId, from },
  press,
  deps,
) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  const outcome = decide(found, press.operator)
  const task = outcome.ok ? outcome.task : found.task
  const redrawn =
    from === 'waiting'
      ? await waitingFor(press.operator, 1, deps, taskId)
      : await redraw(found.plan, [task], press.messageId, press.operator, deps)
  if (!outcome.ok) {
    const isDone = outcome.reason === 'already-acknowledged'
    const toast = isDone ? info(refusals[outcome.reason]) : warning(refusals[outcome.reason])
    return { reply: isDone ? { toast, card: redrawn } : { toast } }
  }
  return {
    reply: { toast: success('已签收'), card: redrawn },
    writes: writesOf(found.task, outcome.task, press.operator, press.eventId, deps),
  }
}

export const acknowledgeAllPressed: CardHandler<'tasks.acknowledge-all'> = async (
  { planId },
  press,
  deps,
) => {
  const own = await ownPlans(deps.db, press.operator, deps.clock.now())
  const found = own.find(({ plan }) => plan.id === planId)
  if (!found) return { reply: { toast: warning(refusals['not-your-task']) } }
  const waiting = waitingTasks([found], press.operator)
  const after = waiting.map(({ task }) => ({ ...task, state: 'in_progress' as const }))
  const card = await redraw(found.plan, after, press.messageId, press.operator, deps)
  if (waiting.length === 0) return { reply: { toast: info('没有等待签收的任务'), card } }
  return {
    reply: { toast: success(`已签收 ${waiting.length} 项`), card },
    writes: acknowledgeEach(waiting, press.operator, press.eventId, deps),
  }
}

const waitingTasks = (plans: readonly PlanWithTasks[], openId: string): readonly Found[] =>
  plans
    .filter(({ plan }) => plan.state === 'running')
    .flatMap(({ plan, tasks }) => tasks.map((task) => ({ plan, task })))
    .filter(({ task }) => task.state === 'awaiting_acknowledgement')
    .filter(({ task }) => mayAcknowledge(task, openId))

const acknowledgeEach = (found: readonly Found[], by: string, via: string, deps: Deps): Writes =>
  found.flatMap(({ plan, task }) => {
    const outcome = decide({ plan, task }, by)
    return outcome.ok ? writesOf(task, outcome.task, by, via, deps) : []
  })

/** The pressed card with `changed` tasks as they are now. */
async function redraw(
  plan: Plan,
  changed: readonly Task[],
  messageId: string,
  openId: string,
  deps: Deps,
) {
  const at = deps.clock.now()
  const row = await findByMessageId(deps.db, messageId)
  const [single] = changed
  if (row?.content.kind !== 'assignment' && changed.length === 1 && single) {
    return cardOf({ plan, task: single }, openId, deps)
  }
  const [own] = (await loadPlans(deps.db, { openId }, deps.clock.now())).filter(
    (one) => one.plan.id === plan.id,
  )
  const now = new Map(changed.map((task) => [task.id, task]))
  const tasks = (own?.tasks ?? []).map((task) => now.get(task.id) ?? task)
  return assignmentCard({
    planId: plan.id,
    code: plan.code,
    title: plan.title,
    at,
    tasks: assignedTasks({ plan, tasks }, openId, at),
  })
}

/** 视同签收: unanswered for three working days. Silent; the office has it on 电话督办. */
export const deemUnanswered: Job = async (slot, _context, deps) => {
  const [plans, requests] = await Promise.all([
    loadPlans(deps.db, { awaiting: 'acknowledgement' }, slot.at),
    openTaskRequests(deps.db),
  ])
  const objected = new Set(
    requests.filter(({ kind }) => kind === 'objection').map(({ taskId }) => taskId),
  )
  const writes = plans
    .flatMap(({ plan, tasks }) => tasks.map((task) => ({ plan, task })))
    .flatMap(({ plan, task }) => {
      const asked = { at: slot.at, hasObjection: objected.has(task.id) }
      const after = deemAcknowledged(task, plan, asked)
      return after ? [{ task, after }] : []
    })
    .slice(0, mostAtOnce)
    .flatMap(({ task, after }) => [
      audit(deps.db, {
        subject: `task:${after.id}`,
        version: after.version,
        type: 'task.deemed-acknowledged',
        actor: 'system',
        at: slot.at,
        via: `deem:${slot.date}`,
        before: { state: task.state },
        after: { state: after.state },
      }),
      ...updateTaskState(deps.db, after),
    ])
  return { messages: [], writes }
}

/** One list of writes must not grow without end; the rest follows on the next working day. */
const mostAtOnce = 200
