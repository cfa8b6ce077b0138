import { isUnitGroup } from '../cells/units.ts'

/** The names of one row, in printed order. */
export type RowNames = {
  readonly leaders: readonly string[]
  readonly leadUnits: readonly string[]
  readonly units: readonly string[]
  readonly persons: readonly string[]
}

/** `unsure`: the place in the cell is the only evidence that this one is, or is not, a liaison. */
export type PersonRole = { readonly role: 'owner' | 'leader_liaison'; readonly unsure: boolean }

type Appearance = { readonly row: RowNames; readonly at: number }
type People = ReadonlyMap<string, readonly Appearance[]>

const owner: PersonRole = { role: 'owner', unsure: false }

/**
 * Tells the units' officers from the leaders' own liaisons, for each row's persons in order.
 * In the persons' column officers come first (design, §2), so nobody before an officer is a
 * liaison; a liaison goes with a leader over the tasks of many units, an officer with a unit.
 */
export function personRoles(rows: readonly RowNames[]): PersonRole[][] {
  const people = appearances(rows)
  const officers = officersOf(rows, people)
  const liaisons = new Set(
    [...people]
      .filter(([name, where]) => !officers.has(name) && goesWithLeader(where))
      .map(([name]) => name),
  )
  const doubtful = new Set(
    [...liaisons].filter((name) => sharesUnit(people.get(name) ?? [], ({ units }) => units)),
  )
  const served = new Set(
    rows
      .filter(({ persons }) => persons.some((name) => liaisons.has(name)))
      .flatMap(({ leaders }) => leaders),
  )
  return rows.map((row) =>
    row.persons.map((name, at) => {
      if (row.persons.length === 1 || at === 0 || row.leaders.length === 0) return owner
      if (liaisons.has(name)) return { role: 'leader_liaison', unsure: doubtful.has(name) }
      if (officers.has(name)) return owner
      return byPlace({ row, at }, served, liaisons)
    }),
  )
}

/** Where each person stands, rows with a single person left out: they say nothing about place. */
function appearances(rows: readonly RowNames[]): People {
  const people = new Map<string, Appearance[]>()
  for (const row of rows) {
    if (row.persons.length < 2) continue
    for (const [at, name] of row.persons.entries()) {
      const where = people.get(name) ?? []
      where.push({ row, at })
      people.set(name, where)
    }
  }
  return people
}

/** Those who go with a unit, and everybody printed before one of them. */
function officersOf(rows: readonly RowNames[], people: People): Set<string> {
  const officers = new Set(
    [...people].filter(([, where]) => isOfficer(where)).map(([name]) => name),
  )
  let before = -1
  while (before !== officers.size) {
    before = officers.size
    for (const { persons } of rows) {
      const last = persons.findLastIndex((name) => officers.has(name))
      if (persons.length > 1) for (const name of persons.slice(0, last)) officers.add(name)
    }
  }
  return officers
}

/** First in a cell, or one unit in all of two and more tasks. Always last in line is no officer. */
function isOfficer(where: readonly Appearance[]): boolean {
  if (where.some(({ at }) => at === 0)) return true
  if (where.length < 2) return false
  if (sharesUnit(where, ({ leadUnits }) => leadUnits)) return true
  const isAlwaysLast = where.every(isLast) && where.length >= 3
  return sharesUnit(where, ({ units }) => units) && !isAlwaysLast
}

function goesWithLeader(where: readonly Appearance[]): boolean {
  if (where.length < 2 || sharesUnit(where, ({ leadUnits }) => leadUnits)) return false
  if (shared(where, ({ leaders }) => leaders).length > 0) return true
  const lasts = where.filter(isLast)
  return lasts.length >= 2 && !sharesUnit(lasts, ({ leadUnits }) => leadUnits)
}

function isLast({ row, at }: Appearance): boolean {
  return at === row.persons.length - 1
}

function sharesUnit(
  where: readonly Appearance[],
  unitsOf: (row: RowNames) => readonly string[],
): boolean {
  return shared(where, unitsOf).some((unit) => !isUnitGroup(unit))
}

function shared(
  where: readonly Appearance[],
  namesOf: (row: RowNames) => readonly string[],
): readonly string[] {
  const [first, ...others] = where.map(({ row }) => namesOf(row))
  return (first ?? []).filter((name) => others.every((names) => names.includes(name)))
}

/**
 * Someone seen once: a liaison behind a liaison, or last where the leaders have no other one.
 * Right before the liaisons it may be one as well, where these are fewer than the leaders.
 * `served` are the leaders whose tasks show a liaison.
 */
function byPlace(
  here: Appearance,
  served: ReadonlySet<string>,
  liaisons: ReadonlySet<string>,
): PersonRole {
  const { row, at } = here
  const byPosition: PersonRole = { role: 'leader_liaison', unsure: true }
  if (row.persons.slice(0, at).some((name) => liaisons.has(name))) return byPosition
  const hasLiaison = row.leaders.some((leader) => served.has(leader))
  if (isLast(here) && !hasLiaison) return byPosition
  const behind = row.persons.slice(at + 1)
  const mayBeLiaison = behind.length > 0 && behind.every((name) => liaisons.has(name))
  return { role: 'owner', unsure: mayBeLiaison && behind.length < row.leaders.length }
}
