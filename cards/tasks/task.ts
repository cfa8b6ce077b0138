/** 任务 N: all there is to know about one task, the urgent nodes first. */

import { directiveWord } from '../../src/domain/directives.ts'
import type { DutyRole, IsoDate } from '../../src/domain/draft-plan.ts'
import { type Light, type LightLabel, labelWords, lightWords } from '../../src/domain/lights.ts'
import type { NodeRate } from '../../src/domain/live-rates.ts'
import type { MilestoneStatus } from '../../src/domain/milestone-status.ts'
import type { RequestKind } from '../../src/domain/task-requests.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  collapsible,
  colored,
  cut,
  hr,
  inline,
  markdown,
  note,
  oneLine,
  plain,
  smallButtons,
} from '../kit.ts'
import { nodesWord, rateMark } from '../rates/rate-words.ts'
import {
  dayAt,
  dayNear,
  dayOf,
  milestoneLook,
  numberOf,
  percentOf,
  previewOf,
  type ReportStatus,
  reportLooks,
  roles,
  standingWord,
  type TaskRef,
  type TaskStanding,
  templateOf,
  timeAt,
} from '../words.ts'
import { directiveButtons } from './directive.ts'
import { requestWords } from './task-request.ts'

export type TaskView = TaskRef & {
  /** Epoch ms. */
  readonly asOf: number
  readonly version: number
  readonly planId: string
  readonly planTitle: string
  readonly section: readonly string[]
  readonly text: string
  readonly standing: TaskStanding
  readonly overdueDays: number | null
  /** In printed order. */
  readonly duties: readonly {
    readonly role: DutyRole
    readonly name: string
    readonly isLead: boolean
  }[]
  readonly forms: readonly string[]
  /** In printed order. */
  readonly milestones: readonly TaskMilestone[]
  readonly rate: TaskRateSummary
  /** Null: of a plan that is not under way. */
  readonly light: LightSummary | null
  readonly lastReport: LastReport | null
  readonly mayReport: boolean
  /** 转办: it is this account that is told of the task. */
  readonly mayPassOn: boolean
  readonly mayAcknowledge: boolean
  /** What the viewer may ask of the office. */
  readonly mayRequest: readonly RequestKind[]
  readonly mayDirect: boolean
  readonly mayMarkInternal: boolean
  readonly mayPrint: boolean
  /** 改, and numbers for 批示: the office. */
  readonly mayEdit: boolean
  /** 视同签收, 已延期 … beside the state. */
  readonly marks: readonly string[]
  /** 立项: where it comes from. */
  readonly origin: string | null
  /** What fields said before, newest first. */
  readonly edits: readonly TaskChangeLine[]
  /** The latest 工作要求, newest first; three are shown. */
  readonly directives: readonly TaskDirective[]
}

/** 亮灯: the colour with its word, and what made it so. */
export type LightSummary = {
  readonly light: Light
  readonly labels: readonly LightLabel[]
  /** `新增泊位：序时达成率 80%`, of what stands worst; blank where nothing is behind. */
  readonly why: string
}

/** 完成率 by the last accepted values; how it came about is one press away. */
export type TaskRateSummary = {
  /** Decimal text; null: there is nothing to make it from. */
  readonly shown: string | null
  readonly isHandSet: boolean
  /** In printed order; none where the task has no items. */
  readonly items: readonly {
    readonly title: string
    readonly shown: string | null
    readonly isHandSet: boolean
  }[]
  readonly nodes: NodeRate
  /** 建议指标 that wait for the office: they are in no rate. */
  readonly proposals: number
}

export type TaskMilestone = {
  readonly item: string | null
  readonly dueOn: IsoDate
  readonly text: string
  readonly status: MilestoneStatus
}

/** One field that the office changed. */
export type TaskChangeLine = {
  readonly field: string
  readonly before: string
  /** Epoch ms. */
  readonly at: number
  readonly reference: string | null
}

export type TaskDirective = {
  readonly id: string
  readonly number: string | null
  readonly dueOn: IsoDate | null
  readonly by: string
  /** Epoch ms. */
  readonly at: number
  readonly text: string
  readonly reply: string | null
}

