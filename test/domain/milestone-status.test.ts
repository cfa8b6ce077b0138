import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  milestoneStatus,
  milestoneStatusLabel,
  taskStanding,
  worstFirst,
} from '../../src/domain/milestone-status.ts'
import { addDays } from '../../src/domain/time.ts'
import { milestone, plan, task } from './samples.ts'

describe('milestoneStatus', () => {
  it.each([
    ['2021-06-30', '2021-06-24', 'later'],
    ['2021-06-30', '2021-06-25', 'due_soon'],
    ['2021-06-30', '2021-06-29', 'due_soon'],
    ['2021-06-30', '2021-06-30', 'due_today'],
    ['2021-06-30', '2021-07-01', 'overdue'],
    ['2021-03-01', '2021-03-05', 'to_be_supplied'],
    ['2021-03-02', '2021-03-05', 'overdue'],
    ['2021-12-31', '2021-03-05', 'later'],
    ['2021-10-07', '2021-09-27', 'later'],
    ['2021-10-07', '2021-09-28', 'due_soon'],
  ] as const)('due %s is on %s: %s', (due, on, expected) => {
    expect(milestoneStatus(milestone('m', due), plan(), on)).toBe(expected)
  })

  it('is done once done, however late', () => {
    const done = milestone('m', '2021-06-30', '2021-08-01')
    expect(milestoneStatusLabel[milestoneStatus(done, plan(), '2021-09-01')]).toBe('已完成')
  })
})

describe('taskStanding', () => {
  const milestones = [
    milestone('late', '2021-06-10'),
    milestone('later', '2021-06-20'),
    milestone('next', '2021-06-30'),
    milestone('early', '2021-02-28'),
    milestone('done', '2021-03-31', '2021-03-30'),
  ]

  it('tells the longest overdue and the next due', () => {
    const standing = taskStanding(task({ milestones }), plan(), '2021-06-24')
    expect(standing.isOverdue).toBe(true)
    expect(standing.daysOverdue).toBe(14)
    expect(standing.firstOverdue?.id).toBe('late')
    expect(standing.nextDue?.id).toBe('next')
    expect(standing.counts).toMatchObject({ done: 1, overdue: 2, later: 1, to_be_supplied: 1 })
  })

  it('never calls an ended task overdue', () => {
    for (const state of ['closed', 'suspended', 'withdrawn'] as const) {
      const standing = taskStanding(task({ milestones, state }), plan(), '2021-06-24')
      expect(standing).toMatchObject({ isOverdue: false, daysOverdue: 0, nextDue: null })
    }
  })
})

it('sorts the worst first, whatever the order before', () => {
  const rows = [
    task({ id: 'a', seq: 1, milestones: [milestone('m', '2021-12-31')] }),
    task({ id: 'b', seq: 2, milestones: [milestone('m', '2021-06-01')] }),
    task({ id: 'c', seq: 3, milestones: [milestone('m', '2021-05-01')] }),
    task({ id: 'd', seq: 4, milestones: [milestone('m', addDays('2021-06-24', 2))] }),
    task({ id: 'e', seq: 5, milestones: [] }),
    task({ id: 'f', seq: 6, milestones: [], state: 'closed' }),
  ].map((one) => ({ plan: plan(), task: one, standing: taskStanding(one, plan(), '2021-06-24') }))
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      expect(
        [...shuffled]
          .sort(worstFirst)
          .map((row) => row.task.id)
          .join(''),
      ).toBe('cbdaef')
    }),
  )
})
