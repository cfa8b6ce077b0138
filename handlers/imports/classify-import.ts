/** What a document that was read is for: a plan of its own, a newer version of one, or progress. */
import type { Database } from '../../db/database.ts'
import { recordedOn } from '../../db/imports.ts'
import { findPlanByDigest, loadKeptPlan, loadPlans, plansInState } from '../../db/plans.ts'
import type { ImportTable } from '../../db/schema/documents.ts'
import type { DraftPlan } from '../../src/domain/draft-plan.ts'
import type { PlanWithTasks } from '../../src/domain/plan.ts'
import { isEmptyDiff, planDiff } from '../../src/domain/plan-diff.ts'
import { carriesProgress, isProgressTable, planTold } from '../../src/domain/progress-batch.ts'
import { planOfThatTitle } from './import-draft.ts'

export type Classified = {
  readonly purpose: ImportTable['purpose']
  /** The plan that it is about; of one that is not new, the plan that it is. */
  readonly planId: string | null
  /** It says nothing that is not there already. */
  readonly isKnown: boolean
}

/**
 * The same content was there before: nothing to do. A table that tells progress of a running plan
 * is recorded on it; one with the title of a plan is its newer version; else it is a plan of its own.
 * @param readOf applies to a draft what was answered of an earlier version of the same plan
 */
export async function classifyImport(
  draft: DraftPlan,
  digest: string,
  readOf: (planId: string) => Promise<DraftPlan>,
  db: Database,
  at: number,
): Promise<Classified> {
  const [same, recorded] = await Promise.all([findPlanByDigest(db, digest), recordedOn(db, digest)])
  if (same) return { purpose: 'plan', planId: same.id, isKnown: true }
  if (recorded) return { purpose: 'progress', planId: recorded, isKnown: true }
  const told = carriesProgress(draft) ? planTold(await reportablePlans(db, at), draft) : undefined
  if (told && isProgressTable(draft)) return progressOn(told)
  const titled = await planOfThatTitle(draft, db, at)
  if (titled) {
    const kept = await loadKeptPlan(db, titled.id, at)
    const isKnown = kept !== undefined && isEmptyDiff(planDiff(kept, await readOf(titled.id)))
    if (isKnown && told?.plan.id === titled.id) return progressOn(told)
    return { purpose: 'update', planId: titled.id, isKnown }
  }
  return told ? progressOn(told) : { purpose: 'plan', planId: null, isKnown: false }
}

const progressOn = ({ plan }: PlanWithTasks): Classified => ({
  purpose: 'progress',
  planId: plan.id,
  isKnown: false,
})

/** Plans on which the office can report. */
async function reportablePlans(db: Database, at: number): Promise<readonly PlanWithTasks[]> {
  const plans = await plansInState(db, ['running', 'year_end_check'])
  return plans.length === 0 ? [] : loadPlans(db, { planIds: plans.map(({ id }) => id) }, at)
}
