/** 录入进展: a progress table as a batch of reports on a running plan. */

import type { IsoDate } from '../../src/domain/draft-plan.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  colored,
  cut,
  hr,
  inline,
  markdown,
  note,
  oneLine,
  plain,
  smallButtons,
  type Template,
} from '../kit.ts'
import { pager } from '../pager.ts'
import { completionMark, dateOf, dayAt, percentOf } from '../words.ts'
import { doubtList } from './doubt-list.ts'
import type { RunningPlanFileView } from './import-preview.ts'

export const progressRowsPerPage = 8

export type ProgressVerdict = 'matched' | 'unmatched' | 'newer' | 'ended' | 'empty'

export type ProgressTableRow = {
  readonly verdict: ProgressVerdict
  /** Where it stands in the file, in words. */
  readonly place: string
  /** As the file prints it. */
  readonly seq: number
  readonly title: string
  /** The plan's task that it was found to be. */
  readonly task: { readonly seq: number; readonly title: string } | null
  /** Decimal text. */
  readonly percent: string | null
  readonly percentBefore: string | null
  readonly progress: string
  readonly problems: string
}

export type ImportProgressView = RunningPlanFileView & {
  /** As printed in the file. */
  readonly issuedOn: IsoDate | null
  readonly counts: Readonly<Record<ProgressVerdict, number>>
  readonly page: number
  readonly pages: number
  /** What needs a look first. */
  readonly rows: readonly ProgressTableRow[]
}

type State = ImportProgressView['state']
type Look = { readonly word: string; readonly template: Template; readonly said: string }

const looks: Readonly<Record<State, Look>> = {
  waiting: {
    word: '待录入',
    template: 'blue',
    said: '确认后，匹配上的逐项记为督查室代录的填报，来源为这份文件；不通知任何人。',
  },
  committed: { word: '已录入', template: 'green', said: '已代录，来源为这份文件。' },
  cancelled: { word: '未录入', template: 'grey', said: '已取消，没有录入。' },
  unchanged: { word: '没有变化', template: 'grey', said: '这份进展此前已录入，未作任何改动。' },
}

const verdicts: Readonly<Record<ProgressVerdict, string>> = {
  matched: '录入',
  unmatched: '未匹配',
  newer: '已有更晚的填报，不覆盖',
  ended: '任务已结束，不录入',
  empty: '没有进展内容',
}

export function importProgressCard(view: ImportProgressView): Card {
  const look = looks[view.state]
  const { matched, unmatched } = view.counts
  const left = unmatched > 0 ? ` 未匹配${unmatched}` : ''
  return card({
    title: `${cut(view.code, 16)} · 进展${look.word} · ${matched}项${left} · ${dayAt(view.at)}`,
    subtitle: view.fileName,
    template: look.template,
    elements: [
      markdown(`**${inline(view.title, 60)}**`),
      markdown(countLines(view)),
      note(`文件日期：${view.issuedOn ? dateOf(view.issuedOn) : '文中未见日期'}`),
      ...(view.state === 'waiting' && view.doubtsInAll > 0 ? doubtList(view) : []),
      ...(view.state === 'unchanged' ? [] : table(view)),
      plain(look.said),
      ...(view.state === 'waiting' ? choices(view) : []),
    ],
  })
}

function countLines({ counts }: ImportProgressView): readonly string[] {
  const others = (['newer', 'ended', 'empty'] as const).filter((one) => counts[one] > 0)
  return [
    `匹配 **${counts.matched}** 项　未匹配 **${counts.unmatched}** 项`,
    ...others.map((one) => `${verdicts[one]}：${counts[one]} 项`),
  ]
}

function table(view: ImportProgressView): readonly CardElement[] {
  const { importId } = view
  return [
    ...view.rows.slice(0, progressRowsPerPage).flatMap((row) => [hr(), ...tableRow(row)]),
    ...pager(view, (page) => ({ action: 'import.show', importId, page })),
  ]
}

function tableRow(row: ProgressTableRow): readonly CardElement[] {
  const { task } = row
  const before = row.percentBefore === null ? '' : `（现为 ${percentOf(row.percentBefore)}）`
  const mark = row.verdict === 'matched' ? '' : ` ${colored(verdicts[row.verdict], 'orange')}`
  const words = [
    ...(task && row.title !== task.title ? [`文件中：第${row.seq}项 ${cut(row.title, 40)}`] : []),
    ...(row.progress ? [`进展：${cut(oneLine(row.progress), 120)}`] : []),
    ...(row.problems ? [`问题：${cut(oneLine(row.problems), 60)}`] : []),
    ...(row.verdict === 'unmatched' && row.place ? [`原文：${cut(row.place, 40)}`] : []),
  ]
  return [
    markdown([
      `**第${task?.seq ?? row.seq}项　${inline(task?.title ?? row.title, 30)}**${mark}`,
      ...(row.percent === null ? [] : [`${completionMark(row.percent)}${inline(before, 20)}`]),
    ]),
    ...(words.length > 0 ? [plain(words.join('\n'))] : []),
  ]
}

function choices(view: ImportProgressView): readonly CardElement[] {
  const { importId, counts } = view
  const small = (label: string) =>
    button(label, 'default', { action: 'import.purpose', importId }, { small: true })
  return [
    ...(counts.unmatched > 0
      ? [plain(`未匹配的 ${counts.unmatched} 项不录入，随这次导入保留，可逐项填报。`)]
      : []),
    buttons(
      ...(counts.matched > 0
        ? [button('确认代录', 'main', { action: 'import.record', importId })]
        : []),
      button('取消', 'default', { action: 'import.cancel', importId }),
    ),
    smallButtons(small('不是进展')),
    note('也可发送：确认代录　取消　导入为 新计划'),
  ]
}
