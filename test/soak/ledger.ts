/** What the bot's database holds, read from outside and only to read. */
import { createHash } from 'node:crypto'
import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'

type Row = Readonly<Record<string, unknown>>

/** Asks the database; numbers may come as text. */
export type Ask = (sql: string) => Promise<readonly Row[]>

/**
 * A hash of all rows of each table. Leases come and go with every sweep and say nothing. The copy
 * of the directory is made anew at every start, up to a minute later where the last process was
 * killed at it: its marks and times are left out.
 */
export type Fingerprint = ReadonlyMap<string, string>

const mirror = 'mirror_directory'

/** @param url as the bot's `DATABASE_URL` */
export async function readLedger<T>(url: string, read: (ask: Ask) => Promise<T>): Promise<T> {
  return url.startsWith('file:') ? readFile(url.slice(5), read) : readServer(url, read)
}

async function readFile<T>(path: string, read: (ask: Ask) => Promise<T>): Promise<T> {
  const sqlite = new BetterSqlite3(path, { readonly: true, timeout: 5000 })
  try {
    return await read(async (sql) => sqlite.prepare<[], Row>(sql).all())
  } finally {
    sqlite.close()
  }
}

async function readServer<T>(url: string, read: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await read(async (sql) => (await client.query<Row>(sql)).rows)
  } finally {
    await client.end()
  }
}

/** Of a SQLite database. */
export const fingerprint = (url: string): Promise<Fingerprint> =>
  readLedger(url, async (ask) => {
    const tables = await ask(
      "select name from sqlite_master where type = 'table' and name <> 'leases' order by name",
    )
    const prints = await Promise.all(
      tables.map(async ({ name }) => {
        const rows = (await ask(`select * from "${name}"`))
          .filter(({ kind }) => kind !== mirror)
          .map(({ updated_at: _, ...row }) => JSON.stringify(row))
        const digest = createHash('sha256').update(rows.toSorted().join('\n')).digest('hex')
        return [String(name), `${rows.length} rows, ${digest.slice(0, 16)}`] as const
      }),
    )
    return new Map(prints)
  })

/** The tables that differ, with what they held before and after. */
export const changedTables = (before: Fingerprint, after: Fingerprint): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((table) => before.get(table) !== after.get(table))
    .map((table) => `${table}: ${before.get(table)} → ${after.get(table)}`)

/** How much waits to be handled or sent by `now` (default: the real time), the directory apart. */
export const waiting = (url: string, now = Date.now()): Promise<number> =>
  readLedger(url, async (ask) => {
    const [row] = await ask(`select
      (select count(*) from inbox where state = 'waiting') +
      (select count(*) from work where state = 'waiting' and kind <> '${mirror}') +
      (select count(*) from outbox where state = 'waiting' and not_before <= ${now}) as n`)
    return Number(row?.n)
  })
