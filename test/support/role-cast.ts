/** One account of each role, and a plan on which each has something to do. */
import { addBindingRequest, bind } from '../../db/bindings.ts'
import { insertSubscription } from '../../db/chats.ts'
import { insertDirective } from '../../db/directives.ts'
import { insertPlan } from '../../db/plan-writes.ts'

import { savePost, type UnitPost } from '../../db/posts.ts'
import { insertPurge } from '../../db/purges.ts'
import { insertReport } from '../../db/reports.ts'
import { grantRole } from '../../db/roles.ts'
import { type StaffList, saveStaffList } from '../../db/staff-lists.ts'
import { type Handover, saveHandover } from '../../db/stand-ins.ts'

import { insertTaskRequest } from '../../db/task-requests.ts'
import type { Directive } from '../../src/domain/directives.ts'
import type { DutyRole } from '../../src/domain/draft-plan.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import type { Purge } from '../../src/domain/purge.ts'
import { globalRoles, type Role } from '../../src/domain/roles.ts'
import type { TaskRequest } from '../../src/domain/task-requests.ts'
import { duty, indicator, item, milestone, plan, report, task } from '../domain/samples.ts'
import { group, sampleFile } from './conversation.ts'
import type { Bot } from './start-bot.ts'

/** Who plays which role. */
export const cast = {
  admin: '周督查',
  office: '林督查',
  audit: '叶知秋',
  principal: '贺明远',
  leader: '苏敬之',
  leader_liaison: '顾清',
  signer: '罗安',
  lead_unit: '高朗',
  co_unit: '温若兰',
  owner: '陶然',
  liaison: '卫东',
  participant: '田小满',
  group_admin: '章越',
  nobody: '石磊',
} as const satisfies Readonly<Record<Role, string>>
export type CastRole = keyof typeof cast
export const castRoles = Object.keys(cast) as readonly CastRole[]

/** What a text of the tasks would be recognised by, wherever it turned up. */
export const openText = '河道清淤甲乙'
export const internalText = '内部线索丙丁'
export const neighbourText = '村庄规划戊己'

const duties = (
  [
    ['lead_leader', 'leader'],
    ['leader_liaison', 'leader_liaison'],
    ['signer', 'signer'],
    ['lead_unit', 'lead_unit'],
    ['co_unit', 'co_unit'],
    ['owner', 'owner'],
    ['liaison', 'liaison'],
  ] as const satisfies readonly (readonly [DutyRole, CastRole])[]
).map(([role, who]) => duty(role, role.endsWith('unit') ? `区${cast[who]}局` : cast[who]))

const taskOf = (seq: number, with_: Partial<Task>): Task =>
  task({
    id: `a-${seq}`,
    planId: 'plan-a',
    seq,
    title: `${openText}${seq}`,
    text: `${openText}${seq}，年内完成`,
    duties,
    milestones: [milestone(`a-${seq}-1`, '2026-06-30'), milestone(`a-${seq}-2`, '2026-12-31')],
    version: 1,
    ...with_,
  })

/** By their numbers: 1 待签收 and 待审签, 2 待审核, 3 申请延期 and 工作要求, 4 中止, 5 内部, 6 of somebody else. */
const tasks: readonly Task[] = [
  taskOf(1, { state: 'awaiting_acknowledgement' }),
  taskOf(2, {
    items: [item({ id: 'a-2-i1', indicators: [indicator({ id: 'a-2-n1', isProposal: true })] })],
  }),
  taskOf(3, {}),
  taskOf(4, { state: 'suspended' }),
  taskOf(5, { title: `${internalText}5`, text: `${internalText}5，年内完成` }),
  taskOf(6, {
    title: neighbourText,
    text: neighbourText,
    duties: [duty('owner', cast.participant), duty('lead_unit', '区农业农村局')],
  }),
]

const planOf = (with_: Partial<Plan>) => ({
  ...plan({
    year: 2026,
    issuedOn: '2026-01-05',
    effectiveOn: '2026-01-05',
    issuer: null,
    ...with_,
  }),
  sourceDigest: `digest-${with_.id}`,
})

export const secondGroup = 'oc_sandbox_second'

