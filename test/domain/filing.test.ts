import { describe, expect, it } from 'vitest'
import { type Filing, type FilingPreset, fileTask } from '../../src/domain/filing.ts'
import type { Plan } from '../../src/domain/plan.ts'
import { at, plan } from './samples.ts'

const filing: Filing = {
  preset: 'minutes',
  title: '排查燃气隐患',
  text: '',
  number: '第3号',
  leadUnit: '区住建局',
  owners: ['张炯'],
  coUnits: ['区城管局'],
  leader: '何某',
  dueOn: null,
}
const context = {
  id: 't9',
  isOffice: true,
  at: at('2021-06-22T09:00'),
  today: '2021-06-22',
  seq: 41,
}

describe('立项', () => {
  it('makes a task with its limit, to be acknowledged from now on', () => {
    expect(fileTask(plan(), filing, context)).toMatchObject({
      task: {
        seq: 41,
        title: '排查燃气隐患',
        text: '排查燃气隐患',
        state: 'awaiting_acknowledgement',
        life: { awaitingSince: context.at, origin: { source: '会议纪要', number: '第3号' } },
        duties: [
          { role: 'lead_leader', name: '何某' },
          { role: 'lead_unit', name: '区住建局', isLead: true },
          { role: 'co_unit', name: '区城管局' },
          { role: 'owner', name: '张炯' },
        ],
        milestones: [{ dueOn: '2021-07-12' }],
      },
    })
  })

  it.each<[FilingPreset, string]>([
    ['document', '2021-07-22'],
    ['minutes', '2021-07-12'],
    ['urgent', '2021-06-27'],
    ['ordinary', '2021-07-07'],
    ['difficult', '2021-07-22'],
  ])('%s is due on %s', (preset, dueOn) => {
    expect(fileTask(plan(), { ...filing, preset }, context)).toMatchObject({
      task: { milestones: [{ dueOn }] },
    })
  })

  it.each<[string, Partial<Filing>, Partial<Plan>, boolean, string]>([
    ['somebody else', {}, {}, false, 'not-office'],
    ['a draft', {}, { state: 'draft' }, true, 'plan-not-running'],
    ['a trial', {}, { isTrial: true }, true, 'plan-not-running'],
    ['no title', { title: ' ' }, {}, true, 'title-missing'],
    ['an endless title', { title: '长'.repeat(61) }, {}, true, 'title-too-long'],
    ['an endless text', { text: '长'.repeat(2001) }, {}, true, 'text-too-long'],
    ['no unit', { leadUnit: '' }, {}, true, 'unit-missing'],
    ['an endless name', { owners: ['长'.repeat(41)] }, {}, true, 'name-too-long'],
    ['a limit gone by', { dueOn: '2021-06-21' }, {}, true, 'date-past'],
    ['a limit beyond the plan', { dueOn: '2022-02-01' }, {}, true, 'date-beyond-plan'],
  ])('refuses %s', (_, with_, inPlan, isOffice, reason) => {
    const outcome = fileTask(plan(inPlan), { ...filing, ...with_ }, { ...context, isOffice })
    expect(outcome).toEqual({ ok: false, reason })
  })
})
