/** From a progress table and a running plan to what 录入进展 shows. */
import {
  type ImportProgressView,
  type ProgressTableRow,
  type ProgressVerdict,
  progressRowsPerPage,
} from '../../cards/imports/import-progress.ts'
import { pageOf } from '../../cards/pager.ts'
import { titleOf } from '../../cards/words.ts'
import type { GivenAnswers } from '../../db/doubt-answers.ts'
import type { Import } from '../../db/imports.ts'
import type { Plan } from '../../src/domain/plan.ts'
import type { BatchRow } from '../../src/domain/progress-batch.ts'
import { positionWords } from '../../src/domain/source-position.ts'
import { doubtFacts } from './import-views.ts'

/** What needs a look stands before what is recorded. */
const order: readonly ProgressVerdict[] = ['unmatched', 'newer', 'ended', 'matched', 'empty']

export function importProgressView(
  read: Import,
  given: GivenAnswers,
  plan: Plan,
  rows: readonly BatchRow[],
  page: number,
): ImportProgressView {
  const count = (verdict: ProgressVerdict) => rows.filter((row) => row.verdict === verdict).length
  const sorted = order.flatMap((verdict) => rows.filter((row) => row.verdict === verdict))
  return {
    ...doubtFacts(read, given),
    state: read.state,
    code: plan.code,
    title: plan.title,
    fileName: read.file_name,
    at: read.created_at,
    issuedOn: read.draft.plan.issuedOn,
    counts: {
      matched: count('matched'),
      unmatched: count('unmatched'),
      newer: count('newer'),
      ended: count('ended'),
      empty: count('empty'),
    },
    ...pageOf(sorted.map(tableRow), page, progressRowsPerPage),
  }
}

const tableRow = ({ printed, task, ...row }: BatchRow): ProgressTableRow => ({
  ...row,
  place: positionWords(printed.source),
  seq: printed.seq,
  title: titleOf(printed),
  task: task && { seq: task.seq, title: titleOf(task) },
  percentBefore: task?.lastReport?.percent ?? null,
})
