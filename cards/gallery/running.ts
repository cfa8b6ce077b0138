/** What the gallery shows of a running plan: tasks, reports, groups, digests, reminders. */

import type { SubscriptionListView, SubscriptionRequestView } from '../group.ts'
import type { DigestReported, DigestTask, DigestView, LeaderDigestView } from '../pushes/digest.ts'
import type { ReminderItem, ReminderView } from '../pushes/reminder.ts'
import type { ReportDoneView } from '../reports/report-done.ts'
import type { FigureField, MergedView, ReportFormView } from '../reports/report-form-view.ts'
import type { ReturnedView, WaitingReport } from '../reports/review.ts'
import type { SignDeskView } from '../reports/sign-off.ts'
import type { DirectiveView } from '../tasks/directive.ts'
import type { MyTaskRow, MyTasksView } from '../tasks/my-tasks.ts'
import type { TaskRequestView } from '../tasks/task-request.ts'
import type { TaskDirective, TaskMilestone, TaskView } from '../tasks/task-view.ts'
import { asOf, day, idOf, many, planTitle, ref } from './texts.ts'

const standings = [
  'overdue',
  'due_today',
  'due_soon',
  'to_be_supplied',
  'awaiting_acknowledgement',
  'in_progress',
] as const

export const taskRow = (seq: number): MyTaskRow => {
  const standing = standings[(seq - 1) % standings.length] ?? 'in_progress'
  return {
    ...ref(seq),
    standing,
    overdueDays: standing === 'overdue' ? 3 : 0,
    next: { dueOn: '2026-06-22', text: '主体结构封顶，完成投资2.1亿元' },
    percent: seq % 2 === 0 ? '60' : null,
    reportStatus:
      seq % 3 === 1 ? null : seq % 4 === 0 ? 'submitted' : seq % 5 === 0 ? 'returned' : 'accepted',
    mayReport: seq % 3 !== 0,
  }
}

export const myTasks: MyTasksView = {
  asOf,
  page: 1,
  pages: 2,
  total: 9,
  overdue: 2,
  awaiting: 1,
  rows: many(6, taskRow),
}

export const milestone = (n: number): TaskMilestone => ({
  item: null,
  dueOn: day(n),
  text: ['完成方案编制', '开工3所', '主体结构封顶', '竣工验收'][(n - 1) % 4] ?? '',
  status: n === 1 ? 'done' : n === 2 ? 'overdue' : n === 3 ? 'due_soon' : 'later',
})

export const taskDirective: TaskDirective = {
  id: idOf(801),
  by: '沈知岚',
  at: asOf,
  text: '请报方案',
  number: null,
  dueOn: null,
  reply: null,
}

export const task: TaskView = {
  ...ref(14),
  asOf,
  version: 3,
  planTitle: planTitle,
  section: ['民生实事', '优质教育'],
  text: '文化客厅建设。年内建成文化客厅6个，免费开放。',
  standing: 'overdue',
  overdueDays: 26,
  duties: [
    { role: 'lead_leader', name: '沈知岚', isLead: true },
    { role: 'lead_unit', name: '区教育局', isLead: true },
    { role: 'lead_unit', name: '区住建局', isLead: false },
    { role: 'co_unit', name: '云栖镇', isLead: false },
    { role: 'owner', name: '陆闻笙', isLead: true },
  ],
  forms: ['每月督查通报'],
  milestones: many(4, milestone),
  rate: {
    shown: '73.25',
    isHandSet: false,
    items: [
      { title: '改造老旧小区12个', shown: '66.67', isHandSet: false },
      { title: '加装电梯30台', shown: '90', isHandSet: true },
      { title: '新增停车泊位', shown: null, isHandSet: false },
    ],
    nodes: { done: 2, due: 3, rate: '66.67' },
    proposals: 2,
  },
  light: { light: 'amber', labels: ['due_soon'], why: '开工3所：节点已过（2026-05-30）' },
  lastReport: {
    by: '陆闻笙',
    at: Date.parse('2026-06-05T09:12:00+08:00'),
    percent: '45',
    progress: '2所已开工，1所正在办理施工许可。',
    problems: '1所用地手续未完成。',
    nextSteps: '7月10日前取得施工许可。',
    status: 'submitted',
    returnReason: null,
    marks: ['代录（电话）', '未审签'],
  },
  mayReport: true,
  mayPassOn: false,
  mayAcknowledge: false,
  mayRequest: [],
  mayDirect: false,
  mayMarkInternal: false,
  mayPrint: true,
  planId: idOf(1),
  mayEdit: false,
  marks: [],
  origin: null,
  edits: [],
  directives: [],
}

