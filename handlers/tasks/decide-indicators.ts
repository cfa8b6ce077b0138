/** 指标: what a task is measured by, and the office's word on what was proposed from its text. */
import type { ActionOf } from '../../cards/actions.ts'
import { indicatorsCard } from '../../cards/tasks/indicators.ts'
import { auditAll } from '../../db/audit.ts'
import { recordDecision } from '../../db/indicators.ts'
import {
  type DecidedTask,
  type DecideRefusal,
  decideIndicators,
  proposalsOf,
} from '../../src/domain/decide-indicators.ts'
import type { Plan, PlanWithTasks, Task } from '../../src/domain/plan.ts'
import { normalisePlanCode } from '../../src/domain/plan-code.ts'
import { parseTaskReference } from '../../src/domain/task-reference.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, sendPrivately, success, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Said, Writes } from '../types.ts'
import { indicatorsView } from '../views/indicator-views.ts'
import { visiblePlans } from '../visibility.ts'
import { findSaidTask } from './find-task.ts'

const refusals: Readonly<Record<DecideRefusal, string>> = {
  'not-office': '只有督查室可以确认指标',
  'nothing-proposed': '这些建议指标已经处理过，或没有这个序号',
}

type Scope = Pick<ActionOf<'indicators.show'>, 'scope' | 'id' | 'page'>

/** Of one task or a whole plan, among what somebody may see. */
async function found(
  { scope, id }: Scope,
  openId: string,
  deps: Deps,
): Promise<PlanWithTasks | undefined> {
  const plans = await visiblePlans(deps.db, openId, deps.clock.now())
  if (scope === 'plan') return plans.find(({ plan }) => plan.id === id)
  const of = plans.find(({ tasks }) => tasks.some((task) => task.id === id))
  return of && { plan: of.plan, tasks: of.tasks.filter((task) => task.id === id) }
}

async function cardOf(of: PlanWithTasks, scope: Scope, openId: string, deps: Deps) {
  const mayDecide = await isAllowed(deps.db, openId, 'decide_indicators')
  return indicatorsCard(indicatorsView(of, scope, mayDecide, deps.clock.now()))
}

/** Another page, or the list of a card's plan or task. */
export const showIndicators: CardHandler<'indicators.show'> = async (scope, press, deps) => {
  const of = await found(scope, press.operator, deps)
  if (!of) return { reply: { toast: warning('这项任务不在您能查看的范围内') } }
  const card = await cardOf(of, scope, press.operator, deps)
  if (scope.page > 1) return { reply: { card } }
  return sendPrivately(press, 'indicators', card, '指标清单已发给您', deps)
}

function decisionWrites(
  decided: readonly DecidedTask[],
  isTaken: boolean,
  by: string,
  via: string,
  deps: Deps,
): Writes {
  const at = deps.clock.now()
  return [
    ...auditAll(
      deps.db,
      decided.map(({ before, after, ids }) => ({
        subject: `task:${after.id}`,
        version: after.version,
        type: isTaken ? 'indicators.taken' : 'indicators.declined',
        actor: by,
        at,
        via,
        before: {
          indicators: proposalsOf(before)
            .filter(({ indicator }) => ids.includes(indicator.id))
            .map(({ indicator: { id, name, targetText } }) => ({ id, name, targetText })),
        },
        after: { isTaken },
      })),
    ),
    ...recordDecision(deps.db, decided, isTaken, at),
  ]
}

/** The plan as it is after the decision. */
const withDecided = (
  { plan, tasks }: PlanWithTasks,
  decided: readonly DecidedTask[],
): PlanWithTasks => {
  const after = new Map(decided.map((one) => [one.before.id, one.after]))
  return { plan, tasks: tasks.map((task) => after.get(task.id) ?? task) }
}

