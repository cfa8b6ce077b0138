import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLark, type Lark } from '../../src/lark/client.ts'
import { isFileTooLarge } from '../../src/lark/errors.ts'
import { type FakePlatform, startFakePlatform } from './fake-platform.ts'

const bot = '/open-apis/bot/v3/info'
const contact = '/open-apis/contact/v3'
const resource = '/open-apis/im/v1/messages/om_1/resources/file_1'

let platform: FakePlatform
let lark: Lark

beforeEach(async () => {
  platform = await startFakePlatform({
    'POST /open-apis/auth/v3/tenant_access_token/internal': () => ({
      code: 0,
      tenant_access_token: 't-token-number-1',
      expire: 7200,
    }),
  })
  const { baseUrl } = platform
  lark = createLark({ appId: 'cli_a', appSecret: 's', baseUrl, log: () => {}, now: () => 0 })
})

afterEach(() => platform.stop())

const ok = (data: object) => () => ({ code: 0, msg: 'success', data })
const refused = (code: number) => (_: unknown, response: { statusCode: number }) => {
  response.statusCode = 400
  return { code, msg: 'no' }
}

describe('the bot', () => {
  it('is asked for once', async () => {
    platform.answers[`GET ${bot}`] = () => ({ code: 0, bot: { open_id: 'ou_bot' } })
    const { botOpenId } = lark.read
    expect(await Promise.all([botOpenId(), botOpenId()])).toEqual(['ou_bot', 'ou_bot'])
    expect(await botOpenId()).toBe('ou_bot')
    expect(platform.to(bot)).toHaveLength(1)
  })

  it('is asked for again after a failure', async () => {
    platform.answers[`GET ${bot}`] = refused(99991672)
    await expect(lark.read.botOpenId()).rejects.toThrow()
    platform.answers[`GET ${bot}`] = () => ({ code: 0, bot: { open_id: 'ou_bot' } })
    expect(await lark.read.botOpenId()).toBe('ou_bot')
  })
})

describe('accounts by mobile', () => {
  it('are asked for fifty at a time; who is not found is left out', async () => {
    const path = `${contact}/users/batch_get_id`
    platform.answers[`POST ${path}`] = ok({
      user_list: [{ user_id: 'ou_a', mobile: '13800000000' }, { mobile: '13800000001' }],
    })
    const mobiles = Array.from({ length: 51 }, (_, n) => String(13_800_000_000 + n))
    expect(await lark.read.openIdsByMobile(mobiles)).toEqual(new Map([['13800000000', 'ou_a']]))
    expect(platform.to(path)).toHaveLength(2)
    expect(await lark.read.openIdsByMobile([])).toEqual(new Map())
    expect(platform.to(path)).toHaveLength(2)
  })
})

describe('a user', () => {
  const nobody = { unionId: null, name: null, mobile: null, departmentIds: [], isResigned: false }

  it('is read, by a GET without a body', async () => {
    platform.answers[`GET ${contact}/users/ou_a`] = ok({
      user: {
        open_id: 'ou_a',
        union_id: 'on_a',
        name: '张三',
        mobile: '+8613800000000',
        department_ids: ['od-1'],
        status: { is_resigned: true },
        avatar: {},
      },
    })
    expect(await lark.read.user('ou_a')).toEqual({
      openId: 'ou_a',
      unionId: 'on_a',
      name: '张三',
      mobile: '+8613800000000',
      departmentIds: ['od-1'],
      isResigned: true,
    })
    const [asked] = platform.to(`${contact}/users/ou_a`)
    expect(asked?.text).toBe('')
    expect(asked?.headers['content-length']).toBeUndefined()
    expect(asked?.query.get('department_id_type')).toBe('open_department_id')
  })

  it('is read though its fields are hidden', async () => {
    platform.answers[`GET ${contact}/users/ou_a`] = ok({ user: {} })
    expect(await lark.read.user('ou_a')).toEqual({ openId: 'ou_a', ...nobody })
  })

  it.each([41050, 41012, 40004])('out of sight (%s) is undefined', async (code) => {
    platform.answers[`GET ${contact}/users/ou_a`] = refused(code)
    expect(await lark.read.user('ou_a')).toBeUndefined()
  })

  it('is not undefined for want of a scope', async () => {
    platform.answers[`GET ${contact}/users/ou_a`] = refused(99991672)
    await expect(lark.read.user('ou_a')).rejects.toMatchObject({ code: 99991672 })
  })

  it('whose id is no id reaches no other address', async () => {
    await expect(lark.read.user('../departments/0')).rejects.toMatchObject({ httpStatus: 404 })
    expect(platform.to(`${contact}/users/..%2Fdepartments%2F0`)).toHaveLength(1)
  })
})

describe('a chat', () => {
  it.each([
    [
      {
        name: '督查群',
        owner_id: 'ou_a',
        user_manager_id_list: ['ou_b'],
        external: true,
        chat_mode: 'topic',
        user_count: '12',
        chat_status: 'normal',
      },
      {
        chatId: 'oc_1',
        name: '督查群',
        ownerOpenId: 'ou_a',
        managerOpenIds: ['ou_b'],
        isExternal: true,
        mode: 'topic',
        userCount: 12,
        isDissolved: false,
      },
    ],
    [
      { chat_status: 'dissolved_save' },
      {
        chatId: 'oc_1',
        name: '',
        ownerOpenId: null,
        managerOpenIds: [],
        isExternal: false,
        mode: 'group',
        userCount: null,
        isDissolved: true,
      },
    ],
  ])('is read from %j', async (data, expected) => {
    platform.answers['GET /open-apis/im/v1/chats/oc_1'] = ok(data)
    expect(await lark.read.chat('oc_1')).toEqual(expected)
  })
})

