import type { Piece } from '../table.ts'

const pageNumber = /^[-—–\s第共页/\d]*$/

/** Words of headers, footers and notes that stand nowhere else; page numbers are none. */
export function unrepeated(margins: readonly Piece[], body: readonly Piece[]): Piece[] {
  const known = new Set(body.map(({ text }) => text))
  return margins.filter(({ text }) => {
    if (known.has(text) || pageNumber.test(text)) return false
    known.add(text)
    return true
  })
}
