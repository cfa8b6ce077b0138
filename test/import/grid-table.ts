import { readContents } from '../../src/import/read-document.ts'
import type { Block, Contents, GridCell } from '../../src/import/table.ts'
import type { CellLines } from './dumped-table.ts'

/** A cell, or one that reaches over more rows and columns; `null`: reached by another, or empty. */
export type Spanned =
  | CellLines
  | null
  | { readonly text: CellLines; rows?: number; columns?: number }

/** A sheet as a container gives it: each cell with its row, what is merged once. */
export function sheet(
  rows: readonly (readonly Spanned[])[],
  name: string | null = '分解表',
): Contents {
  const columns = Math.max(...rows.map((row) => row.length))
  const cells = rows.flatMap((row, at) =>
    row.flatMap((cell, column): GridCell[] => {
      if (cell === null) return []
      const {
        text,
        rows: rowSpan = 1,
        columns: colSpan = 1,
      } = isPlain(cell) ? { text: cell } : cell
      const place = { sheet: name ?? '', row: at + 1 }
      const lines = (typeof text === 'string' ? [text] : text).filter((line) => line !== '')
      const pieces = lines.map((line) => ({ at: place, text: line }))
      return [{ at: place, row: at, column, rowSpan, colSpan, pieces }]
    }),
  )
  return contents({ kind: 'grid', name, rows: rows.length, columns, cells })
}

function isPlain(cell: Exclude<Spanned, null>): cell is CellLines {
  return typeof cell === 'string' || Array.isArray(cell)
}

export function contents(...blocks: readonly Block[]): Contents {
  return { blocks, repairs: [], remarks: [] }
}

export function draftOfContents(read: Contents, fileName = '分解表.xlsx') {
  const outcome = readContents(read, fileName)
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.draft
}