/** 采用 · 不采用 */
export const decidePressed: CardHandler<'indicators.decide'> = async (action, press, deps) => {
  const { ids, isTaken } = action
  const isOffice = await isAllowed(deps.db, press.operator, 'decide_indicators')
  const of = isOffice ? await found(action, press.operator, deps) : undefined
  const tasks = of?.tasks ?? []
  const outcome = decideIndicators(tasks, new Set(ids), { isOffice, isTaken })
  if (!outcome.ok || !of) {
    const reason = outcome.ok ? 'nothing-proposed' : outcome.reason
    const toast = warning(refusals[reason])
    return of
      ? { reply: { toast, card: await cardOf(of, action, press.operator, deps) } }
      : { reply: { toast } }
  }
  const count = outcome.decided.reduce((sum, one) => sum + one.ids.length, 0)
  const card = await cardOf(withDecided(of, outcome.decided), action, press.operator, deps)
  return {
    reply: { toast: success(`${isTaken ? '已采用' : '已不采用'} ${count} 个`), card },
    writes: decisionWrites(outcome.decided, isTaken, press.operator, press.eventId, deps),
  }
}

/** 指标 14 · 指标 14 采用 1,3 · 指标 XH21: the proposals of a whole plan. */
export const sayIndicators: CommandHandler = async (said, deps) => {
  if (!parseTaskReference(said.rest)) return sayOfPlan(said, deps)
  const meant = await findSaidTask(said, 'indicators', deps)
  if ('card' in meant) return answer(said, meant.card, deps)
  const scope = { scope: 'task', id: meant.task.id, page: 1 } as const
  const of = { plan: meant.plan, tasks: [meant.task] }
  if (meant.rest === '') {
    return answer(said, await cardOf(of, scope, said.speaker, deps), deps)
  }
  return sayDecision(said, meant, scope, deps)
}

async function sayDecision(
  said: Said,
  { plan, task, rest }: { readonly plan: Plan; readonly task: Task; readonly rest: string },
  scope: Scope,
  deps: Deps,
): Promise<Writes> {
  const name = `${plan.code}-${task.seq}`
  const notice = (line: string) =>
    answerNotice(said, { title: `${name} · 指标`, lines: [line], tone: 'warning' }, deps)
  const asked = decisionIn(rest, proposalsOf(task).length)
  if (!asked) return notice(`请这样写：指标 ${name} 采用 1,3，或 指标 ${name} 不采用 2`)
  const isOffice = await isAllowed(deps.db, said.speaker, 'decide_indicators')
  const ids = proposalsOf(task)
    .filter((_, n) => asked.numbers.has(n + 1))
    .map(({ indicator }) => indicator.id)
  const { isTaken } = asked
  const outcome = decideIndicators([task], new Set(ids), { isOffice, isTaken })
  if (!outcome.ok) return notice(refusals[outcome.reason])
  const after = withDecided({ plan, tasks: [task] }, outcome.decided)
  return [
    ...decisionWrites(outcome.decided, isTaken, said.speaker, said.key, deps),
    ...answer(said, await cardOf(after, scope, said.speaker, deps), deps),
  ]
}

/** `采用 1,3`, `不采用 2`, `全部采用`. */
function decisionIn(rest: string, proposals: number) {
  const words = /^(?<all>全部)?(?<verb>不采用|采用)(?<numbers>[\d\s,，、]*)$/u.exec(rest.trim())
  if (!words?.groups) return undefined
  const { all, verb, numbers = '' } = words.groups
  const said = numbers.match(/\d+/g)?.map(Number) ?? []
  const meant = all ? Array.from({ length: proposals }, (_, n) => n + 1) : said
  if (meant.length === 0) return undefined
  return { isTaken: verb === '采用', numbers: new Set(meant) }
}

async function sayOfPlan(said: Said, deps: Deps): Promise<Writes> {
  const plans = await visiblePlans(deps.db, said.speaker, deps.clock.now())
  const code = normalisePlanCode(said.rest)
  const meant =
    said.rest === ''
      ? plans.filter(({ tasks }) => tasks.some((task) => proposalsOf(task).length > 0))
      : plans.filter(({ plan }) => plan.code === code)
  const [of] = meant
  if (of && meant.length === 1) {
    const scope = { scope: 'plan', id: of.plan.id, page: 1 } as const
    return answer(said, await cardOf(of, scope, said.speaker, deps), deps)
  }
  const lines = of
    ? meant.map(({ plan }) => `指标 ${plan.code}　${plan.title}`)
    : ['没有待确认的建议指标。看一项任务的指标：指标 14']
  return answerNotice(said, { title: '指标', lines, tone: 'info' }, deps)
}
