/** 误传清除: the search for all that has to go. */
import { sql } from 'kysely'
import {
  matcherOf,
  type PurgeTarget,
  purgedMark,
  purgeText,
  runsOf,
  wholeMatcherOf,
} from '../src/domain/purge.ts'
import { contentPlaces, copies } from './content-places.ts'
import type { Database, Writes } from './database.ts'
import { likeable } from './like-part.ts'
import { rowsOfReport } from './purge-reports.ts'
import type { Schema } from './schema.ts'
import { listsOf } from './several.ts'
import { dropWork } from './work.ts'

type Row = Readonly<Record<string, unknown>>

/** A row that holds some of it, and what it is to hold instead. */
export type Found = {
  readonly table: keyof Schema
  readonly row: Row
  readonly words: Readonly<Record<string, string>>
}

const ownTables = {
  report: 'reports',
  directive: 'directives',
  request: 'task_requests',
  evidence: 'evidence',
  import: 'imports',
} as const

/** Every row that holds what is to go. Of a file its draft goes as a whole. */
export async function findContent(db: Database, target: PurgeTarget): Promise<readonly Found[]> {
  if (target.kind === 'text') {
    const matches = wholeMatcherOf(target.text)
    const tables = (Object.keys(contentPlaces) as (keyof Schema)[]).filter(
      (table) => contentPlaces[table].words.length > 0 && table !== 'purges',
    )
    return rowsOf(db, tables, [target.text], matches)
  }
  const table = ownTables[target.kind]
  const own = await db.query
    .selectFrom(table)
    .selectAll()
    .where('id', '=', target.id)
    .executeTakeFirst()
  if (!own) return []
  const texts = textsOf(own, contentPlaces[table].words)
  const found = await rowsOf(db, copies, texts, matcherOf(texts), timeIn(own))
  const byId = target.kind === 'report' ? await rowsOfReport(db, target.id) : []
  const known = new Set(byId.map(keyOf))
  const byText = found.filter((one) => !known.has(keyOf(one)))
  return [{ table, row: own, words: emptied(table, own) }, ...byId, ...byText]
}

/** All that is written in a row, the texts of a draft one by one. */
const textsOf = (row: Row, words: readonly string[]): readonly string[] =>
  words.flatMap((column) => leavesOf(row[column]))

function leavesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    const isJson = /^\s*[[{]/.test(value)
    return isJson ? leavesOf(JSON.parse(value)) : [value]
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : []
}

const emptied = (table: (typeof ownTables)[keyof typeof ownTables], row: Row) =>
  Object.fromEntries(
    contentPlaces[table].words.flatMap((column) =>
      typeof row[column] === 'string' && row[column] !== ''
        ? [[column, column === 'draft' ? emptyDraft(row[column]) : purgedMark]]
        : [],
    ),
  )

/** A draft without tasks and texts, which cards can still show. */
function emptyDraft(draft: string): string {
  const read = JSON.parse(draft)
  return JSON.stringify({
    ...read,
    plan: { ...read.plan, title: purgedMark, issuer: null, docNo: null },
    tasks: [],
    doubts: [],
    leftovers: [],
    repairs: [],
    remarks: [],
  })
}

/** When the rows of the copies came; a message is older than what was made of it. */
const timeOf: Readonly<Partial<Record<keyof Schema, string>>> = {
  inbox: 'received_at',
  work: 'created_at',
  outbox: 'created_at',
  audit_events: 'at',
  report_drafts: 'at',
}
const daysBefore = 86_400_000

/** Epoch ms at which a row came; 0 where it does not say. */
const timeIn = (row: Row): number =>
  [row.at, row.received_at, row.created_at].find((time) => typeof time === 'number') ?? 0

/** Since when the content is here: that of the oldest row. @param now where no row says */
export const sinceOf = (found: readonly Found[], now: number): number =>
  Math.min(now, ...found.map(({ row }) => timeIn(row)).filter((time) => time > 0))

/** At most so many patterns stand in one statement. */
const mostPatterns = 40

async function rowsOf(
  db: Database,
  tables: readonly (keyof Schema)[],
  texts: readonly string[],
  matches: (text: string) => boolean,
  since = 0,
): Promise<readonly Found[]> {
  const runs = [...new Set(runsOf(texts).map(likeable))]
  if (runs.length === 0) return []
  const found = await Promise.all(
    tables.map(async (table) => {
      const { words } = contentPlaces[table]
      const rows = await likelyRows(db, table, runs, since)
      return rows.flatMap((row) => {
        const changed = changedWords(row, words, matches)
        return Object.keys(changed).length > 0 ? [{ table, row, words: changed }] : []
      })
    }),
  )
  return found.flat()
}

/** Rows with one of the runs in their words, each once. */
async function likelyRows(
  db: Database,
  table: keyof Schema,
  runs: readonly string[],
  since: number,
): Promise<readonly Row[]> {
  const { words } = contentPlaces[table]
  const share = Math.max(1, Math.floor(mostPatterns / words.length))
  const time = timeOf[table]
  const all = () => db.query.selectFrom(table).selectAll()
  // Of a whole file there is more to look for than a statement takes: all of its time is read.
  if (runs.length > share && time && since > 0) {
    return all()
      .where(sql.ref(time), '>=', since - daysBefore)
      .execute()
  }
  const parts = Array.from({ length: Math.ceil(runs.length / share) }, (_, part) =>
    runs.slice(part * share, (part + 1) * share),
  )
  const rows: readonly Row[][] = await Promise.all(
    parts.map((part) =>
      all()
        .where((where) =>
          where.or(
            part.flatMap((run) =>
              words.map((column) => sql<boolean>`${sql.ref(column)} LIKE ${`%${run}%`}`),
            ),
          ),
        )
        .execute(),
    ),
  )
  return [...new Map(rows.flat().map((row) => [keyOf({ table, row }), row])).values()]
}

/** Tells a row from all others, of every table. */
const keyOf = ({ table, row }: Pick<Found, 'table' | 'row'>): string =>
  JSON.stringify([table, ...contentPlaces[table].key.map((column) => row[column])])

function changedWords(
  row: Row,
  words: readonly string[],
  matches: (text: string) => boolean,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    words.flatMap((column) => {
      const text = row[column]
      if (typeof text !== 'string') return []
      const after = purgeText(text, matches)
      return after === text ? [] : [[column, after]]
    }),
  )
}

