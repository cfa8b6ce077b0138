/** What a database must do that two processes share. Each test opens it twice. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { audit } from '../../db/audit.ts'
import { type Database, isDuplicate, type Writes } from '../../db/database.ts'
import {
  claimInbox,
  markEventFailed,
  markHandled,
  recordHandled,
  storeEvent,
} from '../../db/inbox.ts'
import { takeLease } from '../../db/leases.ts'
import { enqueue } from '../../db/outbox.ts'
import { writeSetting } from '../../db/people.ts'
import { openSlot, takeOverSlot } from '../../db/slots.ts'
import { addWork, claimWork } from '../../db/work.ts'
import { claimHeads } from './claim-heads.ts'

type Two = readonly [Database, Database]

/** @param openTwice two openings of one new database, migrated */
export function replicasContract(name: string, openTwice: () => Promise<Two>): void {
  const migrated = async (): Promise<Two> => {
    const two = await openTwice()
    onTestFinished(async () => {
      for (const db of two) await db.close()
    })
    return two
  }
  describe(`${name}, two replicas`, () => {
    races(migrated)
    claims(migrated)
  })
}

const both = <Result>(two: Two, act: (db: Database, index: number) => Promise<Result>) =>
  Promise.all(two.map(act))

function races(migrated: () => Promise<Two>): void {
  it('open a slot, renew a lease, change a subject: one of the two', async () => {
    const two = await migrated()
    const change = { subject: 's', version: 1, type: 't', actor: 'a', at: 1, via: null }
    for (let round = 0; round < 10; round += 1) {
      const failures = async (writes: (db: Database) => Writes) => {
        const outcomes = await Promise.allSettled(two.map((db) => db.atomic(writes(db))))
        return outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
      }
      const slot = await failures((db) => openSlot(db, 'job', round, 100, 10))
      expect(slot.map((error) => isDuplicate(error, 'slots'))).toEqual([true])
      const subject = await failures((db) => [audit(db, { ...change, version: round })])
      expect(subject.map((error) => isDuplicate(error, 'audit_events'))).toEqual([true])
      const taken = await both(two, (db) => takeOverSlot(db, 'job', round, 110, 10))
      expect(taken.filter(Boolean)).toHaveLength(1)
      const held = await both(two, (db, n) => takeLease(db, `${round}`, `holder-${n}`, 100, 10))
      expect(held.filter(Boolean)).toHaveLength(1)
      const over = await both(two, (db, n) => takeLease(db, `${round}`, `later-${n}`, 110, 10))
      expect(over.filter(Boolean)).toHaveLength(1)
    }
  })

  it('write the same rows in opposite orders, and both get through', async () => {
    const two = await migrated()
    const keys = Array.from({ length: 50 }, (_, n) => `key-${n}`)
    for (let round = 0; round < 5; round += 1) {
      await both(two, (db, n) => {
        const ordered = n === 0 ? keys : keys.toReversed()
        return db.atomic([
          ...ordered.map((key) => writeSetting(db, key, `${round}-${n}`)),
          recordHandled(db, { key: `${round}-${n}`, kind: 'test' }, 1),
        ])
      })
      const rows = await two[0].query.selectFrom('settings').select('value').distinct().execute()
      expect(rows).toHaveLength(1)
    }
  })
}

function claims(migrated: () => Promise<Two>): void {
  it('never get the same event, message or work', async () => {
    const two = await migrated()
    const ids = Array.from({ length: 200 }, (_, n) => `id-${n}`)
    await two[0].atomic(
      ids.flatMap((id) => [
        storeEvent(two[0], { key: id, kind: 'test', payload: {} }, 1),
        enqueue(two[0], id, { type: 'open_id', id: `ou_${id}` }, { kind: 'text', text: id }, 1),
        addWork(two[0], { id, kind: 'test', payload: {} }, 1),
      ]),
    )
    const lease = { wall: 100, leaseMs: 10 }
    const claimed = await both(two, async (db, n) => {
      const taken: string[] = []
      for (let round = 0; round < 40; round += 1) {
        const [events, rows, ...work] = await Promise.all([
          claimInbox(db, { ...lease, limit: 7 }),
          claimHeads(db, { ...lease, now: 100, holder: `${n}`, limit: 7 }),
          ...Array.from({ length: 7 }, () => claimWork(db, lease)),
        ])
        taken.push(
          ...events.map(({ key }) => `event ${key}`),
          ...rows.map(({ id }) => `message ${id}`),
          ...work.flatMap((one) => (one ? [`work ${one.id}`] : [])),
        )
      }
      return taken
    })
    const all = claimed.flat()
    expect(new Set(all).size).toBe(all.length)
    expect(all).toHaveLength(3 * ids.length)
    for (const taken of claimed) expect(taken.length).toBeGreaterThan(0)
  })

  it('keep the order of a lane: its next event waits until the one before is done', async () => {
    const [one, other] = await migrated()
    const store = (key: string, lane: string | null, at: number) =>
      storeEvent(one, { key, kind: 'test', payload: {}, lane }, at)
    await one.atomic([
      store('b', 'oc_1', 2),
      store('a', 'oc_1', 1),
      store('c', 'oc_1', 3),
      store('z', 'oc_2', 3),
      store('n', null, 4),
      store('m', null, 4),
    ])
    const claim = async (db: Database, wall: number) => {
      const events = await claimInbox(db, { wall, leaseMs: 10, limit: 9 })
      return events.map(({ key }) => key).sort()
    }
    const both = await Promise.all([claim(one, 100), claim(other, 100)])
    expect(both.flat().sort()).toEqual(['a', 'm', 'n', 'z'])
    expect(await claim(other, 105)).toEqual([])
    await one.atomic([markHandled(one, 'a', 105)])
    expect(await claim(other, 105)).toEqual(['b'])
    await one.atomic(markEventFailed(one, 'b', 'later', 500))
    expect(await claim(other, 105)).toEqual(['c'])
  })

  it('send what was added at one moment in the order in which it was added', async () => {
    const [one, other] = await migrated()
    const ids = Array.from({ length: 30 }, (_, n) => `id-${(n * 7) % 30}`)
    const to = (id: string) => ({ type: 'open_id', id: `ou_${id}` }) as const
    await one.atomic(ids.map((id) => enqueue(one, id, to(id), { kind: 'text', text: id }, 1)))
    const claim = { now: 1, wall: 100, leaseMs: 10, holder: 'h', limit: 20 }
    const first = await claimHeads(one, claim)
    const rest = await claimHeads(other, claim)
    expect([...first, ...rest].map(({ id }) => id)).toEqual(ids)
  })
}
