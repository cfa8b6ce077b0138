/** Plans with their tasks, items, indicators, nodes and duties; rates and lights. */
import type { DutyRole, PlanKind } from '../../src/domain/draft-plan.ts'
import type { Light, LightProfileName } from '../../src/domain/lights.ts'
import type { PlanState, TaskState } from '../../src/domain/plan.ts'
import type { Direction, NoFigure, RateProfileName } from '../../src/domain/rates.ts'
import type { Bit, Optional } from './columns.ts'

export type PlanTable = {
  id: string
  code: string
  title: string
  year: number
  issuer: string | null
  doc_no: string | null
  issued_on: string | null
  effective_on: string
  kind: PlanKind
  state: PlanState
  is_trial: Bit
  source_digest: string
  version: number
  created_at: number
  rate_profile: RateProfileName
  light_profile: LightProfileName
}
export type TaskTable = {
  id: string
  plan_id: string
  seq: number
  position: number
  section: string
  title: string | null
  text: string
  forms: string
  state: TaskState
  last_report_id: string | null
  version: number
  last_accepted_report_id: string | null
  archived_at: number | null
  is_internal: Bit
  /** What lists sort by, for the version beside it (`db/task-urgency.ts`). */
  urgent_on: string | null
  urgent_version: number | null
  printed_rate: string | null
  awaiting_since: number | null
  is_deemed: Bit
  suspended_from: TaskState | null
  merged_into: string | null
  source: string | null
  source_no: string | null
}
export type ItemTable = {
  id: string
  task_id: string
  position: number
  title: string
  printed_rate: string | null
  archived_at: number | null
}
export type IndicatorTable = {
  id: string
  task_id: string
  item_id: string
  position: number
  name: string
  unit: string
  target_text: string | null
  target: string | null
  baseline: string | null
  direction: Direction
  basis: string | null
  printed_rate: string | null
  is_proposal: Bit
  value: string | null
  none: NoFigure | null
  said: string | null
  value_report_id: string | null
  archived_at: number | null
}
type LightTable = {
  task_id: string
  as_of: string
  profile: LightProfileName
  light: Light
  labels: string
  inputs: string
  rule_version: number
}
export type HandSetRateTable = {
  subject_id: string
  task_id: string
  rate: string
  reason: string
  set_by: string
  set_at: number
}
export type DutyTable = {
  task_id: string
  position: number
  role: DutyRole
  party_id: string
  is_lead: Bit
}
export type MilestoneTable = {
  id: string
  task_id: string
  position: number
  item: string | null
  due_on: string
  text: string
  done_on: string | null
  done_by_report: string | null
  archived_at: number | null
  printed_due_on: string | null
}

export type PlanTables = {
  plans: Optional<PlanTable, 'is_trial' | 'rate_profile' | 'light_profile'>
  tasks: Optional<TaskTable, 'last_report_id' | 'archived_at' | 'is_internal' | 'is_deemed'>
  items: Optional<ItemTable, 'archived_at'>
  indicators: Optional<IndicatorTable, 'archived_at'>
  lights: LightTable
  hand_set_rates: HandSetRateTable
  duties: DutyTable
  milestones: Optional<
    MilestoneTable,
    'done_on' | 'done_by_report' | 'archived_at' | 'printed_due_on'
  >
}
