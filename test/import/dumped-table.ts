import { readText } from '../../src/import/containers/text.ts'
import type { ReadOutcome } from '../../src/import/outcome.ts'
import { readContents } from '../../src/import/read-document.ts'

/** A cell's lines; a row's cells without the number; a row, or a line of its own between rows. */
export type CellLines = string | readonly string[]
export type DumpedRow = readonly CellLines[] | { readonly line: string }

export const usualHeader = [
  '序号',
  '重点工作任务',
  '时间节点要求',
  '牵头区领导',
  '责任单位',
  '推进形式',
  '责任人',
]

/** A dump as the published ones are: a tab at each cell's start, blank lines between its lines. */
export function dump({
  above = ['2025年度清湾区重点任务分解表', '（带*为牵头单位）'],
  header = usualHeader,
  rows,
  below = [],
  numberOf = (place: number) => String(place),
}: {
  readonly above?: readonly string[]
  readonly header?: readonly string[]
  readonly rows: readonly DumpedRow[]
  readonly below?: readonly string[]
  readonly numberOf?: (place: number) => string
}): string {
  let place = 0
  const cell = (lines: CellLines) => `\t${typeof lines === 'string' ? lines : lines.join('\n\n')}`
  const table = rows.flatMap((row) => {
    if ('line' in row) return [row.line]
    place += 1
    return ['', cell(numberOf(place)), ...row.map(cell)]
  })
  return [...above, ...header.map(cell), ...table, ...below, ''].join('\n')
}

/** Three rows of an invented district, for the usual header. */
export const usualRows: readonly CellLines[][] = [
  [
    '茶园提质行动。改造茶园12片，带动农户300户。',
    ['3月底前完成选址。', '9月底前累计改造茶园8片。', '12月底前累计改造茶园12片，带动农户300户。'],
    '鲁明远',
    ['*区农业农村局', '各镇街'],
    ['每月例会推进', '每月督查通报'],
    ['姜  禾', '顾长风'],
  ],
  [
    '渡口修缮行动。修缮渡口4处。',
    ['南渡：4月底前完成设计；10月底前完工。', '北渡：5月底前开工；11月完工。'],
    ['*白知秋', '鲁明远'],
    ['*区交通局', '清湾城投集团'],
    '现场督办+PPT汇报',
    ['祝  青', '顾长风'],
  ],
  [
    '夜校开办行动。开办夜校6所。',
    ['6月底前开办夜校2所。', '12月底前累计开办夜校6所。'],
    '白知秋',
    ['*区教育局', '各镇街', '各平台'],
    '每周评比通报',
    ['封  雪', '纪安之'],
  ],
]

export function outcomeOf(text: string, fileName = '分解表.txt'): ReadOutcome {
  return readContents(readText(text.replace(/^\ufeff/, '')), fileName)
}

export function draftOf(text: string, fileName = '分解表.txt') {
  const outcome = outcomeOf(text, fileName)
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.draft
}

const dateWords = /[\d０-９]{1,2}月(?:[底份]*(?:前|$)?|[底份]*)/g

/** The words of a dump below its header that neither a field nor the leftovers hold. */
export function lostWords(text: string, fileName?: string): string[] {
  const draft = draftOf(text, fileName)
  const strings: string[] = []
  JSON.stringify(draft, (_, value: unknown) => {
    if (typeof value === 'string' || typeof value === 'number') strings.push(String(value))
    return value
  })
  // Names that were glued together in print stand one behind the other.
  strings.push(...draft.tasks.map(({ duties }) => duties.map(({ name }) => name).join('')))
  const kept = strings.join('').replace(/\s/g, '')
  const below = text.slice(text.search(/\t\s*(?:序号|编号)/))
  return below
    .split(/[\r\n\t]+/)
    .flatMap((line) => line.replace(dateWords, '\n').split(/[\n，。；：、,;:*＊★（）()\s]+/))
    .filter((words) => words !== '' && !usualHeader.includes(words) && !kept.includes(words))
}
