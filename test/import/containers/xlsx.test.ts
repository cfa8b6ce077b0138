import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gridOfSheet, type Range } from '../../../src/import/containers/sheet-grid.ts'
import { inlineCell, xlsxOf } from './made-files.ts'
import { contentsOf, firstGrid, messageOf, overlaps, printed } from './read-fixture.ts'

const read = (sheet: string, parts?: Parameters<typeof xlsxOf>[1]) =>
  contentsOf(xlsxOf(sheet, parts), '表.xlsx')
const data = (...rows: readonly string[]) =>
  `<sheetData>${rows.map((cells, index) => `<row r="${index + 1}">${cells}</row>`).join('')}</sheetData>`

const stylesWith = (...formats: readonly number[]) =>
  `<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="${formats.length}">${formats.map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join('')}</cellXfs>`

describe('.xlsx', () => {
  it.each([
    [14, 46083, '2026/3/2'],
    [31, 46083, '2026年3月2日'],
    [57, 46083, '2026年3月'],
    [58, 46083, '3月2日'],
    [9, 0.854, '85%'],
    [10, 0.8543, '85.43%'],
    [4, 12345.5, '12,345.50'],
    [0, 0.1 + 0.2, '0.3'],
    [49, 7, '7'],
  ])('prints a number in format %d as a Chinese Excel does', async (format, value, expected) => {
    const sheet = data(`<c r="A1" s="1"><v>${value}</v></c>`)
    const contents = await read(sheet, { styles: stylesWith(0, format) })
    expect(printed(firstGrid(contents))).toEqual([[expected]])
  })

  it('gives the value saved with a formula, and says where none was saved', async () => {
    const contents = await read(
      data(
        '<c r="A1"><f>1+1</f><v>5</v></c><c r="B1" t="str"><f>WEBSERVICE("http://a.invalid")</f><v>旧值</v></c><c r="C1"><f>NOW()</f></c>',
      ),
    )
    expect(printed(firstGrid(contents))).toEqual([['5', '旧值']])
    expect(contents.remarks.join()).toContain('1 个公式没有保存计算结果')
  })

  it('gives rich words whole, without the pinyin above them, and dates that are written out', async () => {
    const shared =
      '<si><r><rPr><b/></rPr><t>重点</t></r><r><t>任务</t></r><rPh sb="0" eb="2"><t>zhòng</t></rPh></si>'
    const contents = await read(
      data(
        '<c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r></is></c><c r="C1" t="d"><v>2026-06-30T00:00:00</v></c><c r="D1" t="d" s="0"><v>2026-09-30</v></c>',
      ),
      { shared },
    )
    expect(printed(firstGrid(contents))).toEqual([
      ['重点任务', '甲 乙', '2026-06-30', '2026-09-30'],
    ])
  })

  it('counts days from 1904 where the workbook does', async () => {
    const workbook =
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="表一" sheetId="1" r:id="s1"/></sheets></workbook>'
    const cells = '<c r="A1" s="1"><v>44621</v></c><c r="B1" s="2"><v>44621</v></c>'
    const contents = await read(data(cells), {
      styles: stylesWith(0, 14, 31),
      more: { 'xl/workbook.xml': workbook },
    })
    expect(printed(firstGrid(contents))).toEqual([['2026/3/2', '2026年3月2日']])
  })

  it('leaves hidden rows and columns out, keeps a merged cell that begins in one, and tells', async () => {
    const sheet = `<cols><col min="2" max="2" width="9" hidden="1"/></cols><sheetData><row r="1" hidden="1">${inlineCell('A1', '经济')}${inlineCell('C1', '暗')}</row><row r="2">${inlineCell('B2', '暗')}${inlineCell('C2', '甲')}</row><row r="3">${inlineCell('C3', '乙')}</row></sheetData><mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>`
    const contents = await read(sheet)
    expect(printed(firstGrid(contents))).toEqual([['甲'], ['乙']])
    expect(contents.remarks).toEqual(['工作表“表一”有1 行、1 列是隐藏的，未读取。'])
  })

  it('keeps line breaks in a cell as lines, and the row of the sheet', async () => {
    const contents = await read(
      `<sheetData><row r="4">${inlineCell('B4', '3月底&#10;6月底_x000D_')}</row></sheetData>`,
    )
    expect(firstGrid(contents).cells[0]).toMatchObject({
      at: { sheet: '表一', row: 4 },
      pieces: [{ text: '3月底' }, { text: '6月底' }],
    })
  })

  it('is read although parts are listed that hold no words: functions of newer Excels, persons', async () => {
    const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/metadata.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml"/><Override PartName="/xl/persons/person.xml" ContentType="application/vnd.ms-excel.person+xml"/></Types>`
    const parts = { '[Content_Types].xml': types, 'xl/metadata.xml': '<metadata/>' }
    const contents = await read(data(inlineCell('A1', '甲')), { more: parts })
    expect(printed(firstGrid(contents))).toEqual([['甲']])
  })

  it('takes a merge of the whole sheet for no more than what is written', async () => {
    const sheet = `${data(inlineCell('A1', '甲'), inlineCell('B2', '乙'))}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`
    const grid = firstGrid(await read(sheet))
    expect([grid.rows, grid.columns, grid.cells.length]).toEqual([2, 2, 1])
    expect(grid.cells[0]?.pieces.map(({ text }) => text)).toEqual(['甲', '乙'])
  })

  it('refuses 20001 rows and 256 columns in words', async () => {
    const far = (ref: string) =>
      `<sheetData>${inlineCell('A1', '甲')}${inlineCell(ref, '乙')}</sheetData>`
    const row = (number: number, cell: string) => `<row r="${number}">${cell}</row>`
    const tall = `<sheetData>${row(1, inlineCell('A1', '甲'))}${row(20_001, inlineCell('A20001', '乙'))}</sheetData>`
    expect(await messageOf(xlsxOf(tall), '表.xlsx')).toContain('20000 行')
    const broad = far('IV1')
      .replace('<sheetData>', '<sheetData><row r="1">')
      .replace('</sheetData>', '</row></sheetData>')
    expect(await messageOf(xlsxOf(broad), '表.xlsx')).toContain('255 列')
  })

  it('reads 5000 rows in less than 5 seconds of this process', async () => {
    const row = (at: number) =>
      `<row r="${at}">${'ABCDEFG'
        .split('')
        .map((column) => inlineCell(`${column}${at}`, `第${at}行，一些文字`))
        .join('')}</row>`
    const book = xlsxOf(
      `<sheetData>${Array.from({ length: 5000 }, (_, at) => row(at + 1)).join('')}</sheetData>`,
    )
    const before = process.cpuUsage()
    const grid = firstGrid(await contentsOf(book, '表.xlsx'))
    const { user, system } = process.cpuUsage(before)
    expect([grid.rows, grid.cells.length]).toEqual([5000, 35_000])
    expect((user + system) / 1000).toBeLessThan(5000)
  })

  it.each(['机密', '绝密★', '清单（秘密）'])(
    'refuses a workbook with a sheet named %s',
    async (name) => {
      const book = xlsxOf(data(inlineCell('A1', '甲')), { name })
      expect(await messageOf(book, '表.xlsx')).toContain('涉密')
      expect(await messageOf(xlsxOf(data(''), { name, state: 'hidden' }), '表.xlsx')).toContain(
        '涉密',
      )
    },
  )
})

