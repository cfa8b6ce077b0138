/** What every database behind the seam must do. Run on each of them by its own test file. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { audit } from '../../db/audit.ts'
import { type Database, DuplicateError, isDuplicate } from '../../db/database.ts'
import { claimInbox, recordHandled, storeEvent } from '../../db/inbox.ts'
import { releaseLease, takeLease } from '../../db/leases.ts'
import { enqueue, markFailed, markForRetry, markSent, putBack } from '../../db/outbox.ts'
import { callsSince, dropSuperseded } from '../../db/outbox-lanes.ts'
import { writeSetting } from '../../db/people.ts'
import { openSlot } from '../../db/slots.ts'
import { addWork, claimWork } from '../../db/work.ts'
import { claimHeads } from './claim-heads.ts'

/** @param open a new and migrated database, empty but for its schema */
export function databaseContract(name: string, open: () => Promise<Database>): void {
  const fresh = async () => {
    const db = await open()
    onTestFinished(() => db.close())
    return db
  }
  describe(`${name}: a unit of work`, () => unitsOfWork(fresh))
  describe(`${name}: claims and leases`, () => claims(fresh))
}

type Fresh = () => Promise<Database>

const mark = (db: Database, key: string) => recordHandled(db, { key, kind: 'test' }, 1)
const marks = async (db: Database) => {
  const rows = await db.query.selectFrom('handled_events').select('key').orderBy('key').execute()
  return rows.map(({ key }) => key)
}

function unitsOfWork(fresh: Fresh): void {
  it('takes effect whole, in its order', async () => {
    const db = await fresh()
    await db.atomic([
      writeSetting(db, 'a', 'first'),
      writeSetting(db, 'a', 'second'),
      mark(db, 'one'),
    ])
    const rows = await db.query.selectFrom('settings').selectAll().execute()
    expect(rows).toEqual([{ key: 'a', value: 'second' }])
    expect(await marks(db)).toEqual(['one'])
  })

  it('leaves nothing when one of its statements fails', async () => {
    const db = await fresh()
    await db.atomic([mark(db, 'there')])
    await expect(
      db.atomic([mark(db, 'before'), writeSetting(db, 'a', 'x'), mark(db, 'there')]),
    ).rejects.toThrow()
    expect(await marks(db)).toEqual(['there'])
    expect(await db.query.selectFrom('settings').selectAll().execute()).toEqual([])
  })

  it('leaves nothing when it breaks another rule than a key', async () => {
    const db = await fresh()
    const wrong = db.query
      .insertInto('slots')
      .values({ job: 'j', at: 1, state: 'nonsense' as 'open', opened_at: 1 })
    const error = await db.atomic([mark(db, 'a'), wrong]).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(DuplicateError)
    expect(await marks(db)).toEqual([])
  })

  it('names the table whose key was taken', async () => {
    const db = await fresh()
    const event = { subject: 's', version: 1, type: 't', actor: 'a', at: 1, via: null }
    await db.atomic([mark(db, 'a'), audit(db, event), ...openSlot(db, 'j', 1, 1, 1)])
    const failure = (writes: Parameters<Database['atomic']>[0]) =>
      db.atomic(writes).catch((caught: unknown) => caught)
    expect(isDuplicate(await failure([mark(db, 'a')]), 'handled_events')).toBe(true)
    expect(isDuplicate(await failure([audit(db, event)]), 'audit_events')).toBe(true)
    expect(isDuplicate(await failure(openSlot(db, 'j', 1, 1, 1)), 'slots')).toBe(true)
  })

  it('fails alone among many that come at once', async () => {
    const db = await fresh()
    await db.atomic([mark(db, 'taken')])
    const keys = Array.from({ length: 60 }, (_, n) => (n % 7 === 3 ? 'taken' : `key-${n}`))
    const outcomes = await Promise.allSettled(
      keys.map((key, n) => db.atomic([writeSetting(db, `set-${n}`, key), mark(db, key)])),
    )
    const failed = outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [keys[n]] : []))
    expect(new Set(failed)).toEqual(new Set(['taken']))
    expect(await marks(db)).toHaveLength(1 + keys.length - failed.length)
    const settings = await db.query.selectFrom('settings').select('key').execute()
    expect(settings).toHaveLength(keys.length - failed.length)
  })

  it('lets one of many of the same key through', async () => {
    const db = await fresh()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        db.atomic([mark(db, 'a'), writeSetting(db, 's', `${n}`)]),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled')
    const { value } = await db.query
      .selectFrom('settings')
      .select('value')
      .executeTakeFirstOrThrow()
    expect(value).toBe(`${winner}`)
  })

  it('can be read once it is done, times and texts as they were', async () => {
    const db = await fresh()
    const at = 1_772_413_200_123
    const text = "张三 “引号” '; -- 换\n行 😀"
    await db.atomic([
      recordHandled(db, { key: text, kind: 'test' }, at),
      storeEvent(db, { key: 'k', kind: 'test', payload: { text, list: [1, null] } }, at),
    ])
    const row = await db.query.selectFrom('handled_events').selectAll().executeTakeFirst()
    expect(row).toEqual({ key: text, kind: 'test', at })
    const [event] = await claimInbox(db, { wall: at, leaseMs: 1, limit: 1 })
    expect(event).toMatchObject({ payload: { text, list: [1, null] }, receivedAt: at, attempts: 1 })
  })

  it('does nothing for an empty list', async () => {
    const db = await fresh()
    await db.atomic([])
    expect(await marks(db)).toEqual([])
  })
}

