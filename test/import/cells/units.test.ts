import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitUnits, unitRuns, unitsAlone } from '../../../src/import/cells/units.ts'

const known = new Set(['青禾水务办', '青禾城投集团', '区人社局', '各镇街'])
const read = (...lines: string[]) => splitUnits(unitRuns(lines, new Set()), known)
const namesOf = (...lines: string[]) => read(...lines).units.map(({ name }) => name)

describe('splitUnits', () => {
  it.each([
    [['*青禾水务办青禾城投集团'], ['青禾水务办', '青禾城投集团']],
    [['区人社局区财政局区总工会'], ['区人社局', '区财政局', '区总工会']],
    [['各镇街、平台'], ['各镇街', '各平台']],
    [['区商务局（市场办）'], ['区商务局（市场办）']],
    [['区委组织部（人才办、老干部局）'], ['区委组织部（人才办、老干部局）']],
    [
      ['创意中心（北湖小镇）', '各镇街'],
      ['创意中心（北湖小镇）', '各镇街'],
    ],
    [['区教育局、区住建局，各镇街'], ['区教育局', '区住建局', '各镇街']],
    [['青禾大学建设指挥部'], ['青禾大学建设指挥部']],
    [['北湖社区服务中心'], ['北湖社区服务中心']],
    [['区市场监管局'], ['区市场监管局']],
    [['生态环境局', '（督察办）'], ['生态环境局（督察办）']],
    [['生态环境', '青禾分局'], ['生态环境青禾分局']],
    [['南湖办青禾城投集团'], ['南湖办', '青禾城投集团']],
  ])('reads %j', (lines, names) => {
    expect(namesOf(...lines)).toEqual(names)
  })

  it('gives the star to the first of glued units only', () => {
    expect(read('*青禾水务办青禾城投集团').units).toEqual([
      { name: '青禾水务办', starred: true },
      { name: '青禾城投集团', starred: false },
    ])
  })

  it('doubts a cut between units seen nowhere else', () => {
    expect(read('青禾水务办青禾城投集团').unsure).toEqual([])
    expect(read('区人社局区财政局区总工会').unsure).toHaveLength(1)
    expect(read('南湖办青禾城投集团').unsure).toHaveLength(1)
  })

  it('does not take glued units for evidence', () => {
    const alone = unitsAlone(['*区人社局', '区财政局', '区人社局区财政局'])
    expect(alone).toEqual(new Set(['区人社局', '区财政局']))
  })

  it('loses no character of a run without groups', () => {
    const run = fc.string({
      unit: fc.constantFrom(...'区市局办青禾水务城投集团公司（）'),
      maxLength: 30,
    })
    fc.assert(
      fc.property(run, (text) => {
        expect(
          splitUnits([text], known)
            .units.map(({ name }) => name)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})
