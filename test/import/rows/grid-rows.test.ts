import { describe, expect, it } from 'vitest'
import type { DraftTask, DutyRole } from '../../../src/domain/draft-plan.ts'
import type { Contents } from '../../../src/import/table.ts'
import { unaccounted } from '../accounting.ts'
import { type CellLines, draftOf, dump, usualHeader, usualRows } from '../dumped-table.ts'
import { contents, draftOfContents, type Spanned, sheet } from '../grid-table.ts'

const facts = ({ tasks }: { readonly tasks: readonly DraftTask[] }) =>
  tasks.map(({ source: _, ...task }) => task)
const usual = facts(draftOf(dump({ rows: usualRows })))
const names = (task: DraftTask | undefined, role: DutyRole) =>
  task?.duties.filter((duty) => duty.role === role).map(({ name }) => name)

const title = '2025年度清湾区重点任务分解表'
const across = (text: CellLines, columns = usualHeader.length): Spanned[] => [
  { text, columns },
  ...Array.from({ length: columns - 1 }, () => null),
]
const numbered = usualRows.map((row, at): Spanned[] => [String(at + 1), ...row])
const head: Spanned[][] = [across(title), across('（带*为牵头单位）'), usualHeader]

/** Reads a sheet, and makes sure that no word of it gets lost. */
function read(made: Contents, fileName?: string) {
  const draft = draftOfContents(made, fileName)
  expect(unaccounted(made, draft)).toEqual([])
  return draft
}

describe('a table in rows and columns', () => {
  it('gives what its dump gives, with its places', () => {
    const draft = read(sheet([...head, ...numbered]))
    expect(facts(draft)).toEqual(usual)
    expect(draft.plan).toMatchObject({ title, year: 2025 })
    expect(draft.doubts).toEqual([])
    expect(draft.leftovers).toEqual([])
    expect(draft.tasks[1]?.source).toEqual({ sheet: '分解表', row: 5 })
  })

  it('is found below the words of a notice', () => {
    const words = ['清湾区人民政府办公室', title].map((text, at) => ({
      at: { line: at + 1 },
      text,
    }))
    const { blocks } = sheet([usualHeader, ...numbered])
    const draft = read(contents({ kind: 'words', pieces: words }, ...blocks))
    expect(facts(draft)).toEqual(usual)
    expect(draft.plan).toMatchObject({ title, issuer: '清湾区人民政府办公室' })
  })

  it('goes on behind a page break, with its header again', () => {
    const [one = [], two = [], three = []] = numbered
    const draft = read(sheet([...head, one, two, usualHeader, three]))
    expect(facts(draft)).toEqual(usual)
    expect(draft.repairs).toContainEqual({ kind: 'repeated_header', count: 1 })
    const parts = contents(
      ...sheet([...head, one, two]).blocks,
      ...sheet([usualHeader, three]).blocks,
    )
    expect(facts(draftOfContents(parts))).toEqual(usual)
  })

  it('joins a row that a page break cut', () => {
    const [one = [], two = [], three = []] = numbered
    const cut = [
      [
        '1',
        '茶园提质行动。改造茶园12片，',
        ['3月底前完成选址。', '9月底前累计改造茶园'],
        ...one.slice(3),
      ],
      [
        null,
        '带动农户300户。',
        ['8片。', '12月底前累计改造茶园12片，带动农户300户。'],
        null,
        null,
        null,
        null,
      ],
    ]
    const draft = read(sheet([...head, ...cut, two, three]))
    expect(facts(draft)).toEqual(usual)
    expect(draft.repairs).toContainEqual({ kind: 'wrapped_cells', count: 1 })
  })

  it('takes the further lines of a merged row together', () => {
    const [one = [], two = [], three = []] = numbered
    const lines = two[2] as string[]
    const merged = (cell: Spanned | undefined): Spanned => ({ text: cell as CellLines, rows: 2 })
    const first = two.map((cell, at): Spanned => (at === 2 ? (lines[0] ?? null) : merged(cell)))
    const second = two.map((_, at): Spanned => (at === 2 ? (lines[1] ?? null) : null))
    expect(facts(read(sheet([...head, one, first, second, three])))).toEqual(usual)
  })

  it.each<[string, Spanned[][], string[][]]>([
    ['across', [across('（一）乡村行动')], [['乡村行动']]],
    ['in its first cell', [['乡村行动', null, null, null, null, null, null]], [['乡村行动']]],
    ['with its number apart', [['一', '乡村行动', null, null, null, null, null]], [['乡村行动']]],
    ['of two levels', [across('一、兴业'), across('（一）乡村')], [['兴业', '乡村']]],
  ])('reads a heading %s', (_, heading, path) => {
    const draft = read(sheet([...head, ...heading, ...numbered]))
    expect(draft.tasks.map(({ section }) => section)).toEqual(numbered.map(() => path[0]))
    expect(draft.leftovers).toEqual([])
  })

  it.each<[string, Spanned[]]>([
    ['merged', [{ text: '一、乡村', rows: 2 }, null, '惠民']],
    ['blank below', ['乡村', '', '惠民']],
    ['printed again', ['乡村', '乡村', '（二）惠民']],
  ])('carries a category down, %s', (_, cells) => {
    const rows = numbered.map(([seq = null, ...rest], at) => [seq, cells[at] ?? null, ...rest])
    const header = ['序号', '类别', ...usualHeader.slice(1)]
    const draft = read(sheet([across(title, 8), header, ...rows]))
    expect(draft.tasks.map(({ section }) => section)).toEqual([['乡村'], ['乡村'], ['惠民']])
    expect(draft.doubts).toEqual([])
  })

  it('leaves notes and sums below the table over', () => {
    const below = [['合计', '3项', '', '', '', '', ''], across('注：本表由督查室解释。')]
    const draft = read(sheet([...head, ...numbered, ...below]))
    expect(facts(draft)).toEqual(usual)
    expect(draft.leftovers.map(({ text, row }) => [row, text])).toEqual([
      [7, '合计'],
      [7, '3项'],
      [8, '注：本表由督查室解释。'],
    ])
  })

  it('reads a header of two rows', () => {
    const top: Spanned[] = [
      { text: '序号', rows: 2 },
      { text: '重点工作任务', rows: 2 },
      { text: '时间节点要求', rows: 2 },
      { text: '责任体系', columns: 3 },
      null,
      null,
      { text: '推进形式', rows: 2 },
    ]
    const below: Spanned[] = [null, null, null, '牵头区领导', '责任单位', '责任人', null]
    const rows = numbered.map(([a, b, c, d, e, form, persons]) => [a, b, c, d, e, persons, form])
    const made = sheet([
      across(title),
      across('（带*为牵头单位）'),
      top,
      below,
      ...(rows as Spanned[][]),
    ])
    expect(facts(read(made))).toEqual(usual)
  })
})