const batch = { now: 100, wall: 100, leaseMs: 10, limit: 7 }
const row = (db: Database, id: string, at: number) =>
  enqueue(db, id, { type: 'open_id', id: `ou_${id}` }, { kind: 'text', text: id }, at)

function claims(fresh: Fresh): void {
  it('hands no row to two claimers', async () => {
    const db = await fresh()
    const events = Array.from({ length: 40 }, (_, n) => `event-${n}`)
    await db.atomic([
      ...events.map((key) => storeEvent(db, { key, kind: 'test', payload: {} }, 1)),
      ...events.map((id) => row(db, id, 1)),
    ])
    const claimed = await Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        const taken = (await claimInbox(db, { wall: 100, leaseMs: 10, limit: 7 })).map(
          ({ key }) => key,
        )
        for (let round = 0; round < 8; round += 1) {
          const rows = await claimHeads(db, { ...batch, holder: `h${n}` })
          taken.push(...rows.map(({ id }) => `out-${id}`))
        }
        return taken
      }),
    )
    const all = claimed.flat()
    expect(new Set(all).size).toBe(all.length)
    expect(all).toHaveLength(80)
  })

  it('gives one piece of work to one of many', async () => {
    const db = await fresh()
    await db.atomic([addWork(db, { id: 'w', kind: 'test', payload: { n: 1 } }, 1)])
    const claimed = await Promise.all(
      Array.from({ length: 5 }, () => claimWork(db, { wall: 100, leaseMs: 10 })),
    )
    expect(claimed.filter(Boolean)).toEqual([
      { id: 'w', kind: 'test', payload: { n: 1 }, attempts: 1, failures: 0 },
    ])
  })

  it('gives a row back when its lease is over, and counts the tries', async () => {
    const db = await fresh()
    await db.atomic([row(db, 'a', 1)])
    const claim = (wall: number) => claimHeads(db, { ...batch, wall, holder: 'h' })
    expect(await claim(100)).toMatchObject([{ id: 'a', attempts: 1, firstAttemptAt: 100 }])
    expect(await claim(109)).toEqual([])
    expect(await claim(110)).toMatchObject([{ id: 'a', attempts: 2, firstAttemptAt: 100 }])
    await db.atomic(markForRetry(db, 'a', { code: 1, reason: 'r', doubtSince: 100 }, 500))
    expect(await claim(499)).toEqual([])
    expect(await claim(500)).toMatchObject([{ attempts: 3 }])
    await db.atomic(markSent(db, 'a', { messageId: 'om', chatId: null }, 500))
    expect(await claim(9_000)).toEqual([])
  })

  it('claims answers before bulk, the older first, and nothing before its time', async () => {
    const db = await fresh()
    const target = { type: 'open_id', id: 'ou_bulk' } as const
    const text = { kind: 'text', text: '' } as const
    await db.atomic([
      enqueue(db, 'bulk', target, text, 1, { priority: 'bulk' }),
      enqueue(db, 'push', target, text, 1, { priority: 'push' }),
      row(db, 'second', 3),
      row(db, 'first', 2),
      enqueue(db, 'later', target, text, 1, { notBefore: 101 }),
    ])
    const claimed = await claimHeads(db, { ...batch, holder: 'h' })
    expect(claimed.map(({ id }) => id)).toEqual(['first', 'second', 'push', 'bulk'])
  })

  it('claims for one receiver at one priority the first row, until that is settled', async () => {
    const db = await fresh()
    const target = { type: 'chat_id', id: 'oc_a' } as const
    for (const id of ['one', 'two', 'three']) {
      await db.atomic([enqueue(db, id, target, { kind: 'text', text: id }, 1)])
    }
    const ids = async (wall: number) =>
      (await claimHeads(db, { ...batch, wall, holder: 'h' })).map(({ id }) => id)
    expect(await ids(100)).toEqual(['one'])
    expect(await ids(101)).toEqual([])
    await db.atomic(markSent(db, 'one', { messageId: 'om', chatId: null }, 101))
    expect(await ids(101)).toEqual(['two'])
    await db.atomic(markForRetry(db, 'two', { code: 1, reason: 'r', doubtSince: null }, 500))
    expect(await ids(499)).toEqual([])
    expect(await ids(500)).toEqual(['two'])
    await db.atomic([putBack(db, 'two', null)])
    expect(await claimHeads(db, { ...batch, wall: 501, holder: 'h' })).toMatchObject([
      { id: 'two', attempts: 2, firstAttemptAt: 501 },
    ])
  })

  it('drops redrawings of a card that a newer one overtook', async () => {
    const db = await fresh()
    const text = { kind: 'text', text: '' } as const
    for (const [id, message] of [
      ['old', 'om_a'],
      ['new', 'om_a'],
      ['other', 'om_b'],
    ] as const) {
      await db.atomic([enqueue(db, id, { type: 'patch', id: message }, text, 1)])
    }
    await db.atomic(markForRetry(db, 'old', { code: 1, reason: 'r', doubtSince: null }, 500))
    await db.atomic(dropSuperseded(db, 100, 100))
    const rows = await db.query.selectFrom('outbox').select(['id', 'state', 'reason']).execute()
    expect(rows.filter(({ state }) => state === 'dropped')).toEqual([
      { id: 'old', state: 'dropped', reason: 'superseded' },
    ])
  })

  it('remembers what was sent and refused lately, for the next sender', async () => {
    const db = await fresh()
    await db.atomic([row(db, 'a', 1), row(db, 'b', 1), row(db, 'c', 1)])
    await db.atomic(markSent(db, 'a', { messageId: 'om', chatId: 'oc_a' }, 50))
    await db.atomic(markFailed(db, 'b', { code: 1, logId: null, reason: 'r' }, 60))
    expect(await callsSince(db, 50, 9)).toMatchObject([{ target: { id: 'ou_b' }, at: 60 }])
    expect(await callsSince(db, 49, 9)).toHaveLength(2)
  })

  it('keeps the order in which events came', async () => {
    const db = await fresh()
    for (const [key, at] of [
      ['c', 3],
      ['a', 1],
      ['b', 2],
    ] as const) {
      await db.atomic([storeEvent(db, { key, kind: 'test', payload: {} }, at)])
    }
    const claimed = await claimInbox(db, { wall: 100, leaseMs: 10, limit: 2 })
    expect(claimed.map(({ key }) => key)).toEqual(['a', 'b'])
  })

  it('adds nothing for a key that is queued or was stored already', async () => {
    const db = await fresh()
    for (const text of ['first', 'second']) {
      await db.atomic([
        storeEvent(db, { key: 'k', kind: text, payload: {} }, 1),
        enqueue(db, 'k', { type: 'open_id', id: 'ou_a' }, { kind: 'text', text }, 1),
      ])
    }
    expect(await claimInbox(db, { wall: 9, leaseMs: 1, limit: 9 })).toMatchObject([
      { kind: 'first' },
    ])
    expect(await claimHeads(db, { ...batch, holder: 'h' })).toMatchObject([
      { content: { text: 'first' } },
    ])
  })

  it('gives a lease to one holder, who may renew it, until it is over or given back', async () => {
    const db = await fresh()
    const take = (holder: string, wall: number) => takeLease(db, 'sender', holder, wall, 10)
    const first = await Promise.all(['a', 'b', 'c'].map((holder) => take(holder, 100)))
    expect(first.filter(Boolean)).toHaveLength(1)
    const holder = ['a', 'b', 'c'][first.indexOf(true)] ?? ''
    expect(await take(holder, 105)).toBe(true)
    expect(await take('other', 114)).toBe(false)
    expect(await take('other', 115)).toBe(true)
    await releaseLease(db, 'sender', holder)
    expect(await take(holder, 116)).toBe(false)
    await releaseLease(db, 'sender', 'other')
    expect(await take(holder, 116)).toBe(true)
  })
}
