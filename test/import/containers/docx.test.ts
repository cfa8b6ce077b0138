import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { docxOf, p, tbl, tc, tr } from './made-files.ts'
import {
  contentsOf,
  firstGrid,
  gridsOf,
  messageOf,
  overlaps,
  printed,
  wordsOf,
} from './read-fixture.ts'

const read = (body: string, parts?: Parameters<typeof docxOf>[1]) =>
  contentsOf(docxOf(body, parts), '表.docx')
const rowsOf = async (body: string, parts?: Parameters<typeof docxOf>[1]) =>
  printed(firstGrid(await read(body, parts)))

describe('tables of .docx', () => {
  it('keep gridSpan, vMerge, gridBefore and the old hMerge in their columns', async () => {
    const rows = await rowsOf(
      tbl(
        tr(
          tc('分类', '<w:vMerge w:val="restart"/>'),
          tc('时间节点', '<w:gridSpan w:val="2"/>'),
          tc('单位'),
        ),
        tr(tc('', '<w:vMerge/>'), tc('上半年'), tc('下半年'), tc('甲局')),
        `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${tc('六月')}${tc('全年', '<w:hMerge w:val="restart"/>')}${tc('', '<w:hMerge/>')}</w:tr>`,
      ),
    )
    expect(rows).toEqual([
      ['分类', '时间节点', '时间节点', '单位'],
      ['分类', '上半年', '下半年', '甲局'],
      ['', '六月', '全年', '全年'],
    ])
  })

  it('keep words that a merged part holds, unless they repeat those above', async () => {
    const merged = (words: string) => tc(words, '<w:vMerge/>')
    const body = tbl(
      tr(tc('经济', '<w:vMerge w:val="restart"/>'), tc('甲')),
      tr(merged('经济'), tc('乙')),
      tr(merged('另记'), tc('丙')),
    )
    expect((await rowsOf(body)).map(([first]) => first)).toEqual([
      '经济/另记',
      '经济/另记',
      '经济/另记',
    ])
  })

  it('take tracked changes over: rows, paragraphs and words deleted, moved and inserted', async () => {
    const run = (words: string) => `<w:r><w:t>${words}</w:t></w:r>`
    const removed = (content: string) =>
      `<w:del w:id="1"><w:r><w:delText>${content}</w:delText></w:r></w:del>`
    const rows = await rowsOf(
      tbl(
        tr(
          tc(
            `<w:p>${run('改造')}${removed('3')}<w:ins w:id="2">${run('5')}</w:ins>${run('处')}</w:p>`,
          ),
          tc('甲'),
        ),
        `<w:tr><w:trPr><w:del w:id="3"/></w:trPr>${tc('整行已删')}${tc('乙')}</w:tr>`,
        tr(
          tc(`<w:p><w:moveFrom w:id="4">${run('移走')}</w:moveFrom>${run('留下')}</w:p>`),
          tc('丙'),
        ),
      ),
    )
    expect(rows).toEqual([
      ['改造5处', '甲'],
      ['留下', '丙'],
    ])
  })

  it('that only arrange others are opened; a small one inside a cell becomes its lines', async () => {
    const inner = tbl(tr(tc('序号'), tc('任务')), tr(tc('1'), tc('修路')), tr(tc('2'), tc('架桥')))
    const layout = await read(tbl(tr(tc(p('青禾区任务表') + inner), tc(''))))
    expect(wordsOf(layout)).toEqual(['青禾区任务表'])
    expect(printed(firstGrid(layout))).toEqual([
      ['序号', '任务'],
      ['1', '修路'],
      ['2', '架桥'],
    ])
    const nodes = tbl(tr(tc('3月底'), tc('开工')))
    const data = tbl(
      tr(tc('序号'), tc('任务'), tc('节点')),
      tr(tc('1'), tc('修路'), tc(nodes + p(''))),
      tr(tc('2'), tc('架桥'), tc('12月底完工')),
    )
    expect((await rowsOf(data))[1]).toEqual(['1', '修路', '3月底/开工'])
  })

  it('beyond 63 columns or 20000 rows are refused in words', async () => {
    expect(
      await messageOf(docxOf(tbl(tr(tc('宽', '<w:gridSpan w:val="64"/>'), tc('窄')))), '宽.docx'),
    ).toContain('63 列')
    const long = tbl(...Array.from({ length: 20_001 }, () => tr(tc('行'), tc('列'))))
    expect(await messageOf(docxOf(long), '长.docx')).toContain('20000 行')
  })

  it('never overlap and lose no words, whatever their spans', async () => {
    const cell = fc.record({
      span: fc.integer({ min: 1, max: 5 }),
      merge: fc.constantFrom('', '<w:vMerge/>', '<w:vMerge w:val="restart"/>', '<w:hMerge/>'),
    })
    const plainCell = { span: 1, merge: '' }
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), {
      minLength: 2,
      maxLength: 6,
    })
    // What goes on to the left of a part from above belongs to no cell of its own row.
    const beyondOneFromAbove = [
      [plainCell, plainCell],
      [plainCell, { span: 1, merge: '<w:vMerge/>' }, { span: 1, merge: '<w:hMerge/>' }],
    ]
    await fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const words = (row: number, at: number) => `格${row}之${at}。`
        const body = tbl(
          ...table.map((cells, row) =>
            tr(
              ...cells.map(({ span, merge }, at) =>
                tc(words(row, at), `<w:gridSpan w:val="${span}"/>${merge}`),
              ),
            ),
          ),
        )
        const contents = await read(body)
        const text = JSON.stringify(contents.blocks)
        expect(gridsOf(contents).flatMap(overlaps)).toEqual([])
        for (const [row, cells] of table.entries()) {
          for (const at of cells.keys()) expect(text).toContain(words(row, at))
        }
      }),
      { numRuns: 60, examples: [[beyondOneFromAbove]] },
    )
  })
})

