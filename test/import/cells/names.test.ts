import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinWrappedNames, namesAlone, splitNames } from '../../../src/import/cells/names.ts'

const known = new Set(['鲁明远', '顾长风', '姜禾'])
const namesOf = (line: string) => splitNames(line, known).names.map(({ name }) => name)

describe('splitNames', () => {
  it.each([
    ['方  舟', ['方舟']],
    ['鲁明远顾长风', ['鲁明远', '顾长风']],
    ['邵可为姜  禾', ['邵可为', '姜禾']],
    ['邵可为姜  禾卓  然', ['邵可为', '姜禾', '卓然']],
    ['方  舟祝  青', ['方舟', '祝青']],
    ['顾长风白知秋鲁明远', ['顾长风', '白知秋', '鲁明远']],
    ['白知秋、祝青', ['白知秋', '祝青']],
    ['祝青 白知秋', ['祝青', '白知秋']],
    ['欧阳可为', ['欧阳可为']],
    ['姜禾白知秋', ['姜禾', '白知秋']],
  ])('cuts %s', (line, names) => {
    expect(namesOf(line)).toEqual(names)
    expect(splitNames(line, known).unsure).toBe(false)
  })

  it('doubts a cut that rests on length alone', () => {
    const { names, unsure } = splitNames('白知秋邵可为', new Set())
    expect(names.map(({ name }) => name)).toEqual(['白知秋', '邵可为'])
    expect(unsure).toBe(true)
  })

  it('keeps the star with its name', () => {
    expect(splitNames('*白知秋*方  舟', known).names).toEqual([
      { name: '白知秋', starred: true },
      { name: '方舟', starred: true },
    ])
  })

  it('loses no character', () => {
    const line = fc.string({ unit: fc.constantFrom(...'方舟鲁明远顾长风姜禾祝青 '), maxLength: 20 })
    fc.assert(
      fc.property(line, (text) => {
        expect(namesOf(text).join('')).toBe(text.replaceAll(' ', ''))
      }),
    )
  })
})

describe('names over lines', () => {
  it('joins a character that stands alone to the name before', () => {
    expect(joinWrappedNames(['鲁明', '远', '顾长风'])).toEqual(['鲁明远', '顾长风'])
    expect(joinWrappedNames(['姜', '禾'])).toEqual(['姜禾'])
  })

  it('takes only names of usual length as evidence', () => {
    expect(namesAlone(['姜  禾', '鲁明远顾长风', '欧阳可为', '各部门负责同志'])).toEqual(
      new Set(['姜禾', '欧阳可为']),
    )
  })
})
