import { describe, expect, it } from 'vitest'
import {
  type Directive,
  directiveWord,
  type Giving,
  giveDirective,
  numberDirective,
  replyToDirective,
} from '../../src/domain/directives.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import { at, duty, plan, task } from './samples.ts'

const now = at('2021-06-22T09:00')
const giving: Giving = {
  id: 'd1',
  by: 'ou_leader',
  mayDirect: true,
  at: now,
  today: '2021-06-22',
  text: ' 请加快 ',
  dueOn: null,
  open: [],
}

const given = (): Directive => {
  const outcome = giveDirective(task(), plan(), giving)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.directive
}

describe('工作要求', () => {
  it('goes from a leader to the responsible persons', () => {
    expect(giveDirective(task(), plan(), giving)).toMatchObject({
      ok: true,
      directive: { by: 'ou_leader', text: '请加快', reply: null, version: 1 },
      receivers: ['ou_owner'],
    })
  })

  it('reaches the lead unit where no person is bound, and never who gave it', () => {
    const of = (duties: Task['duties'], by: string) =>
      giveDirective(task({ duties }), plan(), { ...giving, by })
    expect(of([duty('lead_unit', '区住建局', ['ou_unit'])], 'ou_office')).toMatchObject({
      receivers: ['ou_unit'],
    })
    expect(of([duty('owner', '张炯', ['ou_office'])], 'ou_office')).toMatchObject({ receivers: [] })
    expect(of([], 'ou_office')).toMatchObject({ ok: true, receivers: [] })
  })

  it.each<[string, Partial<Task>, Partial<Plan>, Partial<typeof giving>, string]>([
    ['whom the table does not let', {}, {}, { mayDirect: false }, 'not-your-lead'],
    ['a draft', {}, { state: 'draft' }, {}, 'plan-not-running'],
    ['a trial', {}, { isTrial: true }, {}, 'plan-not-running'],
    ['a closed task', { state: 'closed' }, {}, {}, 'task-ended'],
    ['no words', {}, {}, { text: ' ' }, 'text-missing'],
    ['a limit gone by', {}, {}, { dueOn: '2021-06-21' }, 'date-past'],
    ['endless words', {}, {}, { text: '长'.repeat(1001) }, 'too-long'],
  ])('refuses %s', (_, of, inPlan, with_, reason) => {
    const outcome = giveDirective(task(of), plan(inPlan), { ...giving, ...with_ })
    expect(outcome).toEqual({ ok: false, reason })
  })

  it('is not given twice in the same words while it waits', () => {
    const again = giveDirective(task(), plan(), { ...giving, open: [given()] })
    expect(again).toEqual({ ok: false, reason: 'already-open' })
    const other = giveDirective(task(), plan(), { ...giving, text: '请报方案', open: [given()] })
    expect(other.ok).toBe(true)
  })

  it('is a 批示 once the office gave it a number, and keeps it', () => {
    const numbered = numberDirective(given(), { isOffice: true, number: ' 〔2021〕5号 ' })
    if (!numbered.ok) throw new Error(numbered.reason)
    expect(numbered.directive).toMatchObject({ number: '〔2021〕5号', version: 2 })
    expect([given(), numbered.directive].map(directiveWord)).toEqual(['工作要求', '批示'])
    const refusal = (of: Directive, isOffice: boolean, number: string) =>
      numberDirective(of, { isOffice, number })
    expect(refusal(given(), false, '1')).toEqual({ ok: false, reason: 'not-office' })
    expect(refusal(given(), true, ' ')).toEqual({ ok: false, reason: 'number-missing' })
    expect(refusal(given(), true, '长'.repeat(41)).ok).toBe(false)
    expect(refusal(numbered.directive, true, '2')).toEqual({ ok: false, reason: 'has-a-number' })
  })

  it('is answered once, by who may report', () => {
    const reply = { by: 'ou_unit', at: now, text: '已增派人手' }
    const outcome = replyToDirective(given(), task(), reply)
    if (!outcome.ok) throw new Error(outcome.reason)
    expect(outcome.directive).toMatchObject({
      reply: '已增派人手',
      repliedBy: 'ou_unit',
      version: 2,
    })
    const refusal = (directive: Directive, with_: object) =>
      replyToDirective(directive, task(), { ...reply, ...with_ })
    expect(refusal(outcome.directive, {})).toEqual({ ok: false, reason: 'already-answered' })
    expect(refusal(given(), { by: 'ou_leader' })).toEqual({ ok: false, reason: 'not-your-task' })
    expect(refusal(given(), { text: '' })).toEqual({ ok: false, reason: 'text-missing' })
  })
})