describe('tables of another cut', () => {
  it('numbers a table without a column of numbers by place, with one doubt', () => {
    const rows = usualRows.map((row): Spanned[] => [...row])
    const draft = read(sheet([across(title, 6), usualHeader.slice(1), ...rows]))
    expect(facts(draft)).toEqual(usual)
    expect(draft.doubts).toEqual([expect.objectContaining({ kind: 'seq_restored', taskSeq: null })])
    const cells = [...usualHeader.slice(1), ...usualRows.flat()]
    const text = cells.map((cell) => `\t${typeof cell === 'string' ? cell : cell.join('\n')}`)
    expect(facts(draftOf([title, '（带*为牵头单位）', ...text].join('\n')))).toEqual(usual)
  })

  it('takes a column a quarter, a half year or a month for its date', () => {
    const header = ['序号', '工作任务', '一季度', '上半年', '9月底前', '全年（12月）', '责任单位']
    const rows = [
      [
        '1',
        '改造茶园12片。',
        '完成选址',
        ['1.改造4片；', '2.带动100户。'],
        '改造8片',
        '改造12片',
        '区农业农村局',
      ],
      ['2', '开办夜校6所。', '/', '开办2所', null, '6月底前2所，12月底前6所', '区教育局'],
    ]
    const draft = read(sheet([across(title), header, ...rows]))
    const nodes = draft.tasks.map(({ milestones }) =>
      milestones.map(({ due, text }) => [due.slice(5), text]),
    )
    expect(nodes).toEqual([
      [
        ['03-31', '完成选址'],
        ['06-30', '1.改造4片；2.带动100户'],
        ['09-30', '改造8片'],
        ['12-31', '改造12片'],
      ],
      [
        ['06-30', '开办2所'],
        ['06-30', '2所'],
        ['12-31', '6所'],
      ],
    ])
    expect(draft.leftovers.map(({ text }) => text)).toEqual(['/'])
    expect(draft.doubts.filter(({ kind }) => kind === 'damaged_date')).toEqual([])
  })

  it('takes a limit for the one node of its task', () => {
    const header = ['序号', '工作任务', '完成时限', '责任单位']
    const rows = ['2025年6月底前', '6月30日', '全年', '年底前', '2025-09-15', '长期坚持'].map(
      (limit, at) => [String(at + 1), `办好第${at + 1}件事。`, limit, '区教育局'],
    )
    const draft = read(sheet([across(title, 4), header, ...rows]))
    expect(draft.tasks.map(({ milestones }) => milestones.map(({ due }) => due.slice(5)))).toEqual([
      ['06-30'],
      ['06-30'],
      ['12-31'],
      ['12-31'],
      ['09-15'],
      [],
    ])
    expect(draft.leftovers.map(({ text }) => text)).toEqual(['长期坚持'])
  })

  it('takes units and their persons apart where they share a column', () => {
    const header = ['序号', '工作任务', '完成时限', '责任单位及责任人']
    const rows = [
      ['区农业农村局 姜  禾', '区财政局：顾长风'],
      ['区教育局（封雪）、区民政局（纪安之）'],
      ['区交通局', '祝青'],
      ['区委组织部(人才办)'],
    ].map((cell, at) => [String(at + 1), `办好第${at + 1}件事。`, '6月底前', cell])
    const { tasks } = read(sheet([across(title, 4), header, ...rows]))
    const units = (task: DraftTask) => [
      ...(names(task, 'lead_unit') ?? []),
      ...(names(task, 'co_unit') ?? []),
    ]
    expect(tasks.map((task) => [units(task), names(task, 'owner')])).toEqual([
      [
        ['区农业农村局', '区财政局'],
        ['姜禾', '顾长风'],
      ],
      [
        ['区教育局', '区民政局'],
        ['封雪', '纪安之'],
      ],
      [['区交通局'], ['祝青']],
      [['区委组织部(人才办)'], []],
    ])
  })
})
