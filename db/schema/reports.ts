/** Reports with their values, drafts and evidence. */
import type { ReportSource } from '../../src/domain/plan.ts'
import type { NoFigure } from '../../src/domain/rates.ts'
import type { ReportState, SignOff } from '../../src/domain/report-life.ts'
import type { Bit, Optional } from './columns.ts'

export type ReportTable = {
  id: string
  task_id: string
  period: string
  author_open_id: string
  is_on_behalf: Bit
  percent: string | null
  milestones_done: string
  progress: string
  problems: string
  next_steps: string
  /** Of releases before `state`, which has more words. */
  status: 'submitted' | 'accepted' | 'returned'
  at: number
  version: number
  reviewed_by: string | null
  reviewed_at: number | null
  return_reason: string | null
  import_id: string | null
  state: ReportState
  sign_off: SignOff | null
  signed_by: string | null
  signed_at: number | null
  source: ReportSource | null
  corrects: string | null
  doubts: string | null
  highlights: string
  stage: string | null
  no_figure: 'not_due' | 'unpublished' | 'not_applicable' | null
  expected_on: string | null
}
export type ReportValueTable = {
  report_id: string
  indicator_id: string
  value: string | null
  none: NoFigure | null
  said: string
}
type ReportDraftTable = {
  open_id: string
  task_id: string
  period: string
  form: string
  field: string | null
  refusal: string | null
  at: number
  asks: 'doubts' | 'confirmation' | null
  base_report_id: string | null
}
type EvidenceTable = {
  id: string
  task_id: string | null
  by_open_id: string
  at: number
  kind: 'image' | 'file'
  file_name: string
  size: number | null
  version: number
}
type EvidenceChunkTable = { evidence_id: string; position: number; body: string }
type DirectReportingTable = { party_id: string; granted_by: string; granted_at: number }

export type ReportTables = {
  reports: Optional<ReportTable, 'import_id'>
  report_values: ReportValueTable
  report_drafts: Optional<ReportDraftTable, 'asks' | 'base_report_id'>
  evidence: Optional<EvidenceTable, 'size'>
  evidence_chunks: EvidenceChunkTable
  direct_reporting: DirectReportingTable
}
