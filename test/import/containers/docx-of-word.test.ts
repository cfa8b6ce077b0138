import { describe, expect, it } from 'vitest'
import { docxOf, p, tbl, tc, tr } from './made-files.ts'
import { contentsOf, firstGrid, printed } from './read-fixture.ts'

// What Word writes into a form that went through many hands.
const header = tr(tc('序号'), tc('重点任务'), tc('责任单位'))
const read = (...rows: readonly string[]) => contentsOf(docxOf(tbl(header, ...rows)), '表.docx')
const field = (content: string, properties = '') =>
  `<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr><w:id w:val="1"/>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
const run = (words: string) => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`
const task = (content: string) => tr(tc('1'), tc(content), tc('区交通局'))

describe('rows of a form that Word wrote', () => {
  it.each([
    ['a field around a cell', `<w:tr>${field(tc('1'))}${tc('修路')}${tc('区交通局')}</w:tr>`],
    ['a field around a row', field(task('修路'))],
    ['a field around a paragraph', task(field(p('修路')))],
    ['a field around words', task(`<w:p>${field(run('修路'))}</w:p>`)],
    [
      'smart tags and links',
      task(
        `<w:p><w:smartTag w:uri="x" w:element="y">${run('修')}</w:smartTag><w:hyperlink>${run('路')}</w:hyperlink></w:p>`,
      ),
    ],
    [
      'the result of a field code',
      task(
        `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('修')}<w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="REF y">${run('路')}</w:fldSimple></w:p>`,
      ),
    ],
    [
      'words put in and taken out',
      task(
        `<w:p>${run('修')}<w:del w:id="1"><w:r><w:delText>桥</w:delText></w:r></w:del><w:ins w:id="2">${run('路')}</w:ins></w:p>`,
      ),
    ],
    [
      'two paragraphs whose break was deleted',
      task(`<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run('修')}</w:p>${p('路')}`),
    ],
    [
      'a cell that was deleted',
      tr(tc('1'), tc('修路'), tc('区水利局', '<w:cellDel w:id="1"/>'), tc('区交通局')),
    ],
    [
      'a note at the foot of the page',
      task(`<w:p>${run('修路')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`),
    ],
    [
      'columns left free on both sides',
      `<w:tr><w:trPr><w:gridBefore w:val="0"/><w:gridAfter w:val="2"/></w:trPr>${tc('1')}${tc('修路')}${tc('区交通局')}</w:tr>`,
    ],
  ])('are read through %s', async (_what, row) => {
    const { columns, ...grid } = firstGrid(await read(row))
    expect(columns).toBe(3)
    expect(printed({ columns, ...grid })[1]).toEqual(['1', '修路', '区交通局'])
  })

  it('have nothing where a field still asks to be filled in, and that is told', async () => {
    const prompt = field(run('单击此处输入文字。'), '<w:showingPlcHdr/>')
    const asked = await read(tr(tc('1'), tc('修路'), tc(`<w:p>${prompt}</w:p>`)))
    expect(printed(firstGrid(asked))[1]).toEqual(['1', '修路', ''])
    expect(asked.remarks).toEqual(['文档里有 1 处填写框没有填写，按空白读取。'])
    const filled = field(run('区交通局'), '<w:showingPlcHdr w:val="0"/>')
    const answered = await read(tr(tc('1'), tc('修路'), tc(`<w:p>${filled}</w:p>`)))
    expect(printed(firstGrid(answered))[1]).toEqual(['1', '修路', '区交通局'])
    expect(answered.remarks).toEqual([])
  })

  it('that are hidden are left out and told', async () => {
    const hidden = `<w:tr><w:trPr><w:hidden/></w:trPr>${tc('9')}${tc('旧')}${tc('甲局')}</w:tr>`
    const contents = await read(hidden, task('修路'))
    expect(printed(firstGrid(contents)).slice(1)).toEqual([['1', '修路', '区交通局']])
    expect(contents.remarks.join()).toContain('1 处隐藏文字')
  })

  it('go on from above without a beginning: an empty cell does, one with words stands for itself', async () => {
    const rows = printed(
      firstGrid(
        await read(
          task('修路'),
          tr(tc('2'), tc('架桥', '<w:vMerge/>'), tc('', '<w:vMerge/>')),
          tr(tc('3'), tc('种树', '<w:vMerge w:val="continue"/>'), tc('区园林局')),
        ),
      ),
    )
    expect(rows.slice(1)).toEqual([
      ['1', '修路', '区交通局'],
      ['2', '架桥', '区交通局'],
      ['3', '种树', '区园林局'],
    ])
  })
})
