import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSigner, toldOf } from '../../src/domain/duty-holders.ts'
import { isGroupName, type PrintedDuty } from '../../src/domain/parties.ts'
import { resolverOf } from '../../src/domain/people.ts'
import type { PeopleFacts } from '../../src/domain/people-facts.ts'
import { reminderReceivers } from '../../src/domain/reminders.ts'
import { at, task } from './samples.ts'

const now = at('2026-07-01T09:00')
const before = at('2026-06-01T09:00')

const nothing: PeopleFacts = {
  bindings: [],
  posts: [],
  standIns: [],
  handovers: [],
  passes: [],
  aliases: [],
  changes: [],
  groups: [],
  namesakes: [],
  resigned: [],
}

const unit = (name: string): PrintedDuty => ({
  role: 'lead_unit',
  partyId: `unit:${name}`,
  name,
  isLead: true,
})
const owner = (name: string): PrintedDuty => ({
  role: 'owner',
  partyId: `person:${name}`,
  name,
  isLead: false,
})
const leader = (name: string): PrintedDuty => ({ ...owner(name), role: 'lead_leader' })
const bound = (partyId: string, openId: string, when = before) => ({ partyId, openId, at: when })
const post = (unitId: string, openId: string, with_ = {}) => ({
  unitId,
  post: 'liaison' as const,
  openId,
  fromOn: '2026-01-01',
  untilOn: null,
  at: before,
  ...with_,
})

const resolved = (facts: Partial<PeopleFacts>, printed: readonly PrintedDuty[], when = now) =>
  resolverOf({ ...nothing, ...facts }, when).duties('t1', printed)
const first = (facts: Partial<PeopleFacts>, printed: PrintedDuty, when = now) => {
  const [duty] = resolved(facts, [printed], when)
  if (!duty) throw new Error('no duty')
  return duty
}

describe('a duty of a unit', () => {
  it('is that of its liaisons on the day and of those bound to it', () => {
    const facts = {
      posts: [
        post('unit:区科技局', 'ou_now'),
        post('unit:区科技局', 'ou_past', { untilOn: '2026-06-30' }),
        post('unit:区科技局', 'ou_next', { fromOn: '2026-07-02' }),
        post('unit:区科技局', 'ou_head', { post: 'head' }),
        post('unit:区教育局', 'ou_other'),
      ],
      bindings: [bound('unit:区科技局', 'ou_bound')],
    }
    expect(first(facts, unit('区科技局')).openIds).toEqual(['ou_now', 'ou_bound'])
    expect(first(facts, unit('区科技局'), at('2026-06-30T23:59')).openIds).toContain('ou_past')
    expect(first(facts, unit('区科技局'), at('2026-07-02T00:00')).openIds).toContain('ou_next')
  })

  it('knows its signers, who are not told of it', () => {
    const facts = { posts: [post('unit:区科技局', 'ou_chief', { post: 'signer' })] }
    const [duty] = resolved(facts, [unit('区科技局')])
    expect(duty).toMatchObject({ openIds: [], signerIds: ['ou_chief'] })
    const signed = task({ duties: duty ? [duty] : [] })
    expect(isSigner(signed, 'ou_chief')).toBe(true)
    expect(isSigner(signed, 'ou_other')).toBe(false)
  })

  it('follows aliases, and renames, mergers and splits from their day on', () => {
    const change = (from: string, to: string, fromOn: string, isMain = true) => ({
      unitId: `unit:${from}`,
      successorId: `unit:${to}`,
      fromOn,
      isMain,
    })
    const facts = {
      aliases: [{ name: '科技局', unitId: 'unit:区科技局' }],
      changes: [
        change('区科技局', '区科数局', '2026-07-01'),
        change('区科数局', '区科工局', '2026-08-01'),
        change('区科工局', '区大数据局', '2026-08-01', false),
      ],
      posts: [post('unit:区科技局', 'ou_a'), post('unit:区科数局', 'ou_b')],
    }
    expect(first(facts, unit('科技局'), at('2026-06-30T10:00'))).toMatchObject({
      name: '区科技局',
      printed: '科技局',
      openIds: ['ou_a'],
    })
    const renamed = first(facts, unit('区科技局'))
    expect(renamed).toMatchObject({ name: '区科数局', printed: '区科技局' })
    expect(renamed.openIds).toEqual(['ou_a', 'ou_b'])
    expect(first(facts, unit('区科技局'), at('2026-08-01T10:00')).name).toBe('区科工局')
    expect(first(facts, unit('区科数局'))).not.toHaveProperty('printed')
  })

  it('ends where names run in a circle', () => {
    const aliases = [
      { name: '甲局', unitId: 'unit:乙局' },
      { name: '乙局', unitId: 'unit:甲局' },
    ]
    expect(first({ aliases }, unit('甲局')).openIds).toEqual([])
  })

  it('is nobody in particular where it names a group of units', () => {
    const facts = { bindings: [bound('unit:各镇街', 'ou_a')] }
    expect(first(facts, unit('各镇街'))).toMatchObject({ openIds: [], isGroup: true })
    const towns = { groups: [{ groupId: 'unit:镇街片区', unitId: 'unit:东山街道' }] }
    expect(first(towns, unit('镇街片区')).isGroup).toBe(true)
    expect(first(towns, unit('东山街道')).isGroup).toBeUndefined()
    expect(['各镇街', '相关平台', '有关单位', '区各界联合会'].map(isGroupName)).toEqual([
      true,
      true,
      true,
      false,
    ])
  })
})

