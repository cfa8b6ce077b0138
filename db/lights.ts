import type { IsoDate } from '../src/domain/draft-plan.ts'
import { groupBy } from '../src/domain/group-by.ts'
import type { Light, TaskLight } from '../src/domain/lights.ts'
import type { Database, Writes } from './database.ts'
import { insertsOf, listsOf } from './several.ts'

/** A day's lights, once: what was stored of that day stays. */
export const storeLights = (
  db: Database,
  lights: readonly { readonly taskId: string; readonly light: TaskLight }[],
): Writes =>
  insertsOf(
    lights.map(({ taskId, light }) => ({
      task_id: taskId,
      as_of: light.asOf,
      profile: light.profile,
      light: light.light,
      labels: JSON.stringify(light.labels),
      inputs: JSON.stringify(light.inputs),
      rule_version: light.ruleVersion,
    })),
  ).map((rows) =>
    db.query
      .insertInto('lights')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing()),
  )

/** Stored lights of tasks from a day on, oldest first. */
export async function lightsSince(
  db: Database,
  taskIds: readonly string[],
  from: IsoDate,
): Promise<ReadonlyMap<string, readonly Light[]>> {
  const rows = await Promise.all(
    listsOf(taskIds, 1).map((some) =>
      db.query
        .selectFrom('lights')
        .select(['task_id', 'as_of', 'light'])
        .where('task_id', 'in', some)
        .where('as_of', '>=', from)
        .orderBy('as_of')
        .execute(),
    ),
  )
  const byTask = groupBy(rows.flat(), (row) => row.task_id)
  return new Map([...byTask].map(([id, all]) => [id, all.map(({ light }) => light)]))
}
