import type { PeopleFacts } from '../src/domain/people-facts.ts'
import type { Database } from './database.ts'

/** All that resolving names needs. Some hundred rows in all: read whole, so that a plan costs no more. */
export async function loadPeopleFacts(db: Database): Promise<PeopleFacts> {
  const [grants, units, namesakes, left] = await Promise.all([
    grantFacts(db),
    unitFacts(db),
    db.query
      .selectFrom('namesakes')
      .select(['printed_id as printedId', 'scope', 'party_id as partyId'])
      .execute(),
    db.query.selectFrom('accounts').select('open_id').where('is_resigned', '=', 1).execute(),
  ])
  return { ...grants, ...units, namesakes, resigned: left.map(({ open_id }) => open_id) }
}

/** Who was named, by a binding or a post, and to whom it went from there. */
async function grantFacts({ query }: Database) {
  const [bindings, posts, standIns, handovers, passes] = await Promise.all([
    query
      .selectFrom('bindings')
      .select(['party_id as partyId', 'open_id as openId', 'bound_at as at'])
      .orderBy('bound_at')
      .orderBy('open_id')
      .execute(),
    query
      .selectFrom('unit_posts')
      .select(['unit_id as unitId', 'post', 'open_id as openId', 'at'])
      .select(['from_on as fromOn', 'until_on as untilOn'])
      .where('state', '=', 'held')
      .orderBy('at')
      .orderBy('id')
      .execute(),
    query
      .selectFrom('stand_ins')
      .select(['open_id as openId', 'stand_in_id as standInId'])
      .select(['from_on as fromOn', 'until_on as untilOn'])
      .where('ended_at', 'is', null)
      .orderBy('at')
      .execute(),
    query
      .selectFrom('handovers')
      .select(['from_id as fromId', 'to_id as toId', 'from_on as fromOn', 'at'])
      .where('state', '=', 'agreed')
      .orderBy('from_on')
      .orderBy('at')
      .execute(),
    query
      .selectFrom('task_passes')
      .select(['task_id as taskId', 'from_id as fromId', 'to_id as toId'])
      .where('ended_at', 'is', null)
      .orderBy('at')
      .execute(),
  ])
  return { bindings, posts, standIns, handovers, passes }
}

/** What units are called, what became of them, and who is of several at once. */
async function unitFacts({ query }: Database) {
  const [aliases, changes, groups] = await Promise.all([
    query.selectFrom('unit_aliases').select(['name', 'unit_id as unitId']).execute(),
    query
      .selectFrom('unit_changes')
      .select(['unit_id as unitId', 'successor_id as successorId'])
      .select(['from_on as fromOn', 'is_main'])
      .orderBy('from_on')
      .execute(),
    query
      .selectFrom('unit_groups')
      .select(['group_id as groupId', 'unit_id as unitId'])
      .orderBy('position')
      .execute(),
  ])
  return {
    aliases,
    changes: changes.map(({ is_main, ...change }) => ({ ...change, isMain: is_main === 1 })),
    groups,
  }
}
