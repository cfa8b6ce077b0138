import type { Doubt, DoubtKind } from '../../domain/draft-plan.ts'
import type { Column } from '../column-words.ts'
import type { CompiledIndicator, CompiledItem, CompiledTask } from './compilation-compiled.ts'
import type { PlacedIndicator, PlacedRow } from './compilation-place.ts'
import { checkItem, checkTask, type RateCheck } from './compilation-rates.ts'
import type { SheetCell } from './compilation-sheet.ts'
import { doubtAt } from './doubts.ts'

/** What is unsure about a task: its number, its columns, damaged words, rates that do not fit. */
export function taskDoubts(task: CompiledTask, before: CompiledTask | undefined): Doubt[] {
  return [
    ...seqDoubts(task, before),
    ...placeDoubts(task),
    ...wordDoubts(task),
    ...task.items.flatMap((item) => itemDoubts(task, item)),
    ...taskRateDoubts(task),
  ]
}

/** `words`: a sentence about the task, without its number. */
function about(task: CompiledTask, kind: DoubtKind, words: string, cell: SheetCell): Doubt[] {
  const piece = cell.pieces[0]
  if (!piece) return []
  return [doubtAt(kind, task.seq, `第${task.seq}项${words}，请核对。`, piece, cell.text)]
}

function firstCell({ rows }: CompiledTask['printed']): SheetCell | undefined {
  return rows[0]?.placed.row.cells[0]
}

function seqDoubts(task: CompiledTask, before: CompiledTask | undefined): Doubt[] {
  const cell = firstCell(task.printed)
  if (!cell) return []
  if (task.printed.isSeqRestored) return about(task, 'seq_restored', '没有序号，按位置补上', cell)
  const isFirst = before === undefined || before.printed.section[0] !== task.printed.section[0]
  const restarts =
    task.seq === 1 && String(before?.printed.section) !== String(task.printed.section)
  const expected = isFirst ? 1 : before.seq + 1
  if (task.seq === expected || restarts || before === undefined) return []
  return about(task, 'seq_gap', `的序号与前一项（${before.seq}）不连续`, cell)
}

/** Rows whose cells were moved and whose figures do not prove that they are right. */
function placeDoubts(task: CompiledTask): Doubt[] {
  const proven = provenIndicators(task)
  const moved = task.printed.rows.flatMap(({ placed }) => {
    const [cell] = placed.row.cells
    if (!cell || isProven(proven, placed)) return []
    return about(task, 'column_guess', '有一行的单元格错位，按内容归入各栏', cell)
  })
  const spare = task.printed.rows.flatMap(({ placed }) =>
    placed.spare.flatMap((cell) => about(task, 'column_guess', '有一格无法归入各栏', cell)),
  )
  const apart = task.fields.apart
  return [
    ...moved,
    ...spare,
    ...(apart
      ? about(task, 'column_guess', '的亮点与问题印在同一格，按“下一步”等字样分开', apart)
      : []),
    ...(task.hasReturned ? lastRow(task, '的最后几行印在下一项的序号之后，按完成率归入本项') : []),
  ]
}

function lastRow(task: CompiledTask, words: string): Doubt[] {
  const cell = task.printed.rows.at(-1)?.placed.row.cells[0]
  return cell ? about(task, 'column_guess', words, cell) : []
}

/** Indicators whose rate is current ÷ target, in an item whose rate is the mean of such. */
function provenIndicators({ items }: CompiledTask): ReadonlySet<PlacedIndicator> {
  const fitting = items.filter(({ fit }) => fit === 'capped')
  return new Set(
    fitting.flatMap(({ indicators }) =>
      indicators
        .filter(({ check }) => check.kind === 'same' || check.kind === 'direction')
        .map(({ value }) => value),
    ),
  )
}

/** Moved figures are proven by their rates, moved words behind them if none of them is missing. */
function isProven(proven: ReadonlySet<PlacedIndicator>, placed: PlacedRow): boolean {
  const { cells, row, indicators, isMoved } = placed
  if (!isMoved) return true
  const isAway = (column: Column) => {
    const cell = cells[column]
    return cell !== undefined && row.columns[cell.column] !== column
  }
  const areToldAway = isAway('highlights') || isAway('problems')
  if (areToldAway && !(cells.highlights && cells.problems)) return false
  const areOthersAway = (Object.keys(cells) as Column[]).some(
    (column) => column !== 'highlights' && column !== 'problems' && isAway(column),
  )
  if (areToldAway && !areOthersAway) return true
  return indicators.length > 0 && indicators.every((one) => proven.has(one))
}

/** Words that a page or a conversion damaged: brackets without an end, items without words. */
function wordDoubts(task: CompiledTask): Doubt[] {
  const cell = firstCell(task.printed)
  const text = task.fields.text
  const inText = cell && hasOpenBracket(text) ? damaged(task, '的任务文字', cell, text) : []
  const printed = task.printed.rows.flatMap(({ placed }) => placed.cells.task ?? [])
  const words = [printed, ...task.items.map((item) => item.words.map(({ value }) => value))]
  const seams = words.flatMap((cells) => {
    const rest = cells.find((one, at) => at > 0 && repeatsCharacter(cells[at - 1], one))
    return rest ? about(task, 'damaged_text', '的文字跨页处可能重复一字', rest) : []
  })
  return [...inText, ...seams, ...task.items.flatMap((item) => itemWordDoubts(task, item))]
}

/** The rest of a sentence begins with the character that the page before ended with. */
function repeatsCharacter(before: SheetCell | undefined, rest: SheetCell): boolean {
  const last = before?.text.at(-1)
  return last !== undefined && last === rest.text[0] && /^.[，。；、]/u.test(rest.text)
}

