import type { DraftPlan } from '../src/domain/draft-plan.ts'
import type { Database, Writes } from './database.ts'
import type { ImportTable } from './schema.ts'

/** A document that was read and waits for 确认导入, or what became of it. */
export type Import = Omit<ImportTable, 'draft'> & { readonly draft: DraftPlan }

export async function findImport(db: Database, id: string): Promise<Import | undefined> {
  const row = await db.query
    .selectFrom('imports')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { ...row, draft: JSON.parse(row.draft) }
}

/** The newest import of an account that still waits for an answer. */
export async function waitingImportOf(db: Database, openId: string): Promise<Import | undefined> {
  const row = await db.query
    .selectFrom('imports')
    .selectAll()
    .where('open_id', '=', openId)
    .where('state', '=', 'waiting')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, draft: JSON.parse(row.draft) }
}

export const insertImport = (db: Database, read: Import): Writes => [
  db.query
    .insertInto('imports')
    .values({ ...read, draft: JSON.stringify(read.draft) })
    .onConflict((conflict) => conflict.doNothing()),
]

export const closeImport = (
  db: Database,
  read: Pick<Import, 'id' | 'version'>,
  state: ImportTable['state'],
  planId: string | null,
): Writes => [
  db.query
    .updateTable('imports')
    .set({ state, plan_id: planId, version: read.version + 1 })
    .where('id', '=', read.id),
]
