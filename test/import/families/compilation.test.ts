import { describe, expect, it } from 'vitest'
import type { DraftPlan, DraftTask } from '../../../src/domain/draft-plan.ts'
import {
  compiledDraft,
  compiledFacts,
  compiledText,
  headingRow,
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

const clean = await compiledDraft(compiledText(sampleParts))
const shapes = (task: DraftTask | undefined) =>
  task?.items.map(({ title, rate, indicators }) => [
    title,
    rate,
    indicators.map(({ name }) => name),
  ])
const title = '2025年清湾区重点工作完成情况汇编'
const tableOf = (rows: readonly PrintedRow[]) => textOf([topHeader, lowHeader, ...rows], title)
const kinds = ({ doubts }: DraftPlan) => doubts.map(({ kind }) => kind)

/** A row that lost so many blank cells at its beginning. */
const shifted = (row: PrintedRow, by: number): string[] => [
  ...row.slice(by),
  ...Array<string>(by).fill(''),
]
const [first] = sampleParts[0]?.groups[0]?.tasks ?? []
const task: SampleTask = first ?? taskOf(1, '', [])
const rows = rowsOf(task)
const row = (at: number): string[] => rows[at] ?? []

describe('a compilation', () => {
  it('has its head, sections, leaders and units', () => {
    expect(clean.plan).toMatchObject({
      title: '2025年度清湾区重点工作三季度完成情况汇编',
      year: 2025,
      kind: 'compilation',
    })
    expect(clean.tasks.map(({ seq, section }) => [seq, ...section])).toEqual([
      [1, '区政府工作报告2025年重点工作', '鲁明远副区长牵头重点工作'],
      [2, '区政府工作报告2025年重点工作', '鲁明远副区长牵头重点工作'],
      [3, '区政府工作报告2025年重点工作', '白知秋同志牵头重点工作'],
      [1, '区民生实事', '鲁明远副区长牵头重点工作'],
    ])
    expect(clean.tasks[2]?.duties).toEqual([
      { role: 'lead_leader', name: '白知秋同志', lead: false },
      { role: 'lead_unit', name: '区教育局', lead: true },
    ])
    expect(clean.tasks[3]?.duties.slice(1)).toEqual([
      { role: 'lead_unit', name: '区城管局', lead: true },
      { role: 'co_unit', name: '各镇街', lead: false },
    ])
  })

  it('has tasks, items, indicators and rates as printed, and nothing to doubt', () => {
    expect(clean.tasks[0]).toMatchObject({
      title: null,
      text: '加强粮食保障，稳定茶园面积。',
      rate: 64.45,
      highlights: '加强粮食保障，稳定茶园面积。推进顺利。',
      problems: '抓好收尾。',
      milestones: [],
    })
    expect(clean.tasks[1]?.title).toBe('修缮渡口')
    expect(clean.tasks[0]?.items[1]).toEqual({
      title: '建立外地订单基地，调入粮食。',
      rate: 66.67,
      indicators: [
        { name: '基地数', target: '35个', current: '35个', rate: 100 },
        { name: '基地面积', target: '70万亩', current: '77万亩', rate: 110 },
        { name: '调入量', target: '20万吨', current: '0万吨', rate: 0 },
      ],
    })
    expect(clean.doubts).toEqual([])
    expect(clean.leftovers).toEqual([])
    expect(clean.repairs).toEqual([])
  })
})

describe('rows that a conversion damaged', () => {
  const whole = compiledFacts({ tasks: clean.tasks.slice(0, 1) }).map(
    ({ section: _, duties: __, ...rest }) => rest,
  )
  const read = async (printed: readonly PrintedRow[]) => {
    const draft = await compiledDraft(tableOf(printed))
    return { draft, read: compiledFacts(draft).map(({ section: _, duties: __, ...rest }) => rest) }
  }

  it.each<[string, string[][], string]>([
    [
      'lost the blank cells before an item',
      [row(0), shifted(row(1), 3), ...rows.slice(2)],
      'shifted_row',
    ],
    [
      'lost those before an indicator',
      [row(0), row(1), shifted(row(2), 5), ...rows.slice(3)],
      'shifted_row',
    ],
    ['lost two of them', [row(0), row(1), shifted(row(2), 2), ...rows.slice(3)], 'shifted_row'],
    [
      'lost some on every row',
      [row(0), ...rows.slice(1).map((one, at) => shifted(one, at % 2 ? 3 : 2))],
      'shifted_row',
    ],
    [
      'have an item’s rate before its words',
      [
        row(0),
        [...row(1).slice(0, 3), row(1)[4] ?? '', row(1)[3] ?? '', ...row(1).slice(5)],
        ...rows.slice(2),
      ],
      'shifted_row',
    ],
    [
      'have figures apart from their names',
      [
        row(0),
        row(1),
        [...row(2).slice(5, 6), '', '', ...row(2).slice(6), '', '']
          .concat('', '', '', '')
          .slice(0, 12),
        ...rows.slice(3),
      ],
      'shifted_row',
    ],
    [
      'print items above their indicators’ rows',
      [
        row(0),
        row(1),
        [...row(4).slice(0, 5), ...row(2).slice(5)],
        row(3),
        [...row(2).slice(0, 5), ...row(4).slice(5)],
        row(5),
      ],
      'row_paired_by_rate',
    ],
    [
      'print an item’s rate again beside its second indicator',
      [
        row(0),
        row(1),
        [...row(2).slice(0, 4), row(1)[4] ?? '', ...row(2).slice(5)],
        ...rows.slice(3),
      ],
      'repeated_cell',
    ],
  ])('%s', async (_, printed, repair) => {
    const { draft, read: found } = await read(printed)
    expect(found).toEqual(whole)
    expect(draft.repairs.map(({ kind }) => kind)).toContain(repair)
    expect(draft.doubts).toEqual([])
  })

  it('are put together over a page, with all their words', async () => {
    const cut = (text: string, at: number) => [text.slice(0, at), text.slice(at)] as const
    const [text, restOfText] = cut(task.text, 6)
    const [item, restOfItem] = cut(task.items[1]?.title ?? '', 8)
    const [told, restOfTold] = cut(task.highlights, 9)
    const top = [row(0)[0] ?? '', text, ...row(0).slice(2, 10), told, row(0)[11] ?? '']
    const below = ['', restOfText, '', restOfItem, '', ...row(2).slice(5, 10), restOfTold, '']
    const broken = [...row(1).slice(0, 3), item, ...row(1).slice(4)]
    const { draft, read: found } = await read([
      top,
      broken,
      topHeader,
      lowHeader,
      below,
      ...rows.slice(3),
    ])
    expect(found).toEqual(whole)
    expect(draft.doubts).toEqual([])
    expect(draft.repairs).toEqual([
      { kind: 'repeated_header', count: 1 },
      { kind: 'cut_row', count: 3 },
    ])
  })

  it('leave marks of HTML behind, in headings and glued rows too', async () => {
    const paragraphs = (...parts: readonly string[]) =>
      parts.map((part) => `<p>${part}</p>`).join(' ')
    const [one, other] = task.items
    const glue = (of: (item: NonNullable<typeof one>) => string) =>
      paragraphs(...[one, other].map((item) => (item ? of(item) : '')))
    const short = taskOf(1, task.text, [
      itemOf(one?.title ?? '', one?.indicators ?? []),
      itemOf(other?.title ?? '', other?.indicators.slice(0, 1) ?? []),
    ])
    const glued = [
      '1',
      task.text,
      short.rate,
      glue(({ title: words }) => words),
      paragraphs(...short.items.map(({ rate }) => rate)),
      glue(({ indicators: [indicator] }) => indicator?.name ?? ''),
      glue(({ indicators: [indicator] }) => indicator?.target ?? ''),
      glue(({ indicators: [indicator] }) => indicator?.current ?? ''),
      glue(({ indicators: [indicator] }) => indicator?.rate ?? ''),
      '区农业农村局',
      paragraphs('一、甲。', '二、乙。'),
      '',
    ]
    const heading = headingRow('<b>（一）鲁明远副区长牵头重点工作</b>')
    const draft = await compiledDraft(tableOf([heading, glued]))
    const { items, duties, highlights } = draft.tasks[0] ?? {}
    expect(items?.map(({ title: words, rate }) => `${words}${rate}%`)).toEqual(
      short.items.map(({ title: words, rate }) => words + rate),
    )
    expect(items?.map(({ indicators }) => indicators.length)).toEqual([1, 1])
    expect(duties?.[0]).toEqual({ role: 'lead_leader', name: '鲁明远副区长', lead: false })
    expect(highlights).toBe('一、甲。二、乙。')
    expect(draft.doubts).toEqual([])
  })

  it('give a task its last rows back that are printed below the next number', async () => {
    const [next] = sampleParts[0]?.groups[0]?.tasks.slice(1) ?? []
    const following = next ?? task
    const nextRows = rowsOf(following)
    const lead = nextRows[0] ?? []
    const last = rows.slice(4)
    const mixed = [...lead.slice(0, 3), ...(last[0] ?? []).slice(3, 9), ...lead.slice(9)]
    const own = [...Array<string>(3).fill(''), ...lead.slice(3, 9), '', '', '']
    const draft = await compiledDraft(
      tableOf([
        ...rows.slice(0, 4),
        topHeader,
        lowHeader,
        mixed,
        ...last.slice(1),
        own,
        ...nextRows.slice(1),
      ]),
    )
    expect(draft.tasks.map(shapes)).toEqual([shapes(clean.tasks[0]), shapes(clean.tasks[1])])
    expect(kinds(draft)).toEqual(['column_guess'])
  })

  it('are doubted where nothing proves them', async () => {
    const wrong = [...row(1).slice(3, 8), '71%', ...Array<string>(6).fill('')]
    const { draft, read: found } = await read([row(0), wrong, ...rows.slice(2)])
    expect(found[0]?.items[1]?.indicators[0]).toMatchObject({ name: '基地数', rate: 71 })
    expect(kinds(draft)).toEqual(expect.arrayContaining(['column_guess', 'rate_mismatch']))
  })
})
