import { importSummaryCard } from '../../cards/imports/import-summary.ts'
import { answersTo } from '../../db/doubt-answers.ts'
import { type Import, waitingImportOf } from '../../db/imports.ts'
import { findPlanByDigest } from '../../db/plans.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, asContent, info, success, tell, warning } from '../answers.ts'
import { proposeNamesakes } from '../people/namesakes.ts'
import type { CommandHandler, Decision } from '../types.ts'
import { draftOf } from '../views/import-views.ts'
import { importSummaryView } from '../views/plan-views.ts'
import { cancelAskedColumns } from './ask-columns.ts'
import { importCard } from './import-card.ts'
import { planOfThatTitle, planWrites } from './import-draft.ts'
import {
  assignWith,
  closeWith,
  type ImportStep,
  inWords,
  onImport,
  whileWaiting,
} from './import-steps.ts'
import { recordProgress } from './record-progress.ts'
import { commitUpdate } from './update-plan.ts'

/** 确认导入: a draft is made, in silence; the summary offers 下发. */
const commit = whileWaiting('只有督查室可以导入', async (read, by, via, deps) => {
  const at = deps.clock.now()
  const same = await findPlanByDigest(deps.db, read.digest)
  if (same) {
    const unchanged = { ...read, purpose: 'plan', state: 'unchanged' } as const
    return {
      reply: { toast: info('内容相同，已经导入过'), card: await importCard(unchanged, deps) },
      writes: closeWith(read, 'unchanged', same.id, by, via, deps),
    }
  }
  const titled = await planOfThatTitle(read.draft, deps.db, at)
  if (titled && titled.id !== read.target_plan_id) return asUpdate(read, titled, by, via, deps)
  const given = await answersTo(deps.db, read.id)
  const confirmed = { ...read, draft: draftOf(read, given) }
  const { writes, made } = await planWrites(confirmed, by, via, deps.db, at)
  const planId = made.plan.id
  const summary = await importSummaryView(deps.db, made, 'draft', at)
  return {
    reply: {
      toast: success('已导入为草案，还没有通知任何人'),
      card: await importCard({ ...read, state: 'committed' }, deps),
    },
    writes: [
      ...closeWith(read, 'committed', planId, by, via, deps),
      ...writes,
      ...tell(by, `summary:${planId}`, asContent(importSummaryCard(summary)), deps),
      ...(await proposeNamesakes(by, made, deps)),
    ],
  }
})

/** A plan of that title came in meanwhile: the office sees what would change, and says so. */
async function asUpdate(
  read: Import,
  plan: { readonly id: string; readonly code: string },
  by: string,
  via: string,
  deps: Deps,
): Promise<Decision> {
  const update = {
    ...read,
    purpose: 'update',
    target_plan_id: plan.id,
    code: plan.code,
    version: read.version + 1,
  } as const
  return {
    reply: {
      toast: warning(`计划 ${plan.code} 已导入，与它同名而内容不同。请核对变化后再确认更新`),
      card: await importCard(update, deps),
    },
    writes: assignWith(read, 'update', plan.id, by, via, deps),
  }
}

/** 取消: nothing was stored but the preview. */
const cancel = whileWaiting('只有督查室可以取消', async (read, by, via, deps) => ({
  reply: {
    toast: info('已取消'),
    card: await importCard({ ...read, state: 'cancelled' }, deps),
  },
  writes: closeWith(read, 'cancelled', null, by, via, deps),
}))

export const commitImport = onImport((read, by, via, deps) =>
  read.purpose === 'plan' ? commit(read, by, via, deps) : settle(read, by, deps),
)
export const cancelImport = onImport(cancel)

/** Said or pressed for what the document was taken for before: what it is taken for now. */
async function settle(read: Import, by: string, deps: Deps): Promise<Decision> {
  if (!(await isAllowed(deps.db, by, 'import_plan')))
    return { reply: { toast: warning('只有督查室可以导入') } }
  return {
    reply: {
      toast: info('这份文件已改作他用，以下是最新内容'),
      card: await importCard(read, deps),
    },
  }
}

/** What was said does what the preview offers; else it shows the preview, and nothing is done. */
const sayFor = (purpose: Import['purpose'], step: ImportStep) =>
  inWords((read, by, via, deps) =>
    read.purpose === purpose ? step(read, by, via, deps) : settle(read, by, deps),
  )

export const sayCommit = sayFor('plan', commit)
export const sayUpdate = sayFor('update', (read, by, via, deps) =>
  commitUpdate(read, null, by, via, deps),
)
export const sayRecord = sayFor('progress', recordProgress)

/** 取消: the newest preview that waits; else the question about a table's columns. */
export const sayCancel: CommandHandler = async (said, deps) => {
  const waiting = await waitingImportOf(deps.db, said.speaker)
  const asked = waiting ? undefined : await cancelAskedColumns(said.speaker, said.key, deps)
  if (!asked?.reply.card) return inWords(cancel)(said, deps)
  return [...(asked.writes ?? []), ...answer(said, asked.reply.card, deps)]
}
