import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { usualScopes } from '../../src/sandbox/platform/world.ts'
import { apiOf, button, card, sendCard, sendText, startStage, tokenOf, world } from './stage.ts'

type Stage = Awaited<ReturnType<typeof startStage>>
let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

const day = 86_400_000
const minute = 60_000
const to = (type: string) => `/im/v1/messages?receive_id_type=${type}`

const sent = async (body: object = sendText('ou_zhang'), type = 'open_id') =>
  (await stage.api('POST', to(type), body)).answer.data.message_id as string

/** Time goes by, and the token is fetched anew. */
const pass = async (ms: number) => {
  stage.clock.at += ms
  stage.api = apiOf(stage.platform, (await tokenOf(stage.platform)).token)
}

describe('editing a text', () => {
  const edit = (id: string, body: object = { msg_type: 'text', content: '{"text":"改"}' }) =>
    stage.api('PUT', `/im/v1/messages/${id}`, body)

  it('takes 20 edits and not one more', async () => {
    const id = await sent()
    for (let i = 0; i < 20; i++) {
      stage.clock.at += 1000
      expect((await edit(id)).code).toBe(0)
    }
    expect(stage.platform.messages()[0]).toMatchObject({ text: '改', edits: 20 })
    stage.clock.at += 1000
    expect((await edit(id)).code).toBe(230072)
  })

  it('refuses cards, what others wrote, what is recalled, and what is too old', async () => {
    const cardId = await sent(sendCard('ou_zhang', card()))
    expect((await edit(cardId)).code).toBe(230054)
    expect((await edit(cardId, { msg_type: 'interactive', content: '{}' })).code).toBe(230001)
    const { messageId } = await stage.platform.say('ou_zhang', 'p2p', '你好')
    expect((await edit(messageId)).code).toBe(230071)
    const old = await sent()
    await pass(day + 1)
    expect((await edit(old)).code).toBe(230075)
    const gone = await sent()
    await stage.api('DELETE', `/im/v1/messages/${gone}`)
    expect((await edit(gone)).code).toBe(230011)
  })
})

describe('who read a message', () => {
  const readers = (id: string, query = '?user_id_type=open_id') =>
    stage.api('GET', `/im/v1/messages/${id}/read_users${query}`)

  it('names them with the time, for 7 days', async () => {
    const id = await sent(sendText('oc_team'), 'chat_id')
    stage.clock.at += minute
    await stage.platform.read('ou_li', id)
    expect((await readers(id)).answer.data.items).toEqual([
      {
        user_id_type: 'open_id',
        user_id: 'ou_li',
        timestamp: String(stage.clock.at),
        tenant_key: 't1',
      },
    ])
    await pass(7 * day)
    expect((await readers(id)).code).toBe(230033)
  })

  it('wants the kind of id, a message of its own, and a page of at most 100', async () => {
    const id = await sent()
    const { messageId } = await stage.platform.say('ou_zhang', 'p2p', '你好')
    expect((await readers(id, '')).code).toBe(99992402)
    expect((await readers(messageId)).code).toBe(230012)
    expect((await readers(id, '?user_id_type=open_id&page_size=101')).code).toBe(230001)
    await stage.api('DELETE', `/im/v1/messages/${id}`)
    expect((await readers(id)).code).toBe(230110)
  })
})

describe('updating a card later, by the token of a press', () => {
  const update = (token: unknown, next: unknown = card(button('完'))) =>
    stage.api('POST', '/interactive/v1/card/update', { token, card: next })

  const pressed = async () => {
    const id = await sent(sendCard('ou_zhang', card(button('签收'))))
    await stage.platform.press('ou_zhang', id, '签收')
    return stage.stub.received.at(-1)?.body.event.token as string
  }

  it('works twice within 30 minutes', async () => {
    const token = await pressed()
    expect(await update(token)).toMatchObject({ status: 200, code: 0 })
    expect(stage.platform.messages()[0]).toMatchObject({
      card: card(button('完')),
      history: [{ by: 'update' }],
    })
    stage.clock.at += 29 * minute
    expect((await update(token)).code).toBe(0)
    expect(await update(token)).toMatchObject({ status: 200, code: 300040 })
    const late = await pressed()
    stage.clock.at += 30 * minute + 1
    expect((await update(late)).code).toBe(300030)
  })

  it('refuses other tokens, cards that are none, and recalled messages', async () => {
    const token = await pressed()
    expect((await update('om_1')).code).toBe(300020)
    expect((await update('c-unknown')).code).toBe(300030)
    expect((await update(token, JSON.stringify(card()))).code).toBe(100030)
    const bad = await update(token, card({ tag: 'note' }))
    expect(bad).toMatchObject({ code: 11311, answer: { msg: expect.stringContaining('200861') } })
    const [message] = stage.platform.messages()
    await stage.api('DELETE', `/im/v1/messages/${message?.messageId}`)
    expect((await update(token)).code).toBe(200000)
  })

  it('fails before the press is answered', async () => {
    const id = await sent(sendCard('ou_zhang', card(button('签收'))))
    stage.stub.answer = () => ({ body: {}, waitMs: 200 })
    const press = stage.platform.press('ou_zhang', id, '签收')
    while (stage.stub.received.length === 0) await new Promise((done) => setTimeout(done, 5))
    const token = stage.stub.received[0]?.body.event.token
    expect((await update(token)).code).toBe(10002)
    await press
    expect((await update(token)).code).toBe(0)
  })
})

