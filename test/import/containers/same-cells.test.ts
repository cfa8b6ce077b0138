import { describe, expect, it } from 'vitest'
import {
  contentsOf,
  firstGrid,
  fixture,
  gridsOf,
  overlaps,
  printed,
  wordsOf,
} from './read-fixture.ts'

const industry = '产业发展行动'
const building = '城乡建设行动'
const header = '序号 分类 重点工作任务 时间节点要求 牵头区领导 责任单位 推进形式 责任人'.split(' ')
const table = [
  header,
  [
    '1',
    industry,
    '智慧农场行动。建成智慧农场3个，完成投资1.2亿元。',
    '3月底前完成选址；/6月底前开工建设2个；/12月底前累计建成3个。',
    '贺明远',
    '*区农业农村局/区发改局',
    '每月例会推进',
    '高  朗/林知夏',
  ],
  [
    '2',
    industry,
    '商贸提升行动。引进首店20家。',
    '6月底前引进8家；/12月底前累计引进20家。',
    '白知秋',
    '*区商务局/各镇街',
    '每周评比通报',
    '顾长风',
  ],
  [
    '3',
    building,
    '道路畅通行动。改造道路5条，“断头路”清零。',
    '4月底前完成招标；/11月底前完工。',
    '*贺明远/白知秋',
    '*区交通局/青禾城投集团',
    '现场督办+PPT汇报/每月督查通报',
    '祝  青',
  ],
  [
    '4',
    building,
    '老旧小区改造行动。改造小区12个，惠及居民≥3000户。',
    '9月底前累计改造8个；/12月底前累计改造12个。',
    '白知秋',
    '*区住建局',
    '每月督查通报',
    '封  雪/纪安之',
  ],
  [
    '5',
    building,
    '口袋公园行动。建成口袋公园6个。',
    '10月底前建成6个。',
    '贺明远',
    '*区园林中心/各镇街',
    '比学赶超',
    '姜  禾',
  ],
]

/** Without padding, of which web pages keep less, and the dot behind their list numbers. */
const plain = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.map((words) => words.replace(/ +/g, '').replace(/^(\d)\.$/, '$1')))

describe('one table, saved by another program in each format', () => {
  it.each(['docx', 'doc'])('.%s gives its cells, automatic numbers among them', async (kind) => {
    const contents = await contentsOf(fixture(`qinghe-2026.${kind}`), `表.${kind}`)
    expect(contents.blocks.map((block) => block.kind)).toEqual(['words', 'grid', 'words'])
    expect(printed(firstGrid(contents))).toEqual(table)
    expect(overlaps(firstGrid(contents))).toEqual([])
    expect(wordsOf(contents)).toEqual([
      '青禾区2026年度重点工作任务分解表',
      '（带*为牵头单位）',
      '说明：本表由区督查室负责解释。',
    ])
  })

  it('.pdf gives its cells from their rulings, lines that the cell broke put together', async () => {
    const contents = await contentsOf(fixture('qinghe-2026.pdf'), '表.pdf')
    expect(plain(printed(firstGrid(contents)))).toEqual(plain(table))
    expect(firstGrid(contents).cells[0]?.at).toEqual({ page: 1, row: 1 })
    expect(wordsOf(contents)).toEqual([
      '青禾区2026年度重点工作任务分解表',
      '（带*为牵头单位）',
      '说明：本表由区督查室负责解释。',
    ])
  })

  it('.html of a word processor gives its cells', async () => {
    const contents = await contentsOf(fixture('qinghe-2026.html'), '表.html')
    expect(plain(printed(firstGrid(contents)))).toEqual(plain(table))
  })

  it.each(['qinghe-2026.html', 'qinghe-2026-sheet.html'])(
    'the page %s gives the same when an office system calls it .xls or .doc',
    async (file) => {
      const page = await contentsOf(fixture(file), '表.html')
      expect(await contentsOf(fixture(file), '表.xls')).toEqual(page)
      expect(await contentsOf(fixture(file), '表.doc')).toEqual(page)
    },
  )

  it.each(['xlsx', 'xls'])('.%s gives its cells, without what is hidden', async (kind) => {
    const contents = await contentsOf(fixture(`qinghe-2026.${kind}`), `表.${kind}`)
    const [main, progress, ...more] = gridsOf(contents)
    if (!main || !progress) throw new Error('a sheet is missing')
    expect(printed(main).slice(2)).toEqual(table)
    expect(new Set(printed(main)[0])).toEqual(new Set(['青禾区2026年度重点工作任务分解表']))
    expect(overlaps(main)).toEqual([])
    expect([main.name, progress.name, more]).toEqual(['分解表', '进度', []])
    // Row 6 of the sheet is hidden: the third task stands in row 7.
    expect(main.cells.find(({ row }) => row === 5)?.at).toEqual({ sheet: '分解表', row: 7 })
    expect(contents.remarks).toEqual([
      '工作表“分解表”有1 行是隐藏的，未读取。',
      '工作表“底稿”是隐藏的，未读取。',
    ])
  })

  it.each(['xlsx', 'xls', 'ods'])('.%s gives numbers and dates as they print', async (kind) => {
    const contents = await contentsOf(fixture(`qinghe-2026.${kind}`), `表.${kind}`)
    const progress = gridsOf(contents).find(({ name }) => name === '进度')
    expect(progress && printed(progress)).toEqual([
      ['完成率', '85.4%'],
      ['填报日期', '2026年3月2日'],
      ['投资（万元）', '12,345.50'],
    ])
  })

  it('.csv in GB18030 gives its cells, the merged ones once', async () => {
    const grid = firstGrid(await contentsOf(fixture('qinghe-2026.csv'), '表.csv'))
    const once = (rows: string[][]) =>
      rows.map((row, at) =>
        row.map((words, column) =>
          at > 0 && column === 1 && rows[at - 1]?.[1] === words ? '' : words,
        ),
      )
    const rows = printed(grid).filter(([first]) => first !== '旧稿，不打印')
    expect(rows.slice(2)).toEqual(once(table))
    // Four line breaks inside quotes: the next record begins five lines further on.
    const lines = grid.cells.filter(({ column }) => column === 0).map(({ at }) => at.line)
    expect(lines.slice(2, 6)).toEqual([3, 4, 9, 12])
  })
})
