/** What the bot's database file holds, read from outside and only to read. */
import { createHash } from 'node:crypto'
import BetterSqlite3 from 'better-sqlite3'

type Row = Readonly<Record<string, unknown>>

/**
 * A hash of all rows of each table. Leases come and go with every sweep and say nothing. The copy
 * of the directory is made anew at every start, up to a minute later where the last process was
 * killed at it: its marks and times are left out.
 */
export type Fingerprint = ReadonlyMap<string, string>

const mirror = 'mirror_directory'

export function readLedger<T>(path: string, read: (all: (sql: string) => Row[]) => T): T {
  const sqlite = new BetterSqlite3(path, { readonly: true, timeout: 5000 })
  try {
    return read((sql) => sqlite.prepare<[], Row>(sql).all())
  } finally {
    sqlite.close()
  }
}

export const fingerprint = (path: string): Fingerprint =>
  readLedger(path, (all) => {
    const tables = all(
      "select name from sqlite_master where type = 'table' and name <> 'leases' order by name",
    )
    return new Map(
      tables.map(({ name }) => {
        const rows = all(`select * from "${name}"`)
          .filter(({ kind }) => kind !== mirror)
          .map(({ updated_at: _, ...row }) => JSON.stringify(row))
        const digest = createHash('sha256').update(rows.sort().join('\n')).digest('hex')
        return [String(name), `${rows.length} rows, ${digest.slice(0, 16)}`]
      }),
    )
  })

/** The tables that differ, with what they held before and after. */
export const changedTables = (before: Fingerprint, after: Fingerprint): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((table) => before.get(table) !== after.get(table))
    .map((table) => `${table}: ${before.get(table)} → ${after.get(table)}`)

/** How much waits to be handled or sent by now, the copy of the directory apart. */
export const waiting = (path: string): number =>
  readLedger(path, (all) => {
    const [row] = all(`select
      (select count(*) from inbox where state = 'waiting') +
      (select count(*) from work where state = 'waiting' and kind <> '${mirror}') +
      (select count(*) from outbox where state = 'waiting' and not_before <= ${Date.now()}) as n`)
    return Number(row?.n)
  })
