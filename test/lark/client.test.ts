import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLark, type Lark } from '../../src/lark/client.ts'
import { explain, isRetryable, LarkError } from '../../src/lark/errors.ts'
import { type FakePlatform, startFakePlatform } from './fake-platform.ts'

const appSecret = 'S3cretOfTheApp'
const tokenPath = '/open-apis/auth/v3/tenant_access_token/internal'
const messages = '/open-apis/im/v1/messages'
const bot = '/open-apis/bot/v3/info'

let platform: FakePlatform
let now: number
let issued: number
let logged: string[]
let lark: Lark

beforeEach(async () => {
  now = Date.parse('2026-03-02T09:00:00+08:00')
  issued = 0
  logged = []
  platform = await startFakePlatform({
    [`POST ${tokenPath}`]: () => {
      issued += 1
      return { code: 0, msg: 'ok', tenant_access_token: `t-token-number-${issued}`, expire: 7200 }
    },
    [`GET ${bot}`]: () => ({ code: 0, msg: 'ok', bot: { open_id: 'ou_bot', app_name: '督办' } }),
    [`POST ${messages}`]: () => ({
      code: 0,
      data: { message_id: 'om_1', chat_id: 'oc_1', new: {} },
    }),
  })
  lark = start()
})

afterEach(() => platform.stop())

const start = (more: { appSecret?: string; timeoutMs?: number; fetch?: typeof fetch } = {}) =>
  createLark({
    appId: 'cli_duban',
    appSecret,
    baseUrl: platform.baseUrl,
    log: (event, facts) => logged.push(`${event} ${JSON.stringify(facts)}`),
    now: () => now,
    ...more,
  })

const say = (id = 'oc_1') =>
  lark.send({ type: 'chat_id', id }, { msgType: 'text', text: '你好' }, 'u1')