describe('a list', () => {
  const pages =
    (items: readonly object[][]) =>
    ({ query }: { query: URLSearchParams }) => {
      const page = Number(query.get('page_token') ?? 0)
      const more = page + 1 < items.length
      return {
        code: 0,
        data: { items: items[page], has_more: more, page_token: more ? String(page + 1) : '' },
      }
    }

  it('of members is read to its end', async () => {
    const path = '/open-apis/im/v1/chats/oc_1/members'
    platform.answers[`GET ${path}`] = pages([
      [{ member_id: 'ou_a', name: '甲' }, { member_id: 'ou_b' }],
      [{ member_id: 'ou_c' }, {}],
    ])
    expect(await lark.read.chatMembers('oc_1')).toEqual(['ou_a', 'ou_b', 'ou_c'])
    expect(platform.to(path).map(({ query }) => query.get('page_size'))).toEqual(['100', '100'])
  })

  it('of departments leaves out the root and the deleted', async () => {
    const path = `${contact}/departments/0/children`
    platform.answers[`GET ${path}`] = pages([
      [
        { open_department_id: '0', name: '根' },
        { open_department_id: 'od-1', name: '办公室', parent_department_id: '0' },
      ],
      [
        { open_department_id: 'od-2', name: '督查科', parent_department_id: 'od-1' },
        { open_department_id: 'od-3', name: '旧', status: { is_deleted: true } },
        { name: '无号' },
      ],
    ])
    expect(await lark.read.departments()).toEqual([
      { openDepartmentId: 'od-1', name: '办公室', parentId: null },
      { openDepartmentId: 'od-2', name: '督查科', parentId: 'od-1' },
    ])
    expect(Object.fromEntries(platform.to(path)[1]?.query ?? [])).toEqual({
      fetch_child: 'true',
      department_id_type: 'open_department_id',
      user_id_type: 'open_id',
      page_size: '50',
      page_token: '1',
    })
  })

  it('of department members is read to its end', async () => {
    const path = `${contact}/users/find_by_department`
    platform.answers[`GET ${path}`] = pages([
      [{ open_id: 'ou_a', name: '甲' }],
      [{ open_id: 'ou_b' }],
    ])
    const members = await lark.read.departmentMembers('0')
    expect(members.map(({ openId, name }) => [openId, name])).toEqual([
      ['ou_a', '甲'],
      ['ou_b', null],
    ])
    expect(platform.to(path)[0]?.query.get('department_id')).toBe('0')
  })

  it('that is empty has no items at all', async () => {
    platform.answers[`GET ${contact}/departments/0/children`] = ok({ has_more: false })
    expect(await lark.read.departments()).toEqual([])
  })

  it('that never ends is refused, not cut', async () => {
    const endless = ok({ items: [{ member_id: 'ou_a' }], has_more: true, page_token: 'same' })
    platform.answers['GET /open-apis/im/v1/chats/oc_1/members'] = endless
    await expect(lark.read.chatMembers('oc_1')).rejects.toThrow('do not end')
  })
})

describe('a file', () => {
  const bytes = Buffer.from([0, 255, 1, 2, 3])

  it('is read byte by byte', async () => {
    platform.answers[`GET ${resource}`] = (_, response) => response.end(bytes)
    const read = await lark.read.messageFile('om_1', 'file_1', 5)
    expect([...read]).toEqual([...bytes])
    expect(platform.to(resource)[0]?.query.get('type')).toBe('file')
    expect(platform.to(resource)[0]?.text).toBe('')
  })

  it('may look like an answer of the platform', async () => {
    platform.answers[`GET ${resource}`] = () => ({ code: 7, msg: 'a JSON file' })
    const read = await lark.read.messageFile('om_1', 'file_1', 100)
    expect(JSON.parse(new TextDecoder().decode(read)).code).toBe(7)
  })

  it('too large by its header is refused', async () => {
    platform.answers[`GET ${resource}`] = (_, response) => {
      response.setHeader('content-length', 1e9)
      response.write(bytes)
    }
    const error = await lark.read.messageFile('om_1', 'file_1', 4).catch((reason) => reason)
    expect(isFileTooLarge(error)).toBe(true)
  })

  it('too large without a header is cut off', async () => {
    let isCut = false
    platform.answers[`GET ${resource}`] = (_, response) => {
      response.on('close', () => {
        isCut = true
      })
      const more = () => !isCut && response.write(Buffer.alloc(65536), () => setImmediate(more))
      more()
    }
    const error = await lark.read.messageFile('om_1', 'file_1', 1_000_000).catch((reason) => reason)
    expect(isFileTooLarge(error)).toBe(true)
    await expect.poll(() => isCut).toBe(true)
  })

  it('that is not in the message is refused with the code', async () => {
    platform.answers[`GET ${resource}`] = refused(234003)
    const work = lark.read.messageFile('om_1', 'file_1', 100)
    await expect(work).rejects.toMatchObject({ code: 234003, httpStatus: 400 })
  })
})
