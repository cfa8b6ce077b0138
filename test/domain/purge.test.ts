import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bare,
  decidePurge,
  matcherOf,
  type Purge,
  purgedMark,
  purgeText,
  purgeValue,
  refusalToAskPurge,
} from '../../src/domain/purge.ts'

const purge: Purge = {
  id: 'p1',
  about: 'QH26-6 的填报',
  target: { kind: 'report', id: 'r1' },
  since: 1,
  askedBy: 'ou_one',
  askedAt: 2,
  state: 'open',
  decidedBy: null,
  decidedAt: null,
  places: 0,
  version: 1,
}

const made = { by: 'ou_other', at: 3, mayPurge: true, isConfirmed: true, places: 4 }

describe('误传清除', () => {
  it('is asked by the office, where there are two of them, and never by a syllable', () => {
    const text = (said: string) => ({ kind: 'text', text: said }) as const
    const of = { mayPurge: true, members: 2 }
    expect(refusalToAskPurge(text('某某地块的底价'), of)).toBeNull()
    expect(refusalToAskPurge(text('底价，，，，'), of)).toBe('text-too-short')
    expect(refusalToAskPurge(text('某某地块的底价'), { ...of, members: 1 })).toBe('needs-second')
    expect(refusalToAskPurge(text('某某地块的底价'), { ...of, mayPurge: false })).toBe(
      'not-allowed',
    )
  })

  it('is confirmed by the other member alone, and keeps nothing of its target', () => {
    expect(decidePurge(purge, made)).toMatchObject({
      ok: true,
      purge: { target: null, state: 'done', decidedBy: 'ou_other', places: 4, version: 2 },
    })
    expect(decidePurge(purge, { ...made, by: 'ou_one' })).toMatchObject({ reason: 'own' })
    expect(decidePurge(purge, { ...made, mayPurge: false })).toMatchObject({
      reason: 'not-allowed',
    })
    expect(decidePurge({ ...purge, state: 'done' }, made)).toMatchObject({
      reason: 'already-decided',
    })
    const withdrawn = decidePurge(purge, { ...made, by: 'ou_one', isConfirmed: false })
    expect(withdrawn).toMatchObject({ ok: true, purge: { state: 'refused', target: null } })
  })

  it('finds cut and escaped copies, and not what only shares a word', () => {
    const matches = matcherOf(['某地块挂牌底价为每亩*三百*万元，\n不得外传'])
    expect(matches('进展：某地块挂牌底价为每亩&#42;三百&#42;…')).toBe(true)
    expect(matches('某地块挂牌')).toBe(false)
    expect(matches('每亩三百万元不得外传')).toBe(true)
  })

  const word = fc.string({
    unit: fc.constantFrom(...'甲乙丙丁戊己庚辛壬癸"\\\n*，'),
    minLength: 12,
    maxLength: 60,
  })

  it('leaves no copy in JSON, however deep it is nested and quoted', () =>
    fc.assert(
      fc.property(word, (text) => {
        fc.pre(bare(text).length >= 4)
        const nested = JSON.stringify({
          a: [{ content: JSON.stringify({ text: `前${text}后` }) }],
          n: 1,
        })
        const after = purgeText(nested, matcherOf([text]))
        expect(bare(after)).not.toContain(bare(text))
        expect(JSON.parse(after)).toMatchObject({ n: 1 })
      }),
    ))

  it('keeps everything else as it was', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.stringify({ value })
        expect(purgeText(json, () => false)).toBe(json)
        expect(purgeValue(value, () => false)).toEqual(value)
      }),
    ))

  it('puts a mark in the place of what goes', () => {
    expect(purgeText('某地块', () => true)).toBe(purgedMark)
  })
})
