import { describe, expect, it } from 'vitest'
import { withoutMarks } from '../../../src/import/repair/conversion-marks.ts'

describe('remains of a conversion', () => {
  it.each([
    ['<p>一、压实责任。</p> <p>二、补贴。</p>', ['一、压实责任。', '二、补贴。'], 4],
    ['<b>(二) 鲁明远副区长牵头重点工作</b>', ['(二) 鲁明远副区长牵头重点工作'], 2],
    [
      '<ol style="list-style-type: none"> <li>甲</li> <li>乙</li> </ol> 备注',
      ['甲', '乙', '备注'],
      6,
    ],
    ['甲<br/>乙&nbsp;丙', ['甲', '乙 丙'], 2],
    ['# 2025年度清湾区重点工作汇编', ['2025年度清湾区重点工作汇编'], 1],
    ['**已完成**', ['已完成'], 1],
    ['$95\\%$', ['95%'], 2],
    ['面积 $\\geq$ 10', ['面积 ≥ 10'], 2],
    ['体温≥37.3 < 40，甲<乙>丙，5*6', ['体温≥37.3 < 40，甲<乙>丙，5*6'], 0],
    ['', [], 0],
  ])('%s', (text, paragraphs, marks) => {
    expect(withoutMarks(text)).toEqual({ paragraphs, marks })
  })
})
