import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPlanCode, proposePlanCode } from '../../src/domain/plan-code.ts'

const table: Readonly<Record<string, string>> = {
  新会: 'xh',
  浦东: 'pd',
  禅城: 'cc',
  呼和浩特: 'hhht',
}
const initials = (text: string): string => table[text] ?? ''

const proposed = (issuer: string | null, title: string, existing: readonly string[] = []) =>
  proposePlanCode({ issuer, title, year: 2021 }, existing, initials)

describe('proposePlanCode', () => {
  it.each([
    ['新会区人民政府办公室', '', 'XH21'],
    ['江门市新会区人民政府办公室', '', 'XH21'],
    ['中共新会区委办公室', '', 'XH21'],
    [null, '新会区2021年重点工作任务分解表', 'XH21'],
    [null, '关于印发新会区2021年重点工作的通知', 'XH21'],
    ['佛山市禅城区人民政府', '', 'CC21'],
    ['呼和浩特市人民政府', '', 'HHHT21'],
    ['区政府办公室', '2021年重点工作', 'P21'],
    [null, '', 'P21'],
  ])('of %s, "%s" is %s', (issuer, title, expected) => {
    expect(proposed(issuer, title)).toBe(expected)
  })

  it('differs from those in use', () => {
    expect(proposed('新会区政府', '', ['XH21'])).toBe('XH21B')
    expect(proposed('新会区政府', '', ['xh21', 'XH21B'])).toBe('XH21C')
  })

  it('never proposes a code twice, and each is one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (count) => {
        const codes: string[] = []
        for (let i = 0; i <= count; i++) codes.push(proposed('新会区政府', '', codes))
        expect(new Set(codes).size).toBe(codes.length)
        expect(codes.every(isPlanCode)).toBe(true)
      }),
    )
  })
})

it.each(['', '21', '2021XH', 'XH-21', '新会21'])('takes "%s" for no code', (text) => {
  expect(isPlanCode(text)).toBe(false)
})
