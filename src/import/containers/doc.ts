import type { Contents } from '../table.ts'
import { type DocFile, fontsOf, openDoc } from './doc-file.ts'
import { readDocLists } from './doc-lists.ts'
import { characterProperties, paragraphProperties } from './doc-properties.ts'
import { type DocParagraph, flowOfParagraphs } from './doc-tables.ts'
import { symbol } from './docx-symbols.ts'
import { blocksOf, wordsOf } from './flow.ts'
import { unrepeated } from './margins.ts'
import { openOle } from './ole.ts'

const remark =
  '这是旧版 Word（.doc）文件，由样式给出的自动编号读不到，请核对序号；最好另存为 .docx 再发。'

/**
 * Reads a .doc of Word 97–2003 or WPS (MS-DOC): its paragraphs and tables in order, with merged
 * cells, automatic numbers, deleted and hidden text left out; then what text boxes, headers, footers
 * and notes say besides. `line` is the paragraph's place, `row` the row of its table.
 */
export function readDoc(bytes: Uint8Array): Contents {
  const ole = openOle(bytes)
  const file = openDoc(ole)
  const paragraphs = paragraphsOf(file)
  const { stories } = file
  const starts = startsOf(stories)
  const within = (story: keyof DocFile['stories']) =>
    paragraphs.filter(({ at }) => at >= starts[story] && at < starts[story] + stories[story])
  const body = flowOfParagraphs(within('body'), readDocLists(file))
  const others = (['boxes', 'headers', 'headerBoxes', 'footnotes', 'endnotes'] as const).flatMap(
    within,
  )
  const margins = wordsOf(flowOfParagraphs(others, readDocLists(file)))
  const besides = unrepeated(margins, wordsOf(body))
  const blocks = blocksOf(body)
  return {
    blocks: besides.length > 0 ? [...blocks, { kind: 'words', pieces: besides }] : blocks,
    repairs: [],
    remarks: ole.has('Macros') ? [remark, '文件里的宏未读取，也不会运行。'] : [remark],
  }
}

function startsOf(stories: DocFile['stories']): Record<keyof DocFile['stories'], number> {
  let at = 0
  const starts = Object.entries(stories).map(([name, length]) => {
    const start = at
    at += length
    return [name, start] as const
  })
  return Object.fromEntries(starts) as Record<keyof DocFile['stories'], number>
}

/** Marks that end a paragraph: its own, a cell's or row's, a page or section break. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Word marks paragraphs with them
const paragraphEnds = /[\r\u0007\u000c]/g

function paragraphsOf(file: DocFile): DocParagraph[] {
  const propertiesAt = paragraphProperties(file)
  const characterAt = characterProperties(file)
  const fonts = fontsOf(file)
  const paragraphs: DocParagraph[] = []
  let from = 0
  for (const { index, 0: mark } of file.text.matchAll(paragraphEnds)) {
    const properties = propertiesAt(file.fileAt(index))
    const isRemoved = characterAt(file.fileAt(index))?.isGone === true
    const lines = linesOf(file, from, index, characterAt, fonts)
    paragraphs.push({
      at: from,
      line: paragraphs.length + 1,
      lines,
      mark,
      isRemoved,
      ...properties,
    })
    from = index + 1
  }
  return paragraphs
}

/** What a control character prints (MS-DOC 2.4.1); the others are anchors of notes and pictures. */
const printedControls: Readonly<Record<string, string>> = {
  '\t': '\t',
  '\u000b': '\n',
  '\u000e': '\n',
  '\u001e': '-',
}

function linesOf(
  file: DocFile,
  from: number,
  to: number,
  characterAt: ReturnType<typeof characterProperties>,
  fonts: readonly string[],
): string[] {
  let words = ''
  // A field: its code stands between 13 and 14, what it prints between 14 and 15.
  const fields: ('code' | 'result')[] = []
  for (let index = from; index < to; index += 1) {
    const character = file.text.charAt(index)
    if (character === '\u0013') fields.push('code')
    else if (character === '\u0014') fields.splice(-1, 1, 'result')
    else if (character === '\u0015') fields.pop()
    else if (!fields.includes('code')) {
      const properties = characterAt(file.fileAt(index))
      if (properties?.isGone) continue
      const sign = properties?.symbol
      if (sign) words += symbol(fonts[sign.font] ?? '', sign.hex)
      else words += character < ' ' ? (printedControls[character] ?? '') : character
    }
  }
  return words.split('\n')
}
