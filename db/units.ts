/** Names of units over time, groups of units, and the order in which documents print them. */
import type { IsoDate } from '../src/domain/draft-plan.ts'
import { nameOfParty } from '../src/domain/parties.ts'
import type { Database, Writes } from './database.ts'
import { ensureUnits } from './posts.ts'
import type { UnitChangeTable } from './schema/people.ts'
import { insertsOf } from './several.ts'

type By = { readonly by: string; readonly at: number }

export const setAliases = (
  db: Database,
  unitId: string,
  names: readonly string[],
  { by, at }: By,
): Writes => [
  ...ensureUnits(db, [unitId]),
  db.query
    .insertInto('unit_aliases')
    .values(names.map((name) => ({ name, unit_id: unitId, by_open_id: by, at })))
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet(({ ref }) => ({
        unit_id: ref('excluded.unit_id'),
        by_open_id: ref('excluded.by_open_id'),
        at: ref('excluded.at'),
      })),
    ),
]

export const removeAlias = (db: Database, name: string): Writes => [
  db.query.deleteFrom('unit_aliases').where('name', '=', name),
]

export type UnitChange = {
  readonly kind: UnitChangeTable['kind']
  readonly fromIds: readonly string[]
  /** The first takes what nobody gives to another. */
  readonly toIds: readonly string[]
  readonly fromOn: IsoDate
}

/** What was known of these units' ends is replaced by it. */
export const setUnitChange = (db: Database, change: UnitChange, { by, at }: By): Writes => [
  ...ensureUnits(db, [...change.fromIds, ...change.toIds]),
  ...removeUnitChanges(db, change.fromIds),
  db.query.insertInto('unit_changes').values(
    change.fromIds.flatMap((unitId) =>
      change.toIds.map((successorId, index) => ({
        unit_id: unitId,
        successor_id: successorId,
        kind: change.kind,
        from_on: change.fromOn,
        is_main: index === 0 ? (1 as const) : (0 as const),
        by_open_id: by,
        at,
      })),
    ),
  ),
]

export const removeUnitChanges = (db: Database, unitIds: readonly string[]): Writes => [
  db.query.deleteFrom('unit_changes').where('unit_id', 'in', [...unitIds, '']),
]

/** The members of a group, in this order; an empty list ends the group. */
export const setUnitGroup = (db: Database, groupId: string, unitIds: readonly string[]): Writes => [
  db.query.deleteFrom('unit_groups').where('group_id', '=', groupId),
  ...(unitIds.length === 0
    ? []
    : [
        ...ensureUnits(db, [groupId, ...unitIds]),
        db.query
          .insertInto('unit_groups')
          .values(
            unitIds.map((unitId, position) => ({ group_id: groupId, unit_id: unitId, position })),
          ),
      ]),
]

/** 机构序列, 领导排序: replaces that of all parties of the kind. */
export const setPrintedOrder = (
  db: Database,
  kind: 'unit' | 'person',
  names: readonly string[],
): Writes => [
  db.query
    .deleteFrom('printed_order')
    .where('party_id', 'in', db.query.selectFrom('parties').select('id').where('kind', '=', kind)),
  ...insertsOf(names.map((name) => ({ id: `${kind}:${name}`, kind, name }))).map((rows) =>
    db.query
      .insertInto('parties')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing()),
  ),
  ...insertsOf(names.map((name, position) => ({ party_id: `${kind}:${name}`, position }))).map(
    (rows) => db.query.insertInto('printed_order').values(rows),
  ),
]

/** Names in printed order; whoever is not in it comes after all of them. */
export async function printedOrder(
  db: Database,
  kind: 'unit' | 'person',
): Promise<readonly string[]> {
  const rows = await db.query
    .selectFrom('printed_order')
    .innerJoin('parties', 'parties.id', 'printed_order.party_id')
    .select('party_id')
    .where('parties.kind', '=', kind)
    .orderBy('position')
    .execute()
  return rows.map(({ party_id }) => nameOfParty(party_id))
}

// Namesakes

/** The printed name means another person on tasks of `scope`: a unit's id, or `task:` and an id. */
export const setNamesake = (
  db: Database,
  namesake: {
    readonly printedId: string
    readonly scope: string
    readonly partyId: string
    readonly by: string
  },
  at: number,
): Writes => [
  db.query
    .insertInto('parties')
    .values({
      id: namesake.partyId,
      kind: 'person',
      name: namesake.partyId.slice(namesake.partyId.indexOf(':') + 1),
    })
    .onConflict((conflict) => conflict.doNothing()),
  db.query
    .insertInto('namesakes')
    .values({
      printed_id: namesake.printedId,
      scope: namesake.scope,
      party_id: namesake.partyId,
      by_open_id: namesake.by,
      at,
    })
    .onConflict((conflict) =>
      conflict.columns(['printed_id', 'scope']).doUpdateSet(({ ref }) => ({
        party_id: ref('excluded.party_id'),
        by_open_id: ref('excluded.by_open_id'),
        at: ref('excluded.at'),
      })),
    ),
]