describe('a person', () => {
  const bindings = [bound('person:石磊', 'ou_a')]
  const handover = (fromId: string, toId: string, fromOn: string) => ({
    fromId,
    toId,
    fromOn,
    at: before,
  })

  it('is followed by a successor from the day of the handover on', () => {
    const facts = { bindings, handovers: [handover('ou_a', 'ou_b', '2026-07-01')] }
    expect(first(facts, owner('石磊'), at('2026-06-30T23:59')).openIds).toEqual(['ou_a'])
    expect(first(facts, owner('石磊')).openIds).toEqual(['ou_b'])
  })

  it('keeps what was given after a handover', () => {
    const facts = {
      bindings: [...bindings, bound('person:顾言', 'ou_a', now)],
      handovers: [handover('ou_a', 'ou_b', '2026-06-15')],
    }
    expect(first(facts, owner('石磊')).openIds).toEqual(['ou_b'])
    expect(first(facts, owner('顾言')).openIds).toEqual(['ou_a'])
  })

  it('may hand over and take back', () => {
    const facts = {
      bindings,
      handovers: [handover('ou_a', 'ou_b', '2026-06-15'), handover('ou_b', 'ou_a', '2026-06-20')],
    }
    expect(first(facts, owner('石磊')).openIds).toEqual(['ou_a'])
  })

  it('on leave may still act, and the stand-in is told', () => {
    const standIns = [
      { openId: 'ou_a', standInId: 'ou_b', fromOn: '2026-06-20', untilOn: '2026-07-01' },
    ]
    const duty = first({ bindings, standIns }, owner('石磊'))
    expect(duty.openIds).toEqual(['ou_a', 'ou_b'])
    expect(toldOf(duty)).toEqual(['ou_b'])
    expect(reminderReceivers(task({ duties: [duty] }))).toEqual(['ou_b'])
    const later = first({ bindings, standIns }, owner('石磊'), at('2026-07-02T08:00'))
    expect(toldOf(later)).toEqual(['ou_a'])
    const gone = first({ bindings, standIns, resigned: ['ou_b'] }, owner('石磊'))
    expect(toldOf(gone)).toEqual(['ou_a'])
    expect(first({ bindings, standIns }, leader('石磊')).openIds).toEqual(['ou_a'])
  })

  it('who left acts for nobody', () => {
    expect(first({ bindings, resigned: ['ou_a'] }, owner('石磊')).openIds).toEqual([])
  })

  it('passes one task on, and may pass it back', () => {
    const pass = (fromId: string, toId: string) => ({ taskId: 't1', fromId, toId })
    const passed = first({ bindings, passes: [pass('ou_a', 'ou_b')] }, owner('石磊'))
    expect([passed.openIds, toldOf(passed)]).toEqual([['ou_a', 'ou_b'], ['ou_b']])
    const back = { bindings, passes: [pass('ou_a', 'ou_b'), pass('ou_b', 'ou_a')] }
    expect(toldOf(first(back, owner('石磊')))).toEqual(['ou_a'])
    const other = { bindings, passes: [{ ...pass('ou_a', 'ou_b'), taskId: 't2' }] }
    expect(first(other, owner('石磊')).openIds).toEqual(['ou_a'])
  })

  it('is told from a namesake by the unit of the task, or by the task', () => {
    const name = (scope: string, where: string) => ({
      printedId: 'person:石磊',
      scope,
      partyId: `person:石磊@${where}`,
    })
    const facts = {
      bindings: [
        ...bindings,
        bound('person:石磊@区教育局', 'ou_school'),
        bound('person:石磊@区科技局', 'ou_lab'),
      ],
      namesakes: [
        name('unit:区教育局', '区教育局'),
        name('unit:区科技局', '区科技局'),
        name('task:t9', '区教育局'),
      ],
    }
    const of = (name: string, taskId = 't1') =>
      resolverOf({ ...nothing, ...facts }, now).duties(taskId, [owner('石磊'), unit(name)])[0]
    expect(of('区教育局')).toMatchObject({ name: '石磊', openIds: ['ou_school'] })
    expect(of('区科技局')?.openIds).toEqual(['ou_lab'])
    expect(of('区水务局')?.openIds).toEqual(['ou_a'])
    expect(of('区科技局', 't9')?.openIds).toEqual(['ou_school'])
  })
})

