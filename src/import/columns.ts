import { headingOf, seqOf } from './cells/sections.ts'
import { withoutBlanks } from './cells/spacing.ts'
import { cellText } from './cells/text.ts'
import { foldCharacters } from './repair/simplified.ts'
import type { Contents, Grid, GridCell } from './table.ts'

/**
 * What a column of a table can hold, whatever its header calls it. `detail`: a second column of
 * words about the task (年度目标 beside 重点任务). `units_persons`: units with their persons in one
 * cell (责任单位及责任人). `other`: nothing that a plan has a field for.
 */
export const columnMeanings = [
  'seq',
  'section',
  'task',
  'detail',
  'nodes',
  'leaders',
  'lead_units',
  'units',
  'co_units',
  'units_persons',
  'forms',
  'persons',
  'progress',
  'rate',
  'item',
  'item_rate',
  'indicator',
  'target',
  'current',
  'indicator_rate',
  'highlights',
  'problems',
  'other',
] as const
export type Column = (typeof columnMeanings)[number]

/** `words`: as printed, stacked headers from the outermost on: 重点工作/完成率. */
export type HeaderColumn = { readonly column: Column; readonly words: string }

/** A table of a file: its header and where it stands. */
export type HeadedTable = {
  /** The place of its block in the contents. */
  readonly block: number
  /** The header's rows (of a grid) or cells (of a run): `[from, to)`. Its rows follow, up to `end`. */
  readonly from: number
  readonly to: number
  readonly end: number
  /** One for each column of a grid; those of a run in order. */
  readonly columns: readonly HeaderColumn[]
  /** There is no header (`from` is `to`): the columns are told by what stands in them. */
  readonly isGuessed?: boolean
}

/** What a table's columns hold, in order. */
export function columnKinds({ columns }: Pick<HeadedTable, 'columns'>): Column[] {
  return columns.map(({ column }) => column)
}