export type LastReport = {
  readonly by: string
  /** Epoch ms. */
  readonly at: number
  /** Decimal text. */
  readonly percent: string | null
  readonly progress: string
  readonly problems: string
  readonly nextSteps: string
  readonly status: ReportStatus
  /** What is to be mended, of a returned one. */
  readonly returnReason: string | null
  /** 更正, 代录, 未审签 …, as printed beside it. */
  readonly marks: readonly string[]
}

const roleOrder: readonly DutyRole[] = [
  'lead_leader',
  'lead_unit',
  'co_unit',
  'owner',
  'liaison',
  'leader_liaison',
  'signer',
]

export function taskCard(view: TaskView): Card {
  const { standing, overdueDays } = view
  const state = `${cut(numberOf(view), 20)} · ${standingWord(standing, overdueDays)}`
  return card({
    title: `${state} · ${dayAt(view.asOf)}`,
    summary: `${state} · ${previewOf(view, 20)} · ${dayAt(view.asOf)}`,
    subtitle: view.planTitle,
    template: templateOf(standing),
    elements: [
      markdown(`**${inline(view.title, 40)}**`),
      ...(view.isInternal ? [note('内部事项：不进群、不进他人的查询和统计')] : []),
      ...(view.marks.length > 0 ? [note(view.marks.slice(0, 8).join(' · '))] : []),
      ...milestones(view),
      ...lightLine(view.light),
      ...rates(view),
      ...lastReport(view.lastReport),
      ...directives(view.directives, view.mayEdit),
      ...actions(view),
      hr(),
      ...duties(view),
      ...edits(view.edits),
      ...wholeText(view.text),
      note(origin(view)),
    ],
  })
}

/** 单项专报: the task on one page. */
const printButton = ({ planId, taskId }: TaskView): CardElement =>
  smallButtons(
    button(
      '打印版',
      'default',
      { action: 'export.table', planId, taskId, form: 'task_brief', format: 'word' },
      { small: true },
    ),
  )

function actions(view: TaskView): readonly CardElement[] {
  const { taskId, version } = view
  const row = [
    ...(view.mayAcknowledge
      ? [button('签收', 'main', { action: 'task.acknowledge', taskId, version })]
      : []),
    ...(view.mayReport
      ? [
          button('填报', view.mayAcknowledge ? 'default' : 'main', {
            action: 'report.open',
            taskId,
          }),
        ]
      : []),
  ]
  const asks = view.mayRequest.map((kind) =>
    button(
      requestWords[kind].button,
      'default',
      kind === 'breakdown'
        ? { action: 'breakdown.open', taskId }
        : { action: 'request.open', taskId, kind },
      { small: true },
    ),
  )
  const edit = button(
    '改',
    'default',
    { action: 'edit.open', taskId, field: null },
    { small: true },
  )
  return [
    ...(row.length > 0 ? [buttons(...row)] : []),
    ...(asks.length > 0 || view.mayEdit
      ? [smallButtons(...asks, ...(view.mayEdit ? [edit] : []))]
      : []),
    ...(view.mayPassOn ? [passOnButton(taskId)] : []),
    ...(view.mayDirect ? [directiveButtons(taskId)] : []),
    ...(view.mayMarkInternal ? [internalButton(view)] : []),
    ...(view.mayPrint ? [printButton(view)] : []),
  ]
}

const passOnButton = (taskId: string): CardElement =>
  smallButtons(
    button(
      '转办给同事',
      'default',
      { action: 'person.ask', act: { kind: 'pass_on', taskId } },
      { small: true },
    ),
  )

/** To mark is one press; to take the mark back is asked about once more, by words. */
const internalButton = ({ taskId, version, isInternal, code, seq }: TaskView): CardElement =>
  isInternal
    ? note(`恢复公开请发送：取消内部 ${cut(code, 12)}-${seq}`)
    : smallButtons(
        button(
          '设为内部事项',
          'default',
          { action: 'task.internal', taskId, version, isInternal: true },
          { small: true },
        ),
      )

const lightColors = {
  green: 'green',
  amber: 'orange',
  red: 'red',
  done: 'green',
  grey: 'grey',
} as const

