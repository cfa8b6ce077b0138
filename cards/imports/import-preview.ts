/** 导入预览: what was read from a file, before anybody confirms it. Doubts stand before all else. */
import type { Doubt, DraftPlan, IsoDate, PlanKind } from '../../src/domain/draft-plan.ts'
import { positionWords } from '../../src/domain/source-position.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  collapsible,
  cut,
  head,
  inline,
  markdown,
  names,
  note,
  oneLine,
  plain,
  smallButtons,
  type Template,
} from '../kit.ts'
import { dateOf, dayAt, dayOf, firstReminder, type NodeRef, planKinds } from '../words.ts'
import { doubtList } from './doubt-list.ts'
import { repairWord } from './repair-words.ts'

/** What the cards about a file for a plan that is under way have in common. */
export type RunningPlanFileView = Pick<ImportPreviewView, 'importId' | 'doubts' | 'doubtsInAll'> & {
  readonly state: 'waiting' | 'committed' | 'cancelled' | 'unchanged'
  readonly code: string
  /** Of the plan. */
  readonly title: string
  readonly fileName: string
  /** Epoch ms. */
  readonly at: number
}

export type ImportPreviewView = {
  readonly state: 'waiting' | 'committed' | 'cancelled' | 'unchanged'
  readonly importId: string
  /** When the file was read, epoch ms. */
  readonly at: number
  readonly fileName: string
  readonly plan: {
    readonly title: string
    /** Proposed; `QL26`. */
    readonly code: string
    readonly issuer: string | null
    readonly docNo: string | null
    readonly issuedOn: IsoDate | null
    readonly effectiveOn: IsoDate
    readonly kind: PlanKind
  }
  readonly counts: PlanCounts
  readonly sections: readonly { readonly name: string; readonly tasks: number }[]
  /** Those that nobody has answered. */
  readonly doubts: readonly Doubt[]
  /** With those that were answered. */
  readonly doubtsInAll: number
  /** Rows that found no place. */
  readonly leftovers: DraftPlan['leftovers']
  readonly repairs: readonly { readonly kind: string; readonly count: number }[]
  /** Kinds of repairs that were switched off. */
  readonly repairsOff: readonly string[]
  /** The file can be read once more with other repairs. */
  readonly mayReread: boolean
  /** What the file's container says of itself: hidden rows left out, merged cells lost. */
  readonly remarks: readonly string[]
  readonly reach: Reach
  readonly samples: readonly {
    readonly seq: number
    readonly title: string
    readonly leadUnit: string | null
    readonly persons: readonly string[]
    /** To be compared with the paper. */
    readonly milestones: readonly NodeRef[]
  }[]
}

/** 谁将收到什么, once it is dispatched. */
export type Reach = {
  readonly receivers: number
  /** Names of the table that have no account. */
  readonly unbound: readonly string[]
  readonly firstReminderOn: IsoDate | null
}

export type PlanCounts = {
  readonly tasks: number
  readonly milestones: number
  readonly units: number
  readonly persons: number
  readonly indicators: number
  /** 建议指标, found in the words of tasks; the office confirms them later. */
  readonly proposals: number
}

type Look = { readonly word: string; readonly template: Template; readonly said: string }

const looks: Readonly<Record<ImportPreviewView['state'], Look>> = {
  waiting: {
    word: '待确认',
    template: 'blue',
    said: '确认导入后只存为草案，不会通知任何人。',
  },
  committed: { word: '已导入', template: 'green', said: '已确认导入，存为草案。' },
  cancelled: { word: '已取消', template: 'grey', said: '已取消，未保存。需要时请重新发来文件。' },
  unchanged: {
    word: '无变化',
    template: 'grey',
    said: '这份文件此前已导入，内容相同，未作任何改动。',
  },
}

/** `任务 92 项　时间节点 310 个 …`, the counts both import cards show. */
export const countsLine = (counts: PlanCounts): CardElement =>
  markdown(
    `任务 **${counts.tasks}** 项　时间节点 **${counts.milestones}** 个<br>` +
      `单位 **${counts.units}** 个　责任人 **${counts.persons}** 人${indicatorsPart(counts)}`,
  )

const indicatorsPart = ({ indicators, proposals }: PlanCounts): string =>
  indicators + proposals === 0
    ? ''
    : `<br>${indicators > 0 ? `量化指标 **${indicators}** 个　` : ''}` +
      (proposals > 0 ? `建议指标 **${proposals}** 个（由任务文字推出，采用后才计入完成率）` : '')

export function importPreviewCard(view: ImportPreviewView): Card {
  const look = looks[view.state]
  const isWaiting = view.state === 'waiting'
  const open = view.doubts.length
  const doubts = open > 0 && view.state !== 'cancelled' ? ` · 疑点${open}处` : ''
  return card({
    title: `导入 ${cut(view.plan.code, 16)} · ${look.word}${doubts} · ${dayAt(view.at)}`,
    subtitle: view.fileName,
    template: look.template,
    elements: [
      markdown(`**${inline(view.plan.title, 60)}**`),
      countsLine(view.counts),
      facts(view.plan),
      ...(isWaiting ? details(view) : []),
      plain(look.said),
      ...(isWaiting ? choices(view) : []),
      ...(view.state === 'committed' && open > 0 ? laterDoubts(view) : []),
    ],
  })
}