export const reportForm: ReportFormView = {
  ...ref(14),
  period: '2026-06',
  version: 3,
  asOf,
  openMilestones: many(3, (n) => ({
    ...milestone(n + 1),
    id: idOf(n),
    status: n === 1 ? 'overdue' : n === 2 ? 'due_soon' : 'later',
  })),
  values: {
    percent: '45',
    progress: '2所已开工，1所正在办理施工许可。',
    problems: '',
    nextSteps: '',
    highlights: '',
    milestonesDone: [],
    noFigure: null,
    expectedOn: '',
    source: null,
  },
  base: idOf(301),
  corrects: null,
  asksHighlights: true,
  asksSource: false,
  figures: [],
  page: 1,
  hasStages: false,
  step: null,
  sent: null,
  merged: null,
  refused: null,
  returnReason: null,
  last: { at: Date.parse('2026-06-05T09:12:00+08:00'), percent: '45' },
}

export const reportDone: ReportDoneView = {
  ...ref(14),
  period: '2026-06',
  at: asOf,
  status: 'submitted',
  percent: '60',
  progress: '3所全部开工。',
  problems: '',
  nextSteps: '9月底前主体封顶。',
  highlights: '',
  reportId: idOf(302),
  marks: [],
  doubts: [],
  milestonesDone: ['5月30日 开工3所'],
  mayEdit: true,
  mayWithdraw: true,
}

/** What somebody else entered while the form was open. */
export const merged: MergedView = {
  by: '叶疏桐',
  at: asOf - 600_000,
  changes: [
    { field: 'percent', theirs: '55%', isMineKept: true },
    { field: 'problems', theirs: '1所用地手续未完成。', isMineKept: false },
    { field: 'milestones_done', theirs: '5月30日 开工3所', isMineKept: false },
  ],
}

export const figure = (n: number): FigureField => ({
  indicatorId: idOf(500 + n),
  item: ['城东片区', '城西片区', '云栖片区'][Math.floor((n - 1) / 20)] ?? null,
  name: ['引进亿元以上项目', '新增停车位', '完成投资'][(n - 1) % 3] ?? '',
  unit: ['个', '个', '亿元'][(n - 1) % 3] ?? '',
  targetText: ['不少于15个', '300个', '2.5亿元'][(n - 1) % 3] ?? null,
  value: ['12', '180', '1.2'][(n - 1) % 3] ?? '',
})

export const subscriptions: SubscriptionListView = {
  groupName: '城建工作群',
  at: asOf,
  subscriptions: [
    { id: idOf(1), version: 1, what: '全部', when: '每周一 9点', state: 'active' },
    { id: idOf(2), version: 1, what: '单位 区住建局', when: '每周一 9点', state: 'waiting' },
    { id: idOf(3), version: 2, what: '板块 民生实事', when: '每月1日', state: 'refused' },
  ],
}

export const subscriptionRequest: SubscriptionRequestView = {
  state: 'open',
  subscriptionId: idOf(904),
  version: 1,
  groupName: '城建工作群',
  members: 36,
  membersOutside: 4,
  by: '陆闻笙',
  what: '全部',
  when: '每周一 9点',
  plans: [planTitle],
  at: asOf,
}

export const digestTask = (seq: number): DigestTask => ({
  ...ref(seq),
  standing: 'overdue',
  overdueDays: 30 - (seq % 30),
  node: { dueOn: '2026-05-30', text: '开工3所' },
  moreNodes: seq % 3,
  words: seq % 2 === 0 ? '用地手续未完成，已报区政府协调' : null,
})

