import type { Database } from '../../db/database.ts'
import { addWork } from '../../db/work.ts'
import type { Sender } from '../deliver.ts'
import { configureOffice } from '../office-claim.ts'

const mark = 'sandbox'

/**
 * Marks a database that nobody has used yet as the sandbox's own: it alone is ever emptied.
 * @returns what names this beginning; undefined: something else began the database
 */
export async function markAsSandbox(db: Database): Promise<string | undefined> {
  const known = await beginningOf(db)
  if (known || (await isUsed(db))) return known
  const row = { key: mark, value: crypto.randomUUID() }
  await db.atomic([db.query.insertInto('settings').values(row)])
  return row.value
}

async function isUsed(db: Database): Promise<boolean> {
  for (const table of ['plans', 'imports', 'inbox'] as const) {
    const { count } = await db.query
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    if (Number(count) > 0) return true
  }
  return false
}

async function beginningOf(db: Database): Promise<string | undefined> {
  const row = await db.query
    .selectFrom('settings')
    .select('value')
    .where('key', '=', mark)
    .executeTakeFirst()
  return row?.value
}

/**
 * Empties the bot's database and makes it ready again, as at the first start.
 * @returns what names the new beginning
 */
export async function emptyDatabase(
  { deps }: Sender,
  adminOpenIds: readonly string[],
): Promise<string | undefined> {
  const { db, clock } = deps
  await deleteAll(db)
  const beginning = await markAsSandbox(db)
  await configureOffice(db, adminOpenIds, clock.now())
  const id = `mirror:anew:${deps.newId()}`
  await db.atomic([addWork(db, { id, kind: 'mirror_directory', payload: {} }, clock.now())])
  deps.wake()
  return beginning
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
