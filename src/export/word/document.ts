/** A page as a Word file. */
import {
  AlignmentType,
  Document,
  Footer,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  TextRun,
  VerticalAlignSection,
} from 'docx'
import { chineseDate } from '../../domain/time.ts'
import { fonts, latin } from '../fonts.ts'
import { type HeadLine, type Orientation, type TablePage, titleSize } from '../page.ts'
import { finish, tablePlace } from './finish.ts'
import { centered, pageSetup, paragraph, tableStyles } from './styles.ts'
import { tableXml } from './table.ts'

export async function drawWord(page: TablePage): Promise<Uint8Array> {
  const body: ISectionOptions = {
    properties: { page: { ...pageSetup(page.orientation), pageNumbers: { start: 1 } } },
    footers: { default: pageNumber() },
    children: [
      ...page.head.map((line) => headLine(line, page.orientation)),
      new Paragraph(tablePlace(0)),
      endOfTable(),
    ],
  }
  const sections = page.cover.length > 0 ? [coverOf(page), body] : [body]
  return finish(await packed(sections, page.size), [tableXml(page)])
}

/** A document does not end with a table; this line takes no room. */
const endOfTable = () =>
  paragraph('', { font: 'text', size: 1 }, { spacing: { line: 20, lineRule: 'exact' } })

/** Packs sections in the type of the text. @param size points of the tables' type */
export async function packed(
  sections: readonly ISectionOptions[],
  size: number,
): Promise<Uint8Array> {
  const document = new Document({
    creator: '',
    lastModifiedBy: '',
    styles: {
      paragraphStyles: tableStyles(size),
      default: {
        document: {
          run: {
            font: { ascii: latin, hAnsi: latin, eastAsia: fonts.text.name },
            size: 32,
            language: { eastAsia: 'zh-CN' },
          },
        },
      },
    },
    sections: [...sections],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}

function coverOf({ cover, orientation }: TablePage): ISectionOptions {
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: pageSetup(orientation),
      verticalAlign: VerticalAlignSection.CENTER,
    },
    children: cover.map((line) => {
      const text = wordsOf(line)
      if (line.kind === 'title') {
        return paragraph(
          text,
          { font: 'title', size: 32 },
          { ...centered, spacing: { after: 2400 } },
        )
      }
      return paragraph(text, { font: 'kai', size: 18 }, { ...centered, spacing: { after: 240 } })
    }),
  }
}

const wordsOf = (line: HeadLine): string =>
  line.kind === 'date' ? chineseDate(line.on) : line.text

function headLine(line: HeadLine, orientation: Orientation): Paragraph {
  const text = wordsOf(line)
  switch (line.kind) {
    case 'title':
      return paragraph(
        text,
        { font: 'title', size: titleSize(text, orientation) },
        { ...centered, spacing: { after: 120 } },
      )
    case 'note':
      return paragraph(text, { font: 'text', size: 10.5 }, { alignment: AlignmentType.RIGHT })
    case 'date':
      return paragraph(text, { font: 'kai', size: 14 }, { ...centered, spacing: { after: 60 } })
    case 'issuer':
    case 'docNo':
      return paragraph(text, { font: 'kai', size: 12 })
  }
}

/** — 1 — in the size and place of GB/T 9704. */
export function pageNumber(): Footer {
  const font = { ascii: fonts.song.name, hAnsi: fonts.song.name, eastAsia: fonts.song.name }
  return new Footer({
    children: [
      new Paragraph({
        ...centered,
        children: [new TextRun({ font, size: 28, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  })
}
