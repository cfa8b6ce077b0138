import { sql } from 'kysely'
import type { Task } from '../src/domain/plan.ts'
import { askedAnew, type PlanDiff } from '../src/domain/plan-diff.ts'
import type { Database, Writes } from './database.ts'
import { archiveItems, insertItems, saveItems } from './item-rows.ts'
import {
  archiveMilestones,
  insertDuties,
  milestoneRows,
  replaceDuties,
  saveMilestones,
  taskRow,
} from './plan-rows.ts'
import { insertsOf, listsOf } from './several.ts'

/**
 * Makes of a plan its newer version, as one list of writes. What is printed no more gets
 * `archived_at` and keeps all else; no report, binding or done node is touched. Its audit entries
 * head the list: they are the lock on the versions that the difference was made from.
 * @param sourceDigest of the document; null: it is still the same one
 */
export function updatePlan(
  db: Database,
  diff: PlanDiff,
  sourceDigest: string | null,
  at: number,
): Writes {
  const updates = [...diff.changed, ...diff.restored]
  const saved = updates.map(({ after }) => after)
  const place = new Map(diff.tasks.map((task, position) => [task.id, position]))
  const rowOf = (task: Task) => taskRow(task, place.get(task.id) ?? 0)
  return [
    updatePlanRow(db, diff, sourceDigest),
    ...insertsOf(diff.added.map(rowOf)).map((rows) => db.query.insertInto('tasks').values(rows)),
    ...saveTasks(db, saved.map(rowOf)),
    ...listsOf(askedAnew(diff)).map((ids) =>
      db.query.updateTable('tasks').set({ awaiting_since: null }).where('id', 'in', ids),
    ),
    ...moveTasks(db, diff.moved.map(rowOf)),
    ...archiveTasks(
      db,
      diff.removed.map(({ id }) => id),
      at,
    ),
    ...replaceDuties(db, saved),
    ...insertDuties(db, diff.added),
    ...insertsOf(diff.added.flatMap(milestoneRows)).map((rows) =>
      db.query.insertInto('milestones').values(rows),
    ),
    ...saveMilestones(db, saved),
    ...archiveMilestones(
      db,
      saved.flatMap(({ archivedMilestones }) => archivedMilestones.map(({ id }) => id)),
      at,
    ),
    ...insertItems(db, diff.added),
    ...saveItems(db, saved),
    ...archiveItems(
      db,
      'items',
      saved.flatMap(({ archivedItems }) => archivedItems.map(({ id }) => id)),
      at,
    ),
    ...archiveItems(
      db,
      'indicators',
      saved.flatMap(({ archivedIndicators }) => archivedIndicators.map(({ id }) => id)),
      at,
    ),
  ]
}

const updatePlanRow = (db: Database, { after }: PlanDiff, sourceDigest: string | null) =>
  db.query
    .updateTable('plans')
    .set({
      title: after.title,
      issuer: after.issuer,
      doc_no: after.docNo,
      issued_on: after.issuedOn,
      ...(sourceDigest === null ? {} : { source_digest: sourceDigest }),
      version: after.version,
    })
    .where('id', '=', after.id)

type TaskRow = ReturnType<typeof taskRow>

/** `archived_at` is one parameter more. */
const saveTasks = (db: Database, tasks: readonly TaskRow[]): Writes =>
  insertsOf(tasks, 1).map((rows) =>
    db.query
      .insertInto('tasks')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref, case: when }) => ({
          seq: ref('excluded.seq'),
          position: ref('excluded.position'),
          section: ref('excluded.section'),
          title: ref('excluded.title'),
          text: ref('excluded.text'),
          forms: ref('excluded.forms'),
          state: ref('excluded.state'),
          // Who has to acknowledge anew is asked from 下发变动 on.
          awaiting_since: when()
            .when('tasks.state', '=', ref('excluded.state'))
            .then(ref('tasks.awaiting_since'))
            .else(null)
            .end(),
          version: ref('excluded.version'),
          printed_rate: ref('excluded.printed_rate'),
          archived_at: null,
        })),
      ),
  )

/** Their place alone: somebody may report on them at this moment. */
const moveTasks = (db: Database, tasks: readonly TaskRow[]): Writes =>
  insertsOf(tasks).map((rows) =>
    db.query
      .insertInto('tasks')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({ position: ref('excluded.position') })),
      ),
  )

/** A version more: who works on the task at this moment finds that it moved on. */
const archiveTasks = (db: Database, ids: readonly string[], at: number): Writes =>
  listsOf(ids, 1).map((some) =>
    db.query
      .updateTable('tasks')
      .set({ archived_at: at, version: sql<number>`version + 1` })
      .where('id', 'in', some),
  )
