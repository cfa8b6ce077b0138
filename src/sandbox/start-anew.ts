import type { Database } from '../../db/database.ts'
import { addWork } from '../../db/work.ts'
import type { Sender } from '../deliver.ts'
import { configureOffice } from '../office-claim.ts'

const mark = 'sandbox'

/** Marks a database that nobody has used yet as the sandbox's own: it alone is ever emptied. */
export async function markAsSandbox(db: Database): Promise<void> {
  for (const table of ['plans', 'imports', 'inbox'] as const) {
    const { count } = await db.query
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    if (Number(count) > 0) return
  }
  const row = { key: mark, value: 'own' }
  await db.atomic([
    db.query
      .insertInto('settings')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doNothing()),
  ])
}

/** Whether the sandbox began this database: one that holds anything else is never emptied. */
export const isSandbox = async (db: Database): Promise<boolean> =>
  (await db.query
    .selectFrom('settings')
    .select('key')
    .where('key', '=', mark)
    .executeTakeFirst()) !== undefined

/** Empties the bot's database and makes it ready again, as at the first start. */
export async function emptyDatabase(
  { deps }: Sender,
  adminOpenIds: readonly string[],
): Promise<void> {
  const { db, clock } = deps
  await deleteAll(db)
  await markAsSandbox(db)
  await configureOffice(db, adminOpenIds, clock.now())
  const id = `mirror:anew:${deps.newId()}`
  await db.atomic([addWork(db, { id, kind: 'mirror_directory', payload: {} }, clock.now())])
  deps.wake()
}

/** What others refer to goes last: a table that cannot be emptied yet is tried again after the rest. */
async function deleteAll(db: Database): Promise<void> {
  const tables = await db.query.introspection.getTables()
  let left = tables.map(({ name }) => name).filter((name) => name !== 'migrations')
  while (left.length > 0) {
    const referred: string[] = []
    let problem: unknown
    for (const name of left) {
      try {
        await db.atomic([db.query.deleteFrom(name as 'settings')])
      } catch (error) {
        problem = error
        referred.push(name)
      }
    }
    if (referred.length === left.length) throw problem
    left = referred
  }
}
