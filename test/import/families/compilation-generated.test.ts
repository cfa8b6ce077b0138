import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readText } from '../../../src/import/containers/text.ts'
import { unaccounted } from '../accounting.ts'
import {
  compiledDraft,
  compiledFacts,
  indicatorOf,
  itemOf,
  lowHeader,
  type PrintedRow,
  rowsOf,
  taskOf,
  textOf,
  topHeader,
} from '../compiled-table.ts'
import { draftOfContents } from '../grid-table.ts'

const units = ['个', '万亩', '处', '%', '亿元']
const indicator = fc.record({
  target: fc.integer({ min: 1, max: 400 }),
  current: fc.integer({ min: 0, max: 500 }),
  unit: fc.constantFrom(...units),
})
const shape = fc.array(fc.array(indicator, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 4,
})
const tasks = fc.array(shape, { minLength: 1, maxLength: 4 }).map((all) =>
  all.map((items, at) =>
    taskOf(
      at + 1,
      `推进第${at + 1}批茶园改造，稳定面积。`,
      items.map((indicators, place) =>
        itemOf(
          `完成第${at + 1}批茶园的第${place + 1}道工序。`,
          indicators.map(({ target, current, unit }, index) =>
            indicatorOf(`${'甲乙丙丁'[index]}类工序数`, target, current, unit),
          ),
        ),
      ),
      {
        highlights: `第${at + 1}批的改造进展顺利，已经全部开工。`,
        problems: `第${at + 1}批抓紧收尾。`,
      },
    ),
  ),
)

type Fault = {
  readonly at: number
  readonly kind: 'shift' | 'swap' | 'page' | 'cut'
  readonly by: number
}
const faults = fc.array(
  fc.record({
    at: fc.nat(60),
    kind: fc.constantFrom<Fault['kind']>('shift', 'swap', 'page', 'cut'),
    by: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 8 },
)

/** The printed rows with faults as conversions make them. */
function damage(rows: readonly PrintedRow[], wanted: readonly Fault[]): string[][] {
  const printed = rows.map((row) => [...row])
  for (const { at, kind, by } of wanted.toSorted((one, other) => other.at - one.at)) {
    const place = at % printed.length
    const row = printed[place]
    if (row?.[0] !== '' || row[1] === lowHeader[1]) continue
    const blanks = row.findIndex((text) => text !== '')
    if (kind === 'shift' && blanks > 0 && row[9] === '') {
      const lost = Math.min(by, blanks)
      printed[place] = [...row.slice(lost), ...Array<string>(lost).fill('')]
    }
    if (kind === 'swap' && row[3] !== '' && row[4] !== '') {
      printed[place] = [...row.slice(0, 3), row[4] ?? '', row[3] ?? '', ...row.slice(5)]
    }
    if (kind === 'page' || kind === 'cut') {
      const before = printed.slice(0, place).findLast(([seq = '']) => /\d/.test(seq))
      const told = before?.[10] ?? ''
      if (kind === 'cut' && before && told.length > 12 && row[10] === '' && blanks > 0) {
        before[10] = told.slice(0, 6 + by)
        row[10] = told.slice(6 + by)
      }
      printed.splice(place, 0, [...topHeader], [...lowHeader])
    }
  }
  return printed
}

const title = '2025年度清湾区重点工作三季度完成情况汇编'

describe('with generated faults', () => {
  it('comes out equal, or doubted', async () => {
    await fc.assert(
      fc.asyncProperty(tasks, faults, async (samples, wanted) => {
        const whole = await compiledDraft(
          textOf([topHeader, lowHeader, ...samples.flatMap(rowsOf)], title),
        )
        const rows = damage(samples.flatMap(rowsOf), wanted)
        const draft = await compiledDraft(textOf([topHeader, lowHeader, ...rows], title))
        const read = compiledFacts(draft)
        for (const [at, task] of compiledFacts(whole).entries()) {
          if (JSON.stringify(read[at]) === JSON.stringify(task)) continue
          const doubted = draft.doubts.filter(({ taskSeq }) => taskSeq === task.seq)
          expect(doubted.length, JSON.stringify([rows, read[at], task])).toBeGreaterThan(0)
        }
        expect(draft.tasks).toHaveLength(whole.tasks.length)
      }),
      { numRuns: 30 },
    )
  })

  it('loses no word', async () => {
    await fc.assert(
      fc.asyncProperty(tasks, faults, async (samples, wanted) => {
        const rows = damage(samples.flatMap(rowsOf), wanted)
        const contents = readText(textOf([topHeader, lowHeader, ...rows], title))
        expect(unaccounted(contents, draftOfContents(contents, '汇编.docx'))).toEqual([])
      }),
      { numRuns: 20 },
    )
  })
})
