/** Every query of `db/` once, on each database: what one of them refuses shows here. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../db/database.ts'
import { itemQueries } from './queries-of-items.ts'
import { listQueries } from './queries-of-lists.ts'
import { importQueries, peopleQueries } from './queries-of-people.ts'
import { planQueries } from './queries-of-plans.ts'
import { postQueries } from './queries-of-posts.ts'
import { purgeQueries } from './queries-of-purges.ts'
import { flowQueries } from './queries-of-the-flow.ts'
import { updateQueries } from './queries-of-updates.ts'
import { unused } from './watched.ts'

/** @param open a new and migrated database, empty but for its schema */
export function queriesContract(name: string, open: () => Promise<Database>): void {
  for (const part of [
    peopleQueries,
    planQueries,
    itemQueries,
    importQueries,
    flowQueries,
    updateQueries,
    postQueries,
    listQueries,
    purgeQueries,
  ]) {
    describe(`${name}: queries of ${part.subject}`, () => {
      const asked = {} as { db: Database }
      beforeAll(async () => {
        asked.db = await open()
      })
      afterAll(() => asked.db?.close())
      part.ask(asked)
      it('leave out none', () => {
        expect(part.modules.flatMap((module) => unused(module))).toEqual([])
      })
    })
  }
}
