import { describe, expect, it } from 'vitest'
import type { Contents, GridCell } from '../../../src/import/table.ts'
import {
  compiledDraft,
  compiledFacts,
  compiledText,
  headingRow,
  lowHeader,
  type PrintedRow,
  rowsOf,
  type SampleTask,
  sampleParts,
  textOf,
  topHeader,
} from '../compiled-table.ts'
import { draftOfContents } from '../grid-table.ts'

const clean = await compiledDraft(compiledText(sampleParts))
const title = '2025年度清湾区重点工作三季度完成情况汇编'

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
    const draft = draftOfContents(
      mergedGrid([topHeader, lowHeader, ...allRows], isStart),
      '汇编.docx',
    )
    expect(compiledFacts(draft)).toEqual(compiledFacts(clean))
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
    expect(compiledFacts(draft)).toEqual(compiledFacts(clean))
    expect(draft.doubts).toEqual([])
  })

  it('comes out of lines that lost the blank cells at their ends', async () => {
    const text = compiledText(sampleParts).replace(/\t+$/gm, '')
    expect(compiledFacts(await compiledDraft(text))).toEqual(compiledFacts(clean))
  })

  it('comes out below a header in one row', async () => {
    const header = lowHeader.map((word, at) => word || (topHeader[at] ?? ''))
    const draft = await compiledDraft(textOf([header, ...allRows], title))
    expect(compiledFacts(draft)).toEqual(compiledFacts(clean))
  })

  it('comes out of pages that print part of it each', async () => {
    const at = allRows.findIndex(([first]) => first === '2')
    const pages = [...allRows.slice(0, at), topHeader, lowHeader, ...allRows.slice(at)]
    const draft = await compiledDraft(textOf([topHeader, lowHeader, ...pages], title))
    expect(compiledFacts(draft)).toEqual(compiledFacts(clean))
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
