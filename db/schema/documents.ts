/** What is read from documents, what is asked about them, and tables that are printed. */
import type { Edition, FormName, PrintFormat } from '../../src/domain/print-forms.ts'
import type { Optional } from './columns.ts'

export type ImportTable = {
  id: string
  open_id: string
  chat_id: string | null
  file_name: string
  digest: string
  draft: string
  code: string
  state: 'waiting' | 'committed' | 'cancelled' | 'unchanged'
  plan_id: string | null
  created_at: number
  version: number
  purpose: 'plan' | 'update' | 'progress'
  target_plan_id: string | null
  message_id: string | null
  file_key: string | null
  repairs_off: string
}
type DoubtAnswerTable = {
  import_id: string
  number: number
  answer: string
  answered_by: string
  answered_at: number
}
export type ColumnQuestionTable = {
  id: string
  open_id: string
  file_name: string
  message_id: string
  file_key: string
  asked: string
  columns: string
  state: 'waiting' | 'answered' | 'cancelled'
  created_at: number
  version: number
}
type ColumnProfileTable = {
  header: string
  issuer: string
  columns: string
  answered_by: string
  answered_at: number
}
type ExportTable = {
  id: string
  open_id: string
  plan_id: string
  form: FormName
  format: PrintFormat
  edition: Edition
  as_of: number
  file_name: string
  tasks: number
  made_at: number
}
type ExportChunkTable = { export_id: string; position: number; body: string }

export type DocumentTables = {
  imports: Optional<ImportTable, 'plan_id'>
  doubt_answers: DoubtAnswerTable
  column_questions: ColumnQuestionTable
  column_profiles: ColumnProfileTable
  exports: ExportTable
  export_chunks: ExportChunkTable
}
