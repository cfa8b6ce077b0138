import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Report, Task } from '../../src/domain/plan.ts'
import { nothingNewText } from '../../src/domain/reporting.ts'
import {
  isAutoAccepted,
  reportDoubts,
  reviewReport,
  type Verdict,
} from '../../src/domain/review.ts'
import { at, milestone, report, task } from './samples.ts'

const now = at('2021-06-22T09:00')
const office = { reportId: 'r1', by: 'ou_office', isOffice: true, at: now }
const accept: Verdict = { kind: 'accept' }
const sendBack = (reason: string): Verdict => ({ kind: 'return', reason })

const reported = (with_: Partial<Report> = {}, of: Partial<Task> = {}) =>
  task({ lastReport: report(with_), ...of })

describe('review', () => {
  it('accepts: the report becomes what digests tell', () => {
    const outcome = reviewReport(reported(), office, accept)
    expect(outcome).toMatchObject({
      ok: true,
      report: { status: 'accepted', reviewedBy: 'ou_office', reviewedAt: now, version: 2 },
      task: { version: 4, lastAccepted: { id: 'r1' }, lastReport: { status: 'accepted' } },
      reopened: [],
    })
  })

  it('returns with words: milestones that it marked are open again, the last accepted stays', () => {
    const before = report({ id: 'r0', status: 'accepted', percent: '30' })
    const reviewed = reported(
      { milestonesDone: ['m2'] },
      {
        lastAccepted: before,
        milestones: [
          milestone('m1', '2021-03-31', '2021-03-30'),
          milestone('m2', '2021-06-30', '2021-06-20'),
        ],
      },
    )
    const outcome = reviewReport(reviewed, office, sendBack('  补开工照片  '))
    expect(outcome).toMatchObject({
      ok: true,
      report: { status: 'returned', returnReason: '补开工照片' },
      reopened: ['m2'],
      task: { lastAccepted: before, milestones: [{ doneOn: '2021-03-30' }, { doneOn: null }] },
    })
  })

  it.each<[string, Task, Partial<typeof office>, Verdict, string]>([
    ['somebody else', reported(), { isOffice: false }, accept, 'not-office'],
    ['an older report', reported({ id: 'r2' }), {}, accept, 'superseded'],
    ['no report at all', task(), {}, accept, 'superseded'],
    ['a second review', reported({ status: 'accepted' }), {}, sendBack('x'), 'already-reviewed'],
    ['no reason', reported(), {}, sendBack(' \n'), 'reason-missing'],
    ['an endless reason', reported(), {}, sendBack('长'.repeat(1001)), 'reason-too-long'],
  ])('refuses %s', (_, of, who, verdict, reason) => {
    expect(reviewReport(of, { ...office, ...who }, verdict)).toEqual({ ok: false, reason })
  })

  it('is done once, whatever comes after', () => {
    const verdicts = fc.array(fc.constantFrom(accept, sendBack('补正')), {
      minLength: 2,
      maxLength: 5,
    })
    fc.assert(
      fc.property(verdicts, ([first = accept, ...later]) => {
        const done = reviewReport(reported(), office, first)
        if (!done.ok) throw new Error('the first is taken')
        for (const verdict of later) {
          expect(reviewReport(done.task, office, verdict)).toMatchObject({ ok: false })
        }
      }),
    )
  })
})

describe('doubts of a report', () => {
  const before = report({ id: 'r0', status: 'accepted', percent: '60', progress: '已开工' })
  it.each<[string, Partial<Report>, Partial<Task>, string[]]>([
    ['a plausible one', { percent: '70', progress: '已封顶' }, {}, []],
    ['the first one', { percent: '70' }, { lastAccepted: null }, []],
    ['no percentage', { percent: null, progress: '已封顶' }, {}, []],
    ['a lower value', { percent: '59.99', progress: '已封顶' }, {}, ['percent-fell']],
    [
      'a leap',
      { percent: '80', progress: '已封顶' },
      { lastAccepted: { ...before, percent: '20' } },
      ['percent-jumped'],
    ],
    [
      '100 with an open node',
      { percent: '100.0', progress: '已完工' },
      {},
      ['full-with-open-node'],
    ],
    [
      '100 with all nodes done',
      { percent: '100', progress: '已完工' },
      { milestones: [milestone('m1', '2021-06-30', '2021-06-20')] },
      [],
    ],
    ['the same words', { percent: '60', progress: '已开工' }, {}, ['same-words']],
    [
      '无新增 again',
      { percent: '60', progress: nothingNewText },
      { lastAccepted: { ...before, progress: nothingNewText } },
      [],
    ],
  ])('%s', (_, of, rest, doubts) => {
    expect(reportDoubts(reported(of, { lastAccepted: before, ...rest }))).toEqual(doubts)
  })
})

describe('自动通过', () => {
  // 2021-06-20 is a Sunday; Monday to Thursday are working days.
  it.each([
    ['2021-06-21T18:00', '2021-06-23T07:30', false],
    ['2021-06-21T18:00', '2021-06-24T07:30', true],
    ['2021-06-18T10:00', '2021-06-22T07:30', false],
    ['2021-06-18T10:00', '2021-06-23T07:30', true],
    ['2021-09-30T16:00', '2021-10-08T07:30', false],
  ])('of a report of %s at %s: %s', (submitted, when, expected) => {
    expect(isAutoAccepted(reported({ at: at(submitted) }), at(when))).toBe(expected)
  })

  it('never takes one with doubts, nor one that was reviewed', () => {
    const late = at('2021-08-02T07:30')
    expect(isAutoAccepted(reported({ percent: '100' }), late)).toBe(false)
    expect(isAutoAccepted(reported({ status: 'returned' }), late)).toBe(false)
    expect(isAutoAccepted(task(), late)).toBe(false)
  })
})
