/** Prints a form of a snapshot as a file. The libraries that write files are loaded when needed. */
import { type FormName, isPaper, type PrintFormat, type TableForm } from '../domain/print-forms.ts'
import { assignmentPage } from './forms/assignment.ts'
import { compilationPage } from './forms/compilation.ts'
import { decompositionPage } from './forms/decomposition.ts'
import { leaderListPage } from './forms/leader-list.ts'
import { progressByCategoryPage, progressListPage } from './forms/progress.ts'
import { taskBrief } from './forms/task-brief.ts'
import { yearEndCheckPage } from './forms/year-end-check.ts'
import type { TablePage } from './page.ts'
import type { Snapshot } from './snapshot.ts'

const pages: Readonly<Record<TableForm, (of: Snapshot) => TablePage>> = {
  decomposition: decompositionPage,
  assignment: assignmentPage,
  progress: progressPage,
  compilation: compilationPage,
  leader_list: leaderListPage,
  year_end_check: yearEndCheckPage,
}

/** What somebody asks to have printed. */
export type PrintOrder = {
  readonly form: FormName
  readonly format: PrintFormat
  readonly snapshot: Snapshot
}

export type PrintOutcome =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly message: string }

export async function print({ form, format, snapshot }: PrintOrder): Promise<Uint8Array> {
  if (isPaper(form)) {
    return (await import('./word/paper.ts')).drawPaper(taskBrief(snapshot))
  }
  const page = pages[form](snapshot)
  if (format === 'word') return (await import('./word/document.ts')).drawWord(page)
  return (await import('./excel/workbook.ts')).drawExcel(page)
}

/** By category where its plan was printed so. */
function progressPage(snapshot: Snapshot): TablePage {
  return snapshot.plan.kind === 'progress_by_category'
    ? progressByCategoryPage(snapshot)
    : progressListPage(snapshot)
}
