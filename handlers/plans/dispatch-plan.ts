import { dispatchConfirmCard, importSummaryCard } from '../../cards/imports/import-summary.ts'
import { audit } from '../../db/audit.ts'
import { enqueueAll } from '../../db/outbox.ts'
import { accountNames, officeMembers } from '../../db/people.ts'
import { startAwaiting, updatePlanState } from '../../db/plan-writes.ts'
import { loadPlans, plansInState } from '../../db/plans.ts'
import type { PlanWithTasks } from '../../src/domain/plan.ts'
import { normalisePlanCode } from '../../src/domain/plan-code.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, info, success, warning } from '../answers.ts'
import type { CommandHandler, Decision, Press } from '../types.ts'
import { assignmentReceivers, dispatchConfirmView, importSummaryView } from '../views/plan-views.ts'

type Step = (found: PlanWithTasks, by: string, via: string, deps: Deps) => Promise<Decision>

/** The state that the summary card shows. */
const shownState = ({ plan }: PlanWithTasks) =>
  plan.state === 'draft' ? 'draft' : plan.isTrial ? 'trial' : 'running'

async function summary(found: PlanWithTasks, deps: Deps, state = shownState(found)) {
  return importSummaryCard(
    await importSummaryView(deps.db, found, state as 'draft', deps.clock.now()),
  )
}

/** Not sent to the responsible persons yet: a draft, or a trial. */
const mayDispatch = ({ plan }: PlanWithTasks): boolean =>
  plan.state === 'draft' || (plan.state === 'running' && plan.isTrial)

/** 下发 asks by a second card: it cannot be undone. */
const ask: Step = async (found, _by, _via, deps) => {
  if (!mayDispatch(found)) return settled(found, deps)
  return { reply: { card: dispatchConfirmCard(dispatchConfirmView(found, deps.clock.now())) } }
}

/** 确认下发: the plan speaks from now on, and everybody responsible gets one card. */
const dispatch: Step = async (found, by, via, deps) => {
  if (!mayDispatch(found)) return settled(found, deps)
  const { plan, tasks } = found
  const after = { ...plan, state: 'running' as const, isTrial: false, version: plan.version + 1 }
  const receivers = assignmentReceivers(tasks)
  return {
    reply: {
      toast: success(`已下发，正在发给 ${receivers.length} 人`),
      card: await summary({ plan: after, tasks }, deps),
    },
    writes: [
      stateAudit(found, after, 'plan.dispatched', by, via, deps),
      ...updatePlanState(deps.db, after),
      ...startAwaiting(deps.db, plan.id, deps.clock.now()),
      ...enqueueAll(
        deps.db,
        receivers.map((openId) => ({
          key: `assignment:${plan.id}:${openId}`,
          to: { type: 'open_id', id: openId },
          content: { kind: 'assignment', planId: plan.id, openId },
          priority: 'bulk',
        })),
        deps.clock.now(),
      ),
    ],
  }
}

/** 试运行: the plan speaks, but to the office alone. */
const tryOut: Step = async (found, by, via, deps) => {
  const { plan, tasks } = found
  if (plan.state !== 'draft') return settled(found, deps)
  const after = { ...plan, state: 'running' as const, isTrial: true, version: plan.version + 1 }
  const receivers = assignmentReceivers(tasks)
  const [names, office] = await Promise.all([
    accountNames(deps.db, receivers),
    officeMembers(deps.db),
  ])
  return {
    reply: {
      toast: success('已开始试运行，所有消息只发督查室'),
      card: await summary({ plan: after, tasks }, deps),
    },
    writes: [
      stateAudit(found, after, 'plan.trial-started', by, via, deps),
      ...updatePlanState(deps.db, after),
      ...enqueueAll(
        deps.db,
        office.flatMap((member) =>
          receivers.map((openId) => ({
            key: `assignment-trial:${plan.id}:${openId}:${member}`,
            to: { type: 'open_id', id: member } as const,
            content: {
              kind: 'assignment',
              planId: plan.id,
              openId,
              trialFor: names.get(openId) ?? openId,
            } as const,
            priority: 'bulk',
          })),
        ),
        deps.clock.now(),
      ),
    ],
  }
}

const postpone: Step = async (found, _by, _via, deps) => {
  if (found.plan.state !== 'draft') return settled(found, deps)
  const card = await summary(found, deps, 'later' as 'draft')
  return { reply: { toast: info('已存为草案，随时可以下发'), card } }
}

/** Pressed on a card from before: what there is now. */
const settled = async (found: PlanWithTasks, deps: Deps): Promise<Decision> => ({
  reply: { toast: info('已经处理过，以下是最新状态'), card: await summary(found, deps) },
})

const stateAudit = (
  { plan: before }: PlanWithTasks,
  after: PlanWithTasks['plan'],
  type: string,
  by: string,
  via: string,
  deps: Deps,
) =>
  audit(deps.db, {
    subject: `plan:${after.id}`,
    version: after.version,
    type,
    actor: by,
    at: deps.clock.now(),
    via,
    before: { state: before.state, isTrial: before.isTrial },
    after: { state: after.state, isTrial: after.isTrial },
  })

const pressed =
  (step: Step) =>
  async ({ planId }: { readonly planId: string }, press: Press, deps: Deps): Promise<Decision> => {
    if (!(await isAllowed(deps.db, press.operator, 'dispatch_plan'))) {
      return { reply: { toast: warning('只有督查室可以下发') } }
    }
    const [found] = await loadPlans(deps.db, { planIds: [planId] }, deps.clock.now())
    if (!found) return { reply: { toast: warning('找不到这个计划') } }
    return step(found, press.operator, press.eventId, deps)
  }

export const askDispatch = pressed(ask)
export const confirmDispatch = pressed(dispatch)
export const startTrial = pressed(tryOut)
export const dispatchLater = pressed(postpone)

/** 下发 XH21 · 试运行 XH21: the code may be left out when only one plan can be meant. */
const inWords =
  (step: Step): CommandHandler =>
  async (said, deps) => {
    const notice = (title: string, lines: readonly string[]) =>
      answerNotice(said, { title, lines, tone: 'warning' }, deps)
    if (!(await isAllowed(deps.db, said.speaker, 'dispatch_plan'))) {
      return notice('没有下发', ['只有督查室可以下发。'])
    }
    const waiting = await plansInState(deps.db, ['draft', 'running'])
    const code = normalisePlanCode(said.rest)
    const meant = waiting.filter((plan) =>
      code ? plan.code === code : plan.state === 'draft' || plan.isTrial,
    )
    const [plan] = meant
    if (!plan) return notice('没有待下发的计划', ['把任务表文件发到这里即可导入。'])
    if (meant.length > 1) {
      const lines = ['请写上计划编号：', ...meant.map((one) => `下发 ${one.code}　${one.title}`)]
      return notice('有几个计划可以下发', lines)
    }
    const [found] = await loadPlans(deps.db, { planIds: [plan.id] }, deps.clock.now())
    if (!found) return notice('计划没有任务', [plan.title])
    const { reply, writes = [] } = await step(found, said.speaker, said.key, deps)
    return [...writes, ...(reply.card ? answer(said, reply.card, deps) : [])]
  }
export const sayDispatch = inWords(ask)
/** 确认下发 XH21: the second card's button, in words. */
export const sayConfirmDispatch = inWords(dispatch)
export const sayTrial = inWords(tryOut)
