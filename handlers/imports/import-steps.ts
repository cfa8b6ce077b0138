/** What the steps with a document that was read have in common. */
import { audit } from '../../db/audit.ts'
import {
  assignImport,
  closeImport,
  findImport,
  type Import,
  waitingImportOf,
} from '../../db/imports.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, info, warning } from '../answers.ts'
import type { CommandHandler, Decision, Press, Writes } from '../types.ts'
import { importCard } from './import-card.ts'

/** What is decided about a document that was read, by a press or in words. */
export type ImportStep = (read: Import, by: string, via: string, deps: Deps) => Promise<Decision>

/** Of the office, on a document that still waits; else the card as it is now. */
export const whileWaiting =
  (refusal: string, step: ImportStep): ImportStep =>
  async (read, by, via, deps) => {
    if (!(await isAllowed(deps.db, by, 'import_plan')))
      return { reply: { toast: warning(refusal) } }
    if (read.state !== 'waiting') {
      return { reply: { toast: info('已经处理过'), card: await importCard(read, deps) } }
    }
    return step(read, by, via, deps)
  }

/** A press on the card of a document. */
export const onImport =
  (step: ImportStep) =>
  async (
    { importId }: { readonly importId: string },
    press: Press,
    deps: Deps,
  ): Promise<Decision> => {
    const read = await findImport(deps.db, importId)
    if (!read) return { reply: { toast: warning('找不到这次导入，请重新发送文件') } }
    return step(read, press.operator, press.eventId, deps)
  }

/** The document is answered: what became of it, and its audit entry. */
export const closeWith = (
  read: Import,
  state: 'committed' | 'cancelled' | 'unchanged',
  planId: string | null,
  by: string,
  via: string,
  deps: Deps,
): Writes => [
  audit(deps.db, {
    subject: `import:${read.id}`,
    version: read.version + 1,
    type: `import.${state}`,
    actor: by,
    at: deps.clock.now(),
    via,
    before: { state: read.state },
    after: { state, planId, purpose: read.purpose },
  }),
  ...closeImport(deps.db, read, state, planId),
]

/** The document is taken for something else. */
export const assignWith = (
  read: Import,
  purpose: Import['purpose'],
  planId: string | null,
  by: string,
  via: string,
  deps: Deps,
): Writes => [
  audit(deps.db, {
    subject: `import:${read.id}`,
    version: read.version + 1,
    type: 'import.assigned',
    actor: by,
    at: deps.clock.now(),
    via,
    before: { purpose: read.purpose, planId: read.target_plan_id },
    after: { purpose, planId },
  }),
  ...assignImport(deps.db, read, purpose, planId),
]

/** Said in words: the speaker's newest import that waits. */
export const inWords =
  (step: ImportStep): CommandHandler =>
  async (said, deps) => {
    const read = await waitingImportOf(deps.db, said.speaker)
    if (!read) {
      const lines = ['没有等待确认的导入。把任务表文件发到这里即可导入。']
      return answerNotice(said, { title: '没有待确认的导入', lines, tone: 'info' }, deps)
    }
    const { reply, writes = [] } = await step(read, said.speaker, said.key, deps)
    if (reply.card) return [...writes, ...answer(said, reply.card, deps)]
    const lines = reply.toast ? [reply.toast.content] : []
    return [...writes, ...answerNotice(said, { title: '没有导入', lines, tone: 'warning' }, deps)]
  }
