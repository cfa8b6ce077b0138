import { Hono } from 'hono'
import { imageFormat } from './file-api.ts'
import type { Stagehand } from './platform.ts'

const shownInPage = ['png', 'jpg', 'gif', 'webp', 'bmp']

/** The bytes of a file or picture in a chat. Only pictures are shown; the rest is saved. */
export function filesRoute(platform: Stagehand): Hono {
  const app = new Hono()
  app.get('/files/:key', (context) => {
    const file = platform.store.files.get(context.req.param('key'))
    if (!file) return context.notFound()
    const format = imageFormat(file.bytes)
    const isPicture = format !== undefined && shownInPage.includes(format)
    const name = encodeURIComponent(file.name)
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': isPicture ? `image/${format}` : 'application/octet-stream',
        'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
        'x-content-type-options': 'nosniff',
      },
    })
  })
  return app
}
