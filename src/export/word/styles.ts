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

export const run = (text: string, { font, size, color, bold }: Type): TextRun =>
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
