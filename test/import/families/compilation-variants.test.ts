import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DraftPlan } from '../../../src/domain/draft-plan.ts'
import { readText } from '../../../src/import/containers/text.ts'
import { readContents } from '../../../src/import/read-document.ts'
import type { Contents, GridCell } from '../../../src/import/table.ts'
import { unaccounted } from '../accounting.ts'
import {
  compiledDraft,
  compiledText,
  headingRow,
  indicatorOf,
  itemOf,
  lowHeader,
  type PrintedRow,
  rowsOf,
  type SampleTask,
  sampleParts,
  taskOf,
  textOf,
  topHeader,
} from '../compiled-table.ts'

/** The tasks without their places, which differ where the text around them does. */
const facts = ({ tasks }: Pick<DraftPlan, 'tasks'>) => tasks.map(({ source: _, ...task }) => task)
const clean = await compiledDraft(compiledText(sampleParts))
const title = '2025年度清湾区重点工作三季度完成情况汇编'

function draftOf(contents: Contents): DraftPlan {
  const outcome = readContents(contents, '汇编.docx')
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.draft
}

/** A grid whose blank cells below a filled one are merged into it, up to the next row of its task. */
function mergedGrid(rows: readonly PrintedRow[], isStart: (row: PrintedRow) => boolean): Contents {
  const cells = rows.flatMap((row, at) =>
    row.flatMap((text, column): GridCell[] => {
      if (text === '' && at > 1) return []
      const isIndicator = column >= 5 && column <= 8
      const below = rows.slice(at + 1).findIndex((next) => next[column] !== '' || isStart(next))
      const rest = below < 0 ? rows.length - at - 1 : below
      const place = { row: at + 1 }
      const pieces = text === '' ? [] : [{ at: place, text }]
      const rowSpan = isIndicator || at < 2 ? 1 : rest + 1
      return [{ at: place, row: at, column, rowSpan, colSpan: 1, pieces }]
    }),
  )
  const head = { kind: 'words' as const, pieces: [{ at: {}, text: title }] }
  return {
    blocks: [head, { kind: 'grid', name: null, rows: rows.length, columns: 12, cells }],
    repairs: [],
    remarks: [],
  }
}

const allRows = sampleParts.flatMap(({ heading, groups }) => [
  headingRow(heading),
  ...groups.flatMap((group) => [headingRow(group.heading), ...group.tasks.flatMap(rowsOf)]),
])

describe('the same compilation', () => {
  it('comes out of a table with merged cells', () => {
    const isStart = ([first = '']: PrintedRow) => first !== ''
    const draft = draftOf(mergedGrid([topHeader, lowHeader, ...allRows], isStart))
    expect(facts(draft)).toEqual(facts(clean))
    expect(draft.doubts).toEqual([])
    expect(draft.leftovers).toEqual([])
  })

  it('comes out of cells that are filled down', async () => {
    const filled = (one: SampleTask): string[][] => {
      const rows = rowsOf(one)
      return rows.map((row, at) =>
        row.map((text, column) => {
          const above = rows.slice(0, at + 1).findLast((before) => before[column] !== '')
          return text === '' ? (above?.[column] ?? '') : text
        }),
      )
    }
    const draft = await compiledDraft(compiledText(sampleParts, filled))
    expect(facts(draft)).toEqual(facts(clean))
    expect(draft.doubts).toEqual([])
  })

  it('comes out of lines that lost the blank cells at their ends', async () => {
    const text = compiledText(sampleParts).replace(/\t+$/gm, '')
    expect(facts(await compiledDraft(text))).toEqual(facts(clean))
  })

  it('comes out below a header in one row', async () => {
    const header = lowHeader.map((word, at) => word || (topHeader[at] ?? ''))
    const draft = await compiledDraft(textOf([header, ...allRows], title))
    expect(facts(draft)).toEqual(facts(clean))
  })

  it('comes out of pages that print part of it each', async () => {
    const at = allRows.findIndex(([first]) => first === '2')
    const pages = [...allRows.slice(0, at), topHeader, lowHeader, ...allRows.slice(at)]
    const draft = await compiledDraft(textOf([topHeader, lowHeader, ...pages], title))
    expect(facts(draft)).toEqual(facts(clean))
    expect(draft.repairs).toEqual([{ kind: 'repeated_header', count: 1 }])
  })
})

