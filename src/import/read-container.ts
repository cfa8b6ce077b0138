import { readText } from './containers/text.ts'
import { decodeText } from './decode.ts'
import { refuseFile } from './guard.ts'
import type { RefusedFile } from './outcome.ts'
import { classifiedMessage, isClassifiedText } from './secrecy.ts'
import type { Contents } from './table.ts'

/** What a file held, or why it was not opened. */
export type ContainerOutcome = { readonly ok: true; readonly contents: Contents } | RefusedFile

/** Takes a file out of its container, by its name and its first bytes. Never throws for its bytes. */
export async function readContainer(
  bytes: Uint8Array,
  fileName: string,
): Promise<ContainerOutcome> {
  const refusal = refuseFile(bytes, fileName)
  if (refusal) return refusal === classifiedMessage ? classified : refused(refusal)
  const text = decodeText(bytes)
  if (text === undefined) {
    return refused('文件内容不是文字，或编码无法识别。请另存为 UTF-8 编码的 .txt 文本后再发给我。')
  }
  if (isClassifiedText(text)) return classified
  if (text.trim() === '') return refused('文件里没有文字，请检查后重新发送。')
  return { ok: true, contents: readText(text) }
}

const classified: ContainerOutcome = {
  ok: false,
  reason: 'classified',
  message: classifiedMessage,
}

function refused(message: string): ContainerOutcome {
  return { ok: false, reason: 'refused', message }
}
