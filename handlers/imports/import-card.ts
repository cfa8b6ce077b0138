/** The card of a document that was read, as things stand now. */
import { importPreviewCard } from '../../cards/imports/import-preview.ts'
import { importProgressCard } from '../../cards/imports/import-progress.ts'
import { importUpdateCard } from '../../cards/imports/import-update.ts'
import type { Card } from '../../cards/kit.ts'
import { answersTo, type GivenAnswers } from '../../db/doubt-answers.ts'
import type { Import } from '../../db/imports.ts'
import { loadKeptPlan, loadPlans } from '../../db/plans.ts'
import { tasksReportedBy } from '../../db/reports.ts'
import type { PlanWithTasks } from '../../src/domain/plan.ts'
import { type PlanDiff, planDiff } from '../../src/domain/plan-diff.ts'
import { type BatchRow, progressBatch } from '../../src/domain/progress-batch.ts'
import type { Deps } from '../../src/ports.ts'
import { draftOf, importPreviewView } from '../views/import-views.ts'
import { importProgressView } from '../views/progress-views.ts'
import { importUpdateView } from '../views/update-views.ts'

/** Of an update or of progress whose plan is gone, the preview of a plan of its own. */
export async function importCard(read: Import, deps: Deps, page = 1): Promise<Card> {
  const given = await answersTo(deps.db, read.id)
  if (read.purpose === 'update') {
    const diff = await diffOf(read, given, deps)
    if (diff) return importUpdateCard(importUpdateView(read, given, diff, page))
  }
  if (read.purpose === 'progress') {
    const batch = await batchOf(read, given, deps)
    if (batch) {
      const { found, rows } = batch
      return importProgressCard(importProgressView(read, given, found.plan, rows, page))
    }
  }
  return importPreviewCard(await importPreviewView(read, given, deps.db))
}

/** What a newer version changes, its doubts answered as they are. Undefined: the plan is gone. */
export async function diffOf(
  read: Import,
  given: GivenAnswers,
  deps: Deps,
): Promise<PlanDiff | undefined> {
  const kept =
    read.target_plan_id && (await loadKeptPlan(deps.db, read.target_plan_id, deps.clock.now()))
  return kept ? planDiff(kept, draftOf(read, given)) : undefined
}

type Batch = { readonly found: PlanWithTasks; readonly rows: readonly BatchRow[] }

/** What a progress table says of which task; once recorded, what was. Undefined: the plan is gone. */
export async function batchOf(
  read: Import,
  given: GivenAnswers,
  deps: Deps,
): Promise<Batch | undefined> {
  if (!read.target_plan_id) return undefined
  const [found] = await loadPlans(deps.db, { planIds: [read.target_plan_id] }, deps.clock.now())
  if (!found) return undefined
  const rows = progressBatch(found, draftOf(read, given))
  if (read.state !== 'committed') return { found, rows }
  const recorded = await tasksReportedBy(deps.db, read.id)
  const asRecorded = rows.map((row): BatchRow => {
    if (!row.task || !recorded.has(row.task.id)) return row
    return { ...row, verdict: 'matched', task: { ...row.task, lastReport: null } }
  })
  return { found, rows: asRecorded }
}
