/** 完成率怎么来的: the rate of one task, from which values, entered by whom, by which formula. */
import type { NodeRate } from '../../src/domain/live-rates.ts'
import type { RateProfileName } from '../../src/domain/rates.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  colored,
  cut,
  form,
  hr,
  inline,
  input,
  markdown,
  note,
  oneLine,
  plain,
  select,
} from '../kit.ts'
import { type Paged, pager } from '../pager.ts'
import { dayAt, numberOf, type TaskRef, taskLine, timeAt } from '../words.ts'
import { nodesWord, profileWords, rateMark, rateWord } from './rate-words.ts'

/** A rate as the card tells it. */
export type RateFacts = {
  /** Decimal text; null: there is none. */
  readonly shown: string | null
  /** How it was made, in figures: `（66.67 + 100）÷ 2 = 83.34`. */
  readonly formula: string
  readonly handSet: { readonly reason: string; readonly by: string; readonly at: number } | null
  /** What the document prints where it is another one, and why; else null. */
  readonly printed: { readonly rate: string; readonly why: string } | null
}

export type IndicatorFacts = RateFacts & {
  readonly name: string
  readonly unit: string
  /** 口径. */
  readonly basis: string | null
  /** `9月数据，张三10月8日填`; blank where nothing was reported. */
  readonly source: string
}

export type PartFacts = RateFacts & {
  /** Its number among the task's items, from 1. */
  readonly place: number
  readonly title: string
  readonly indicators: readonly IndicatorFacts[]
  /** Indicators before those that are shown: the item goes on from the page before. */
  readonly isContinued: boolean
}

export type TaskRateView = TaskRef &
  RateFacts &
  Paged & {
    /** Epoch ms. */
    readonly asOf: number
    readonly planTitle: string
    readonly profile: RateProfileName
    /** Of the page. */
    readonly rows: readonly PartFacts[]
    readonly parts: number
    readonly nodes: NodeRate
    /** Values of a report that waits for the office: `生猪存栏 90万头（李四11月20日填）`. */
    readonly pending: readonly string[]
    readonly maySet: boolean
  }

/** What a page holds at most: items, or pieces of an item, and indicators of all of them. */
export const partsPerPage = 5
export const indicatorsPerPage = 10

export function taskRateCard(view: TaskRateView): Card {
  const { taskId, pages, page } = view
  const title = `${cut(numberOf(view), 20)} · 完成率 ${rateWord(view.shown, view.handSet !== null)}`
  return card({
    title: `${title} · ${dayAt(view.asOf)}`,
    subtitle: view.planTitle,
    template: 'blue',
    elements: [
      markdown([taskLine(view), ...headLines(view)]),
      ...partsOf(view.rows),
      ...pager(view, (to) => ({ action: 'rate.show', taskId, page: to })),
      ...(page === pages ? pendingLines(view) : []),
      ...(view.maySet
        ? [buttons(button('人工核定', 'default', { action: 'rate.set.open', taskId }))]
        : []),
      note(`公式：${profileWords[view.profile].word}。${profileWords[view.profile].rule}。`),
      note(`截至${timeAt(view.asOf)}已审核的数据　也可发送：完成率 ${cut(numberOf(view), 20)}`),
    ],
  })
}

function headLines(view: TaskRateView): readonly string[] {
  const isOne = view.parts === 1 && view.handSet === null
  const nodes = nodesWord(view.nodes)
  return [
    `完成率 ${rateMark(view.shown, view.handSet !== null)}` +
      (isOne ? '' : `　${view.parts}个项目平均`),
    ...(isOne ? [] : [inline(view.formula, 200)]),
    ...remarks(view),
    ...(nodes === '' ? [] : [nodes]),
  ]
}

/** What was set by hand, and what the document prints. */
const remarks = ({ handSet, printed }: RateFacts): readonly string[] => [
  ...(handSet
    ? [
        `${colored('人工核定', 'orange')}：${inline(handSet.reason, 60)}（${inline(handSet.by, 10)}${dayAt(handSet.at)}）`,
      ]
    : []),
  ...(printed ? [`文件印制 ${inline(printed.rate, 8)}%，不一致：${inline(printed.why, 28)}`] : []),
]

