import { describe, expect, it } from 'vitest'
import { type DirectoryEntry, findPersonSaid, isSameUnit } from '../../src/domain/directory.ts'
import {
  parseDismissal,
  parseHandover,
  parsePostClaim,
  parseStandIn,
  parseUnitAndPerson,
} from '../../src/domain/people-words.ts'
import { unboundOf } from '../../src/domain/unbound.ts'
import { duty, milestone, plan, task } from './samples.ts'

const today = '2026-03-02'

describe('a post that is claimed', () => {
  it.each([
    ['区科技局 联络员', { unit: '区科技局', post: 'liaison' }],
    ['区科技局联络员', { unit: '区科技局', post: 'liaison' }],
    ['区科技局的审签人', { unit: '区科技局', post: 'signer' }],
    ['区科技局 沈一舟', undefined],
    ['联络员', undefined],
  ])('%s', (said, expected) => expect(parsePostClaim(said)).toEqual(expected))
})

it('parts a unit, a post and a person', () => {
  expect(parseUnitAndPerson('区科技局 沈一舟')).toEqual({ unit: '区科技局', person: '沈一舟' })
  expect(parseUnitAndPerson('区科技局')).toEqual({ unit: '区科技局', person: '' })
  expect(parseDismissal('区科技局 联络员 沈一舟')).toMatchObject({
    post: 'liaison',
    person: '沈一舟',
  })
  expect(parseDismissal('区科技局 局长')).toBeUndefined()
})

describe('a stand-in', () => {
  it.each([
    ['至7月1日 叶知秋', '2026-07-01', '叶知秋'],
    ['到7-1 叶知秋', '2026-07-01', '叶知秋'],
    ['叶知秋 至７月底', '2026-07-31', '叶知秋'],
    ['至2月1日 叶知秋', '2027-02-01', '叶知秋'],
    ['至2026年3月2日', '2026-03-02', ''],
    ['至2025-01-01 叶知秋', '2025-01-01', '叶知秋'],
  ])('%s', (said, untilOn, person) =>
    expect(parseStandIn(said, today)).toEqual({ untilOn, person }),
  )
  it('needs a last day', () => expect(parseStandIn('叶知秋', today)).toBeUndefined())
})

describe('a handover', () => {
  it.each([
    ['顾清→叶知秋 自7月1日', '顾清', '叶知秋', '2026-07-01'],
    ['顾清 -> 叶知秋 从7月1日起', '顾清', '叶知秋', '2026-07-01'],
    ['顾清移交给叶知秋', '顾清', '叶知秋', today],
    ['给 叶知秋 自7月1日', '', '叶知秋', '2026-07-01'],
    ['叶知秋', '', '叶知秋', today],
    ['顾清 叶知秋', '顾清', '叶知秋', today],
    ['顾清→', '顾清', '', today],
  ])('%s', (said, from, to, fromOn) =>
    expect(parseHandover(said, today)).toEqual({ from, to, fromOn }),
  )
})

describe('the person that is meant', () => {
  const entry = (openId: string, name: string, unit: string): DirectoryEntry => ({
    openId,
    name,
    units: [unit],
  })
  const directory = [
    entry('ou_1', '沈一舟', '科技局'),
    entry('ou_2', '沈一舟', '区教育局'),
    entry('ou_3', '罗安', '区经信局'),
    entry('ou_4', '方圆', '区科技局'),
  ]
  const found = (words: string, unit: string | null = null, mentioned: readonly string[] = []) => {
    const one = findPersonSaid(directory, { words, unit, mentioned })
    return one.kind === 'one' ? one.entry.openId : one.candidates.map(({ openId }) => openId)
  }
  it('is the only one of that name, and of namesakes the one of the unit', () => {
    expect(found('罗安')).toBe('ou_3')
    expect(found('罗安', '区科技局')).toBe('ou_3')
    expect(found('沈一舟')).toEqual(['ou_1', 'ou_2'])
    expect(found('沈一舟', '区科技局')).toBe('ou_1')
    expect(found('区教育局沈一舟')).toBe('ou_2')
  })
  it('is who was mentioned', () => {
    expect(found('@沈一舟', null, ['ou_2'])).toBe('ou_2')
    expect(found('@某人', null, ['ou_none'])).toEqual([])
  })
  it('is one of the unit where nobody was said', () => {
    expect(found('', '区科技局')).toEqual(['ou_1', 'ou_4'])
    expect(found('')).toEqual([])
    expect(found('某人', '区科技局')).toEqual(['ou_1', 'ou_4'])
  })
  it('is of a unit that the directory calls a little otherwise', () => {
    expect(isSameUnit('青禾区科技局', '区科技局')).toBe(true)
    expect(isSameUnit('区科技局', '区教育局')).toBe(false)
    expect(isSameUnit('局', '区科技局')).toBe(false)
  })
})

describe('who cannot be reached', () => {
  const unreached = (duties: readonly ReturnType<typeof duty>[], id: string) =>
    task({ id, duties, milestones: [milestone('m', '2021-06-30'), milestone('n', '2021-03-31')] })
  it('comes with most tasks first, units where nobody is bound among them', () => {
    const tasks = [
      unreached([duty('lead_unit', '甲局'), duty('owner', '赵一')], 'a'),
      unreached([duty('lead_unit', '甲局'), duty('owner', '赵一')], 'b'),
      unreached([duty('lead_unit', '乙局'), duty('owner', '钱二', ['ou_1'])], 'c'),
      {
        ...unreached([duty('lead_unit', '丙局'), duty('owner', '孙三')], 'd'),
        state: 'closed' as const,
      },
      unreached([{ ...duty('lead_unit', '各镇街'), isGroup: true }], 'e'),
    ]
    expect(unboundOf([{ plan: plan(), tasks }])).toMatchObject([
      {
        kind: 'person',
        partyId: 'person:赵一',
        tasks: 2,
        units: ['甲局'],
        earliestDue: '2021-03-31',
      },
      { kind: 'unit', partyId: 'unit:甲局', tasks: 2, units: [] },
    ])
  })
})
