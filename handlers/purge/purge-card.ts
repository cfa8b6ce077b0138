/** 误传清除, as the members of the office see it. */
import type { Card } from '../../cards/kit.ts'
import { purgeCard } from '../../cards/purge.ts'
import { placeWords } from '../../db/content-places.ts'
import { accountNames } from '../../db/people.ts'
import { type Found, findContent } from '../../db/purge-search.ts'
import { backupsSince, findPurge } from '../../db/purges.ts'
import type { Purge } from '../../src/domain/purge.ts'
import type { Deps } from '../../src/ports.ts'

/** `发出的消息 3处`, by table. */
export function placesOf(found: readonly Found[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { table } of found) {
    const word = placeWords[table] ?? table
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].map(([word, count]) => `${word} ${count}处`)
}

/** Nothing that was sent stays as it is. */
export const nothingLeft = { unpatched: 0, told: 0 }

export async function cardOf(
  purge: Purge,
  places: readonly string[],
  left: { readonly unpatched: number; readonly told: number },
  deps: Deps,
): Promise<Card> {
  const { askedBy, decidedBy } = purge
  const [names, backups] = await Promise.all([
    accountNames(deps.db, [askedBy, ...(decidedBy ? [decidedBy] : [])]),
    purge.state === 'done' ? backupsSince(deps.db, purge.since) : [],
  ])
  return purgeCard({
    purgeId: purge.id,
    about: purge.about,
    state: purge.state,
    by: names.get(askedBy) ?? '督查室',
    at: purge.askedAt,
    places,
    decidedBy: decidedBy && (names.get(decidedBy) ?? '督查室'),
    decidedAt: purge.decidedAt,
    since: purge.since,
    backups,
    ...left,
  })
}

/** As it stands now; where its content was once it is gone is in the trail. */
export async function purgeCardOf(purgeId: string, deps: Deps): Promise<Card | undefined> {
  const purge = await findPurge(deps.db, purgeId)
  if (!purge) return undefined
  const found = purge.target ? await findContent(deps.db, purge.target) : []
  return cardOf(purge, placesOf(found), nothingLeft, deps)
}
