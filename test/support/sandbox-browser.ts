import type { Browser, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { sampleOpenId } from '../../src/sandbox/sample/world.ts'
import { errorsOf } from './browser.ts'
import { startPage } from './start-page.ts'

export const narrow = { width: 390, height: 844 }
export const wide = { width: 1280, height: 900 }

type Size = typeof narrow

/** The page of a fresh sandbox in a browser that reaches nothing but this machine. */
export async function openSandbox(browser: Browser, size: Size) {
  const sandbox = await startPage()
  const isTouch = size.width < 500
  const context = await browser.newContext({
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'America/New_York',
    ...(isTouch ? { hasTouch: true, isMobile: true } : {}),
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const elsewhere: string[] = []
  await page.route('**/*', (route) => {
    const { hostname } = new URL(route.request().url())
    if (hostname === '127.0.0.1') return route.continue()
    elsewhere.push(route.request().url())
    return route.abort('internetdisconnected')
  })
  const errors = errorsOf(page)
  const startedAt = Date.now()
  await page.goto(sandbox.pageUrl)
  await page.getByRole('button', { name: '放入示例任务表' }).waitFor()
  const readyMs = Date.now() - startedAt
  return { ...sandbox, ...driver(page), page, errors, elsewhere, readyMs }
}

export type OpenSandbox = Awaited<ReturnType<typeof openSandbox>>

/** The words of a test: the three phones, and what is done on them. */
function driver(page: Page) {
  const phone = (place: number) => page.locator(`#phone-${place}`)
  const bar = page.getByRole('banner')
  return {
    phone,
    /** Presses a button of the newest card that has it. */
    presses: (place: number, label: string) =>
      phone(place)
        .locator('.card')
        .getByRole('button', { name: label, exact: true })
        .last()
        .click(),
    /** The guide's own button, on whichever phone it is. */
    guide: (label: string) =>
      page.locator('.guide-card').getByRole('button', { name: label }).click(),
    /** On a narrow screen: to the phone of this person, where the guide goes on. */
    goes: async (name: string) => {
      const hint = page.locator('.guide-card.elsewhere').filter({ hasText: name, visible: true })
      await hint.first().getByRole('button').click()
      await page.locator('.tabs [aria-current=true]').filter({ hasText: name }).waitFor()
    },
    types: async (place: number, text: string) => {
      const field = phone(place).getByRole('textbox', { name: /^发送给/ })
      await field.fill(text)
      await field.press('Enter')
    },
    /** Waits until the toast is on the phone, and says what it is. */
    toast: async (place: number, words: string) => {
      await phone(place).getByRole('status').getByText(words).waitFor()
    },
    /** The newest card of a phone with these words. */
    card: (place: number, words: string | RegExp) =>
      phone(place).locator('.card').filter({ hasText: words }).last(),
    changesOwner: (place: number, name: string) =>
      phone(place).getByLabel('换人').selectOption(sampleOpenId(name)),
    clock: async (choice: string) => {
      await bar.getByRole('button', { name: /^调时间/ }).click()
      await bar.getByRole('button', { name: choice }).click()
    },
  }
}
