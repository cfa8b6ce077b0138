import { afterEach, beforeEach, expect, it } from 'vitest'
import { startPlatform } from '../../src/sandbox/platform/platform.ts'
import { apiOf, button, card, sendCard, startStage, tokenOf, world } from './stage.ts'

let stage: Awaited<ReturnType<typeof startStage>>
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

/** Listens to the feed from its beginning. `next` waits for the next change. */
async function feed(url: string) {
  const response = await fetch(`${url}/sandbox/live`)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  // biome-ignore lint/suspicious/noExplicitAny: a change of the feed, looked into by the test
  const next = async (): Promise<any> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const line = text.slice(0, end)
        text = text.slice(end + 2)
        if (line.startsWith('data: ')) return JSON.parse(line.slice(6))
        continue
      }
      const { value, done } = (await reader?.read()) ?? { done: true, value: undefined }
      if (done || value === undefined) return undefined
      text += value
    }
  }
  const nextOf = async (kind: string) => {
    for (;;) {
      const change = await next()
      if (change === undefined || change.kind === kind) return change
    }
  }
  return { type: response.headers.get('content-type'), next, nextOf }
}

async function act(path: string, body: object) {
  const response = await fetch(`${stage.platform.url}/sandbox/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(200)
}

async function sentCard() {
  const path = '/im/v1/messages?receive_id_type=open_id'
  const { answer } = await stage.api('POST', path, sendCard('ou_zhang', card(button('签收'))))
  return answer.data.message_id as string
}

it('tells the whole state first, then each change', async () => {
  const live = await feed(stage.platform.url)
  expect(live.type).toContain('text/event-stream')
  expect(await live.next()).toMatchObject({ kind: 'state', botName: '督办助手', messages: [] })
  const messageId = await sentCard()
  expect(await live.nextOf('message')).toMatchObject({ message: { messageId, redrawn: 0 } })
  const toast = { type: 'success', content: '已签收' }
  stage.stub.answer = () => ({ body: { toast, card: { type: 'raw', data: card() } } })
  await act('press', { as: '张三', messageId, button: '签收' })
  expect(await live.nextOf('event')).toMatchObject({
    event: { type: 'card.action.trigger', status: 200, toast },
  })
  expect(await live.nextOf('message')).toMatchObject({ message: { messageId, redrawn: 1 } })
  expect(await live.nextOf('toast')).toMatchObject({ openId: 'ou_zhang', messageId, toast })
  await act('read', { as: '张三', messageId })
  const read = await live.nextOf('message')
  expect(read.message.readAt).toEqual({ ou_zhang: stage.clock.at })
  await stage.api('DELETE', `/im/v1/messages/${messageId}`)
  const recalled = await live.nextOf('message')
  expect(recalled.message).toMatchObject({ isRecalled: true, text: '' })
  expect(recalled.message.card).toBeUndefined()
})

it('ends every listener when it stops', async () => {
  const live = await feed(stage.platform.url)
  await live.next()
  stage.platform.live.close()
  expect(await live.next()).toBeUndefined()
})

it('lets people press the menu, open the chat, and manage a group', async () => {
  const live = await feed(stage.platform.url)
  await act('menu', { as: '张三', eventKey: 'help' })
  await act('enter', { as: '张三' })
  await act('add-bot', { as: '张三', chat: '别的群' })
  expect(await live.nextOf('chat')).toBeDefined()
  await act('remove-bot', { as: '张三', chat: '别的群' })
  expect(stage.stub.received.map(({ body }) => body.header.event_type)).toEqual([
    'application.bot.menu_v6',
    'im.chat.access_event.bot_p2p_chat_entered_v1',
    'im.chat.member.bot.added_v1',
    'im.chat.member.bot.deleted_v1',
  ])
})

it('recalls only what is one’s own', async () => {
  const said = await stage.platform.say('ou_zhang', 'p2p', '说错了')
  const recall = (as: string) =>
    fetch(`${stage.platform.url}/sandbox/recall`, {
      method: 'POST',
      body: JSON.stringify({ as, messageId: said.messageId }),
    }).then(({ status }) => status)
  expect([await recall('李四'), await recall('张三')]).toEqual([409, 200])
})

it('hands out pictures to be shown and files to be saved', async () => {
  const png = Buffer.from('89504e470d0a1a0a0000', 'hex')
  await stage.platform.sendFile('ou_zhang', 'p2p', 'a.png', png, { asImage: true })
  await stage.platform.sendFile('ou_zhang', 'p2p', '<b>.html', Buffer.from('<script>'))
  const headers = await Promise.all(
    stage.platform.messages().map(async ({ fileKeys: [key] }) => {
      const response = await fetch(`${stage.platform.url}/sandbox/files/${key}`)
      return `${response.headers.get('content-type')} ${response.headers.get('content-disposition')}`
    }),
  )
  expect(headers[0]).toMatch(/^image\/png inline/)
  expect(headers[1]).toMatch(/^application\/octet-stream attachment/)
})

it('marks a message as urgent for members of its chat, with the scope for it', async () => {
  const messageId = await sentCard()
  const path = `/im/v1/messages/${messageId}/urgent_app?user_id_type=open_id`
  expect((await stage.api('PATCH', path, { user_id_list: ['ou_zhang'] })).code).toBe(99991672)
  const scopes = ['im:message:send_as_bot', 'im:message.urgent']
  const base = world()
  const other = await startStage({}, { ...base, app: { ...base.app, scopes } })
  try {
    const { token } = await tokenOf(other.platform)
    const api = apiOf(other.platform, token)
    const sent = await api(
      'POST',
      '/im/v1/messages?receive_id_type=open_id',
      sendCard('ou_zhang', card()),
    )
    const urgent = `/im/v1/messages/${sent.answer.data.message_id}/urgent_app`
    const urged = await api('PATCH', urgent, { user_id_list: ['ou_zhang', 'ou_li'] })
    expect(urged.answer.data.invalid_user_id_list).toEqual(['ou_li'])
    expect(other.platform.messages()[0]?.urgentTo).toEqual(['ou_zhang'])
    expect((await api('PATCH', urgent, { user_id_list: [] })).code).toBe(99992402)
    const said = await other.platform.say('ou_zhang', 'p2p', '在')
    const theirs = `/im/v1/messages/${said.messageId}/urgent_app`
    expect((await api('PATCH', theirs, { user_id_list: ['ou_zhang'] })).code).toBe(230012)
  } finally {
    await other.close()
  }
})

it('goes on from a snapshot, and gives no id twice', async () => {
  await stage.platform.sendFile('ou_zhang', 'p2p', 'a.txt', Buffer.from('内容'))
  await sentCard()
  const snapshot = JSON.parse(JSON.stringify(stage.platform.snapshot()))
  const other = await startPlatform({
    world: { ...world(), seed: 'another run' },
    webhookBase: '',
    now: () => stage.clock.at,
  })
  try {
    other.restore(snapshot)
    expect(other.messages()).toEqual(stage.platform.messages())
    const [key = ''] = other.messages()[0]?.fileKeys ?? []
    expect(Buffer.from(other.store.files.get(key)?.bytes ?? []).toString()).toBe('内容')
    await other.say('ou_zhang', 'p2p', '在')
    const ids = other.messages().map(({ messageId }) => messageId)
    expect(new Set(ids).size).toBe(3)
  } finally {
    await other.close()
  }
})
