import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Report, Task } from '../../src/domain/plan.ts'
import type { ReportActor } from '../../src/domain/report-life.ts'
import { isAutoAccepted, stepReport, withdrawReport } from '../../src/domain/review.ts'
import { at, milestone, report, task } from './samples.ts'

const now = at('2021-06-22T09:00')
const office: ReportActor = { by: 'ou_office', isOffice: true, isSigner: false, at: now }
type Verdict = Parameters<typeof stepReport>[2]
const accept: Verdict = { kind: 'accepted' }
const sendBack = (reason: string): Verdict => ({ kind: 'returned', reason })

const reported = (with_: Partial<Report> = {}, of: Partial<Task> = {}) =>
  task({ lastReport: report(with_), ...of })

describe('review', () => {
  it('accepts: the report becomes what digests tell', () => {
    const outcome = stepReport(reported(), 'r1', accept, office)
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
    const outcome = stepReport(reviewed, 'r1', sendBack('  补开工照片  '), office)
    expect(outcome).toMatchObject({
      ok: true,
      report: { status: 'returned', returnReason: '补开工照片' },
      reopened: ['m2'],
      task: { lastAccepted: before, milestones: [{ doneOn: '2021-03-30' }, { doneOn: null }] },
    })
  })

  const ticked = report({ id: 'r0', at: at('2021-06-10T10:00'), status: 'accepted' })
  const on20 = '2021-06-20'
  it.each<[string, Partial<Report>, Partial<Report>, [string | null, string | null], object]>([
    [
      'keeps the nodes of the accepted report that a returned correction puts right',
      { milestonesDone: ['m1'] },
      { corrects: 'r0', milestonesDone: ['m1', 'm2'] },
      [on20, on20],
      {
        reopened: ['m2'],
        restored: [],
        task: { milestones: [{ doneOn: on20 }, { doneOn: null }] },
      },
    ],
    [
      'gives back the nodes that a returned correction had unticked',
      { milestonesDone: ['m1', 'm2'] },
      { corrects: 'r0', milestonesDone: ['m1'] },
      [on20, null],
      {
        reopened: [],
        restored: [{ milestoneId: 'm2', doneOn: '2021-06-10', reportId: 'r0' }],
        task: { milestones: [{ doneOn: on20 }, { doneOn: '2021-06-10' }] },
      },
    ],
    [
      'does so too for what took the place of a correction',
      { milestonesDone: ['m1'] },
      { corrects: null, milestonesDone: ['m1'] },
      [on20, null],
      { reopened: [], restored: [], task: { milestones: [{ doneOn: on20 }, { doneOn: null }] } },
    ],
  ])('%s', (_, accepted, corrected, [first, second], expected) => {
    const milestones = [milestone('m1', '2021-06-30', first), milestone('m2', '2021-06-30', second)]
    const lastAccepted = { ...ticked, ...accepted }
    const of = reported(corrected, { lastAccepted, milestones })
    expect(stepReport(of, 'r1', sendBack('补图'), office)).toMatchObject({ ok: true, ...expected })
  })

  it.each<[string, Task, Partial<typeof office>, Verdict, string]>([
    ['somebody else', reported(), { isOffice: false }, accept, 'not-office'],
    ['an older report', reported({ id: 'r2' }), {}, accept, 'superseded'],
    ['no report at all', task(), {}, accept, 'superseded'],
    ['a second review', reported({ status: 'accepted' }), {}, sendBack('x'), 'already-reviewed'],
    ['no reason', reported(), {}, sendBack(' \n'), 'reason-missing'],
    ['an endless reason', reported(), {}, sendBack('长'.repeat(1001)), 'reason-too-long'],
  ])('refuses %s', (_, of, who, verdict, reason) => {
    expect(stepReport(of, 'r1', verdict, { ...office, ...who })).toEqual({ ok: false, reason })
  })

  it('is done once, whatever comes after', () => {
    const verdicts = fc.array(fc.constantFrom(accept, sendBack('补正')), {
      minLength: 2,
      maxLength: 5,
    })
    fc.assert(
      fc.property(verdicts, ([first = accept, ...later]) => {
        const done = stepReport(reported(), 'r1', first, office)
        if (!done.ok) throw new Error('the first is taken')
        for (const verdict of later) {
          expect(stepReport(done.task, 'r1', verdict, office)).toMatchObject({ ok: false })
        }
      }),
    )
  })
})

describe('撤回', () => {
  const author = { ...office, by: 'ou_owner', isOffice: false }
  const nodes = [
    milestone('m1', '2021-03-31'),
    milestone('m2', '2021-06-30', '2021-06-20'),
    milestone('m3', '2021-06-30', '2021-06-20'),
  ]

  it('lets the report before it stand again, with the nodes that it had marked', () => {
    const before = report({ id: 'r0', at: at('2021-06-10T10:00'), milestonesDone: ['m1', 'm2'] })
    const of = reported({ milestonesDone: ['m2', 'm3'] }, { milestones: nodes })
    expect(withdrawReport(of, before, author)).toMatchObject({
      ok: true,
      report: { id: 'r1', status: 'withdrawn' },
      task: {
        version: 4,
        lastReport: { id: 'r0' },
        milestones: [{ doneOn: '2021-06-10' }, { doneOn: '2021-06-20' }, { doneOn: null }],
      },
      reopened: ['m3'],
      restored: [{ milestoneId: 'm1', doneOn: '2021-06-10' }],
    })
  })

  it.each<[string, Task, Partial<ReportActor>, string]>([
    ['nothing', task(), {}, 'nothing-to-withdraw'],
    ['of somebody else', reported(), { by: 'ou_unit' }, 'not-author'],
    ['what was reviewed', reported({ status: 'accepted' }), {}, 'already-reviewed'],
    ['what came back', reported({ status: 'returned' }), {}, 'already-reviewed'],
  ])('refuses %s', (_, of, who, reason) => {
    expect(withdrawReport(of, null, { ...author, ...who })).toEqual({ ok: false, reason })
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
    const doubts = [{ kind: 'percent-fell' as const, about: '' }]
    expect(isAutoAccepted(reported({ doubts }), late)).toBe(false)
    expect(isAutoAccepted(reported({ status: 'awaiting_sign_off' }), late)).toBe(false)
    expect(isAutoAccepted(reported({ signedAt: late }), late)).toBe(false)
    expect(isAutoAccepted(reported({ status: 'returned' }), late)).toBe(false)
    expect(isAutoAccepted(task(), late)).toBe(false)
  })
})
