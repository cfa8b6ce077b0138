/** How words look in Word: type, size in points, and pages. */
import { AlignmentType, type IParagraphOptions, Paragraph, TextRun } from 'docx'
import { type FontName, fonts, latin } from '../fonts.ts'
import type { Orientation } from '../page.ts'

export type Type = {
  readonly font: FontName
  /** Points. */
  readonly size: number
  readonly color?: string
  readonly bold?: boolean
}

const run = (text: string, { font, size, color, bold }: Type): TextRun =>
  new TextRun({
    text,
    font: { ascii: latin, hAnsi: latin, cs: latin, eastAsia: fonts[font].name, hint: 'eastAsia' },
    size: size * 2,
    ...(color ? { color } : {}),
    ...(bold ? { bold } : {}),
  })

export const paragraph = (
  text: string,
  type: Type,
  options: Omit<IParagraphOptions, 'children' | 'text'> = {},
): Paragraph => new Paragraph({ ...options, children: [run(text, type)] })

export const centered = { alignment: AlignmentType.CENTER } as const

/** A twentieth of a point, of which Word measures nearly everything. */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)

const a4 = { short: twips(210), long: twips(297) }

/** A4 with the margins of tables. A landscape page is given as an upright one that is turned. */
export const pageSetup = (orientation: Orientation) => ({
  size: { width: a4.short, height: a4.long, orientation },
  margin:
    orientation === 'landscape'
      ? { top: twips(22), bottom: twips(20), left: twips(20), right: twips(20), footer: twips(10) }
      : { top: twips(28), bottom: twips(25), left: twips(25), right: twips(25), footer: twips(15) },
})

/** Paragraph styles of a table's cells: what all cells have in common is said once. */
export type TableStyle = 'TableText' | 'TableHead' | 'TableItem' | 'TableOuter' | 'TableInner'

const styleOf = (id: TableStyle, { font, size, bold }: Type, spacing = 0) => ({
  id,
  name: id,
  run: {
    font: { ascii: latin, hAnsi: latin, cs: latin, eastAsia: fonts[font].name, hint: 'eastAsia' },
    size: size * 2,
    ...(bold ? { bold } : {}),
  },
  paragraph: { spacing: { before: spacing, after: spacing }, keepNext: spacing > 0 },
})

/** @param size points of the table's type */
export const tableStyles = (size: number) => [
  styleOf('TableText', { font: 'text', size }),
  styleOf('TableHead', { font: 'heading', size }),
  styleOf('TableItem', { font: 'kai', size, bold: true }),
  styleOf('TableOuter', { font: 'heading', size: size + 1.5 }, 60),
  styleOf('TableInner', { font: 'kai', size: size + 1.5 }, 60),
]
