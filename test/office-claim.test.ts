import { expect, it, onTestFinished } from 'vitest'
import { migrate } from '../db/migrate.ts'
import { officeMembers } from '../db/people.ts'
import { openSqlite } from '../db/sqlite.ts'
import { prepareOffice } from '../src/office-claim.ts'

const halfHour = 30 * 60_000

async function start() {
  const db = openSqlite(':memory:')
  onTestFinished(() => db.close())
  await migrate(db, 1)
  const random = () => Math.random()
  return {
    db,
    starts: (at: number, secret = 'secret') => prepareOffice(db, [], at, random, secret),
  }
}

it('prints one code where several replicas start at once, or one after the other', async () => {
  const { starts } = await start()
  const together = await Promise.all([starts(0), starts(0), starts(0)])
  expect(together[0]).toMatch(/^\d{6}$/)
  expect(new Set([...together, await starts(halfHour)]).size).toBe(1)
})

it('prints another code once the old one is over, or was made with another secret', async () => {
  const { starts } = await start()
  const codes = [await starts(0), await starts(halfHour + 1), await starts(halfHour + 1, 'other')]
  expect(new Set(codes).size).toBe(3)
  expect(codes).not.toContain(undefined)
})

it('makes the configured accounts members, once, and prints no code', async () => {
  const { db } = await start()
  const prepared = await Promise.all(
    [1, 2].map((at) => prepareOffice(db, ['ou_a', 'ou_b'], at, Math.random, 'secret')),
  )
  expect(prepared).toEqual([undefined, undefined])
  expect([...(await officeMembers(db))].sort()).toEqual(['ou_a', 'ou_b'])
})
