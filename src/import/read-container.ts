import { type ContainerKind, identify } from './identify.ts'
import type { RefusedFile } from './outcome.ts'
import { portableReaders, type Readers } from './readers.ts'
import { classifiedMessage, isClassifiedText } from './secrecy.ts'
import type { Contents } from './table.ts'
import { Unreadable } from './unreadable.ts'

/** What a file held, or why it was not opened. */
export type ContainerOutcome = { readonly ok: true; readonly contents: Contents } | RefusedFile

/**
 * Takes a file out of its container, by what it holds; its name has to agree. Never throws for its
 * bytes: what is too large, damaged, locked or of a kind without a reader is refused in words, and
 * so is what carries a classification mark anywhere in its words or names (design §11, §14).
 */
export async function readContainer(
  bytes: Uint8Array,
  fileName: string,
  readers: Readers = portableReaders,
): Promise<ContainerOutcome> {
  try {
    const found = identify(bytes, fileName)
    if ('refusal' in found) return refused(found.refusal)
    const reader = readers[found.kind]
    if (!reader) return refused(withoutReader(found.kind))
    const contents = await reader(bytes)
    const words = wordsOf(contents)
    if (words.length === 0) return refused('文件里没有文字，请检查后重新发送。')
    if ([...words, ...namesIn(contents)].some(isClassifiedText)) return refused(classifiedMessage)
    return { ok: true, contents }
  } catch (error) {
    if (error instanceof Unreadable) return refused(error.message)
    throw error
  }
}

function wordsOf({ blocks }: Contents): string[] {
  return blocks
    .flatMap((block) =>
      block.kind === 'words' ? block.pieces : block.cells.flatMap(({ pieces }) => pieces),
    )
    .map(({ text }) => text)
}

/** Names of sheets, those of hidden ones too: a remark tells them. */
function namesIn({ blocks, remarks }: Contents): string[] {
  const names = blocks.flatMap((block) => (block.kind === 'grid' ? (block.name ?? []) : []))
  return [...names, ...remarks]
}

const serverKinds: Readonly<Record<ContainerKind, string>> = {
  text: '文本',
  csv: 'CSV',
  html: '网页',
  webArchive: '网页归档',
  docx: 'Word（.docx）',
  xlsx: 'Excel（.xlsx）',
  ods: 'ODS 表格',
  xls: '旧版 Excel（.xls）',
  xmlWorkbook: 'XML 表格',
  doc: '旧版 Word（.doc）',
  pdf: 'PDF',
}

function withoutReader(kind: ContainerKind): string {
  return `这是 ${serverKinds[kind]} 文件，这里不能读取。请打开后另存为 .docx 或 .xlsx 再发给我；能读取它的是服务器版（Node）。`
}

function refused(message: string): RefusedFile {
  const reason = message === classifiedMessage ? 'classified' : 'refused'
  return { ok: false, reason, message }
}
