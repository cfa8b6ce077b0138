import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lifeRefusals } from '../../cards/tasks/life-words.ts'
import type { Task, TaskState } from '../../src/domain/plan.ts'
import { changeTask, deemAcknowledged, type OfficeChange } from '../../src/domain/task-changes.ts'
import { lifeRefusal, nextState, type TaskEvent } from '../../src/domain/task-life.ts'
import { at, plan, task } from './samples.ts'

const states = {
  awaiting_breakdown: true,
  awaiting_acknowledgement: true,
  in_progress: true,
  close_out_requested: true,
  closed: true,
  suspended: true,
  withdrawn: true,
} satisfies Record<TaskState, true>

const events = {
  broken_down: true,
  acknowledged: true,
  deemed_acknowledged: true,
  reported: true,
  close_out_requested: true,
  close_out_granted: true,
  close_out_refused: true,
  adjusted: true,
  reassigned: true,
  suspended: true,
  resumed: true,
  withdrawn: true,
  merged: true,
  reopened: true,
} satisfies Record<TaskEvent, true>

const everyState = Object.keys(states) as readonly TaskState[]
const everyEvent = Object.keys(events) as readonly TaskEvent[]

describe('the states (design §3)', () => {
  it('are never left by any sequence of events, whatever was suspended when', () => {
    const begin = fc.constantFrom<TaskState>('awaiting_breakdown', 'awaiting_acknowledgement')
    fc.assert(
      fc.property(begin, fc.array(fc.constantFrom(...everyEvent)), (first, all) => {
        let state: TaskState = first
        let suspendedFrom: TaskState | null = null
        for (const event of all) {
          const next: TaskState | undefined = nextState(state, event, suspendedFrom)
          if (next === undefined) {
            expect(lifeRefusals[lifeRefusal(state, event)]).toMatch(/[\u4e00-\u9fff]{4}/)
            continue
          }
          if (state === 'withdrawn') throw new Error('a withdrawn task moved')
          if (next === 'closed' && state !== 'closed') expect(state).toBe('close_out_requested')
          if (event === 'resumed') expect(next).toBe(suspendedFrom)
          if (next === 'suspended' && state !== 'suspended') suspendedFrom = state
          state = next
          expect(everyState).toContain(state)
        }
      }),
    )
  })

  it('have words for every refusal', () => {
    const refused = everyState.flatMap((state) =>
      everyEvent
        .filter((event) => nextState(state, event) === undefined)
        .map((event) => lifeRefusal(state, event)),
    )
    expect(new Set(refused)).toEqual(new Set(Object.keys(lifeRefusals)))
  })

  it.each<[TaskState, TaskEvent, TaskState | undefined]>([
    ['awaiting_breakdown', 'broken_down', 'awaiting_acknowledgement'],
    ['awaiting_breakdown', 'acknowledged', undefined],
    ['awaiting_acknowledgement', 'deemed_acknowledged', 'in_progress'],
    ['awaiting_acknowledgement', 'reported', 'in_progress'],
    ['in_progress', 'reassigned', 'awaiting_acknowledgement'],
    ['close_out_requested', 'close_out_refused', 'in_progress'],
    ['in_progress', 'close_out_granted', undefined],
    ['closed', 'reported', undefined],
    ['closed', 'reopened', 'in_progress'],
    ['withdrawn', 'resumed', undefined],
  ])('%s, %s: %s', (state, event, after) => {
    expect(nextState(state, event)).toBe(after)
  })
})

describe('中止, 恢复, 撤项, 并入, 重开', () => {
  const made = { isOffice: true, reason: '会议纪要第3号' }

  it.each<[TaskState, OfficeChange, TaskState | string]>([
    ['in_progress', 'suspended', 'suspended'],
    ['suspended', 'withdrawn', 'withdrawn'],
    ['closed', 'reopened', 'in_progress'],
    ['closed', 'suspended', 'is-closed'],
    ['withdrawn', 'resumed', 'is-withdrawn'],
    ['in_progress', 'resumed', 'not-suspended'],
    ['in_progress', 'reopened', 'not-closed'],
    ['closed', 'merged', 'is-closed'],
  ])('%s, %s: %s', (state, change, after) => {
    const outcome = changeTask(task({ state }), change, made)
    expect(outcome.ok ? outcome.task.state : outcome.reason).toBe(after)
  })

  it('goes back to where it was suspended', () => {
    const before = task({ state: 'awaiting_breakdown', milestones: [] })
    const suspended = changeTask(before, 'suspended', made)
    if (!suspended.ok) throw new Error(suspended.reason)
    const resumed = changeTask(suspended.task, 'resumed', made)
    expect(resumed).toMatchObject({ task: { state: 'awaiting_breakdown' } })
  })

  it('is the office’s, and never without a reason', () => {
    const refusal = (isOffice: boolean, reason: string) =>
      changeTask(task(), 'suspended', { isOffice, reason })
    expect(refusal(false, '理由')).toEqual({ ok: false, reason: 'not-office' })
    expect(refusal(true, ' ')).toEqual({ ok: false, reason: 'reason-missing' })
    expect(refusal(true, '长'.repeat(1001))).toEqual({ ok: false, reason: 'reason-too-long' })
  })

  it('merges into another task that goes on, and says into which', () => {
    const merge = (into?: Task) => changeTask(task(), 'merged', { ...made, into })
    expect(merge(task({ id: 't2' }))).toMatchObject({
      task: { state: 'withdrawn', life: { mergedInto: 't2' } },
    })
    expect(merge()).toEqual({ ok: false, reason: 'no-target' })
    expect(merge(task())).toEqual({ ok: false, reason: 'target-is-itself' })
    expect(merge(task({ id: 't2', state: 'closed' }))).toEqual({
      ok: false,
      reason: 'target-ended',
    })
  })
})

describe('视同签收', () => {
  // A Monday; the three working days are Tuesday to Thursday.
  const asked = at('2021-06-21T10:00')
  const waiting = (with_: Partial<Task['life']> = {}) => {
    const { life } = task()
    return task({
      state: 'awaiting_acknowledgement',
      life: { ...life, awaitingSince: asked, ...with_ },
    })
  }
  const deem = (of: Task, moment: string, hasObjection = false, in_ = plan()) =>
    deemAcknowledged(of, in_, { at: at(moment), hasObjection })

  it('comes after three whole working days, and is marked', () => {
    expect(deem(waiting(), '2021-06-24T18:00')).toBeUndefined()
    expect(deem(waiting(), '2021-06-25T07:40')).toMatchObject({
      state: 'in_progress',
      life: { isDeemed: true },
    })
  })

  it('counts no days off', () => {
    const friday = waiting({ awaitingSince: at('2021-06-18T10:00') })
    expect(deem(friday, '2021-06-23T07:40')).toBeUndefined()
    expect(deem(friday, '2021-06-24T07:40')).toBeDefined()
  })

  it('never comes where somebody answered, nobody was asked, or the plan is silent', () => {
    const later = '2021-07-30T07:40'
    expect(deem(waiting(), later, true)).toBeUndefined()
    expect(deem(waiting({ awaitingSince: null }), later)).toBeUndefined()
    expect(deem({ ...waiting(), state: 'in_progress' }, later)).toBeUndefined()
    expect(deem(waiting(), later, false, plan({ isTrial: true }))).toBeUndefined()
    expect(deem(waiting(), later, false, plan({ state: 'archived' }))).toBeUndefined()
  })
})
