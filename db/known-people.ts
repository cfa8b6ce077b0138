import { type Resolver, resolverOf } from '../src/domain/people.ts'
import type { PeopleFacts } from '../src/domain/people-facts.ts'
import type { Database } from './database.ts'
import { loadPeopleFacts } from './people-facts.ts'

/** What is known of people, and whom names mean at `now` (epoch ms): for several questions at once. */
export type People = { readonly facts: PeopleFacts; readonly resolver: Resolver }

export async function loadPeople(db: Database, now: number): Promise<People> {
  const facts = await loadPeopleFacts(db)
  return { facts, resolver: resolverOf(facts, now) }
}
