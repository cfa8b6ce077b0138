import { describe, expect, it } from 'vitest'
import { suspectedNamesakes } from '../../src/domain/namesakes.ts'
import { parseNameAndList, parseOrder, parseUnitChange } from '../../src/domain/unit-words.ts'

const today = '2026-03-02'

describe('a change of units', () => {
  it.each([
    ['甲局 乙局 自 2021-07-01', ['甲局'], ['乙局'], '2021-07-01'],
    ['甲局→乙局 自2021年7月1日起', ['甲局'], ['乙局'], '2021-07-01'],
    ['甲局 更名为 乙局', ['甲局'], ['乙局'], today],
    ['甲局、乙局 为 丙局 自7月1日', ['甲局', '乙局'], ['丙局'], '2026-07-01'],
    ['甲局 为 乙局、丙局', ['甲局'], ['乙局', '丙局'], today],
  ])('%s', (said, from, to, fromOn) =>
    expect(parseUnitChange(said, today)).toEqual({ from, to, fromOn }),
  )
  it.each(['甲局', '甲局 甲局', '甲局 乙局 丙局', '', '甲局 乙局 自2021年13月1日'])(
    'not %s',
    (said) => expect(parseUnitChange(said, today)).toBeUndefined(),
  )
})

it('parts a name and a list', () => {
  expect(parseNameAndList('各镇街：望溪镇、东山镇，望溪镇')).toEqual({
    name: '各镇街',
    list: ['望溪镇', '东山镇'],
  })
  expect(parseNameAndList('')).toEqual({ name: '', list: [] })
  expect(parseOrder('甲局、乙局 丙局')).toEqual(['甲局', '乙局', '丙局'])
})

it('suspects two persons where the directory has one of the name in each of two units', () => {
  const entry = (openId: string, unit: string) => ({ openId, name: '王强', units: [unit] })
  const printed = { partyId: 'person:王强', name: '王强', units: ['区教育局', '区水利局'] }
  const both = [entry('ou_1', '区教育局'), entry('ou_2', '区水利局')]
  expect(suspectedNamesakes([printed], both)).toMatchObject([{ name: '王强' }])
  expect(suspectedNamesakes([printed], [both[0] ?? entry('', '')])).toEqual([])
  const one = { ...entry('ou_1', '区教育局'), units: ['区教育局', '区水利局'] }
  expect(suspectedNamesakes([printed], [one])).toEqual([])
})
