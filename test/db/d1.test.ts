import { Miniflare } from 'miniflare'
import { afterAll, describe, expect, it } from 'vitest'
import { openD1 } from '../../db/d1.ts'
import { migrateD1, remoteD1, runD1 } from '../support/d1.ts'
import { databaseContract } from './contract.ts'
import { queriesContract } from './queries.ts'

/** A database for each test, of one runtime: starting it takes half a second. */
const names = Array.from({ length: 60 }, (_, index) => `DB${index}`)
const runtime = new Miniflare({
  modules: true,
  script: `${runD1}
    export default { fetch: runD1 }`,
  compatibilityDate: '2026-04-01',
  d1Databases: names,
})
let opened = 0

async function open() {
  const name = names[opened]
  if (!name) throw new Error('more tests than databases')
  opened += 1
  const binding = remoteD1(String(await runtime.ready), name)
  await migrateD1(binding)
  return openD1(binding)
}

afterAll(() => runtime.dispose())

databaseContract('D1', open)
queriesContract('D1', open)

describe('D1', () => {
  it('refuses what it has not: a transaction, a stream', async () => {
    const { query } = await open()
    await expect(query.transaction().execute(async () => {})).rejects.toThrow(/no transactions/)
    const stream = async () => {
      for await (const _ of query.selectFrom('settings').selectAll().stream()) return
    }
    await expect(stream()).rejects.toThrow(/no streams/)
  })

  it('counts its statements, those of a unit one by one', async () => {
    const db = await open()
    const all = db.query.selectFrom('settings').selectAll()
    await all.execute()
    await db.atomic([all, all])
    await db.atomic([])
    expect(db.statementsRun()).toBe(3)
  })
})
