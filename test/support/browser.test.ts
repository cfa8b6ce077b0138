import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { browserForTests, errorsOf, openBrowser } from './browser.ts'

const browser = await browserForTests()
afterAll(() => browser?.close())
afterEach(() => vi.unstubAllEnvs())

describe.skipIf(!browser)('a browser for tests', () => {
  it('collects what a page complains about', async () => {
    const page = await browser?.newPage()
    if (!page) throw new Error('no page')
    const errors = errorsOf(page)
    await page.setContent('<script>console.error("said"); throw new Error("thrown")</script>')
    expect(errors.sort()).toEqual(['said', 'thrown'])
    await page.close()
  })
})

describe('without a browser', () => {
  it('says what is missing', async () => {
    vi.stubEnv('CHROMIUM', '/nowhere/chromium')
    await expect(openBrowser()).rejects.toThrow('Chromium is missing')
  })

  it('skips, but fails where CI is set', async () => {
    vi.stubEnv('CHROMIUM', '/nowhere/chromium')
    vi.stubEnv('CI', '')
    expect(await browserForTests()).toBeUndefined()
    vi.stubEnv('CI', 'true')
    await expect(browserForTests()).rejects.toThrow('Chromium is missing')
  })
})
