import { sql } from 'kysely'
import { purgedMark } from '../src/domain/purge.ts'
import { chunksOf } from './chunks.ts'
import type { Database, Writes } from './database.ts'

/** 佐证: a picture or a file that was sent in reply to a task's card. */
export type Evidence = {
  readonly id: string
  /** Null until it was asked which of several tasks is meant. */
  readonly taskId: string | null
  readonly by: string
  /** Epoch ms. */
  readonly at: number
  readonly kind: 'image' | 'file'
  readonly fileName: string
  /** Bytes; null until they were fetched. */
  readonly size: number | null
  readonly version: number
}

export const insertEvidence = (db: Database, evidence: Evidence): Writes => [
  db.query.insertInto('evidence').values({
    id: evidence.id,
    task_id: evidence.taskId,
    by_open_id: evidence.by,
    at: evidence.at,
    kind: evidence.kind,
    file_name: evidence.fileName,
    size: evidence.size,
    version: evidence.version,
  }),
]

/** Unless it was purged while its bytes were on their way. */
export const keepEvidenceBytes = (db: Database, id: string, bytes: Uint8Array): Writes => [
  db.query
    .updateTable('evidence')
    .set({ size: bytes.length })
    .where('id', '=', id)
    .where('file_name', '!=', purgedMark),
  ...chunksOf(bytes).map((body, position) =>
    db.query
      .insertInto('evidence_chunks')
      .columns(['evidence_id', 'position', 'body'])
      .expression((from) =>
        from
          .selectFrom('evidence')
          .select([
            'evidence.id',
            sql<number>`cast(${position} as integer)`.as('position'),
            sql<string>`cast(${body} as text)`.as('body'),
          ])
          .where('evidence.id', '=', id)
          .where('file_name', '!=', purgedMark),
      ),
  ),
]

export const assignEvidence = (db: Database, { id, version }: Evidence, taskId: string): Writes => [
  db.query
    .updateTable('evidence')
    .set({ task_id: taskId, version: version + 1 })
    .where('id', '=', id),
]

export async function findEvidence(db: Database, id: string): Promise<Evidence | undefined> {
  const [found] = toEvidence(
    await db.query.selectFrom('evidence').selectAll().where('id', '=', id).execute(),
  )
  return found
}

/** Of a task, the newest first. */
export const evidenceOf = async (db: Database, taskId: string): Promise<readonly Evidence[]> =>
  toEvidence(
    await db.query
      .selectFrom('evidence')
      .selectAll()
      .where('task_id', '=', taskId)
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(50)
      .execute(),
  )

/** What somebody sent and did not yet say for which task, the newest first. */
export const openEvidence = async (db: Database, openId: string): Promise<readonly Evidence[]> =>
  toEvidence(
    await db.query
      .selectFrom('evidence')
      .selectAll()
      .where('by_open_id', '=', openId)
      .where('task_id', 'is', null)
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(20)
      .execute(),
  )

type Row = {
  readonly id: string
  readonly task_id: string | null
  readonly by_open_id: string
  readonly at: number
  readonly kind: Evidence['kind']
  readonly file_name: string
  readonly size: number | null
  readonly version: number
}

const toEvidence = (rows: readonly Row[]): readonly Evidence[] =>
  rows.map((row) => ({
    id: row.id,
    taskId: row.task_id,
    by: row.by_open_id,
    at: row.at,
    kind: row.kind,
    fileName: row.file_name,
    size: row.size,
    version: row.version,
  }))
