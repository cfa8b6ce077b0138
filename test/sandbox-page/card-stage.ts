import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import type { CardAct } from '../../src/sandbox/page/card/card-view.tsx'
import { errorsOf, serveFolder } from '../support/browser.ts'

const origin = 'http://page.test'
const folder = fileURLToPath(new URL('../../dist/sandbox-page', import.meta.url))

/** The width of a phone. */
export const phone = { width: 390, height: 844 }

export const element = (...elements: readonly object[]) => ({ schema: '2.0', body: { elements } })
export const plain = (content: string) => ({ tag: 'plain_text', content })

/** A page of the build, with what it complained about. */
export async function openPage(browser: Browser, path: string) {
  const page = await browser.newPage({ viewport: phone })
  const errors = errorsOf(page)
  await serveFolder(page, origin, folder)
  await page.goto(`${origin}/${path}`)
  return { page, errors }
}

/** One card to act in. Presses wait until `answer`. */
export async function openCard(browser: Browser, card: unknown, theme: 'light' | 'dark' = 'light') {
  const opened = await openPage(browser, `gallery.html?try&theme=${theme}`)
  const stage = {
    ...opened,
    show: (next: unknown) => opened.page.getByLabel('卡片 JSON').fill(JSON.stringify(next)),
    answer: () => opened.page.getByRole('button', { name: '回答' }).click(),
    acts: () => actsIn(opened.page),
    card: opened.page.locator('article.card'),
  }
  await stage.show(card)
  await stage.card.waitFor()
  return stage
}

async function actsIn(page: Page): Promise<CardAct[]> {
  const lines = await page.getByRole('list', { name: '操作记录' }).locator('li').allTextContents()
  return lines.map((line) => JSON.parse(line))
}
