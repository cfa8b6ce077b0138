import { groupBy } from '../src/domain/group-by.ts'
import { nameOfParty } from '../src/domain/parties.ts'
import { resolverOf } from '../src/domain/people.ts'
import type { Database, Writes } from './database.ts'
import { loadPeopleFacts } from './people-facts.ts'
import type { BindingOfferTable, BindingRequestTable } from './schema/people.ts'
import { insertsOf, listsOf } from './several.ts'

/** A person as plans print it, with what tells that person from others. */
export type PrintedPerson = {
  readonly partyId: string
  readonly name: string
  readonly openIds: readonly string[]
  /** Units of the tasks in which the person has a duty, most frequent first. */
  readonly units: readonly string[]
  readonly taskCount: number
  readonly roles: readonly string[]
}

/**
 * All printed persons of plans that are not over, or only those of one name. Namesakes who were
 * told apart come each with their own tasks.
 */
export async function printedPeople(
  db: Database,
  now: number,
  name?: string,
): Promise<readonly PrintedPerson[]> {
  const rows = await printedDuties(db, name)
  if (rows.length === 0) return []
  const [facts, units] = await Promise.all([
    loadPeopleFacts(db),
    db.query
      .selectFrom('duties')
      .select(['task_id', 'party_id', 'role'])
      .where('role', 'in', ['lead_unit', 'co_unit'])
      // The lead units first.
      .orderBy('role', 'desc')
      .orderBy('position')
      .execute(),
  ])
  const accounts = groupBy(facts.bindings, ({ partyId }) => partyId)
  const unitsByTask = groupBy(units, (row) => row.task_id)
  const resolver = resolverOf(facts, now)
  const unitsOf = (taskId: string) =>
    (unitsByTask.get(taskId) ?? []).map((unit) => resolver.unitOf(unit.party_id))
  const leadsOf = (taskId: string) =>
    (unitsByTask.get(taskId) ?? [])
      .filter(({ role }) => role === 'lead_unit')
      .map((unit) => nameOfParty(resolver.unitOf(unit.party_id)))
  const byPerson = groupBy(rows, ({ id, task_id }) =>
    resolver.personOf(id, task_id, unitsOf(task_id)),
  )
  return [...byPerson].flatMap(([partyId, group]) => {
    const [first] = group
    if (!first) return []
    const taskIds = [...new Set(group.map((row) => row.task_id))]
    return [
      {
        partyId,
        name: first.name,
        openIds: (accounts.get(partyId) ?? []).map(({ openId }) => openId),
        units: byFrequency(taskIds.flatMap(leadsOf)),
        taskCount: taskIds.length,
        roles: [...new Set(group.map((row) => row.role))],
      },
    ]
  })
}

/** Duties of persons in plans that are not over, in printed order. */
function printedDuties(db: Database, name: string | undefined) {
  let duties = db.query
    .selectFrom('duties')
    .innerJoin('parties', 'parties.id', 'duties.party_id')
    .innerJoin('tasks', 'tasks.id', 'duties.task_id')
    .innerJoin('plans', 'plans.id', 'tasks.plan_id')
    .select(['parties.id', 'parties.name', 'duties.role', 'duties.task_id'])
    .where('parties.kind', '=', 'person')
    .where('plans.state', 'not in', ['cancelled', 'archived'])
    .where('tasks.archived_at', 'is', null)
  if (name !== undefined) duties = duties.where('parties.name', '=', name)
  return duties.orderBy('tasks.position').orderBy('duties.position').orderBy('plans.code').execute()
}

function byFrequency(names: readonly string[]): readonly string[] {
  const counts = groupBy(names, (name) => name)
  return [...counts.keys()].sort(
    (a, b) => (counts.get(b)?.length ?? 0) - (counts.get(a)?.length ?? 0),
  )
}

/** The printed names that an account is tied to. */
export async function partiesOf(db: Database, openId: string): Promise<readonly string[]> {
  const rows = await db.query
    .selectFrom('bindings')
    .select('party_id')
    .where('open_id', '=', openId)
    .orderBy('party_id')
    .execute()
  return rows.map(({ party_id }) => party_id)
}

