import { describe, expect, it } from 'vitest'
import { isEventType, parseEvent, parseMessage } from '../../src/lark/events.ts'

const bot = 'ou_bot'
const person = (name: string, openId: string, key: string) => ({
  key,
  id: { open_id: openId, union_id: 'on_1' },
  name,
  mentioned_type: 'user',
})

function received(type: string, content: unknown, mentions?: unknown, more: object = {}) {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const event = parseEvent('im.message.receive_v1', {
    sender: { sender_id: { open_id: 'ou_a' }, sender_type: 'user', tenant_key: 't', new: 1 },
    message: {
      message_id: 'om_1',
      create_time: '1772413200000',
      chat_id: 'oc_1',
      chat_type: 'group',
      message_type: type,
      content: text,
      mentions,
      ...more,
    },
  })
  if (!event) throw new Error('not parsed')
  return parseMessage(event, bot)
}

describe('a message', () => {
  it('is read with its facts', () => {
    expect(
      received('text', { text: '你好' }, undefined, { parent_id: 'om_0', root_id: '' }),
    ).toEqual({
      messageId: 'om_1',
      chatId: 'oc_1',
      chatType: 'group',
      senderOpenId: 'ou_a',
      senderType: 'user',
      createTime: 1772413200000,
      parentId: 'om_0',
      content: { kind: 'text', text: '你好' },
      mentions: [],
      isBotMentioned: false,
    })
  })

  it.each([
    ['@_user_1 新建任务', '新建任务'],
    ['请 @_user_1 提醒 @_user_2', '请 提醒 @张三'],
    ['@_user_10@_user_2', '@李四@张三'],
    ['@_user_15月底前', '5月底前'],
    ['@_all 开会', '@所有人 开会'],
    ['第一行\n@_user_3 第二行', '第一行\n@@_user_2 第二行'],
    ['@_user_1', ''],
  ])('names the people in %j', (text, expected) => {
    const mentions = [
      person('督办', bot, '@_user_1'),
      person('张三', 'ou_z', '@_user_2'),
      person('@_user_2', 'ou_odd', '@_user_3'),
      person('李四', 'ou_l', '@_user_10'),
    ]
    const message = received('text', { text }, mentions)
    expect(message.content).toEqual({ kind: 'text', text: expected })
    expect(message.isBotMentioned).toBe(true)
    expect(message.mentions[1]).toEqual({ key: '@_user_2', openId: 'ou_z', name: '张三' })
  })

  it('bears mentions without an id or a name', () => {
    const { content, mentions } = received('text', { text: 'a @_all' }, [{ key: '@_all' }])
    expect(content).toEqual({ kind: 'text', text: 'a @' })
    expect(mentions).toEqual([{ key: '@_all', openId: null, name: '' }])
  })

  const post = {
    title: '周报',
    content: [
      [
        { tag: 'at', user_id: '@_user_1', user_name: '督办' },
        { tag: 'text', text: '进展 ', style: ['bold'] },
        { tag: 'a', text: '附件', href: 'https://example.com' },
        { tag: 'at', user_id: '@_user_2', user_name: '张三' },
      ],
      [{ tag: 'img', image_key: 'img_1' }],
      [{ tag: 'media', file_key: 'file_v', image_key: 'img_cover' }, { tag: 'hr' }, 7],
      [{ tag: 'code_block', language: 'SQL', text: '完成' }],
    ],
  }
  const inPost = [person('督办', bot, '@_user_1'), person('张三', 'ou_z', '@_user_2')]
  const flat = {
    kind: 'post',
    text: '周报\n进展 附件@张三\n\n\n完成',
    imageKeys: ['img_1'],
    fileKeys: ['file_v'],
  }
  it.each([
    ['post', post, flat],
    ['post', { zh_cn: post }, flat],
    ['post', {}, { kind: 'post', text: '', imageKeys: [], fileKeys: [] }],
    [
      'file',
      { file_key: 'f', file_name: '台账.xlsx' },
      { kind: 'file', fileKey: 'f', fileName: '台账.xlsx' },
    ],
    ['file', { file_key: 'f' }, { kind: 'file', fileKey: 'f', fileName: '' }],
    ['image', { image_key: 'i' }, { kind: 'image', imageKey: 'i' }],
    ['share_user', { user_id: 'ou_z' }, { kind: 'share_user', openId: 'ou_z' }],
    ['sticker', { file_key: 'f' }, { kind: 'unsupported', type: 'sticker' }],
    ['text', '', { kind: 'unsupported', type: 'text' }],
    ['text', '{"text":', { kind: 'unsupported', type: 'text' }],
    ['text', 'null', { kind: 'unsupported', type: 'text' }],
    ['file', '{}', { kind: 'unsupported', type: 'file' }],
    ['image', '[]', { kind: 'unsupported', type: 'image' }],
    ['post', '3', { kind: 'unsupported', type: 'post' }],
  ])('of type %s holding %j', (type, content, expected) => {
    expect(received(type, content, inPost).content).toEqual(expected)
  })
})

