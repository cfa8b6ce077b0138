import { afterAll, describe, expect, it } from 'vitest'
import { gallery } from '../../cards/gallery/index.ts'
import { browserForTests } from '../support/browser.ts'
import { openPage, phone } from './card-stage.ts'

const browser = await browserForTests()
afterAll(() => browser?.close())

/** Runs in the page: what sticks out of each card, frames that scroll left aside. */
const sticksOut = (width: number) =>
  [...document.querySelectorAll('article.card')].flatMap((card) => {
    const edge = card.getBoundingClientRect().right + 0.5
    const name = card.closest('figure')?.id
    const outside = [...card.querySelectorAll('*')].filter(
      (part) =>
        !part.closest('.card-table-frame, pre') && part.getBoundingClientRect().right > edge,
    )
    return [
      ...(edge > width ? [`${name} is wider than the phone`] : []),
      ...outside.map((part) => `${name}: ${part.className || part.tagName}`),
    ]
  })

/** Runs in the page: words with less contrast than WCAG AA asks for (4.5, large ones 3). */
const unreadable = () => {
  const numbers = (colour: string) => colour.match(/[\d.]+/g)?.map(Number) ?? []
  const light = ([red = 0, green = 0, blue = 0]: number[]) =>
    [red, green, blue]
      .map((part) => part / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0)
  const ground = (from: Element): number[] => {
    for (let at: Element | null = from; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor)
      if (colour.length === 3 || (colour[3] ?? 0) > 0.99) return colour
    }
    return [255, 255, 255]
  }
  const found: string[] = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const owner = node.parentElement
    if (!owner?.closest('article.card') || !node.textContent?.trim()) continue
    if (owner.closest(':disabled, option, [hidden]')) continue
    const style = getComputedStyle(owner)
    const sides = [light(numbers(style.color)), light(ground(owner))].sort((a, b) => b - a)
    const ratio = ((sides[0] ?? 0) + 0.05) / ((sides[1] ?? 0) + 0.05)
    const enough = Number.parseFloat(style.fontSize) >= 18 ? 3 : 4.5
    if (ratio < enough) found.push(`${ratio.toFixed(2)} ${node.textContent.slice(0, 20)}`)
  }
  return found
}

describe.skipIf(!browser)('the gallery on a phone', () => {
  it.each(['light', 'dark'])('draws every card, %s', async (theme) => {
    if (!browser) return
    const { page, errors } = await openPage(browser, `gallery.html?theme=${theme}`)
    await page.locator('article.card').last().waitFor()
    expect(await page.locator('article.card').count()).toBe(gallery.length)
    expect(await page.locator('.card-problem').allTextContents()).toEqual([])
    expect(errors).toEqual([])
    expect(await page.evaluate(sticksOut, phone.width)).toEqual([])
    expect(await page.evaluate(unreadable)).toEqual([])
    await page.close()
  })

  it('leaves no mark-up of ours behind', async () => {
    if (!browser) return
    const { page } = await openPage(browser, 'gallery.html')
    await page.locator('article.card').last().waitFor()
    for (const { name } of gallery.filter((exhibit) => !exhibit.name.includes('hostile')))
      expect(await page.locator(`#${name}`).innerText(), name).not.toMatch(/\*\*|&#|<\/?\w|~~/)
    await page.close()
  })
})
