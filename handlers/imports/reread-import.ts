import { z } from 'zod'
import { RepairsForm } from '../../cards/imports/import-actions.ts'
import { repairsCard } from '../../cards/imports/import-choices.ts'
import { repairWord } from '../../cards/imports/repair-words.ts'
import { audit } from '../../db/audit.ts'
import { answersTo, dropAnswers, saveAnswers } from '../../db/doubt-answers.ts'
import { findImport, type Import, rereadImport } from '../../db/imports.ts'
import { enqueue } from '../../db/outbox.ts'
import { addWork } from '../../db/work.ts'
import { carriedAnswers } from '../../src/domain/doubt-carry.ts'
import type { Deps } from '../../src/ports.ts'
import { failure, info } from '../answers.ts'
import type { CardHandler, CommandHandler, WorkHandler, Writes } from '../types.ts'
import { mayReread } from '../views/import-views.ts'
import { draftDigest } from './import-draft.ts'
import { type ImportStep, inWords, onImport, whileWaiting } from './import-steps.ts'
import { readWithProfiles } from './read-with-profiles.ts'
import { switchableRepairs } from './repair-switches.ts'
import { download, refuseFile, type SentFile } from './sent-file.ts'

const refusal = '只有督查室可以重新读取'

const switches = (read: Import) =>
  repairsCard({
    importId: read.id,
    code: read.code,
    title: read.draft.plan.title,
    at: read.created_at,
    repairs: switchableRepairs(read),
  })

/** 版面修整: which repairs were made, and a form to leave some out. */
const ask: ImportStep = whileWaiting(refusal, async (read) =>
  mayReread(read)
    ? { reply: { card: switches(read) } }
    : { reply: { toast: info('这份文件没有可以不作的修整') } },
)
export const askRepairs = onImport(ask)

export const rereadPressed: CardHandler<'import.reread'> = (action, press, deps) => {
  const form = RepairsForm.safeParse(press.form)
  return onImport(reread(form.success ? form.data.off : []))(action, press, deps)
}

/** The file is read once more by a job, which sends the new preview. */
const reread = (off: readonly string[]): ImportStep =>
  whileWaiting(refusal, async (read, by, via, deps) => {
    const known = switchableRepairs(read).map(({ kind }) => kind)
    const chosen = known.filter((kind) => off.includes(kind))
    if (!mayReread(read)) return { reply: { toast: info('这份文件没有可以不作的修整') } }
    if (chosen.join() === read.repairs_off.join()) {
      return { reply: { toast: info('与现在的读法相同，不必重新读取') } }
    }
    const payload: z.infer<typeof Reread> = {
      importId: read.id,
      version: read.version,
      off: chosen,
      by,
    }
    return {
      reply: { toast: info('正在重新读取，读完给您新的预览') },
      writes: [
        addWork(
          deps.db,
          { id: `reread:${via}`.slice(0, 80), kind: 'reread_document', payload },
          deps.clock.now(),
        ),
      ],
    }
  })

/** 修整 · 修整 不作 繁体转为简体 · 修整 全部. */
export const sayRepairs: CommandHandler = (said, deps) => {
  const [, no, kinds = ''] = /^\s*(不作)?\s*([\s\S]*)$/.exec(said.rest) ?? []
  const step: ImportStep = (read, by, via) => {
    if (said.rest.trim() === '') return ask(read, by, via, deps)
    const all = switchableRepairs(read).map(({ kind }) => kind)
    const off = no ? all.filter((kind) => kinds.includes(repairWord(kind))) : []
    if (no && off.length === 0) {
      const named = all.map(repairWord).join('、')
      return Promise.resolve({ reply: { toast: failure(`可以不作的修整：${named || '没有'}`) } })
    }
    return reread(off)(read, by, via, deps)
  }
  return inWords(step)(said, deps)
}

const Reread = z.object({
  importId: z.string(),
  version: z.number(),
  off: z.array(z.string()),
  by: z.string(),
})

const fileOf = (read: Import): SentFile => ({
  openId: read.open_id,
  messageId: read.message_id ?? '',
  fileKey: read.file_key ?? '',
  fileName: read.file_name,
})

/** The job: the same file, other repairs; answers that still hold are kept. */
export const rereadDocument: WorkHandler = async (payload, workId, deps) => {
  const { importId, version, off, by } = Reread.parse(payload)
  const read = await findImport(deps.db, importId)
  if (read?.state !== 'waiting' || read.version !== version) return []
  const file = fileOf(read)
  const downloaded = await download(file, workId, deps)
  if ('refused' in downloaded) return downloaded.refused
  const repairs = Object.fromEntries(off.map((kind) => [kind, false]))
  const { outcome } = await readWithProfiles(downloaded.bytes, file, { repairs }, deps)
  if (!outcome.ok) return refuseFile(file, workId, '没有读出任务表', outcome.message, deps)
  const { draft } = outcome
  const digest = await draftDigest(draft)
  const given = carriedAnswers(read.draft, await answersTo(deps.db, read.id), draft)
  return [
    audit(deps.db, {
      subject: `import:${read.id}`,
      version: read.version + 1,
      type: 'import.reread',
      actor: by,
      at: deps.clock.now(),
      via: workId,
      before: { repairsOff: read.repairs_off },
      after: { repairsOff: off },
    }),
    ...rereadImport(deps.db, read, { draft, digest, repairs_off: off }),
    ...dropAnswers(deps.db, read.id),
    ...saveAnswers(deps.db, read.id, given),
    ...preview(read, deps),
  ]
}

const preview = (read: Import, deps: Deps): Writes => [
  enqueue(
    deps.db,
    `preview:${read.id}:${read.version + 1}`,
    { type: 'open_id', id: read.open_id },
    { kind: 'import_preview', importId: read.id },
    deps.clock.now(),
  ),
]

/** Tried for the last time. */
export const giveUpReread: WorkHandler = async (payload, workId, deps) => {
  const work = Reread.safeParse(payload)
  const read = work.success ? await findImport(deps.db, work.data.importId) : undefined
  const line = '多次尝试都没有成功，原来的预览仍然有效。'
  return read ? refuseFile(fileOf(read), workId, '没有重新读出', line, deps) : []
}
