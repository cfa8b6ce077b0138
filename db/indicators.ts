import { sql } from 'kysely'
import type { DecidedTask } from '../src/domain/decide-indicators.ts'
import type { Database, Writes } from './database.ts'
import { archiveItems } from './item-rows.ts'
import { listsOf } from './several.ts'

/** What the office decided about proposals. Audit entries for the tasks' versions stand before it. */
export function recordDecision(
  db: Database,
  decided: readonly DecidedTask[],
  isTaken: boolean,
  at: number,
): Writes {
  const ids = decided.flatMap((one) => one.ids)
  const emptied = decided.flatMap(({ before, after }) => {
    const left = new Set(after.items.map(({ id }) => id))
    return before.items.map(({ id }) => id).filter((id) => !left.has(id))
  })
  return [
    ...listsOf(decided.map(({ after }) => after.id)).map((some) =>
      db.query
        .updateTable('tasks')
        .set({ version: sql<number>`version + 1` })
        .where('id', 'in', some),
    ),
    ...(isTaken
      ? listsOf(ids, 1).map((some) =>
          db.query.updateTable('indicators').set({ is_proposal: 0 }).where('id', 'in', some),
        )
      : [...archiveItems(db, 'indicators', ids, at), ...archiveItems(db, 'items', emptied, at)]),
  ]
}
