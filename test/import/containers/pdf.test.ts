import { describe, expect, it } from 'vitest'
import { line, pdfOf, rulings, words } from './made-pdf.ts'
import {
  contentsOf,
  firstGrid,
  gridsOf,
  messageOf,
  overlaps,
  printed,
  wordsOf,
} from './read-fixture.ts'

const read = (...pages: readonly string[]) => contentsOf(pdfOf(pages), '表.pdf')
const xs = [50, 100, 300, 500]

describe('.pdf', () => {
  it('is read in Chinese where the font is named and not held', async () => {
    expect(wordsOf(await read(words(50, 60, '青禾区重点工作任务：2026年')))).toEqual([
      '青禾区重点工作任务：2026年',
    ])
  })

  it('is read from bytes of any class, which stay whole', async () => {
    const bytes = Buffer.from(pdfOf([words(50, 60, '青禾区重点工作任务：2026年')]))
    const before = Buffer.from(bytes)
    expect(wordsOf(await contentsOf(bytes, '表.pdf'))).toEqual(['青禾区重点工作任务：2026年'])
    expect(bytes.equals(before)).toBe(true)
  })

  it('gives a ruled table, merged cells, thin filled lines and words between tables', async () => {
    const merged =
      rulings([50, 100], [100, 160]) +
      rulings([100, 300, 500], [100, 130, 160]) +
      // The side of the last column as a filled strip.
      `500 ${595 - 160} 0.5 60 re f\n`
    const contents = await read(
      words(50, 80, '青禾区任务表') +
        merged +
        words(60, 130, '经济') +
        words(110, 120, '修路') +
        words(310, 120, '甲局') +
        words(110, 150, '架桥') +
        words(310, 150, '乙局') +
        words(50, 190, '说明：略'),
    )
    expect(contents.blocks.map(({ kind }) => kind)).toEqual(['words', 'grid', 'words'])
    expect(printed(firstGrid(contents))).toEqual([
      ['经济', '修路', '甲局'],
      ['经济', '架桥', '乙局'],
    ])
    expect(overlaps(firstGrid(contents))).toEqual([])
  })

  it('cuts words that run over the edge of a column, and puts broken lines together', async () => {
    const text = '一二三四五六七八九十一二三四五六七八九'
    const contents = await read(
      rulings(xs, [100, 160, 190]) +
        words(90, 120, '12改造') +
        words(105, 135, text) +
        words(105, 150, '十完。') +
        words(305, 120, '甲局') +
        words(305, 135, '乙局') +
        words(60, 180, '2'),
    )
    const [first] = printed(firstGrid(contents))
    expect(first).toEqual(['12', `改造/${text}十完。`, '甲局/乙局'])
  })

  it('goes on over pages: header again, a merged cell, a row that the page cut', async () => {
    const header = (y: number) =>
      words(55, y, '序号') + words(105, y, '任务') + words(305, y, '单位')
    const pageOne =
      words(50, 40, '青禾区任务表') +
      rulings(xs, [100, 130, 160, 190]) +
      header(120) +
      words(60, 150, '1') +
      words(105, 150, '修路') +
      words(305, 150, '甲局') +
      words(60, 180, '2') +
      words(105, 180, '架桥，') +
      words(305, 180, '乙局') +
      words(400, 560, '— 1 —')
    const pageTwo =
      rulings(xs, [100, 130, 160, 190]) +
      header(120) +
      words(105, 150, '通渠。') +
      words(60, 180, '3') +
      words(105, 180, '种树') +
      words(305, 180, '丙局') +
      words(400, 560, '— 2 —')
    const contents = await read(pageOne, pageTwo)
    expect(printed(firstGrid(contents))).toEqual([
      ['序号', '任务', '单位'],
      ['1', '修路', '甲局'],
      ['2', '架桥，/通渠。', '乙局'],
      ['3', '种树', '丙局'],
    ])
    expect(firstGrid(contents).cells.at(-1)?.at).toEqual({ page: 2, row: 3 })
    expect(contents.repairs).toEqual([{ kind: 'repeated_header', count: 1 }])
    expect(wordsOf(contents)).toEqual(['青禾区任务表'])
  })

  it('gives a table without rulings by its columns, and prose as prose', async () => {
    const row = (y: number, ...cells: readonly string[]) =>
      cells.map((cell, index) => words(50 + index * 150, y, cell)).join('')
    const table =
      row(100, '序号', '任务', '责任单位') +
      row(120, '1', '修路', '甲局') +
      row(140, '2', '架桥并通', '乙局') +
      words(200, 155, '车') +
      row(170, '3', '种树', '丙局')
    expect(printed(firstGrid(await read(words(300, 60, '任务表') + table)))).toEqual([
      ['序号', '任务', '责任单位'],
      ['1', '修路', '甲局'],
      ['2', '架桥并通/车', '乙局'],
      ['3', '种树', '丙局'],
    ])
    const prose =
      words(50, 60, '第一段文字不长。') +
      words(50, 80, '第二段 也不长，有空格。') +
      words(50, 100, '末')
    expect(gridsOf(await read(prose))).toEqual([])
  })

  it('takes a frame around the page for none', async () => {
    const page = rulings([20, 820], [20, 570]) + words(50, 60, '公告') + line(50, 70, 800, 70)
    expect(wordsOf(await read(page))).toEqual(['公告'])
  })

  it('says of a scan that it is one, and which pages hold no words', async () => {
    expect(await messageOf(pdfOf(['0 0 100 100 re f']), '扫描.pdf')).toContain('扫描件')
    const contents = await read(words(50, 60, '第一页'), '0 0 100 100 re f')
    expect(contents.remarks.join()).toContain('第 2 页没有文字')
  })

  it('refuses a PDF with a password, a broken one and a marked one in words', async () => {
    const secret = 'a'.repeat(32)
    const locked = pdfOf([words(50, 60, '密')], {
      trailer: `/Encrypt 8 0 R/ID[<${'00'.repeat(16)}><${'00'.repeat(16)}>]`,
      objects: [`<</Filter/Standard/V 1/R 2/P -4/O(${secret})/U(${secret})>>`],
    })
    expect(await messageOf(locked, '表.pdf')).toContain('密码')
    expect(await messageOf(new Uint8Array(Buffer.from('%PDF-1.7\nxx')), '表.pdf')).toContain('损坏')
    expect(await messageOf(pdfOf([words(50, 60, '机密★1年')]), '表.pdf')).toContain('涉密')
  })
})
