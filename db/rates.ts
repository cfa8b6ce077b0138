import type { HandSetRate, Plan } from '../src/domain/plan.ts'
import type { Database, Writes } from './database.ts'

/** @param subjectId of a task or an item of it */
export const setRateByHand = (
  db: Database,
  taskId: string,
  subjectId: string,
  { rate, reason, by, at }: HandSetRate,
): Writes => [
  db.query
    .insertInto('hand_set_rates')
    .values({ subject_id: subjectId, task_id: taskId, rate, reason, set_by: by, set_at: at })
    .onConflict((conflict) =>
      conflict.column('subject_id').doUpdateSet({ rate, reason, set_by: by, set_at: at }),
    ),
]

/** The formula gives the rate again. */
export const unsetRateByHand = (db: Database, subjectId: string): Writes => [
  db.query.deleteFrom('hand_set_rates').where('subject_id', '=', subjectId),
]

export const setRateProfile = (
  db: Database,
  plan: Pick<Plan, 'id' | 'rateProfile' | 'version'>,
): Writes => [
  db.query
    .updateTable('plans')
    .set({ rate_profile: plan.rateProfile, version: plan.version })
    .where('id', '=', plan.id),
]