function partsOf(rows: readonly PartFacts[]): readonly CardElement[] {
  let left = indicatorsPerPage
  return rows.slice(0, partsPerPage).flatMap((part) => {
    const indicators = part.indicators.slice(0, left)
    left -= indicators.length
    return [hr(), partOf({ ...part, indicators })]
  })
}

function partOf(part: PartFacts): CardElement {
  const head = `**${part.place}．${inline(part.title, 40)}**${part.isContinued ? '（续）' : ''}`
  const isMean = part.indicators.length > 1 && !part.isContinued
  return markdown([
    part.isContinued ? head : `${head}　${rateMark(part.shown, part.handSet !== null)}`,
    ...(part.isContinued ? [] : remarks(part)),
    ...(part.indicators.length === 0 || isMean ? [inline(part.formula, 100)] : []),
    ...part.indicators.flatMap(indicatorLines),
  ])
}

function indicatorLines(one: IndicatorFacts): readonly string[] {
  const unit = one.unit ? `（${inline(one.unit, 8)}）` : ''
  const basis = one.basis ? `　口径：${inline(one.basis, 24)}` : ''
  return [
    `· ${inline(one.name, 26)}${unit}：${inline(one.formula, 60)}${one.shown === null ? '，不计入' : '%'}`,
    ...(one.source || basis ? [colored(`　${inline(one.source, 44)}${basis}`, 'grey')] : []),
    ...remarks(one).map((line) => `　${line}`),
  ]
}

const pendingShown = 6

function pendingLines({ pending }: TaskRateView): readonly CardElement[] {
  if (pending.length === 0) return []
  const lines = pending.slice(0, pendingShown).map((one) => `· ${cut(oneLine(one), 60)}`)
  const left = pending.length - lines.length
  return [
    hr(),
    plain(
      [
        `另有 ${pending.length} 项待审，审核通过后才计入：`,
        ...lines,
        ...(left > 0 ? [`另有 ${left} 项`] : []),
      ].join('\n'),
    ),
  ]
}

export type SetRateView = TaskRef & {
  /** Epoch ms. */
  readonly at: number
  readonly version: number
  readonly shown: string | null
  readonly items: readonly {
    readonly id: string
    readonly title: string
    readonly shown: string | null
  }[]
}

/** The value of 任务整体 in the form. */
export const wholeChoice = 'task'
/** Names of the form's fields, as they arrive. */
const itemsOffered = 30

/** 人工核定: which rate, what it shall be, and why. */
export const setRateCard = (view: SetRateView): Card =>
  card({
    title: `${cut(numberOf(view), 20)} · 人工核定完成率 · 待填 · ${dayAt(view.at)}`,
    template: 'orange',
    elements: [
      markdown(taskLine(view)),
      plain('核定后打印时注明“人工核定”，理由和经办人记入台账。'),
      form('set-rate', [
        select(
          'subject',
          '核定哪一项',
          [
            { text: `任务整体（现为 ${rateWord(view.shown, false)}）`, value: wholeChoice },
            ...view.items.slice(0, itemsOffered).map((item, n) => ({
              text: `${n + 1}．${cut(oneLine(item.title), 24)}（${rateWord(item.shown, false)}）`,
              value: item.id,
            })),
          ],
          1,
        ),
        input('rate', '完成率（0–100；留空则恢复按公式计算）', { maxLength: 10 }),
        input('reason', '理由和依据', { multiline: true, maxLength: 500 }),
        button(
          '提交核定',
          'main',
          { action: 'rate.set', taskId: view.taskId, version: view.version },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note(
        `也可发送：核定 ${cut(numberOf(view), 20)} 85 理由；某一项目：核定 ${cut(numberOf(view), 20)} 第2项 85 理由；恢复：核定 ${cut(numberOf(view), 20)} 取消`,
      ),
    ],
  })
