import { columnKinds, findTables, type HeadedTable } from './columns.ts'
import { assignment } from './families/assignment.ts'
import { compilation } from './families/compilation.ts'
import { custom } from './families/custom.ts'
import { decomposition } from './families/decomposition.ts'
import type { Family, SourceDocument } from './families/family.ts'
import { progress } from './families/progress.ts'
import { limits } from './guard.ts'
import { guessTables } from './guess-columns.ts'
import { withHeadingCells } from './loose-headings.ts'
import { noTableMessage, otherKindOf, saysTasks } from './not-a-list.ts'
import type { ReadOutcome } from './outcome.ts'
import { readContainer } from './read-container.ts'
import type { Readers } from './readers.ts'
import { withPercentRates } from './repair/fraction-rates.ts'
import { type RepairSwitches, repairContents } from './repair/repair-contents.ts'
import type { Contents, Piece } from './table.ts'
import { describeTable, type TableProfile, tablesOf } from './unknown-table.ts'

/** The kinds of tables; where two fit equally much of a file, the first one reads it. */
const families: readonly Family[] = [compilation, decomposition, progress, assignment]

/**
 * Reads a file into a draft plan. Never throws for what a file holds: what cannot be read is
 * refused in words for the one who sent it (limits and refusals: design, §11 and §14).
 */
export async function readDocument(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
): Promise<ReadOutcome> {
  const opened = await readContainer(bytes, fileName, options.readers)
  return opened.ok ? readContents(opened.contents, fileName, options) : opened
}

/** How a file is to be read. */
export type ReadOptions = {
  /** Repairs of the writing that are not to be made. */
  readonly repairs?: RepairSwitches
  /** What the columns of a table hold that no kind fits: the answer to an `unknown-table`. */
  readonly profile?: TableProfile
  /** The containers that can be opened: by default those that a Worker can hold. */
  readonly readers?: Readers
}

/** Reads what a container gave: finds its tables and the kind that they are of. */
export function readContents(
  opened: Contents,
  fileName: string,
  options: ReadOptions = {},
): ReadOutcome {
  const refusal = refuseContents(opened)
  if (refusal) return { ok: false, reason: 'refused', message: refusal }
  const repaired = withHeadingCells(repairContents(opened, options.repairs))
  const stem = fileName.replace(/\.[^.]*$/, '').trim()
  const found = tablesIn(repaired)
  const { contents, doubts } = withPercentRates(repaired, found)
  const { profile } = options
  const tables = profile
    ? tablesOf(contents, profile)
    : found.map((table) => (otherKindOf(table, contents) ? ofNoKind(table) : table))
  for (const family of profile ? [custom] : familiesOf(tables)) {
    const draft = family.read({ contents, tables, stem })
    if (draft && (profile || saysTasks(draft.tasks))) {
      return { ok: true, draft: withContainer(draft, contents, doubts) }
    }
  }
  const table = describeTable(contents, found)
  const message = noTableMessage(contents, found)
  return table
    ? { ok: false, reason: 'unknown-table', message, table }
    : { ok: false, reason: 'no-table', message }
}

/** The tables by their headers; in a file without any, by what stands in their columns. */
function tablesIn(contents: Contents): HeadedTable[] {
  const headed = findTables(contents)
  return headed.length > 0 ? headed : guessTables(contents)
}

/** A table that no family reads; it stays, since it ends the one before. */
function ofNoKind(table: HeadedTable): HeadedTable {
  return { ...table, columns: table.columns.map(({ words }) => ({ column: 'other', words })) }
}

/** The families that fit a table, the one with most of the file's rows first. */
function familiesOf(tables: readonly HeadedTable[]): Family[] {
  const size = (family: Family) =>
    tables
      .filter((table) => family.fits(columnKinds(table)))
      .reduce((sum, { to, end }) => sum + Math.max(1, end - to), 0)
  return families
    .map((family) => ({ family, size: size(family) }))
    .filter((one) => one.size > 0)
    .sort((one, other) => other.size - one.size)
    .map(({ family }) => family)
}

type Draft = NonNullable<ReturnType<Family['read']>>

function withContainer(
  draft: Draft,
  { repairs, remarks }: SourceDocument['contents'],
  doubts: Draft['doubts'],
): Draft {
  return {
    ...draft,
    doubts: [...doubts, ...draft.doubts],
    repairs: [...repairs, ...draft.repairs],
    ...(remarks.length > 0 ? { remarks } : {}),
  }
}

/** A reason, in words, not to look for tables in so much (design §11). */
function refuseContents({ blocks }: Contents): string | undefined {
  const cells = blocks.flatMap((block): readonly { readonly pieces: readonly Piece[] }[] =>
    block.kind === 'words' ? [block] : block.cells,
  )
  const pieces = cells.flatMap((cell) => cell.pieces)
  const isTooLong = pieces.some(({ text }) => text.length > limits.lineCharacters)
  if (Math.max(cells.length, pieces.length) > limits.lines || isTooLong) {
    return '文件内容过多，超出可以读取的行数或单行长度，请拆分后分次发送。'
  }
  if (blocks.some((block) => block.kind === 'grid' && block.rows > limits.rows)) {
    return '任务表超过 20000 行，请拆分后分次发送。'
  }
  const isHuge = blocks.some(
    (block) =>
      block.kind !== 'words' && block.cells.some((cell) => cell.pieces.length > limits.cellLines),
  )
  return isHuge ? `任务表里有一格超过 ${limits.cellLines} 行，请检查文件后重新发送。` : undefined
}
