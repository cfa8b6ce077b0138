import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../src/import/containers/csv.ts'
import { readHtml } from '../../../src/import/containers/html.ts'
import {
  bytesOf,
  contentsOf,
  firstGrid,
  fixture,
  gridsOf,
  overlaps,
  printed,
  wordsOf,
} from './read-fixture.ts'

const quoted = (words: string) => `"${words.replaceAll('"', '""')}"`

describe('.csv', () => {
  it.each([
    ['UTF-8', (text: string) => bytesOf(text)],
    ['UTF-8 with a byte order mark', (text: string) => bytesOf(`\ufeff${text}`)],
    ['UTF-16LE', (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    [
      'UTF-16BE',
      (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16()),
    ],
  ])('is read from %s', async (_, encode) => {
    const contents = await contentsOf(encode('序号,任务\r\n1,修路\r\n'), '表.csv')
    expect(printed(firstGrid(contents))).toEqual([
      ['序号', '任务'],
      ['1', '修路'],
    ])
  })

  it('is read from Big5, which is valid GB18030 too', async () => {
    // 「政府年度工作任務，單位：區公所，完成時間」 and more, as Windows in Hong Kong writes it.
    const big5 = Uint8Array.from([
      0xa7, 0xc7, 0xb8, 0xb9, 0x2c, 0xa5, 0xf4, 0xb0, 0xc8, 0x2c, 0xb3, 0xe6, 0xa6, 0xec, 0x0d,
      0x0a, 0x31, 0x2c, 0xa7, 0xb9, 0xa6, 0xa8, 0xb0, 0xcf, 0xac, 0x46, 0xa9, 0xb2, 0xaa, 0xba,
      0xa4, 0x75, 0xa7, 0x40, 0x2c, 0xb0, 0xcf, 0xa4, 0xbd, 0xa9, 0xd2, 0x0d, 0x0a,
    ])
    expect(new TextDecoder('gb18030', { fatal: true }).decode(big5)).toBeTruthy()
    expect(printed(firstGrid(await contentsOf(big5, '表.csv')))).toEqual([
      ['序號', '任務', '單位'],
      ['1', '完成區政府的工作', '區公所'],
    ])
  })

  it.each([',', '\t', ';', '，'])('finds its separator %j', (separator) => {
    const rows = [
      ['序号', '任务, 单位', '时间'],
      ['1', '修"路"', '三月; 六月'],
    ]
    const text = rows.map((row) => row.map(quoted).join(separator)).join('\n')
    expect(printed(firstGrid(readCsv(text)))).toEqual(rows)
  })

  it('takes a quote that nothing closes, and one inside words, for a character', () => {
    expect(printed(firstGrid(readCsv('管径 5" 的,1\n"没有关,2\n末,3')))).toEqual([
      ['管径 5" 的', '1'],
      ['"没有关', '2'],
      ['末', '3'],
    ])
  })

  it('never evaluates, and a table in an old office name is one too', async () => {
    const text = "序号\t任务\n=1+1\t=cmd|'/c calc'!A1\n"
    expect(printed(firstGrid(await contentsOf(bytesOf(text), '表.xls')))[1]).toEqual([
      '=1+1',
      "=cmd|'/c calc'!A1",
    ])
  })

  it('gives back every field that was written, and the line where its record begins', () => {
    const words = fc.string({
      unit: fc.constantFrom('甲', '乙', ',', '"', '\n', '\r\n', ' ', '1', '\t'),
    })
    const rows = fc.integer({ min: 2, max: 5 }).chain((width) =>
      fc.array(fc.array(words, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 8,
      }),
    )
    const tidy = (text: string) =>
      text
        .split(/\r\n|\n|\r/)
        .map((line) => line.trim())
        .filter(Boolean)
        .join('/')
    fc.assert(
      fc.property(rows, (table) => {
        // A full row at each end: empty rows at the end are none, and the separator is plain.
        const full = (mark: string) => Array.from({ length: table[0]?.length ?? 0 }, () => mark)
        const all = [full('首'), ...table, full('末')]
        const text = `sep=,\r\n${all.map((row) => row.map(quoted).join(',')).join('\r\n')}`
        const grid = firstGrid(readCsv(text))
        expect(printed(grid)).toEqual(all.map((row) => row.map(tidy)))
        const breaks = (row: readonly string[]) => row.join('').match(/\r\n|\n|\r/g)?.length ?? 0
        const before = all.slice(0, -1).reduce((sum, row) => sum + 1 + breaks(row), 0)
        expect(grid.cells.at(-1)?.at.line).toBe(2 + before)
      }),
    )
  })
})

describe('.html', () => {
  const rows = (page: string) => printed(firstGrid(readHtml(page)))

  it('puts rowspan and colspan in their places, capped to the table', () => {
    const page =
      '<table><tr><td rowspan=99>分类<td colspan=2>节点<tr><td>上<td rowspan=0>下<tr><td>六月</table>'
    expect(rows(page)).toEqual([
      ['分类', '节点', '节点'],
      ['分类', '上', '下'],
      ['分类', '六月', '下'],
    ])
  })

  it('never overlaps and loses no words, whatever the spans', () => {
    const span = fc.integer({ min: 0, max: 9 })
    const cell = fc.tuple(span, span)
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { maxLength: 5 }), { minLength: 1, maxLength: 6 }),
        (table) => {
          const page = table
            .map((cells, row) =>
              cells
                .map(
                  ([wide, high], at) =>
                    `<td colspan=${wide} rowspan=${high}>格${row}之${at}。</td>`,
                )
                .join(''),
            )
            .join('</tr><tr>')
          const contents = readHtml(`<p>前</p><table><tr>${page}</tr></table>`)
          const text = JSON.stringify(contents.blocks)
          const areKept = table.every((cells, row) =>
            cells.every((_, at) => text.includes(`格${row}之${at}。`)),
          )
          return areKept && gridsOf(contents).flatMap(overlaps).length === 0
        },
      ),
    )
  })

  it('leaves out what a browser does not show', () => {
    const page =
      '<html><head><title>题</title><style>p{}</style></head><body><script>alert("x")</script><p>明</p><p style="display: none">暗</p><div hidden>暗</div><!-- 暗 --><table><tr><td>甲<td>乙</tr><tr style="display:none"><td>暗</tr></table>'
    const contents = readHtml(page)
    expect(wordsOf(contents)).toEqual(['明'])
    expect(printed(firstGrid(contents))).toEqual([['甲', '乙']])
  })

  it('gives lines, entities, list numbers, and Chinese that the source broke', () => {
    const page =
      '<p>一行<br>二行&nbsp;&nbsp;&ge;3&#x4e2d;</p><p>区住\n  建局 and\n co</p><ol start=3><li>修路<li>架桥</ol>'
    expect(wordsOf(readHtml(page))).toEqual([
      '一行',
      '二行  ≥3中',
      '区住建局 and co',
      '3.修路',
      '4.架桥',
    ])
  })

  it('opens tables that only arrange the page', () => {
    const inner = '<table><tr><td>序号<td>任务</tr><tr><td>1<td>修路</tr></table>'
    const contents = readHtml(`<table><tr><td>栏目</td><td><p>标题</p>${inner}</td></tr></table>`)
    expect(wordsOf(contents)).toEqual(['栏目', '标题'])
    expect(printed(firstGrid(contents))).toEqual([
      ['序号', '任务'],
      ['1', '修路'],
    ])
  })

  it('is decoded by the charset that it declares', async () => {
    const csv = fixture('qinghe-2026.csv')
    const words = new TextDecoder('gb18030').decode(csv.subarray(0, 14))
    const head = bytesOf(
      '<html><meta http-equiv=Content-Type content="text/html; charset=gb2312"><p>',
    )
    const page = new Uint8Array([...head, ...csv.subarray(0, 14)])
    expect(wordsOf(await contentsOf(page, '表.htm'))).toEqual([words])
  })

  it('is found in a web archive, which office systems name .xls and .doc', async () => {
    const page = '<html><body><table><tr><td>序号<td>任务</tr><tr><td>1<td>修路</tr></table>'
    const encoded = Buffer.from(page).toString('base64').replace(/.{60}/g, '$&\r\n')
    const hex = [...Buffer.from('<p>青禾</p>')].map((byte) => `=${byte.toString(16).toUpperCase()}`)
    const archive = [
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary="----=_Part"',
      '',
      '------=_Part',
      'Content-Location: file:///C:/x.htm',
      'Content-Transfer-Encoding: base64',
      'Content-Type: text/html; charset="utf-8"',
      '',
      encoded,
      '------=_Part',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '------=_Part',
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Type: text/html',
      '',
      `${hex.slice(0, 6).join('')}=\r\n${hex.slice(6).join('')}`,
      '------=_Part--',
    ].join('\r\n')
    const contents = await contentsOf(bytesOf(archive), '表.doc')
    expect(printed(firstGrid(contents))[1]).toEqual(['1', '修路'])
    expect(wordsOf(contents)).toEqual(['青禾'])
  })
})
