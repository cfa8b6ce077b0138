import { classifiedMessage, isClassifiedName } from './secrecy.ts'
import { type SniffedKind, sniff } from './sniff.ts'

/** Limits of design §11, and what no cell of a real table comes near. Bytes, rows, characters. */
export const limits = {
  fileBytes: 30 * 1024 * 1024,
  lines: 400_000,
  rows: 20_000,
  cellLines: 1000,
  lineCharacters: 50_000,
} as const

const laterFormats: Readonly<Record<string, string>> = {
  doc: 'Word',
  docx: 'Word',
  wps: 'WPS',
  xls: 'Excel',
  xlsx: 'Excel',
  et: 'WPS 表格',
  csv: 'CSV',
  pdf: 'PDF',
  htm: '网页',
  html: '网页',
  rtf: 'RTF',
  ofd: 'OFD',
  md: 'Markdown',
}

const sniffedNames: Readonly<Record<SniffedKind, string>> = {
  zip: '压缩包或 Word/Excel 文档',
  pdf: 'PDF',
  ole: '旧版 Word/Excel 文档',
  rtf: 'RTF 文档',
  html: '网页',
  image: '图片',
  archive: '压缩包',
  program: '程序',
}

const whatToDo = '请打开原文件，全选后复制，另存为 .txt 文本（编码选 UTF-8）再发给我。'

/** A reason, in words, not to read the file at all. `undefined`: it may be read. */
export function refuseFile(bytes: Uint8Array, fileName: string): string | undefined {
  if (isClassifiedName(fileName)) return classifiedMessage
  if (bytes.length === 0) return '文件是空的，请检查后重新发送。'
  if (bytes.length > limits.fileBytes) return '文件超过 30 MB，请拆分后分次发送。'
  const extension = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const later = laterFormats[extension]
  if (later) return `这是 ${later} 文件，后续版本支持，暂时只能读取 .txt 文本。${whatToDo}`
  if (extension !== 'txt' && extension !== 'text') {
    return `这种文件不能读取，暂时只能读取 .txt 文本。${whatToDo}`
  }
  const kind = sniff(bytes)
  if (kind === 'program') return '文件名是 .txt，内容却是程序，不能读取。'
  if (kind) return `文件名是 .txt，内容却是${sniffedNames[kind]}，不能读取。${whatToDo}`
  return undefined
}
