import { describe, expect, it } from 'vitest'
import {
  contentsOf,
  draftOf,
  kindsOf,
  listHeader,
  listRows,
  repairOf,
  rowsOf,
  sheet,
  wide,
} from './progress-dumps.ts'

const usual = draftOf(contentsOf(sheet([listHeader, ...listRows])))

describe('a progress table in rows and columns', () => {
  it('is read as printed, with its title row', () => {
    const draft = draftOf(
      contentsOf(
        sheet([
          wide('2024年度重点工作进展情况表', 4),
          wide('填报单位：青禾区政府办　　2024年7月', 4),
          listHeader,
          ...listRows,
        ]),
      ),
    )
    expect(draft.plan).toMatchObject({ title: '2024年度重点工作进展情况表', year: 2024 })
    expect(rowsOf(draft)).toEqual(rowsOf(usual))
    expect(rowsOf(usual)[2]).toMatchObject({ seq: 3, leads: ['教育局'], others: ['文化馆'] })
    expect(draft.tasks[0]?.source).toEqual({ sheet: '进展表', row: 4 })
    expect(draft.doubts).toEqual([])
    expect(draft.leftovers.map(({ text }) => text)).toEqual(['填报单位：青禾区政府办2024年7月'])
  })

  it('carries merged categories and units down', () => {
    const draft = draftOf(
      contentsOf(
        sheet([
          ['类别', '目标任务', '责任单位', '完成情况'],
          [
            { text: '一、兴业', rows: 2 },
            '建成厂房3幢',
            { text: '区经信局', rows: 2 },
            '已建成2幢',
          ],
          [null, '招引项目5个', null, '已招引4个'],
          ['二、宜居', '改造小区6个', '区住建局', '改造5个'],
        ]),
      ),
    )
    expect(draft.plan.kind).toBe('progress_by_category')
    expect(rowsOf(draft).map(({ seq, section, leads }) => [seq, section, leads])).toEqual([
      [1, '兴业', ['区经信局']],
      [2, '兴业', ['区经信局']],
      [3, '宜居', ['区住建局']],
    ])
    expect(repairOf(draft, 'seq_by_place')).toBe(3)
    expect(draft.doubts).toEqual([])
  })

  it('reads blank cells below a category as its own, as a sheet without merged cells has them', () => {
    const draft = draftOf(
      contentsOf(
        sheet([
          ['序号', '类别', '工作任务', '责任单位', '工作进展'],
          ['1', '兴业', '建成厂房3幢', '区经信局', '已建成2幢'],
          ['2', '', '招引项目5个', '区投促局', '已招引4个'],
          ['3', '宜居', '改造小区6个', '', '改造5个'],
        ]),
      ),
    )
    expect(draft.tasks.map(({ section }) => section)).toEqual([['兴业'], ['兴业'], ['宜居']])
    expect(kindsOf(draft)).toEqual(['lead_missing 3'])
  })

  it('takes rows of one cell for headings, and notes and sums for leftovers', () => {
    const draft = draftOf(
      contentsOf(
        sheet([
          listHeader,
          wide('一、兴业富民', 4),
          wide('（一）产业', 4),
          ['1', '建成厂房3幢', '已建成2幢', '区经信局'],
          wide('（二）招商', 4),
          ['2', '招引项目5个', '已招引4个', '区投促局'],
          wide('二、宜居', 4),
          ['3', '改造小区6个', '改造5个', '区住建局'],
          ['合计', '3项', '', ''],
          wide('注：数据截至6月底。', 4),
        ]),
      ),
    )
    expect(draft.tasks.map(({ section }) => section.join('/'))).toEqual([
      '兴业富民/产业',
      '兴业富民/招商',
      '宜居',
    ])
    expect(draft.plan.kind).toBe('progress_by_category')
    expect(draft.leftovers.map(({ text }) => text)).toEqual(['合计', '3项', '注：数据截至6月底。'])
  })

  it('reads a task that reaches over several rows as one', () => {
    const draft = draftOf(
      contentsOf(
        sheet([
          listHeader,
          [{ text: '1', rows: 2 }, { text: '建成厂房3幢', rows: 2 }, '东厂已建成', '区经信局'],
          [null, null, '西厂在建', '区城投集团'],
          ['2', '招引项目5个', '已招引4个', '区投促局'],
        ]),
      ),
    )
    expect(rowsOf(draft)[0]).toMatchObject({
      progress: '东厂已建成西厂在建',
      leads: ['区经信局'],
      others: ['区城投集团'],
    })
    expect(draft.tasks).toHaveLength(2)
  })

  it.each([
    ['进展情况及存在问题'],
    ['完成情况（截至2024年6月30日）'],
    ['目前进展'],
    ['工作推进情况'],
    ['落实情况'],
    ['当前进度'],
    ['上半年完成情况'],
    ['办理进展'],
  ])('knows %s', (name) => {
    const header = ['序号', '重点工作', '牵头单位', '配合单位', name, '下步工作计划', '备注']
    const draft = draftOf(
      contentsOf(
        sheet([header, ['1', '建成厂房3幢', '区经信局', '各街道', '已建成2幢', '加快', '无']]),
      ),
    )
    expect(rowsOf(draft)[0]).toMatchObject({
      text: '建成厂房3幢',
      progress: '已建成2幢',
      leads: ['区经信局'],
      others: ['各街道'],
    })
    expect(draft.leftovers.map(({ text }) => text)).toEqual(['加快', '无'])
  })

  it('takes rates, problems, highlights, leaders, persons and dates from their columns', () => {
    const header = [
      '序号',
      '工作任务',
      '牵头领导',
      '责任单位',
      '责任人',
      '完成时限',
      '进展情况',
      '完成率',
      '存在问题',
      '工作亮点',
    ]
    const row = [
      '1',
      '建成厂房3幢',
      '鲁明远',
      '区经信局',
      '祝青',
      '2024年9月底前',
      '已建成2幢',
      '66.7%',
      '用地指标不足',
      '首创拿地即开工',
    ]
    const [task] = draftOf(contentsOf(sheet([header, row]))).tasks
    expect(task).toMatchObject({
      rate: 66.7,
      problems: '用地指标不足',
      highlights: '首创拿地即开工',
      milestones: [{ due: '2024-09-30' }],
    })
    expect(task?.duties.map(({ role, name }) => [role, name])).toEqual([
      ['lead_leader', '鲁明远'],
      ['lead_unit', '区经信局'],
      ['owner', '祝青'],
    ])
  })

  it('reads a table without a column of progress, but with figures', () => {
    const header = ['序号', '目标任务', '目标值', '完成值', '完成率', '责任单位']
    const draft = draftOf(
      contentsOf(
        sheet([
          header,
          ['1', '新增泊位', '300个', '180个', '60%', '区城管局'],
          ['2', '招引项目', '5个', '5个', '100%', '区投促局'],
        ]),
      ),
    )
    expect(draft.tasks.map(({ rate, items }) => [rate, items])).toEqual([
      [
        60,
        [
          {
            title: '新增泊位',
            rate: null,
            indicators: [{ name: '新增泊位', target: '300个', current: '180个', rate: null }],
          },
        ],
      ],
      [
        100,
        [
          {
            title: '招引项目',
            rate: null,
            indicators: [{ name: '招引项目', target: '5个', current: '5个', rate: null }],
          },
        ],
      ],
    ])
  })
})
