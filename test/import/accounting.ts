import type { DraftPlan, DraftTask, SourcePosition } from '../../src/domain/draft-plan.ts'
import { findTables, type HeadedTable } from '../../src/import/columns.ts'
import { repairContents } from '../../src/import/repair/repair-contents.ts'
import type { Contents, Piece } from '../../src/import/table.ts'

/** Phrases that end in a date, a number of a row or nothing at all; what is left must be kept. */
const dateWords =
  /(?:(?:19|20)\d{2}年|[次明来今本当]年)?(?:\d{1,2}月?\s*[-—–－~～至到、和及]\s*)*(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}[日号]|[份底末初中上下旬]*)(?:前|之前|以前|止)?|(?:20\d{2}年?)?年(?:底|末|内)(?:前|之前)?|^(?:全年|年内|年度内)|[上下]半年|第?[一二三四1-4]季度|20\d{2}[.\-/]\d{1,2}[.\-/]\d{1,2}日?前?/g
const breaks = /[\n，。；：、,;:*＊★☆▲（）()[\]【】“”"\s/+＋|.．]+/

/** Words that say what stands behind them, and go once it was read. */
const labels =
  /(?<=^\s*|\s)(?:(?:发布|发文|制发|印发|成文)(?:单位|机构|机关|日期|时间)|(?:信息)?来源|日期)(?=[:：\s]|$)|(?:带[*＊★▲]?)?为?(?:牵头|责任|主办|配合|协办|参与)(?:单位|部门)(?=[:：）)]|$)|(?<=\p{Script=Han}{4})文件$/gu

/** The number of a heading, which its section goes without. */
const headingNumber = /^\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)/

type Placed = { readonly piece: Piece; readonly isHeader: boolean }

/**
 * The words of a file that its draft has lost: every word must stand in the row's own task, in a
 * section, in the plan's head, in a header, or among the leftovers of its place. Words of a table
 * that was printed twice may stand in any task, those of returned rows in the task before. The contents are those of the container; `headed`
 * are its tables where somebody named their columns.
 */
export function unaccounted(
  contents: Contents,
  draft: DraftPlan,
  headed?: readonly HeadedTable[],
): string[] {
  const repaired = repairContents(contents)
  const placed = placedPieces(repaired, headed ?? findTables(repaired))
  const starts = tasksByPlace(draft.tasks)
  const sections = poolOf(draft.tasks.map(({ section }) => section))
  const facts = poolOf(draft.plan)
  const head = poolOf([draft.plan, draft.tasks.map(({ text, duties }) => [text, duties])])
  const left = new Map<string, unknown[]>()
  for (const { text, ...at } of draft.leftovers) {
    left.set(keyOf(at), [...(left.get(keyOf(at)) ?? []), text])
  }
  const isTwice = draft.repairs.some(({ kind }) => kind === 'printed_twice')
  const everything = isTwice ? poolOf([draft.tasks]) : ''
  const areReturned = draft.repairs.some(({ kind }) => kind === 'row_returned')
  let own: DraftTask[] = []
  let pool = head
  let before = ''
  return placed.flatMap(({ piece, isHeader }) => {
    const begun = starts.get(keyOf(piece.at)) ?? []
    if (begun.some((task) => !own.includes(task))) {
      before = areReturned ? pool : ''
      own = begun
      pool = poolOf(own)
    }
    if (isHeader) return []
    const leftHere = poolOf(left.get(keyOf(piece.at)) ?? [])
    return wordsOf(piece.text)
      .filter(
        (word) =>
          ![pool, before, sections, leftHere, everything, facts].some((one) => one.includes(word)),
      )
      .map((word) => `${keyOf(piece.at)} ${word}`)
  })
}

function placedPieces(contents: Contents, tables: readonly HeadedTable[]): Placed[] {
  return contents.blocks.flatMap((block, at): Placed[] => {
    if (block.kind === 'words') return block.pieces.map((piece) => ({ piece, isHeader: false }))
    const headers = tables.filter((table) => table.block === at)
    return block.cells.flatMap((cell, index) => {
      const place = 'row' in cell ? cell.row : index
      const isHeader = headers.some(({ from, to }) => place >= from && place < to)
      return cell.pieces.map((piece) => ({ piece, isHeader }))
    })
  })
}

/** The tasks by where their rows begin; several where a cell was taken apart into tasks. */
function tasksByPlace(tasks: readonly DraftTask[]): Map<string, DraftTask[]> {
  const byPlace = new Map<string, DraftTask[]>()
  for (const task of tasks) {
    const key = keyOf(task.source)
    byPlace.set(key, [...(byPlace.get(key) ?? []), task])
  }
  return byPlace
}

function keyOf({ sheet, page, row, line }: SourcePosition): string {
  return [sheet, page, row, line].map((part) => part ?? '').join('|')
}

/** All strings and numbers of a value in one, without blanks; names that were glued stand together. */
function poolOf(value: unknown): string {
  const strings: string[] = []
  JSON.stringify(value, (_, one: unknown) => {
    if (typeof one === 'string' || typeof one === 'number') strings.push(String(one))
    return one
  })
  const names: string[] = []
  JSON.stringify(value, (key, one: unknown) => {
    if (key === 'name' && typeof one === 'string') names.push(one)
    return one
  })
  return `${strings.join('\u0001')}\u0001${names.join('')}`.normalize('NFKC').replace(/\s/g, '')
}

function wordsOf(text: string): string[] {
  return text
    .replace(headingNumber, '\n')
    .normalize('NFKC')
    .replace(/^\s*(?:[一二三四五六七八九十]{1,3}(?:、|$)|[(][一二三四五六七八九十]{1,3}[)])/, '')
    .replace(labels, '\n')
    .replace(dateWords, '\n')
    .split(breaks)
    .map((word) => word.replace(/(?<=\d)[%％]$/, ''))
    .filter((word) => word !== '' && !/^[-—–－~～%％<>b/]+$/.test(word))
}
