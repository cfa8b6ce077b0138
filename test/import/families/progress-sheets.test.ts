import { describe, expect, it } from 'vitest'
import { inlineCell, xlsxOf } from '../containers/made-files.ts'
import { contentsOf as contentsOfBytes } from '../containers/read-fixture.ts'
import { contents, draftOfContents, sheet } from '../grid-table.ts'

const header = ['序号', '年度目标任务', '进展情况', '责任单位']
const economy = [
  ['1', '改造茶园12片。', '完成7片。', '农业农村局'],
  ['2', '修缮渡口4处。', '完成。', '交通运输局'],
]
const welfare = [
  ['1', '开办夜校6所。', '已开办6所。', '教育局'],
  ['2', '建公园2个。', '已开工。', '城管局'],
]
const rowsOf = (draft: ReturnType<typeof draftOfContents>) =>
  draft.tasks.map(({ seq, section, text }) => [seq, section.join('/'), text])

describe('a workbook of several sheets', () => {
  it('gives the tasks of each below its name, whatever their numbers', () => {
    const draft = draftOfContents(
      contents(
        ...sheet([header, ...economy], '经济发展').blocks,
        ...sheet([header, ...welfare], '民生实事').blocks,
      ),
    )
    expect(rowsOf(draft)).toEqual([
      [1, '经济发展', '改造茶园12片。'],
      [2, '经济发展', '修缮渡口4处。'],
      [1, '民生实事', '开办夜校6所。'],
      [2, '民生实事', '建公园2个。'],
    ])
    expect(draft.doubts).toEqual([])
  })

  it('takes counts of tasks for none, and neither title nor issuer from them', () => {
    const summary = [
      ['单位', '任务数', '完成率'],
      ['农业农村局', '2', '50%'],
      ['教育局', '1', '100%'],
    ]
    const cover = [[{ text: '2025年重点工作半年度进展情况', columns: 3 }], ...summary]
    const read = (first: Parameters<typeof sheet>[0]) =>
      draftOfContents(
        contents(...sheet(first, '汇总').blocks, ...sheet([header, ...economy], '明细').blocks),
        '2025年进展.xlsx',
      )
    const draft = read(summary)
    expect(rowsOf(draft).map(([seq]) => seq)).toEqual([1, 2])
    expect(draft.plan).toMatchObject({ title: '2025年进展', issuer: null })
    expect(draft.leftovers.map(({ text }) => text)).toEqual(summary.flat())
    expect(read(cover).plan.title).toBe('2025年重点工作半年度进展情况')
  })

  it('has no tasks of rows and sheets that are hidden, and says so', async () => {
    const line = (row: number, cells: readonly string[], hidden = '') =>
      `<row r="${row}"${hidden}>${cells.map((cell, at) => inlineCell(`${'ABCD'[at]}${row}`, cell)).join('')}</row>`
    const bytes = xlsxOf(
      `<sheetData>${line(1, header)}${line(2, economy[0] ?? [])}${line(3, welfare[0] ?? [], ' hidden="1"')}${line(4, economy[1] ?? [])}</sheetData>`,
    )
    const draft = draftOfContents(await contentsOfBytes(bytes, '进展.xlsx'))
    expect(draft.tasks.map(({ text, source }) => [text, source.row])).toEqual([
      ['改造茶园12片。', 2],
      ['修缮渡口4处。', 4],
    ])
    expect(draft.remarks).toEqual(['工作表“表一”有1 行是隐藏的，未读取。'])
  })
})

describe('a list', () => {
  it('goes on where its header is printed again in other words', () => {
    const again = ['编号', '工作任务', '完成情况', '牵头单位']
    const more = welfare.map((row, at) => row.with(0, String(at + 3)))
    const draft = draftOfContents(sheet([header, ...economy, again, ...more], null))
    expect(draft.tasks.map(({ seq, progress }) => [seq, progress])).toEqual([
      [1, '完成7片。'],
      [2, '完成。'],
      [3, '已开办6所。'],
      [4, '已开工。'],
    ])
  })

  it('counts beyond four digits', () => {
    const numbers = [9998, 9999, 10_000, 10_001]
    const rows = numbers.map((one) => [String(one), `改造茶园${one}片。`, '已完成。', '农业农村局'])
    const draft = draftOfContents(sheet([header, ...rows], null))
    expect(draft.tasks.map(({ seq }) => seq)).toEqual(numbers)
    expect(draft.doubts.map(({ kind }) => kind)).toEqual(['seq_gap'])
  })
})
