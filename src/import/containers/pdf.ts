import type { Contents } from '../table.ts'
import { Unreadable, unreadable } from '../unreadable.ts'
import { withUnruledTables } from './pdf-columns.ts'
import { type LoadCharacterMap, openPdf, type PdfDocument } from './pdf-library.ts'
import { type PageContent, readPage } from './pdf-page.ts'
import { joinPages } from './pdf-pages.ts'
import { blocksOfPage, type PageBlock } from './pdf-tables.ts'

const scanned =
  '这是扫描件（图片做成的 PDF），里面没有文字可读。请发送 Word、Excel 原文件，或先用文字识别软件转换成文字。'
const mostPages = 500

/**
 * Reads a PDF that holds text. Tables are rebuilt from their rulings, merged cells among them, and
 * go on over pages; tables without rulings from columns of words; the rest are lines, put together
 * where only the page's width broke them. A scan is told as such.
 */
export async function readPdf(bytes: Uint8Array, load: LoadCharacterMap): Promise<Contents> {
  const pdf = await openPdf(bytes, load)
  if (pdf.numPages > mostPages) throw new Unreadable(`PDF 超过 ${mostPages} 页，请拆分后分次发送。`)
  const pages: PageBlock[][] = []
  const empty: number[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const content = await pageOf(pdf, number)
    if (content.words.length === 0) empty.push(number)
    pages.push(withUnruledTables(blocksOfPage(content, number), number))
  }
  if (empty.length === pages.length) throw new Unreadable(scanned)
  const { blocks, repeatedHeaders } = joinPages(pages)
  return {
    blocks,
    repairs: repeatedHeaders > 0 ? [{ kind: 'repeated_header', count: repeatedHeaders }] : [],
    remarks:
      empty.length > 0 ? [`第 ${empty.join('、')} 页没有文字；如果是扫描的图片，未读取。`] : [],
  }
}

/** What the library stumbles over in a page that a program damaged, or a stranger made up. */
async function pageOf(pdf: PdfDocument, number: number): Promise<PageContent> {
  try {
    const page = await pdf.getPage(number)
    const content = await readPage(page)
    page.cleanup()
    return content
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause
    throw new Unreadable(unreadable.damaged, { cause })
  }
}
