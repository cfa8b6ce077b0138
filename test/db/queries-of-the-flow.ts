import { expect, it } from 'vitest'
import * as backlogModule from '../../db/backlog.ts'
import type { Database } from '../../db/database.ts'
import * as inboxModule from '../../db/inbox.ts'
import * as leasesModule from '../../db/leases.ts'
import * as outboxModule from '../../db/outbox.ts'
import * as lanesModule from '../../db/outbox-lanes.ts'
import * as slotsModule from '../../db/slots.ts'
import * as waitingModule from '../../db/waiting.ts'
import * as workModule from '../../db/work.ts'
import { type Part, watched } from './watched.ts'

const inbox = watched(inboxModule)
const outbox = watched(outboxModule)
const lanes = watched(lanesModule)
const work = watched(workModule)
const slots = watched(slotsModule)
const leases = watched(leasesModule)
const backlog = watched(backlogModule)
const waiting = watched(waitingModule)

const lease = { wall: 100, leaseMs: 10, limit: 10 }
const toA = { type: 'open_id', id: 'ou_a' } as const
const text = { kind: 'text', text: '好' } as const

export const flowQueries: Part = {
  subject: 'what came in, waits and goes out',
  modules: [inbox, outbox, lanes, work, slots, leases, backlog, waiting],
  ask: (asked) => {
    it('take events in, and forget them', () => events(asked.db))
    it('do work, and forget it', () => pieces(asked.db))
    it('find who waits for a message', () => chooseRows(asked.db))
    it('settle messages in each way', () => settleRows(asked.db))
    it('run slots and hold leases', () => slotsAndLeases(asked.db))
    it('count what waits', () => counts(asked.db))
    it('add many messages in their order, each key once, in few statements', () =>
      addMany(asked.db))
  },
}

async function events(db: Database): Promise<void> {
  const payload = { message: { chat_id: 'oc_a' } }
  for (const [at, key] of ['om_1', 'om_2', 'om_3'].entries()) {
    await db.atomic([inbox.storeEvent(db, { key, kind: 'k', payload, requestId: 'r' }, at)])
  }
  const claimed = await inbox.claimInbox(db, lease)
  expect(claimed).toMatchObject([
    { key: 'om_1', payload, receivedAt: 0, attempts: 1, requestId: 'r' },
    { key: 'om_2' },
    { key: 'om_3' },
  ])
  await db.atomic([
    inbox.recordHandled(db, { key: 'om_1', kind: 'k' }, 5),
    inbox.markHandled(db, 'om_1', 5),
    ...inbox.markEventFailed(db, 'om_2', 'later', 300),
    ...inbox.markEventFailed(db, 'om_3', 'never', null),
  ])
  expect(await inbox.claimInbox(db, { ...lease, wall: 299 })).toEqual([])
  expect(await inbox.claimInbox(db, { ...lease, wall: 300 })).toMatchObject([{ attempts: 2 }])
  await db.atomic([inbox.forgetEvent(db, 'om_3')])
  await db.atomic(inbox.pruneHandled(db, 10))
  const left = await db.query
    .selectFrom('inbox')
    .select(['key', 'payload'])
    .orderBy('key')
    .execute()
  expect(left).toEqual([
    { key: 'om_2', payload: JSON.stringify(payload) },
    { key: 'om_3', payload: '{}' },
  ])
}

async function pieces(db: Database): Promise<void> {
  await db.atomic([
    work.addWork(db, { id: 'w1', kind: 'k', payload: { n: 1 } }, 1),
    work.addWork(db, { id: 'w2', kind: 'k', payload: {} }, 2),
  ])
  expect(await work.isWorkWaiting(db, 'w1')).toBe(true)
  expect(await work.isWorkWaiting(db, 'none')).toBe(false)
  expect(await work.claimWork(db, lease)).toMatchObject({ id: 'w1', payload: { n: 1 } })
  expect(await work.claimWork(db, lease)).toMatchObject({ id: 'w2' })
  expect(await work.claimWork(db, lease)).toBeUndefined()
  await db.atomic([
    ...work.markWorkDone(db, 'w1', 3),
    work.forgetWork(db, 'w1'),
    ...work.markWorkFailed(db, 'w2', 'later', 200),
  ])
  expect(await work.isWorkWaiting(db, 'w1')).toBe(false)
  expect(await work.claimWork(db, { ...lease, wall: 200 })).toMatchObject({ id: 'w2', attempts: 2 })
  await db.atomic([work.addWork(db, { id: 'w3', kind: 'k', payload: {} }, 9)])
  await db.atomic(work.dropWork(db, 'w3'))
  expect(await work.isWorkWaiting(db, 'w3')).toBe(false)
}

/** Three lanes: answers to A, bulk to A, redrawings; a reply in the group of its message. */
async function chooseRows(db: Database): Promise<void> {
  const patch = { type: 'patch', id: 'om_card' } as const
  await db.atomic([
    outbox.enqueue(db, 'bulk', toA, text, 1, { priority: 'bulk' }),
    outbox.enqueue(db, 'later', toA, text, 1, { priority: 'bulk', notBefore: 500 }),
    outbox.enqueue(db, 'first', toA, text, 1),
    outbox.enqueue(db, 'second', toA, text, 1),
    outbox.enqueue(db, 'second', toA, text, 1),
    outbox.enqueue(db, 'old', patch, text, 1),
    outbox.enqueue(db, 'new', patch, text, 1),
    outbox.enqueue(db, 'reply', { type: 'reply', id: 'om_2' }, text, 1),
  ])
  await db.atomic(lanes.dropSuperseded(db, 100, 100))
  const heads = await lanes.laneHeads(db, { now: 100, wall: 100, limit: 10 })
  expect(heads.map(({ id, isBulk, chatId }) => [id, isBulk, chatId])).toEqual([
    ['first', false, null],
    ['new', false, null],
    ['reply', false, 'oc_a'],
    ['bulk', true, null],
  ])
  expect(await lanes.waitingBulk(db, 100)).toBe(1)
  expect(await outbox.isOutboxDue(db, 100, 100)).toBe(true)
  expect(await outbox.isOutboxDue(db, 0)).toBe(false)
}