describe('reading messages', () => {
  it('needs a scope of its own in groups', async () => {
    const inGroup = await sent(sendText('oc_team'), 'chat_id')
    const own = await sent()
    const list = '/im/v1/messages?container_id_type=chat&container_id=oc_team'
    expect((await stage.api('GET', `/im/v1/messages/${own}`)).code).toBe(0)
    expect((await stage.api('GET', `/im/v1/messages/${inGroup}`)).code).toBe(230027)
    expect((await stage.api('GET', list)).code).toBe(230027)
    stage.platform.store.app.scopes = [...usualScopes, 'im:message.group_msg']
    expect((await stage.api('GET', `/im/v1/messages/${inGroup}`)).code).toBe(0)
    expect((await stage.api('GET', list)).answer.data.items).toMatchObject([
      { message_id: inGroup },
    ])
  })

  it('lists a private chat by seconds, in either order', async () => {
    const first = await sent()
    stage.clock.at += 10_000
    const second = await sent()
    const chat = stage.platform.p2pChatId('ou_zhang')
    const ids = async (query: string) => {
      const path = `/im/v1/messages?container_id_type=chat&container_id=${chat}${query}`
      const { code, answer } = await stage.api('GET', path)
      return code === 0
        ? answer.data.items.map((item: { message_id: string }) => item.message_id)
        : code
    }
    expect(await ids('')).toEqual([first, second])
    expect(await ids('&sort_type=ByCreateTimeDesc&page_size=1')).toEqual([second])
    expect(await ids(`&start_time=${stage.clock.at / 1000 - 5}`)).toEqual([second])
    expect(await ids(`&start_time=${stage.clock.at}`)).toBe(230001)
    expect(await ids('&page_size=51')).toBe(230001)
  })
})

describe('what a group may forbid', () => {
  it('refuses to mention everybody, in a text, a post and a card', async () => {
    const chat = stage.platform.store.chat('oc_team')
    const post = JSON.stringify({ zh_cn: { content: [[{ tag: 'at', user_id: 'all' }]] } })
    const bodies = [
      sendText('oc_team', '<at user_id="all"></at> 开会'),
      { receive_id: 'oc_team', msg_type: 'post', content: post },
      sendCard('oc_team', card({ tag: 'markdown', content: '<at id=all></at> 开会' })),
    ]
    const codes = async () => {
      stage.clock.at += 2000
      const answers = []
      for (const body of bodies) answers.push((await stage.api('POST', to('chat_id'), body)).code)
      return answers
    }
    expect(await codes()).toEqual([0, 0, 0])
    if (chat) chat.atAllPermission = 'only_owner'
    expect(await codes()).toEqual([230018, 230018, 230018])
    const words = card({ tag: 'div', text: { tag: 'plain_text', content: '<at id=all></at>' } })
    stage.clock.at += 2000
    expect((await stage.api('POST', to('chat_id'), sendCard('oc_team', words))).code).toBe(0)
    const { answer } = await stage.api('GET', '/im/v1/chats/oc_team')
    expect(answer.data.at_all_permission).toBe('only_owner')
  })
})

describe('posts', () => {
  it.each([
    ['a link that is none', [[{ tag: 'a', text: '甲', href: 'javascript:x' }]]],
    ['an unknown person', [[{ tag: 'at', user_id: 'ou_stranger' }]]],
    [
      'a picture beside words',
      [
        [
          { tag: 'text', text: '甲' },
          { tag: 'img', image_key: 'img' },
        ],
      ],
    ],
    ['words without text', [[{ tag: 'text' }]]],
    ['a paragraph that is no list', [{ tag: 'text', text: '甲' }]],
  ])('refuses %s', async (_, content) => {
    const body = { msg_type: 'post', content: JSON.stringify({ zh_cn: { content } }) }
    const answer = await stage.api('POST', to('open_id'), { receive_id: 'ou_zhang', ...body })
    expect(answer.code).toBe(230001)
  })
})

describe('urgent reminders', () => {
  const urge = (id: string, people: unknown) =>
    stage.api('PATCH', `/im/v1/messages/${id}/urgent_app?user_id_type=open_id`, {
      user_id_list: people,
    })

  it('reach members of the chat, and need one at least', async () => {
    stage.platform.store.app.scopes = [...usualScopes, 'im:message.urgent']
    const id = await sent(sendText('oc_team'), 'chat_id')
    const { answer } = await urge(id, ['ou_li', 'ou_gone'])
    expect(answer.data.invalid_user_id_list).toEqual(['ou_gone'])
    expect((await urge(id, ['ou_gone'])).code).toBe(230001)
    expect((await urge(id, [])).code).toBe(99992402)
    expect((await urge('om_nothing', ['ou_li'])).code).toBe(99992354)
  })

  it('stop where too many are unread', async () => {
    await stage.close()
    stage = await startStage({ urgents: 1 })
    stage.platform.store.app.scopes = [...usualScopes, 'im:message.urgent']
    const first = await sent(sendText('oc_team'), 'chat_id')
    const second = await sent(sendText('oc_team'), 'chat_id')
    expect((await urge(first, ['ou_li'])).code).toBe(0)
    expect((await urge(second, ['ou_li'])).code).toBe(230023)
    await stage.platform.read('ou_li', first)
    expect((await urge(second, ['ou_li'])).code).toBe(0)
  })
})

describe('the monthly quota of the free edition', () => {
  it('counts all calls but those of contacts', async () => {
    await stage.close()
    stage = await startStage({ perMonth: 2 }, world())
    const call = async () => (await stage.api('GET', '/bot/v3/info')).code
    const person = async () => (await stage.api('GET', '/contact/v3/users/ou_zhang')).code
    expect([await call(), await call(), await call(), await person()]).toEqual([0, 0, 99991403, 0])
    await pass(31 * day)
    expect(await call()).toBe(0)
  })
})