export const digestReported = (seq: number): DigestReported => ({
  ...ref(seq),
  at: asOf - 86_400_000,
  percent: '60',
  words: '3所全部开工。',
  isPending: seq % 2 === 0,
})

export const digest: DigestView = {
  code: 'QL26',
  planTitle: planTitle,
  asOf,
  sentence: [
    { text: '沈副区长：截至6月25日18时，您牵头的', isStrong: false },
    { text: '9项', isStrong: true },
    { text: '重点工作，正常7项、', isStrong: false },
    { text: '逾期2项', isStrong: true },
    { text: '；近期到期节点3个，近7天已报6项。', isStrong: false },
  ],
  figures: { total: 9, reported: 6, dueSoon: 3, overdue: 2, toBeSupplied: 0, pending: 2 },
  attention: [digestTask(7), digestTask(14)],
  upcoming: [
    {
      ...digestTask(3),
      standing: 'due_soon',
      overdueDays: 0,
      node: { dueOn: '2026-06-30', text: '完成招标' },
    },
  ],
  reported: many(2, digestReported),
}

export const reminderItem = (seq: number, rule: ReminderItem['rule']): ReminderItem => ({
  ...ref(seq),
  rule,
  node: {
    dueOn: rule === 'due_today' ? '2026-06-25' : '2026-06-30',
    text: '主体结构封顶，完成投资2.1亿元',
  },
  mayReport: true,
})

export const reminder: ReminderView = {
  on: '2026-06-25',
  items: [
    reminderItem(14, 'due_today'),
    reminderItem(7, 'due_in_3'),
    reminderItem(21, 'due_this_month'),
    reminderItem(14, 'due_this_month'),
  ],
  figure: null,
}

export const waitingReport = (seq: number): WaitingReport => ({
  ...ref(seq),
  reportId: idOf(500 + seq),
  period: '2026-06',
  at: asOf - 86_400_000 + seq * 60_000,
  by: '陆闻笙',
  percent: '60',
  percentBefore: seq === 2 ? '75' : '45',
  progress: '3所全部开工，其中1所主体封顶。',
  problems: seq === 3 ? '1所用地手续未完成。' : '',
  nextSteps: '9月底前主体封顶。',
  milestonesDone: seq === 1 ? ['开工3所'] : [],
  highlights: '',
  doubts:
    seq === 2
      ? [
          { kind: 'percent-fell', about: '75% → 60%' },
          { kind: 'same-words', about: '' },
        ]
      : [],
  marks: seq === 3 ? ['更正', '未审签'] : ['已审签'],
})

export const signDesk: SignDeskView = {
  asOf: asOf,
  page: 1,
  pages: 3,
  total: 9,
  reports: many(4, (n) => ({ ...waitingReport(n), marks: [] })),
}

export const returned: ReturnedView = {
  ...ref(14),
  at: asOf,
  period: '2026-06',
  percent: '60',
  progress: '3所全部开工。',
  reason: '请写明哪1所尚缺用地手续，何时取得。',
  mendOn: '2026-06-29',
  of: 'office',
}

export const taskRequest: TaskRequestView = {
  ...ref(14),
  requestId: idOf(700),
  kind: 'extension',
  state: 'open',
  by: '陆闻笙',
  at: asOf - 3_600_000,
  reason: '1所用地手续仍在省里办理，预计9月中旬取得。',
  node: { dueOn: '2026-06-30', text: '开工3所' },
  newDueOn: '2026-09-30',
  isLate: false,
  openNodes: 3,
  reference: null,
  lines: [],
  answer: null,
  decidedAt: null,
}

export const directive: DirectiveView = {
  ...ref(14),
  directiveId: idOf(800),
  by: '沈知岚',
  at: asOf - 7_200_000,
  text: '请报方案',
  number: null,
  dueOn: null,
  reply: null,
}

export const leaderDigest: LeaderDigestView = {
  ...digest,
  plans: [{ planId: idOf(1), code: 'QL26' }],
  openDirectives: [{ ...ref(7), at: asOf - 5 * 86_400_000, text: '请说明原因' }],
}
