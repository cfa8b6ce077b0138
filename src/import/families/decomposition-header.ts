import { headingOf, seqOf } from '../cells/sections.ts'
import { withoutBlanks } from '../cells/spacing.ts'

export type Column =
  | 'seq'
  | 'section'
  | 'task'
  /** A second column of words about the task: 年度目标 beside 重点任务. */
  | 'detail'
  | 'nodes'
  | 'leaders'
  | 'lead_units'
  | 'units'
  | 'co_units'
  | 'forms'
  | 'persons'
  | 'other'

/** The header of a table: its columns in order, and where its cells stand among all cells. */
export type Header = {
  readonly columns: readonly Column[]
  readonly from: number
  readonly to: number
}

/** In this order: the first that fits counts. */
const headerWords: readonly (readonly [Column, RegExp])[] = [
  ['seq', /^(?:序号|编号|序|号)$/],
  ['section', /^(?:任务|工作|项目)?(?:类别|分类|板块|大类|类型|领域|条线)$/],
  ['other', /(?:单位|部门)(?:及|和|与|、|[（(])(?:其)?(?:责任人|负责人|联络员|联系人)/],
  ['persons', /责任人|联络员|联系人|负责人|经办人/],
  ['leaders', /领导/],
  ['nodes', /时间|节点|时限|期限|进度(?:要求|安排|计划|目标)?$/],
  ['units', /(?:牵头|主办|主责).*(?:配合|协办|协同|参与).*(?:单位|部门)/],
  ['lead_units', /(?:牵头|主办|主责|主要责任).*(?:单位|部门)/],
  ['co_units', /(?:配合|协办|协同|协助|参与|参加|联办|会办).*(?:单位|部门)/],
  ['units', /单位|部门/],
  ['forms', /形式|方式/],
  ['task', /任务|工作|项目|事项|内容|目标|举措|措施/],
]

const longestHeaderCell = 14

/** Beyond this many cells no row's width is looked for: enough rows, and no time lost. */
const sampleCells = 200

/**
 * Finds a table's header among the texts of all cells: a cell 序号 and the header cells behind
 * it. The first that this family can read, else the first one.
 */
export function findHeader(texts: readonly string[]): Header | undefined {
  let first: Header | undefined
  for (let at = 0; at < texts.length; at += 1) {
    const header = headerAt(texts, at)
    if (header && isDecomposition(header)) return header
    first ??= header
  }
  return first
}

/** Whether a header has what this family needs: tasks with time nodes. */
export function isDecomposition({ columns }: Header): boolean {
  return columns.includes('nodes') && columns.includes('task')
}

/** The header that begins with the cell at `from`, if one does. */
export function headerAt(texts: readonly string[], from: number): Header | undefined {
  if (columnOf(texts[from] ?? '') !== 'seq') return undefined
  const found: Column[] = []
  let to = from
  for (; to < texts.length; to += 1) {
    const printed = texts[to] ?? ''
    const text = withoutBlanks(printed)
    if (text === '' || text.length > longestHeaderCell || /[。；：:，,*＊]/.test(text)) break
    if (seqOf(text) !== undefined || headingOf(printed)) break
    const column = columnOf(text)
    if (column === 'seq' && to > from) break
    found.push(column)
  }
  if (found.length < 3) return undefined
  const columns = found.slice(0, found.length - cellsBehind(texts, to, found))
  if (columns.length < 3) return undefined
  return { columns: nameSecondTask(columns), from, to: from + columns.length }
}

/** How many cells of no column stand behind a header (a heading, say): they look like more columns. */
function cellsBehind(texts: readonly string[], to: number, found: readonly Column[]): number {
  const extra = found.length - (rowWidth(texts, to) ?? found.length)
  const areStrange = found.slice(-extra).every((column) => /^(?:other|task)$/.test(column))
  return extra > 0 && areStrange ? extra : 0
}

/** How many cells most rows have, by the distance from each number to the next one. */
export function rowWidth(texts: readonly string[], from: number): number | undefined {
  const counts = new Map<number, number>()
  let last: { readonly seq: number; readonly at: number } | undefined
  for (let at = from; at < Math.min(texts.length, from + sampleCells); at += 1) {
    const seq = seqOf(texts[at] ?? '')
    if (seq === undefined) continue
    if (last && seq === last.seq + 1) {
      const distance = at - last.at
      counts.set(distance, (counts.get(distance) ?? 0) + 1)
    }
    if (!last || seq === last.seq + 1 || seq === 1) last = { seq, at }
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one)
  return most?.[0]
}

function nameSecondTask(columns: readonly Column[]): Column[] {
  const first = columns.indexOf('task')
  return columns.map((column, at) => (column === 'task' && at !== first ? 'detail' : column))
}

function columnOf(text: string): Column {
  const word = withoutBlanks(text)
  return headerWords.find(([, pattern]) => pattern.test(word))?.[0] ?? 'other'
}
