/**
 * A browser for tests of pages and for pictures: the Chromium that the machine has. Nothing is
 * downloaded. `CHROMIUM` names another program.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

const programs = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Two Chinese characters that look the same are two empty boxes: there is no font for them. */
async function hasChineseFont(browser: Browser): Promise<boolean> {
  const page = await browser.newPage()
  const pictures = await page.evaluate(() =>
    ['督', '办'].map((sign) => {
      const canvas = document.createElement('canvas')
      const pen = canvas.getContext('2d')
      if (pen) pen.font = '32px sans-serif'
      pen?.fillText(sign, 10, 40)
      return canvas.toDataURL()
    }),
  )
  await page.close()
  return pictures[0] !== pictures[1]
}

/** Starts Chromium. Throws a line that says what is missing: the browser, or a Chinese font. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? programs.find((path) => existsSync(path))
  if (!executablePath || !existsSync(executablePath))
    throw new Error('Chromium is missing: install the package chromium, or name it in CHROMIUM')
  const browser = await chromium.launch({ executablePath, args: quiet })
  if (await hasChineseFont(browser)) return browser
  await browser.close()
  throw new Error('a Chinese font is missing: install the package fonts-noto-cjk')
}

/**
 * The browser for a file of tests, to be closed at its end; use it as
 * `describe.skipIf(!browser)`. Without one the tests are skipped with a line, or fail where CI is set.
 */
export async function browserForTests(): Promise<Browser | undefined> {
  try {
    return await openBrowser()
  } catch (error) {
    if (process.env.CI || !(error instanceof Error)) throw error
    process.stdout.write(`skipped: ${error.message}\n`)
    return undefined
  }
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** Serves the files of a built page under `origin`, without a server. Nothing else is reachable. */
export async function serveFolder(page: Page, origin: string, folder: string): Promise<void> {
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url())
    const path = join(
      folder,
      url.pathname.endsWith('/') ? `${url.pathname}index.html` : url.pathname,
    )
    if (url.origin !== origin || !existsSync(path)) return route.fulfill({ status: 404, body: '' })
    const contentType = types[extname(path)] ?? 'application/octet-stream'
    return route.fulfill({ contentType, body: await readFile(path) })
  })
}

/** What went wrong in a page: exceptions, and errors written to the console. */
export function errorsOf(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return errors
}
