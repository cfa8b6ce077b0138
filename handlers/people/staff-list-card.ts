/** What of a list of staff is not so already, and its card. */
import { pageOf } from '../../cards/pager.ts'
import { candidateLine } from '../../cards/people/person.ts'
import { doubtsPerPage, staffListCard } from '../../cards/people/staff-list.ts'
import { printedPeople } from '../../db/bindings.ts'
import { readDirectory } from '../../db/directory.ts'
import type { StaffList } from '../../db/staff-lists.ts'
import { partyIdOf } from '../../src/domain/parties.ts'
import { type StaffEffect, type StaffEntry, staffEffects } from '../../src/domain/staff-list.ts'
import type { Deps } from '../../src/ports.ts'
import { resolverNow } from './person-act.ts'

/** What of a list is not so already. */
export async function effectsOf(list: StaffList, deps: Deps): Promise<readonly StaffEffect[]> {
  const [people, resolver] = await Promise.all([
    printedPeople(deps.db, deps.clock.now()),
    resolverNow(deps),
  ])
  const unitIdOf = (name: string) => resolver.unitOf(partyIdOf('unit', name))
  const isHeld = (effect: StaffEffect) =>
    effect.kind === 'post' &&
    resolver.holders(unitIdOf(effect.unit), effect.post).includes(effect.openId)
  const effects = staffEffects(list.rows, people, unitIdOf).filter((effect) => !isHeld(effect))
  return [...new Map(effects.map((effect) => [JSON.stringify(effect), effect])).values()]
}

export async function staffCard(list: StaffList, page: number, deps: Deps) {
  const [effects, directory] = await Promise.all([
    list.state === 'waiting' ? effectsOf(list, deps) : [],
    readDirectory(deps.db),
  ])
  return cardOf(list, effects, directory, page, deps.clock.now())
}

export function cardOf(
  list: StaffList,
  effects: readonly StaffEffect[],
  directory: Awaited<ReturnType<typeof readDirectory>>,
  page: number,
  at: number,
) {
  const entries = new Map(directory.map((entry) => [entry.openId, entry]))
  const by = (how: StaffEntry['by']) => list.rows.filter((row) => row.by === how).length
  const open = list.rows.map((row, index) => ({ ...row, row: index }))
  const doubts = open
    .filter(({ openId, candidates }) => openId === null && candidates.length > 0)
    .map(({ row, unit, name, candidates }) => ({
      row,
      unit,
      name,
      candidates: candidates.flatMap((openId) => {
        const entry = entries.get(openId)
        return entry ? [{ openId, label: candidateLine(entry) }] : []
      }),
    }))
  return staffListCard({
    listId: list.id,
    fileName: list.fileName,
    state: list.state,
    total: list.rows.length,
    byMobile: by('mobile'),
    byName: by('name'),
    byOffice: by('office'),
    missing: list.rows
      .filter(({ openId, candidates }) => openId === null && candidates.length === 0)
      .map(({ name, unit }) => `${name}（${unit}）`),
    posts: effects.filter(({ kind }) => kind === 'post').length,
    bindings: effects.filter(({ kind }) => kind !== 'post').length,
    doubts: doubts.length,
    ...pageOf(doubts, page, doubtsPerPage),
    at,
  })
}
