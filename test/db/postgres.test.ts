import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { recordHandled } from '../../db/inbox.ts'
import { migrate } from '../../db/migrate.ts'
import { openPostgres } from '../../db/postgres.ts'
import { aheadOfServerMs } from '../../db/server-time.ts'
import { openSlot } from '../../db/slots.ts'
import {
  asAdmin,
  dropSchemasAfterwards,
  emptyPostgres,
  isPostgresThere,
} from '../support/postgres.ts'
import { databaseContract } from './contract.ts'
import { queriesContract } from './queries.ts'
import { replicasContract } from './replicas.ts'

const open = async (url: string) => {
  const db = openPostgres(url)
  await migrate(db, 1)
  return db
}

/** Closed when the test ends. */
async function fresh() {
  const db = await open(await emptyPostgres())
  onTestFinished(() => db.close())
  return db
}

dropSchemasAfterwards()
describe.skipIf(!(await isPostgresThere()))('on PostgreSQL', () => {
  databaseContract('PostgreSQL', async () => open(await emptyPostgres()))
  queriesContract('PostgreSQL', async () => open(await emptyPostgres()))
  replicasContract('PostgreSQL', async () => {
    const url = await emptyPostgres()
    return [await open(url), openPostgres(url)]
  })

  it('gives numbers for times, counts and sums, without changing the driver for others', async () => {
    const db = await fresh()
    await db.atomic([1, 2].flatMap((at) => openSlot(db, 'job', at, 1_772_413_200_123, 1)))
    const row = await db.query
      .selectFrom('slots')
      .select(({ fn }) => [
        fn.countAll().as('count'),
        fn.sum('at').as('sum'),
        fn.max('opened_at').as('latest'),
      ])
      .executeTakeFirst()
    expect(row).toEqual({ count: 2, sum: 3, latest: 1_772_413_200_123 })
    expect(pg.types.getTypeParser(20)('1')).toBe('1')
  })

  it('tells by how much a clock is ahead of the server’s', async () => {
    const db = await fresh()
    expect(Math.abs(await aheadOfServerMs(db, Date.now))).toBeLessThan(2_000)
    const aheadMs = await aheadOfServerMs(db, () => Date.now() - 60_000)
    expect(Math.abs(aheadMs + 60_000)).toBeLessThan(2_000)
  })

  it('goes on after the server broke its connections, and lets whoever waits know', async () => {
    const db = await fresh()
    const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(db.query)
    const asleep = sql`SELECT pg_sleep(20)`.execute(db.query).catch((error: unknown) => error)
    await sleep(100)
    const [gone] = await asAdmin(`SELECT pg_terminate_backend(${rows[0]?.pid}) AS gone`)
    expect(gone).toEqual({ gone: true })
    expect(await asleep).toMatchObject({ code: '57P01' })
    await db.atomic([recordHandled(db, { key: 'a', kind: 'test' }, 1)])
    expect(await db.query.selectFrom('handled_events').select('key').execute()).toHaveLength(1)
  })

  it('goes on after an idle connection was broken', async () => {
    const db = await fresh()
    const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(db.query)
    await asAdmin(`SELECT pg_terminate_backend(${rows[0]?.pid})`)
    await sleep(100)
    await db.atomic([recordHandled(db, { key: 'a', kind: 'test' }, 1)])
    expect(await db.query.selectFrom('handled_events').select('key').execute()).toHaveLength(1)
  })

  it('keeps a text with a NUL, which the server would refuse', async () => {
    const db = await fresh()
    await db.atomic([recordHandled(db, { key: 'a\0b', kind: 'test' }, 1)])
    const rows = await db.query
      .selectFrom('handled_events')
      .select('key')
      .where('key', '=', 'a\0b')
      .execute()
    expect(rows).toEqual([{ key: 'a\uFFFDb' }])
  })

  it('refuses what is neither text nor number before anything is written', async () => {
    const db = await fresh()
    const wrong = recordHandled(db, { key: 'b', kind: 'test' }, new Date() as unknown as number)
    await expect(
      db.atomic([recordHandled(db, { key: 'a', kind: 'test' }, 1), wrong]),
    ).rejects.toThrow('not object')
    expect(await db.query.selectFrom('handled_events').select('key').execute()).toEqual([])
  })

  it('is migrated by one of two that start at once, while the other waits', async () => {
    const url = await emptyPostgres()
    const two = [openPostgres(url), openPostgres(url)]
    onTestFinished(async () => {
      for (const db of two) await db.close()
    })
    const applied = await Promise.all(two.map((db) => migrate(db, 1)))
    expect(applied.map((names) => names.length).sort()).toEqual([0, applied.flat().length])
    expect(applied.flat()[0]).toBe('0001_main_job.sql')
    for (const db of two)
      await db.atomic([recordHandled(db, { key: `${two.indexOf(db)}`, kind: 'k' }, 1)])
  })

  it('leaves the schema as it was when a migration fails', async () => {
    const db = await fresh()
    const failing = db.migration(async ({ exec }) => {
      await exec('CREATE TABLE half (id TEXT); INSERT INTO nowhere VALUES (1)')
    })
    await expect(failing).rejects.toThrow('nowhere')
    await expect(sql`SELECT * FROM half`.execute(db.query)).rejects.toThrow('half')
    expect(await migrate(db, 2)).toEqual([])
  })
})
