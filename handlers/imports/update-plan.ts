import { importUpdateCard } from '../../cards/imports/import-update.ts'
import { type AuditEvent, audit, auditAll } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { answersTo } from '../../db/doubt-answers.ts'
import { findImport, type Import } from '../../db/imports.ts'
import { updatePlan } from '../../db/plan-updates.ts'
import { startAwaiting, updatePlanState } from '../../db/plan-writes.ts'
import { loadPlans, plansInState } from '../../db/plans.ts'
import type { Task } from '../../src/domain/plan.ts'
import { normalisePlanCode } from '../../src/domain/plan-code.ts'
import {
  askedAnew,
  isEmptyDiff,
  type PlanDiff,
  type TaskChange,
} from '../../src/domain/plan-diff.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answerNotice, info, success, tell, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Decision, Writes } from '../types.ts'
import { assignmentReceivers } from '../views/plan-views.ts'
import { importUpdateView } from '../views/update-views.ts'
import { diffOf, importCard } from './import-card.ts'
import { withAccounts } from './import-draft.ts'
import { closeWith } from './import-steps.ts'

/** 确认更新: the plan becomes its newer version; nobody is told. */
export const updatePressed: CardHandler<'import.update'> = async (
  { importId, planVersion },
  press,
  deps,
) => {
  const read = await findImport(deps.db, importId)
  if (!read) return { reply: { toast: warning('找不到这次导入，请重新发送文件') } }
  return commitUpdate(read, planVersion, press.operator, press.eventId, deps)
}

/** @param shown version of the plan that the difference was shown against; null: in words */
export async function commitUpdate(
  read: Import,
  shown: number | null,
  by: string,
  via: string,
  deps: Deps,
): Promise<Decision> {
  if (!(await isAllowed(deps.db, by, 'import_plan')))
    return { reply: { toast: warning('只有督查室可以更新计划') } }
  const given = await answersTo(deps.db, read.id)
  const diff = read.purpose === 'update' ? await diffOf(read, given, deps) : undefined
  if (read.state !== 'waiting' || !diff) {
    return { reply: { toast: info('已经处理过'), card: await importCard(read, deps) } }
  }
  if (shown !== null && shown !== diff.before.version) {
    return {
      reply: { toast: warning('计划刚有变动，请核对后再确认'), card: await importCard(read, deps) },
    }
  }
  const state = isEmptyDiff(diff) ? 'unchanged' : 'committed'
  const closed = closeWith(read, state, diff.after.id, by, via, deps)
  const view = importUpdateView({ ...read, state }, given, diff, 1)
  if (state === 'unchanged') {
    return { reply: { toast: info('没有变化'), card: importUpdateCard(view) }, writes: closed }
  }
  const card = importUpdateCard({
    ...view,
    planVersion: diff.after.version,
    toTell: (await toTell(diff, deps.db, deps.clock.now())).length,
  })
  const change = { by, via, at: deps.clock.now(), type: 'plan.updated', importId: read.id }
  return {
    reply: { toast: success('已更新，还没有通知任何人'), card },
    writes: [...closed, ...updateWrites(diff, change, read.digest, deps.db)],
  }
}

/** People of a plan under way who have a new or reassigned task to acknowledge. */
async function toTell(diff: PlanDiff, db: Database, now: number): Promise<readonly string[]> {
  const { after, tasks } = diff
  if (after.state !== 'running' || after.isTrial) return []
  const anew = new Set(askedAnew(diff))
  const waiting = tasks.filter(
    (task) => isWaiting(task) || (task.state === 'awaiting_acknowledgement' && anew.has(task.id)),
  )
  const made = await withAccounts({ plan: after, tasks: waiting }, db, now)
  return assignmentReceivers(made.tasks)
}

/** To be acknowledged, and nobody has been asked yet: whoever was told already is not told again. */
const isWaiting = ({ state, life }: Task): boolean =>
  state === 'awaiting_acknowledgement' && life.awaitingSince === null

export type PlanChanged = {
  readonly by: string
  readonly via: string
  readonly at: number
  /** Of the audit entry about the plan. */
  readonly type: string
  readonly importId: string
}

