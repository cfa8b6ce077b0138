import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'

/** Beside the bundle once built; the sources use what was built last. */
const candidates = ['./sandbox-page/', '../../dist/sandbox-page/'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
)

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Nothing from elsewhere: the page works without a network, and tells nobody anything. */
const policy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "frame-ancestors 'none'",
  "base-uri 'self'",
].join('; ')

const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

async function fileOf(path: string): Promise<Buffer | undefined> {
  for (const folder of candidates) {
    const bytes = await readFile(folder + path).catch(() => undefined)
    if (bytes) return bytes
  }
  return undefined
}

/** The page as it was built, and the one that shows every card in every state. */
export function pageFiles(): Hono {
  const app = new Hono()
  const html = (name: string) => async () => {
    const page = await fileOf(name)
    if (!page) return new Response('页面还没有构建，请先运行 npm run build', { status: 503 })
    return new Response(new Uint8Array(page), {
      headers: { ...headers, 'content-type': types['.html'] ?? '', 'cache-control': 'no-cache' },
    })
  }
  app.get('/', html('index.html'))
  app.get('/gallery.html', html('gallery.html'))
  app.get('/assets/:name{[\\w.-]+}', async (context) => {
    const name = context.req.param('name')
    const type = types[extname(name)]
    const bytes = type ? await fileOf(`assets/${name}`) : undefined
    if (!type || !bytes) return context.notFound()
    // The name holds a hash of the content.
    const cached = 'public, max-age=31536000, immutable'
    return new Response(new Uint8Array(bytes), {
      headers: { ...headers, 'content-type': type, 'cache-control': cached },
    })
  })
  return app
}
