import { z } from 'zod'
import { noticeCard } from '../cards/notice.ts'
import { insertImport } from '../db/imports.ts'
import { forgetEvent } from '../db/inbox.ts'
import { enqueue } from '../db/outbox.ts'
import { isOffice } from '../db/people.ts'
import { findPlanByDigest } from '../db/plans.ts'
import { addWork, forgetWork } from '../db/work.ts'
import type { DraftPlan } from '../src/domain/draft-plan.ts'
import { isClassifiedName } from '../src/import/secrecy.ts'
import { explain, isFileTooLarge, isPermanent } from '../src/lark/errors.ts'
import type { Deps } from '../src/ports.ts'
import { answerNotice, asContent } from './answers.ts'
import { draftDigest, planOfThatTitle } from './import-draft.ts'
import { proposeCode } from './propose-code.ts'
import { classifiedCard, refuseClassified } from './refuse-classified.ts'
import type { Said, WorkHandler, Writes } from './types.ts'

const maxFileBytes = 30 * 1024 * 1024

const ReadDocument = z.object({
  openId: z.string(),
  messageId: z.string(),
  fileKey: z.string(),
  fileName: z.string(),
})

/** A file dropped into the private chat: the chat says that reading has begun, a job does it. */
export async function importFile(
  said: Said,
  file: { readonly fileKey: string; readonly fileName: string },
  deps: Deps,
): Promise<Writes> {
  const at = deps.clock.now()
  if (isClassifiedName(file.fileName)) return refuseClassified(said, deps)
  if (!(await isOffice(deps.db, said.speaker))) {
    const lines = ['只有督查室可以导入任务表。要报进展请发送：我的任务']
    return answerNotice(said, { title: '文件没有处理', lines, tone: 'warning' }, deps)
  }
  const payload: z.infer<typeof ReadDocument> = {
    openId: said.speaker,
    messageId: said.message.messageId,
    fileKey: file.fileKey,
    fileName: file.fileName || '未命名文件',
  }
  return [
    addWork(deps.db, { id: `read:${said.key}`, kind: 'read_document', payload }, at),
    enqueue(
      deps.db,
      `reading:${said.key}`,
      { type: 'open_id', id: said.speaker },
      { kind: 'text', text: '正在读取您发来的文件，读完给您预览。' },
      at,
    ),
  ]
}

type Work = z.infer<typeof ReadDocument>

const refusal = (work: Work, workId: string, title: string, line: string, deps: Deps): Writes => [
  enqueue(
    deps.db,
    `refused:${workId}`,
    { type: 'open_id', id: work.openId },
    asContent(noticeCard({ title, lines: [`《${work.fileName}》`, line], tone: 'error' })),
    deps.clock.now(),
  ),
]

/** The job: download, read apart, and answer with the preview or with why not. */
export const readDocument: WorkHandler = async (payload, workId, deps) => {
  const work = ReadDocument.parse(payload)
  const { openId, messageId, fileKey, fileName } = work
  const refuse = (title: string, line: string) => refusal(work, workId, title, line, deps)
  let bytes: Uint8Array
  try {
    bytes = await deps.larkRead.messageFile(messageId, fileKey, maxFileBytes)
  } catch (error) {
    if (isFileTooLarge(error)) return refuse('文件太大', '超过 30 MB，请拆分后再发。')
    if (isPermanent(error)) return refuse('文件取不到', explain(error))
    throw error
  }
  const outcome = await deps.documents.read(bytes, fileName)
  if (!outcome.ok && outcome.reason === 'classified') return forget(work, workId, deps)
  if (!outcome.ok) return refuse('没有读出任务表', outcome.message)
  return keepImport(outcome.draft, { openId, fileName, importId: workId.slice(0, 80) }, deps)
}

/** Marked as secret: what was kept of it on the way is emptied, the name too. */
const forget = (work: Work, workId: string, deps: Deps): Writes => [
  forgetWork(deps.db, workId),
  forgetEvent(deps.db, work.messageId),
  enqueue(
    deps.db,
    `refused:${workId}`,
    { type: 'open_id', id: work.openId },
    asContent(classifiedCard()),
    deps.clock.now(),
  ),
]

/** Tried for the last time: whoever waits for the preview is told. */
export const giveUpDocument: WorkHandler = async (payload, workId, deps) => {
  const work = ReadDocument.safeParse(payload)
  const line = '多次尝试都没有成功，请稍后重新发送；仍不行请联系管理员。'
  return work.success ? refusal(work.data, workId, '没有读出任务表', line, deps) : []
}

async function keepImport(
  draft: DraftPlan,
  from: { readonly openId: string; readonly fileName: string; readonly importId: string },
  deps: Deps,
): Promise<Writes> {
  const at = deps.clock.now()
  const digest = await draftDigest(draft)
  const [same, changed] = await Promise.all([
    findPlanByDigest(deps.db, digest),
    planOfThatTitle(draft, deps.db, at),
  ])
  if (!same && changed) {
    const lines = [
      `计划 ${changed.code} 已导入，这份《${from.fileName}》与它同名而内容不同。`,
      '更新已导入的计划尚未支持，没有作任何改动。',
    ]
    const card = noticeCard({
      title: `${changed.code} · 内容有变化 · 未导入`,
      lines,
      tone: 'warning',
    })
    const to = { type: 'open_id', id: from.openId } as const
    return [enqueue(deps.db, `changed:${from.importId}`, to, asContent(card), at)]
  }
  return [
    ...insertImport(deps.db, {
      id: from.importId,
      open_id: from.openId,
      chat_id: null,
      file_name: from.fileName,
      digest,
      draft,
      code: same?.code ?? (await proposeCode(draft, deps.db, at)),
      state: same ? 'unchanged' : 'waiting',
      plan_id: same?.id ?? null,
      created_at: at,
      version: 1,
    }),
    enqueue(
      deps.db,
      `preview:${from.importId}`,
      { type: 'open_id', id: from.openId },
      { kind: 'import_preview', importId: from.importId },
      at,
    ),
  ]
}
