import { Parser } from 'htmlparser2'
import type { Contents } from '../table.ts'
import { blocksOf } from './flow.ts'
import {
  breakLine,
  closeCell,
  closeList,
  closeRow,
  closeTable,
  endItem,
  endParagraph,
  finish,
  newPage,
  openCell,
  openItem,
  openList,
  openRow,
  openTable,
  type Page,
  write,
} from './html-page.ts'
import { type Attributes, checkDepth } from './xml.ts'

const words = (list: string) => new Set(list.split(' '))

/** Elements that begin and end a line of words. */
const blockTags = words(
  'address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend main nav p section summary',
)
/** What a browser does not show as words of the page. */
const unseenTags = words('script style template noscript select object iframe svg del rt rp title')
const unseenStyle = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i

const opening: Readonly<Record<string, (page: Page, attributes: Attributes) => void>> = {
  br: breakLine,
  ol: (page, attributes) => openList(page, true, attributes),
  ul: (page, attributes) => openList(page, false, attributes),
  li: openItem,
  pre: (page) => {
    endParagraph(page)
    page.preformatted += 1
  },
  table: openTable,
  tr: openRow,
  td: (page, { colspan, rowspan }) => openCell(page, colspan, rowspan),
  th: (page, { colspan, rowspan }) => openCell(page, colspan, rowspan),
}

const closing: Readonly<Record<string, (page: Page) => void>> = {
  ol: closeList,
  ul: closeList,
  li: endItem,
  pre: (page) => {
    endParagraph(page)
    page.preformatted = Math.max(0, page.preformatted - 1)
  },
  table: closeTable,
  tr: closeRow,
  td: closeCell,
  th: closeCell,
}

/**
 * Reads a web page as a browser shows it: lines and paragraphs, tables with rowspan and colspan
 * (capped to the table), tables that only arrange others opened; scripts, styles and what is hidden
 * left out. Nothing is run or fetched. `line` is the paragraph's place, `row` the row of its table.
 */
export function readHtml(text: string): Contents {
  const page = newPage()
  let unseen = 0
  let depth = 0
  const parser = new Parser({
    onopentag: (name, attributes) => {
      depth += 1
      checkDepth(depth)
      if (unseen > 0 || isUnseen(name, attributes)) unseen += 1
      else if (blockTags.has(name)) endParagraph(page)
      else opening[name]?.(page, attributes)
    },
    onclosetag: (name) => {
      depth -= 1
      if (unseen > 0) unseen -= 1
      else if (blockTags.has(name)) endParagraph(page)
      else closing[name]?.(page)
    },
    ontext: (piece) => {
      if (unseen === 0) write(page, piece)
    },
  })
  parser.write(text)
  parser.end()
  return { blocks: blocksOf(finish(page)), repairs: [], remarks: [] }
}

function isUnseen(name: string, { hidden, style = '' }: Attributes): boolean {
  return unseenTags.has(name) || hidden !== undefined || unseenStyle.test(style)
}
