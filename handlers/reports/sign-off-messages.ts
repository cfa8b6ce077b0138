/** What a signer is sent: one card for all that waits, at most one a morning and one an afternoon. */
import { enqueueAll } from '../../db/outbox.ts'
import { signersOf } from '../../src/domain/duty-holders.ts'
import { jitterMs, nextSendTime } from '../../src/domain/jitter.ts'
import type { Task } from '../../src/domain/plan.ts'
import type { Slot } from '../../src/domain/slots.ts'
import { atShanghai, shanghaiParts } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import type { Planned, Writes } from '../types.ts'
import type { Waiting } from '../views/review-views.ts'

/** Reports that are sent one after the other are told of together. */
const gatherMs = 10 * 60_000

const keyOf = (openId: string, leavesAt: number): string => {
  const { date, hour } = shanghaiParts(leavesAt)
  return `sign-off:${date}-${hour < 12 ? 'am' : 'pm'}:${openId}`
}

/** A new report waits for a signature. */
export function tellSigners(task: Task, deps: Deps): Writes {
  const at = deps.clock.now()
  const notBefore = nextSendTime(at + gatherMs)
  const messages = signersOf(task).map((openId) => ({
    key: keyOf(openId, notBefore),
    to: { type: 'open_id' as const, id: openId },
    content: { kind: 'sign_off' as const, openId },
    priority: 'push' as const,
    notBefore,
  }))
  return enqueueAll(deps.db, messages, at)
}

const firstTime = '08:40'

/** Each working morning: whoever has reports waiting is told of all of them. */
export function remindSigners(waiting: readonly Waiting[], slot: Slot): readonly Planned[] {
  const signers = new Set(waiting.flatMap(({ task }) => signersOf(task)))
  const from = atShanghai(slot.date, firstTime)
  return [...signers].map((openId) => ({
    key: keyOf(openId, from),
    to: { type: 'open_id', id: openId },
    content: { kind: 'sign_off', openId },
    notBefore: from + jitterMs(openId, from),
    summary: `${openId}：待审签`,
  }))
}
