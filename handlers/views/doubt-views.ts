/** From the doubts of a document to what their cards show. */
import { answerWords, choiceLabel } from '../../cards/imports/doubt-words.ts'
import {
  type DoubtFormView,
  type DoubtRow,
  type DoubtsView,
  doubtsPerPage,
} from '../../cards/imports/import-doubts.ts'
import { pageOf } from '../../cards/pager.ts'
import type { Database } from '../../db/database.ts'
import type { GivenAnswers } from '../../db/doubt-answers.ts'
import type { Import } from '../../db/imports.ts'
import { accountNames } from '../../db/people.ts'
import { offerOf } from '../../src/domain/doubt-offers.ts'
import type { Doubt } from '../../src/domain/draft-plan.ts'
import { openDoubts } from './import-views.ts'

/** On which page of the list a doubt stands. */
export const pageOfDoubt = (number: number): number => Math.ceil(number / doubtsPerPage)

export async function doubtsView(
  read: Import,
  given: GivenAnswers,
  page: number,
  db: Database,
): Promise<DoubtsView> {
  const numbered = read.draft.doubts.map((doubt, index) => ({ doubt, number: index + 1 }))
  const { rows, ...paged } = pageOf(numbered, page, doubtsPerPage)
  const names = await namesOf(given, db)
  return {
    importId: read.id,
    code: read.code,
    title: read.draft.plan.title,
    at: read.created_at,
    isWaiting: read.state === 'waiting',
    ...paged,
    total: numbered.length,
    open: openDoubts(read, given).length,
    rows: rows.map(({ doubt, number }) => doubtRow(read, doubt, number, given, names)),
  }
}

export async function doubtFormView(
  read: Import,
  given: GivenAnswers,
  number: number,
  db: Database,
): Promise<DoubtFormView | undefined> {
  const doubt = read.draft.doubts[number - 1]
  if (!doubt) return undefined
  const names = await namesOf(given, db)
  return {
    importId: read.id,
    code: read.code,
    at: read.created_at,
    page: pageOfDoubt(number),
    row: doubtRow(read, doubt, number, given, names),
  }
}

const namesOf = (given: GivenAnswers, db: Database): Promise<ReadonlyMap<string, string>> =>
  accountNames(db, [...new Set([...given.values()].map(({ by }) => by))])

function doubtRow(
  { draft }: Import,
  doubt: Doubt,
  number: number,
  given: GivenAnswers,
  names: ReadonlyMap<string, string>,
): DoubtRow {
  const offer = offerOf(draft, doubt)
  const answered = given.get(number)
  return {
    ...doubt,
    number,
    choices: offer.choices.map((choice) => ({ name: choice.name, label: choiceLabel(choice) })),
    form: offer.form,
    answered: answered
      ? {
          words: answerWords(answered.answer, offer),
          by: names.get(answered.by) ?? '督查室',
          at: answered.at,
        }
      : null,
  }
}
