/** Words and dates as cards print them. Times are shown in Shanghai, whatever the machine's zone. */
import type { DoubtKind, DutyRole, IsoDate, PlanKind } from '../src/domain/draft-plan.ts'
import { type MilestoneStatus, milestoneStatusLabel } from '../src/domain/milestone-status.ts'
import type { Report, ReportSource, TaskState } from '../src/domain/plan.ts'
import { noFigureWords } from '../src/domain/rates.ts'
import type { SignOff } from '../src/domain/report-life.ts'
import { chineseDate, chineseHour, chineseMonthDay, shanghaiDate } from '../src/domain/time.ts'
import { type Color, colored, cut, escapeMarkdown, inline, oneLine, type Template } from './kit.ts'

/** A task as every card names it. `title` may be long; cards cut it. */
export type TaskRef = {
  readonly taskId: string
  /** The plan's code, such as `XH21`. */
  readonly code: string
  readonly seq: number
  readonly title: string
  /** 内部事项: its words stay out of what the chat list shows. */
  readonly isInternal?: boolean
}

/** A time node as a list row names it. */
export type NodeRef = { readonly dueOn: IsoDate; readonly text: string }

/** The one word a list shows for a task: its most urgent open node, else its state. */
export type TaskStanding = TaskState | 'overdue' | 'due_today' | 'due_soon' | 'to_be_supplied'

export type ReportStatus = Report['status']

export const numberOf = (task: Pick<TaskRef, 'code' | 'seq'>): string => `${task.code}-${task.seq}`

/** What to call a task whose table gives it no title: the start of its text. */
export const titleOf = (task: { readonly title: string | null; readonly text: string }): string =>
  cut(oneLine(task.title ?? task.text), 40)

/** What the chat list may show of a task: of 内部事项 nothing but that it is one (design §14). */
export const previewOf = (task: TaskRef, chars: number): string =>
  task.isInternal ? '内部事项' : cut(oneLine(task.title), chars)

/** `**QL26-14　老旧小区改造**`, escaped. */
export const taskLine = (task: TaskRef, chars = 30): string =>
  `**${escapeMarkdown(cut(numberOf(task), 20))}　${inline(task.title, chars)}**`

/** `6月25日`. */
export const dayOf = chineseMonthDay

/** `2026年6月25日`. */
export const dateOf = chineseDate

/** `6月25日`, with the year where it is not the year of `at`. */
export const dayNear = (date: IsoDate, at: number): string =>
  date.slice(0, 4) === shanghaiDate(at).slice(0, 4) ? dayOf(date) : dateOf(date)

/** `6月25日`, of an instant. */
export const dayAt = (at: number): string => dayOf(shanghaiDate(at))

/** `6月25日18时`, with minutes where there are any. */
export const timeAt = chineseHour

/** `2026年6月` of `2026-06`. */
export const periodOf = (period: string): string =>
  `${period.slice(0, 4)}年${Number(period.slice(5, 7))}月`

export const planKinds: Readonly<Record<PlanKind, string>> = {
  decomposition: '任务分解表',
  assignment: '任务分工表',
  compilation: '完成情况汇编',
  progress_by_category: '分类进展表',
  progress_list: '进展清单',
  custom: '其他表格',
}

export const roles: Readonly<Record<DutyRole, string>> = {
  lead_leader: '牵头领导',
  lead_unit: '牵头单位',
  co_unit: '配合单位',
  owner: '责任人',
  liaison: '联络员',
  leader_liaison: '区府办联络员',
  signer: '审签人',
}

export const doubtKinds: Readonly<Record<DoubtKind, string>> = {
  seq_restored: '序号系补',
  seq_gap: '序号不连续',
  target_vs_node: '目标与节点不一致',
  duplicate_goal: '目标重复',
  contradicting_progress: '进展前后矛盾',
  rate_mismatch: '完成率与数据不符',
  direction_suspected: '指标方向存疑',
  lead_missing: '缺牵头单位',
  boundary_positional: '归属按位置推定',
  name_split: '姓名拆分存疑',
  unit_split: '单位拆分存疑',
  damaged_text: '文字残缺',
  damaged_date: '日期残缺',
  conditional_date: '日期附有条件',
  column_guess: '列名系推定',
}

type Look = { readonly word: string; readonly color: Color }

const milestoneColors: Readonly<Record<MilestoneStatus, Color>> = {
  done: 'green',
  to_be_supplied: 'orange',
  overdue: 'red',
  due_today: 'red',
  due_soon: 'orange',
  later: 'grey',
}

