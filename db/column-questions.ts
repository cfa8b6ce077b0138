import type { Column } from '../src/import/column-words.ts'
import type { UnknownTable } from '../src/import/unknown-table.ts'
import type { Database, Writes } from './database.ts'
import { newestWaiting } from './newest-waiting.ts'
import type { ColumnQuestionTable } from './schema/documents.ts'

/** A table of no known kind, and what its columns were said to hold so far. */
export type ColumnQuestion = Omit<ColumnQuestionTable, 'asked' | 'columns'> & {
  readonly asked: UnknownTable
  readonly columns: readonly Column[]
}

const toQuestion = (row: ColumnQuestionTable): ColumnQuestion => ({
  ...row,
  asked: JSON.parse(row.asked),
  columns: JSON.parse(row.columns),
})

export async function findColumnQuestion(
  db: Database,
  id: string,
): Promise<ColumnQuestion | undefined> {
  const row = await db.query
    .selectFrom('column_questions')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toQuestion(row)
}

/** The newest question to an account that waits for an answer. */
export async function waitingColumnQuestionOf(
  db: Database,
  openId: string,
): Promise<ColumnQuestion | undefined> {
  const row = await db.query
    .selectFrom('column_questions')
    .selectAll()
    .where('id', '=', newestWaiting(db, 'column_questions', openId))
    .executeTakeFirst()
  return row && toQuestion(row)
}

export const insertColumnQuestion = (db: Database, question: ColumnQuestion): Writes => [
  db.query
    .insertInto('column_questions')
    .values({
      ...question,
      asked: JSON.stringify(question.asked),
      columns: JSON.stringify(question.columns),
    })
    .onConflict((conflict) => conflict.doNothing()),
]

export const updateColumnQuestion = (
  db: Database,
  question: Pick<ColumnQuestion, 'id' | 'version'>,
  change: { readonly columns: readonly Column[]; readonly state: ColumnQuestion['state'] },
): Writes => [
  db.query
    .updateTable('column_questions')
    .set({
      columns: JSON.stringify(change.columns),
      state: change.state,
      version: question.version + 1,
    })
    .where('id', '=', question.id),
]

/** What the columns of tables with one header hold, as an issuer prints them. */
export type ColumnProfile = {
  /** Empty where the document names none. */
  readonly issuer: string
  readonly columns: readonly Column[]
}

/** Headers are compared without blanks. */
const keyOf = (headers: readonly string[]): string =>
  JSON.stringify(headers.map((header) => header.replace(/\s+/g, '')))

/** The newest answer first. */
export async function columnProfiles(
  db: Database,
  headers: readonly string[],
): Promise<readonly ColumnProfile[]> {
  const rows = await db.query
    .selectFrom('column_profiles')
    .select(['issuer', 'columns'])
    .where('header', '=', keyOf(headers))
    .orderBy('answered_at', 'desc')
    .orderBy('issuer')
    .execute()
  return rows.map(({ issuer, columns }) => ({ issuer, columns: JSON.parse(columns) }))
}

export const saveColumnProfile = (
  db: Database,
  headers: readonly string[],
  profile: ColumnProfile,
  by: string,
  at: number,
): Writes => {
  const values = {
    columns: JSON.stringify(profile.columns),
    answered_by: by,
    answered_at: at,
  }
  return [
    db.query
      .insertInto('column_profiles')
      .values({ header: keyOf(headers), issuer: profile.issuer, ...values })
      .onConflict((conflict) => conflict.columns(['header', 'issuer']).doUpdateSet(values)),
  ]
}
