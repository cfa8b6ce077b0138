import type { Database } from './database.ts'
import { listsOf } from './several.ts'

/** `QL26-14` of the ids of tasks, and of requests and directives on them; `QL26` of plans. */
export async function namesOfIds(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(listsOf(ids).map((some) => namesOfSome(db, some)))
  return new Map(found.flat())
}

async function namesOfSome(db: Database, ids: readonly string[]) {
  const numbered = () =>
    db.query.selectFrom('tasks').innerJoin('plans', 'plans.id', 'tasks.plan_id')
  const [tasks, requests, directives, plans] = await Promise.all([
    numbered()
      .select(['tasks.id as id', 'plans.code', 'tasks.seq'])
      .where('tasks.id', 'in', ids)
      .execute(),
    numbered()
      .innerJoin('task_requests', 'task_requests.task_id', 'tasks.id')
      .select(['task_requests.id as id', 'plans.code', 'tasks.seq'])
      .where('task_requests.id', 'in', ids)
      .execute(),
    numbered()
      .innerJoin('directives', 'directives.task_id', 'tasks.id')
      .select(['directives.id as id', 'plans.code', 'tasks.seq'])
      .where('directives.id', 'in', ids)
      .execute(),
    db.query.selectFrom('plans').select(['id', 'code']).where('id', 'in', ids).execute(),
  ])
  return [
    ...[...tasks, ...requests, ...directives].map(
      ({ id, code, seq }) => [id, `${code}-${seq}`] as const,
    ),
    ...plans.map(({ id, code }) => [id, code] as const),
  ]
}
