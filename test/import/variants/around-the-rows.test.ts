import { describe, expect, it } from 'vitest'
import { draftOf, dump, usualHeader, usualRows } from '../dumped-table.ts'
import { dues, facts, kinds, usual } from './facts.ts'

describe('what stands above the table', () => {
  it.each<[string, string[], string]>([
    ['a note in words', ['清湾区2025年任务分解表', '注：带*为牵头单位'], '清湾区2025年任务分解表'],
    [
      'a title over two lines',
      ['2025年度清湾区', '重点任务分解表', '（带*为牵头单位）'],
      '2025年度清湾区重点任务分解表',
    ],
    [
      'the number of the annex',
      ['附件1', '清湾区2025年任务分解表', '单位：万元'],
      '清湾区2025年任务分解表',
    ],
    ['an annex with its title', ['附件：清湾区2025年任务分解表'], '清湾区2025年任务分解表'],
    [
      'an issuer below the title',
      ['清湾区2025年任务分解表', '清湾区人民政府办公室', '2025年1月8日'],
      '清湾区2025年任务分解表',
    ],
  ])('finds the title with %s', (_, above, title) => {
    const text = dump({ above, rows: usualRows })
    expect(draftOf(text).plan).toMatchObject({ title, year: 2025 })
  })

  it('takes the file’s name where no title is printed', () => {
    const { plan, tasks } = draftOf(dump({ above: [], rows: usualRows }), '清湾区2025年清单.txt')
    expect(plan).toMatchObject({
      title: '清湾区2025年清单',
      year: 2025,
      issuer: null,
      docNo: null,
      issuedOn: null,
    })
    expect(facts({ tasks })).toEqual(facts(usual))
  })

  it('keeps every node as a leftover with a doubt where no year is known', () => {
    const draft = draftOf(dump({ above: [], rows: usualRows }), '清单.txt')
    expect(draft.plan.year).toBeNull()
    expect(draft.leftovers).toHaveLength(7)
    expect(draft.doubts.filter(({ kind }) => kind === 'damaged_date')).toHaveLength(7)
  })

  it('reads years and dates in characters', () => {
    const above = [
      '清湾区人民政府办公室文件',
      '清政办〔２０２６〕３号',
      '清湾区人民政府办公室',
      '二〇二六年一月二十日',
      '二○二六年度清湾区任务分解表',
    ]
    const { plan, tasks } = draftOf(dump({ above, rows: usualRows }))
    expect(plan).toMatchObject({
      year: 2026,
      issuedOn: '2026-01-20',
      docNo: '清政办〔２０２６〕３号',
    })
    expect(dues(tasks[0])).toEqual(['2026-03-31', '2026-09-30', '2026-12-31'])
  })

  it('joins sections below outer headings of the notice', () => {
    const [one, two, three] = usualRows.map(([text]) => text)
    const above = [
      '关于分解任务的通知',
      '一、兴业',
      '（一）乡村',
      `1.${one}`,
      '（二）交通',
      `1.${two}`,
      '二、惠民',
      `1.${three}`,
      '三、要求',
      '1.各单位要抓紧。',
      '2025年任务分解表',
    ]
    const { tasks, leftovers } = draftOf(dump({ above, rows: usualRows }))
    expect(tasks.map(({ section }) => section)).toEqual([
      ['兴业', '乡村'],
      ['兴业', '交通'],
      ['惠民'],
    ])
    expect(leftovers.map((left) => left.text)).toEqual([
      '关于分解任务的通知',
      '三、要求',
      '1.各单位要抓紧。',
    ])
  })

  it('leaves out an outer heading that divides nothing', () => {
    const [one, two, three] = usualRows.map(([text]) => text)
    const above = [
      '一、主要内容',
      '（一）乡村',
      `1.${one}`,
      '（二）交通',
      `1.${two}`,
      `2.${three}`,
      '二、要求',
      '2025年任务分解表',
    ]
    expect(draftOf(dump({ above, rows: usualRows })).tasks.map(({ section }) => section)).toEqual([
      ['乡村'],
      ['交通'],
      ['交通'],
    ])
  })
})

describe('sections within the table', () => {
  const [one = [], two = [], three = []] = usualRows

  it.each<[string, string, string]>([
    ['with numbers', '\t（一）乡村行动', '\t（二）惠民实事'],
    ['without numbers', '\t乡村行动', '\t惠民实事'],
    ['with the number in its own cell', '\t一\n\t乡村行动', '\t二\n\t惠民实事'],
    [
      'with empty cells behind',
      '\t一、乡村行动\n\t\n\t\n\t\n\t\n\t\n\t',
      '\t二、惠民实事\n\t\n\t\n\t\n\t\n\t\n\t',
    ],
    ['without a cell of their own', '（一）乡村行动', '（二）惠民实事'],
    ['as bare lines', '乡村行动', '惠民实事'],
  ])('reads headings %s', (_, first, second) => {
    const text = dump({ rows: [{ line: first }, one, two, { line: second }, three] })
    const draft = draftOf(text)
    expect(draft.tasks.map(({ section }) => section)).toEqual([
      ['乡村行动'],
      ['乡村行动'],
      ['惠民实事'],
    ])
    expect(facts(draft).map((task) => ({ ...task, section: [] }))).toEqual(facts(usual))
    expect(draft.leftovers).toEqual([])
    expect(draft.doubts).toEqual([])
  })

  it('reads two levels', () => {
    const rows = [
      { line: '\t一、兴业' },
      { line: '\t（一）乡村' },
      one,
      { line: '\t（二）交通' },
      two,
      { line: '\t二、惠民' },
      three,
    ]
    expect(draftOf(dump({ rows })).tasks.map(({ section }) => section)).toEqual([
      ['兴业', '乡村'],
      ['兴业', '交通'],
      ['惠民'],
    ])
  })

  it('lets the numbers begin again below a heading', () => {
    const rows = [{ line: '\t一、兴业' }, one, two.slice(0, -1), { line: '\t二、惠民' }, three]
    const text = dump({ rows, numberOf: (place) => String(place < 3 ? place : 1) })
    expect(draftOf(text).tasks.map(({ seq, section }) => [seq, ...section])).toEqual([
      [1, '兴业'],
      [2, '兴业'],
      [1, '惠民'],
    ])
    expect(kinds(text)).toContain('column_guess')
    expect(kinds(text)).not.toContain('seq_gap')
  })

  it('carries a category down its column', () => {
    const header = ['序号', '类别', ...usualHeader.slice(1)]
    const rows = [
      ['兴业', ...one],
      ['', ...two],
      ['惠民', ...three],
    ]
    expect(draftOf(dump({ header, rows })).tasks.map(({ section }) => section)).toEqual([
      ['兴业'],
      ['兴业'],
      ['惠民'],
    ])
  })
})
