/** From a plan and a newer version of its document to what 更新计划 shows. */
import type { ImportUpdateView, UpdateRow } from '../../cards/imports/import-update.ts'
import { updatesPerPage } from '../../cards/imports/import-update.ts'
import { pageOf } from '../../cards/pager.ts'
import { titleOf } from '../../cards/words.ts'
import type { GivenAnswers } from '../../db/doubt-answers.ts'
import type { Import } from '../../db/imports.ts'
import type { Task } from '../../src/domain/plan.ts'
import type { PlanDiff, TaskUpdate } from '../../src/domain/plan-diff.ts'
import { carriesProgress } from '../../src/domain/progress-batch.ts'
import { doubtFacts } from './import-views.ts'

export function importUpdateView(
  read: Import,
  given: GivenAnswers,
  diff: PlanDiff,
  page: number,
): ImportUpdateView {
  const { added, restored, changed, removed, after, before } = diff
  return {
    ...doubtFacts(read, given),
    state: read.state,
    planId: after.id,
    planVersion: before.version,
    code: before.code,
    title: before.title,
    fileName: read.file_name,
    at: read.created_at,
    counts: {
      added: added.length,
      restored: restored.length,
      changed: changed.length,
      removed: removed.length,
    },
    isReordered: diff.isReordered,
    planChanges: diff.planChanges,
    ...pageOf(updateRows(diff), page, updatesPerPage),
    hasProgress: carriesProgress(read.draft),
    toTell: 0,
  }
}

/** What goes first: it is what one would miss. */
const updateRows = ({ removed, added, restored, changed }: PlanDiff): readonly UpdateRow[] => [
  ...removed.map((task) => row('removed', task)),
  ...added.map((task) => row('added', task)),
  ...restored.map((update) => changedRow('restored', update)),
  ...changed.map((update) => changedRow('changed', update)),
]

const row = (kind: UpdateRow['kind'], task: Task): UpdateRow => ({
  kind,
  seq: task.seq,
  title: titleOf(task),
  changes: [],
  isReassigned: false,
  isReported: task.lastReport !== null,
})

const changedRow = (
  kind: UpdateRow['kind'],
  { after, changes, isReassigned }: TaskUpdate,
): UpdateRow => ({ ...row(kind, after), changes, isReassigned })
