import { openOle } from './containers/ole.ts'
import { openZip } from './containers/zip.ts'
import { decodeText } from './decode.ts'
import { admit, extensionOf, type NamedKind } from './guard.ts'
import { isWebArchive, isWebPage, type SniffedKind, sniff } from './sniff.ts'
import { damagedBeside, unreadable } from './unreadable.ts'

/** What a file is, by its content: one reader each. */
export type ContainerKind =
  | 'text'
  | 'csv'
  | 'html'
  | 'webArchive'
  | 'docx'
  | 'doc'
  | 'xlsx'
  | 'xls'
  | 'ods'
  | 'xmlWorkbook'
  | 'pdf'

export type Identified = { readonly kind: ContainerKind } | { readonly refusal: string }

/** What each kind of name may hold. Office systems save web pages and texts as `.xls` and `.doc`. */
const held: Readonly<Record<NamedKind, readonly ContainerKind[]>> = {
  text: ['text'],
  csv: ['csv'],
  page: ['html', 'webArchive'],
  word: ['docx', 'doc', 'html', 'webArchive'],
  sheet: ['xlsx', 'xls', 'ods', 'xmlWorkbook', 'html', 'webArchive'],
  pdf: ['pdf'],
}
/** The old formats' names are given to plain texts, too. */
const looseNames: Readonly<Record<string, ContainerKind>> = {
  ...{ doc: 'text', wps: 'text', xls: 'csv', et: 'csv' },
}

const kindWords: Readonly<Record<ContainerKind, string>> = {
  text: '普通文本',
  csv: '普通文本',
  html: '网页',
  webArchive: '网页',
  docx: 'Word 文档',
  doc: 'Word 文档',
  xlsx: 'Excel 表格',
  xls: 'Excel 表格',
  ods: 'ODS 表格',
  xmlWorkbook: 'Excel 表格',
  pdf: 'PDF',
}
const signatureWords: Readonly<Record<Exclude<SniffedKind, 'zip' | 'ole' | 'pdf'>, string>> = {
  rtf: 'RTF 文档',
  image: '图片',
  archive: '压缩包',
  program: '程序',
}

const macros = '文件带有宏（VBA 程序），不能读取。请另存为不带宏的 .docx 或 .xlsx 再发给我。'

/**
 * Tells what a file is, by what it holds; its name has to agree. Throws `Unreadable` for an archive
 * that the guard refuses.
 */
export function identify(bytes: Uint8Array, fileName: string): Identified {
  const admitted = admit(bytes, fileName)
  if ('refusal' in admitted) return admitted
  const { named } = admitted
  const extension = extensionOf(fileName)
  const found = contentOf(bytes, named, extension)
  if ('refusal' in found) return found
  const isLoose = looseNames[extension] === found.kind
  return held[named].includes(found.kind) || isLoose
    ? found
    : mismatch(extension, kindWords[found.kind])
}

function contentOf(bytes: Uint8Array, named: NamedKind, extension: string): Identified {
  const signature = sniff(bytes)
  if (signature === 'zip') return zipKind(bytes, extension)
  if (signature === 'ole') return oleKind(bytes, extension)
  if (signature === 'pdf') return { kind: 'pdf' }
  if (signature) return mismatch(extension, signatureWords[signature])
  return textKind(bytes, named, extension)
}

function zipKind(bytes: Uint8Array, extension: string): Identified {
  const { names, read } = openZip(bytes)
  const has = (name: string) => names.some((one) => one.toLowerCase() === name)
  if (names.some((name) => /vbaProject\.bin$/i.test(name))) return { refusal: macros }
  if (has('[content_types].xml')) {
    if (names.some((name) => /^word\//i.test(name))) return { kind: 'docx' }
    if (has('xl/workbook.xml')) return { kind: 'xlsx' }
    if (has('xl/workbook.bin'))
      return { refusal: `二进制工作簿（.xlsb）不能读取。${saveAs('.xlsx')}` }
  }
  if (has('mimetype') && has('content.xml')) {
    const type = new TextDecoder().decode(read('mimetype'))
    if (type.startsWith('application/vnd.oasis.opendocument.spreadsheet')) return { kind: 'ods' }
  }
  return mismatch(extension, '压缩包')
}

function oleKind(bytes: Uint8Array, extension: string): Identified {
  const { has } = damagedBeside(() => openOle(bytes))
  if (has('EncryptedPackage')) return { refusal: unreadable.locked }
  if (has('WordDocument')) return { kind: 'doc' }
  if (has('Workbook') || has('Book')) return { kind: 'xls' }
  return mismatch(extension, '无法识别的旧版 Office 文件')
}

function textKind(bytes: Uint8Array, named: NamedKind, extension: string): Identified {
  const text = decodeText(bytes)
  if (text === undefined) {
    return named === 'text' || named === 'csv'
      ? { refusal: '文件内容不是文字，或编码无法识别。请另存为 UTF-8 编码的文本后再发给我。' }
      : { refusal: `文件名是 .${extension}，内容却不是，或已损坏。请重新保存后再发给我。` }
  }
  const head = text.slice(0, 4096)
  if (/<\?mso-application\s+progid="Excel\.Sheet"|<Workbook\s[^>]*office:spreadsheet/.test(head)) {
    return { kind: 'xmlWorkbook' }
  }
  if (/<\?mso-application\s+progid="Word\.Document"|<pkg:package\s/.test(head)) {
    return { refusal: `Word 的 XML 文件不能读取。${saveAs('.docx')}` }
  }
  if (isWebArchive(head)) return { kind: 'webArchive' }
  if (isWebPage(head, named === 'text' || named === 'csv')) return { kind: 'html' }
  if (named === 'page') return { kind: 'html' }
  return { kind: named === 'csv' || named === 'sheet' ? 'csv' : 'text' }
}

function mismatch(extension: string, content: string): Identified {
  return {
    refusal: `文件名是 .${extension}，内容却是${content}，不能读取。请用原来的程序打开，另存为 .docx、.xlsx 或 .txt 再发给我。`,
  }
}

function saveAs(extension: string): string {
  return `请打开后另存为 ${extension} 再发给我。`
}
