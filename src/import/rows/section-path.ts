import { headingOf } from '../cells/sections.ts'

/** The headings above the rows of a table, as one goes down: a path, outermost first. */
export class SectionPath {
  private outer: string | undefined
  private headings: readonly string[] = []
  private categories: string[] = []

  /** A heading between rows; level 0 has no number. What stood below the one before ends. */
  enter(level: 0 | 1 | 2, title: string): void {
    if (level < 2) this.outer = level === 1 ? title : undefined
    const isBelow = level === 2 && this.outer !== undefined
    this.headings = isBelow ? [this.outer ?? '', title] : [title]
    this.categories = []
  }

  /** The path of a row; `printed` are its category cells, blank where the one above goes on. */
  sectionOf(printed: readonly string[]): string[] {
    for (const [depth, words] of printed.entries()) {
      const title = headingOf(words)?.title ?? words
      if (title === '' || title === this.categories[depth]) continue
      this.categories = [...this.categories.slice(0, depth), title]
    }
    return [...this.headings, ...this.categories.filter((title) => title)]
  }
}