/** In this order: the first that fits counts. */
const headerWords: readonly (readonly [Column, RegExp])[] = [
  ['seq', /^(?:序号|编号|序|号|序列|项次|No\.?)$/i],
  ['highlights', /亮点|特色做法|工作成效$/],
  [
    'progress',
    /(?:进展|(?:完成|推进|落实)情况)(?:情况)?(?:及|和|与|、).*(?:问题|困难)|(?:完成|当前|目前|实际|推进|工作)进度$|^(?:目前|现)?形象进度$/,
  ],
  ['problems', /存在.{0,4}(?:问题|困难)|问题.*下一?步|困难和问题/],
  ['other', /^(?:备注|说明)|^下一?(?:步|阶段)|(?:任务|项目|工作|事项|节点)(?:总|个|件)?数量?$/],
  ['rate', /完成率|完成比例|完成百分比|达成率|完成度$/],
  ['current', /^(?:当前|目前|现|实际|实绩|累计完成)值?$|(?:当前|目前|实际|完成)值|^完成数/],
  ['target', /数值及单位|目标值|^(?:年度|全年)?目标数|^计划数|^指标值$/],
  ['indicator', /指标名称|量化指标|考核指标|主要指标|^指标$/],
  ['item', /细化项目|细化任务|子项目|分项|具体项目/],
  ['progress', /进展|(?:完成|落实|推进|办理|执行|实施|进度)(?:情况|状况)|完成成效|工作动态/],
  [
    'section',
    /^(?:任务|工作|项目|所属|目标)?(?:类别|分类|板块|大类|类型|领域|条线|门类|篇章|章节)$/,
  ],
  ['units_persons', /(?:单位|部门)(?:及|和|与|、|\/|[（(])(?:其)?(?:责任人|负责人|联络员|联系人)/],
  ['persons', /责任人|联络员|联系人|负责人|经办人|责任干部|具体承办人/],
  ['leaders', /领导|^(?:牵头|分管|责任|挂帅|联系)(?:区|市|县)?长$/],
  [
    'nodes',
    /时间|节点|时限|期限|进度(?:要求|安排|计划|目标)?$|季度|^[上下]半年|^\d{1,2}月(?:份|底)?|^年底|^全年(?:$|[（(])/,
  ],
  ['units', /(?:牵头|主办|主责).*(?:配合|协办|协同|参与).*(?:单位|部门)/],
  ['lead_units', /(?:牵头|主办|主责|主要责任|第一责任|承办).*(?:单位|部门|科室|处室)/],
  [
    'co_units',
    /(?:配合|协办|协同|协助|参与|参加|参与|联办|会办|协作|支持).*(?:单位|部门|科室|处室)/,
  ],
  ['units', /单位|部门|科室|处室|责任主体/],
  ['forms', /(?:推进|督办|督查|督导|调度|考核|落实|通报)(?:形式|方式)|形式|方式/],
  ['task', /任务|工作|项目|事项|内容|目标|举措|措施|要点|要求$/],
]

const longestHeaderCell = 14

/** Beyond this many cells no row's width is looked for: enough rows, and no time lost. */
const sampleCells = 200

/** Headers are printed again on every page: each word is looked up once. */
const known = new Map<string, Column>()
const mostKnown = 2000

/** What a header's words say its column holds. */
export function columnOf(words: string): Column {
  const before = known.get(words)
  if (before) return before
  const word = foldCharacters(withoutBlanks(words))
  const column = headerWords.find(([, pattern]) => pattern.test(word))?.[0] ?? 'other'
  if (known.size < mostKnown && words.length <= 2 * longestHeaderCell) known.set(words, column)
  return column
}

/** The tables of a file, in reading order; a header that is printed again begins another. */
export function findTables({ blocks }: Contents): HeadedTable[] {
  return blocks.flatMap((block, at): HeadedTable[] => {
    if (block.kind === 'words') return []
    const found = block.kind === 'run' ? runHeaders(block.cells.map(cellText)) : gridHeaders(block)
    const whole = block.kind === 'run' ? block.cells.length : block.rows
    return found.map((header, index) => ({
      ...header,
      block: at,
      end: found[index + 1]?.from ?? whole,
    }))
  })
}

type Header = Omit<HeadedTable, 'block' | 'end'>

/** Whether some cells in a row are a header, however their rows are told. */
export function isHeaderRun(texts: readonly string[]): boolean {
  return runHeaders(texts).length > 0
}

function runHeaders(texts: readonly string[]): Header[] {
  const headers: Header[] = []
  for (let at = 0; at < texts.length; at += 1) {
    const header = headerAt(texts, at)
    if (!header) continue
    headers.push(header)
    at = header.to - 1
  }
  return headers
}

/** The header that begins with the cell at `from`, if one does: with 序号, or all of known words. */
export function headerAt(texts: readonly string[], from: number): Header | undefined {
  const hasSeq = columnOf(texts[from] ?? '') === 'seq'
  if (!hasSeq && !isHeaderWord(texts[from] ?? '')) return undefined
  const found: HeaderColumn[] = []
  let to = from
  for (; to < texts.length; to += 1) {
    const words = texts[to] ?? ''
    if (!mayBeHeaderCell(words) || !(hasSeq || isHeaderWord(words))) break
    const column = columnOf(words)
    if (column === 'seq' && to > from) break
    found.push({ column, words })
  }
  if (found.length < 3) return undefined
  const columns = found.slice(0, found.length - cellsBehind(texts, to, found))
  if (columns.length < 3 || !(hasSeq || isDistinct(columns))) return undefined
  return { columns: nameSecondTask(columns), from, to: from + columns.length }
}

/** A header's words without what it adds in brackets: 完成情况（截至2024年6月30日）. */
function withoutBrackets(printed: string): string {
  const word = withoutBlanks(printed)
  return word.replace(/(?<=.{2})[（(][^（）()]{1,20}[）)]$/, '')
}

function mayBeHeaderCell(printed: string): boolean {
  const text = withoutBrackets(printed)
  if (text === '' || text.length > longestHeaderCell || /[。；：:，,*＊]/.test(text)) return false
  return seqOf(text) === undefined && headingOf(printed) === undefined
}

/** Short words that end as the name of a column does, so that they need no 序号 before them. */
function isHeaderWord(printed: string): boolean {
  const word = withoutBrackets(printed)
  if (word.length > 12) return false
  const end =
    /(?:名称|进展|成效|打算|内容|任务|工作|目标|单位|部门|领导|情况|时限|节点|要求|时间|安排|形式|方式|责任人|联络员|联系人|类别|分类|板块|序号|编号|进度|事项|项目|措施|举措|备注|指标|[值率]|亮点|问题|计划)$/
  return end.test(foldCharacters(word)) && mayBeHeaderCell(printed)
}

/** 一季度, 3月底前, 上半年: a header that is the date of what stands below it. */
export function isPeriod(words: string): boolean {
  return words.length <= 12 && /季度|半年|(?:\d|[一二三四五六七八九十])月|年底|^全年/.test(words)
}

/** A header without 序号 names a task, and somebody or something about it, nothing twice. */
function isDistinct(columns: readonly HeaderColumn[]): boolean {
  const kinds = columns.map(({ column }) => column)
  const named = kinds.filter((kind) => !/^(?:task|other)$/.test(kind))
  const about = /^(?:nodes|leaders|lead_units|units|co_units|units_persons|progress|rate|persons)$/
  return (
    kinds.some((kind) => kind === 'task' || kind === 'section') &&
    kinds.some((kind) => about.test(kind)) &&
    new Set(named).size === named.length
  )
}

/** How many cells of no column stand behind a header (a heading, say): they look like more columns. */
function cellsBehind(texts: readonly string[], to: number, found: readonly HeaderColumn[]): number {
  const extra = found.length - (rowWidth(texts, to) ?? found.length)
  const areStrange = found.slice(-extra).every(({ column }) => /^(?:other|task)$/.test(column))
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

/** 项目 beside 项目内容 or 重点工作 names the group that tasks are in, not a task. */
const group = /^项目(?:名称)?$/
const inGroup = /^项目内容$|任务|重点工作|目标/

function nameSecondTask(printed: readonly HeaderColumn[]): HeaderColumn[] {
  const tasks = printed.filter(({ column }) => column === 'task')
  const [top, second] = tasks.map(({ words }) => foldCharacters(withoutBlanks(words)))
  const isGrouped = group.test(top ?? '') && inGroup.test(second ?? '')
  const columns = printed.map((one) =>
    isGrouped && one === tasks[0] ? { ...one, column: 'section' as const } : one,
  )
  const first = columns.findIndex(({ column }) => column === 'task')
  return columns.map((one, at) =>
    one.column === 'task' && at !== first ? { ...one, column: 'detail' } : one,
  )
}

/** The cells that begin in each row of a grid. */
export function cellsByRow(grid: Grid): GridCell[][] {
  const rows: GridCell[][] = Array.from({ length: grid.rows }, () => [])
  for (const cell of grid.cells) rows[cell.row]?.push(cell)
  return rows
}

function gridHeaders(grid: Grid): Header[] {
  const rows: GridCell[][] = Array.from({ length: grid.rows }, () => [])
  for (const cell of grid.cells) rows[cell.row]?.push(cell)
  const headers: Header[] = []
  for (let at = 0; at < rows.length; at += 1) {
    const header = gridHeaderAt(grid, rows, at)
    if (!header) continue
    headers.push(header)
    at = header.to - 1
  }
  return headers
}

/**
 * A row of header words; the rows that its cells reach down to, or a second one of header words
 * whose first cells are blank, belong to it.
 */
function gridHeaderAt(
  grid: Grid,
  rows: readonly (readonly GridCell[])[],
  from: number,
): Header | undefined {
  const own = filledIn(rows[from])
  if (own.some(isLong)) return undefined
  const words = own.map(cellText)
  if (own.length < 2 || !words.every(mayBeHeaderCell)) return undefined
  const known = words.filter(
    (word) => columnOf(word) !== 'other' && (isHeaderWord(word) || isPeriod(word)),
  )
  if (known.length < Math.max(2, own.length / 2)) return undefined
  const spanned = Math.max(...own.map((cell) => cell.rowSpan))
  const below = filledIn(rows[from + 1])
  const isStacked =
    spanned === 1 &&
    below.length >= 2 &&
    below.length < grid.columns &&
    below.every((cell) => mayBeHeaderCell(cellText(cell)) && columnOf(cellText(cell)) !== 'other')
  const to = from + (isStacked ? 2 : spanned)
  const columns = stackedColumns(grid, rows, from, to)
  const kinds = columns.filter(({ column }) => column !== 'other')
  return kinds.length < 2 ? undefined : { from, to, columns: nameSecondTask(columns) }
}

/** Longer than a header's cell with all its padding: looked at first, since it costs nothing. */
function isLong({ pieces }: GridCell): boolean {
  return pieces.reduce((sum, { text }) => sum + text.length, 0) > 4 * longestHeaderCell
}

function filledIn(cells: readonly GridCell[] | undefined): readonly GridCell[] {
  return (cells ?? []).filter(({ pieces }) => pieces.length > 0)
}

/** The words of each column, from the outermost down; a group's words reach over blank cells. */
function stackedColumns(
  grid: Grid,
  rows: readonly (readonly GridCell[])[],
  from: number,
  to: number,
): HeaderColumn[] {
  const isTwoRows = to - from > 1
  return Array.from({ length: grid.columns }, (_, column) => {
    const paths = rows.slice(from, to).map((cells) => filledIn(cells))
    const [top, ...lower] = paths.map((cells) =>
      cells.find((cell) => cell.column <= column && column < cell.column + cell.colSpan),
    )
    const under = lower.filter((cell) => cell !== undefined)
    const isBlankBelow = under.length === 0
    const group = top ?? (isTwoRows && !isBlankBelow ? before(paths[0] ?? [], column) : undefined)
    const words = [group, ...under].flatMap((cell) => (cell ? [cellText(cell)] : []))
    return { column: stackedColumn(words), words: words.join('/') }
  })
}

function before(cells: readonly GridCell[], column: number): GridCell | undefined {
  return cells.findLast((cell) => cell.column <= column)
}

/** 完成率 below 量化指标 is the indicator's; below 细化项目 the item's; else the task's. */
function stackedColumn(words: readonly string[]): Column {
  const own = columnOf(words.at(-1) ?? '')
  const group = columnOf(words.length > 1 ? (words[0] ?? '') : '')
  if (own === 'rate' && group === 'indicator') return 'indicator_rate'
  if (own === 'rate' && group === 'item') return 'item_rate'
  if (own === 'task' && group === 'item') return 'item'
  return own === 'other' && words.length > 1 ? group : own
}
