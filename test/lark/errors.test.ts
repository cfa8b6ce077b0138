import { describe, expect, it } from 'vitest'
import { applinkBase, larkBaseUrl } from '../../src/lark/addresses.ts'
import {
  explain,
  isFileTooLarge,
  isPermanent,
  isRetryable,
  LarkError,
} from '../../src/lark/errors.ts'

const error = (code: number, httpStatus?: number, message = 'no', logId?: string) =>
  new LarkError(code, message, { httpStatus, logId })

describe('trying again', () => {
  it.each([
    [0, undefined],
    [0, 429],
    [0, 500],
    [0, 503],
    [2200, 200],
    [11232, 200],
    [11233, 200],
    [230020, 400],
    [230049, 400],
    [1000004, 400],
    [99991400, 400],
  ])('helps after %s, HTTP %s', (code, status) => {
    expect(isRetryable(error(code, status))).toBe(true)
    expect(isPermanent(error(code, status))).toBe(false)
  })

  it.each([
    [0, 200],
    [0, 302],
    [0, 404],
    [230013, 400],
    [230099, 400],
    [99991403, 400],
    [99991663, 400],
    [10014, 200],
  ])('does not help after %s, HTTP %s', (code, status) => {
    expect(isRetryable(error(code, status))).toBe(false)
    expect(isPermanent(error(code, status))).toBe(true)
  })

  it('helps when the card was just pressed, not when it is a bad one', () => {
    const problem = (words: string) =>
      error(230099, 400, `Failed to create card content, ext=ErrCode: 11310; ErrMsg: ${words}; `)
    expect(isRetryable(problem('card action is lock'))).toBe(true)
    expect(isRetryable(problem('element exceeds the limit'))).toBe(false)
  })

  it('is not for our own mistakes', () => {
    expect(isRetryable(new TypeError('x'))).toBe(false)
    expect(isPermanent(new TypeError('x'))).toBe(false)
    expect(isFileTooLarge(error(234037))).toBe(true)
  })
})

describe('an explanation', () => {
  const scopes =
    'Access denied. One of the following scopes is required: [im:message, im:message:send_as_bot].'
  it.each([
    [error(230013, 400), '该人员不在应用的可用范围内，请管理员调整可用范围（错误码 230013）'],
    [error(232009, 400, 'x', 'log1'), '该群已解散（错误码 232009，日志号 log1）'],
    [
      error(99991672, 400, scopes),
      '应用缺少接口权限，请在开发者后台开通并发布版本：im:message、im:message:send_as_bot（错误码 99991672）',
    ],
    [
      error(230099, 400, 'Failed to create card content, ext=ErrCode: 11310; ErrMsg: x'),
      '卡片内容未被飞书接收：卡片元素超过 200 个，或模板不可用（11310）（错误码 230099）',
    ],
    [error(230099, 400), '卡片内容未被飞书接收（错误码 230099）'],
    [error(0), '连接不上飞书，稍后自动重试'],
    [error(0, 502), '飞书暂时不可用，稍后自动重试'],
    [error(0, 429), '调用过于频繁，稍后自动重试'],
    [error(0, 404), '飞书的回答无法识别（HTTP 404）'],
    [error(987654, 400), '飞书拒绝了这次操作（错误码 987654）'],
    [new Error('boom'), '程序内部错误，请联系管理员'],
  ])('of %s', (given, expected) => expect(explain(given)).toBe(expected))
})

it('keeps tokens out of messages', () => {
  const message =
    'POST Bearer t-g1044ghJRUIJJ5ELPP {"app_secret":"hidden"} token=c-295ee57216a5dc9de90fefd0aadb4b1d7'
  const { message: safe } = new LarkError(1, message)
  expect(safe).not.toMatch(/g1044|hidden|295ee/)
  expect(new LarkError(1, 'invalid receive_id ou_1, od-4e6ac4d14bcd').message).toContain(
    'od-4e6ac4d14bcd',
  )
})

describe('addresses', () => {
  it.each([
    ['feishu', 'https://open.feishu.cn', 'https://applink.feishu.cn'],
    ['lark', 'https://open.larksuite.com', 'https://applink.larksuite.com'],
    ['https://open.gov.example/', 'https://open.gov.example', 'https://applink.gov.example'],
    ['http://127.0.0.1:3001/', 'http://127.0.0.1:3001', 'http://127.0.0.1:3001'],
    [
      'https://proxy.example/feishu//',
      'https://proxy.example/feishu',
      'https://proxy.example/feishu',
    ],
  ])('of %s', (domain, base, applinks) => {
    expect(larkBaseUrl(domain)).toBe(base)
    expect(applinkBase(domain)).toBe(applinks)
  })

  it.each(['', 'feishuu', 'ftp://a.b', 'https://user:secret@a.b'])(
    'are not made of %j',
    (domain) => {
      expect(() => larkBaseUrl(domain)).toThrow('neither')
    },
  )
})
