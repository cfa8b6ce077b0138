import { answersTo, type GivenAnswers, saveAnswers } from '../../db/doubt-answers.ts'
import { insertImport, sourceImportOf } from '../../db/imports.ts'
import { forgetEvent } from '../../db/inbox.ts'
import { enqueue } from '../../db/outbox.ts'
import { planCodeOf } from '../../db/plans.ts'
import { addWork, forgetWork } from '../../db/work.ts'
import { answeredDraft } from '../../src/domain/doubt-answers.ts'
import { carriedAnswers } from '../../src/domain/doubt-carry.ts'
import type { DraftPlan } from '../../src/domain/draft-plan.ts'
import { isClassifiedName } from '../../src/import/secrecy.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answerNotice, asContent } from '../answers.ts'
import { isStaffList } from '../people/read-staff-list.ts'
import type { Said, WorkHandler, Writes } from '../types.ts'
import { askColumns } from './ask-columns.ts'
import { classifyImport } from './classify-import.ts'
import { draftDigest } from './import-draft.ts'
import { proposeCode } from './propose-code.ts'
import { readWithProfiles } from './read-with-profiles.ts'
import { classifiedCard, refuseClassified } from './refuse-classified.ts'
import { download, refuseFile, SentFile } from './sent-file.ts'

/** A file dropped into the private chat: the chat says that reading has begun, a job does it. */
export async function importFile(
  said: Said,
  file: { readonly fileKey: string; readonly fileName: string },
  deps: Deps,
): Promise<Writes> {
  const at = deps.clock.now()
  if (isClassifiedName(file.fileName)) return refuseClassified(said, deps)
  if (!(await isAllowed(deps.db, said.speaker, 'import_plan'))) {
    const lines = ['只有督查室可以导入任务表。要报进展请发送：我的任务']
    return answerNotice(said, { title: '文件没有处理', lines, tone: 'warning' }, deps)
  }
  const payload: SentFile = {
    openId: said.speaker,
    messageId: said.message.messageId,
    fileKey: file.fileKey,
    fileName: file.fileName || '未命名文件',
  }
  const isStaff = await isStaffList(said.speaker, file.fileName, deps)
  const kind = isStaff ? 'read_staff_list' : 'read_document'
  return [
    addWork(deps.db, { id: `read:${said.key}`, kind, payload }, at),
    enqueue(
      deps.db,
      `reading:${said.key}`,
      { type: 'open_id', id: said.speaker },
      { kind: 'text', text: '正在读取您发来的文件，读完给您预览。' },
      at,
    ),
  ]
}

/** The job: download, read apart, and answer with the preview or with why not. */
export const readDocument: WorkHandler = async (payload, workId, deps) => {
  const file = SentFile.parse(payload)
  const downloaded = await download(file, workId, deps)
  if ('refused' in downloaded) return downloaded.refused
  const { outcome, columns, writes } = await readWithProfiles(downloaded.bytes, file, {}, deps)
  if (outcome.ok) {
    return [...writes, ...(await keepImport(outcome.draft, file, workId.slice(0, 80), deps))]
  }
  if (outcome.reason === 'classified') return forget(file, workId, deps)
  if (outcome.reason === 'unknown-table') {
    return askColumns(outcome.table, file, workId, columns, deps)
  }
  return refuseFile(file, workId, '没有读出任务表', outcome.message, deps)
}

/** Marked as secret: what was kept of it on the way is emptied, the name too. */
const forget = (file: SentFile, workId: string, deps: Deps): Writes => [
  forgetWork(deps.db, workId),
  forgetEvent(deps.db, file.messageId),
  enqueue(
    deps.db,
    `refused:${workId}`,
    { type: 'open_id', id: file.openId },
    asContent(classifiedCard()),
    deps.clock.now(),
  ),
]

/** Tried for the last time: whoever waits for the preview is told. */
export const giveUpDocument: WorkHandler = async (payload, workId, deps) => {
  const file = SentFile.safeParse(payload)
  const line = '多次尝试都没有成功，请稍后重新发送；仍不行请联系管理员。'
  return file.success ? refuseFile(file.data, workId, '没有读出任务表', line, deps) : []
}

/** What was answered of the document that a plan was made from, as far as it holds for this one. */
export async function answersCarried(
  planId: string,
  draft: DraftPlan,
  deps: Deps,
): Promise<GivenAnswers> {
  const source = await sourceImportOf(deps.db, planId)
  if (!source) return new Map()
  return carriedAnswers(source.draft, await answersTo(deps.db, source.id), draft)
}

const withGiven = (draft: DraftPlan, given: GivenAnswers): DraftPlan =>
  answeredDraft(draft, new Map([...given].map(([number, { answer }]) => [number, answer])))

async function keepImport(
  draft: DraftPlan,
  file: SentFile,
  importId: string,
  deps: Deps,
): Promise<Writes> {
  const { db } = deps
  const at = deps.clock.now()
  const digest = await draftDigest(draft)
  const answered = async (planId: string) =>
    withGiven(draft, await answersCarried(planId, draft, deps))
  const { purpose, planId, isKnown } = await classifyImport(draft, digest, answered, db, at)
  const given =
    purpose === 'update' && planId ? await answersCarried(planId, draft, deps) : new Map()
  return [
    ...insertImport(db, {
      id: importId,
      open_id: file.openId,
      chat_id: null,
      file_name: file.fileName,
      digest,
      draft,
      code: (planId && (await planCodeOf(db, planId))) || (await proposeCode(draft, db, at)),
      state: isKnown ? 'unchanged' : 'waiting',
      plan_id: isKnown ? planId : null,
      created_at: at,
      version: 1,
      purpose,
      target_plan_id: purpose === 'plan' ? null : planId,
      message_id: file.messageId,
      file_key: file.fileKey,
    }),
    ...saveAnswers(db, importId, given),
    enqueue(
      db,
      `preview:${importId}`,
      { type: 'open_id', id: file.openId },
      { kind: 'import_preview', importId },
      at,
    ),
  ]
}