function itemWordDoubts(task: CompiledTask, { words, title, indicators }: CompiledItem): Doubt[] {
  const [first] = words
  if (!first) return []
  const isRest = first.startsPage && !first.hasRate
  const isName = indicators.length === 1 && indicators[0]?.name === title
  return [
    ...(hasOpenBracket(title) ? damaged(task, '的细化项目', first.value, title) : []),
    ...(isRest
      ? about(task, 'damaged_text', '有一个细化项目跨页，前半部分的文字可能缺失', first.value)
      : []),
    ...(isName && isMovedCell(task, first.value)
      ? about(task, 'column_guess', '有一个细化项目与其指标同名，可能只是指标', first.value)
      : []),
  ]
}

function isMovedCell({ printed }: CompiledTask, cell: SheetCell): boolean {
  return printed.rows.some(({ placed }) => placed.isMoved && placed.cells.item === cell)
}

function damaged(task: CompiledTask, what: string, cell: SheetCell, text: string): Doubt[] {
  return about(task, 'damaged_text', `${what}引号或括号不成对，可能有缺字`, { ...cell, text })
}

const pairs = ['“”', '《》', '（）', '【】', '〔〕'] as const

function hasOpenBracket(text: string): boolean {
  const plain = text.replaceAll('(', '（').replaceAll(')', '）')
  return pairs.some(([open = '', close = '']) => {
    let depth = 0
    for (const character of plain) {
      if (character === open) depth += 1
      if (character === close) depth -= 1
      if (depth < 0) return true
    }
    return depth !== 0
  })
}

function itemDoubts(task: CompiledTask, item: CompiledItem): Doubt[] {
  const { words, rates, indicators } = item
  const doubts: Doubt[] = []
  const rate = rates[0]?.value
  const first = words[0]?.value
  if (!first && rate) {
    doubts.push(...about(task, 'damaged_text', '有一个细化项目只有完成率，没有文字', rate))
  }
  if (first && !rate && task.printsItemRates) {
    doubts.push(...about(task, 'damaged_text', '有一个细化项目没有完成率', first))
  }
  if (first && (item.isTwice || isPrintedTwice(item))) {
    doubts.push(...about(task, 'duplicate_goal', '有两个相同的细化项目', first))
  }
  doubts.push(...indicators.flatMap((one) => indicatorDoubts(task, one)))
  doubts.push(...strangerDoubts(task, item))
  const cell = first ?? rate
  if (!rate || !cell) return doubts
  const check = checkItem(rate.percent, indicators)
  if (check.kind !== 'mismatch') return doubts
  return [...doubts, ...mismatch(task, '一个细化项目', rate.text, means(check), check.why, cell)]
}

function isPrintedTwice({ words }: CompiledItem): boolean {
  return words.some(({ value }, at) => at > 0 && value.text === words[at - 1]?.value.text)
}

/** Shorter names may stand in any item's words, and among too many items some name always does. */
const tellingName = 6
const fewItems = 60

/** An indicator whose name stands in the words of another item, and of that one alone. */
function strangerDoubts(task: CompiledTask, item: CompiledItem): Doubt[] {
  if (task.items.length > fewItems) return []
  for (const { name, value } of item.indicators) {
    const stem = name.replace(/[数率额量。]+$/, '')
    if (stem.length < tellingName || item.title.includes(stem) || !value.name) continue
    const others = task.items.filter((one) => one !== item && one.title.includes(stem))
    if (others.length !== 1) continue
    return about(task, 'column_guess', `的指标“${name}”像是另一个细化项目的`, value.name)
  }
  return []
}

function indicatorDoubts(task: CompiledTask, indicator: CompiledIndicator): Doubt[] {
  const { value, check, name } = indicator
  const cell = value.name ?? value.target ?? value.rate
  if (!cell) return []
  if (!value.target && !value.current && !value.rate) {
    return about(task, 'damaged_text', '有一个量化指标没有数值', cell)
  }
  const printed = value.rate?.text ?? ''
  if (check.kind === 'direction') {
    const words = `指标“${name}”可能越低越好：完成率印为${printed}，按“不超过”计为${check.other.shown}%`
    return about(task, 'direction_suspected', words, cell)
  }
  if (check.kind !== 'mismatch') return []
  const formula = `${value.current?.text} ÷ ${value.target?.text} = ${check.rate.shown}%`
  return mismatch(task, `指标“${name}”`, printed, formula, check.why, cell)
}

function taskRateDoubts(task: CompiledTask): Doubt[] {
  const { rate } = task.printed
  if (!rate) return []
  const indicators = task.items.flatMap((item) => item.indicators)
  const check = checkTask(rate.percent, task.items, indicators)
  const cell = firstCell(task.printed) ?? rate
  if (check.kind !== 'mismatch') return []
  return mismatch(task, '', rate.text, means(check), check.why, cell)
}

/** A mean in figures: （94.15 + 43）÷ 2 = 68.58%. */
function means({ rate }: Extract<RateCheck, { readonly kind: 'mismatch' }>): string {
  const terms = rate.inputs.map(({ value }) => String(Math.round(Number(value) * 100) / 100))
  return `（${terms.join(' + ')}）÷ ${terms.length} = ${rate.shown}%`
}

function mismatch(
  task: CompiledTask,
  what: string,
  printed: string,
  formula: string,
  why: string | null,
  cell: SheetCell,
): Doubt[] {
  const words = `${what}的完成率印为${printed}，按公式为${formula}${why === null ? '' : `（${why}）`}`
  return about(task, 'rate_mismatch', words, cell)
}
