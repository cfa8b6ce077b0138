/** 佐证, and words said in reply to a task's card (design §8). */
import { z } from 'zod'
import { evidenceListCard, evidenceQuestionCard } from '../../cards/reports/evidence.ts'
import { taskChoiceCard } from '../../cards/tasks/task-choice.ts'
import { actionsIn } from '../../cards/text/card-text.ts'
import { audit, nextVersion } from '../../db/audit.ts'
import {
  assignEvidence,
  type Evidence,
  evidenceOf,
  findEvidence,
  insertEvidence,
  keepEvidenceBytes,
  openEvidence,
} from '../../db/evidence.ts'
import { findByMessageId, type OutboxRow } from '../../db/outbox.ts'
import { accountNames } from '../../db/people.ts'
import { findTask, loadPlans } from '../../db/plans.ts'
import { addWork } from '../../db/work.ts'
import { parseCommand } from '../../src/domain/commands.ts'
import { isClassifiedName } from '../../src/import/secrecy.ts'
import { explain, isFileTooLarge, isPermanent } from '../../src/lark/errors.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice, success, tell, warning } from '../answers.ts'
import { refuseClassified } from '../imports/refuse-classified.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CardHandler, CommandHandler, Said, WorkHandler, Writes } from '../types.ts'
import { assignedTasks, taskRef } from '../views/task-views.ts'
import { openReport } from './open-report.ts'
import { refusalToOpen } from './report-form.ts'
import type { Found } from './take-report.ts'

const maxBytes = 20 * 1024 * 1024

/** Ids of the tasks that a message of ours is about; a 任务卡 names its reader and plan alone. */
async function tasksOf({ content }: OutboxRow, deps: Deps): Promise<readonly string[]> {
  if (content.kind === 'assignment') {
    const at = deps.clock.now()
    const plans = await loadPlans(deps.db, { openId: content.openId }, at)
    return plans
      .filter(({ plan }) => plan.id === content.planId)
      .flatMap((found) => assignedTasks(found, content.openId, at).map(({ taskId }) => taskId))
  }
  if (content.kind === 'card') {
    return actionsIn(content.card).flatMap((action) =>
      'taskId' in action && typeof action.taskId === 'string' ? [action.taskId] : [],
    )
  }
  if ('taskId' in content && content.taskId !== null) return [content.taskId]
  return 'items' in content ? content.items.map(({ taskId }) => taskId) : []
}

/** The tasks of the card that is replied to, as far as the speaker may report on them. */
async function repliedTo(said: Said, deps: Deps): Promise<readonly Found[]> {
  const { parentId } = said.message
  const row = parentId ? await findByMessageId(deps.db, parentId) : undefined
  const ids = row ? [...new Set(await tasksOf(row, deps))] : []
  const at = deps.clock.now()
  const found = await Promise.all(ids.slice(0, 30).map((id) => findTask(deps.db, id, at)))
  const allowed = await Promise.all(
    found.map(async (one) =>
      one && (await refusalToOpen(one, said.speaker, deps)) === undefined ? [one] : [],
    ),
  )
  return allowed.flat()
}

/** A reply to a task's card: words fill the form, pictures and files are kept. Undefined: it is none. */
export async function replyToCard(said: Said, deps: Deps): Promise<Writes | undefined> {
  const { content } = said.message
  if (content.kind === 'text' && parseCommand(content.text).command !== null) return undefined
  const tasks = await repliedTo(said, deps)
  const [first] = tasks
  if (!first) return undefined
  switch (content.kind) {
    case 'text':
      return reportInWords(said, tasks, content.text, deps)
    case 'image':
      return keep(said, tasks, [{ kind: 'image', key: content.imageKey, name: '图片' }], deps)
    case 'file':
      return isClassifiedName(content.fileName)
        ? refuseClassified(said, deps)
        : keep(said, tasks, [{ kind: 'file', key: content.fileKey, name: content.fileName }], deps)
    case 'post': {
      const sent = [
        ...content.imageKeys.map((key) => ({ kind: 'image' as const, key, name: '图片' })),
        ...content.fileKeys.map((key) => ({ kind: 'file' as const, key, name: '附件' })),
      ]
      const words = content.text.trim()
      return [
        ...(sent.length > 0 ? await keep(said, tasks, sent, deps) : []),
        ...(words ? await reportInWords(said, tasks, words, deps) : []),
      ]
    }
    default:
      return undefined
  }
}

const numberOf = ({ plan, task }: Found): string => `${plan.code}-${task.seq}`

/** The words in the form; of several tasks it is asked which. */
function reportInWords(
  said: Said,
  tasks: readonly Found[],
  words: string,
  deps: Deps,
): Promise<Writes> | Writes {
  const [first, ...others] = tasks
  if (first && others.length === 0) {
    return openReport({ ...said, rest: `${numberOf(first)} ${words}` }, deps)
  }
  const choices = tasks.map(({ plan, task }) => ({
    ...taskRef(plan, task),
    planTitle: plan.title,
    version: task.version,
  }))
  const at = deps.clock.now()
  return answer(said, taskChoiceCard({ said: words, purpose: 'report', at, choices, words }), deps)
}

type Sent = { readonly kind: Evidence['kind']; readonly key: string; readonly name: string }

