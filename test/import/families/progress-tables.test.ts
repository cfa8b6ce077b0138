import { describe, expect, it } from 'vitest'
import {
  contentsOf,
  draftOf,
  kindsOf,
  rowsOf,
  type SheetCell,
  sheet,
  wide,
  words,
} from './progress-dumps.ts'

describe('columns that come several times or mixed', () => {
  it('has each quarter’s progress behind its name', () => {
    const header = ['序号', '目标任务', '责任单位', '一季度进展情况', '二季度进展情况']
    const draft = draftOf(
      contentsOf(
        sheet([
          header,
          ['1', '建成厂房3幢', '区经信局', '完成设计；', '已建成2幢。'],
          ['2', '招引项目5个', '区投促局', '', '已招引4个'],
        ]),
      ),
    )
    expect(draft.tasks.map(({ progress }) => progress)).toEqual([
      '一季度进展情况：完成设计；二季度进展情况：已建成2幢。',
      '二季度进展情况：已招引4个',
    ])
    expect(draft.leftovers).toEqual([])
  })

  it('takes units and persons of one cell apart, and leaves what else it says', () => {
    const header = ['序号', '目标任务', '责任单位及责任人', '进展情况']
    const draft = draftOf(
      contentsOf(
        sheet([
          header,
          ['1', '建成厂房3幢', '区经信局（祝青）', '已建成2幢'],
          ['2', '招引项目5个', '区投促局 封雪', '已招引4个'],
        ]),
      ),
    )
    expect(
      draft.tasks.map(({ duties }) => duties.map(({ role, name }) => `${role} ${name}`)),
    ).toEqual([
      ['lead_unit 区经信局', 'owner 祝青'],
      ['lead_unit 区投促局', 'owner 封雪'],
    ])
    expect(draft.leftovers).toEqual([])
  })
})

describe('several tables in one file', () => {
  const header = ['序号', '目标任务', '进展情况']
  const one: SheetCell[][] = [
    ['1', '开办夜校6所', '已开办6所'],
    ['2', '新建小学1所', '主体完工'],
  ]
  const other: SheetCell[][] = [['1', '改造卫生院2家', '已改造1家']]
  const expected = [
    [1, '区教育局', ['区教育局']],
    [2, '区教育局', ['区教育局']],
    [1, '区卫健局', ['区卫健局']],
  ]
  const facts = (draft: ReturnType<typeof draftOf>) =>
    rowsOf(draft).map(({ seq, section, leads }) => [seq, section, leads])

  it('has the unit of each from the heading above it', () => {
    const draft = draftOf(
      contentsOf(
        words('2024年各单位重点工作进展情况', '一、区教育局'),
        sheet([header, ...one], 'a'),
        words('二、区卫健局'),
        sheet([header, ...other], 'b'),
      ),
    )
    expect(facts(draft)).toEqual(expected)
    expect(draft.plan).toMatchObject({
      title: '2024年各单位重点工作进展情况',
      kind: 'progress_list',
    })
    expect(draft.doubts).toEqual([])
    expect(draft.leftovers).toEqual([])
  })

  it('has it from rows of one sheet', () => {
    const draft = draftOf(
      contentsOf(
        sheet([
          wide('2024年各单位重点工作进展情况', 3),
          wide('区教育局', 3),
          header,
          ...one,
          wide('区卫健局', 3),
          header,
          ...other,
        ]),
      ),
    )
    expect(facts(draft)).toEqual(expected)
    expect(draft.leftovers).toEqual([])
  })

  it('has it from the names of the sheets', () => {
    const draft = draftOf(
      contentsOf(sheet([header, ...one], '区教育局'), sheet([header, ...other], '区卫健局')),
    )
    expect(facts(draft)).toEqual(expected)
  })

  it('has it from lines of a dump', () => {
    const lines = [
      '2024年各单位重点工作进展情况',
      '区教育局',
      ...header,
      ...one.flat(),
      '区卫健局',
      ...header,
      ...other.flat(),
    ]
    const draft = draftOf(lines.join('\n\n'))
    expect(facts(draft)).toEqual(expected)
  })

  it('says once that there are no units where nothing names them', () => {
    const draft = draftOf(contentsOf(sheet([header, ...one])))
    expect(kindsOf(draft)).toEqual(['lead_missing null'])
    expect(draft.tasks).toHaveLength(2)
  })
})
