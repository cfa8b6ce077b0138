/** Which of the bound people the platform shows and lets us write to: for `duban doctor`. */
import type { Database } from './database.ts'

/** The platform's code for somebody outside the app's 可用范围 (platform page §5.5). */
const outsideAvailability = 230013

export async function boundPeople(db: Database): Promise<{
  readonly bound: number
  readonly unseen: readonly string[]
  readonly unavailable: readonly string[]
}> {
  const rows = await db.query
    .selectFrom('bindings')
    .innerJoin('parties', 'parties.id', 'bindings.party_id')
    .leftJoin('accounts', 'accounts.open_id', 'bindings.open_id')
    .select([
      'bindings.open_id',
      'parties.name',
      'accounts.name as account',
      'accounts.is_resigned',
    ])
    .orderBy('parties.name')
    .orderBy('bindings.open_id')
    .execute()
  const refused = await db.query
    .selectFrom('outbox')
    .select('receiver_id')
    .distinct()
    .where('state', '=', 'failed')
    .where('receiver_type', '=', 'open_id')
    .where('code', '=', outsideAvailability)
    .execute()
  const unavailable = new Set(refused.map(({ receiver_id }) => receiver_id))
  const names = (some: typeof rows) => [...new Set(some.map(({ name }) => name))]
  return {
    bound: new Set(rows.map(({ open_id }) => open_id)).size,
    unseen: names(rows.filter(({ account, is_resigned }) => !account || is_resigned === 1)),
    unavailable: names(rows.filter(({ open_id }) => unavailable.has(open_id))),
  }
}
