/** 完成率: of a task, a plan, a unit, a section, a leader, and how it came about. */
import { groupRateCard } from '../../cards/rates/group-rate.ts'
import { taskRateCard } from '../../cards/rates/task-rate.ts'
import { accountNames } from '../../db/people.ts'
import { findTask } from '../../db/plans.ts'
import { findPerson } from '../../db/roles.ts'
import type { Plan, PlanWithTasks, Task } from '../../src/domain/plan.ts'
import { normalisePlanCode } from '../../src/domain/plan-code.ts'
import {
  findGroups,
  isOwnGroup,
  parseGroupKey,
  type RateGroup,
  tasksOfGroup,
} from '../../src/domain/rate-groups.ts'
import { may, type Person, rolesOn, sees, seesTask } from '../../src/domain/roles.ts'
import { parseTaskReference } from '../../src/domain/task-reference.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice, sendPrivately, warning } from '../answers.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CardHandler, CommandHandler, Press, Said, Writes } from '../types.ts'
import { groupRateView, peopleOfRate, taskRateView } from '../views/rate-views.ts'
import { visiblePlans } from '../visibility.ts'

type Found = { readonly plan: Plan; readonly task: Task }

/** The card about a task's rate as one account sees it. */
export async function taskRateCardFor(
  { plan, task }: Found,
  viewer: Person,
  page: number,
  deps: Deps,
) {
  const roles = rolesOn(task, viewer)
  const names = await accountNames(deps.db, peopleOfRate(task))
  const view = taskRateView(
    { plan, task },
    { seesPending: sees(roles, 'pending_report'), maySet: may(roles, 'set_rate') },
    names,
    page,
    deps.clock.now(),
  )
  return taskRateCard(view)
}

/** 完成率怎么来的, or another page of it. */
export const showRate: CardHandler<'rate.show'> = async ({ taskId, page }, press, deps) => {
  const now = deps.clock.now()
  const [found, viewer] = await Promise.all([
    findTask(deps.db, taskId, now),
    findPerson(deps.db, press.operator, now),
  ])
  const visible = found && (await visiblePlans(deps.db, press.operator, now))
  const isSeen = visible?.some(({ tasks }) => tasks.some(({ id }) => id === taskId))
  if (!found || !isSeen || !seesTask(found.task, viewer)) {
    return { reply: { toast: warning('这项任务不在您能查看的范围内') } }
  }
  const card = await taskRateCardFor(found, viewer, page, deps)
  // A page turns in its place; the first one was asked for on another card.
  if (page > 1) return { reply: { card } }
  return sendPrivately(press, 'rate', card, '完成率的来历已发给您', deps)
}

/** 完成率 14 · 完成率 XH21 · 完成率 区住建局 */
export const sayRate: CommandHandler = async (said, deps) => {
  if (!parseTaskReference(said.rest)) return sayGroup(said, deps)
  const found = await findSaidTask(said, 'rate', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const viewer = await findPerson(deps.db, said.speaker, deps.clock.now())
  return answer(said, await taskRateCardFor(found, viewer, 1, deps), deps)
}

async function sayGroup(said: Said, deps: Deps): Promise<Writes> {
  const now = deps.clock.now()
  const [first = '', ...others] = said.rest.split(/\s+/)
  const code = normalisePlanCode(first)
  const [plans, viewer] = await Promise.all([
    visiblePlans(deps.db, said.speaker, now, code),
    findPerson(deps.db, said.speaker, now),
  ])
  const coded = plans.filter(({ plan }) => plan.code === code)
  const name = coded.length > 0 ? others.join('') : said.rest
  const meant = groupsMeant(coded.length > 0 ? coded : plans, name)
  const shown = meant.filter((one) => isShown(one.found, one.group, viewer))
  const [only] = shown
  if (!only) return nothingMeant(said, sees(viewer.roles, 'whole_plan'), deps)
  if (shown.length > 1) return askWhich(said, shown, deps)
  const mayChoose = may(viewer.roles, 'choose_formula')
  return answer(said, groupRateCard(groupRateView(only.found, only.group, mayChoose, 1, now)), deps)
}

type Meant = { readonly found: PlanWithTasks; readonly group: RateGroup }

function groupsMeant(plans: readonly PlanWithTasks[], name: string): readonly Meant[] {
  if (name === '') return plans.map((found) => ({ found, group: { kind: 'plan' } }))
  const byId = new Map(plans.map((found) => [found.plan.id, found]))
  return findGroups(plans, name).flatMap(({ plan, group }) => {
    const found = byId.get(plan.id)
    return found ? [{ found, group }] : []
  })
}

/** Whole plans to those who see them, a leader's and a unit's to themselves. */
const isShown = ({ tasks }: PlanWithTasks, group: RateGroup, viewer: Person): boolean =>
  sees(viewer.roles, 'whole_plan') || isOwnGroup(tasks, group, viewer.openId)

const nothingMeant = (said: Said, seesPlans: boolean, deps: Deps): Writes =>
  answerNotice(
    said,
    {
      title: '完成率 · 请写明看哪一项',
      lines: [
        '看一项任务：完成率 14',
        seesPlans
          ? '看整个计划、板块、单位、领导：完成率 XH21、完成率 区住建局'
          : '看本单位：完成率 单位名称（只能看自己单位的）',
      ],
      tone: 'info',
    },
    deps,
  )

const mostAsked = 8

const askWhich = (said: Said, shown: readonly Meant[], deps: Deps): Writes =>
  answerNotice(
    said,
    {
      title: `完成率 · 有 ${shown.length} 个，请写明`,
      lines: shown
        .slice(0, mostAsked)
        .map(
          ({ found: { plan }, group }) =>
            `完成率 ${plan.code}${group.kind === 'plan' ? `　${plan.title}` : ` ${group.name}`}`,
        ),
      tone: 'info',
    },
    deps,
  )

/** Another page of a plan, a section, a unit, a leader. */
export const showGroupRate: CardHandler<'rate.group'> = async (action, press, deps) => {
  const found = await groupSeen(action.planId, action.of, press, deps)
  if (!found) return { reply: { toast: warning('这些任务不在您能查看的范围内') } }
  return { reply: { card: found.card(action.page) } }
}

async function groupSeen(planId: string, of: string, press: Press, deps: Deps) {
  const now = deps.clock.now()
  const group = parseGroupKey(of)
  const [plans, viewer] = await Promise.all([
    visiblePlans(deps.db, press.operator, now),
    findPerson(deps.db, press.operator, now),
  ])
  const found = plans.find(({ plan }) => plan.id === planId)
  if (!group || !found || !isShown(found, group, viewer)) return undefined
  if (tasksOfGroup(found.tasks, group).length === 0) return undefined
  const mayChoose = may(viewer.roles, 'choose_formula')
  return {
    card: (page: number) => groupRateCard(groupRateView(found, group, mayChoose, page, now)),
  }
}