function choices(view: ImportPreviewView): readonly CardElement[] {
  const { importId } = view
  const code = cut(view.plan.code, 16)
  const open = view.doubts.length
  return [
    ...(open > 0 ? [plain(`${open} 项疑点未核对：仍可导入，疑点随计划保留，以后也能核对。`)] : []),
    buttons(
      button('确认导入', 'main', { action: 'import.commit', importId }),
      button('取消', 'default', { action: 'import.cancel', importId }),
    ),
    smallButtons(
      ...(view.mayReread
        ? [button('版面修整', 'default', { action: 'import.repairs', importId }, { small: true })]
        : []),
      button('不是新计划', 'default', { action: 'import.purpose', importId }, { small: true }),
    ),
    note(
      [
        `也可发送：确认导入 ${code}　或　取消`,
        ...(view.doubtsInAll > 0 ? ['疑点'] : []),
        ...(view.mayReread ? ['修整'] : []),
        '导入为',
      ].join('　'),
    ),
  ]
}

const laterDoubts = ({ importId, plan, doubts }: ImportPreviewView): readonly CardElement[] => [
  button(
    `核对疑点（${doubts.length} 处）`,
    'default',
    { action: 'doubts.page', importId, page: 1 },
    { fill: true },
  ),
  note(`也可发送：疑点 ${cut(plan.code, 16)}`),
]

function facts(plan: ImportPreviewView['plan']): CardElement {
  const lines = [
    `类型：${planKinds[plan.kind]}　编号：${cut(plan.code, 16)}（系统拟定）`,
    `印发：${plan.issuer ? `${cut(oneLine(plan.issuer), 30)}　` : ''}${plan.issuedOn ? dateOf(plan.issuedOn) : '文中未见日期'}`,
    ...(plan.docNo ? [`文号：${cut(oneLine(plan.docNo), 40)}`] : []),
    `生效：${dateOf(plan.effectiveOn)}（此前到期的节点只补报、不催办）`,
  ]
  return note(lines.join('\n'))
}

function details(view: ImportPreviewView): readonly CardElement[] {
  return [
    ...doubtList(view),
    ...reachLines(view.reach),
    ...sectionList(view.sections),
    ...sampleList(view.samples),
    ...rest(view),
  ]
}

function reachLines({ receivers, unbound, firstReminderOn }: Reach): readonly CardElement[] {
  const first = firstReminder(firstReminderOn, receivers)
  return [
    note(`下发后：${receivers} 人收到任务卡　首次提醒：${first}`),
    ...(unbound.length > 0
      ? [
          collapsible(`未绑定 ${unbound.length} 人，收不到消息`, [
            plain(cut(names(unbound, 60), 600)),
          ]),
        ]
      : []),
  ]
}

function sectionList(sections: ImportPreviewView['sections']): readonly CardElement[] {
  if (sections.length === 0) return []
  const { shown, left } = head(sections, 30)
  const lines = shown.map((one) => `${cut(oneLine(one.name), 30) || '未分板块'}　${one.tasks} 项`)
  if (left > 0) lines.push(`另有 ${left} 个板块`)
  return [collapsible(`各板块任务数（${sections.length} 个板块）`, [plain(lines.join('\n'))])]
}

function sampleList(samples: ImportPreviewView['samples']): readonly CardElement[] {
  if (samples.length === 0) return []
  const lines = samples.slice(0, 3).flatMap((one) => {
    const persons = one.persons.length > 0 ? `，责任人 ${cut(one.persons.join('、'), 30)}` : ''
    const { shown, left } = head(one.milestones, 6)
    return [
      `第${one.seq}项　${cut(oneLine(one.title), 24)}`,
      `　　${one.leadUnit ? cut(oneLine(one.leadUnit), 20) : '未见牵头单位'}${persons}`,
      ...shown.map((node) => `　　${dayOf(node.dueOn)}　${cut(oneLine(node.text), 40)}`),
      ...(left > 0 ? [`　　另有 ${left} 个节点`] : []),
    ]
  })
  return [collapsible(`抽看 ${Math.min(3, samples.length)} 项任务`, [plain(lines.join('\n'))])]
}

function rest(view: ImportPreviewView): readonly CardElement[] {
  const { shown, left } = head(view.leftovers, 40)
  const lines = shown.map((one) => `${positionWords(one)}：${cut(oneLine(one.text), 50)}`)
  if (left > 0) lines.push(`另有 ${left} 行`)
  return [
    ...(lines.length > 0
      ? [collapsible(`未归入任务的内容 ${view.leftovers.length} 行`, [plain(lines.join('\n'))])]
      : []),
    ...repairList(view),
    ...view.remarks.slice(0, 6).map((remark) => note(`文件说明：${cut(oneLine(remark), 120)}`)),
  ]
}

function repairList({ repairs, repairsOff }: ImportPreviewView): readonly CardElement[] {
  const count = repairs.reduce((sum, one) => sum + one.count, 0)
  const { shown, left } = head(repairs, 20)
  const lines = shown.map((one) => `${repairWord(one.kind)}　${one.count} 处`)
  if (left > 0) lines.push(`另有 ${left} 种`)
  const off = repairsOff.slice(0, 10).map(repairWord).join('、')
  return [
    ...(count > 0 ? [collapsible(`已自动修整版面 ${count} 处`, [plain(lines.join('\n'))])] : []),
    ...(off ? [note(`未作的修整：${off}`)] : []),
  ]
}
