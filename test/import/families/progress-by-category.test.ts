import { describe, expect, it } from 'vitest'
import {
  categoryHeader,
  categoryRows,
  draftOf,
  kindsOf,
  repairOf,
  rowsOf,
  tabDump,
} from './progress-dumps.ts'

const usual = draftOf(tabDump(categoryRows))
const withCell = (row: number, column: number, cell: string) =>
  categoryRows.map((cells, at) => (at === row ? cells.with(column, cell) : cells))

describe('a dumped table of progress by category', () => {
  it('is read as printed, numbered by place', () => {
    expect(usual.plan).toMatchObject({ year: 2024, kind: 'progress_by_category' })
    expect(rowsOf(usual)).toEqual([
      {
        seq: 1,
        section: '主要预期目标',
        text: '财政收入稳步增长',
        progress: '全年数据未出',
        leads: ['区财政局'],
        others: ['各街道'],
      },
      {
        seq: 2,
        section: '主要预期目标',
        text: '空气优良率90%以上',
        progress: '优良率91.2%',
        leads: ['生态环境青禾分局'],
        others: ['区治水办'],
      },
      {
        seq: 3,
        section: '强化平台项目支撑',
        text: '开工项目14个，投用3个',
        progress: '开工11个项目',
        leads: ['区平台办'],
        others: ['区投促局'],
      },
      {
        seq: 4,
        section: '强化平台项目支撑',
        text: '招引龙头企业5家',
        progress: '招引龙头企业6家',
        leads: ['区投促局', '区商务局'],
        others: ['区高新园区管委会'],
      },
      {
        seq: 5,
        section: '强化平台项目支撑',
        text: '新建孵化器2家',
        progress: '新建孵化器1家',
        leads: ['区高新园区管委会'],
        others: ['区科技局'],
      },
      {
        seq: 6,
        section: '做精精细管理',
        text: '新建、改造公厕12座',
        progress: '已完工',
        leads: ['区城管局'],
        others: ['各街道'],
      },
    ])
    expect(usual.doubts).toEqual([])
    expect(usual.leftovers).toEqual([])
    expect(repairOf(usual, 'seq_by_place')).toBe(6)
    expect(repairOf(usual, 'seq_restored')).toBe(0)
  })

  it('reads a category that is printed again on the next page as the same one', () => {
    const rows = withCell(4, 0, '（二）\n\n强化平台项目支撑')
    const draft = draftOf(tabDump(rows))
    expect(rowsOf(draft)).toEqual(rowsOf(usual))
    expect(repairOf(draft, 'repeated_heading')).toBe(1)
  })

  it('keeps a cell that is printed empty, and doubts a row without units', () => {
    const noProgress = draftOf(tabDump(withCell(2, 4, '')))
    expect(rowsOf(noProgress)[2]).toMatchObject({ seq: 3, progress: null, leads: ['区平台办'] })
    expect(noProgress.tasks).toHaveLength(6)
    const noLead = draftOf(tabDump(withCell(2, 2, '')))
    expect(kindsOf(noLead)).toEqual(['lead_missing 3'])
    expect(rowsOf(noLead)[2]?.others).toEqual(['区投促局'])
  })

  it('lists a lead unit that stands in no other column once, and before the others', () => {
    const draft = draftOf(tabDump(withCell(5, 3, '区城建集团、各街道')))
    expect(rowsOf(draft)[5]).toMatchObject({
      leads: ['区城管局'],
      others: ['区城建集团', '各街道'],
    })
  })

  it('keeps its rows when single cells get lost, with doubts', () => {
    for (const [at, row] of categoryRows.entries()) {
      for (let column = 1; column < row.length; column += 1) {
        const damaged = categoryRows.map((cells, index) =>
          index === at ? cells.filter((_, place) => place !== column) : cells,
        )
        const draft = draftOf(tabDump(damaged))
        expect(draft.tasks, `row ${at} without ${column}`).toHaveLength(6)
        expect(
          draft.doubts.map(({ kind }) => kind),
          `row ${at} without ${column}`,
        ).toContain('column_guess')
      }
    }
  })

  it('reads columns in another order, with words and extra ones of its own', () => {
    const header = [
      '序号',
      '类别',
      '工作任务',
      '工作进展',
      '完成率',
      '存在问题',
      '备注',
      '责任单位',
    ]
    const rows = [
      ['1', '平安', '安装路灯80盏', '已安装60盏', '75%', '供货慢', '见附件', '区城管局、区建设局'],
      ['2', '', '改造路口3处', '完成2处', '66.7%', '', '', '区公安分局'],
      ['3', '文化', '办展4次', '已办4次', '100%', '', '', '区文旅局'],
    ]
    const draft = draftOf(tabDump(rows, { header }))
    expect(
      draft.tasks.map(({ seq, section, rate, problems }) => [seq, section, rate, problems]),
    ).toEqual([
      [1, ['平安'], 75, '供货慢'],
      [2, ['平安'], 66.7, null],
      [3, ['文化'], 100, null],
    ])
    expect(rowsOf(draft)[0]).toMatchObject({ leads: ['区城管局'], others: ['区建设局'] })
    expect(draft.leftovers.map(({ text }) => text)).toEqual(['见附件'])
    expect(draft.doubts).toEqual([])
  })

  it('keeps its header out of the rows where that has no 序号', () => {
    expect(draftOf(tabDump(categoryRows, { header: categoryHeader })).tasks).toHaveLength(6)
  })
})
