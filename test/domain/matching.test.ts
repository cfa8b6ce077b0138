import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchPerson, normaliseName } from '../../src/domain/matching.ts'

it.each([
  ['王  宁', '王宁'],
  ['王　宁*', '王宁'],
  ['王宁（区科技局）', '王宁'],
  ['阿里木·买买提', '阿里木买买提'],
  ['阿里木•买买提', '阿里木买买提'],
  ['Ｌｅｅ\u200b', 'lee'],
])('takes "%s" for "%s"', (name, expected) => {
  expect(normaliseName(name)).toBe(expected)
})

describe('matchPerson', () => {
  const people = [
    { id: 1, name: '王  宁' },
    { id: 2, name: '李伟' },
    { id: 3, name: '李　伟' },
    { id: 4, name: '' },
  ]

  it('finds one, none or namesakes', () => {
    expect(matchPerson('王宁', people)).toEqual({ kind: 'one', person: people[0] })
    expect(matchPerson('李伟', people)).toMatchObject({ kind: 'several' })
    expect(matchPerson('王宁炯', people)).toEqual({ kind: 'none' })
    expect(matchPerson(' ', people)).toEqual({ kind: 'none' })
  })

  it('sees through padding anywhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('王宁', '欧阳文博'),
        fc.constantFrom(' ', '　', '\t'),
        (name, pad) => {
          expect(normaliseName([...name].join(pad) + pad)).toBe(name)
        },
      ),
    )
  })
})
