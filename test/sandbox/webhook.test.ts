import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decrypt, encrypt, signature } from '../../src/sandbox/platform/crypto.ts'
import { startPlatform } from '../../src/sandbox/platform/platform.ts'
import { start, startStage, world } from './stage.ts'

let stage: Awaited<ReturnType<typeof startStage>>
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

describe('encryption and signature', () => {
  it('keeps the test vector of the platform', () => {
    expect(decrypt('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=', 'test key')).toBe('hello world')
    expect(decrypt(encrypt('你好', 'k'), 'k')).toBe('你好')
  })

  it('signs the bytes of the body', async () => {
    await stage.platform.say('ou_zhang', 'p2p', '帮助')
    const { headers = {}, raw = '' } = stage.stub.received[0] ?? {}
    const at = String(headers['x-lark-request-timestamp'])
    const nonce = String(headers['x-lark-request-nonce'])
    const expected = createHash('sha256').update(`${at}${nonce}test key${raw}`).digest('hex')
    expect(headers['x-lark-signature']).toBe(expected)
    expect(signature(at, nonce, 'test key', raw)).toBe(expected)
    expect(at).toBe(String(start / 1000))
  })

  it('checks the request URL without a signature', async () => {
    expect(await stage.platform.urlCheck()).toMatchObject({ status: 200, isPassed: true })
    expect(stage.stub.received[0]?.headers['x-lark-signature']).toBeUndefined()
  })

  it('forges on demand', () => {
    const { body, headers } = stage.platform.sealed({ a: 1 }, { signature: 'bad', timestamp: '1' })
    expect(headers).toMatchObject({ 'x-lark-signature': 'bad', 'x-lark-request-timestamp': '1' })
    expect(decrypt(JSON.parse(body).encrypt, 'test key')).toBe('{"a":1}')
  })
})

describe('events', () => {
  it('tells the bot of private messages and of mentions, not of other talk in a group', async () => {
    const { platform, stub } = stage
    await platform.say('ou_zhang', 'p2p', '帮助')
    await platform.say('ou_wang', 'oc_team', '大家好')
    await platform.sendFile('ou_wang', 'oc_team', 'a.docx', Buffer.from('x'))
    await platform.say('ou_wang', 'oc_team', '@李四 进展如何', { mention: true })
    expect(stub.received).toHaveLength(2)
    const { message, sender } = stub.received[1]?.body.event ?? {}
    expect(sender.sender_id.open_id).toBe('ou_wang')
    expect(message).toMatchObject({ chat_type: 'group', chat_id: 'oc_team' })
    expect(JSON.parse(message.content).text).toBe('@_user_1 @_user_2 进展如何')
    expect(message.mentions.map((one: { id: { open_id: string } }) => one.id.open_id)).toEqual([
      'ou_bot',
      'ou_li',
    ])
  })

  it('says what a message replies to', async () => {
    const first = await stage.platform.say('ou_zhang', 'p2p', '一')
    await stage.platform.say('ou_zhang', 'p2p', '二', { replyTo: first.messageId })
    expect(stage.stub.received[1]?.body.event.message).toMatchObject({
      parent_id: first.messageId,
      root_id: first.messageId,
    })
  })

  it('does not let people write who cannot', async () => {
    const { platform } = stage
    await expect(platform.say('ou_wang', 'p2p', '在吗')).rejects.toThrow('cannot find the bot')
    await expect(platform.say('ou_gone', 'p2p', '在吗')).rejects.toThrow('resigned')
    await expect(platform.say('ou_zhang', 'oc_dead', '在吗')).rejects.toThrow('dissolved')
  })

  it('retries after 15 s, 5 min, 1 h and 6 h, then no more', async () => {
    const { platform, stub, clock } = stage
    stub.answer = () => ({ status: 500 })
    const said = await platform.say('ou_zhang', 'p2p', '帮助')
    expect(said.delivered).toMatchObject({ status: 500, attempts: 1, isDone: false })
    for (const wait of [15_000, 300_000, 3_600_000, 21_600_000]) {
      clock.at += wait - 1
      expect(await platform.redeliverDue()).toHaveLength(0)
      clock.at += 1
      expect(await platform.redeliverDue()).toHaveLength(1)
    }
    clock.at += 100 * 3_600_000
    expect(await platform.redeliverDue()).toHaveLength(0)
    expect(new Set(stub.received.map(({ body }) => body.header.event_id)).size).toBe(1)
    expect(stub.received).toHaveLength(5)
  })

  it('stops when a retry is answered, and repeats on demand', async () => {
    const { platform, stub, clock } = stage
    stub.answer = () => ({ status: stub.received.length === 1 ? 503 : 200 })
    platform.setDuplicates(1)
    await platform.pressMenu('ou_zhang', 'my_tasks')
    clock.at += 15_000
    await platform.redeliverDue()
    clock.at += 1_000_000
    expect(await platform.redeliverDue()).toHaveLength(0)
    expect(stub.received).toHaveLength(3)
  })

  it('tells of chats, members and users', async () => {
    const { platform, stub } = stage
    await platform.enterP2p('ou_zhang')
    await platform.addBotToChat('oc_out', 'ou_zhang')
    await platform.leaveChat('ou_wang', 'oc_team')
    await platform.updateChat('oc_team', 'ou_zhang', { name: '新名' })
    await platform.updateUser('ou_li', { name: '李四四' })
    await platform.resign('ou_li')
    await platform.removeBotFromChat('oc_out', 'ou_zhang')
    await platform.disbandChat('oc_team', 'ou_zhang')
    expect(stub.received.map(({ body }) => body.header.event_type)).toEqual([
      'im.chat.access_event.bot_p2p_chat_entered_v1',
      'im.chat.member.bot.added_v1',
      'im.chat.member.user.deleted_v1',
      'im.chat.updated_v1',
      'contact.user.updated_v3',
      'contact.user.deleted_v3',
      'im.chat.member.bot.deleted_v1',
      'im.chat.disbanded_v1',
    ])
    expect(stub.received[4]?.body.event.old_object).toEqual({ name: '李四' })
    expect(stub.received[5]?.body.event.object.department_ids).toBeUndefined()
  })
})

it('retries by itself with the real clock, on the schedule it is given', async () => {
  const due: number[] = []
  const platform = await startPlatform({
    world: world(),
    webhookBase: 'http://127.0.0.1:9',
    now: () => start,
    schedule: (at) => void due.push(at - start),
  })
  const { delivered } = await platform.say('ou_zhang', 'p2p', '在吗')
  await platform.close()
  expect(delivered).toMatchObject({ failure: 'connect' })
  expect(due).toEqual([15_000])
})