function lightLine(shown: LightSummary | null): readonly CardElement[] {
  if (!shown) return []
  const labels = shown.labels.map((label) => `　${labelWords[label]}`).join('')
  const why = shown.why ? `　${inline(shown.why, 40)}` : ''
  return [
    markdown(
      `亮灯 **${colored(lightWords[shown.light], lightColors[shown.light])}**${labels}${why}`,
    ),
  ]
}

const itemsShown = 3

/** The lowest items first: they are what pulls the rate down. */
function rates({ rate, taskId }: TaskView): readonly CardElement[] {
  const { shown, items, isHandSet, nodes, proposals } = rate
  if (shown === null && items.length === 0 && proposals === 0) return []
  const lowest = [...items].sort((a, b) => Number(a.shown ?? 1000) - Number(b.shown ?? 1000))
  const left = items.length - itemsShown
  return [
    markdown([
      `完成率 ${rateMark(shown, isHandSet)}${items.length > 1 ? `　${items.length}个细化项目平均` : ''}`,
      ...lowest
        .slice(0, itemsShown)
        .map((item) => `· ${inline(item.title, 22)}　${rateMark(item.shown, item.isHandSet)}`),
      ...(left > 0 ? [`另有 ${left} 个项目`] : []),
      ...(nodes.rate === null ? [] : [nodesWord(nodes)]),
    ]),
    smallButtons(
      button(
        '完成率怎么来的',
        'default',
        { action: 'rate.show', taskId, page: 1 },
        { small: true },
      ),
      ...(proposals === 0
        ? []
        : [
            button(
              `建议指标${proposals}个`,
              'default',
              { action: 'indicators.show', scope: 'task', id: taskId, page: 1 },
              { small: true },
            ),
          ]),
    ),
  ]
}

const directives = (all: readonly TaskDirective[], mayNumber: boolean): readonly CardElement[] =>
  all
    .slice(0, 3)
    .flatMap((one) => [
      plain(
        `${directiveWord(one)}（${directiveFacts(one)}）：${cut(one.text, 150)}\n` +
          (one.reply === null ? '待答复' : `答复：${cut(one.reply, 150)}`),
      ),
      ...(mayNumber && one.number === null
        ? [
            smallButtons(
              button(
                '编为批示',
                'default',
                { action: 'directive.number.open', directiveId: one.id },
                { small: true },
              ),
            ),
          ]
        : []),
    ])

const directiveFacts = ({ by, at, number, dueOn }: TaskDirective): string =>
  [
    cut(oneLine(by), 12),
    dayAt(at),
    ...(number ? [cut(oneLine(number), 30)] : []),
    ...(dueOn ? [`${dayOf(dueOn)}前答复`] : []),
  ].join('，')

const editsShown = 4

/** What fields said before the office changed them. */
function edits(all: readonly TaskChangeLine[]): readonly CardElement[] {
  if (all.length === 0) return []
  const lines = all
    .slice(0, editsShown)
    .map(
      ({ field, before, at, reference }) =>
        `原${field}：${cut(oneLine(before), 60) || '（无）'}（${dayAt(at)}改${reference ? `，依据：${cut(oneLine(reference), 30)}` : ''}）`,
    )
  return [plain(lines.join('\n'))]
}

const urgency: readonly MilestoneStatus[] = [
  'overdue',
  'due_today',
  'due_soon',
  'later',
  'to_be_supplied',
]

/** The three most urgent, then all of them folded away. */
function milestones({ milestones: all, asOf: at, standing }: TaskView): readonly CardElement[] {
  if (all.length === 0) {
    const todo = standing === 'awaiting_breakdown' ? '，由牵头单位分解' : ''
    return [note(`任务表未列时间节点${todo}。`)]
  }
  const urgent = all
    .filter((one) => one.status !== 'done')
    .sort((a, b) => rank(a.status) - rank(b.status) || a.dueOn.localeCompare(b.dueOn))
    .slice(0, 3)
  const done = all.filter((one) => one.status === 'done').length
  const title = `全部节点 ${all.length} 个，已完成 ${done} 个`
  if (urgent.length === 0) return [collapsible(title, groups(all, at))]
  return [
    markdown(urgent.map((one) => urgentLine(one, at))),
    ...(all.length > urgent.length ? [collapsible(title, groups(all, at))] : []),
  ]
}

