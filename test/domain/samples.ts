/** Plans and tasks to put rules to, each complete and with one word changed. */
import type { DraftPlan, DraftTask } from '../../src/domain/draft-plan.ts'
import {
  type Duty,
  type Indicator,
  type Item,
  type Milestone,
  newLife,
  type Plan,
  type Report,
  type Task,
} from '../../src/domain/plan.ts'
import { parseInstant } from '../../src/domain/time.ts'

export const at = (text: string): number => {
  const ms = parseInstant(text)
  if (ms === undefined) throw new Error(`unreadable: ${text}`)
  return ms
}

export const plan = (with_: Partial<Plan> = {}): Plan => ({
  id: 'p1',
  code: 'XH21',
  title: '新会区2021年重点工作任务分解表',
  year: 2021,
  issuer: '新会区人民政府办公室',
  docNo: null,
  issuedOn: '2021-03-02',
  effectiveOn: '2021-03-02',
  kind: 'decomposition',
  state: 'running',
  isTrial: false,
  rateProfile: 'default',
  lightProfile: 'schedule',
  version: 1,
  ...with_,
})

export const duty = (role: Duty['role'], name: string, openIds: string[] = []): Duty => ({
  role,
  name,
  isLead: true,
  openIds,
})

export const milestone = (id: string, dueOn: string, doneOn: string | null = null): Milestone => ({
  id,
  item: null,
  dueOn,
  printedDueOn: null,
  text: `完成${id}`,
  doneOn,
})

export const report = (with_: Partial<Report> = {}): Report => ({
  id: 'r1',
  taskId: 't1',
  period: '2021-06',
  authorOpenId: 'ou_owner',
  percent: '60',
  milestonesDone: [],
  values: [],
  progress: '主体完工',
  problems: '',
  nextSteps: '',
  highlights: '',
  stage: null,
  noFigure: null,
  source: null,
  corrects: null,
  doubts: [],
  signOff: 'no_signer',
  signedBy: null,
  signedAt: null,
  status: 'submitted',
  at: at('2021-06-20T10:00'),
  reviewedBy: null,
  reviewedAt: null,
  returnReason: null,
  importId: null,
  version: 1,
  ...with_,
})

export const indicator = (with_: Partial<Indicator> = {}): Indicator => ({
  id: 'n1',
  name: '生猪存栏',
  unit: '万头',
  targetText: '121万头',
  target: '121',
  baseline: null,
  direction: 'at_least',
  basis: null,
  printedRate: null,
  isProposal: false,
  current: null,
  ...with_,
})

export const item = (with_: Partial<Item> = {}): Item => ({
  id: 'i1',
  title: '稳定生猪生产',
  printedRate: null,
  handSet: null,
  indicators: [indicator()],
  ...with_,
})

export const task = (with_: Partial<Task> = {}): Task => ({
  id: 't1',
  planId: 'p1',
  seq: 14,
  section: ['民生实事'],
  title: '新建文化馆',
  text: '新建文化馆一座',
  forms: [],
  state: 'in_progress',
  isInternal: false,
  life: newLife,
  version: 3,
  duties: [
    duty('lead_leader', '何某', ['ou_leader']),
    duty('lead_unit', '区住建局', ['ou_unit']),
    duty('owner', '张炯', ['ou_owner']),
    duty('leader_liaison', '李某', ['ou_secretary']),
  ],
  milestones: [milestone('m1', '2021-06-30')],
  items: [],
  printedRate: null,
  handSet: null,
  lastReport: null,
  lastAccepted: null,
  ...with_,
})

/** A task of which no newer version took anything out. */
export const nothingArchived = { archivedMilestones: [], archivedItems: [], archivedIndicators: [] }

export const draftTask = (with_: Partial<DraftTask> = {}): DraftTask => ({
  seq: 1,
  section: ['产业提升'],
  title: null,
  text: '道路提升行动。',
  duties: [
    { role: 'lead_unit', name: '区住建局', lead: true },
    { role: 'owner', name: '高朗', lead: false },
  ],
  forms: ['每月督查通报'],
  milestones: [
    { item: null, due: '2026-03-31', text: '完成施工招标' },
    { item: null, due: '2026-12-31', text: '累计完成6条道路整治' },
  ],
  items: [],
  rate: null,
  progress: null,
  highlights: null,
  problems: null,
  source: { line: 10 },
  ...with_,
})

export const draftPlan = (tasks: readonly DraftTask[]): DraftPlan => ({
  plan: {
    title: '青禾区2026年重点工作任务分解表',
    year: 2026,
    issuer: '青禾区人民政府办公室',
    docNo: '青禾府办〔2026〕3号',
    issuedOn: '2026-03-02',
    kind: 'decomposition',
  },
  tasks,
  doubts: [],
  leftovers: [],
  repairs: [],
})
