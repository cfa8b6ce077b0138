import { describe, expect, it } from 'vitest'
import { readReportWords } from '../../src/domain/report-words.ts'
import { indicator, item, milestone, task } from './samples.ts'

const nodes = [
  milestone('m1', '2021-03-31'),
  milestone('m2', '2021-06-30'),
  milestone('m3', '2021-02-28', '2021-02-20'),
]
const measured = (...all: Parameters<typeof indicator>[0][]) =>
  task({ milestones: nodes, items: [item({ indicators: all.map((one) => indicator(one)) })] })
const projects = { id: 'n1', name: '引进亿元以上项目', unit: '个' }
const parking = { id: 'n2', name: '新增停车位', unit: '个' }
const money = { id: 'n3', name: '完成投资', unit: '亿元' }

describe('a report in one line', () => {
  it('is progress, with the percentage in it', () => {
    expect(readReportWords('已开工3所，完成60％', task())).toMatchObject({
      progress: '已开工3所，完成60％',
      percent: '60',
    })
  })

  it('has labels for the rest, in any order', () => {
    const said = '已开工3所。下步：补手续；问题：缺资金，节点：1、2 来源:电话'
    expect(readReportWords(said, measured())).toMatchObject({
      progress: '已开工3所',
      problems: '缺资金',
      nextSteps: '补手续',
      milestonesDone: ['m1', 'm2'],
      source: 'phone',
    })
  })

  it('takes words without a label before them for progress alone', () => {
    const { problems, milestonesDone } = readReportWords('没有问题，节点按期完成', task())
    expect([problems, milestonesDone]).toEqual([undefined, undefined])
  })
})

describe('figures', () => {
  it.each<[string, Parameters<typeof indicator>[0][], Record<string, string>]>([
    ['亿元以上15个', [projects, parking], { n1: '15个' }],
    [
      '引进亿元以上项目１５个，停车位180个',
      [projects, parking, money],
      { n1: '15个', n2: '180个' },
    ],
    ['完成投资3.2亿元', [projects, money], { n3: '3.2亿元' }],
    ['完成投资 32,000万元', [projects, money], { n3: '32000万元' }],
    ['15', [projects], { n1: '15' }],
    ['已引进15个', [projects], { n1: '15个' }],
    ['开了3次会', [projects], {}],
    ['开了3次会', [projects, parking], {}],
  ])('%s', (said, indicators, expected) => {
    expect(Object.fromEntries(readReportWords(said, measured(...indicators)).values)).toEqual(
      expected,
    )
  })
})
