/** What keeps Duban running: inbox, outbox, work, slots, leases, the audit trail, settings. */
import type { Optional } from './columns.ts'

type InboxTable = {
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
type HandledEventTable = { key: string; kind: string; at: number }
type WorkTable = {
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
type SlotTable = {
  job: string
  at: number
  state: 'open' | 'closed' | 'skipped'
  opened_at: number
  closed_at: number | null
  lease_until: number
}
type LeaseTable = { name: string; holder: string; until: number }
type AuditTable = {
  subject: string
  version: number
  type: string
  actor: string
  at: number
  via: string | null
  before: string | null
  after: string | null
}
type SettingTable = { key: string; value: string }
type BackupTable = { made_at: number; file_name: string }
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

export type MachineTables = {
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
  backups: BackupTable
  purges: PurgeTable
}
