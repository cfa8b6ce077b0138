/** Which tasks to load. */
import type { Resolver } from '../src/domain/people.ts'
import type { PlanState } from '../src/domain/plan.ts'
import type { Database } from './database.ts'
import { listed } from './own-tasks.ts'

/** Which tasks to load: all of some plans, one, or those of an account or a printed name. */
export type TaskFilter =
  | { readonly planIds: readonly string[] }
  | { readonly inState: PlanState }
  | { readonly taskId: string }
  /** At most a page of them. */
  | { readonly taskIds: readonly string[] }
  | { readonly openId: string }
  | { readonly partyId: string }
  /** Tasks whose last report waits for the office, or for a signature. */
  | { readonly awaiting: 'review' | 'sign_off' }
  /** Tasks that a unit was asked to acknowledge. */
  | { readonly awaiting: 'acknowledgement' }

export function tasksOf(db: Database, filter: TaskFilter, resolver: Resolver) {
  const tasks = db.query.selectFrom('tasks')
  if ('taskId' in filter) return tasks.where('tasks.id', '=', filter.taskId)
  if ('taskIds' in filter) return tasks.where('tasks.id', 'in', listed(filter.taskIds))
  if ('planIds' in filter) return tasks.where('tasks.plan_id', 'in', listed(filter.planIds))
  if ('inState' in filter) {
    const plans = db.query.selectFrom('plans').select('id').where('state', '=', filter.inState)
    return tasks.where('tasks.plan_id', 'in', plans)
  }
  if ('awaiting' in filter && filter.awaiting === 'acknowledgement') {
    return tasks
      .where('tasks.state', '=', 'awaiting_acknowledgement')
      .where('tasks.awaiting_since', 'is not', null)
  }
  if ('awaiting' in filter) {
    const state = filter.awaiting === 'review' ? 'submitted' : 'awaiting_sign_off'
    const waiting = db.query.selectFrom('reports').select('id').where('state', '=', state)
    return tasks.where('tasks.last_report_id', 'in', waiting)
  }
  if ('partyId' in filter) {
    return tasks.where(
      'tasks.id',
      'in',
      db.query.selectFrom('duties').select('task_id').where('party_id', '=', filter.partyId),
    )
  }
  const reach = resolver.reach(filter.openId)
  return tasks.where((where) =>
    where.or([
      where('tasks.id', 'in', listed(reach.taskIds)),
      where(
        'tasks.id',
        'in',
        db.query
          .selectFrom('duties')
          .select('task_id')
          .where('party_id', 'in', listed(reach.partyIds)),
      ),
    ]),
  )
}