describe('events', () => {
  const who = { union_id: 'on_1', open_id: 'ou_a' }
  it.each([
    [
      'card.action.trigger',
      {
        operator: { open_id: 'ou_a' },
        token: 'c-1',
        action: { tag: 'button', value: { action: 'sign' }, form_value: { a: ['b'], c: null } },
        host: 'im_message',
        context: { open_message_id: 'om_1', open_chat_id: 'oc_1' },
      },
    ],
    ['card.action.trigger', { operator: { open_id: 'ou_a' }, action: { value: 'text' } }],
    [
      'application.bot.menu_v6',
      { operator: { operator_id: who }, event_key: 'mine', timestamp: 1669364458 },
    ],
    ['im.chat.access_event.bot_p2p_chat_entered_v1', { chat_id: 'oc_1', operator_id: who }],
    [
      'im.chat.member.bot.added_v1',
      { chat_id: 'oc_1', operator_id: who, external: false, name: '群' },
    ],
    ['im.chat.member.bot.deleted_v1', { chat_id: 'oc_1' }],
    ['im.chat.disbanded_v1', { chat_id: 'oc_1', name: null }],
    ['im.chat.updated_v1', { chat_id: 'oc_1', after_change: { name: '新名', owner_id: who } }],
    [
      'contact.user.created_v3',
      { object: { open_id: 'ou_a', name: '张三', department_ids: ['od-1'] } },
    ],
    ['contact.user.updated_v3', { object: { open_id: 'ou_a' }, old_object: { name: '旧名' } }],
    [
      'contact.user.deleted_v3',
      { object: {}, old_object: { open_id: 'ou_a', department_ids: ['od-1'] } },
    ],
    ['contact.department.created_v3', { object: { open_department_id: 'od-1', name: '办公室' } }],
    ['contact.department.updated_v3', { object: { open_department_id: 'od-1' }, old_object: {} }],
    [
      'contact.department.deleted_v3',
      { object: { open_department_id: 'od-1', status: { is_deleted: true } } },
    ],
    ['p2p_chat_create', { chat_id: 'oc_1', user: { name: '张三', open_id: 'ou_a' } }],
  ] as const)('%s is read, new fields and all', (type, event) => {
    expect(parseEvent(type, event)).toMatchObject(event)
    expect(parseEvent(type, { ...event, added_next_year: { deep: [1] } })).toEqual(
      parseEvent(type, event),
    )
    expect(parseEvent(type, null)).toBeUndefined()
  })

  it('without the indispensable are not read', () => {
    expect(parseEvent('im.chat.disbanded_v1', {})).toBeUndefined()
    expect(parseEvent('card.action.trigger', { operator: {}, action: {} })).toBeUndefined()
  })

  it('are known by name', () => {
    expect(isEventType('im.message.receive_v1')).toBe(true)
    expect(isEventType('im.message.recalled_v1')).toBe(false)
    expect(isEventType('constructor')).toBe(false)
  })
})
