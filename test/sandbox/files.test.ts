import { afterEach, beforeEach, expect, it } from 'vitest'
import { startStage, tokenOf } from './stage.ts'

let stage: Awaited<ReturnType<typeof startStage>>
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

async function upload(
  path: string,
  fields: Record<string, string>,
  part: string,
  bytes: Uint8Array,
) {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.set(key, value)
  form.set(part, new Blob([new Uint8Array(bytes)]), 'file')
  const { token } = await tokenOf(stage.platform)
  const response = await fetch(`${stage.platform.url}/open-apis${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  })
  // biome-ignore lint/suspicious/noExplicitAny: a body of the platform, looked into by the test
  return (await response.json()) as any
}

const file = (bytes: Uint8Array, fields: Record<string, string> = {}) =>
  upload('/im/v1/files', { file_type: 'stream', file_name: 'a.xlsx', ...fields }, 'file', bytes)

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')

it('takes files up to 30 MB that are not empty', async () => {
  expect((await file(new Uint8Array(10))).data.file_key).toMatch(/^file_v3_/)
  expect((await file(new Uint8Array(0))).code).toBe(234010)
  expect((await file(new Uint8Array(30 * 1024 * 1024 + 1))).code).toBe(234006)
  expect((await file(new Uint8Array(10), { file_type: 'xlsx' })).code).toBe(234001)
})

it('takes pictures of known formats', async () => {
  const good = await upload('/im/v1/images', { image_type: 'message' }, 'image', png)
  const bad = await upload('/im/v1/images', { image_type: 'message' }, 'image', Buffer.from('text'))
  expect(good.data.image_key).toMatch(/^img_v3_/)
  expect(bad.code).toBe(234011)
})

it('hands out what a user sent with its own message alone', async () => {
  const { platform } = stage
  const bytes = Buffer.from('内容')
  const one = await platform.sendFile('ou_zhang', 'p2p', '任务.docx', bytes)
  const other = await platform.sendFile('ou_zhang', 'p2p', '别的.docx', bytes)
  const key = platform.messages().find(({ messageId }) => messageId === one.messageId)?.fileKeys[0]
  const path = (id: string) => `/im/v1/messages/${id}/resources/${key}?type=file`
  const { token } = await tokenOf(platform)
  const response = await fetch(`${platform.url}/open-apis${path(one.messageId)}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes)
  expect((await stage.api('GET', path(other.messageId))).code).toBe(234003)
  expect((await stage.api('GET', `/im/v1/files/${key}`)).code).toBe(234008)
})

it('lets the bot send what it uploaded, and nothing of others', async () => {
  const { platform, api } = stage
  await platform.sendFile('ou_zhang', 'p2p', '任务.docx', Buffer.from('x'))
  const theirs = platform.messages()[0]?.fileKeys[0]
  const own = (await file(new Uint8Array(10))).data.file_key
  const send = (msg_type: string, file_key: string | undefined) =>
    api('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: 'ou_zhang',
      msg_type,
      content: JSON.stringify({ file_key }),
    })
  expect((await send('file', own)).code).toBe(0)
  expect((await send('file', theirs)).code).toBe(230017)
  expect((await send('media', own)).code).toBe(230055)
})
