/** What the gallery shows of tasks of a running plan, and of what is asked and ordered on them. */
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
