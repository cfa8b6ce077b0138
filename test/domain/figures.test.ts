import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { figureOf, percentOf } from '../../src/domain/figures.ts'

describe('a figure', () => {
  it.each([
    ['121万头', '1210000', '头', null],
    ['121 万头', '1210000', '头', null],
    ['1.4 万亿元', '1400000000000', '元', null],
    ['１０％', '10', '%', null],
    ['30以上', '30', '', 'at_least'],
    ['不少于30家', '30', '家', 'at_least'],
    ['力争50个', '50', '个', 'at_least'],
    ['≥98%', '98', '%', 'at_least'],
    ['不超过5家', '5', '家', 'at_most'],
    ['控制在3.5%以内', '3.5', '%', 'at_most'],
    ['≤0.22', '0.22', '', 'at_most'],
    ['前10名', '10', '名', 'at_most'],
    ['第3名', '3', '名', 'at_most'],
    ['=100%', '100', '%', 'equal'],
    ['完成', '1', '', 'once'],
    ['是', '1', '', 'once'],
    ['未完成', '0', '', null],
    ['0', '0', '', null],
    ['1,200.5吨', '1200500', '公斤', null],
    ['30万吨/天', '300000', '吨/天', null],
    ['33.5微克/立方米', '33.5', '微克/立方米', null],
    ['1件/万人口', '1', '件/万人口', null],
    ['7.5公里', '7500', '米', null],
    ['800千米', '800000', '米', null],
    ['3个百分点', '3', '个百分点', null],
    ['48万', '480000', '', null],
    ['200余场', '200', '场', null],
    ['14条（段）', '14', '条', null],
    ['-2.5%', '-2.5', '%', null],
  ])('%s is %s %s (%s)', (printed, value, unit, direction) => {
    expect(figureOf(printed)).toMatchObject({ value, unit, direction })
  })

  it('has both ends of a range, and the note behind it', () => {
    expect(figureOf('2-3条')).toMatchObject({ value: '2', upTo: '3', unit: '条' })
    expect(figureOf('5%~8%')).toMatchObject({ value: '5', upTo: '8' })
    expect(figureOf('0（待年底核算）')).toMatchObject({ value: '0', note: '待年底核算' })
  })

  it.each([
    '',
    '茶园面积',
    '42项工作清单完成数',
    '104国道改建工程投资额',
    '2021年支持新项目数',
    '12个渡口竣工交付',
    '3个报告（1.规划主报告；2.专题报告；3.批复文件）',
    '新增救护车 10 辆',
    '4、5号高炉改造形象进度',
    '建成投用5所学校，其中2所为新建学校，其余为改扩建学校，全部于年底前完成',
  ])('%s is none', (words) => {
    expect(figureOf(words)).toBeUndefined()
  })

  it('is read at once, however long or odd', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const figure = figureOf(text)
        if (figure) expect(Number.isFinite(Number(figure.value))).toBe(true)
      }),
    )
    const start = performance.now()
    figureOf(`${'不超过'.repeat(20_000)}1`)
    figureOf('1,111'.repeat(20_000))
    expect(performance.now() - start).toBeLessThan(200)
  })
})

it.each([
  ['68.76%', '68.76'],
  ['100 ％', '100'],
  ['68.76', undefined],
  ['约70%', undefined],
])('%s is %s per cent', (printed, expected) => {
  expect(percentOf(printed)).toBe(expected)
})