/** Everything that may be acted on: tasks, a report, a request, a directive, a file, a group. */
export async function prepareCast(bot: Bot): Promise<void> {
  const { db, clock } = bot
  const at = clock.now()
  await bot.settle()
  for (const chatId of [group, secondGroup]) {
    await bot.platform.addBotToChat(chatId, bot.openId(cast.group_admin))
  }
  await bot.settle()
  await bot.drops(cast.office, sampleFile)
  await bot.drops(cast.office, unknownTable)
  const units = ['lead_unit', 'co_unit'] as const
  const persons = ['leader', 'leader_liaison', 'signer', 'owner', 'liaison', 'participant'] as const
  const bound = (partyId: string, who: CastRole) =>
    bind(db, { partyId, openId: bot.openId(cast[who]), by: 'test' }, at)
  await db.atomic([
    ...insertPlan(db, planOf({ id: 'plan-a', code: 'AA26', title: '甲计划' }), tasks, at),
    ...insertPlan(
      db,
      planOf({ id: 'plan-b', code: 'BB26', title: '乙计划', state: 'draft' }),
      [taskOf(7, { id: 'b-7', planId: 'plan-b', milestones: [] })],
      at,
    ),
    db.query.updateTable('tasks').set({ is_internal: 1 }).where('id', '=', 'a-5'),
    ...units.map((who) => bound(`unit:区${cast[who]}局`, who)),
    ...persons.map((who) => bound(`person:${cast[who]}`, who)),
    ...globalRoles
      .filter((role) => role !== 'office')
      .map((role) =>
        db.query
          .insertInto('roles')
          .values({ open_id: bot.openId(cast[role]), role, granted_at: at }),
      ),
    ...insertReport(db, waitingReport(bot), { newlyDone: [], takenBack: [] }, false),
    ...insertReport(db, unsignedReport(bot), { newlyDone: [], takenBack: [] }, false),
    ...insertTaskRequest(db, waitingRequest(bot)),
    ...insertDirective(db, openDirective(bot)),
    ...insertSubscription(db, waitingSubscription(bot)),
    ...insertPurge(db, askedPurge(bot)),
    // A second member of the office, who asked for it.
    grantRole(db, bot.openId(secondOfOffice), 'office', at),
    ...addBindingRequest(db, bindingRequest(bot), at),
    ...savePost(db, waitingPost(bot)),
    ...saveHandover(db, waitingHandover(bot)),
    ...saveStaffList(db, waitingList(bot)),
  ])
}

/** A table that no kind fits, so that the office is asked about its columns. */
const unknownTable = {
  name: '督办事项.csv',
  content: '号,要办成的事,哪家来办\n1,完成清淤,区水利局\n2,新建公园,区园林局\n',
}

/** Somebody apart from the cast wants to be a liaison, and to hand over. */
const waitingPost = (bot: Bot): UnitPost => ({
  id: 'post-1',
  unitId: 'unit:区高朗局',
  post: 'liaison',
  openId: bot.openId('方圆'),
  fromOn: '2026-03-02',
  untilOn: null,
  state: 'asked',
  askedBy: bot.openId('方圆'),
  grantedBy: null,
  at: bot.clock.now(),
  version: 1,
})

const waitingList = (bot: Bot): StaffList => ({
  id: 'staff-1',
  openId: bot.openId(cast.office),
  fileName: '人员表.csv',
  rows: [
    {
      unit: '区高朗局',
      name: '方圆',
      post: '审签人',
      openId: bot.openId('方圆'),
      by: 'name',
      candidates: [],
    },
  ],
  state: 'waiting',
  createdAt: bot.clock.now(),
  version: 1,
})

const waitingHandover = (bot: Bot): Handover => ({
  id: 'handover-1',
  fromId: bot.openId('方圆'),
  toId: bot.openId('江澄'),
  fromOn: '2026-03-02',
  state: 'asked',
  askedBy: bot.openId('方圆'),
  decidedBy: null,
  at: bot.clock.now(),
  version: 1,
})

const waitingReport = (bot: Bot) =>
  report({
    id: 'report-2',
    taskId: 'a-2',
    period: '2026-03',
    authorOpenId: bot.openId(cast.owner),
    at: bot.clock.now(),
  })

const unsignedReport = (bot: Bot) =>
  report({
    ...waitingReport(bot),
    id: 'report-1',
    taskId: 'a-1',
    status: 'awaiting_sign_off',
    signOff: 'waiting',
  })

const waitingRequest = (bot: Bot): TaskRequest => ({
  id: 'request-3',
  taskId: 'a-3',
  kind: 'extension',
  milestoneId: 'a-3-1',
  newDueOn: '2026-09-30',
  reason: '用地手续未批',
  reference: null,
  breakdown: null,
  by: bot.openId(cast.owner),
  at: bot.clock.now(),
  state: 'open',
  answer: null,
  decidedBy: null,
  decidedAt: null,
  version: 1,
})

const openDirective = (bot: Bot): Directive => ({
  id: 'directive-3',
  taskId: 'a-3',
  by: bot.openId(cast.leader),
  text: '请加快',
  at: bot.clock.now(),
  number: null,
  dueOn: null,
  reply: null,
  repliedBy: null,
  repliedAt: null,
  version: 1,
})

const waitingSubscription = (bot: Bot) => ({
  id: 'sub-1',
  chat_id: secondGroup,
  filter: 'all',
  subscriber_open_id: bot.openId(cast.group_admin),
  is_office_approved: 0 as const,
  state: 'pending' as const,
  created_at: bot.clock.now(),
  version: 1,
})

const secondOfOffice = '方圆'

const askedPurge = (bot: Bot): Purge => ({
  id: 'purge-1',
  about: 'AA26-2 的填报',
  target: { kind: 'report', id: 'report-2' },
  since: bot.clock.now(),
  askedBy: bot.openId(secondOfOffice),
  askedAt: bot.clock.now(),
  state: 'open',
  decidedBy: null,
  decidedAt: null,
  places: 0,
  version: 1,
})

const bindingRequest = (bot: Bot) => ({
  id: 'binding-1',
  open_id: bot.openId('江澄'),
  real_name: '江澄',
  reason: 'none' as const,
  said: null,
})