const level = (ilvl: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${ilvl}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
const lists = (levels: string, nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') =>
  `<w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum>${nums}`
const inList = (num: number, ilvl = 0) =>
  `<w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="${num}"/></w:numPr>`

describe('automatic numbers of .docx', () => {
  it('stand in a column of numbers that holds no words', async () => {
    const row = (task: string) => tr(tc(p('', inList(1))), tc(task))
    const rows = await rowsOf(
      tbl(tr(tc('序号'), tc('任务')), row('修路'), row('架桥'), row('通渠')),
      {
        numbering: lists(level(0, 'decimal', '%1')),
      },
    )
    expect(rows.map(([first]) => first)).toEqual(['序号', '1', '2', '3'])
  })

  it.each([
    ['decimal', '%1.', ['1.甲', '2.甲', '11.甲']],
    ['chineseCounting', '%1、', ['一、甲', '二、甲', '十一、甲']],
    ['chineseCountingThousand', '（%1）', ['（一）甲', '（二）甲', '（十一）甲']],
    ['japaneseCounting', '第%1条', ['第一条甲', '第二条甲', '第十一条甲']],
    ['ideographTraditional', '%1', ['甲甲', '乙甲', '11 甲']],
    ['decimalEnclosedCircleChinese', '%1', ['①甲', '②甲', '⑪甲']],
    ['decimalEnclosedParen', '%1', ['⑴甲', '⑵甲', '⑾甲']],
    ['chineseLegalSimplified', '%1', ['壹甲', '贰甲', '壹拾壹甲']],
    ['lowerLetter', '%1)', ['a)甲', 'b)甲', 'k)甲']],
    ['upperRoman', '%1.', ['I.甲', 'II.甲', 'XI.甲']],
    ['bullet', '', ['甲', '甲', '甲']],
  ])('print as Word prints %s', async (format, text, expected) => {
    const contents = await read(p('甲', inList(1)).repeat(11), {
      numbering: lists(level(0, format, text)),
    })
    const words = wordsOf(contents)
    expect([words[0], words[1], words[10]]).toEqual(expected)
  })

  it('count levels below one another, start anew and go on, and follow styles', async () => {
    const numbering = lists(
      level(0, 'chineseCounting', '%1、') + level(1, 'decimal', '%1.%2', '<w:isLgl/>'),
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
    )
    const styles =
      '<w:style w:type="paragraph" w:styleId="h"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="h2"><w:basedOn w:val="h"/></w:style>'
    const body =
      p('甲', inList(1)) +
      p('乙', inList(1, 1)) +
      p('丙', inList(1, 1)) +
      p('丁', '<w:pStyle w:val="h2"/>') +
      p('戊', inList(1, 1)) +
      p('己', `<w:pStyle w:val="h2"/>${inList(0)}`) +
      p('庚', inList(2))
    expect(wordsOf(await read(body, { numbering, styles }))).toEqual([
      '一、甲',
      '1.1 乙',
      '1.2 丙',
      '二、丁',
      '2.1 戊',
      '己',
      '五、庚',
    ])
  })
})

describe('words of .docx', () => {
  it('come as they print: breaks, tabs, hyphens, symbols; not hidden ones, codes or pinyin', async () => {
    const contents = await read(
      `<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:tab/><w:t>右</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>末</w:t></w:r></w:p>
       <w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>已办</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r></w:p>
       <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>域值</w:t></w:r></w:p>
       <w:p><w:r><w:ruby><w:rt><w:r><w:t>qīng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>青</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>
       <w:p><w:r><w:t>&amp;lt; &#20013;</w:t></w:r></w:p>`,
    )
    expect(wordsOf(contents)).toEqual(['上', '下\t右-末', '☑已办', '域值', '青', '&lt; 中'])
    expect(contents.remarks.join()).toContain('隐藏文字')
    expect(contents.repairs).toEqual([{ kind: 'pinyin_above', count: 1 }])
  })

  it('of a text box come once, behind the paragraph that holds it', async () => {
    const box = `<w:txbxContent>${p('框中')}</w:txbxContent>`
    const contents = await read(
      `<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r></w:p>${p('后文')}`,
    )
    expect(wordsOf(contents)).toEqual(['正文', '框中', '后文'])
  })

  it('of a header come unless the body has them; page numbers do not', async () => {
    const header = p('青禾区督查室') + p('任务表') + p('第 1 页')
    expect(wordsOf(await read(p('任务表'), { header }))).toEqual(['任务表', '青禾区督查室'])
  })

  it('are found whatever prefix the file binds, and between tables in order', async () => {
    const body =
      p('前') + tbl(tr(tc('甲'), tc('乙'))) + p('中') + tbl(tr(tc('丙'), tc('丁'))) + p('后')
    const contents = await read(body, { prefix: 'ns0' })
    expect(contents.blocks.map(({ kind }) => kind)).toEqual([
      'words',
      'grid',
      'words',
      'grid',
      'words',
    ])
    expect(contents.blocks[4]).toMatchObject({ pieces: [{ at: { line: 7 }, text: '后' }] })
  })
})
