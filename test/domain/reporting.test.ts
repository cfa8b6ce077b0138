import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyForm, type ReportForm } from '../../src/domain/report-content.ts'
import { mayReport, type Submission, submitReport } from '../../src/domain/reporting.ts'
import { at, duty, indicator, item, milestone, plan, report, task } from './samples.ts'

const form = (with_: Partial<ReportForm> = {}): ReportForm => ({
  ...emptyForm,
  percent: '75',
  milestonesDone: [],
  values: [],
  progress: '主体封顶',
  problems: '',
  nextSteps: '',
  version: 3,
  ...with_,
})

const submission = (with_: Partial<Submission> = {}): Submission => ({
  reportId: 'r2',
  by: 'ou_owner',
  at: at('2021-06-30T23:30'),
  isOffice: false,
  onBehalf: false,
  isRepeat: false,
  signing: { signers: [], isDirect: false },
  earlier: [],
  ...with_,
})

describe('submitReport', () => {
  it('takes a report and marks its milestones done on its Shanghai day', () => {
    const outcome = submitReport(
      task(),
      plan(),
      form({ milestonesDone: ['m1'], progress: ' 主体封顶 ' }),
      submission(),
    )
    expect(outcome).toMatchObject({
      ok: true,
      report: {
        id: 'r2',
        taskId: 't1',
        period: '2021-06',
        authorOpenId: 'ou_owner',
        percent: '75',
        milestonesDone: ['m1'],
        progress: '主体封顶',
        status: 'submitted',
        version: 1,
      },
      task: { version: 4, state: 'in_progress', milestones: [{ id: 'm1', doneOn: '2021-06-30' }] },
      newlyDone: [{ milestoneId: 'm1', doneOn: '2021-06-30' }],
      isAcknowledged: false,
    })
  })

  it.each([
    ['not-your-task', null, {}, {}, { by: 'ou_leader' }],
    ['not-your-task', null, {}, {}, { by: 'ou_secretary' }],
    ['not-your-task', null, {}, {}, { by: 'ou_stranger', onBehalf: true }],
    ['not-your-task', null, {}, {}, { by: 'ou_office', isOffice: true }],
    ['task-ended', null, { state: 'closed' }, {}, {}],
    ['stale-version', null, {}, { version: 2 }, {}],
    ['percent-not-a-number', 'percent', {}, { percent: '一半' }, {}],
    ['percent-out-of-range', 'percent', {}, { percent: '120' }, {}],
    ['percent-too-precise', 'percent', {}, { percent: '1.234' }, {}],
    ['progress-missing', 'progress', {}, { progress: ' \n' }, {}],
    ['too-long', 'problems', {}, { problems: '长'.repeat(2001) }, {}],
    ['unknown-milestone', 'milestonesDone', {}, { milestonesDone: ['m9'] }, {}],
  ] as const)('refuses: %s, in %s', (reason, field, itsTask, itsForm, its) => {
    expect(submitReport(task(itsTask), plan(), form(itsForm), submission(its))).toMatchObject({
      ok: false,
      reason,
      field,
    })
  })

  it('refuses on a plan that is not running, but not while figures are completed', () => {
    const outcomeOn = (state: 'archived' | 'year_end_check') =>
      submitReport(task(), plan({ state }), form(), submission())
    expect(outcomeOn('archived')).toMatchObject({ ok: false, reason: 'plan-not-running' })
    expect(outcomeOn('year_end_check').ok).toBe(true)
  })

  it('takes the office’s entry for others, marked', () => {
    const entry = submission({ by: 'ou_office', isOffice: true, onBehalf: true })
    expect(submitReport(task(), plan(), form(), entry)).toMatchObject({ reason: 'source-missing' })
    const told = form({ source: 'phone' })
    expect(submitReport(task(), plan(), told, entry)).toMatchObject({
      ok: true,
      isOnBehalf: true,
      report: { authorOpenId: 'ou_office' },
    })
  })

  it('acknowledges a task that waits for it', () => {
    const waiting = task({ state: 'awaiting_acknowledgement' })
    expect(submitReport(waiting, plan(), form(), submission())).toMatchObject({
      ok: true,
      isAcknowledged: true,
      task: { state: 'in_progress' },
    })
  })

  it('keeps the day on which a milestone was done first', () => {
    const done = task({ milestones: [milestone('m1', '2021-06-30', '2021-06-01')] })
    expect(
      submitReport(done, plan(), form({ milestonesDone: ['m1', 'm1'] }), submission()),
    ).toMatchObject({ ok: true, newlyDone: [], task: { milestones: [{ doneOn: '2021-06-01' }] } })
  })

  it('repeats the last value for 无新增, whatever the form says', () => {
    const reported = task({ lastReport: report({ percent: '60' }) })
    const empty = form({ percent: 'x', progress: '', version: null })
    expect(submitReport(reported, plan(), empty, submission({ isRepeat: true }))).toMatchObject({
      ok: true,
      report: { percent: '60', progress: '本期无新增，正常推进', milestonesDone: [] },
    })
  })

  it.each([
    ['无新增', { isRepeat: true }],
    ['阶段', { stage: 'start' as const }],
  ])('keeps for %s what was accepted last, not what came back', (_, its) => {
    const accepted = report({ id: 'r0', status: 'accepted', percent: '30' })
    const submitted = (lastAccepted: typeof accepted | null) =>
      submitReport(
        task({ lastReport: report({ percent: '60', status: 'returned' }), lastAccepted }),
        plan(),
        form({ version: null }),
        submission(its),
      )
    expect(submitted(accepted)).toMatchObject({ ok: true, report: { percent: '30' } })
    expect(submitted(null)).toMatchObject({ ok: true, report: { percent: null } })
  })

  it('takes values of indicators in their units, and leaves the others as they were', () => {
    const measured = task({ items: [item({ indicators: [indicator(), indicator({ id: 'n2' })] })] })
    const values = [
      { indicatorId: 'n1', typed: '98.5万头' },
      { indicatorId: 'n2', typed: ' ' },
    ]
    expect(submitReport(measured, plan(), form({ values }), submission())).toMatchObject({
      ok: true,
      report: { values: [{ indicatorId: 'n1', value: '98.5', said: '98.5万头' }] },
    })
  })

  it('says once more what a report that waits said of other indicators', () => {
    const waits = (status: 'submitted' | 'returned') =>
      task({
        items: [item({ indicators: [indicator(), indicator({ id: 'n2' })] })],
        lastReport: report({
          status,
          values: [
            { indicatorId: 'n1', value: '90', said: '90' },
            { indicatorId: 'n2', value: '7', said: '7' },
          ],
        }),
      })
    const said = form({ values: [{ indicatorId: 'n1', typed: '95' }] })
    const valuesAfter = (status: 'submitted' | 'returned') => {
      const outcome = submitReport(waits(status), plan(), said, submission())
      return (
        outcome.ok && outcome.report.values.map(({ indicatorId, value }) => [indicatorId, value])
      )
    }
    expect(valuesAfter('submitted')).toEqual([
      ['n2', '7'],
      ['n1', '95'],
    ])
    expect(valuesAfter('returned')).toEqual([['n1', '95']])
  })

  it.each([
    ['value-not-a-number', '快了', {}],
    ['value-not-a-percentage', '120', { target: null, unit: '%' }],
    ['unknown-indicator', '5', { id: 'other' }],
  ] as const)('refuses a value: %s', (reason, typed, its) => {
    const measured = task({ items: [item({ indicators: [indicator(its)] })] })
    const indicatorId = reason === 'unknown-indicator' ? 'n1' : indicator(its).id
    const said = form({ values: [{ indicatorId, typed }] })
    expect(submitReport(measured, plan(), said, submission())).toEqual({
      ok: false,
      reason,
      field: 'values',
      indicatorId,
    })
  })

  it('counts characters, not halves of them', () => {
    const long = form({ progress: '𠮷'.repeat(1000) })
    expect(submitReport(task(), plan(), long, submission()).ok).toBe(true)
  })

  it('takes back no milestone of an earlier report, and never accepts a form twice', () => {
    const ids = ['m1', 'm2', 'm3']
    fc.assert(
      fc.property(fc.subarray(ids), fc.subarray(ids), (before, ticked) => {
        const start = task({
          milestones: ids.map((id) =>
            milestone(id, '2021-06-30', before.includes(id) ? '2021-05-01' : null),
          ),
        })
        const first = submitReport(start, plan(), form({ milestonesDone: ticked }), submission())
        if (!first.ok) throw new Error(first.reason)
        const done = first.task.milestones.filter((m) => m.doneOn !== null).map((m) => m.id)
        expect(new Set(done)).toEqual(new Set([...before, ...ticked]))
        expect(first.newlyDone).toHaveLength(ticked.filter((id) => !before.includes(id)).length)
        const again = submitReport(first.task, plan(), form(), submission())
        expect(again).toMatchObject({ ok: false, reason: 'stale-version' })
      }),
    )
  })
})