/** The writes of a newer version, with an audit entry for the plan and for each task. */
export function updateWrites(
  diff: PlanDiff,
  { by, via, at, type, importId }: PlanChanged,
  digest: string | null,
  db: Database,
): Writes {
  const { before, after, planChanges, added, changed, restored, removed } = diff
  const facts = (task: Pick<Task, 'id'>, version: number, what: string) => ({
    subject: `task:${task.id}`,
    version,
    type: what,
    actor: by,
    at,
    via,
  })
  const tasks: readonly AuditEvent[] = [
    ...added.map((task) => ({
      ...facts(task, task.version, 'task.added'),
      after: { seq: task.seq, text: task.text },
    })),
    ...[...changed, ...restored].map((update) => ({
      ...facts(update.after, update.after.version, 'task.updated'),
      before: { state: update.before.state, changes: sides(update.changes, 'before') },
      after: { state: update.after.state, changes: sides(update.changes, 'after') },
    })),
    ...removed.map((task) => ({
      ...facts(task, task.version + 1, 'task.archived'),
      before: { seq: task.seq, text: task.text, state: task.state },
    })),
  ]
  return [
    audit(db, {
      subject: `plan:${after.id}`,
      version: after.version,
      type,
      actor: by,
      at,
      via,
      before: { changes: sides(planChanges, 'before'), version: before.version },
      after: {
        changes: sides(planChanges, 'after'),
        added: added.length,
        changed: changed.length,
        restored: restored.length,
        removed: removed.length,
        importId,
      },
    }),
    ...auditAll(db, tasks),
    ...updatePlan(db, diff, digest, at),
  ]
}

const sides = (
  changes: readonly (TaskChange | PlanDiff['planChanges'][number])[],
  side: 'before' | 'after',
) => changes.map((change) => ({ field: change.field, value: change[side] }))

/** 下发变动: who has something new to acknowledge since the update gets one card. */
export const dispatchChanges: CardHandler<'plan.dispatch-changes'> = (action, press, deps) =>
  dispatch(action.planId, action.version, press.operator, press.eventId, deps)

async function dispatch(
  planId: string,
  version: number | null,
  by: string,
  via: string,
  deps: Deps,
): Promise<Decision> {
  if (!(await isAllowed(deps.db, by, 'dispatch_plan'))) {
    return { reply: { toast: warning('只有督查室可以下发') } }
  }
  const [found] = await loadPlans(deps.db, { planIds: [planId] }, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这个计划') } }
  const { plan, tasks } = found
  if (version !== null && version !== plan.version) {
    return { reply: { toast: info('已经下发过，或计划又有变动') } }
  }
  if (plan.state !== 'running' || plan.isTrial) {
    return { reply: { toast: warning('计划还没有下发：请先下发') } }
  }
  const receivers = assignmentReceivers(tasks.filter(isWaiting))
  if (receivers.length === 0) return { reply: { toast: info('没有新的待签收任务，不必下发') } }
  const after = { ...plan, version: plan.version + 1 }
  return {
    reply: { toast: success(`正在发给 ${receivers.length} 人`) },
    writes: [
      audit(deps.db, {
        subject: `plan:${plan.id}`,
        version: after.version,
        type: 'plan.changes-dispatched',
        actor: by,
        at: deps.clock.now(),
        via,
        after: { receivers: receivers.length },
      }),
      ...updatePlanState(deps.db, after),
      ...startAwaiting(deps.db, plan.id, deps.clock.now()),
      ...receivers.flatMap((openId) =>
        tell(
          openId,
          `assignment:${plan.id}:v${plan.version}:${openId}`,
          { kind: 'assignment', planId: plan.id, openId },
          deps,
        ),
      ),
    ],
  }
}

/** 下发变动 XH21: the code may be left out when one plan is under way. */
export const sayDispatchChanges: CommandHandler = async (said, deps) => {
  const code = normalisePlanCode(said.rest)
  const running = await plansInState(deps.db, ['running'])
  const meant = code ? running.filter((plan) => plan.code === code) : running
  const notice = (lines: readonly string[]) =>
    answerNotice(said, { title: '下发变动', lines, tone: 'info' }, deps)
  const [plan] = meant
  if (!plan || meant.length > 1) {
    const words = meant.map((one) => `下发变动 ${one.code}　${one.title}`)
    return notice(plan ? ['请写上计划编号：', ...words] : ['没有这个执行中的计划。'])
  }
  const { reply, writes = [] } = await dispatch(plan.id, null, said.speaker, said.key, deps)
  return [...writes, ...notice([reply.toast?.content ?? ''])]
}
