import { describe, expect, it } from 'vitest'
import { readText } from '../../../src/import/containers/text.ts'
import { readContents } from '../../../src/import/read-document.ts'
import { unaccounted } from '../accounting.ts'
import {
  compiledDraft,
  compiledText,
  indicatorOf,
  itemOf,
  lowHeader,
  type PrintedRow,
  rowsOf,
  type SampleTask,
  sampleParts,
  taskOf,
  textOf,
  topHeader,
} from '../compiled-table.ts'

const title = '2025年清湾区重点工作完成情况汇编'
const tableOf = (rows: readonly PrintedRow[]) => textOf([topHeader, lowHeader, ...rows], title)

describe('printed rates', () => {
  const doubtsOf = async (item: SampleTask['items'][number], changes: Partial<SampleTask> = {}) => {
    const sample = { ...taskOf(1, '稳定就业。', [item]), ...changes }
    return (await compiledDraft(tableOf(rowsOf(sample)))).doubts
  }
  const indicator = (name: string, target: string, current: string, rate: string) => ({
    name,
    target,
    current,
    rate,
  })

  it('are doubted where the formula gives another', async () => {
    const doubts = await doubtsOf(
      itemOf('新增岗位。', [indicator('岗位数', '40个', '30个', '70%')]),
    )
    expect(doubts).toMatchObject([{ kind: 'rate_mismatch', taskSeq: 1 }])
    expect(doubts[0]?.text).toContain('30个 ÷ 40个 = 75%')
    const item = { ...itemOf('新增岗位。', [indicatorOf('岗位数', 40, 30, '个')]), rate: '80%' }
    expect((await doubtsOf(item, { rate: '80%' })).map(({ text }) => text)).toEqual([
      expect.stringContaining('（75）÷ 1 = 75%'),
    ])
    const task = await doubtsOf(itemOf('新增岗位。', [indicatorOf('岗位数', 40, 30, '个')]), {
      rate: '90%',
    })
    expect(task.map(({ text }) => text)).toEqual([expect.stringContaining('印为90%')])
  })

  it('may be rounded or truncated', async () => {
    const item = itemOf('新增岗位。', [indicator('岗位数', '3个', '2个', '66.67%')])
    expect(await doubtsOf({ ...item, rate: '66%' }, { rate: '66%' })).toEqual([])
    expect(await doubtsOf({ ...item, rate: '66.6%' }, { rate: '66.6%' })).toEqual([])
  })

  it.each([
    ['城镇登记失业率', '3.5%', '2.5%', '71.43%'],
    ['颗粒物浓度', '33.5微克/立方米', '26.4微克/立方米', '100%'],
    ['事故数', '不超过5起', '8起', '160%'],
  ])('suspect another direction: %s', async (name, target, current, rate) => {
    const doubts = await doubtsOf(itemOf('做好控制。', [indicator(name, target, current, rate)]), {
      rate: rate === '160%' ? '100%' : rate,
    })
    expect(doubts.map(({ kind }) => kind)).toContain(
      rate === '160%' ? 'rate_mismatch' : 'direction_suspected',
    )
  })

  it('suspect an upper limit that the item’s words name', async () => {
    const item = itemOf('死亡人数控制在20人以内。', [indicator('人数', '20人', '15人', '75%')])
    expect((await doubtsOf(item)).map(({ kind }) => kind)).toEqual(['direction_suspected'])
    const least = itemOf('新增岗位不低于20个。', [indicator('岗位', '20个', '15个', '75%')])
    expect(await doubtsOf(least)).toEqual([])
  })
})

describe('every word', () => {
  it('ends in a field, a heading, a repair or the leftovers', async () => {
    const note = [...Array<string>(3).fill(''), '8个', ...Array<string>(8).fill('')]
    const text = compiledText(sampleParts, (one) => [...rowsOf(one), note])
    const contents = readText(text)
    const outcome = readContents(contents, '汇编.txt')
    if (!outcome.ok) throw new Error(outcome.message)
    expect(unaccounted(contents, outcome.draft)).toEqual([])
  })
})
