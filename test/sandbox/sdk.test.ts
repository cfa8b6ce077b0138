import { afterAll, beforeAll, expect, it } from 'vitest'
import { card, sdk, startStage } from './stage.ts'

let stage: Awaited<ReturnType<typeof startStage>>
let client: ReturnType<typeof sdk>
beforeAll(async () => {
  stage = await startStage()
  client = sdk(stage.platform)
})
afterAll(() => stage.close())

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
const message = (id: string, next: object) => ({
  receive_id: id,
  msg_type: 'interactive',
  content: JSON.stringify(next),
})

it('sends, replies, patches, reads and recalls', async () => {
  const { message: api } = client.im.v1
  const sent = await api.create({
    params: { receive_id_type: 'open_id' },
    data: { ...message('ou_zhang', card()), uuid: 'u1' },
  })
  const path = { message_id: sent.data?.message_id ?? '' }
  const text = { msg_type: 'text', content: JSON.stringify({ text: '好' }) }
  const reply = await api.reply({ path, data: text })
  expect(reply.data).toMatchObject({ parent_id: path.message_id, msg_type: 'text' })
  expect(await api.patch({ path, data: { content: JSON.stringify(card()) } })).toMatchObject({
    code: 0,
  })
  const got = await api.get({ path })
  expect(got.data?.items?.[0]).toMatchObject({ msg_type: 'interactive', updated: true })
  expect((await api.delete({ path })).code).toBe(0)
})

it('reads the bot, the scopes and the chats', async () => {
  const info = await client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })
  expect(info.bot.open_id).toBe('ou_bot')
  expect((await client.application.v6.scope.list()).data?.scopes?.length).toBeGreaterThan(5)
  const { chat, chatMembers } = client.im.v1
  const path = { chat_id: 'oc_team' }
  expect((await chat.list({ params: { page_size: 10 } })).data?.items).toHaveLength(1)
  expect((await chat.get({ path, params: { user_id_type: 'open_id' } })).data).toMatchObject({
    owner_id: 'ou_zhang',
    user_manager_id_list: ['ou_li'],
    chat_mode: 'group',
  })
  const members = await chatMembers.get({ path, params: { member_id_type: 'open_id' } })
  expect(members.data?.items).toHaveLength(3)
  expect((await chatMembers.isInChat({ path })).data?.is_in_chat).toBe(true)
})

it('reads the directory', async () => {
  const { user, department, scope } = client.contact.v3
  const one = await user.get({ path: { user_id: 'ou_zhang' } })
  expect(one.data?.user).toMatchObject({ name: '张三', department_ids: ['od-b'] })
  const two = await user.batch({ params: { user_ids: ['ou_zhang', 'ou_li'] } })
  expect(two.data?.items).toHaveLength(2)
  const members = await user.findByDepartment({ params: { department_id: '0', page_size: 50 } })
  expect(members.data?.items).toMatchObject([{ name: '王五' }])
  const ids = await user.batchGetId({ data: { mobiles: ['13800000002'] } })
  expect(ids.data?.user_list?.[0]?.user_id).toBe('ou_li')
  const path = { department_id: 'od-b' }
  expect((await department.get({ path })).data?.department?.name).toBe('督查室')
  const children = await department.children({
    path: { department_id: '0' },
    params: { fetch_child: true, page_size: 50 },
  })
  expect(children.data?.items?.map(({ name }) => name)).toEqual(['区政府办', '督查室'])
  expect((await scope.list()).data?.department_ids).toEqual(['od-a'])
})

it('uploads and downloads', async () => {
  const { file, image, messageResource } = client.im.v1
  const up = await file.create({
    data: { file_type: 'stream', file_name: '表.xlsx', file: Buffer.from('表') },
  })
  const picture = await image.create({ data: { image_type: 'message', image: png } })
  const down = await file.get({ path: { file_key: up?.file_key ?? '' } })
  expect((await collect(down.getReadableStream())).toString()).toBe('表')
  const own = await image.get({ path: { image_key: picture?.image_key ?? '' } })
  expect(await collect(own.getReadableStream())).toEqual(png)
  const said = await stage.platform.sendFile('ou_zhang', 'p2p', 'a.docx', Buffer.from('文'))
  const [key = ''] = stage.platform.messages().at(-1)?.fileKeys ?? []
  const resource = await messageResource.get({
    path: { message_id: said.messageId, file_key: key },
    params: { type: 'file' },
  })
  expect((await collect(resource.getReadableStream())).toString()).toBe('文')
})

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
