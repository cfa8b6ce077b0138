/** A file that somebody sent: its bytes, and what is said when there are none. */
import { z } from 'zod'
import { noticeCard } from '../../cards/notice.ts'
import { enqueue } from '../../db/outbox.ts'
import { explain, isFileTooLarge, isPermanent } from '../../src/lark/errors.ts'
import type { Deps } from '../../src/ports.ts'
import { asContent } from '../answers.ts'
import type { Writes } from '../types.ts'

const maxFileBytes = 30 * 1024 * 1024

/** A file in a message of somebody. */
export const SentFile = z.object({
  openId: z.string(),
  messageId: z.string(),
  fileKey: z.string(),
  fileName: z.string(),
})
export type SentFile = z.infer<typeof SentFile>

/** Says to the sender why a file gave nothing. */
export const refuseFile = (
  file: SentFile,
  workId: string,
  title: string,
  line: string,
  deps: Deps,
): Writes => [
  enqueue(
    deps.db,
    `refused:${workId}`,
    { type: 'open_id', id: file.openId },
    asContent(noticeCard({ title, lines: [`《${file.fileName}》`, line], tone: 'error' })),
    deps.clock.now(),
  ),
]

/** The bytes of a file, or the writes that say why there are none. */
export async function download(
  file: SentFile,
  workId: string,
  deps: Deps,
): Promise<{ readonly bytes: Uint8Array } | { readonly refused: Writes }> {
  const refuse = (title: string, line: string) => ({
    refused: refuseFile(file, workId, title, line, deps),
  })
  try {
    return { bytes: await deps.larkRead.messageFile(file.messageId, file.fileKey, maxFileBytes) }
  } catch (error) {
    if (isFileTooLarge(error)) return refuse('文件太大', '超过 30 MB，请拆分后再发。')
    if (isPermanent(error)) return refuse('文件取不到', explain(error))
    throw error
  }
}