export const bind = (
  db: Database,
  binding: { readonly partyId: string; readonly openId: string; readonly by: string },
  at: number,
) =>
  db.query
    .insertInto('bindings')
    .values({
      party_id: binding.partyId,
      open_id: binding.openId,
      bound_by: binding.by,
      bound_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())

/** Many at once. A printed person has one account: another one is taken from the name. */
export const bindAll = (
  db: Database,
  bindings: readonly { readonly partyId: string; readonly openId: string; readonly by: string }[],
  at: number,
): Writes => [
  ...listsOf(bindings.map(({ partyId }) => partyId)).map((ids) =>
    db.query.deleteFrom('bindings').where('party_id', 'in', ids),
  ),
  ...insertsOf(
    bindings.map(({ partyId, openId, by }) => ({
      party_id: partyId,
      open_id: openId,
      bound_by: by,
      bound_at: at,
    })),
  ).map((rows) =>
    db.query
      .insertInto('bindings')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing()),
  ),
]

export async function findOffer(db: Database, id: string): Promise<BindingOfferTable | undefined> {
  return db.query.selectFrom('binding_offers').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Offers made to an account, newest first. */
export async function offersTo(
  db: Database,
  openId: string,
): Promise<readonly BindingOfferTable[]> {
  return db.query
    .selectFrom('binding_offers')
    .selectAll()
    .where('open_id', '=', openId)
    .orderBy('created_at', 'desc')
    .execute()
}

/** Questions about one printed name that nobody has answered yet. */
export async function openOffersAbout(
  db: Database,
  partyId: string,
): Promise<readonly BindingOfferTable[]> {
  return db.query
    .selectFrom('binding_offers')
    .selectAll()
    .where('party_id', '=', partyId)
    .where('state', '=', 'open')
    .execute()
}

/** The name belongs to `openId` alone from now on. */
export const unbindOthers = (db: Database, partyId: string, openId: string) =>
  db.query.deleteFrom('bindings').where('party_id', '=', partyId).where('open_id', '!=', openId)

export const addOffer = (
  db: Database,
  offer: { readonly id: string; readonly openId: string; readonly partyId: string },
  at: number,
): Writes => [
  db.query
    .insertInto('binding_offers')
    .values({
      id: offer.id,
      open_id: offer.openId,
      party_id: offer.partyId,
      state: 'open',
      version: 1,
      created_at: at,
    })
    .onConflict((conflict) => conflict.doNothing()),
]

export const closeOffer = (
  db: Database,
  offer: BindingOfferTable,
  state: BindingOfferTable['state'],
): Writes => [
  db.query
    .updateTable('binding_offers')
    .set({ state, version: offer.version + 1 })
    .where('id', '=', offer.id),
]

export async function findBindingRequest(
  db: Database,
  id: string,
): Promise<BindingRequestTable | undefined> {
  return db.query.selectFrom('binding_requests').selectAll().where('id', '=', id).executeTakeFirst()
}

/** All that wait for the office, oldest first. */
export const openBindingRequests = (db: Database): Promise<readonly BindingRequestTable[]> =>
  db.query
    .selectFrom('binding_requests')
    .selectAll()
    .where('state', '=', 'open')
    .orderBy('created_at')
    .orderBy('id')
    .execute()

export async function openBindingRequestOf(
  db: Database,
  openId: string,
): Promise<BindingRequestTable | undefined> {
  return db.query
    .selectFrom('binding_requests')
    .selectAll()
    .where('open_id', '=', openId)
    .where('state', '=', 'open')
    .executeTakeFirst()
}

/** The newest request of an account, whatever became of it. */
export async function lastBindingRequestOf(
  db: Database,
  openId: string,
): Promise<BindingRequestTable | undefined> {
  return db.query
    .selectFrom('binding_requests')
    .selectAll()
    .where('open_id', '=', openId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export const addBindingRequest = (
  db: Database,
  request: Pick<BindingRequestTable, 'id' | 'open_id' | 'real_name' | 'reason' | 'said'>,
  at: number,
): Writes => [
  db.query
    .insertInto('binding_requests')
    .values({ ...request, state: 'open', version: 1, created_at: at })
    .onConflict((conflict) => conflict.doNothing()),
]

/** What somebody said later about who they are. */
export const updateWords = (db: Database, request: BindingRequestTable, said: string) =>
  db.query
    .updateTable('binding_requests')
    .set({ said, version: request.version + 1 })
    .where('id', '=', request.id)

export const closeBindingRequest = (
  db: Database,
  request: BindingRequestTable,
  state: 'assigned' | 'refused',
  by: string,
): Writes => [
  db.query
    .updateTable('binding_requests')
    .set({ state, decided_by: by, version: request.version + 1 })
    .where('id', '=', request.id),
]
