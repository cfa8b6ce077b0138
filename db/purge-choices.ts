/** What there is to be taken out: by whom and when, without a word of it. */
import type { PurgeTarget } from '../src/domain/purge.ts'
import type { Database } from './database.ts'

export type Purgeable = {
  readonly what: Exclude<PurgeTarget['kind'], 'text'>
  readonly id: string
  /** Null of a file. */
  readonly taskId: string | null
  /** An open_id. */
  readonly by: string
  /** Epoch ms. */
  readonly at: number
  /** What tells a report from others of its author: its percentage, or how it begins. */
  readonly hint?: string
}

const ofReports = (db: Database) =>
  db.query
    .selectFrom('reports')
    .select(['id', 'task_id', 'author_open_id as by', 'at', 'percent', 'progress'])

const ofDirectives = (db: Database) =>
  db.query.selectFrom('directives').select(['id', 'task_id', 'by_open_id as by', 'at'])

const ofEvidence = (db: Database) =>
  db.query
    .selectFrom('evidence')
    .select(['id', 'task_id', 'by_open_id as by', 'at'])
    .where('task_id', 'is not', null)
    .$narrowType<{ task_id: string }>()

const ofRequests = (db: Database) =>
  db.query
    .selectFrom('task_requests')
    .select(['id', 'task_id', 'by_open_id as by', 'created_at as at'])

type Row = {
  readonly id: string
  readonly task_id: string
  readonly by: string
  readonly at: number
}

const onTask =
  (what: Purgeable['what']) =>
  ({ id, task_id, by, at }: Row): Purgeable => ({ what, id, taskId: task_id, by, at })

const hintOf = (row: { readonly percent: string | null; readonly progress: string }): string =>
  row.percent === null ? Array.from(row.progress).slice(0, 6).join('') : `${row.percent}%`

/** The latest on a task, newest first, at most `limit` of each kind. */
export async function purgeableOf(
  db: Database,
  taskId: string,
  limit: number,
): Promise<readonly Purgeable[]> {
  const [reports, directives, requests, evidence] = await Promise.all([
    ofReports(db).where('task_id', '=', taskId).orderBy('at', 'desc').limit(limit).execute(),
    ofDirectives(db).where('task_id', '=', taskId).orderBy('at', 'desc').limit(limit).execute(),
    ofRequests(db)
      .where('task_id', '=', taskId)
      .orderBy('created_at', 'desc')
      .limit(limit)
      .execute(),
    ofEvidence(db).where('task_id', '=', taskId).orderBy('at', 'desc').limit(limit).execute(),
  ])
  return [
    ...evidence.map(onTask('evidence')),
    ...reports.map((row) => ({ ...onTask('report')(row), hint: hintOf(row) })),
    ...directives.map(onTask('directive')),
    ...requests.map(onTask('request')),
  ].sort((a, b) => b.at - a.at)
}

/** Files that were read, newest first. */
export async function purgeableImports(db: Database, limit: number): Promise<readonly Purgeable[]> {
  const rows = await db.query
    .selectFrom('imports')
    .select(['id', 'open_id', 'created_at'])
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, open_id, created_at }) => ({
    what: 'import',
    id,
    taskId: null,
    by: open_id,
    at: created_at,
  }))
}

export async function findPurgeable(
  db: Database,
  what: Purgeable['what'],
  id: string,
): Promise<Purgeable | undefined> {
  if (what === 'import') {
    const row = await db.query
      .selectFrom('imports')
      .select(['open_id', 'created_at'])
      .where('id', '=', id)
      .executeTakeFirst()
    return row && { what, id, taskId: null, by: row.open_id, at: row.created_at }
  }
  const found = {
    evidence: () => ofEvidence(db).where('id', '=', id).executeTakeFirst(),
    report: () => ofReports(db).where('id', '=', id).executeTakeFirst(),
    directive: () => ofDirectives(db).where('id', '=', id).executeTakeFirst(),
    request: () => ofRequests(db).where('id', '=', id).executeTakeFirst(),
  }
  const row = await found[what]()
  return row && onTask(what)(row)
}
