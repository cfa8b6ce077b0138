import type { DoubtAnswer } from '../src/domain/doubt-answers.ts'
import type { Database, Writes } from './database.ts'
import { insertsOf } from './several.ts'

/** An answer, who gave it and when. */
export type GivenAnswer = {
  readonly answer: DoubtAnswer
  readonly by: string
  readonly at: number
}

/** By the number of the doubt: the first of a document is 1. */
export type GivenAnswers = ReadonlyMap<number, GivenAnswer>

export async function answersTo(db: Database, importId: string): Promise<GivenAnswers> {
  const rows = await db.query
    .selectFrom('doubt_answers')
    .selectAll()
    .where('import_id', '=', importId)
    .orderBy('number')
    .execute()
  return new Map(
    rows.map((row) => [
      row.number,
      { answer: JSON.parse(row.answer), by: row.answered_by, at: row.answered_at },
    ]),
  )
}

/** A second answer to a doubt takes the place of the first. */
export const saveAnswers = (db: Database, importId: string, answers: GivenAnswers): Writes =>
  insertsOf(
    [...answers].map(([number, { answer, by, at }]) => ({
      import_id: importId,
      number,
      answer: JSON.stringify(answer),
      answered_by: by,
      answered_at: at,
    })),
  ).map((rows) =>
    db.query
      .insertInto('doubt_answers')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['import_id', 'number']).doUpdateSet((column) => ({
          answer: column.ref('excluded.answer'),
          answered_by: column.ref('excluded.answered_by'),
          answered_at: column.ref('excluded.answered_at'),
        })),
      ),
  )

export const dropAnswer = (db: Database, importId: string, number: number): Writes => [
  db.query
    .deleteFrom('doubt_answers')
    .where('import_id', '=', importId)
    .where('number', '=', number),
]

export const dropAnswers = (db: Database, importId: string): Writes => [
  db.query.deleteFrom('doubt_answers').where('import_id', '=', importId),
]
