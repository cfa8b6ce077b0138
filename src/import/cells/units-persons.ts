import type { Piece, TableCell } from '../table.ts'
import { looksOf } from './looks.ts'
import { tidy } from './spacing.ts'

const bracketed = /^(.{2,24}?)[（(]([^（）()]{2,20})[）)]$/
const labelled = /^([^：:]{2,24})[：:]\s*(.{2,24})$/
const end =
  /(?:局|办|委|会|院|中心|街道|镇|乡|集团|公司|平台|指挥部|部|厅|署|站|所|校|联|区)(?=.{2,})/g

/**
 * Takes a cell of units with their persons apart: 区教育局（姜禾）, 区教育局：姜禾, 区教育局 姜禾, or
 * a line each. Words that are no names stay with the units.
 */
export function splitUnitsPersons(cell: TableCell): { units: TableCell; persons: TableCell } {
  const units: Piece[] = []
  const persons: Piece[] = []
  for (const { at, text } of cell.pieces) {
    for (const part of text.split(/[；;、，,](?![^（(]*[）)])/)) {
      const { unit, names } = splitPart(part.trim())
      if (unit !== '') units.push({ at, text: unit })
      if (names !== '') persons.push({ at, text: names })
    }
  }
  return { units: { at: cell.at, pieces: units }, persons: { at: cell.at, pieces: persons } }
}

function splitPart(part: string): { readonly unit: string; readonly names: string } {
  if (looksOf(tidy(part)).isNames || looksOf(part).isNames) return { unit: '', names: part }
  for (const pattern of [bracketed, labelled]) {
    const [, unit = '', names = ''] = pattern.exec(part) ?? []
    if (names !== '' && looksOf(names).isNames) return { unit, names }
  }
  const cuts = [...part.matchAll(end)].map(({ index, 0: word }) => index + word.length)
  const cut = cuts.findLast((at) => looksOf(part.slice(at).trim()).isNames)
  if (cut === undefined) return { unit: part, names: '' }
  return { unit: part.slice(0, cut), names: part.slice(cut).trim() }
}
