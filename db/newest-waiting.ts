import type { Database } from './database.ts'

/** The id of the newest row that still waits for an answer of an account. */
export const newestWaiting = (
  db: Database,
  table: 'imports' | 'column_questions',
  openId: string,
) =>
  db.query
    .selectFrom(table)
    .select('id')
    .where('open_id', '=', openId)
    .where('state', '=', 'waiting')
    .orderBy('created_at', 'desc')
    .limit(1)