/** Kept at once, fetched by a job; of several tasks it is asked which. */
async function keep(
  said: Said,
  tasks: readonly Found[],
  sent: readonly Sent[],
  deps: Deps,
): Promise<Writes> {
  const at = deps.clock.now()
  const only = tasks.length === 1 ? tasks[0] : undefined
  const each = sent.map((one, index): { readonly one: Sent; readonly evidence: Evidence } => ({
    one,
    evidence: {
      id: `${said.key.slice(0, 70)}:${index}`,
      taskId: only?.task.id ?? null,
      by: said.speaker,
      at,
      kind: one.kind,
      fileName: one.name || '附件',
      size: null,
      version: 1,
    },
  }))
  return [
    ...each.flatMap(({ one, evidence }) => [
      ...insertEvidence(deps.db, evidence),
      addWork(
        deps.db,
        {
          id: `evidence:${evidence.id}`,
          kind: 'keep_evidence',
          payload: {
            evidenceId: evidence.id,
            messageId: said.message.messageId,
            key: one.key,
            kind: one.kind,
            openId: said.speaker,
          },
        },
        at,
      ),
    ]),
    ...(only
      ? await received(said, only, sent.length, deps)
      : each.flatMap(({ evidence }, index) => ask(said, tasks, evidence, index, deps))),
  ]
}

async function received(said: Said, found: Found, count: number, deps: Deps): Promise<Writes> {
  const number = numberOf(found)
  const lines = [`已存为这项任务的佐证 ${count} 件。`, `接着填报请发送：填报 ${number}`]
  return [
    ...(await evidenceAudit(found.task.id, said.speaker, said.key, count, deps)),
    ...answerNotice(
      said,
      { title: `${number} · 佐证已收到`, lines, tone: 'success' },
      deps,
      ':kept',
    ),
  ]
}

const ask = (
  said: Said,
  tasks: readonly Found[],
  { id, fileName, at }: Evidence,
  index: number,
  deps: Deps,
): Writes => {
  const refs = tasks.map(({ plan, task }) => taskRef(plan, task))
  const view = { evidenceId: id, fileName, at, tasks: refs }
  return answer(said, evidenceQuestionCard(view), deps, `:which${index}`)
}

async function evidenceAudit(
  taskId: string,
  actor: string,
  via: string,
  count: number,
  deps: Deps,
): Promise<Writes> {
  const subject = `evidence:${taskId}`
  const version = await nextVersion(deps.db, subject)
  const at = deps.clock.now()
  return [
    audit(deps.db, { subject, version, type: 'evidence.kept', actor, at, via, after: { count } }),
  ]
}

/** One of several tasks was meant. */
export const assignPressedEvidence: CardHandler<'evidence.assign'> = async (
  { evidenceId, taskId },
  press,
  deps,
) => {
  const [evidence, found] = await Promise.all([
    findEvidence(deps.db, evidenceId),
    findTask(deps.db, taskId, deps.clock.now()),
  ])
  if (!evidence || !found || evidence.by !== press.operator) {
    return { reply: { toast: warning('找不到这件佐证') } }
  }
  const refusal = await refusalToOpen(found, press.operator, deps)
  if (refusal) return { reply: { toast: warning(refusal) } }
  const card = await listCard(found, press.operator, deps, evidence)
  if (evidence.taskId === taskId) return { reply: { toast: success('已存为佐证'), card } }
  return {
    reply: { toast: success('已存为佐证'), card },
    writes: [
      ...(await evidenceAudit(taskId, press.operator, press.eventId, 1, deps)),
      ...assignEvidence(deps.db, evidence, taskId),
    ],
  }
}

async function listCard(found: Found, openId: string, deps: Deps, added?: Evidence) {
  const kept = await evidenceOf(deps.db, found.task.id)
  const all = added && !kept.some(({ id }) => id === added.id) ? [added, ...kept] : kept
  const names = await accountNames(deps.db, [...new Set(all.map(({ by }) => by))])
  return evidenceListCard({
    ...taskRef(found.plan, found.task),
    at: deps.clock.now(),
    mayReport: (await refusalToOpen(found, openId, deps)) === undefined,
    evidence: all.map(({ fileName, by, at, size }) => ({
      fileName,
      by: names.get(by) ?? '',
      at,
      size,
    })),
  })
}

/** 佐证 14: what was sent without a task becomes this one's; else the list of what it has. */
export const sayEvidence: CommandHandler = async (said, deps) => {
  const found = await findSaidTask(said, 'show', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const refusal = await refusalToOpen(found, said.speaker, deps)
  const open = refusal ? [] : await openEvidence(deps.db, said.speaker)
  if (open.length === 0) {
    if (!refusal) return answer(said, await listCard(found, said.speaker, deps), deps)
    const title = `${numberOf(found)} · 佐证`
    return answerNotice(
      said,
      { title, lines: ['佐证由承办单位和督查室查看。'], tone: 'info' },
      deps,
    )
  }
  return [
    ...(await received(said, found, open.length, deps)),
    ...open.flatMap((one) => assignEvidence(deps.db, one, found.task.id)),
  ]
}

const Payload = z.object({
  evidenceId: z.string(),
  messageId: z.string(),
  key: z.string(),
  kind: z.enum(['image', 'file']),
  openId: z.string(),
})

/** The job: the bytes, while the platform has them. */
export const keepEvidence: WorkHandler = async (payload, workId, deps) => {
  const { evidenceId, messageId, key, kind, openId } = Payload.parse(payload)
  try {
    const bytes = await deps.larkRead.messageFile(messageId, key, maxBytes, kind)
    return keepEvidenceBytes(deps.db, evidenceId, bytes)
  } catch (error) {
    if (!isFileTooLarge(error) && !isPermanent(error)) throw error
    const why = isFileTooLarge(error) ? '超过 20 MB' : explain(error)
    const text = `佐证没有存下：${why}。请压缩后重新回复任务卡片发送。`
    return tell(openId, `evidence-failed:${workId}`, { kind: 'text', text }, deps)
  }
}
