import type { DraftPlan } from '../src/domain/draft-plan.ts'
import type { Database, Writes } from './database.ts'
import { newestWaiting } from './newest-waiting.ts'
import type { ImportTable } from './schema/documents.ts'

/** A document that was read and waits for an answer, or what became of it. */
export type Import = Omit<ImportTable, 'draft' | 'repairs_off'> & {
  readonly draft: DraftPlan
  /** Kinds of repairs that the office switched off for this file. */
  readonly repairs_off: readonly string[]
}

const toImport = (row: ImportTable): Import => ({
  ...row,
  draft: JSON.parse(row.draft),
  repairs_off: JSON.parse(row.repairs_off),
})

export async function findImport(db: Database, id: string): Promise<Import | undefined> {
  const row = await db.query
    .selectFrom('imports')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toImport(row)
}

/** The newest import of an account that still waits for an answer. */
export async function waitingImportOf(db: Database, openId: string): Promise<Import | undefined> {
  const row = await db.query
    .selectFrom('imports')
    .selectAll()
    .where('id', '=', newestWaiting(db, 'imports', openId))
    .executeTakeFirst()
  return row && toImport(row)
}

/** The newest document that a plan was made or changed from: its doubts are the plan's. */
export async function sourceImportOf(db: Database, planId: string): Promise<Import | undefined> {
  const row = await db.query
    .selectFrom('imports')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('state', '=', 'committed')
    .where('purpose', 'in', ['plan', 'update'])
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toImport(row)
}

/** The plan on which progress of this content was recorded already. */
export async function recordedOn(db: Database, digest: string): Promise<string | undefined> {
  const row = await db.query
    .selectFrom('imports')
    .innerJoin('plans', 'plans.id', 'imports.plan_id')
    .select('plans.id')
    .where('imports.digest', '=', digest)
    .where('imports.purpose', '=', 'progress')
    .where('imports.state', '=', 'committed')
    .where('plans.state', '!=', 'cancelled')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** What may be left out has its usual value: a plan of its own, from no message, all repairs made. */
type Defaulted = 'purpose' | 'target_plan_id' | 'message_id' | 'file_key' | 'repairs_off'
export type NewImport = Omit<Import, Defaulted> & Partial<Pick<Import, Defaulted>>

export const insertImport = (db: Database, read: NewImport): Writes => [
  db.query
    .insertInto('imports')
    .values({
      purpose: 'plan',
      target_plan_id: null,
      message_id: null,
      file_key: null,
      ...read,
      draft: JSON.stringify(read.draft),
      repairs_off: JSON.stringify(read.repairs_off ?? []),
    })
    .onConflict((conflict) => conflict.doNothing()),
]

type Versioned = Pick<Import, 'id' | 'version'>

export const closeImport = (
  db: Database,
  read: Versioned,
  state: ImportTable['state'],
  planId: string | null,
): Writes => [
  db.query
    .updateTable('imports')
    .set({ state, plan_id: planId, version: read.version + 1 })
    .where('id', '=', read.id),
]

/** What the document is taken for, and on which plan. */
export const assignImport = (
  db: Database,
  read: Versioned,
  purpose: ImportTable['purpose'],
  planId: string | null,
): Writes => [
  db.query
    .updateTable('imports')
    .set({ purpose, target_plan_id: planId, version: read.version + 1 })
    .where('id', '=', read.id),
]

/** The file was read once more, with other repairs. */
export const rereadImport = (
  db: Database,
  read: Import,
  again: Pick<Import, 'draft' | 'digest' | 'repairs_off'>,
): Writes => [
  db.query
    .updateTable('imports')
    .set({
      draft: JSON.stringify(again.draft),
      digest: again.digest,
      repairs_off: JSON.stringify(again.repairs_off),
      version: read.version + 1,
    })
    .where('id', '=', read.id),
]

/** Something about it changed that is kept elsewhere: an answer to a doubt. */
export const touchImport = (db: Database, read: Versioned): Writes => [
  db.query
    .updateTable('imports')
    .set({ version: read.version + 1 })
    .where('id', '=', read.id),
]
