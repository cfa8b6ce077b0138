/** Prints a form of a snapshot as a file. The libraries that write files are loaded when needed. */
import { assignmentPage } from './forms/assignment.ts'
import { compilationPage } from './forms/compilation.ts'
import { decompositionPage } from './forms/decomposition.ts'
import { progressByCategoryPage, progressListPage } from './forms/progress.ts'
import type { TablePage } from './page.ts'
import type { Snapshot } from './snapshot.ts'

/** The printed forms, by the words one says for them. */
export const forms = {
  decomposition: { words: ['分解表'], page: decompositionPage },
  assignment: { words: ['分工表'], page: assignmentPage },
  progress: { words: ['进展表'], page: progressPage },
  compilation: { words: ['汇编', '完成情况汇编'], page: compilationPage },
} as const satisfies Readonly<
  Record<
    string,
    { readonly words: readonly [string, ...string[]]; readonly page: (of: Snapshot) => TablePage }
  >
>
export type FormName = keyof typeof forms

export const formats = { word: 'docx', excel: 'xlsx' } as const
export type Format = keyof typeof formats

/** What somebody asks to have printed. */
export type PrintOrder = {
  readonly form: FormName
  readonly format: Format
  readonly snapshot: Snapshot
}

export async function print({ form, format, snapshot }: PrintOrder): Promise<Uint8Array> {
  const page = forms[form].page(snapshot)
  if (format === 'word') return (await import('./word/document.ts')).drawWord(page)
  return (await import('./excel/workbook.ts')).drawExcel(page)
}

/** By category where its plan is one by category, or has sections to be printed as categories. */
function progressPage(snapshot: Snapshot): TablePage {
  return snapshot.plan.kind === 'progress_by_category'
    ? progressByCategoryPage(snapshot)
    : progressListPage(snapshot)
}
