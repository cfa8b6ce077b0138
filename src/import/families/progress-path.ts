import type { Column } from '../column-words.ts'
import type { Atom } from './progress-atoms.ts'

/** Where an atom belongs: a column, or outside the table; and whether it begins a row. */
export type Step = {
  readonly column: number | null
  readonly startsRow: boolean
}

/** What it costs a row to lack a column: the less sure that it was printed, the less. */
const lack: Readonly<Partial<Record<Column, number>>> = {
  seq: 7,
  section: 0.7,
  task: 5,
  detail: 2,
  progress: 4,
  lead_units: 4,
  units: 4,
  co_units: 2,
  units_persons: 4,
  leaders: 3,
  persons: 3,
  nodes: 3,
}
const lackOther = 1.5
const lackShown = 4
/** Nothing but signs: what is left of a page's buttons. */
const signs = /^[\][|｜·.【】<>«»\s]+$/
const glued = 5
const continued = 4
const interrupted = 1

const progressWords =
  /^(?:已|正在|完成|目前|截至|截止|上半年|全年数据|1[-—至]\d+月|一季度|有序推进|启动|举办|召开|开展|印发|出台|新增)/

/**
 * Lays the atoms of a dump into the columns of a table, row after row, so that as a whole they
 * look most at home: cells may be lost, cut in two or glued together, and words of the page may
 * stand between them. The best way through all atoms (Viterbi), columns inside and outside a row.
 */
export function layOut(atoms: readonly Atom[], columns: readonly Column[]): Step[] {
  const costs = costsOf(atoms, columns)
  const count = 2 * columns.length
  const moves: Moves = {
    from: new Uint8Array(count * atoms.length),
    startsRow: new Uint8Array(count * atoms.length),
  }
  let scores = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
  scores[count - 1] = 0
  for (const [at, atom] of atoms.entries()) {
    scores = advance(scores, atom, costs, { ...moves, at: at * count })
  }
  const ends = [...scores].map((score, state) => score - unfinished(state % columns.length, costs))
  return walkBack(ends.indexOf(Math.max(...ends)), moves, columns.length)
}

/** What the columns before each place cost together where a row lacks them. */
type Costs = {
  readonly columns: readonly Column[]
  readonly before: readonly number[]
  readonly rarity: number
}

/**
 * Where each state of each atom came from. A state below the number of columns is in that column;
 * one from there on is outside the table, behind that column of a row that may go on.
 */
type Moves = { readonly from: Uint8Array; readonly startsRow: Uint8Array }

function costsOf(atoms: readonly Atom[], columns: readonly Column[]): Costs {
  // A dump that shows its empty cells seldom loses one.
  const rarity = atoms.some(({ piece }) => piece === null) ? 1.6 : 1
  const before = [0]
  const areShown = showsCategories(atoms, columns.length)
  for (const column of columns) {
    const isShown = column === 'section' && areShown
    const cost = isShown ? lackShown : (lack[column] ?? lackOther)
    before.push((before.at(-1) ?? 0) + cost * rarity)
  }
  return { columns, before, rarity }
}

/** Whether most rows show their category, if only by an empty cell. */
function showsCategories(atoms: readonly Atom[], width: number): boolean {
  const cells = atoms.filter(({ startsCell }) => startsCell)
  const shown = cells.filter(({ piece, isHeading }) => piece === null || isHeading)
  return shown.length >= 0.7 * (cells.length / width)
}

/** What a row costs that ends behind a column. */
function unfinished(column: number, { before }: Costs): number {
  return (before.at(-1) ?? 0) - (before[column + 1] ?? 0)
}

/** The best scores of all states after one more atom; where they came from is noted in the moves. */
function advance(
  scores: Float64Array,
  atom: Atom,
  costs: Costs,
  { from, startsRow, at }: Moves & { readonly at: number },
): Float64Array<ArrayBuffer> {
  const { columns, before, rarity } = costs
  const width = columns.length
  const next = new Float64Array(2 * width).fill(Number.NEGATIVE_INFINITY)
  const fits = columns.map((column) => resemblance(atom, column))
  const stray = outside(atom)
  const seam = atom.startsCell ? 0 : glued
  const tear = atom.startsCell ? continued * rarity : 0
  const take = (to: number, value: number, state: number, isStart: number) => {
    if (value <= (next[to] ?? 0)) return
    next[to] = value
    from[at + to] = state
    startsRow[at + to] = isStart
  }
  for (let state = 0; state < scores.length; state += 1) {
    const score = scores[state] ?? Number.NEGATIVE_INFINITY
    if (score === Number.NEGATIVE_INFINITY) continue
    const isOutside = state >= width
    const own = state % width
    take(width + own, score + stray - (isOutside ? 0 : seam), state, 0)
    const isNumber = columns[own] === 'seq'
    if (!isOutside && !isNumber) take(own, score + (fits[own] ?? 0) - tear, state, 0)
    const ended = score - unfinished(own, costs) - seam * 1.2
    const goesOn = score + (before[own + 1] ?? 0) - seam - (isOutside ? interrupted : 0)
    for (let to = 0; to < width; to += 1) {
      const fit = (fits[to] ?? 0) - (before[to] ?? 0)
      if (to > own) take(to, goesOn + fit, state, 0)
      take(to, ended + fit, state, 1)
    }
  }
  return next
}

