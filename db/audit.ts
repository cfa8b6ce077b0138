import type { Database, Writes } from './database.ts'
import { insertsOf } from './several.ts'

/** What changed: who, when, what before, what after, by which message or press. */
export type AuditEvent = {
  /** `task:<id>`, `plan:<id>`, `import:<id>` … */
  readonly subject: string
  /** The version that this change makes. */
  readonly version: number
  readonly type: string
  /** An open_id, or `system`. */
  readonly actor: string
  readonly at: number
  /** Event key or event id. */
  readonly via: string | null
  readonly before?: unknown
  readonly after?: unknown
}

/**
 * One entry of the audit trail. It heads the list of writes that changes the subject: a second
 * writer of the same version fails on its key, and nothing of that list remains.
 */
export const audit = (db: Database, event: AuditEvent) =>
  db.query.insertInto('audit_events').values(toRow(event))

/** The same for many subjects at once. */
export const auditAll = (db: Database, events: readonly AuditEvent[]): Writes =>
  insertsOf(events.map(toRow)).map((rows) => db.query.insertInto('audit_events').values(rows))

const toRow = (event: AuditEvent) => ({
  subject: event.subject,
  version: event.version,
  type: event.type,
  actor: event.actor,
  at: event.at,
  via: event.via,
  before: event.before === undefined ? null : JSON.stringify(event.before),
  after: event.after === undefined ? null : JSON.stringify(event.after),
})