const rank = (status: MilestoneStatus): number => urgency.indexOf(status)

function urgentLine(one: TaskMilestone, at: number): string {
  const look = milestoneLook(one.status)
  const item = one.item ? `${inline(one.item, 14)}：` : ''
  return `${colored(look.word, look.color)}　**${dayNear(one.dueOn, at)}**　${item}${inline(one.text, 40)}`
}

const listed = 60
const groupsListed = 24

/** One block an item; a task with sixty nodes must still fit. */
function groups(all: readonly TaskMilestone[], at: number): readonly CardElement[] {
  const chars = all.length > 20 ? 30 : 60
  const byItem = new Map<string, string[]>()
  for (const one of all.slice(0, listed)) {
    const lines = byItem.get(one.item ?? '') ?? []
    byItem.set(one.item ?? '', lines)
    lines.push(
      `${dayNear(one.dueOn, at)}　${milestoneLook(one.status).word}　${cut(oneLine(one.text), chars)}`,
    )
  }
  const blocks = [...byItem].map(([item, lines]) =>
    [...(item ? [`【${cut(oneLine(item), 30)}】`] : []), ...lines].join('\n'),
  )
  const rest = blocks.slice(groupsListed).join('\n')
  const left = all.length - listed
  return [
    ...blocks.slice(0, groupsListed).map(plain),
    ...(rest ? [plain(rest)] : []),
    ...(left > 0 ? [note(`另有 ${left} 个节点`)] : []),
  ]
}

function lastReport(report: LastReport | null): readonly CardElement[] {
  if (!report) return [note('尚未填报。')]
  const look = reportLooks[report.status]
  const words = [
    ...(report.returnReason ? [`退回原因：${cut(report.returnReason, 200)}`] : []),
    cut(report.progress, 300),
    ...(report.problems ? [`存在问题：${cut(report.problems, 150)}`] : []),
    ...(report.nextSteps ? [`下步计划：${cut(report.nextSteps, 150)}`] : []),
  ].filter((line) => line !== '')
  return [
    markdown(
      `**最近填报** ${inline(percentOf(report.percent), 9)} · ${colored(look.word, look.color)}<br>` +
        `${inline([report.by, ...report.marks].join(' · '), 90)} · ${timeAt(report.at)}`,
    ),
    ...(words.length > 0 ? [plain(words.join('\n'))] : []),
  ]
}

function duties(view: TaskView): readonly CardElement[] {
  const lines = roleOrder.flatMap((role) => {
    const held = view.duties.filter((duty) => duty.role === role)
    if (held.length === 0) return []
    const star = held.length > 1
    const said = held
      .slice(0, 12)
      .map((duty) => `${cut(oneLine(duty.name), 16)}${star && duty.isLead ? '*' : ''}`)
      .join('、')
    const left = held.length > 12 ? ` 等 ${held.length} 个` : ''
    return [`**${roles[role]}**　${inline(said + left, 250)}`]
  })
  if (view.forms.length > 0) {
    lines.push(`**推进形式**　${inline(view.forms.slice(0, 6).join('、'), 60)}`)
  }
  return lines.length > 0 ? [markdown(lines)] : []
}

/** Short texts at once, long ones on a press. */
function wholeText(text: string): readonly CardElement[] {
  const shown = plain(cut(text, 1500))
  return Array.from(text).length <= 80 ? [shown] : [collapsible('任务全文', [shown])]
}

function origin(view: TaskView): string {
  const section = view.section.map((one) => cut(oneLine(one), 20)).join(' / ')
  const verb = view.mayAcknowledge ? '签收' : view.mayReport ? '填报' : null
  const words = verb ? `　也可发送：${verb} ${view.seq}` : ''
  const source = view.origin ? `来源：${cut(oneLine(view.origin), 60)}　` : ''
  return `${source}${section ? `${cut(section, 60)}　` : ''}截至${timeAt(view.asOf)}${words}`
}
