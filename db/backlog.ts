import type { Database } from './database.ts'
import { type Priority, priority } from './outbox.ts'

/** Rows that wait, and since when the oldest of them does (epoch ms; null: none). */
export type Queue = { readonly rows: number; readonly since: number | null }

/** What waits, on all processes together. `planned` rows of the outbox may not leave yet. */
export type Backlog = {
  readonly inbox: Queue
  readonly work: Queue
  readonly outbox: readonly {
    readonly priority: Priority
    readonly planned: number
    readonly due: Queue
  }[]
}

/** Counts what waits; leased rows count too, since they are not done. */
export async function readBacklog(db: Database, now: number): Promise<Backlog> {
  const [inbox, work, outbox] = await Promise.all([
    db.query
      .selectFrom('inbox')
      .select(({ fn }) => [fn.countAll<number>().as('rows'), fn.min('received_at').as('since')])
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow(),
    db.query
      .selectFrom('work')
      .select(({ fn }) => [fn.countAll<number>().as('rows'), fn.min('created_at').as('since')])
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow(),
    readOutbox(db, now),
  ])
  return { inbox, work, outbox }
}

async function readOutbox(db: Database, now: number): Promise<Backlog['outbox']> {
  const counted = await db.query
    .selectFrom('outbox')
    .select(({ fn, eb }) => [
      'priority',
      fn.countAll<number>().as('rows'),
      fn.sum<number>(eb.case().when('not_before', '<=', now).then(1).else(0).end()).as('due'),
      fn.min('not_before').as('since'),
    ])
    .where('state', '=', 'waiting')
    .groupBy('priority')
    .execute()
  return (Object.keys(priority) as Priority[]).map((name) => {
    const row = counted.find((one) => one.priority === priority[name])
    const due = row?.due ?? 0
    const since = row && due > 0 ? row.since : null
    return { priority: name, planned: (row?.rows ?? 0) - due, due: { rows: due, since } }
  })
}
