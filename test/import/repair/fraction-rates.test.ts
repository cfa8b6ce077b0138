import { describe, expect, it } from 'vitest'
import { contents, draftOfContents, sheet } from '../grid-table.ts'

const header = ['序号', '重点任务', '责任单位', '完成率']
const rows = (rates: readonly string[], rate = '完成率') =>
  sheet([
    header.with(3, rate),
    ...rates.map((one, at) => [String(at + 1), `修建道路${at + 3}公里`, '区交通局', one]),
  ])
const ratesOf = (rates: readonly string[], rate?: string) => {
  const { tasks, doubts } = draftOfContents(rows(rates, rate))
  return { rates: tasks.map((task) => task.rate), doubts: doubts.map(({ kind }) => kind) }
}

describe('rates of a sheet without a format', () => {
  it('that are shares of one are read as percentages, with a doubt', () => {
    expect(ratesOf(['0.83', '1', '0.125', '', '1.2', '0.333333333333'])).toEqual({
      rates: [83, 100, 12.5, null, 120, 33.33],
      doubts: ['column_guess'],
    })
    const [doubt] = draftOfContents(rows(['0.83', '1'])).doubts
    expect(doubt?.text).toContain('0.83 读作 83%')
  })

  it.each([
    ['one is above twice its target', ['0.5', '83', '1'], undefined],
    ['none has decimals', ['1', '0', '1'], undefined],
    ['one has its sign', ['0.5%', '0.8%', '1'], undefined],
    ['the header has the sign', ['0.5', '0.8', '1'], '完成率（%）'],
    ['there is one alone', ['0.5'], undefined],
  ])('stay as they are where %s', (_what, rates, rate) => {
    const { rates: read, doubts } = ratesOf(rates, rate)
    expect(read).toEqual(rates.map((one) => Number(one.replace('%', ''))))
    expect(doubts).toEqual([])
  })

  it('are judged table by table', () => {
    const two = contents(...rows(['0.5', '1']).blocks, ...rows(['50', '100']).blocks)
    expect(draftOfContents(two).tasks.map(({ rate }) => rate)).toEqual([50, 100, 50, 100])
  })
})
