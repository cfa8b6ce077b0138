import type { LoadCharacterMap } from './containers/pdf-library.ts'
import { decodePage, decodeText } from './decode.ts'
import { limits } from './guard.ts'
import type { ContainerKind } from './identify.ts'
import type { Contents } from './table.ts'
import { damagedBeside, Unreadable, unreadable } from './unreadable.ts'

/** Takes a file of one kind apart. Throws `Unreadable` for what it may not or cannot read. */
type Reader = (bytes: Uint8Array) => Promise<Contents>

/** The readers that there are; a kind without one is refused by name. */
export type Readers = Readonly<Partial<Record<ContainerKind, Reader>>>

/** Readers that are small enough for a Worker. Each is loaded when a file of its kind comes. */
export const portableReaders = {
  text: async (bytes) => (await import('./containers/text.ts')).readText(textOf(bytes)),
  csv: async (bytes) => (await import('./containers/csv.ts')).readCsv(textOf(bytes)),
  html: async (bytes) => (await import('./containers/html.ts')).readHtml(decodePage(bytes)),
  webArchive: async (bytes) => {
    const { pagesOfArchive } = await import('./containers/mhtml.ts')
    const { readHtml } = await import('./containers/html.ts')
    const pages = pagesOfArchive(bytes).map((page) => readHtml(decodePage(page)))
    return { blocks: pages.flatMap(({ blocks }) => blocks), repairs: [], remarks: [] }
  },
  docx: async (bytes) => (await import('./containers/docx.ts')).readDocx(bytes),
  xlsx: async (bytes) => (await import('./containers/xlsx.ts')).readXlsx(bytes),
} as const satisfies Readers

/** Those that need a server's memory besides. `load` gives a PDF's character maps. */
export const serverReaders = (load: LoadCharacterMap) =>
  ({
    ...portableReaders,
    ods: async (bytes) => (await import('./containers/xlsx.ts')).readXlsx(bytes),
    xls: async (bytes) => {
      const { readXls } = await import('./containers/xlsx.ts')
      return damagedBeside(() => readXls(bytes))
    },
    xmlWorkbook: async (bytes) => (await import('./containers/xlsx.ts')).readXmlWorkbook(bytes),
    doc: async (bytes) => {
      const { readDoc } = await import('./containers/doc.ts')
      return damagedBeside(() => readDoc(bytes))
    },
    pdf: async (bytes) => (await import('./containers/pdf.ts')).readPdf(bytes, load),
  }) as const satisfies Readers

function textOf(bytes: Uint8Array): string {
  const text = decodeText(bytes)
  if (text === undefined) throw new Unreadable('文件内容不是文字，或编码无法识别。')
  if (marksIn(text) > limits.textMarks) throw new Unreadable(unreadable.tooLarge)
  return text
}

/** Tabs and line ends: each makes a cell or a line. */
function marksIn(text: string): number {
  let count = 0
  for (const mark of ['\t', '\n', '\r']) {
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) count += 1
  }
  return count
}
