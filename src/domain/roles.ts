/**
 * Who may do what, and who sees what (design §7, §14): one table of acts, one table of what is
 * seen. Every handler asks them; which button and which word is which act: `handlers/acts.ts`.
 */
import { withAcceptedTicks } from './accepted-values.ts'
import type { DutyRole } from './draft-plan.ts'
import { isSigner } from './duty-holders.ts'
import type { Report, Task } from './plan.ts'

/** Roles in the order in which the tables print them, with their words. */
export const roleWords = {
  admin: '系统管理员',
  office: '督查室',
  audit: '审计',
  principal: '主要领导',
  leader: '牵头领导',
  leader_liaison: '区府办联络员',
  signer: '审签人',
  lead_unit: '牵头单位人员',
  co_unit: '配合单位人员',
  owner: '责任人',
  liaison: '联络员',
  participant: '同一计划的其他承办人',
  group_admin: '群主、群管理员',
  nobody: '其他人',
} as const
export type Role = keyof typeof roleWords

/** Roles that are granted to an account; the others follow from duties and from groups. */
export const globalRoles = ['admin', 'office', 'audit', 'principal'] as const
export type GlobalRole = (typeof globalRoles)[number]

/** What a duty makes of somebody, on the task that names it. */
const roleOfDuty: Readonly<Record<DutyRole, Role>> = {
  lead_leader: 'leader',
  leader_liaison: 'leader_liaison',
  lead_unit: 'lead_unit',
  co_unit: 'co_unit',
  owner: 'owner',
  liaison: 'liaison',
  signer: 'signer',
}

const unit = ['lead_unit', 'owner', 'liaison'] as const
const units = [...unit, 'co_unit'] as const
const everybody = ['nobody'] as const
const onTheTask = ['leader', 'leader_liaison', 'signer', ...units] as const

type Row = {
  /** Printed in the table. */
  readonly words: string
  readonly by: readonly Role[]
}

/**
 * Role × act. Who is not named may not. `nobody` stands for everybody: the act is about oneself,
 * and its handler gives nobody anything of others.
 */
export const actTable = {
  ask_help: { words: '帮助', by: everybody },
  identify_oneself: { words: '绑定、我是、认领、是、不是', by: everybody },
  list_own: { words: '我的任务、待我办理', by: everybody },
  list_subscriptions: { words: '订阅列表（群内）', by: everybody },
  open_task: { words: '任务 14', by: ['office', 'principal', ...onTheTask, 'participant'] },
  find_tasks: {
    words: '查、单位、领导、板块、逾期、滞后、本周到期',
    by: ['office', 'principal', ...onTheTask, 'participant'],
  },
  acknowledge: { words: '签收', by: unit },
  report: { words: '填报、更正、撤回、无新增', by: ['signer', ...units] },
  sign_reports: { words: '审签、一键审签、审签人退回、授权直报', by: ['signer'] },
  report_for_others: { words: '代录', by: ['office'] },
  ask_office: { words: '延期、办结、有异议、分解', by: unit },
  direct: { words: '工作要求', by: ['office', 'principal', 'leader'] },
  reply_to_directive: { words: '答复', by: units },
  ask_digest: { words: '周报', by: ['leader'] },
  export_tables: {
    words: '导出、打印（能看到的任务）',
    by: ['office', 'principal', ...onTheTask, 'participant'],
  },
  review_reports: { words: '审核、通过、退回、一键通过', by: ['office'] },
  decide_indicators: { words: '采用、不采用（建议指标）', by: ['office'] },
  set_rate: { words: '核定（人工核定完成率）', by: ['office'] },
  choose_formula: { words: '公式（更换计算公式）', by: ['office'] },
  decide_requests: { words: '同意、不同意（延期、办结、异议、分解）', by: ['office'] },
  change_task: { words: '中止、恢复、撤项、并入、重开', by: ['office'] },
  edit_task: { words: '改、调整、改派', by: ['office'] },
  file_tasks: { words: '立项', by: ['office'] },
  call_units: { words: '电话督办、已电话联系', by: ['office'] },
  number_directives: { words: '批示编号', by: ['office'] },
  import_plan: { words: '导入、疑点、栏目、修整、更新、代录进展表', by: ['office'] },
  dispatch_plan: { words: '下发、试运行、下发变动', by: ['office'] },
  end_plan: { words: '撤销导入、作废计划', by: ['office'] },
  turn_year: { words: '年终核验、归档、新建下年计划', by: ['office'] },
  decide_bindings: { words: '确认身份', by: ['office'] },
  entrust_oneself: {
    words: '请假代办、转办、移交、提出联络员和审签人（本人、本单位）',
    by: everybody,
  },
  manage_people: {
    words:
      '联络员、审签人、绑定人员、移交、撤下、同名（他人），单位别名、更名、单位合并、单位拆分、单位组、机构序列、领导排序',
    by: ['office'],
  },
  see_people: { words: '人员', by: ['office'] },
  manage_subscriptions: { words: '订阅、退订', by: ['office', 'group_admin'] },
  decide_subscriptions: { words: '同意、不同意（订阅）', by: ['office'] },
  see_overview: { words: '总览', by: ['office', 'principal'] },
  grant_roles: { words: '授权、撤销授权', by: ['admin', 'office'] },
  read_trail: { words: '痕迹', by: ['office', 'audit'] },
  purge: { words: '误传清除、确认清除、不清除', by: ['office'] },
  mark_internal: { words: '内部、取消内部', by: ['office'] },
} as const satisfies Readonly<Record<string, Row>>
export type Act = keyof typeof actTable

