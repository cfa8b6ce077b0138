import { describe, expect, it } from 'vitest'
import { type RepairSwitches, repairContents } from '../../../src/import/repair/repair-contents.ts'

function mend(lines: readonly string[], switches: RepairSwitches = {}) {
  const pieces = lines.map((text, index) => ({ at: { line: index + 1 }, text }))
  const contents = { blocks: [{ kind: 'words' as const, pieces }], repairs: [], remarks: [] }
  const { blocks, repairs } = repairContents(contents, switches)
  return { lines: blocks.flatMap((block) => ('pieces' in block ? block.pieces : [])), repairs }
}
const texts = (lines: readonly string[], switches?: RepairSwitches) =>
  mend(lines, switches).lines.map(({ text }) => text)

describe('bracketed pinyin', () => {
  const faulty = ['區(qū)農(nóng)業(yè)局(農辦)', '鎮(zhèn)街、OPPO(Ⅱ)']

  it('goes, and is counted', () => {
    expect(texts(faulty)).toEqual(['区农业局(农办)', '镇街、OPPO(Ⅱ)'])
    expect(mend(faulty).repairs).toEqual([
      { kind: 'bracketed_pinyin', count: 4 },
      { kind: 'traditional_characters', count: 6 },
    ])
  })

  it('stays where it is switched off', () => {
    const switches = { bracketed_pinyin: false, traditional_characters: false }
    expect(texts(faulty, switches)).toEqual(faulty)
    expect(mend(faulty, switches).repairs).toEqual([])
  })

  it('stays where it is a note on how a word is said, and brackets of other words stay', () => {
    expect(texts(['重(chóng)新测绘'])).toEqual(['重(chóng)新测绘'])
    const brackets = ['甲(de)', '乙(app)', '丙(ū)', 'x(qū)', '一(2)']
    expect(texts(brackets)).toEqual(brackets)
  })
})

describe('traditional characters', () => {
  it('become simplified by the word in a traditional text', () => {
    const lines = [
      '發展農業產業，關於乾燥機具、乾坤書院的後續準備',
      '頭髮與發動機，瞭解情況，里面與裏面',
    ]
    expect(texts(lines)).toEqual([
      '发展农业产业，关于干燥机具、乾坤书院的后续准备',
      '头发与发动机，了解情况，里面与里面',
    ])
  })

  it('keep what simplified names have as well', () => {
    const lines = ['發展農業產業，關於提昇質量', '於長風', '周  昇', '張乾、顧國遠', '著手建設']
    expect(texts(lines)).toEqual([
      '发展农业产业，关于提升质量',
      '於长风',
      '周  昇',
      '张乾、顾国远',
      '着手建设',
    ])
  })

  it('stay as they are in a simplified text where it knows them, and go where it does not', () => {
    const text =
      '由於先生牵头，於山镇配合，提升发展水平，区教育局、區财政局参与建设并做好各项保障工作。'
    expect(texts([text.repeat(3)])).toEqual([text.repeat(3).replaceAll('區', '区')])
  })
})

it('puts characters for the radicals that PDF files print', () => {
  expect(mend(['⼀季度完成⼯程⻓度2公⾥']).lines[0]).toMatchObject({
    text: '一季度完成工程长度2公里',
  })
  expect(mend(['⼀季度']).repairs).toEqual([{ kind: 'compatibility_forms', count: 1 }])
})
