import type { Browser } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { browserForTests } from '../support/browser.ts'
import { element, openCard } from './card-stage.ts'

const browser = await browserForTests()
afterAll(() => browser?.close())

const values = [
  { n: '区科技局', v: 0.8, k: '甲' },
  { n: '区住建局', v: 0.45, k: '乙' },
  { n: '区水务局', v: 0.6, k: '甲' },
]
const data = { values }
const xy = { xField: 'n', yField: 'v', data }

/** The kinds that the platform's page of the chart names. */
const specs: Readonly<Record<string, object>> = {
  line: { type: 'line', ...xy },
  area: { type: 'area', ...xy },
  bar: { type: 'bar', ...xy },
  'bar lying': { type: 'bar', direction: 'horizontal', xField: 'v', yField: 'n', data },
  pie: { type: 'pie', valueField: 'v', categoryField: 'n', data },
  ring: {
    type: 'pie',
    valueField: 'v',
    categoryField: 'n',
    innerRadius: 0.6,
    outerRadius: 0.9,
    data,
  },
  common: {
    type: 'common',
    data: [{ id: 'd', values }],
    series: [
      { type: 'bar', dataId: 'd', xField: 'n', yField: 'v' },
      { type: 'line', dataId: 'd', xField: 'n', yField: 'v' },
    ],
    axes: [{ orient: 'left' }, { orient: 'bottom', type: 'band' }],
  },
  funnel: { type: 'funnel', categoryField: 'n', valueField: 'v', data },
  scatter: { type: 'scatter', ...xy },
  radar: { type: 'radar', categoryField: 'n', valueField: 'v', data },
  linearProgress: {
    type: 'linearProgress',
    direction: 'horizontal',
    xField: 'v',
    yField: 'n',
    data,
  },
  circularProgress: {
    type: 'circularProgress',
    valueField: 'v',
    categoryField: 'n',
    radius: 0.8,
    innerRadius: 0.6,
    data,
  },
  wordCloud: { type: 'wordCloud', nameField: 'n', valueField: 'v', data },
}

/** Runs in the page: how many colours a drawing has. */
const coloursOf = (canvas: HTMLElement | SVGElement) => {
  if (!(canvas instanceof HTMLCanvasElement)) return 0
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
  return new Set(pixels ? new Uint32Array(pixels.buffer) : []).size
}

describe.skipIf(!browser)('a chart in the page', () => {
  it('is drawn, of every kind', async () => {
    const charts = Object.values(specs).map((spec) => ({
      tag: 'chart',
      chart_spec: spec,
      aspect_ratio: '16:9',
      color_theme: 'brand',
    }))
    const { page, card, errors } = await openCard(browser as Browser, element(...charts), 'dark')
    const places = card.locator('.card-chart')
    for (const [index, kind] of Object.keys(specs).entries()) {
      await places.nth(index).and(card.locator('[data-drawn=true]')).waitFor()
      const canvas = places.nth(index).locator('canvas').first()
      expect(await canvas.evaluate(coloursOf), kind).toBeGreaterThan(5)
    }
    expect(await card.locator('.card-problem').count()).toBe(0)
    expect(errors).toEqual([])
    await page.close()
  })

  it('says what is wrong with one that cannot be drawn', async () => {
    const chart = { tag: 'chart', chart_spec: { type: 'nonsense', data } }
    const { page, card } = await openCard(browser as Browser, element(chart))
    await card.getByRole('alert').waitFor()
    expect(await card.getByRole('alert').innerText()).toContain('chart')
    await page.close()
  })

  it('is loaded with the first chart alone', async () => {
    const { page, card, show } = await openCard(browser as Browser, element({ tag: 'hr' }))
    const scripts = () =>
      page.evaluate(
        () =>
          performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'))
            .length,
      )
    const before = await scripts()
    await show(element({ tag: 'chart', chart_spec: specs.pie }))
    await card.locator('[data-drawn=true]').waitFor()
    expect(await scripts()).toBeGreaterThan(before)
    await page.close()
  })
})