/**
 * Messages of the bot that may show some of it: those that quote it, those about its task, since a
 * press draws a card anew in its place, and the desks on which reports are reviewed.
 */
export async function sentMessages(
  db: Database,
  found: readonly Found[],
): Promise<readonly { readonly messageId: string; readonly isCard: boolean }[]> {
  const quoting = found.filter(({ table }) => table === 'outbox').map(({ row }) => row.id as string)
  const subjects = found.filter(({ table }) => !isCopy(table))
  const ids = new Set(
    subjects.flatMap(({ row }) => [row.id, row.task_id, row.import_id].filter(isText)),
  )
  const about = [
    // The end of an id tells it from others, and D1 takes no more than 50 bytes.
    ...[...ids].map((id) => `%${`"${id}"`.slice(-48)}%`),
    ...(subjects.some(({ table }) => table === 'reports') ? ['%"action":"review.%'] : []),
  ]
  const rows = await Promise.all([
    ...listsOf(quoting).map((some) => sentRows(db).where('id', 'in', some).execute()),
    ...about.map((pattern) => sentRows(db).where('content', 'like', pattern).execute()),
  ])
  const sent = rows
    .flat()
    .flatMap(({ message_id, kind }) =>
      message_id ? [[message_id, { messageId: message_id, isCard: kind !== 'text' }] as const] : [],
    )
  return [...new Map(sent).values()]
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isCopy = (table: keyof Schema): boolean => copies.some((one) => one === table)

const sentRows = (db: Database) =>
  db.query.selectFrom('outbox').select(['message_id', 'kind']).where('message_id', 'is not', null)

/** Takes it out of these rows; of a file that was sent as evidence its bytes go too. */
export const purgeRows = (db: Database, found: readonly Found[]): Writes => [
  ...found
    .filter(({ table }) => table === 'evidence')
    .map(({ row }) =>
      db.query.deleteFrom('evidence_chunks').where('evidence_id', '=', row.id as string),
    ),
  // What still waits to be fetched is not fetched any more.
  ...found
    .filter(({ table }) => table === 'evidence')
    .flatMap(({ row }) => dropWork(db, `evidence:${row.id}`)),
  ...found.map(({ table, row, words }) => {
    const update = db.query.updateTable(table).set(words as never)
    return contentPlaces[table].key.reduce(
      (query, column) => query.where(sql.ref(column), '=', row[column] as never),
      update,
    )
  }),
]