function walkBack(end: number, { from, startsRow }: Moves, width: number): Step[] {
  const count = 2 * width
  const path: Step[] = []
  let state = end
  for (let at = from.length - count; at >= 0; at -= count) {
    const column = state < width ? state : null
    path.push({ column, startsRow: startsRow[at + state] === 1 })
    state = from[at + state] ?? 0
  }
  return path.reverse()
}

/** Page numbers and signs of the page hardly count; a row's number never stands outside. */
function outside({ piece, text, startsCell, isRowNumber }: Atom): number {
  if (isRowNumber) return -20
  if (!piece) return -0.4
  if (pageWords.test(text)) return startsCell ? -0.4 : 0
  if (/^[—－\-–\s]*\d{1,3}[—－\-–\s]*$|^第\d+页/.test(text) || signs.test(text)) return -0.5
  return startsCell ? -2.2 : -0.3
}

/** What a page prints around its table, with or without a value behind it. */
const pageWords =
  /^(?:索引号|公开方式|公开形式|公开范围|公开时限|公开日期|发布单位|发布机构|发布时间|发布日期|发文日期|成文日期|统一编号|文号|有效性|信息来源|来源|日期|浏览量|浏览次数|阅读次数|分享|分享到|字体|字号|打印|打印本页|关闭|关闭窗口|【|附件|责任编辑|相关链接|扫一扫|返回顶部|上一篇|下一篇)(?:$|[\s:：】])/

/** How well an atom looks like a column: above 0 good, below it bad. */
function resemblance(atom: Atom, column: Column): number {
  const { text, number, isRowNumber, isHeading, unitness } = atom
  const isUnits = unitness >= 0.5
  if (column === 'seq') return ofNumber(atom)
  if (isRowNumber) return -20
  if (pageWords.test(text) || signs.test(text)) return -4
  if (text === '') return emptiness[column] ?? 0
  const isSentence = /[。；;！]/.test(text) || text.length > 24
  switch (column) {
    case 'section':
      return isHeading ? 6 : isSentence ? -8 : atom.startsCell ? (isUnits ? -3 : 1) : 0.2
    case 'lead_units':
    case 'units':
    case 'co_units':
    case 'units_persons':
      return isUnits ? 1 + 3.5 * unitness : isHeading ? -6 : isSentence || /\d/.test(text) ? -8 : -1
    case 'task':
    case 'detail':
      if (isUnits) return 2 - 7 * unitness * unitness
      return number !== undefined || isHeading ? -4 : progressWords.test(text) ? 1.5 : 2
    case 'progress':
      if (isUnits) return 2 - 6 * unitness * unitness
      return number !== undefined ? -3 : isHeading ? -5 : progressWords.test(text) ? 2.5 : 2
    case 'rate':
      return /^[\d.]+\s*[%％]?$/.test(text) ? 4 : -6
    case 'nodes':
      return /\d月|季度|年底|\d{4}[-.年]\d/.test(text) ? 3 : -2
    case 'leaders':
    case 'persons':
      return text.length <= 20 && !isUnits && !/[\d。；]/.test(text) ? 3 : -6
    case 'problems':
    case 'highlights':
      return isUnits ? -3 : 1
    default:
      return isUnits ? -1 : 0
  }
}

const emptiness: Readonly<Partial<Record<Column, number>>> = {
  section: 1.5,
  task: -3,
  progress: -1,
  lead_units: -1.5,
  units: -1.5,
  units_persons: -1.5,
}

function ofNumber({ text, number, isRowNumber }: Atom): number {
  if (isRowNumber) return 8
  return number !== undefined ? 0 : text === '' ? -1 : -30
}
