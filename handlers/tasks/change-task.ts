/** 中止, 恢复, 撤项, 并入, 重开: the office changes a task's state, with its reason. */
import { ChangeForm } from '../../cards/actions.ts'
import { lifeRefusals } from '../../cards/tasks/life-words.ts'
import { changeWords, taskChangeCard } from '../../cards/tasks/task-change.ts'
import { changeFormCard } from '../../cards/tasks/task-edit.ts'
import { audit } from '../../db/audit.ts'
import { updateTaskState } from '../../db/plan-writes.ts'
import { findTask, loadPlans } from '../../db/plans.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import { reminderReceivers } from '../../src/domain/reminders.ts'
import { reportTextLimit } from '../../src/domain/report-content.ts'
import { type ChangeRefusal, changeTask, type OfficeChange } from '../../src/domain/task-changes.ts'
import { parseTaskReference } from '../../src/domain/task-reference.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import {
  answer,
  answerNotice,
  asContent,
  failure,
  info,
  sendPrivately,
  success,
  tell,
  warning,
} from '../answers.ts'
import type { CardHandler, CommandHandler, Said, Writes } from '../types.ts'
import { taskRef } from '../views/task-views.ts'
import { findSaidTask } from './find-task.ts'
import { answerRequests } from './request-writes.ts'

const refusals: Readonly<Record<ChangeRefusal, string>> = {
  'not-office': '只有督查室可以办理',
  ...lifeRefusals,
  'no-target': '请写明并入哪一项',
  'target-is-itself': '不能并入自己，请写另一项的序号',
  'target-ended': '要并入的任务已经结束，请选一项还在办理的任务',
  'reason-missing': '请写明原因和依据',
  'reason-too-long': `原因最多 ${reportTextLimit} 字`,
}

type Found = { readonly plan: Plan; readonly task: Task }

type Meant = { readonly change: OfficeChange; readonly reason: string; readonly into?: Found }

const viewOf = ({ plan, task }: Found, { change, reason, into }: Meant, at: number) => ({
  ...taskRef(plan, task),
  change,
  reason,
  into: into ? taskRef(into.plan, into.task) : null,
  version: task.version,
  at,
})

async function decide(found: Found, { change, reason, into }: Meant, by: string, deps: Deps) {
  const isOffice = await isAllowed(deps.db, by, 'change_task')
  return changeTask(found.task, change, { isOffice, reason, into: into?.task })
}

/** 并入 14 15 原因: the task after the first number takes it over. */
async function targetIn(
  said: Said,
  change: OfficeChange,
  rest: string,
  deps: Deps,
): Promise<{ readonly into?: Found; readonly reason: string }> {
  const reference = change === 'merged' ? parseTaskReference(rest) : undefined
  if (!reference) return { reason: rest }
  const into = await findSaidTask({ ...said, rest }, 'merged', deps)
  return 'card' in into ? { reason: reference.rest } : { into, reason: into.rest }
}

/** What to type where something is missing: the very words, with the numbers that were said. */
function howToSay(
  { plan, task }: Found,
  { change, reason, into }: Meant,
  refusal: ChangeRefusal,
  isConfirmed: boolean,
): readonly string[] {
  if (refusal !== 'no-target' && refusal !== 'reason-missing') return []
  const verb = `${isConfirmed ? '确认' : ''}${changeWords[change].word}`
  const target = into ? `${into.plan.code}-${into.task.seq}` : '15'
  const numbers = [`${plan.code}-${task.seq}`, ...(change === 'merged' ? [target] : [])].join(' ')
  return [`请发送：${verb} ${numbers} ${reason || '原因（依据）'}`]
}

/** Asks by a card first: such a step is not taken by a slip (design §8). `确认中止 14 原因` is the card's button in words. */
const sayChange =
  (change: OfficeChange, isConfirmed: boolean): CommandHandler =>
  async (said, deps) => {
    const found = await findSaidTask(said, change, deps)
    if ('card' in found) return answer(said, found.card, deps)
    const meant = { change, ...(await targetIn(said, change, found.rest, deps)) }
    const outcome = await decide(found, meant, said.speaker, deps)
    if (!outcome.ok) {
      const title = `${found.plan.code}-${found.task.seq} · 未办理`
      const lines = [
        refusals[outcome.reason],
        ...howToSay(found, meant, outcome.reason, isConfirmed),
      ]
      return answerNotice(said, { title, lines, tone: 'warning' }, deps)
    }
    const card = taskChangeCard({
      ...viewOf(found, meant, deps.clock.now()),
      isDone: isConfirmed,
    })
    if (!isConfirmed) return answer(said, card, deps)
    const via = { operator: said.speaker, eventId: said.key }
    return [
      ...(await changeWrites(found, outcome.task, meant, via, deps)),
      ...answer(said, card, deps),
    ]
  }
export const saySuspend = sayChange('suspended', false)
export const sayResume = sayChange('resumed', false)
export const sayWithdraw = sayChange('withdrawn', false)
export const sayMergeTask = sayChange('merged', false)
export const sayReopen = sayChange('reopened', false)
export const sayConfirmSuspend = sayChange('suspended', true)
export const sayConfirmResume = sayChange('resumed', true)
export const sayConfirmWithdrawTask = sayChange('withdrawn', true)
export const sayConfirmMergeTask = sayChange('merged', true)
export const sayConfirmReopen = sayChange('reopened', true)