async function settleRows(db: Database): Promise<void> {
  const claim = { holder: 'h', wall: 100, leaseMs: 10 }
  const ids = ['reply', 'first', 'second', 'bulk', 'new', 'none']
  const rows = await outbox.claimOutbox(db, { ...claim, ids })
  expect(rows.map(({ id }) => id)).toEqual(ids.slice(0, 5))
  expect(rows[1]).toMatchObject({ target: toA, content: text, attempts: 1, createdAt: 1 })
  expect(await outbox.claimOutbox(db, { ...claim, holder: 'other', ids })).toEqual([])
  await db.atomic([outbox.renewOutbox(db, { ...claim, wall: 105 })])
  expect(await outbox.claimOutbox(db, { ...claim, wall: 111, ids })).toEqual([])
  const failure = { code: 230013, logId: 'log', reason: 'refused' }
  await db.atomic([
    ...outbox.markSent(db, 'first', { messageId: 'om_sent', chatId: 'oc_p' }, 106),
    ...outbox.markDropped(db, 'second', 'reported', 107),
    ...outbox.markFailed(db, 'bulk', failure, 108),
    ...outbox.markForRetry(db, 'new', { ...failure, doubtSince: 100 }, 400),
    outbox.putBack(db, 'reply', null),
    outbox.markResent(db, 'new', 109),
  ])
  expect(await outbox.findByMessageId(db, 'om_sent')).toMatchObject({ id: 'first' })
  expect(await outbox.findByMessageId(db, 'om_none')).toBeUndefined()
  expect(await lanes.callsSince(db, 100, 10)).toMatchObject([
    { target: toA, chatId: null, at: 108 },
    { target: toA, chatId: 'oc_p', at: 106 },
  ])
  const again = await outbox.claimOutbox(db, { ...claim, wall: 400, ids })
  expect(again.map(({ id, attempts }) => [id, attempts])).toEqual([
    ['reply', 1],
    ['new', 2],
  ])
}

async function slotsAndLeases(db: Database): Promise<void> {
  await db.atomic([
    ...slots.openSlot(db, 'job', 3, 100, 10),
    ...slots.skipSlots(db, 'job', [1, 2, 2], 100),
    ...slots.skipSlots(db, 'job', [2, 3], 100),
  ])
  expect(await slots.slotState(db, 'job', 3)).toMatchObject({ state: 'open', lease_until: 110 })
  expect(await slots.slotState(db, 'job', 2)).toMatchObject({ state: 'skipped' })
  expect(await slots.slotState(db, 'job', 4)).toBeUndefined()
  expect(await slots.takeOverSlot(db, 'job', 3, 109, 10)).toBe(false)
  expect(await slots.takeOverSlot(db, 'job', 3, 110, 10)).toBe(true)
  await db.atomic(slots.closeSlot(db, 'job', 3, 111))
  expect(await slots.lastRunSlot(db, 'job', 9)).toBe(3)
  expect(await slots.lastRunSlot(db, 'job', 3)).toBeUndefined()
  expect(await leases.takeLease(db, 'sender', 'a', 100, 10)).toBe(true)
  expect(await leases.takeLease(db, 'sender', 'b', 109, 10)).toBe(false)
  await leases.releaseLease(db, 'sender', 'a')
  expect(await leases.takeLease(db, 'sender', 'b', 109, 10)).toBe(true)
}

async function counts(db: Database): Promise<void> {
  const at = 1_772_413_200_000
  await db.atomic([outbox.enqueue(db, 'planned', toA, text, at, { priority: 'push' })])
  expect(await backlog.readBacklog(db, 450)).toEqual({
    inbox: { rows: 1, since: 1 },
    work: { rows: 1, since: 2 },
    outbox: [
      { priority: 'answer', planned: 0, due: { rows: 2, since: 1 } },
      { priority: 'push', planned: 1, due: { rows: 0, since: null } },
      { priority: 'bulk', planned: 1, due: { rows: 0, since: null } },
    ],
  })
  expect(await waiting.isAnythingWaiting(db, 0)).toBe(true)
}

async function addMany(db: Database): Promise<void> {
  const messages = Array.from({ length: 250 }, (_, n) => ({
    key: `many:${n % 240}`,
    to: { type: 'open_id', id: `ou_many${n % 240}` } as const,
    content: text,
    priority: 'push' as const,
    ...(n === 7 ? { notBefore: 100_000 } : {}),
  }))
  const added = outbox.enqueueAll(db, messages, 50_000)
  expect(added.length).toBeLessThan(25)
  await db.atomic(added)
  await db.atomic(outbox.enqueueAll(db, messages.slice(0, 20), 60_000))
  expect(outbox.enqueueAll(db, [], 1)).toEqual([])
  const rows = await db.query
    .selectFrom('outbox')
    .select(['id', 'priority', 'created_at', 'not_before'])
    .where('receiver_id', 'like', 'ou_many%')
    .orderBy('position')
    .execute()
  expect(rows).toEqual(
    messages.slice(0, 240).map(({ key, notBefore = 50_000 }) => ({
      id: key,
      priority: 1,
      created_at: 50_000,
      not_before: notBefore,
    })),
  )
}
