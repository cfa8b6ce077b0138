import { describe, expect, it } from 'vitest'
import { line, pdfOf, rulings, words } from './made-pdf.ts'
import { contentsOf, firstGrid, overlaps, printed } from './read-fixture.ts'

const gridOf = async (...pages: readonly string[]) =>
  firstGrid(await contentsOf(pdfOf(pages), '表.pdf'))
const rows = async (...pages: readonly string[]) => printed(await gridOf(...pages))

/** Rows of words, each cell 3 points from its sides; the first line of a row 12 points below its top. */
const cellsAt = (xs: readonly number[], y: number, ...cells: readonly string[]) =>
  cells.map((cell, at) => (cell ? words((xs[at] ?? 0) + 3, y + 12, cell) : '')).join('')

describe('a row that a page of a PDF cut', () => {
  // 140 points less their sides hold 13 characters, the last column six.
  const xs = [50, 190, 330, 396]
  const header = (y: number) => cellsAt(xs, y, '项目内容', '目前进展情况', '责任单位')
  const full = '十'.repeat(13)

  it('is put together where no column has numbers: all its cells break off in mid-sentence', async () => {
    const first =
      rulings(xs, [100, 120, 140, 160]) +
      header(100) +
      cellsAt(xs, 120, '修路', '已完工', '甲局') +
      cellsAt(xs, 140, full, `${full.slice(1)}完`, '区人才办、区')
    const second =
      rulings(xs, [40, 60, 80]) +
      cellsAt(xs, 40, '公里', '成了。', '科技局') +
      cellsAt(xs, 60, '种树', '已完工', '丙局')
    expect(await rows(first, second)).toEqual([
      ['项目内容', '目前进展情况', '责任单位'],
      ['修路', '已完工', '甲局'],
      [`${full}公里`, `${full.slice(1)}完成了。`, '区人才办、区科技局'],
      ['种树', '已完工', '丙局'],
    ])
  })

  it.each([
    ['a cell ends with its sentence', `${full.slice(1)}。`, full],
    ['a cell had room for more', full, '已完工'],
    ['a cell begins an entry of its own', full, full, '3月底前完工'],
  ])('is none where %s', async (_what, task, progress, below = '成了。') => {
    const first =
      rulings(xs, [100, 120, 140]) + header(100) + cellsAt(xs, 120, task, progress, '区人才办、区')
    const second = rulings(xs, [40, 60]) + cellsAt(xs, 40, '公里', below, '科技局')
    expect(await rows(first, second)).toEqual([
      ['项目内容', '目前进展情况', '责任单位'],
      [task, progress, '区人才办、区'],
      ['公里', below, '科技局'],
    ])
  })

  it('may break off between figures and words, which stand a quarter apart', async () => {
    // Eleven points are free: a character fits, but not with the gap before it.
    const own = [50, 190, 257.5]
    const first =
      rulings(own, [100, 120, 140]) +
      cellsAt(own, 100, '项目内容', '目前进展情况') +
      cellsAt(own, 120, full, '已种树12')
    const second = rulings(own, [40, 60]) + cellsAt(own, 40, '公里', '棵树。')
    const [header = [], ...below] = await rows(first, second)
    expect(header.length).toBe(2)
    expect(below).toEqual([[`${full}公里`, '已种树12棵树。']])
  })

  it('is none where the cell above has lines to spare', async () => {
    const first =
      rulings(xs, [100, 120, 180]) + header(100) + cellsAt(xs, 120, full, full, '区人才办、区')
    const second = rulings(xs, [40, 60]) + cellsAt(xs, 40, '公里', '成了。', '科技局')
    expect((await rows(first, second)).length).toBe(3)
  })

  it.each([
    ['whole where the line was full', 256, '区发改局区交通局'],
    ['apart from the next where it was not', 276, '区发改局区/交通局'],
  ])('keeps the name of a unit %s', async (_what, right, units) => {
    const own = [50, 80, 200, right]
    const first =
      rulings(own, [100, 120, 140]) +
      cellsAt(own, 100, '序号', '任务', '单位') +
      cellsAt(own, 120, '1', '修路。', '区发改局区')
    const second =
      rulings(own, [40, 60, 80]) +
      cellsAt(own, 40, '', '架桥。', '交通局') +
      cellsAt(own, 60, '2', '种树', '丙局')
    expect(await rows(first, second)).toEqual([
      ['序号', '任务', '单位'],
      ['1', '修路。/架桥。', units],
      ['2', '种树', '丙局'],
    ])
  })
})

describe('merged cells that a page of a PDF cut', () => {
  const xs = [50, 80, 200, 320, 400]
  const header = cellsAt(xs, 100, '序号', '重点工作', '细化项目', '完成率')
  const down = (top: number, bottom: number) => xs.map((x) => line(x, top, x, bottom)).join('')
  /** Rows of which the first two columns are merged. */
  const merged = (...ys: readonly number[]) =>
    down(ys[0] ?? 0, ys.at(-1) ?? 0) +
    ys.map((y, at) => line(at === 0 || at === ys.length - 1 ? 50 : 200, y, 400, y)).join('')

  it('go on over the page, while its first row is a new one', async () => {
    const first =
      rulings(xs, [100, 120]) +
      header +
      merged(120, 140, 160) +
      cellsAt(xs, 120, '1', '修路，率先', '开工。', '50%') +
      cellsAt(xs, 140, '', '', '铺沥青。', '40%')
    const second =
      merged(40, 60, 80) +
      cellsAt(xs, 40, '', '建成。', '画线。', '30%') +
      cellsAt(xs, 60, '', '', '验收。', '20%') +
      rulings(xs, [80, 100]) +
      cellsAt(xs, 80, '2', '种树', '挖坑。', '10%')
    const grid = await gridOf(first, second)
    expect(printed(grid)).toEqual([
      ['序号', '重点工作', '细化项目', '完成率'],
      ['1', '修路，率先/建成。', '开工。', '50%'],
      ['1', '修路，率先/建成。', '铺沥青。', '40%'],
      ['1', '修路，率先/建成。', '画线。', '30%'],
      ['1', '修路，率先/建成。', '验收。', '20%'],
      ['2', '种树', '挖坑。', '10%'],
    ])
    expect(overlaps(grid)).toEqual([])
  })

  it('go on with the row inside them that was cut too', async () => {
    const item = '十'.repeat(11)
    const first =
      rulings(xs, [100, 120]) +
      header +
      merged(120, 140, 160) +
      cellsAt(xs, 120, '1', '修路', '开工。', '50%') +
      cellsAt(xs, 140, '', '', item, '40%')
    const second =
      merged(40, 60, 80) +
      cellsAt(xs, 40, '', '', '公里。') +
      cellsAt(xs, 60, '', '', '验收。', '20%')
    expect(await rows(first, second)).toEqual([
      ['序号', '重点工作', '细化项目', '完成率'],
      ['1', '修路', '开工。', '50%'],
      ['1', '修路', `${item}公里。`, '40%'],
      ['1', '修路', '验收。', '20%'],
    ])
  })
})