/** A button of 改 14: the form that asks for the reason. */
export const openChangeForm: CardHandler<'task.change.open'> = async (
  { taskId, change },
  press,
  deps,
) => {
  if (!(await isAllowed(deps.db, press.operator, 'change_task'))) {
    return { reply: { toast: warning(refusals['not-office']) } }
  }
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  const card = changeFormCard(taskRef(found.plan, found.task), change, deps.clock.now())
  return sendPrivately(press, 'change-form', card, '请填写原因', deps)
}

/** Its button: the second card, which asks once more. */
export const askChange: CardHandler<'task.change.ask'> = async (
  { taskId, change },
  press,
  deps,
) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  const form = ChangeForm.safeParse(press.form)
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  if (!form.success) return { reply: { toast: failure('这张表单无法读取，请重新打开') } }
  const into = await sameListTask(found, form.data.into, deps)
  const meant = { change, reason: form.data.reason, ...(into ? { into } : {}) }
  const outcome = await decide(found, meant, press.operator, deps)
  if (!outcome.ok) return { reply: { toast: failure(refusals[outcome.reason]) } }
  const view = viewOf(found, meant, deps.clock.now())
  return { reply: { card: taskChangeCard({ ...view, isDone: false }) } }
}

/** `15` or `XH21-15`, typed into the form: of the same list where no code is said. */
async function sameListTask(
  { plan }: Found,
  typed: string,
  deps: Deps,
): Promise<Found | undefined> {
  const reference = parseTaskReference(typed)
  if (!reference) return undefined
  const plans = await loadPlans(deps.db, { inState: plan.state }, deps.clock.now())
  const code = reference.code ?? plan.code
  return plans
    .filter((one) => one.plan.code === code)
    .flatMap((one) => one.tasks.map((task) => ({ plan: one.plan, task })))
    .find(({ task }) => task.seq === reference.seq)
}

/** The second card's button. */
export const changePressed: CardHandler<'task.change'> = async (
  { taskId, version, change, reason, intoTaskId },
  press,
  deps,
) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  const into = intoTaskId ? await findTask(deps.db, intoTaskId, deps.clock.now()) : undefined
  const meant = { change, reason, ...(into ? { into } : {}) }
  const outcome = await decide(found, meant, press.operator, deps)
  const isOutdated = found.task.version !== version
  if (isOutdated && (outcome.ok || outcome.reason !== 'not-office')) {
    return { reply: { toast: info('这项任务刚刚有变动，请重新发送命令') } }
  }
  if (!outcome.ok) return { reply: { toast: warning(refusals[outcome.reason]) } }
  const view = viewOf(found, meant, deps.clock.now())
  return {
    reply: { toast: success('已办理'), card: taskChangeCard({ ...view, isDone: true }) },
    writes: await changeWrites(found, outcome.task, meant, press, deps),
  }
}

/** The task that goes on changes too: neither can be merged or withdrawn by another at once. */
function takenOver(
  into: Task,
  reason: string,
  { operator: actor, eventId: via }: { readonly operator: string; readonly eventId: string },
  deps: Deps,
): Writes {
  const version = into.version + 1
  return [
    audit(deps.db, {
      subject: `task:${into.id}`,
      version,
      type: 'task.merged-into',
      actor,
      at: deps.clock.now(),
      via,
      after: { reason },
    }),
    ...updateTaskState(deps.db, { ...into, version }),
  ]
}

/** The unit is told; what it still asked for is answered, where the task is over. */
async function changeWrites(
  found: Found,
  after: Task,
  meant: Meant,
  press: { readonly operator: string; readonly eventId: string },
  deps: Deps,
): Promise<Writes> {
  const { task } = found
  const at = deps.clock.now()
  const { operator: by, eventId: via } = press
  const card = taskChangeCard({ ...viewOf(found, meant, at), isDone: true })
  const isOver = meant.change === 'withdrawn' || meant.change === 'merged'
  const words = `任务${changeWords[meant.change].word}，不再办理`
  return [
    audit(deps.db, {
      subject: `task:${after.id}`,
      version: after.version,
      type: `task.${meant.change}`,
      actor: by,
      at,
      via,
      before: { state: task.state },
      after: { state: after.state, reason: meant.reason, into: meant.into?.task.id },
    }),
    ...updateTaskState(deps.db, after),
    ...(meant.change === 'merged' && meant.into
      ? takenOver(meant.into.task, meant.reason, press, deps)
      : []),
    ...(isOver
      ? await answerRequests(found, { kind: null, state: 'refused', words, by }, deps)
      : []),
    ...(found.plan.state === 'running' && !found.plan.isTrial
      ? reminderReceivers(task)
          .filter((openId) => openId !== by)
          .flatMap((openId) =>
            tell(openId, `changed:${after.id}:v${after.version}:${openId}`, asContent(card), deps),
          )
      : []),
  ]
}
