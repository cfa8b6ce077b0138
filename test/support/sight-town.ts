/** Plans and people made at random, each text with a mark of its own, and who may see which mark. */
import * as fc from 'fast-check'
import { bind } from '../../db/bindings.ts'
import { insertSubscription } from '../../db/chats.ts'
import { insertDirective } from '../../db/directives.ts'
import { insertPlan } from '../../db/plan-writes.ts'
import { insertReport } from '../../db/reports.ts'
import { grantRole } from '../../db/roles.ts'
import type { Report, Task } from '../../src/domain/plan.ts'
import { type GlobalRole, type Person, rolesOn, sees, seesTask } from '../../src/domain/roles.ts'
import { duty, milestone, plan, report, task } from '../domain/samples.ts'
import { group } from './conversation.ts'
import type { Bot } from './start-bot.ts'

/** Who takes part; each may hold any duty. */
export const people = [
  '贺明远',
  '苏敬之',
  '顾清',
  '高朗',
  '陶然',
  '田小满',
  '卫东',
  '石磊',
] as const
/** Owns the group. */
export const groupOwner = '章越'

const who = fc.subarray([...people], { maxLength: 2 })

const taskArb = fc.record({
  leader: who,
  secretary: who,
  leadUnit: who,
  coUnit: who,
  owner: who,
  liaison: who,
  signer: who,
  isInternal: fc.boolean(),
  isClosed: fc.boolean(),
  /** None, one that waits, an accepted one, or one that waits behind an accepted one. */
  reports: fc.constantFrom('none', 'pending', 'accepted', 'both'),
  hasDirective: fc.boolean(),
})

const planArb = fc.record({
  state: fc.constantFrom('running', 'running', 'running', 'draft', 'year_end_check'),
  isTrial: fc.constantFrom(false, false, false, true),
  tasks: fc.array(taskArb, { minLength: 2, maxLength: 3 }),
})

export const townArb = fc.record({
  plans: fc.array(planArb, { minLength: 2, maxLength: 2 }),
  /** Who asks everything there is to ask. */
  askers: fc.shuffledSubarray([...people], { minLength: 3, maxLength: 3 }),
  granted: fc.record({
    admin: fc.option(fc.constantFrom(...people), { nil: undefined }),
    audit: fc.option(fc.constantFrom(...people), { nil: undefined }),
    principal: fc.option(fc.constantFrom(...people), { nil: undefined }),
  }),
})
export type Town = typeof townArb extends fc.Arbitrary<infer Value> ? Value : never

type PlanOf = Town['plans'][number]
type TaskOf = PlanOf['tasks'][number]

/** Texts by what they are: nothing else in the world contains them. */
const marksOf = (p: number, t: number) => ({
  text: `ZQ${p}X${t}TX`,
  node: `ZQ${p}X${t}ND`,
  pending: `ZQ${p}X${t}PD`,
  accepted: `ZQ${p}X${t}AC`,
  directive: `ZQ${p}X${t}DR`,
})

const idOf = (p: number, t: number) => `p${p}-t${t}`
export const codeOf = (p: number) => `AB${20 + p}`

function taskModel(bot: Bot, p: number, t: number, of: TaskOf): Task {
  const marks = marksOf(p, t)
  const openIds = (names: readonly string[]) => names.map((name) => bot.openId(name))
  const held = [
    ...of.leader.map((name) => duty('lead_leader', name, openIds([name]))),
    ...of.secretary.map((name) => duty('leader_liaison', name, openIds([name]))),
    duty('lead_unit', `区牵头${p}${t}局`, openIds(of.leadUnit)),
    duty('co_unit', `区配合${p}${t}局`, openIds(of.coUnit)),
    ...of.owner.map((name) => duty('owner', name, openIds([name]))),
    ...of.liaison.map((name) => duty('liaison', name, openIds([name]))),
    ...of.signer.map((name) => duty('signer', name, openIds([name]))),
  ]
  return task({
    id: idOf(p, t),
    planId: `plan-${p}`,
    seq: t + 1,
    title: `${marks.text}行动`,
    text: `${marks.text}行动全文`,
    state: of.isClosed ? 'closed' : 'in_progress',
    isInternal: of.isInternal,
    version: 1,
    duties: held,
    milestones: [
      { ...milestone(`${idOf(p, t)}-1`, '2026-03-06'), text: `${marks.node}一` },
      { ...milestone(`${idOf(p, t)}-2`, '2026-03-12'), text: `${marks.node}二` },
    ],
  })
}

export const tasksOf = (bot: Bot, town: Town) =>
  town.plans.flatMap((of, p) =>
    of.tasks.map((one, t) => ({ of, one, p, t, task: taskModel(bot, p, t, one) })),
  )