describe('the reach of an account', () => {
  const names = ['甲局', '乙局', '丙局', '丁局']
  const people = ['赵一', '钱二', '孙三']
  const accounts = ['ou_1', 'ou_2', 'ou_3', 'ou_4']
  const units = fc.constantFrom(...names.map((name) => `unit:${name}`))
  const account = fc.constantFrom(...accounts)
  const day = fc.constantFrom('2026-06-01', '2026-07-01', '2026-08-01')
  const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 4 })
  const anyFacts: fc.Arbitrary<PeopleFacts> = fc.record({
    bindings: few(
      fc.record({
        partyId: fc.oneof(units, fc.constantFrom(...people.map((one) => `person:${one}`))),
        openId: account,
        at: fc.constantFrom(before, now),
      }),
    ),
    posts: few(
      fc.record({
        unitId: units,
        post: fc.constantFrom('signer' as const, 'liaison' as const, 'head' as const),
        openId: account,
        fromOn: day,
        untilOn: fc.option(day),
        at: fc.constant(before),
      }),
    ),
    standIns: few(fc.record({ openId: account, standInId: account, fromOn: day, untilOn: day })),
    handovers: few(
      fc.record({ fromId: account, toId: account, fromOn: day, at: fc.constant(before) }),
    ),
    passes: few(fc.record({ taskId: fc.constant('t1'), fromId: account, toId: account })),
    aliases: few(fc.record({ name: fc.constantFrom(...names), unitId: units })),
    changes: few(
      fc.record({ unitId: units, successorId: units, fromOn: day, isMain: fc.boolean() }),
    ),
    groups: few(fc.record({ groupId: units, unitId: units })),
    namesakes: few(
      fc.record({
        printedId: fc.constant('person:赵一'),
        scope: fc.oneof(units, fc.constant('task:t1')),
        partyId: fc.constantFrom('person:钱二', 'person:孙三'),
      }),
    ),
    resigned: few(account),
  })
  const printed: readonly PrintedDuty[] = [...names.map(unit), ...people.map(owner), leader('赵一')]

  it('covers every duty and post that it has', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const resolver = resolverOf(facts, now)
        const duties = resolver.duties('t1', printed)
        for (const openId of accounts) {
          const reach = resolver.reach(openId)
          duties.forEach((duty, n) => {
            const holds = duty.openIds.includes(openId) || duty.signerIds?.includes(openId)
            const isNamed = reach.partyIds.includes(printed[n]?.partyId ?? '')
            if (holds) expect(isNamed || reach.taskIds.includes('t1')).toBe(true)
          })
        }
      }),
    )
  })

  it('never names anybody who left, and tells somebody wherever anybody acts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const duty of resolverOf(facts, now).duties('t1', printed)) {
          expect(duty.openIds.filter((openId) => facts.resigned.includes(openId))).toEqual([])
          expect(new Set(duty.openIds).size).toBe(duty.openIds.length)
          if (duty.openIds.length > 0) expect(toldOf(duty).length).toBeGreaterThan(0)
        }
      }),
    )
  })
})