export const milestoneLook = (status: MilestoneStatus): Look => ({
  word: milestoneStatusLabel[status],
  color: milestoneColors[status],
})

const standingLooks: Readonly<Record<TaskStanding, Look>> = {
  overdue: milestoneLook('overdue'),
  due_today: milestoneLook('due_today'),
  due_soon: milestoneLook('due_soon'),
  to_be_supplied: milestoneLook('to_be_supplied'),
  awaiting_breakdown: { word: '待分解', color: 'grey' },
  awaiting_acknowledgement: { word: '待签收', color: 'orange' },
  in_progress: { word: '办理中', color: 'blue' },
  close_out_requested: { word: '申请办结', color: 'blue' },
  closed: { word: '已办结', color: 'green' },
  suspended: { word: '已中止', color: 'grey' },
  withdrawn: { word: '已撤项', color: 'grey' },
}

/** States of tasks, plans and the like, by their names in the trail. */
export const stateWords: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(standingLooks).map(([state, { word }]) => [state, word])),
  draft: '草案',
  running: '执行',
  year_end_check: '年终核验',
  archived: '归档',
  cancelled: '已作废',
  awaiting_sign_off: '待审签',
  submitted: '待审',
  accepted: '已审',
  returned: '退回补正',
  open: '待决定',
  granted: '已同意',
  refused: '不同意',
  pending: '待同意',
  asked: '待同意',
  held: '已任',
  active: '已生效',
  ended: '已结束',
  waiting: '待确认',
  committed: '已确认',
  signed: '已审签',
  own: '审签人填报',
  no_signer: '未设审签人',
  direct: '授权直报',
  on_behalf: '代录',
  lapsed: '未审签',
  phone: '电话',
  letter: '书面',
  meeting: '会议',
}

export const reportLooks: Readonly<Record<ReportStatus, Look>> = {
  awaiting_sign_off: { word: '待审签', color: 'orange' },
  submitted: { word: '待审', color: 'orange' },
  accepted: { word: '已审', color: 'green' },
  returned: { word: '退回补正', color: 'red' },
  withdrawn: { word: '已撤回', color: 'grey' },
}

export const sourceWords: Readonly<Record<ReportSource, string>> = {
  phone: '电话',
  letter: '书面',
  meeting: '会议',
}

const signOffMarks: Readonly<Partial<Record<SignOff, string>>> = {
  signed: '已审签',
  no_signer: '未设审签人',
  direct: '授权直报',
  lapsed: '未审签',
}

/** What is printed beside a report: 更正, 代录 and its source, how it came past the signer. */
export const reportMarks = (
  report: Pick<Report, 'corrects' | 'source' | 'signOff' | 'noFigure'>,
): readonly string[] => [
  ...(report.corrects === null ? [] : ['更正']),
  ...(report.source === null ? [] : [`代录（${sourceWords[report.source]}）`]),
  ...(report.signOff ? [signOffMarks[report.signOff] ?? ''].filter(Boolean) : []),
  ...(report.noFigure === null
    ? []
    : [
        `暂无数据：${noFigureWords[report.noFigure.why]}${report.noFigure.expectedOn ? `，预计${dayOf(report.noFigure.expectedOn)}` : ''}`,
      ]),
]

/** `逾期3天`, `今日到期`, …: the word alone, for titles and plain text. */
export const standingWord = (standing: TaskStanding, overdueDays: number | null): string =>
  standing === 'overdue' && overdueDays ? `逾期${overdueDays}天` : standingLooks[standing].word

/** The same in its colour, for markdown. */
export const standingMark = (standing: TaskStanding, overdueDays: number | null): string =>
  colored(standingWord(standing, overdueDays), standingLooks[standing].color)

export const templateOf = (standing: TaskStanding): Template => standingLooks[standing].color

/** `6月25日　开工3所`, escaped for markdown. */
export const nodeLine = (node: NodeRef, chars: number): string =>
  `${dayOf(node.dueOn)}　${inline(node.text, chars)}`

/** `60%`, or a word where no percentage was given. */
export const percentOf = (percent: string | null): string =>
  percent === null || percent === '' ? '未填百分比' : `${cut(percent, 8)}%`

/** `完成 **60%**`, or that no percentage was given; escaped for markdown. */
export const completionMark = (percent: string | null): string =>
  percent ? `完成 **${inline(percentOf(percent), 9)}**` : percentOf(percent)

/** Whom nobody is bound for nobody reminds, whatever is due. */
export const firstReminder = (on: IsoDate | null, receivers: number): string =>
  on ? dateOf(on) : receivers === 0 ? '绑定之后才有' : '暂无到期节点'
