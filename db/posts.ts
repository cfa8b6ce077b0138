import type { IsoDate } from '../src/domain/draft-plan.ts'
import { nameOfParty } from '../src/domain/parties.ts'
import type { Post } from '../src/domain/people-facts.ts'
import type { Database, Writes } from './database.ts'
import type { UnitPostTable } from './schema/people.ts'
import { insertsOf } from './several.ts'

/** A post of a unit, asked for or held. */
export type UnitPost = {
  readonly id: string
  readonly unitId: string
  readonly post: Post
  readonly openId: string
  readonly fromOn: IsoDate
  /** The last day; null: until further notice. */
  readonly untilOn: IsoDate | null
  readonly state: UnitPostTable['state']
  readonly askedBy: string
  readonly grantedBy: string | null
  readonly at: number
  readonly version: number
}

/** A unit that nothing printed yet may be named too. */
export const ensureUnits = (db: Database, unitIds: readonly string[]): Writes =>
  unitIds.length === 0
    ? []
    : [
        db.query
          .insertInto('parties')
          .values(unitIds.map((id) => ({ id, kind: 'unit' as const, name: nameOfParty(id) })))
          .onConflict((conflict) => conflict.doNothing()),
      ]

export async function findPost(db: Database, id: string): Promise<UnitPost | undefined> {
  const row = await db.query
    .selectFrom('unit_posts')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toPost(row)
}

/** Posts that are asked for or held, oldest first. */
export async function postsInState(
  db: Database,
  state: 'asked' | 'held',
): Promise<readonly UnitPost[]> {
  const rows = await db.query
    .selectFrom('unit_posts')
    .selectAll()
    .where('state', '=', state)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(toPost)
}

/** Posts that an account holds or asks for. */
export async function postsOf(db: Database, openId: string): Promise<readonly UnitPost[]> {
  const rows = await db.query
    .selectFrom('unit_posts')
    .selectAll()
    .where('open_id', '=', openId)
    .where('state', 'in', ['asked', 'held'])
    .orderBy('at')
    .execute()
  return rows.map(toPost)
}

/** A new post, or a later version of one. */
export const savePost = (db: Database, post: UnitPost): Writes => [
  ...ensureUnits(db, [post.unitId]),
  db.query
    .insertInto('unit_posts')
    .values(toRow(post))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        from_on: ref('excluded.from_on'),
        until_on: ref('excluded.until_on'),
        state: ref('excluded.state'),
        granted_by: ref('excluded.granted_by'),
        version: ref('excluded.version'),
      })),
    ),
]

const toPost = (row: UnitPostTable): UnitPost => ({
  id: row.id,
  unitId: row.unit_id,
  post: row.post,
  openId: row.open_id,
  fromOn: row.from_on,
  untilOn: row.until_on,
  state: row.state,
  askedBy: row.asked_by,
  grantedBy: row.granted_by,
  at: row.at,
  version: row.version,
})

const toRow = (post: UnitPost): UnitPostTable => ({
  id: post.id,
  unit_id: post.unitId,
  post: post.post,
  open_id: post.openId,
  from_on: post.fromOn,
  until_on: post.untilOn,
  state: post.state,
  asked_by: post.askedBy,
  granted_by: post.grantedBy,
  at: post.at,
  version: post.version,
})

/** Many new posts at once. */
export const savePosts = (db: Database, posts: readonly UnitPost[]): Writes => {
  const units = [...new Set(posts.map(({ unitId }) => unitId))]
  const parties = units.map((id) => ({ id, kind: 'unit' as const, name: nameOfParty(id) }))
  return [
    ...insertsOf(parties).map((rows) =>
      db.query
        .insertInto('parties')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing()),
    ),
    ...insertsOf(posts.map(toRow)).map((rows) => db.query.insertInto('unit_posts').values(rows)),
  ]
}

/** Whether a printed or spoken name is one of a unit that is known, or another name of one. */
export async function isKnownUnit(db: Database, name: string): Promise<boolean> {
  const [party, alias] = await Promise.all([
    db.query
      .selectFrom('parties')
      .select('id')
      .where('kind', '=', 'unit')
      .where('name', '=', name)
      .executeTakeFirst(),
    db.query.selectFrom('unit_aliases').select('name').where('name', '=', name).executeTakeFirst(),
  ])
  return party !== undefined || alias !== undefined
}

/** Names of all units that anything names. */
export async function unitNames(db: Database): Promise<readonly string[]> {
  const rows = await db.query
    .selectFrom('parties')
    .select('name')
    .where('kind', '=', 'unit')
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}
