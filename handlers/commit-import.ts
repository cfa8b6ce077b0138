import { importPreviewCard } from '../cards/import-preview.ts'
import { importSummaryCard } from '../cards/import-summary.ts'
import { audit } from '../db/audit.ts'
import { closeImport, findImport, type Import, waitingImportOf } from '../db/imports.ts'
import { isOffice } from '../db/people.ts'
import { findPlanByDigest } from '../db/plans.ts'
import type { Deps } from '../src/ports.ts'
import { answer, answerNotice, asContent, info, success, tell, warning } from './answers.ts'
import { planOfThatTitle, planWrites } from './import-draft.ts'
import type { CardHandler, CommandHandler, Decision, Writes } from './types.ts'
import { importPreviewView, importSummaryView } from './views/plan-views.ts'

/** 确认导入: a draft is made, in silence; the summary offers 下发. */
export const commitImport: CardHandler<'import.commit'> = async ({ importId }, press, deps) => {
  const read = await findImport(deps.db, importId)
  if (!read) return { reply: { toast: warning('找不到这次导入，请重新发送文件') } }
  return commit(read, press.operator, press.eventId, deps)
}

async function commit(read: Import, by: string, via: string, deps: Deps): Promise<Decision> {
  const at = deps.clock.now()
  if (!(await isOffice(deps.db, by))) return { reply: { toast: warning('只有督查室可以导入') } }
  if (read.state !== 'waiting') {
    return {
      reply: { toast: info('已经处理过'), card: importPreviewCard(importPreviewView(read)) },
    }
  }
  const same = await findPlanByDigest(deps.db, read.digest)
  if (same) {
    const unchanged = { ...read, state: 'unchanged' as const }
    return {
      reply: {
        toast: info('内容相同，已经导入过'),
        card: importPreviewCard(importPreviewView(unchanged)),
      },
      writes: closeWith(read, 'unchanged', same.id, by, via, deps),
    }
  }
  const changed = await planOfThatTitle(read.draft, deps.db, at)
  if (changed) {
    const said = `计划 ${changed.code} 已导入，与它同名而内容不同。没有作任何改动`
    return { reply: { toast: warning(said) } }
  }
  const { writes, made } = await planWrites(read, by, via, deps.db, at)
  const planId = made.plan.id
  const summary = await importSummaryView(deps.db, made, 'draft', at)
  return {
    reply: {
      toast: success('已导入为草案，还没有通知任何人'),
      card: importPreviewCard(importPreviewView({ ...read, state: 'committed' })),
    },
    writes: [
      ...closeWith(read, 'committed', planId, by, via, deps),
      ...writes,
      ...tell(by, `summary:${planId}`, asContent(importSummaryCard(summary)), deps),
    ],
  }
}

/** 取消: nothing was stored but the preview. */
export const cancelImport: CardHandler<'import.cancel'> = async ({ importId }, press, deps) => {
  const read = await findImport(deps.db, importId)
  if (!read) return { reply: { toast: warning('找不到这次导入') } }
  return cancel(read, press.operator, press.eventId, deps)
}

async function cancel(read: Import, by: string, via: string, deps: Deps): Promise<Decision> {
  if (!(await isOffice(deps.db, by))) return { reply: { toast: warning('只有督查室可以取消') } }
  if (read.state !== 'waiting') {
    return {
      reply: { toast: info('已经处理过'), card: importPreviewCard(importPreviewView(read)) },
    }
  }
  return {
    reply: {
      toast: info('已取消'),
      card: importPreviewCard(importPreviewView({ ...read, state: 'cancelled' })),
    },
    writes: closeWith(read, 'cancelled', null, by, via, deps),
  }
}

const closeWith = (
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
    after: { state, planId },
  }),
  ...closeImport(deps.db, read, state, planId),
]

/** 确认导入 · 取消, said in words: the speaker's newest import that waits. */
const inWords =
  (decide: typeof commit): CommandHandler =>
  async (said, deps) => {
    const read = await waitingImportOf(deps.db, said.speaker)
    if (!read) {
      const lines = ['没有等待确认的导入。把任务表文件发到这里即可导入。']
      return answerNotice(said, { title: '没有待确认的导入', lines, tone: 'info' }, deps)
    }
    const { reply, writes = [] } = await decide(read, said.speaker, said.key, deps)
    if (reply.card) return [...writes, ...answer(said, reply.card, deps)]
    const lines = reply.toast ? [reply.toast.content] : []
    return [...writes, ...answerNotice(said, { title: '没有导入', lines, tone: 'warning' }, deps)]
  }
export const sayCommit = inWords(commit)
export const sayCancel = inWords(cancel)
