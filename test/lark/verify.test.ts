import { AESCipher } from '@larksuiteoapi/node-sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epochMs, readEnvelope } from '../../src/lark/envelope.ts'
import { createVerifier } from '../../src/lark/verify.ts'
import { app, deliver, envelope, seal, sign } from './sealed-request.ts'

const now = Date.parse('2026-03-02T09:00:00+08:00')
const minute = 60_000
const { openRequest } = createVerifier(app)
const message = envelope('im.message.receive_v1', { message: { message_id: 'om_1' } })
const challenge = { type: 'url_verification', challenge: 'ajls38', token: app.verificationToken }
const unsigned = { timestamp: undefined, nonce: null, signature: '' }

describe('a genuine delivery', () => {
  it('is opened', () => {
    expect(openRequest({ ...deliver(message, now), now })).toEqual({
      ok: true,
      kind: 'event',
      eventId: 'ev_1',
      eventType: 'im.message.receive_v1',
      createTime: 1772413200000,
      appId: app.appId,
      tenantKey: 'tenant_1',
      event: { message: { message_id: 'om_1' } },
    })
  })

  it('may carry its timestamp in milliseconds', () => {
    expect(openRequest({ ...deliver(message, now, { digits: 13 }), now }).ok).toBe(true)
  })

  it('may be spaced and escaped differently, since the bytes are signed', () => {
    const rawBody = Buffer.from(`{ "encrypt" : "${seal(message).replaceAll('/', '\\/')}" }\n`)
    const timestamp = String(now / 1000)
    const signature = sign(rawBody, timestamp, 'n', app.encryptKey)
    expect(openRequest({ rawBody, headers: { timestamp, nonce: 'n', signature }, now }).ok).toBe(
      true,
    )
  })

  it('may be of the legacy form', () => {
    const event = { type: 'p2p_chat_create', app_id: app.appId, tenant_key: 't', chat_id: 'oc_1' }
    const { verificationToken: token } = app
    const body = { ts: '1502199207.71', uuid: 'u1', token, type: 'event_callback', event }
    expect(openRequest({ ...deliver(body, now), now })).toMatchObject({
      ok: true,
      eventId: 'u1',
      eventType: 'p2p_chat_create',
      createTime: 1502199207710,
      event,
    })
  })

  it('may be a part of a larger buffer', () => {
    const { rawBody, headers } = deliver(message, now)
    const pool = new Uint8Array([1, 2, 3, ...rawBody, 4, 5])
    const bytes = pool.subarray(3, 3 + rawBody.length)
    expect(openRequest({ rawBody: bytes, headers, now }).ok).toBe(true)
  })
})

describe('the URL check', () => {
  it('needs no signature', () => {
    const { rawBody } = deliver(challenge, now)
    const opened = { ok: true, kind: 'challenge', challenge: 'ajls38' }
    expect(openRequest({ rawBody, headers: unsigned, now })).toEqual(opened)
  })

  it.each([
    ['a wrong token', { ...challenge, token: 'verification-tokem' }, {}, 'wrong-token'],
    ['no token', { ...challenge, token: undefined }, {}, 'wrong-token'],
    ['no challenge', { ...challenge, challenge: undefined }, {}, 'missing-signature'],
    ['no encryption', challenge, { isPlain: true }, 'plain-body'],
    ['another key', challenge, { key: 'another' }, 'undecipherable'],
  ])('is refused with %s', (_, body, options, reason) => {
    const { rawBody } = deliver(body, now, options)
    expect(openRequest({ rawBody, headers: unsigned, now })).toEqual({ ok: false, reason })
  })
})

