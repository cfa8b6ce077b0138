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

/** An entry as it is read back. */
export type TrailEntry = Omit<AuditEvent, 'before' | 'after'> & {
  readonly before: unknown
  readonly after: unknown
}

/** Which entries: of some subjects, or all there are. */
export type TrailOf = readonly string[] | 'all'

/** Entries newest first. @param from how many are passed over */
export async function readTrail(
  db: Database,
  of: TrailOf,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<{ readonly entries: readonly TrailEntry[]; readonly total: number }> {
  const chosen = () => {
    const events = db.query.selectFrom('audit_events')
    return of === 'all' ? events : events.where('subject', 'in', of.slice(0, 90))
  }
  const [rows, { total }] = await Promise.all([
    chosen()
      .selectAll()
      .orderBy('at', 'desc')
      .orderBy('version', 'desc')
      .orderBy('subject')
      .limit(count)
      .offset(from)
      .execute(),
    chosen()
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text))
  return {
    entries: rows.map((row) => ({ ...row, before: parsed(row.before), after: parsed(row.after) })),
    total: Number(total),
  }
}

/** The version that a subject's next entry has. */
export async function nextVersion(db: Database, subject: string): Promise<number> {
  const row = await db.query
    .selectFrom('audit_events')
    .select(({ fn }) => fn.max('version').as('last'))
    .where('subject', '=', subject)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}