describe('compilations of other columns', () => {
  it('have a rate for the task alone', async () => {
    const header = ['序号', '重点工作', '完成率', '指标名称', '目标值', '当前值', '责任单位']
    const rows = [
      ['1', '稳定茶园面积。', '75%', '茶园面积', '4万亩', '3万亩', '区农业农村局'],
      ['', '', '', '茶农培训', '30人', '30人', ''],
      ['2', '开办夜校。', '50%', '夜校数', '6所', '3所', '区教育局'],
    ]
    const draft = await compiledDraft(textOf([header, ...rows], title))
    expect(draft.tasks.map(({ seq, rate, items }) => [seq, rate, items])).toEqual([
      [
        1,
        75,
        [
          {
            title: '',
            rate: null,
            indicators: [
              { name: '茶园面积', target: '4万亩', current: '3万亩', rate: null },
              { name: '茶农培训', target: '30人', current: '30人', rate: null },
            ],
          },
        ],
      ],
      [
        2,
        50,
        [
          {
            title: '',
            rate: null,
            indicators: [{ name: '夜校数', target: '6所', current: '3所', rate: null }],
          },
        ],
      ],
    ])
    expect(draft.doubts).toEqual([])
  })

  it('have leaders in a column, rates without a sign, and no items', async () => {
    const header = [
      '序号',
      '工作任务',
      '完成率',
      '量化指标',
      '目标值',
      '当前值',
      '完成率',
      '牵头领导',
      '牵头单位',
      '配合单位',
    ]
    const row = [
      '1',
      '开办夜校。',
      '62.5',
      '夜校数',
      '6所',
      '6所',
      '100',
      '白知秋',
      '区教育局',
      '各镇街',
    ]
    const rows = [row, ['', '', '', '学员数', '800人', '200人', '25', '', '', '']]
    const draft = await compiledDraft(textOf([header, ...rows], title))
    expect(draft.tasks[0]).toMatchObject({
      rate: 62.5,
      duties: [
        { role: 'lead_leader', name: '白知秋' },
        { role: 'lead_unit', name: '区教育局', lead: true },
        { role: 'co_unit', name: '各镇街', lead: false },
      ],
      items: [{ title: '', indicators: [{ rate: 100 }, { rate: 25 }] }],
    })
    expect(draft.doubts).toEqual([])
  })

  it('have items without indicators', async () => {
    const header = ['序号', '重点工作', '完成率', '细化项目', '完成率', '责任单位']
    const rows = [
      ['1', '修缮渡口。', '60%', '南渡改造。', '80%', '区交通局'],
      ['', '', '', '北渡改造。', '40%', ''],
    ]
    const draft = await compiledDraft(textOf([header, ...rows], title))
    expect(draft.tasks[0]).toMatchObject({
      rate: 60,
      items: [
        { title: '南渡改造。', rate: 80, indicators: [] },
        { title: '北渡改造。', rate: 40, indicators: [] },
      ],
    })
    expect(draft.doubts).toEqual([])
  })
})

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

describe('with generated faults', () => {
  it('comes out equal, or doubted', async () => {
    await fc.assert(
      fc.asyncProperty(tasks, faults, async (samples, wanted) => {
        const whole = await compiledDraft(
          textOf([topHeader, lowHeader, ...samples.flatMap(rowsOf)], title),
        )
        const rows = damage(samples.flatMap(rowsOf), wanted)
        const draft = await compiledDraft(textOf([topHeader, lowHeader, ...rows], title))
        const read = facts(draft)
        for (const [at, task] of facts(whole).entries()) {
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
        expect(unaccounted(contents, draftOf(contents))).toEqual([])
      }),
      { numRuns: 20 },
    )
  })
})