/** Everything into the database; unit names are bound by account. */
export async function settle(bot: Bot, town: Town): Promise<void> {
  const at = bot.clock.now()
  const all = tasksOf(bot, town)
  const bindings = new Map(
    all.flatMap(({ task: { duties } }) =>
      duties.flatMap(({ role, name, openIds }) =>
        openIds.map((openId) => {
          const partyId = `${role.endsWith('unit') ? 'unit' : 'person'}:${name}`
          return [`${partyId} ${openId}`, { partyId, openId, by: 'test' }] as const
        }),
      ),
    ),
  )
  await bot.db.atomic([
    ...town.plans.flatMap((of, p) =>
      insertPlan(
        bot.db,
        {
          ...plan({
            id: `plan-${p}`,
            code: codeOf(p),
            title: `计划${p}`,
            year: 2026,
            issuer: null,
            effectiveOn: '2026-01-05',
            state: of.state as 'running',
            isTrial: of.isTrial,
          }),
          sourceDigest: `digest-${p}`,
        },
        all.filter((one) => one.p === p).map((one) => one.task),
        at,
      ),
    ),
    ...all
      .filter(({ one }) => one.isInternal)
      .map(({ task: { id } }) =>
        bot.db.query.updateTable('tasks').set({ is_internal: 1 }).where('id', '=', id),
      ),
    ...[...bindings.values()].map((one) => bind(bot.db, one, at)),
    ...Object.entries(town.granted).flatMap(([role, name]) =>
      name ? [grantRole(bot.db, bot.openId(name), role as GlobalRole, at)] : [],
    ),
    ...all.flatMap(({ one, p, t }) => reportWrites(bot, p, t, one)),
    ...all.flatMap(({ one, p, t }) =>
      one.hasDirective
        ? insertDirective(bot.db, {
            id: `d-${p}-${t}`,
            taskId: idOf(p, t),
            by: bot.openId(one.leader[0] ?? '林督查'),
            text: `${marksOf(p, t).directive}请加快`,
            at,
            number: null,
            dueOn: null,
            reply: null,
            repliedBy: null,
            repliedAt: null,
            version: 1,
          })
        : [],
    ),
    ...insertSubscription(bot.db, {
      id: 'sub-1',
      chat_id: group,
      filter: 'all',
      subscriber_open_id: bot.openId('高朗'),
      is_office_approved: 0,
      state: 'active',
      created_at: at,
      version: 1,
    }),
  ])
}

function reportWrites(bot: Bot, p: number, t: number, { reports, owner, leadUnit }: TaskOf) {
  const author = bot.openId(owner[0] ?? leadUnit[0] ?? '林督查')
  const made = (kind: 'pending' | 'accepted', with_: Partial<Report>): Report =>
    report({
      id: `r-${p}-${t}-${kind}`,
      taskId: idOf(p, t),
      period: kind === 'accepted' ? '2026-02' : '2026-03',
      authorOpenId: author,
      progress: `${marksOf(p, t)[kind]}进展`,
      problems: `${marksOf(p, t)[kind]}问题`,
      at: bot.clock.now() - (kind === 'accepted' ? 1000 : 500),
      ...with_,
    })
  const none = { newlyDone: [], takenBack: [] }
  const before = reports === 'accepted' || reports === 'both' ? [made('accepted', {})] : []
  const last = reports === 'pending' || reports === 'both' ? [made('pending', {})] : []
  return [
    ...before.flatMap((one) => [
      ...insertReport(bot.db, one, none, false),
      bot.db.query
        .updateTable('reports')
        .set({ state: 'accepted', status: 'accepted', reviewed_by: 'system', reviewed_at: one.at })
        .where('id', '=', one.id),
      bot.db.query
        .updateTable('tasks')
        .set({ last_accepted_report_id: one.id })
        .where('id', '=', one.taskId),
    ]),
    ...last.flatMap((one) => insertReport(bot.db, one, none, false)),
  ]
}

const isUnderWay = ({ state, isTrial }: PlanOf): boolean =>
  (state === 'running' || state === 'year_end_check') && !isTrial

/** The person as the tables see it, worked out of the town alone. */
export function personIn(bot: Bot, town: Town, name: string): Person {
  const openId = bot.openId(name)
  const roles = Object.entries(town.granted).flatMap(([role, one]) =>
    one === name ? [role as GlobalRole] : [],
  )
  const planIds = tasksOf(bot, town)
    .filter(({ of, task: { duties } }) => {
      return isUnderWay(of) && duties.some(({ openIds }) => openIds.includes(openId))
    })
    .map(({ task: { planId } }) => planId)
  return { openId, roles, planIds: [...new Set(planIds)] }
}

/** Marks that somebody must not be shown. */
export function hiddenFrom(bot: Bot, town: Town, name: string): readonly string[] {
  const person = personIn(bot, town, name)
  return tasksOf(bot, town).flatMap(({ of, one, p, t, task: it }) => {
    const marks = marksOf(p, t)
    const roles = rolesOn(it, person)
    const isSeen = isUnderWay(of) && seesTask(it, person)
    if (!isSeen) return Object.values(marks)
    return [
      ...(sees(roles, 'pending_report') || one.reports === 'accepted' ? [] : [marks.pending]),
      ...(sees(roles, 'directives') ? [] : [marks.directive]),
    ]
  })
}

/** Marks that the group must not be shown: its subscriber is 高朗, without the office's consent. */
export function hiddenFromGroup(bot: Bot, town: Town): readonly string[] {
  const subscriber = personIn(bot, town, '高朗')
  const seesAll = sees(subscriber.roles, 'whole_plan')
  return tasksOf(bot, town).flatMap(({ of, one, p, t, task: it }) => {
    const marks = marksOf(p, t)
    const isCovered =
      isUnderWay(of) && !one.isInternal && (seesAll || subscriber.planIds.includes(it.planId))
    return isCovered ? [marks.pending, marks.directive] : Object.values(marks)
  })
}
