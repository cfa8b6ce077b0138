/** To whom work may be given, and the card that tells them what is theirs now. */
import { enqueue } from '../../db/outbox.ts'
import { areColleagues } from '../../src/domain/directory.ts'
import { atShanghai, shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import type { Writes } from '../types.ts'
import { type Doing, entryOf } from './person-act.ts'

export const strangers = '只能交给本单位的同事；跨单位请督查室办理。'

/** To a colleague of one's own; the office to anybody. */
export async function mayEntrust(fromId: string, { by, person }: Doing, deps: Deps) {
  if (await isAllowed(deps.db, by, 'manage_people')) return 'office' as const
  const from = await entryOf(fromId, deps)
  if (by !== fromId || !from) return undefined
  return areColleagues(from, person) ? ('self' as const) : undefined
}

type Entrusted = {
  readonly how: 'handover' | 'stand_in' | 'pass_on'
  readonly fromId: string
  readonly untilOn: string | null
  readonly taskId?: string
}

/** One card with what is somebody's from now on, or from the morning of a day on. */
export const entrust = (
  openId: string,
  id: string,
  given: Entrusted,
  deps: Deps,
  fromOn: string | null = null,
): Writes => {
  const at = deps.clock.now()
  const begins = fromOn && fromOn > shanghaiDate(at) ? atShanghai(fromOn, '08:45') : at
  const content = {
    kind: 'entrusted' as const,
    openId,
    how: given.how,
    fromId: given.fromId,
    untilOn: given.untilOn,
    taskId: given.taskId ?? null,
  }
  const to = { type: 'open_id', id: openId } as const
  return [enqueue(deps.db, `entrusted:${id}`, to, content, at, { notBefore: begins })]
}
