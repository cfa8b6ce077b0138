/**
 * `npm run gallery`: a picture of every card, light and dark, at the width of a phone, into gallery/,
 * with sheets of several cards and a page over all of them.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { errorsOf, openBrowser, serveFolder } from '../support/browser.ts'

const folder = 'gallery'
const origin = 'http://page.test'
const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]
/** Two dots a point, as phones have them. */
const sharpness = 2
/** How high a sheet of four columns may become, in points, so that it can be read at once. */
const sheetHeight = 1400

type Picture = { readonly name: string; readonly png: Buffer; readonly height: number }

async function draw(browser: Browser, theme: Theme): Promise<Picture[]> {
  const page = await browser.newPage({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: sharpness,
  })
  const errors = errorsOf(page)
  await serveFolder(page, origin, join('dist', 'sandbox-page'))
  await page.goto(`${origin}/gallery.html?theme=${theme}`)
  await page.locator('article.card').last().waitFor()
  const pictures: Picture[] = []
  for (const figure of await page.locator('figure').all()) {
    const name = (await figure.getAttribute('id')) ?? ''
    const png = await figure.locator('article.card').screenshot()
    writeFileSync(join(folder, theme, `${name}.png`), png)
    // The height stands in the first chunk of a PNG.
    pictures.push({ name, png, height: png.readUInt32BE(20) / sharpness })
  }
  await page.close()
  if (errors.length > 0) throw new Error(`the page complains: ${errors.join('; ')}`)
  return pictures
}

/** Pictures side by side, each in the column that is the shortest so far. */
function sheets(pictures: readonly Picture[]): Picture[][][] {
  const all: Picture[][][] = []
  let heights = [0, 0, 0, 0]
  for (const picture of pictures) {
    const shortest = heights.indexOf(Math.min(...heights))
    const isFull = (heights[shortest] ?? 0) + picture.height > sheetHeight
    if (all.length === 0 || (isFull && heights.some((height) => height > 0))) {
      all.push([[], [], [], []])
      heights = [0, 0, 0, 0]
    }
    const column = isFull ? 0 : shortest
    all.at(-1)?.[column]?.push(picture)
    heights[column] = (heights[column] ?? 0) + picture.height + 40
  }
  return all
}

const inline = ({ name, png }: Picture) =>
  `<p>${name}</p><img src="data:image/png;base64,${png.toString('base64')}">`

async function drawSheets(browser: Browser, theme: Theme, pictures: readonly Picture[]) {
  const page = await browser.newPage({ viewport: { width: 1568, height: 400 } })
  for (const [index, columns] of sheets(pictures).entries()) {
    const drawn = columns.map((column) => `<div>${column.map(inline).join('')}</div>`)
    const look = 'body{display:flex;margin:0;background:#808080;font:12px sans-serif;color:#fff}'
    await page.setContent(
      `<style>${look} div{width:392px} img{width:366px} p{margin:6px 0 2px}</style>${drawn.join('')}`,
    )
    await page
      .locator('img')
      .last()
      .evaluate((image: HTMLImageElement) => image.decode())
    await page.screenshot({ path: join(folder, `sheet-${theme}-${index + 1}.png`), fullPage: true })
  }
  await page.close()
}

/** A page over all pictures, light beside dark. */
function overview(pictures: readonly Picture[]): string {
  const rows = pictures.map(
    ({ name }) =>
      `<figure id="${name}"><figcaption>${name}</figcaption>` +
      themes.map((theme) => `<img src="${theme}/${name}.png" alt="" loading="lazy">`).join('') +
      '</figure>',
  )
  const look =
    'body{font:14px sans-serif;background:#ddd}figure{display:inline-block;vertical-align:top}img{width:366px;margin:4px;vertical-align:top}'
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>督办卡片一览</title><style>${look}</style>${rows.join('\n')}</html>\n`
}

async function drawAll(): Promise<number> {
  readFileSync(join('dist', 'sandbox-page', 'gallery.html'))
  const browser = await openBrowser()
  try {
    rmSync(folder, { recursive: true, force: true })
    let count = 0
    for (const theme of themes) {
      mkdirSync(join(folder, theme), { recursive: true })
      const pictures = await draw(browser, theme)
      await drawSheets(browser, theme, pictures)
      writeFileSync(join(folder, 'index.html'), overview(pictures))
      count += pictures.length
    }
    return count
  } finally {
    await browser.close()
  }
}

try {
  const count = await drawAll()
  process.stdout.write(`${count} pictures in ${folder}/; all of them: ${folder}/index.html\n`)
} catch (error) {
  process.stderr.write(`no pictures: ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
