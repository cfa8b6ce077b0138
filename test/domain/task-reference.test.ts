import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  parseTaskReference,
  resolveReference,
  type TaskCandidate,
} from '../../src/domain/task-reference.ts'

describe('parseTaskReference', () => {
  it.each([
    ['14', null, 14, ''],
    [' 14 ', null, 14, ''],
    ['１４', null, 14, ''],
    ['014', null, 14, ''],
    ['#14', null, 14, ''],
    ['第14项', null, 14, ''],
    ['第１４項', null, 14, ''],
    ['第14', null, 14, ''],
    ['任务 14', null, 14, ''],
    ['任务第14项：进展顺利', null, 14, '进展顺利'],
    ['XH21-14', 'XH21', 14, ''],
    ['xh21－14', 'XH21', 14, ''],
    ['ＸＨ２１－１４', 'XH21', 14, ''],
    ['XH21B 14', 'XH21B', 14, ''],
    ['XH21第14项', 'XH21', 14, ''],
    ['14 已开工3所', null, 14, '已开工3所'],
    ['14，已开工3所', null, 14, '已开工3所'],
    ['14已开工3所', null, 14, '已开工3所'],
    ['14。', null, 14, ''],
  ])('reads "%s"', (text, code, seq, rest) => {
    expect(parseTaskReference(text)).toEqual({ code, seq, rest })
  })

  it.each([
    '',
    '全部',
    '0',
    '2021年3月2日',
    '80%',
    '80.5',
    '3个项目已开工',
    '12345',
    '2021-03-02',
    '6月底前完成',
  ])('finds none in "%s"', (text) => {
    expect(parseTaskReference(text)).toBeUndefined()
  })

  it('reads back what it would print', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z]{1,4}\d{2}[B-Z]?$/),
        fc.integer({ min: 1, max: 9999 }),
        (code, seq) => {
          expect(parseTaskReference(`${code}-${seq}`)).toEqual({ code, seq, rest: '' })
        },
      ),
    )
  })
})

describe('resolveReference', () => {
  const one = (code: string, seq: number): TaskCandidate => ({
    planId: code,
    code,
    taskId: `${code}-${seq}`,
    seq,
  })
  const everywhere = ['A21', 'B21', 'C21', 'D21'].map((code) => one(code, 14))
  const any = { code: null, seq: 14 }

  it('takes one’s own duty before all others', () => {
    const own = [one('C21', 14), one('C21', 15)]
    expect(resolveReference(any, everywhere, own)).toEqual({ kind: 'one', task: own[0] })
  })

  it('takes what the chat covers where it is none of one’s own', () => {
    const covered = [one('A21', 14)]
    expect(resolveReference(any, covered, [one('C21', 15)])).toEqual({
      kind: 'one',
      task: covered[0],
    })
  })

  it('asks back with at most three choices', () => {
    const result = resolveReference(any, everywhere, [])
    expect(result).toEqual({ kind: 'several', choices: everywhere.slice(0, 3), more: 1 })
  })

  it('keeps to the code that was said', () => {
    const ref = { code: 'D21', seq: 14 }
    expect(resolveReference(ref, everywhere, [one('C21', 14)])).toEqual({
      kind: 'one',
      task: everywhere[3],
    })
    expect(resolveReference({ code: 'X21', seq: 14 }, everywhere, [])).toEqual({ kind: 'none' })
  })

  it('does not depend on order, nor on a task seen twice', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(everywhere, { minLength: 4 }),
        fc.subarray(everywhere),
        (shuffled, own) => {
          expect(resolveReference(any, [...shuffled, ...own], [...own, ...own])).toEqual(
            resolveReference(any, everywhere, own),
          )
        },
      ),
    )
  })
})
