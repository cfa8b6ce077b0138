import { describe, expect, it } from 'vitest'
import { blankLineDump, draftOf, kindsOf, listRows, repairOf, rowsOf } from './progress-dumps.ts'

const usual = draftOf(blankLineDump(listRows))
const without = (row: number, column: number) =>
  listRows.map((cells, at) => (at === row ? cells.filter((_, index) => index !== column) : cells))
const withCell = (row: number, column: number, cell: string) =>
  listRows.map((cells, at) => (at === row ? cells.with(column, cell) : cells))

describe('a dumped progress list', () => {
  it('is read as printed', () => {
    expect(usual.plan).toMatchObject({
      title: '2024年重点工作半年度进展情况表',
      year: 2024,
      kind: 'progress_list',
    })
    expect(rowsOf(usual)[2]).toEqual({
      seq: 3,
      section: '',
      text: '开办夜校6所。',
      progress: '已开办夜校6所,学员420人。',
      leads: ['教育局'],
      others: ['文化馆'],
    })
    expect(usual.tasks).toHaveLength(5)
    expect(usual.doubts).toEqual([])
    expect(usual.leftovers).toEqual([])
    expect(usual.repairs).toEqual([])
  })

  it('puts a unit together that was wrapped over two lines or two cells', () => {
    for (const unit of ['组织部\n(人才办)', '组织部\n\n(人才办)']) {
      const draft = draftOf(blankLineDump(withCell(3, 3, unit)))
      expect(rowsOf(draft)[3]?.leads).toEqual(['组织部(人才办)'])
      expect(draft.tasks).toHaveLength(5)
    }
  })

  it('takes numbers and units apart that were glued to a text, with proof from other rows', () => {
    const cells = listRows.map((row) => [...row])
    const glued = [
      ...(cells[0] ?? []),
      `2 ${cells[1]?.[1]}`,
      ...(cells[1]?.slice(2) ?? []),
      ...(cells[2] ?? []),
      ...(cells[3] ?? []),
      '5',
      cells[4]?.[1] ?? '',
      '桩基施工完成60%。交通运输局',
    ]
    const draft = draftOf(blankLineDump([glued]))
    expect(rowsOf(draft)).toEqual(
      rowsOf(usual).with(4, { ...rowsOf(usual)[4], progress: '桩基施工完成60%。' } as never),
    )
    expect(repairOf(draft, 'glued_cells')).toBe(2)
    expect(kindsOf(draft)).toEqual([])
  })

  it('takes units with a blank between them for two, a unit with blanks in it for one', () => {
    const two = draftOf(blankLineDump(withCell(2, 3, '教育局 文化馆')))
    expect(rowsOf(two)).toEqual(rowsOf(usual))
    const one = draftOf(blankLineDump(withCell(3, 3, '城 管 局')))
    expect(rowsOf(one)).toEqual(rowsOf(usual))
  })

  it.each([
    [0, 'seq_restored 2'],
    [1, 'column_guess 2'],
    [2, 'column_guess 2'],
    [3, 'column_guess 2'],
  ])('keeps a row that lost its cell %d, with a doubt', (column, doubt) => {
    const draft = draftOf(blankLineDump(without(1, column)))
    expect(draft.tasks.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
    expect(kindsOf(draft)).toContain(doubt)
    const [, damaged, ...rest] = rowsOf(draft)
    const [, whole, ...others] = rowsOf(usual)
    expect(rest).toEqual(others)
    const fields = ['seq', 'text', 'progress', 'leads'] as const
    const kept = fields.filter((field) => String(damaged?.[field]) === String(whole?.[field]))
    // Of two texts of which one was lost, nobody can tell which it was: the doubt says so.
    expect(kept.length).toBeGreaterThanOrEqual([4, 2, 3, 3][column] ?? 4)
  })

  it('takes words of the page between rows for what they are', () => {
    const pages = [...listRows.slice(0, 2), ['— 2 —'], ...listRows.slice(2)]
    const draft = draftOf(blankLineDump(pages))
    expect(rowsOf(draft)).toEqual(rowsOf(usual))
    expect(draft.leftovers.map(({ text }) => text)).toEqual(['—2—'])
  })

  it('passes over a header that each page prints, within a row too', () => {
    const header = ['序号', '年度目标任务', '进展情况', '责任单位']
    const between = [...listRows.slice(0, 2), header, ...listRows.slice(2)]
    expect(rowsOf(draftOf(blankLineDump(between)))).toEqual(rowsOf(usual))
    const [one = [], ...rest] = listRows
    const within = [one.slice(0, 2), header, one.slice(2), ...rest]
    expect(rowsOf(draftOf(blankLineDump(within)))).toEqual(rowsOf(usual))
  })

  it('doubts a gap in the numbers, and a first row that is missing', () => {
    const gap = listRows.filter((_, at) => at !== 2)
    expect(kindsOf(draftOf(blankLineDump(gap)))).toEqual(['seq_gap 4'])
    expect(kindsOf(draftOf(blankLineDump(listRows.slice(1))))).toEqual(['seq_gap 2'])
  })

  it('takes the issuer and the date from the labels of the page', () => {
    const above = ['索引号 A01/2024-7 公开方式 主动公开', '发布单位 区府办 发文日期 2024-07-19']
    const draft = draftOf(
      blankLineDump(listRows, { above: [above.join('\n'), '2024年重点工作半年度进展情况表'] }),
    )
    expect(draft.plan).toMatchObject({ issuer: '区府办', issuedOn: '2024-07-19', year: 2024 })
    expect(draft.leftovers.map(({ text }) => text)).toEqual(['索引号A01/2024-7公开方式主动公开'])
  })
})

describe('a dumped list with other columns', () => {
  const order = [0, 3, 1, 2]
  const header = ['序号', '责任单位', '目标任务', '工作进展']
  const swapped = listRows.map((cells) => order.map((at) => cells[at] ?? ''))

  it('is read with the unit before the progress', () => {
    expect(rowsOf(draftOf(blankLineDump(swapped, { header })))).toEqual(rowsOf(usual))
  })

  it('is read without numbers, and numbered by place', () => {
    for (const [rows, names] of [
      [swapped, header],
      [listRows, ['序号', '年度目标任务', '进展情况', '责任单位']],
    ] as const) {
      const draft = draftOf(
        blankLineDump(
          rows.map((cells) => cells.slice(1)),
          { header: names.slice(1) },
        ),
      )
      expect(rowsOf(draft)).toEqual(rowsOf(usual))
      expect(repairOf(draft, 'seq_by_place')).toBe(5)
      expect(kindsOf(draft)).toEqual([])
    }
  })

  it('is read where every line is a cell', () => {
    const draft = draftOf(blankLineDump(listRows).replaceAll('\n\n', '\n'))
    expect(rowsOf(draft)).toEqual(rowsOf(usual))
  })

  it('has sections from headings between the rows', () => {
    const [one = [], two = [], ...rest] = listRows
    const rows = [['一、农业'], one, ['二、交通'], two, ...rest]
    const draft = draftOf(blankLineDump(rows))
    expect(draft.plan.kind).toBe('progress_by_category')
    expect(draft.tasks.map(({ section }) => section.join('/'))).toEqual([
      '农业',
      '交通',
      '交通',
      '交通',
      '交通',
    ])
    expect(draft.leftovers).toEqual([])
  })
})

describe('a list that its page prints twice', () => {
  const page = ['分享:\n字体: [', ']\n打印\n索引号 A01/2024-7\n发布时间:2024-07-19\n浏览量:']
  const twice = (second: readonly (readonly string[])[]) =>
    blankLineDump([
      ...listRows,
      page,
      ['2024年重点工作半年度进展情况表', '序号', '年度目标任务', '进展情况', '责任单位'],
      ...second,
    ])

  it('is read once', () => {
    const draft = draftOf(twice(listRows))
    expect(rowsOf(draft)).toEqual(rowsOf(usual))
    expect(repairOf(draft, 'printed_twice')).toBe(5)
    expect(draft.doubts).toEqual([])
    expect(draft.plan.issuedOn).toBe('2024-07-19')
  })

  it('keeps the first wording where the two differ, doubts it, and leaves the other over', () => {
    const draft = draftOf(twice(withCell(3, 2, '新增停车泊位210个。')))
    expect(rowsOf(draft)).toEqual(rowsOf(usual))
    expect(kindsOf(draft)).toEqual(['contradicting_progress 4'])
    expect(draft.doubts[0]?.text).toContain('210')
    expect(draft.leftovers.map(({ text }) => text)).toContain('新增停车泊位210个。')
    const wording = draftOf(twice(withCell(0, 1, '改造好茶园12片。')))
    expect(kindsOf(wording)).toEqual(['damaged_text 1'])
  })

  it('keeps rows that one print alone has', () => {
    const second = draftOf(twice(listRows.filter((_, at) => at !== 1)))
    expect(rowsOf(second)).toEqual(rowsOf(usual))
    expect(kindsOf(second)).toEqual(['damaged_text 2'])
    const added = draftOf(
      blankLineDump([
        ...listRows.filter((_, at) => at !== 2),
        ['序号', '年度目标任务', '进展情况', '责任单位'],
        ...listRows,
      ]),
    )
    expect(rowsOf(added)).toEqual(rowsOf(usual))
    expect(kindsOf(added)).toContain('damaged_text 3')
  })

  it('completes a cell that the first print lost from the second', () => {
    const draft = draftOf(
      blankLineDump([
        ...without(2, 3),
        ['序号', '年度目标任务', '进展情况', '责任单位'],
        ...listRows,
      ]),
    )
    expect(rowsOf(draft)).toEqual(rowsOf(usual))
    expect(kindsOf(draft)).toEqual(['damaged_text 3'])
  })

  it('is two lists where the second one says something else', () => {
    const others = listRows.map(([seq = '', , , unit = ''], at) => [
      seq,
      `举办第${at + 1}届稻田音乐会。`,
      '已举办。',
      unit,
    ])
    const draft = draftOf(twice(others))
    expect(draft.tasks).toHaveLength(10)
    expect(repairOf(draft, 'printed_twice')).toBe(0)
  })
})

describe('goals that stand twice', () => {
  const again = (progress: string, unit = '城管局') =>
    draftOf(blankLineDump([...listRows, ['6', '新增公共停车泊位300个。', progress, unit]]))

  it('are doubted for one unit, and their progress where it contradicts', () => {
    expect(kindsOf(again('新增停车泊位180个。'))).toEqual(['duplicate_goal 6'])
    expect(kindsOf(again('新增停车泊位95个。'))).toEqual([
      'duplicate_goal 6',
      'contradicting_progress 6',
    ])
    expect(kindsOf(again('新增停车泊位180个,另有2处停车场在建。'))).toEqual(['duplicate_goal 6'])
  })

  it('are no matter between two units', () => {
    expect(kindsOf(again('新增停车泊位95个。', '城投集团'))).toEqual([])
  })
})

describe('damaged words', () => {
  it.each([
    [1, '改造一廊三圈”12片茶园。', 'damaged_text 1'],
    [1, '改造茶园（含老茶园12片。', 'damaged_text 1'],
    [2, '完成改造茶园,累计面积320', 'damaged_text 1'],
    [2, '完成改造改造茶园7片。', 'damaged_text 1'],
    [2, '完成改造茶园7片\ufffd。', 'damaged_text 1'],
    [2, '66日召开茶园改造现场会。', 'damaged_date 1'],
    [2, '522——25日举办茶艺比赛。', 'damaged_date 1'],
  ])('are doubted in column %d: %s', (column, cell, doubt) => {
    const draft = draftOf(blankLineDump(withCell(0, column, cell)))
    expect(kindsOf(draft)).toEqual([doubt])
    expect(draft.tasks).toHaveLength(5)
  })

  it.each([
    '6月6日召开“茶园改造”现场会（第2次）。',
    '举办“茶园”“茶艺”比赛2次；1）选址完成；2）设计完成。',
    '完成100日攻坚,31日前验收。',
    '印发《茶园改造方案（2024-2026）》',
  ])('are not seen in %s', (cell) => {
    expect(kindsOf(draftOf(blankLineDump(withCell(0, 2, cell))))).toEqual([])
  })
})