describe('the grid of a worksheet', () => {
  const place = fc.integer({ min: 0, max: 7 })
  const range = fc.tuple(place, place, place, place).map(
    ([a, b, c, d]): Range => ({
      top: Math.min(a, b),
      bottom: Math.max(a, b),
      left: Math.min(c, d),
      right: Math.max(c, d),
    }),
  )
  const sheet = fc.record({
    words: fc.dictionary(
      place.map(String),
      fc.dictionary(place.map(String), fc.constantFrom('甲', '乙丙', '丁'), { minKeys: 1 }),
      { minKeys: 1 },
    ),
    merges: fc.array(range, { maxLength: 6 }),
    hidden: fc.array(place, { maxLength: 2 }),
  })

  it('never overlaps and keeps the words of every visible place', () => {
    fc.assert(
      fc.property(sheet, ({ words, merges, hidden }) => {
        const lines = Object.entries(words).map(
          ([row, cells]) =>
            [
              Number(row),
              new Map(Object.entries(cells).map(([at, text]) => [Number(at), text])),
            ] as const,
        )
        const isRowHidden = (row: number) => hidden.includes(row)
        const grid = gridOfSheet({
          ...{ name: '表', words: new Map(lines), merges, isRowHidden },
          isColumnHidden: () => false,
        })
        if (!grid) return lines.every(([row]) => isRowHidden(row))
        const first = Math.min(...lines.flatMap(([row]) => (isRowHidden(row) ? [] : [row])))
        const left = Math.min(
          ...lines.flatMap(([row, cells]) => (isRowHidden(row) ? [] : [...cells.keys()])),
        )
        const rows = Array.from({ length: 8 }, (_, row) => row).filter(
          (row) => row >= first && !isRowHidden(row),
        )
        const print = printed(grid)
        const areKept = lines.every(([row, cells]) =>
          [...cells].every(
            ([at, text]) =>
              isRowHidden(row) || print[rows.indexOf(row)]?.[at - left]?.includes(text),
          ),
        )
        return overlaps(grid).length === 0 && areKept
      }),
    )
  })
})