it('lets owners, liaisons and units report, and no leader’s side', () => {
  for (const role of ['owner', 'liaison', 'lead_unit', 'co_unit'] as const) {
    expect(mayReport(task({ duties: [duty(role, '甲', ['ou_a'])] }), 'ou_a')).toBe(true)
  }
  for (const role of ['lead_leader', 'leader_liaison'] as const) {
    expect(mayReport(task({ duties: [duty(role, '甲', ['ou_a'])] }), 'ou_a')).toBe(false)
  }
})

describe('correcting a milestone', () => {
  const first = submitReport(task(), plan(), form({ milestonesDone: ['m1'] }), submission())
  if (!first.ok) throw new Error(first.reason)
  const reported = first.task

  it('takes back what the last, unreviewed report ticked by mistake', () => {
    const corrected = submitReport(reported, plan(), form({ version: null }), submission())
    expect(corrected).toMatchObject({
      ok: true,
      takenBack: ['m1'],
      newlyDone: [],
      task: { milestones: [{ doneOn: null }] },
    })
  })

  it('leaves it where the form says nothing of milestones, or the office has accepted it', () => {
    const silent = form({ milestonesDone: null, version: null })
    expect(submitReport(reported, plan(), silent, submission())).toMatchObject({ takenBack: [] })
    const accepted = task({ ...reported, lastReport: { ...first.report, status: 'accepted' } })
    const unticked = form({ version: null })
    expect(submitReport(accepted, plan(), unticked, submission())).toMatchObject({ takenBack: [] })
  })
})
