/** Headings between the rows of a table, and the column of categories beside them. */
import { type Cell, cell, type Row } from './page.ts'
import type { PrintedTask } from './snapshot.ts'
import { numeral } from './words.ts'

/** A task with the headings that come before it, and its category where there is such a column. */
export type Placed<Part extends PrintedTask = PrintedTask> = {
  readonly task: Part
  readonly headings: readonly Row[]
  readonly category: string | null
}

/**
 * @param lastIsCategory the last name of a path stands in a column of its own; so do names below
 * the second level, for which there is no heading
 */
export function placeTasks(tasks: readonly PrintedTask[], lastIsCategory: boolean): Placed[] {
  const counts = { outer: 0, inner: 0 }
  let before: readonly string[] = []
  return tasks.map((task) => {
    const path = lastIsCategory ? task.section.slice(0, -1) : task.section
    const category = lastIsCategory ? task.section.at(-1) : task.section.slice(2).join('／')
    const headings: Row[] = []
    const [outer, inner] = path
    const isNewOuter = outer !== before[0] || (inner === undefined && before[1] !== undefined)
    if (outer !== undefined && isNewOuter) {
      counts.outer += 1
      counts.inner = 0
      headings.push({ kind: 'heading', level: 1, text: numbered(1, counts.outer, outer) })
    }
    if (inner !== undefined && (isNewOuter || inner !== before[1])) {
      counts.inner += 1
      headings.push({ kind: 'heading', level: 2, text: numbered(2, counts.inner, inner) })
    }
    before = path
    return { task, headings, category: category || null }
  })
}

export const deepestPath = (tasks: readonly PrintedTask[]): number =>
  Math.max(0, ...tasks.map(({ section }) => section.length))

export function numbered(level: 1 | 2, place: number, title: string): string {
  if (place > 99) return title
  return level === 1 ? `${numeral(place)}、${title}` : `（${numeral(place)}）${title}`
}

/** The cells of a column of categories: one for all rows that follow each other without a heading. */
export function categoryCells(
  placed: readonly Placed[],
  words: (category: string, place: number) => string,
): readonly (Cell | null)[] {
  const cells: (Cell | null)[] = placed.map(() => null)
  let first = 0
  let place = 0
  for (const [at, one] of placed.entries()) {
    const isNew = at === 0 || one.headings.length > 0 || one.category !== placed[first]?.category
    if (isNew) {
      first = at
      place = one.headings.length > 0 ? 1 : place + 1
    }
    const text = one.category === null ? '' : words(one.category, place)
    cells[first] = { ...cell(text), rows: at - first + 1 }
  }
  return cells
}
