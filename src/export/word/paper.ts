/** A paper as a Word file, in the form of GB/T 9704-2012: A4, 22 lines of 28 characters a page. */
import { AlignmentType, LineRuleType } from 'docx'
import type { Paper, PaperLine } from '../paper.ts'
import { packed, pageNumber } from './document.ts'
import { finish } from './finish.ts'
import { centered, paragraph, twips } from './styles.ts'

/** 三号. */
const textSize = 16
const lineSpacing = { line: 28 * 20, lineRule: LineRuleType.EXACT } as const
/** Two characters. */
const indent = { firstLine: 2 * textSize * 20 } as const

const page = {
  size: { width: twips(210), height: twips(297) },
  margin: {
    top: twips(37),
    bottom: twips(35),
    left: twips(28),
    right: twips(26),
    footer: twips(28),
  },
} as const

export async function drawPaper({ title, lines }: Paper): Promise<Uint8Array> {
  const heading = paragraph(
    title,
    { font: 'title', size: 22 },
    { ...centered, spacing: { line: 32 * 20, lineRule: LineRuleType.EXACT, after: 28 * 20 } },
  )
  const section = {
    properties: { page },
    footers: { default: pageNumber() },
    children: [heading, ...lines.map(drawLine)],
  }
  return finish(await packed([section], textSize), [])
}

function drawLine({ kind, text }: PaperLine) {
  if (kind === 'signature') {
    const look = { alignment: AlignmentType.RIGHT, spacing: lineSpacing, indent: { right: 640 } }
    return paragraph(text, { font: 'text', size: textSize }, look)
  }
  const font = kind === 'heading' ? 'heading' : 'text'
  return paragraph(text, { font, size: textSize }, { spacing: lineSpacing, indent })
}
