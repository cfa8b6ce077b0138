import { classifiedMessage, isClassifiedName } from './secrecy.ts'

/** Limits of design §11, and what no real table comes near. Bytes, characters, counts. */
export const limits = {
  fileBytes: 30 * 1024 * 1024,
  /** An archive, by its directory and again while it is unpacked. */
  archiveEntries: 2000,
  entryBytes: 50 * 1024 * 1024,
  archiveBytes: 100 * 1024 * 1024,
  /** Elements of XML or HTML within one another. */
  depth: 512,
  /** Tags of one part of an archive, and bytes from one to the next: a text, or attributes. */
  tags: 5_000_000,
  tagBytes: 1024 * 1024,
  lines: 400_000,
  /** Tabs and line ends of a text together. */
  textMarks: 1_000_000,
  rows: 20_000,
  /** Word itself makes no more; a worksheet or a web page may be wider. */
  wordColumns: 63,
  columns: 255,
  /** Cells of all tables together, the empty ones too. */
  cells: 400_000,
  /** Of a workbook's cells: many may name the same text. */
  characters: 20_000_000,
  cellLines: 1000,
  lineCharacters: 50_000,
  /** One document in its process: time, and memory of the whole process in MiB. */
  parseMs: 10_000,
  parseMemoryMb: 512,
} as const

/** What a file's name says it is. */
export type NamedKind = 'text' | 'csv' | 'page' | 'word' | 'sheet' | 'pdf'

const kindsByExtension: Readonly<Record<string, NamedKind>> = {
  ...{ txt: 'text', text: 'text', md: 'text', csv: 'csv', tsv: 'csv' },
  ...{ htm: 'page', html: 'page', mht: 'page', mhtml: 'page' },
  ...{ docx: 'word', docm: 'word', doc: 'word', wps: 'word' },
  ...{ xlsx: 'sheet', xlsm: 'sheet', xls: 'sheet', et: 'sheet', ods: 'sheet' },
  pdf: 'pdf',
}

const office = '请用 WPS 或 Office 打开后，另存为 .docx 或 .xlsx 再发给我。'
const picture = '图片里的文字不能读取。请发送表格的 Word 或 Excel 原文件。'
const packed = '压缩包不能读取。请解压后，把里面的文件逐个发给我。'

/** Formats that are not read, with the way that does it. */
const refusedFormats: Readonly<Record<string, string>> = {
  rtf: `RTF 文件不能读取。${office}`,
  odt: `ODT 文件不能读取。${office}`,
  ofd: 'OFD 文件不能读取。请用 OFD 阅读器导出为 PDF 或 Word，或向发文单位要 Word、Excel 原文件。',
  ...{ ppt: `演示文稿不能读取。${office}`, pptx: `演示文稿不能读取。${office}` },
  ...{ jpg: picture, jpeg: picture, png: picture, bmp: picture, tif: picture },
  ...{ zip: packed, rar: packed, '7z': packed, gz: packed },
}

/**
 * The first look at a file, by its name and size alone: what it calls itself, or a reason in words
 * not to open it.
 */
export function admit(
  bytes: Uint8Array,
  fileName: string,
): { readonly named: NamedKind } | { readonly refusal: string } {
  if (isClassifiedName(fileName)) return { refusal: classifiedMessage }
  if (bytes.length === 0) return { refusal: '文件是空的，请检查后重新发送。' }
  if (bytes.length > limits.fileBytes) return { refusal: '文件超过 30 MB，请拆分后分次发送。' }
  const extension = extensionOf(fileName)
  const named = kindsByExtension[extension]
  if (named) return { named }
  return {
    refusal:
      refusedFormats[extension] ??
      '这种文件不能读取。可以发送 Word（.docx、.doc）、Excel（.xlsx、.xls）、PDF、.csv、网页（.html）或 .txt 文件。',
  }
}

/** A file name's extension in small letters, without its dot. */
export function extensionOf(fileName: string): string {
  return /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
}
