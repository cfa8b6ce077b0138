/** The tables as kysely sees them. The SQL of record is in `migrations/`. */
import type { Generated } from 'kysely'
import type { DutyRole, PlanKind } from '../src/domain/draft-plan.ts'
import type { Light, LightProfileName } from '../src/domain/lights.ts'
import type { Post } from '../src/domain/people.ts'
import type { PlanState, ReportSource, TaskState } from '../src/domain/plan.ts'
import type { Edition, FormName, PrintFormat } from '../src/domain/print-forms.ts'
import type { Direction, NoFigure, RateProfileName } from '../src/domain/rates.ts'
import type { ReportState, SignOff } from '../src/domain/report-life.ts'
import type { GlobalRole } from '../src/domain/roles.ts'

/** Booleans are 0 and 1 on all three databases. */
export type Bit = 0 | 1

/** Columns that an insert may leave out, since the table has a default for them. */
type Optional<Row, Defaulted extends keyof Row> = {
  [Column in keyof Row]: Column extends Defaulted ? Generated<Row[Column]> : Row[Column]
}

export type InboxTable = {
  key: string
  kind: string
  payload: string
  received_at: number
  state: 'waiting' | 'done' | 'failed'
  attempts: number
  failures: number
  lease_until: number
  error: string | null
  handled_at: number | null
  request_id: string | null
  lane: string | null
}
export type HandledEventTable = { key: string; kind: string; at: number }
export type WorkTable = {
  id: string
  kind: string
  payload: string
  created_at: number
  state: 'waiting' | 'done' | 'failed'
  attempts: number
  failures: number
  lease_until: number
  error: string | null
  done_at: number | null
}
export type OutboxTable = {
  id: string
  receiver_type: 'open_id' | 'chat_id' | 'reply' | 'patch'
  receiver_id: string
  kind: string
  content: string
  priority: number
  created_at: number
  not_before: number
  /** Rows of one moment leave in the order in which they were added. */
  position: number
  state: 'waiting' | 'sent' | 'failed' | 'dropped'
  attempts: number
  failures: number
  lease_holder: string | null
  lease_until: number
  first_attempt_at: number | null
  resent_at: number | null
  code: number | null
  log_id: string | null
  reason: string | null
  message_id: string | null
  chat_id: string | null
  settled_at: number | null
}
export type SlotTable = {
  job: string
  at: number
  state: 'open' | 'closed' | 'skipped'
  opened_at: number
  closed_at: number | null
  lease_until: number
}
export type LeaseTable = { name: string; holder: string; until: number }
export type AuditTable = {
  subject: string
  version: number
  type: string
  actor: string
  at: number
  via: string | null
  before: string | null
  after: string | null
}
export type SettingTable = { key: string; value: string }
export type AccountTable = {
  open_id: string
  union_id: string | null
  name: string | null
  is_resigned: Bit
  greeted_at: number | null
  updated_at: number
  /** Epoch ms: a full mirror did not meet them any more. */
  gone_at: number | null
  text_mode: Bit
}
export type DepartmentTable = {
  open_department_id: string
  name: string
  parent_id: string | null
  updated_at: number
}
export type AccountDepartmentTable = { open_id: string; open_department_id: string }
export type RoleTable = { open_id: string; role: GlobalRole; granted_at: number }
export type PartyTable = { id: string; kind: 'person' | 'unit'; name: string }
export type BindingTable = { party_id: string; open_id: string; bound_by: string; bound_at: number }
export type BindingOfferTable = {
  id: string
  open_id: string
  party_id: string
  state: 'open' | 'accepted' | 'declined' | 'taken' | 'withdrawn'
  version: number
  created_at: number
}
export type BindingRequestTable = {
  id: string
  open_id: string
  real_name: string | null
  reason: 'none' | 'several' | 'declined'
  said: string | null
  state: 'open' | 'assigned' | 'refused'
  decided_by: string | null
  version: number
  created_at: number
}
export type UnitPostTable = {
  id: string
  unit_id: string
  post: Post
  open_id: string
  from_on: string
  until_on: string | null
  state: 'asked' | 'held' | 'refused' | 'ended'
  asked_by: string
  granted_by: string | null
  at: number
  version: number
}
export type StandInTable = {
  id: string
  open_id: string
  stand_in_id: string
  from_on: string
  until_on: string
  by_open_id: string
  at: number
  ended_at: number | null
}
export type HandoverTable = {
  id: string
  from_id: string
  to_id: string
  from_on: string
  state: 'asked' | 'agreed' | 'refused'
  asked_by: string
  decided_by: string | null
  at: number
  version: number
}
export type TaskPassTable = {
  id: string
  task_id: string
  from_id: string
  to_id: string
  at: number
  ended_at: number | null
}
export type UnitAliasTable = { name: string; unit_id: string; by_open_id: string; at: number }
export type UnitChangeTable = {
  unit_id: string
  successor_id: string
  kind: 'rename' | 'merger' | 'split'
  from_on: string
  is_main: Bit
  by_open_id: string
  at: number
}
export type UnitGroupTable = { group_id: string; unit_id: string; position: number }
export type NamesakeTable = {
  printed_id: string
  scope: string
  party_id: string
  by_open_id: string
  at: number
}
export type PersonQuestionTable = { open_id: string; act: string; at: number }
export type StaffListTable = {
  id: string
  open_id: string
  file_name: string
  rows: string
  state: 'waiting' | 'committed' | 'cancelled'
  created_at: number
  version: number
}
export type PrintedOrderTable = { party_id: string; position: number }
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
export type LightTable = {
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
export type ReportValueTable = {
  report_id: string
  indicator_id: string
  value: string | null
  none: NoFigure | null
  said: string
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
export type EvidenceTable = {
  id: string
  task_id: string | null
  by_open_id: string
  at: number
  kind: 'image' | 'file'
  file_name: string
  size: number | null
  version: number
}
export type EvidenceChunkTable = { evidence_id: string; position: number; body: string }
export type DirectReportingTable = { party_id: string; granted_by: string; granted_at: number }
export type TaskRequestTable = {
  id: string
  task_id: string
  kind: 'extension' | 'close_out' | 'objection' | 'breakdown'
  milestone_id: string | null
  new_due_on: string | null
  reason: string
  reference: string | null
  details: string | null
  by_open_id: string
  created_at: number
  state: 'open' | 'granted' | 'refused'
  answer: string | null
  decided_by: string | null
  decided_at: number | null
  version: number
}
export type DirectiveTable = {
  id: string
  task_id: string
  by_open_id: string
  text: string
  at: number
  reply: string | null
  replied_by: string | null
  replied_at: number | null
  version: number
  number: string | null
  due_on: string | null
}
export type TaskEditTable = {
  id: string
  task_id: string
  field: string
  before: string
  after: string
  reason: string | null
  reference: string | null
  by_open_id: string
  at: number
}
export type PhoneCallTable = {
  id: string
  unit: string
  note: string
  by_open_id: string
  at: number
}
export type ReportDraftTable = {
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
export type DoubtAnswerTable = {
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
export type ColumnProfileTable = {
  header: string
  issuer: string
  columns: string
  answered_by: string
  answered_at: number
}
export type ExportTable = {
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
export type ExportChunkTable = { export_id: string; position: number; body: string }
export type ChatTable = {
  chat_id: string
  name: string
  state: 'active' | 'left' | 'dissolved'
  is_external: Bit
  updated_at: number
}
export type SubscriptionTable = {
  id: string
  chat_id: string
  filter: string
  subscriber_open_id: string
  is_office_approved: Bit
  state: 'pending' | 'active' | 'refused' | 'ended'
  created_at: number
  version: number
}

export type PurgeTable = {
  id: string
  about: string
  target: string | null
  since: number
  asked_by: string
  asked_at: number
  state: 'open' | 'done' | 'refused'
  decided_by: string | null
  decided_at: number | null
  places: number
  version: number
}
export type BackupTable = { made_at: number; file_name: string }

export type Schema = {
  inbox: Optional<
    InboxTable,
    'state' | 'attempts' | 'failures' | 'lease_until' | 'error' | 'handled_at' | 'lane'
  >
  handled_events: HandledEventTable
  work: Optional<WorkTable, 'state' | 'attempts' | 'failures' | 'lease_until' | 'error' | 'done_at'>
  outbox: Optional<
    OutboxTable,
    | 'state'
    | 'attempts'
    | 'failures'
    | 'lease_holder'
    | 'lease_until'
    | 'first_attempt_at'
    | 'resent_at'
    | 'code'
    | 'log_id'
    | 'reason'
    | 'message_id'
    | 'chat_id'
    | 'settled_at'
  >
  slots: Optional<SlotTable, 'closed_at' | 'lease_until'>
  leases: LeaseTable
  audit_events: AuditTable
  settings: SettingTable
  accounts: Optional<AccountTable, 'is_resigned' | 'greeted_at' | 'gone_at' | 'text_mode'>
  departments: DepartmentTable
  account_departments: AccountDepartmentTable
  roles: RoleTable
  parties: PartyTable
  bindings: BindingTable
  binding_offers: BindingOfferTable
  binding_requests: Optional<BindingRequestTable, 'decided_by'>
  unit_posts: UnitPostTable
  stand_ins: Optional<StandInTable, 'ended_at'>
  handovers: HandoverTable
  task_passes: Optional<TaskPassTable, 'ended_at'>
  unit_aliases: UnitAliasTable
  unit_changes: UnitChangeTable
  unit_groups: UnitGroupTable
  namesakes: NamesakeTable
  printed_order: PrintedOrderTable
  person_questions: PersonQuestionTable
  staff_lists: StaffListTable
  plans: Optional<PlanTable, 'is_trial' | 'rate_profile' | 'light_profile'>
  tasks: Optional<TaskTable, 'last_report_id' | 'archived_at' | 'is_internal' | 'is_deemed'>
  items: Optional<ItemTable, 'archived_at'>
  indicators: Optional<IndicatorTable, 'archived_at'>
  report_values: ReportValueTable
  hand_set_rates: HandSetRateTable
  lights: LightTable
  duties: DutyTable
  milestones: Optional<
    MilestoneTable,
    'done_on' | 'done_by_report' | 'archived_at' | 'printed_due_on'
  >
  reports: Optional<ReportTable, 'import_id'>
  direct_reporting: DirectReportingTable
  evidence: Optional<EvidenceTable, 'size'>
  evidence_chunks: EvidenceChunkTable
  task_requests: TaskRequestTable
  directives: DirectiveTable
  report_drafts: Optional<ReportDraftTable, 'asks' | 'base_report_id'>
  task_edits: TaskEditTable
  phone_calls: PhoneCallTable
  imports: Optional<ImportTable, 'plan_id'>
  doubt_answers: DoubtAnswerTable
  column_questions: ColumnQuestionTable
  column_profiles: ColumnProfileTable
  exports: ExportTable
  export_chunks: ExportChunkTable
  chats: ChatTable
  subscriptions: SubscriptionTable
  purges: PurgeTable
  backups: BackupTable
}
