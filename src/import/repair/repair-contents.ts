import type { Block, Contents, Piece } from '../table.ts'
import { countPinyin, isPinyinFault, withoutPinyin } from './bracketed-pinyin.ts'
import { countForms, withCharacters } from './compatible.ts'
import { withoutMarks } from './conversion-marks.ts'
import { simplifierOf } from './simplified.ts'

/** Repairs of the writing that can be left out; each changes what is printed. */
export const textRepairs = [
  'conversion_marks',
  'compatibility_forms',
  'bracketed_pinyin',
  'traditional_characters',
] as const
type TextRepair = (typeof textRepairs)[number]

/** `false` leaves a repair out; without a word it is made. */
export type RepairSwitches = Readonly<Partial<Record<TextRepair, boolean>>>

/**
 * Repairs the writing of all words and cells, each kind only with proof from the whole file, and
 * counts what was changed, by kind.
 */
export function repairContents(contents: Contents, switches: RepairSwitches = {}): Contents {
  const isOn = (kind: TextRepair) => switches[kind] !== false
  const counts: Record<TextRepair, number> = {
    conversion_marks: 0,
    compatibility_forms: 0,
    bracketed_pinyin: 0,
    traditional_characters: 0,
  }
  let repaired = contents
  const change = (kind: TextRepair, count: number, mend: (text: string) => string) => {
    if (count === 0) return
    counts[kind] = count
    repaired = { ...repaired, blocks: repaired.blocks.map((block) => mendBlock(block, mend)) }
  }
  if (isOn('conversion_marks')) {
    change(
      'conversion_marks',
      sum(repaired, (text) => withoutMarks(text).marks),
      (text) => withoutMarks(text).paragraphs.join('\n'),
    )
  }
  if (isOn('compatibility_forms')) {
    change('compatibility_forms', sum(repaired, countForms), withCharacters)
  }
  if (isOn('bracketed_pinyin')) {
    const count = sum(repaired, countPinyin)
    if (isPinyinFault(count)) change('bracketed_pinyin', count, withoutPinyin)
  }
  if (isOn('traditional_characters')) {
    const simplify = simplifierOf(textsOf(repaired))
    const count = sum(repaired, (text) => simplify(text).count)
    change('traditional_characters', count, (text) => simplify(text).text)
  }
  const made = textRepairs
    .map((kind) => ({ kind, count: counts[kind] }))
    .filter(({ count }) => count > 0)
  return { ...repaired, repairs: [...repaired.repairs, ...made] }
}

function textsOf({ blocks }: Contents): string[] {
  return blocks.flatMap((block) =>
    (block.kind === 'words' ? [block] : [...block.cells]).flatMap(
      (holder: { readonly pieces: readonly Piece[] }) => holder.pieces.map(({ text }) => text),
    ),
  )
}

function sum(contents: Contents, count: (text: string) => number): number {
  return textsOf(contents).reduce((total, text) => total + count(text), 0)
}

function mendBlock(block: Block, mend: (text: string) => string): Block {
  const pieces = (all: readonly Piece[]) => all.flatMap((piece) => linesOf(piece, mend(piece.text)))
  if (block.kind === 'words') return { ...block, pieces: pieces(block.pieces) }
  if (block.kind === 'run') {
    return {
      ...block,
      cells: block.cells.map((cell) => ({ ...cell, pieces: pieces(cell.pieces) })),
    }
  }
  return { ...block, cells: block.cells.map((cell) => ({ ...cell, pieces: pieces(cell.pieces) })) }
}

/** A piece is the words of one line: a text that was mended into several lines becomes as many. */
function linesOf(piece: Piece, mended: string): Piece[] {
  if (mended === piece.text) return [piece]
  return mended
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((text) => ({ ...piece, text }))
}
