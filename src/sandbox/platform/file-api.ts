import type { Call, Endpoint } from './endpoint.ts'
import { multipart, type Part } from './multipart.ts'
import { Refusal } from './refusal.ts'
import type { StoredFile } from './store.ts'

const fileTypes = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream']
const maxFile = 30 * 1024 * 1024
const maxImage = 10 * 1024 * 1024

type Form = {
  readonly text: (name: string) => string
  readonly part: (name: string) => Part | undefined
}

async function form(call: Call): Promise<Form> {
  const { req } = call.context
  const body = Buffer.from(await req.arrayBuffer())
  const parts = multipart(body, req.header('content-type') ?? '')
  if (!parts) throw new Refusal(234001)
  const part = (name: string) => parts.find((one) => one.name === name)
  return { part, text: (name) => part(name)?.bytes.toString('utf8') ?? '' }
}

function bytesOf(part: Part | undefined, max: number): Uint8Array {
  if (!part) throw new Refusal(234001)
  if (part.bytes.length === 0) throw new Refusal(234010)
  if (part.bytes.length > max) throw new Refusal(234006)
  return part.bytes
}

/** im-v1/file/create: at most 30 MB, not empty, a name with its type. */
async function uploadFile(call: Call) {
  const { text, part } = await form(call)
  const fileType = text('file_type')
  const name = text('file_name')
  if (!fileTypes.includes(fileType) || name === '') throw new Refusal(234001)
  const bytes = bytesOf(part('file'), maxFile)
  const key = call.store.nextId('file_v3_')
  call.store.files.set(key, { key, kind: 'file', fileType, name, bytes, owner: 'bot' })
  return { file_key: key }
}

const formats: readonly (readonly [string, RegExp])[] = [
  ['png', /^89504e47/],
  ['jpg', /^ffd8ff/],
  ['gif', /^47494638/],
  ['bmp', /^424d/],
  ['webp', /^52494646.{8}57454250/],
  ['tiff', /^(49492a00|4d4d002a)/],
  ['ico', /^00000100/],
  ['heic', /^.{8}6674797068656963/],
]

export function imageFormat(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex')
  return formats.find(([, pattern]) => pattern.test(head))?.[0]
}

function pixels(bytes: Uint8Array, format: string): number {
  const view = Buffer.from(bytes)
  if (format === 'png' && view.length >= 24)
    return Math.max(view.readUInt32BE(16), view.readUInt32BE(20))
  if (format === 'gif' && view.length >= 10)
    return Math.max(view.readUInt16LE(6), view.readUInt16LE(8))
  return 0
}

/** im-v1/image/create: at most 10 MB, a known format, GIF up to 2000², others 12000². */
async function uploadImage(call: Call) {
  const { text, part } = await form(call)
  const fileType = text('image_type')
  if (!['message', 'avatar'].includes(fileType)) throw new Refusal(234001)
  const bytes = bytesOf(part('image'), maxImage)
  const format = imageFormat(bytes)
  if (!format) throw new Refusal(234011)
  const max = format === 'gif' ? 2000 : fileType === 'avatar' ? 4096 : 12_000
  if (pixels(bytes, format) > max) throw new Refusal(234039)
  const key = call.store.nextId('img_v3_')
  const name = `${key}.${format}`
  call.store.files.set(key, { key, kind: 'image', fileType, name, bytes, owner: 'bot' })
  return { image_key: key }
}

function download(file: StoredFile): Response {
  const type =
    file.kind === 'image' ? `image/${imageFormat(file.bytes)}` : 'application/octet-stream'
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': type,
      'content-length': String(file.bytes.length),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
  })
}

/** im-v1/file/get and im-v1/image/get: the app's own uploads alone. */
function own(call: Call, key: string, kind: 'file' | 'image'): Response {
  const file = call.store.files.get(key)
  if (!file || file.kind !== kind) throw new Refusal(234001)
  if (file.owner !== 'bot') throw new Refusal(234008)
  return download(file)
}

/** im-v1/message-resource/get: the key must be of that message, the bot in its chat. */
function resource({ store, param, query }: Call): Response {
  const type = query('type')
  if (type !== 'file' && type !== 'image') throw new Refusal(234001)
  const message = store.message(param('message_id'))
  if (!message) throw new Refusal(234001)
  if (message.msgType === 'interactive') throw new Refusal(234043)
  if (!store.chat(message.chatId)?.botIsIn) throw new Refusal(234004)
  if (message.isRecalled) throw new Refusal(230110)
  const file = store.files.get(param('file_key'))
  if (!file || file.kind !== type || !message.fileKeys.includes(file.key)) throw new Refusal(234003)
  return download(file)
}

const upload = ['im:resource', 'im:resource:upload']

export const fileEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/im/v1/files', scopes: upload, handle: uploadFile },
  {
    method: 'GET',
    path: '/im/v1/files/:file_key',
    scopes: ['im:resource'],
    handle: (call) => own(call, call.param('file_key'), 'file'),
  },
  { method: 'POST', path: '/im/v1/images', scopes: upload, handle: uploadImage },
  {
    method: 'GET',
    path: '/im/v1/images/:image_key',
    scopes: ['im:resource'],
    handle: (call) => own(call, call.param('image_key'), 'image'),
  },
  {
    method: 'GET',
    path: '/im/v1/messages/:message_id/resources/:file_key',
    scopes: ['im:message', 'im:message:readonly', 'im:message.history:readonly'],
    handle: resource,
  },
]