/** Role × what is seen. */
export const sightTable = {
  task: {
    words: '任务的要求、节点、责任和已审核的进展',
    by: ['office', 'principal', ...onTheTask, 'participant'],
  },
  internal_task: { words: '内部事项', by: ['office', 'principal', ...onTheTask] },
  whole_plan: { words: '整个计划，不论是否承办', by: ['office', 'principal'] },
  unreleased_plan: { words: '草案和试运行的计划', by: ['office'] },
  pending_report: { words: '待审核、被退回的填报', by: ['office', 'signer', ...units] },
  trail: { words: '痕迹：谁在何时改了什么', by: ['office', 'audit'] },
  directives: { words: '工作要求和答复', by: ['office', 'principal', ...onTheTask] },
} as const satisfies Readonly<Record<string, Row>>
export type Sight = keyof typeof sightTable

/** An account as the tables see it. */
export type Person = {
  readonly openId: string
  /** Granted to the account. */
  readonly roles: readonly GlobalRole[]
  /** Plans under way in which the account has a duty. */
  readonly planIds: readonly string[]
}

/** What somebody is by the duties of a task alone. */
export const dutyRoles = (task: Task, openId: string): readonly Role[] => [
  ...new Set<Role>([
    ...task.duties
      .filter(({ openIds }) => openIds.includes(openId))
      .map(({ role }) => roleOfDuty[role]),
    ...(isSigner(task, openId) ? (['signer'] as const) : []),
  ]),
]

/** All that somebody is to a task. */
export const rolesOn = (task: Task, { openId, roles, planIds }: Person): readonly Role[] => [
  ...roles,
  ...dutyRoles(task, openId),
  ...(planIds.includes(task.planId) ? (['participant'] as const) : []),
]

const isAmong = (by: readonly Role[], roles: readonly Role[]): boolean =>
  by.includes('nobody') || roles.some((role) => by.includes(role))

/** Whether somebody who is all of `roles` may do it. */
export const may = (roles: readonly Role[], act: Act): boolean => isAmong(actTable[act].by, roles)

/** Whether somebody who is all of `roles` sees it. */
export const sees = (roles: readonly Role[], sight: Sight): boolean =>
  isAmong(sightTable[sight].by, roles)

/**
 * The report that somebody is shown of a task: the last one, or the last accepted one where what
 * is not reviewed yet is not for him (design §3).
 */
export const reportFor = (
  { lastReport, lastAccepted }: Pick<Task, 'lastReport' | 'lastAccepted'>,
  roles: readonly Role[],
): Report | null => (sees(roles, 'pending_report') ? lastReport : lastAccepted)

/** The task that somebody is shown, in the same way: with the ticks of the report he is shown. */
export const taskFor = (task: Task, roles: readonly Role[]): Task =>
  sees(roles, 'pending_report') ? task : withAcceptedTicks(task)

/** Whether a task is shown to somebody: 内部事项 only to those who have to do with it. */
export const seesTask = (task: Task, person: Person): boolean =>
  sees(rolesOn(task, person), task.isInternal ? 'internal_task' : 'task')
