import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { apiOf, button, card, sendCard, sendText, startStage, tokenOf, world } from './stage.ts'

type Stage = Awaited<ReturnType<typeof startStage>>
let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

const toOpenId = '/im/v1/messages?receive_id_type=open_id'
const toChat = '/im/v1/messages?receive_id_type=chat_id'
const day = 86_400_000

const sent = async (body: object = sendText('ou_zhang'), path = toOpenId) =>
  (await stage.api('POST', path, body)).answer.data.message_id as string

const patch = (id: string, next: object) =>
  stage.api('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(next) })

describe('tokens', () => {
  it('gives the same token until 30 minutes remain, then another beside it', async () => {
    const first = await tokenOf(stage.platform)
    stage.clock.at += 89 * 60_000
    const again = await tokenOf(stage.platform)
    stage.clock.at += 2 * 60_000
    const next = await tokenOf(stage.platform)
    expect(first.expire).toBe(7200)
    expect(again).toMatchObject({ token: first.token, expire: 31 * 60 })
    expect(next.token).not.toBe(first.token)
    expect((await apiOf(stage.platform, first.token)('GET', '/bot/v3/info')).code).toBe(0)
    stage.clock.at += 30 * 60_000
    expect((await apiOf(stage.platform, first.token)('GET', '/bot/v3/info')).code).toBe(99991663)
  })

  it.each([
    ['', 99991661],
    ['Bearer x-1', 99991671],
    ['Bearer t-1', 99991663],
  ])('refuses the token %j', async (authorization, code) => {
    const answer = await stage.api('GET', '/bot/v3/info', undefined, { authorization })
    expect(answer).toMatchObject({ status: 400, code })
  })

  it('refuses a wrong secret', async () => {
    expect(await tokenOf(stage.platform, 'wrong')).toMatchObject({ code: 10014 })
  })
})

describe('the error envelope', () => {
  it('has code, words, a log id and the X-Tt-Logid header', async () => {
    const { status, answer, headers } = await stage.api('POST', toOpenId, sendText('ou_nobody'))
    expect(status).toBe(400)
    expect(answer).toMatchObject({ code: 99992351, error: { log_id: expect.any(String) } })
    expect(headers.get('x-tt-logid')).toBe(answer.error.log_id)
  })

  it('names the field that is wrong', async () => {
    const { answer } = await stage.api('POST', '/im/v1/messages', sendText('ou_zhang'))
    expect(answer.code).toBe(99992402)
    expect(answer.error.field_violations).toMatchObject([{ field: 'receive_id_type' }])
  })

  it('names the scope that is missing', async () => {
    stage.platform.store.app.scopes = ['im:chat:read']
    const { answer } = await stage.api('POST', toOpenId, sendText('ou_zhang'))
    expect(answer).toMatchObject({ code: 99991672, msg: expect.stringContaining('im:message') })
  })
})

describe('sending', () => {
  it.each([
    ['an id of another kind', toOpenId, 'oc_team', 230001],
    ['an unknown person', toOpenId, 'ou_nobody', 99992351],
    ['someone outside the availability', toOpenId, 'ou_wang', 230013],
    ['someone who resigned', toOpenId, 'ou_gone', 230029],
    ['an unknown chat', toChat, 'oc_nowhere', 230034],
    ['a chat the bot is not in', toChat, 'oc_out', 230002],
    ['a dissolved chat', toChat, 'oc_dead', 232009],
  ])('refuses %s', async (_, path, id, code) => {
    expect(await stage.api('POST', path, sendText(id))).toMatchObject({ status: 400, code })
  })

  it('sends one message per uuid within the hour', async () => {
    const first = await sent(sendText('ou_zhang', 'a', 'key'))
    stage.clock.at += 3_599_000
    expect(await sent(sendText('ou_zhang', 'b', 'key'))).toBe(first)
    stage.clock.at += 2_000
    expect(await sent(sendText('ou_zhang', 'c', 'key'))).not.toBe(first)
    expect(stage.platform.messages()).toHaveLength(2)
    const long = await stage.api('POST', toOpenId, sendText('ou_zhang', 'a', 'k'.repeat(51)))
    expect(long.code).toBe(99992402)
  })

  it('uses one private chat for a person', async () => {
    await sent()
    stage.clock.at += 1000
    await sent()
    expect(new Set(stage.platform.messages().map(({ chatId }) => chatId)).size).toBe(1)
    expect(stage.platform.messages()[0]?.chatId).toBe(stage.platform.p2pChatId('ou_zhang'))
  })

  it('refuses what is too long', async () => {
    const long = await stage.api('POST', toOpenId, sendText('ou_zhang', 'x'.repeat(151 * 1024)))
    const big = card({ tag: 'markdown', content: '字'.repeat(10_300) })
    expect(long.code).toBe(230025)
    expect((await stage.api('POST', toOpenId, sendCard('ou_zhang', big))).code).toBe(230025)
  })

  it('refuses a card with the sub-code in the words', async () => {
    const bad = sendCard('ou_zhang', card({ tag: 'note' }))
    const { status, answer } = await stage.api('POST', toOpenId, bad)
    expect(status).toBe(400)
    expect(answer).toMatchObject({ code: 230099, msg: expect.stringContaining('200861') })
    expect(answer.msg).toContain('ROOT -> body -> elements -> [0]')
  })

  it('refuses content that is not JSON, and unknown people in a card', async () => {
    const bad = { receive_id: 'ou_zhang', msg_type: 'text', content: 'x' }
    expect((await stage.api('POST', toOpenId, bad)).code).toBe(230001)
    const stranger = card({ tag: 'markdown', content: '<at id=ou_stranger></at>' })
    const { answer } = await stage.api('POST', toOpenId, sendCard('ou_zhang', stranger))
    expect(answer.msg).toContain('100290')
  })

  it('turns an at into a mention', async () => {
    const body = sendText('oc_team', '<at user_id="ou_zhang">张三</at> 请签收')
    const { answer } = await stage.api('POST', toChat, body)
    expect(JSON.parse(answer.data.body.content).text).toBe('@_user_1 请签收')
    expect(answer.data.mentions).toMatchObject([{ key: '@_user_1', id: 'ou_zhang' }])
  })
})

describe('rate limits', () => {
  it('lets 5 messages a second into a chat', async () => {
    for (let i = 0; i < 5; i++)
      expect((await stage.api('POST', toChat, sendText('oc_team'))).code).toBe(0)
    expect(await stage.api('POST', toChat, sendText('oc_team'))).toMatchObject({
      status: 400,
      code: 230020,
    })
    stage.clock.at += 1000
    expect((await stage.api('POST', toChat, sendText('oc_team'))).code).toBe(0)
  })

  it('lets 50 calls a second and 1000 a minute through to an API', async () => {
    const call = () => stage.api('GET', '/bot/v3/info')
    for (let second = 0; second < 20; second++) {
      for (let i = 0; i < 50; i++) expect((await call()).code).toBe(0)
      if (second === 0) {
        const refused = await call()
        expect(refused).toMatchObject({ status: 429, code: 99991400 })
        expect(refused.headers.get('x-ogw-ratelimit-reset')).toBe('1')
      }
      stage.clock.at += 1000
    }
    const refused = await call()
    expect(refused.code).toBe(99991400)
    expect(refused.headers.get('x-ogw-ratelimit-reset')).toBe('40')
    stage.clock.at += 40_000
    expect((await call()).code).toBe(0)
  })
})

describe('patching', () => {
  it('redraws a card and keeps the old one in the history', async () => {
    const id = await sent(sendCard('ou_zhang', card(button('签收'))))
    expect((await patch(id, card(button('填报')))).code).toBe(0)
    const message = stage.platform.messages()[0]
    expect(message?.card).toEqual(card(button('填报')))
    expect(message?.history).toMatchObject([{ by: 'patch', card: card(button('签收')) }])
  })

  it('refuses after 14 days, when recalled, and what is no card of the bot', async () => {
    const id = await sent(sendCard('ou_zhang', card()))
    const words = await sent()
    const { messageId } = await stage.platform.say('ou_zhang', 'p2p', '你好')
    expect((await patch(words, card())).code).toBe(230001)
    expect((await patch(messageId, card())).code).toBe(230001)
    expect((await patch('c-token', card())).code).toBe(99992354)
    expect((await patch(id, { elements: [] })).code).toBe(230099)
    stage.clock.at += 14 * day + 1
    await renew()
    expect((await patch(id, card())).code).toBe(230031)
    const fresh = await sent(sendCard('ou_zhang', card()))
    expect((await stage.api('DELETE', `/im/v1/messages/${fresh}`)).code).toBe(0)
    expect((await patch(fresh, card())).code).toBe(230011)
  })

  it('lets 5 patches a second reach a message', async () => {
    const id = await sent(sendCard('ou_zhang', card()))
    for (let i = 0; i < 5; i++) expect((await patch(id, card())).code).toBe(0)
    expect((await patch(id, card())).code).toBe(230020)
  })
})

const renew = async () => {
  stage.api = apiOf(stage.platform, (await tokenOf(stage.platform)).token)
}

describe('directory and chats', () => {
  it('pages through members, departments and people', async () => {
    const first = await stage.api('GET', '/im/v1/chats/oc_team/members?page_size=2')
    expect(first.answer.data).toMatchObject({ has_more: true, member_total: 3 })
    const rest = await stage.api(
      'GET',
      `/im/v1/chats/oc_team/members?page_size=2&page_token=${first.answer.data.page_token}`,
    )
    expect(rest.answer.data).toMatchObject({ has_more: false, items: [{ member_id: 'ou_wang' }] })
    const tree = await stage.api('GET', '/contact/v3/departments/0/children?fetch_child=true')
    expect(tree.answer.data.items).toHaveLength(2)
    const members = '/contact/v3/users/find_by_department?department_id=od-b'
    expect((await stage.api('GET', members)).answer.data.items).toHaveLength(1)
    expect((await stage.api('GET', `${members}&page_size=51`)).code).toBe(40011)
  })

  it.each([
    ['/im/v1/chats/oc_nowhere', 400, 232006],
    ['/im/v1/chats/oc_out/members', 400, 232011],
    ['/im/v1/chats/oc_dead/members', 400, 232009],
    ['/contact/v3/users/ou_nobody', 400, 41012],
    ['/contact/v3/users/ou_wang', 400, 41050],
    ['/contact/v3/departments/od-x', 400, 40015],
    ['/contact/v3/users/find_by_department?department_id=od-x', 403, 40004],
  ])('GET %s answers %i %i', async (path, status, code) => {
    await stage.close()
    const base = world()
    base.app.contactScope = ['ou_zhang']
    stage = await startStage({}, base)
    expect(await stage.api('GET', path)).toMatchObject({ status, code })
  })

  it('finds people by mobile', async () => {
    const body = { mobiles: ['+8613800000001', '13900000000'] }
    const { answer } = await stage.api('POST', '/contact/v3/users/batch_get_id', body)
    expect(answer.data.user_list).toMatchObject([
      { user_id: 'ou_zhang', status: { is_resigned: false } },
      { mobile: '13900000000' },
    ])
    expect(answer.data.user_list[1].user_id).toBeUndefined()
  })
})
