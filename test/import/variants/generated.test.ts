import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CellLines, draftOf, dump, lostWords, outcomeOf, usualRows } from '../dumped-table.ts'
import { dues, names } from './facts.ts'

describe('any table', () => {
  const surnames = '赵钱孙李周吴郑王冯陈'
  const person = fc
    .tuple(fc.constantFrom(...surnames), fc.constantFrom('明远', '知秋', '长风', '安之', '可为'))
    .map((parts) => parts.join(''))
  const unit = fc.constantFrom(
    '区住建局',
    '区教育局',
    '区卫健局',
    '清湾城投集团',
    '北桥镇',
    '各镇街',
    '区残联',
  )
  const form = fc.constantFrom('每月例会推进', '每月督查通报', '每周评比通报', '现场督办+PPT汇报')
  const thing = fc.constantFrom('果园', '泵站', '食堂', '绿道', '书屋')
  const row = fc.record({
    thing,
    count: fc.integer({ min: 2, max: 900 }),
    months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }),
    word: fc.constantFrom('月底前', '月底', '月', '月底前，'),
    leaders: fc.uniqueArray(person, { minLength: 1, maxLength: 3 }),
    units: fc.uniqueArray(unit, { minLength: 1, maxLength: 4 }),
    lead: fc.nat(3),
    forms: fc.uniqueArray(form, { minLength: 1, maxLength: 2 }),
    persons: fc.uniqueArray(person, { maxLength: 3 }),
  })

  it('comes out as it went in', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 2019, max: 2031 }),
        (made, year) => {
          const rows: CellLines[][] = made.map((one) => [
            `${one.thing}建设行动。新建${one.thing}${one.count}处。`,
            one.months.map((month) => `${month}${one.word}完成${one.thing}选址。`),
            one.leaders,
            one.units.map((name, at) => (at === one.lead % one.units.length ? `*${name}` : name)),
            one.forms,
            one.persons,
          ])
          const text = dump({ above: [`${year}年度清湾区任务分解表`], rows })
          const { tasks, leftovers } = draftOf(text)
          expect(leftovers).toEqual([])
          expect(lostWords(text)).toEqual([])
          expect(tasks).toHaveLength(made.length)
          for (const [at, task] of tasks.entries()) {
            const one = made[at]
            if (!one) throw new Error('no row')
            expect(task.seq).toBe(at + 1)
            expect(task.title).toBe(`${one.thing}建设行动`)
            expect(dues(task)).toEqual(
              one.months.map((month) =>
                new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10),
              ),
            )
            expect(new Set(task.milestones.map((node) => node.text))).toEqual(
              new Set([`完成${one.thing}选址`]),
            )
            expect(names(task, 'lead_leader')).toEqual(one.leaders)
            expect(names(task, 'lead_unit', 'co_unit')).toEqual(one.units)
            expect(names(task, 'lead_unit')).toEqual([one.units[one.lead % one.units.length]])
            expect(names(task, 'owner', 'leader_liaison')).toEqual(one.persons)
            expect(task.forms).toEqual(one.forms)
          }
        },
      ),
    )
  })

  it('of 200 rows is read whole, and soon', () => {
    const rows = Array.from({ length: 200 }, (_, at) =>
      (usualRows[at % 3] ?? []).map((cell, place) =>
        place === 0 ? `第${at + 1}号行动。完成第${at + 1}号。` : cell,
      ),
    )
    const before = performance.now()
    const draft = draftOf(dump({ rows }))
    expect(performance.now() - before).toBeLessThan(2000)
    expect(draft.tasks.map(({ title }) => title)).toEqual(rows.map((_, at) => `第${at + 1}号行动`))
    expect(draft.leftovers).toEqual([])
    expect(draft.doubts).toEqual([])
  })

  it('loses no words when cells get lost', () => {
    const cells = usualRows.flatMap((row, at) => [String(at + 1), ...row])
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(cells.length - 1), { maxLength: 5 }), (lost) => {
        const left = cells.filter((_, at) => !lost.includes(at))
        const table = left.map(
          (lines) => `\t${typeof lines === 'string' ? lines : lines.join('\n\n')}`,
        )
        const text = [...dump({ rows: [] }).trimEnd().split('\n'), ...table].join('\n')
        if (outcomeOf(text).ok) expect(lostWords(text)).toEqual([])
      }),
    )
  })
})
