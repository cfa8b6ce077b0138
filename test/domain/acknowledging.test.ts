import { describe, expect, it } from 'vitest'
import { acknowledge } from '../../src/domain/acknowledging.ts'
import { task } from './samples.ts'

describe('acknowledge', () => {
  const waiting = task({ state: 'awaiting_acknowledgement' })

  it('puts a task into work, once', () => {
    const outcome = acknowledge(waiting, 'ou_unit')
    if (!outcome.ok) throw new Error(outcome.reason)
    expect(outcome.task).toMatchObject({ state: 'in_progress', version: 4 })
    expect(acknowledge(outcome.task, 'ou_unit')).toEqual({
      ok: false,
      reason: 'already-acknowledged',
    })
  })

  it.each([
    ['not-your-task', waiting, 'ou_leader'],
    ['task-ended', task({ state: 'withdrawn' }), 'ou_owner'],
    ['not-broken-down', task({ state: 'awaiting_breakdown' }), 'ou_owner'],
  ] as const)('refuses: %s', (reason, one, by) => {
    expect(acknowledge(one, by)).toEqual({ ok: false, reason })
  })
})
