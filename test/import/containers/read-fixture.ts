import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { readContainer } from '../../../src/import/read-container.ts'
import { serverReaders } from '../../../src/import/readers.ts'
import type { Contents, Grid } from '../../../src/import/table.ts'

const folder = new URL('../../fixtures/documents/containers/', import.meta.url)

export const fixture = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)))

const maps = new URL('../../../node_modules/pdfjs-dist/cmaps/', import.meta.url)
const readers = serverReaders((name) => readFile(new URL(name, maps)))

export const bytesOf = (text: string) => new TextEncoder().encode(text)

export async function contentsOf(bytes: Uint8Array, name: string): Promise<Contents> {
  const outcome = await readContainer(bytes, name, readers)
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.contents
}

export async function messageOf(bytes: Uint8Array, name: string): Promise<string> {
  const outcome = await readContainer(bytes, name, readers)
  return outcome.ok ? 'read' : outcome.message
}

export function gridsOf({ blocks }: Contents): Grid[] {
  return blocks.filter((block) => block.kind === 'grid')
}

export function firstGrid(contents: Contents): Grid {
  const [grid] = gridsOf(contents)
  if (!grid) throw new Error('no grid')
  return grid
}

export function wordsOf({ blocks }: Contents): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'words' ? block.pieces.map(({ text }) => text) : [],
  )
}

/** A grid as a reader sees it: rows of words, a merged cell's in each place that it covers. */
export function printed({ rows, columns, cells }: Grid): string[][] {
  const print = Array.from({ length: rows }, () => Array<string>(columns).fill(''))
  for (const cell of cells) {
    const words = cell.pieces.map(({ text }) => text).join('/')
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
      print[row]?.fill(words, cell.column, cell.column + cell.colSpan)
    }
  }
  return print
}

/** Places that two cells of a grid claim, or that lie outside it. */
export function overlaps({ rows, columns, cells }: Grid): string[] {
  const taken = new Set<number>()
  return cells.flatMap((cell) => {
    const faults: string[] = []
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
      for (let column = cell.column; column < cell.column + cell.colSpan; column += 1) {
        const place = row * columns + column
        if (taken.has(place) || row >= rows || column >= columns) faults.push(`${row}:${column}`)
        taken.add(place)
      }
    }
    return faults
  })
}