async function failure(work: Promise<unknown>): Promise<LarkError> {
  const error = await work.then(
    () => new Error('no failure'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(LarkError)
  return error as LarkError
}

const no = (code: number, status = 400, msg = 'no', headers: Record<string, string> = {}) => {
  return (_: unknown, response: import('node:http').ServerResponse) => {
    response.statusCode = status
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    return { code, msg, error: { log_id: 'log-in-body' } }
  }
}

describe('the token', () => {
  it('is fetched once for fifty callers', async () => {
    await Promise.all(Array.from({ length: 50 }, () => say()))
    expect(platform.to(tokenPath)).toHaveLength(1)
    expect(platform.to(tokenPath)[0]?.json).toEqual({ app_id: 'cli_duban', app_secret: appSecret })
    expect(new Set(platform.to(messages).map(({ headers }) => headers.authorization))).toEqual(
      new Set(['Bearer t-token-number-1']),
    )
  })

  it('is renewed three minutes before its end', async () => {
    await say()
    now += 7200_000 - 181_000
    await say()
    expect(issued).toBe(1)
    now += 2_000
    await say()
    expect(issued).toBe(2)
    expect(platform.to(messages)[2]?.headers.authorization).toBe('Bearer t-token-number-2')
  })

  it('of a short life is used for half of it', async () => {
    platform.answers[`POST ${tokenPath}`] = () => {
      issued += 1
      return { code: 0, tenant_access_token: `t-short-lived-${issued}`, expire: 100 }
    }
    await say()
    now += 49_000
    await say()
    expect(issued).toBe(1)
    now += 2_000
    await say()
    expect(issued).toBe(2)
  })

  it('is replaced once when the platform refuses it', async () => {
    platform.answers[`POST ${messages}`] = (asked, response) =>
      asked.headers.authorization === 'Bearer t-token-number-1'
        ? no(99991663)(asked, response)
        : { code: 0, data: { message_id: 'om_1' } }
    await Promise.all([say(), say(), say()])
    expect(issued).toBe(2)
    expect(platform.to(messages)).toHaveLength(6)
  })

  it('is not replaced twice', async () => {
    platform.answers[`POST ${messages}`] = no(99991663)
    expect(await failure(say())).toMatchObject({ code: 99991663 })
    expect(platform.to(messages)).toHaveLength(2)
    expect(issued).toBe(2)
  })

  it('that cannot be had fails every waiting call, and is asked for again later', async () => {
    const good = platform.answers[`POST ${tokenPath}`]
    platform.answers[`POST ${tokenPath}`] = no(10014, 200, `app secret ${appSecret} invalid`)
    const errors = await Promise.all([failure(say()), failure(say())])
    expect(errors.map(({ code }) => code)).toEqual([10014, 10014])
    expect(platform.to(tokenPath)).toHaveLength(1)
    if (good) platform.answers[`POST ${tokenPath}`] = good
    expect((await say()).messageId).toBe('om_1')
  })
})

describe('a failure', () => {
  it('with HTTP 200 and a code is one', async () => {
    platform.answers[`POST ${messages}`] = no(230002, 200, 'Bot is NOT in the chat')
    const error = await failure(say())
    expect(error).toMatchObject({ code: 230002, httpStatus: 200, logId: 'log-in-body' })
    expect(isRetryable(error)).toBe(false)
    expect(explain(error)).toContain('机器人不在该群中')
    expect(platform.to(messages)).toHaveLength(1)
  })

  it('for pace tells how long to wait', async () => {
    const headers = { 'x-ogw-ratelimit-reset': '7', 'x-tt-logid': 'log-in-header' }
    platform.answers[`POST ${messages}`] = no(
      99991400,
      429,
      'request trigger frequency limit',
      headers,
    )
    const error = await failure(say())
    expect(error).toMatchObject({ code: 99991400, httpStatus: 429, retryAfterMs: 7000 })
    expect(error.logId).toBe('log-in-header')
    expect(isRetryable(error)).toBe(true)
  })

  it.each([
    [502, '<html>bad gateway</html>', true],
    [429, '', true],
    [200, 'not json', false],
    [403, '<html>forbidden</html>', false],
  ])('without a code, HTTP %s, is told by its status', async (status, body, again) => {
    platform.answers[`POST ${messages}`] = (_, response) => response.writeHead(status).end(body)
    const error = await failure(say())
    expect(error).toMatchObject({ code: 0, httpStatus: status })
    expect(isRetryable(error)).toBe(again)
  })

  it('to answer in time is one', async () => {
    lark = start({ timeoutMs: 150 })
    platform.answers[`GET ${bot}`] = () => new Promise(() => {})
    const error = await failure(lark.read.botOpenId())
    expect(error.message).toContain('no answer within 150 ms')
    expect(isRetryable(error)).toBe(true)
  })

  it('to finish the answer in time is one', async () => {
    lark = start({ timeoutMs: 150 })
    platform.answers[`GET ${bot}`] = (_, response) => response.writeHead(200).write('{"code":')
    expect((await failure(lark.read.botOpenId())).message).toContain('no answer within')
  })

  it('to connect is one', async () => {
    await platform.stop()
    const error = await failure(say())
    expect(error).toMatchObject({ code: 0, httpStatus: undefined })
    expect(error.message).toMatch(/ECONN/)
    expect(isRetryable(error)).toBe(true)
  })

  it('to stay on the host is one', async () => {
    platform.answers[`GET ${bot}`] = (_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:9/steal' }).end()
    expect(await failure(lark.read.botOpenId())).toMatchObject({ httpStatus: 302 })
  })

  it('to hold what is indispensable is one', async () => {
    platform.answers[`POST ${messages}`] = () => ({ code: 0, data: {} })
    expect((await failure(say())).message).toContain('data.message_id')
  })

  it('shows no secret, whoever failed', async () => {
    const leaks = [
      no(10014, 400, `wrong app_secret: ${appSecret}`),
      no(99991663, 400, 'Invalid access token: t-token-number-1 Bearer t-token-number-1'),
    ]
    const errors: LarkError[] = []
    platform.answers[`POST ${messages}`] = leaks[1] as never
    errors.push(await failure(say()))
    platform.answers[`POST ${tokenPath}`] = leaks[0] as never
    now += 86_400_000
    errors.push(await failure(say()))
    const broken: typeof fetch = async (_, init) => {
      throw new TypeError(`fetch failed: ${init?.body}`, { cause: { code: 'EPIPE', init } })
    }
    lark = start({ fetch: broken })
    errors.push(await failure(say()))
    const seen = [
      ...errors.flatMap((error) => [
        String(error),
        error.stack,
        JSON.stringify(error),
        explain(error),
      ]),
      ...logged,
    ].join('\n')
    expect(seen).not.toContain(appSecret)
    expect(seen).not.toMatch(/t-token-number|你好/)
    expect(seen).toContain('lark.token-refused')
  })
})

describe('sending', () => {
  const card = { schema: '2.0', body: { elements: [] } }

  it.each(['open_id', 'chat_id'] as const)('goes to an %s', async (type) => {
    const sent = await lark.send(
      { type, id: 'x_1' },
      { msgType: 'text', text: '第一行\n"二"' },
      'key',
    )
    expect(sent).toEqual({ messageId: 'om_1', chatId: 'oc_1' })
    const [asked] = platform.to(messages)
    expect(asked?.query.get('receive_id_type')).toBe(type)
    expect(asked?.json).toEqual({
      receive_id: 'x_1',
      msg_type: 'text',
      content: JSON.stringify({ text: '第一行\n"二"' }),
      uuid: 'key',
    })
  })

  it('replies', async () => {
    platform.answers[`POST ${messages}/om_0/reply`] = () => ({
      code: 0,
      data: { message_id: 'om_2' },
    })
    const sent = await lark.send(
      { type: 'reply', id: 'om_0' },
      { msgType: 'interactive', card },
      'key',
    )
    expect(sent).toEqual({ messageId: 'om_2', chatId: null })
    const content = JSON.stringify(card)
    expect(platform.to(`${messages}/om_0/reply`)[0]?.json).toEqual({
      msg_type: 'interactive',
      content,
      uuid: 'key',
    })
  })

  it('redraws a card', async () => {
    platform.answers[`PATCH ${messages}/om_0`] = () => ({ code: 0, data: {} })
    const sent = await lark.send(
      { type: 'patch', id: 'om_0' },
      { msgType: 'interactive', card },
      'key',
    )
    expect(sent).toEqual({ messageId: 'om_0', chatId: null })
    expect(platform.to(`${messages}/om_0`)[0]?.json).toEqual({ content: JSON.stringify(card) })
  })

  it('redraws nothing but cards', async () => {
    const work = lark.send({ type: 'patch', id: 'om_0' }, { msgType: 'text', text: 'x' }, 'key')
    await expect(work).rejects.toThrow(TypeError)
  })
})
