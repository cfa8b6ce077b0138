import { nameOfParty } from '../src/domain/parties.ts'
import type { Database, Writes } from './database.ts'

/** Names of the units whose liaisons report without a signature (授权联络员直报). */
export async function directUnits(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.query.selectFrom('direct_reporting').select('party_id').execute()
  return new Set(rows.map(({ party_id }) => nameOfParty(party_id)))
}

export const allowDirect = (
  db: Database,
  partyId: string,
  grantedBy: string,
  at: number,
): Writes => [
  db.query
    .insertInto('direct_reporting')
    .values({ party_id: partyId, granted_by: grantedBy, granted_at: at })
    .onConflict((conflict) => conflict.doNothing()),
]

export const endDirect = (db: Database, partyId: string): Writes => [
  db.query.deleteFrom('direct_reporting').where('party_id', '=', partyId),
]