describe('a delivery is refused', () => {
  const press = envelope('card.action.trigger', {})
  const at = (age: number) => now - age
  it.each([
    ['signed with another key', deliver(message, now, { key: 'another' }), 'bad-signature'],
    ['plain, though signed', deliver(message, now, { isPlain: true }), 'plain-body'],
    ['of another app', deliver(envelope('x', {}, { app_id: 'cli_b' }), now), 'wrong-app'],
    ['without an app', deliver(envelope('x', {}, { app_id: undefined }), now), 'wrong-app'],
    ['with a wrong token', deliver(envelope('x', {}, { token: 'nope' }), now), 'wrong-token'],
    ['without a token', deliver(envelope('x', {}, { token: null }), now), 'wrong-token'],
    ['without an event id', deliver(envelope('x', {}, { event_id: '' }), now), 'malformed'],
    ['without an event', deliver(envelope('x', undefined), now), 'malformed'],
    ['holding a list', deliver([1], now), 'malformed'],
    ['holding no JSON', deliver('{"schema"', now), 'undecipherable'],
    ['older than the last retry', deliver(message, at(8 * 60 * minute + 1000)), 'too-old'],
    ['from the future', deliver(message, at(-5 * minute - 1000)), 'too-old'],
    ['a press of six minutes ago', deliver(press, at(6 * minute)), 'too-old'],
    ['with odd digits', deliver(message, now, { digits: 11 }), 'malformed'],
  ] as const)('%s', (_, delivery, reason) => {
    expect(openRequest({ ...delivery, now })).toEqual({ ok: false, reason })
  })

  it.each(['timestamp', 'nonce', 'signature'])('without its %s', (name) => {
    const { rawBody, headers } = deliver(message, now)
    const refused = { ok: false, reason: 'missing-signature' }
    expect(openRequest({ rawBody, headers: { ...headers, [name]: undefined }, now })).toEqual(
      refused,
    )
    expect(openRequest({ rawBody, headers: { ...headers, [name]: '' }, now })).toEqual(refused)
  })

  it.each(['', 'null', '7', '[]', '{}', '{"encrypt":1}', '{"encrypt":""}', '{"encrypt":"x"}'])(
    'as the body %s, signed or not',
    (text) => {
      const rawBody = Buffer.from(text)
      const timestamp = String(now / 1000)
      const signature = sign(rawBody, timestamp, 'n', app.encryptKey)
      expect(openRequest({ rawBody, headers: unsigned, now }).ok).toBe(false)
      const headers = { timestamp, nonce: 'n', signature }
      expect(openRequest({ rawBody, headers, now }).ok).toBe(false)
    },
  )

  it('within the limits is not refused', () => {
    expect(openRequest({ ...deliver(message, at(8 * 60 * minute - 1000)), now }).ok).toBe(true)
    expect(openRequest({ ...deliver(press, at(5 * minute - 1000)), now }).ok).toBe(true)
    expect(openRequest({ ...deliver(press, at(-4 * minute)), now }).ok).toBe(true)
  })
})

describe('tampering', () => {
  const delivery = deliver(message, now)
  const flips = { at: fc.nat(), mask: fc.integer({ min: 1, max: 255 }) }

  it('with any byte of the body is seen', () => {
    fc.assert(
      fc.property(flips.at, flips.mask, (at, mask) => {
        const rawBody = Buffer.from(delivery.rawBody)
        const index = at % rawBody.length
        rawBody[index] = (rawBody[index] ?? 0) ^ mask
        expect(openRequest({ rawBody, headers: delivery.headers, now }).ok).toBe(false)
      }),
    )
  })

  it('with any character of a header is seen', () => {
    const names = fc.constantFrom('timestamp', 'nonce', 'signature')
    fc.assert(
      fc.property(names, flips.at, flips.mask, (name, at, mask) => {
        const bytes = Buffer.from(delivery.headers[name], 'latin1')
        const index = at % bytes.length
        bytes[index] = (bytes[index] ?? 0) ^ mask
        const headers = { ...delivery.headers, [name]: bytes.toString('latin1') }
        expect(openRequest({ rawBody: delivery.rawBody, headers, now }).ok).toBe(false)
      }),
    )
  })

  it('by cutting the body or a header is seen', () => {
    fc.assert(
      fc.property(fc.nat(delivery.rawBody.length - 1), fc.nat(63), (length, digits) => {
        const { headers } = delivery
        const rawBody = delivery.rawBody.subarray(0, length)
        expect(openRequest({ rawBody, headers, now }).ok).toBe(false)
        const cut = { ...headers, signature: headers.signature.slice(0, digits) }
        expect(openRequest({ ...delivery, headers: cut, now }).ok).toBe(false)
      }),
    )
  })

  it('with the sealed text of an unsigned request never opens an event', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const encrypt = Buffer.from(bytes).toString('base64')
        const rawBody = Buffer.from(JSON.stringify({ encrypt }))
        expect(openRequest({ rawBody, headers: unsigned, now }).ok).toBe(false)
      }),
    )
  })
})

describe('decryption', () => {
  it('agrees with the platform and its SDK', () => {
    const sample = 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk='
    expect(new AESCipher('test key').decrypt(sample)).toBe('hello world')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (word) => {
        const body = envelope('x', { word })
        const sdk = new AESCipher(app.encryptKey)
        const { rawBody, headers } = deliver(body, now)
        const opened = openRequest({ rawBody, headers, now })
        const oracle = JSON.parse(sdk.decrypt(JSON.parse(rawBody.toString()).encrypt))
        expect(opened).toMatchObject({ ok: true, event: oracle.event })
      }),
    )
  })

  it('asks for all three settings', () => {
    expect(() => createVerifier({ ...app, encryptKey: '' })).toThrow()
    expect(() => createVerifier({ ...app, verificationToken: '' })).toThrow()
  })
})

describe('times', () => {
  it.each([
    ['1608725989000', 1608725989000],
    ['1603977298000000', 1603977298000],
    ['1502199207.71', 1502199207710],
    [1669364458, 1669364458000],
    ['', undefined],
    ['soon', undefined],
    [-1, undefined],
    [null, undefined],
  ])('%s is %s', (value, expected) => expect(epochMs(value)).toBe(expected))

  it('default to the arrival', () => {
    const body = envelope('x', {}, { create_time: undefined })
    expect(readEnvelope(body, 42)).toMatchObject({ createTime: 42 })
  })
})
