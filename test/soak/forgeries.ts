/** Requests that the platform would never make. All of them are to be refused, and alike. */
import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { signature } from '../../src/sandbox/platform/crypto.ts'
import type { Platform } from '../../src/sandbox/platform/platform.ts'
import type { Random } from './random.ts'
import { cardsTitled, type Stage } from './stage.ts'

type Forged = {
  readonly body: Buffer
  readonly headers: Record<string, string>
  readonly isChunked?: boolean
}
type Forger = (genuine: Genuine, random: Random) => Forged

/** What would have an effect if it were let in: an envelope, and how the platform seals it. */
type Genuine = {
  readonly envelope: (header?: Record<string, string>) => object
  readonly seal: Platform['sealed']
  readonly encryptKey: string
}

const bytes = ({ body, headers }: { body: string; headers: Record<string, string> }): Forged => ({
  body: Buffer.from(body),
  headers,
})
const sealed = (genuine: Genuine) => bytes(genuine.seal(genuine.envelope()))
const withHeaders = (forged: Forged, headers: Record<string, string>): Forged => ({
  ...forged,
  headers: { ...forged.headers, ...headers },
})
const without = ({ body, headers }: Forged, ...names: string[]): Forged => ({
  body,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name))),
})
const secondsAgo = (seconds: number) => String(Math.floor(Date.now() / 1000) - seconds)

/** Signed with the right key, whatever the bytes are. */
function signed(body: Buffer, encryptKey: string, timestamp = secondsAgo(0)): Forged {
  const nonce = randomBytes(8).toString('hex')
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature(timestamp, nonce, encryptKey, body.toString('utf8')),
    },
  }
}

function flipped(body: Buffer, random: Random): Buffer {
  const copy = Buffer.from(body)
  const place = random.below(copy.length)
  copy[place] = (copy[place] ?? 0) ^ (1 << random.below(8))
  return copy
}

const cutShort = (body: Buffer, random: Random) => body.subarray(0, random.below(body.length))
const signatureNames = ['x-lark-signature', 'x-lark-request-timestamp', 'x-lark-request-nonce']

function oversized(genuine: Genuine, random: Random): Forged {
  const padding = 'x'.repeat(750_000 + random.below(250_000))
  return bytes(genuine.seal({ ...genuine.envelope(), padding }))
}

const forgers: Readonly<Record<string, Forger>> = {
  'forged signature': (genuine) =>
    withHeaders(sealed(genuine), { 'x-lark-signature': randomBytes(32).toString('hex') }),
  'signature of another body': (genuine) =>
    withHeaders(sealed(genuine), {
      'x-lark-signature': sealed(genuine).headers['x-lark-signature'] ?? '',
    }),
  'flipped bit in the body': (genuine, random) => {
    const whole = sealed(genuine)
    return { ...whole, body: flipped(whole.body, random) }
  },
  'flipped digit in the signature': (genuine, random) => {
    const whole = sealed(genuine)
    const digits = [...(whole.headers['x-lark-signature'] ?? '')]
    const place = random.below(digits.length)
    digits[place] = digits[place] === '0' ? '1' : '0'
    return withHeaders(whole, { 'x-lark-signature': digits.join('') })
  },
  'other timestamp': (genuine) =>
    withHeaders(sealed(genuine), { 'x-lark-request-timestamp': secondsAgo(7) }),
  'other nonce': (genuine) => withHeaders(sealed(genuine), { 'x-lark-request-nonce': 'abc' }),
  truncated: (genuine, random) => {
    const whole = sealed(genuine)
    return { ...whole, body: cutShort(whole.body, random) }
  },
  'truncated, then signed': (genuine, random) =>
    signed(cutShort(sealed(genuine).body, random), genuine.encryptKey),
  'garbage, signed': (genuine, random) =>
    signed(Buffer.from(randomBytes(random.below(900)).toString('base64')), genuine.encryptKey),
  'malformed timestamp, signed': (genuine) =>
    signed(sealed(genuine).body, genuine.encryptKey, 'yesterday'),
  garbage: (genuine, random) => ({ ...sealed(genuine), body: randomBytes(random.below(900)) }),
  empty: (genuine) => ({ ...sealed(genuine), body: Buffer.alloc(0) }),
  'sealed but unsigned': (genuine) => without(sealed(genuine), ...signatureNames),
  'signature missing': (genuine) => without(sealed(genuine), 'x-lark-signature'),
  plain: (genuine) => bytes(genuine.seal(genuine.envelope(), { encryptKey: '' })),
  'plain, signed': (genuine) =>
    signed(Buffer.from(JSON.stringify(genuine.envelope())), genuine.encryptKey),
  'wrong key': (genuine) =>
    bytes(genuine.seal(genuine.envelope(), { encryptKey: 'not-the-encrypt-key' })),
  'wrong token': (genuine) => bytes(genuine.seal(genuine.envelope({ token: 'not-the-token' }))),
  'wrong app': (genuine) => bytes(genuine.seal(genuine.envelope({ app_id: 'cli_another' }))),
  'nine hours old': (genuine) =>
    bytes(genuine.seal(genuine.envelope(), { timestamp: secondsAgo(9 * 3600) })),
  'from the future': (genuine) =>
    bytes(genuine.seal(genuine.envelope(), { timestamp: secondsAgo(-900) })),
  'URL check with a wrong token': (genuine) =>
    without(
      bytes(genuine.seal({ type: 'url_verification', challenge: 'x', token: 'not-the-token' })),
      ...signatureNames,
    ),
  'URL check in plain': (genuine) =>
    bytes(
      genuine.seal({ type: 'url_verification', challenge: 'x', token: 'x' }, { encryptKey: '' }),
    ),
  oversized,
  'oversized, length not told': (genuine, random) => ({
    ...oversized(genuine, random),
    isChunked: true,
  }),
}

/** A megabyte each: one in so many is enough. */
const rareOnes = ['oversized', 'oversized, length not told']
const oneIn = 50

/** An event and a press that nobody has made: somebody's words, and the office's 确认下发. */
function genuineOnes({ platform, town, ...stage }: Stage, random: Random): Genuine {
  const { office, officials, world } = town
  const speaker = random.pick(officials).openId
  const summary = cardsTitled({ platform, town, ...stage }, office, '导入 ').at(-1)
  const planId = /"planId":"([^"]+)"/.exec(JSON.stringify(summary?.card))?.[1] ?? 'none'
  const id = randomBytes(8).toString('hex')
  const message = {
    message_id: `om_forged_${id}`,
    chat_id: platform.p2pChatId(speaker),
    chat_type: 'p2p',
    message_type: 'text',
    create_time: String(Date.now()),
    content: JSON.stringify({ text: '我的任务' }),
  }
  const said = { sender: { sender_id: { open_id: speaker }, sender_type: 'user' }, message }
  const pressed = {
    operator: { open_id: office },
    action: { tag: 'button', value: { action: 'plan.dispatch.confirm', planId } },
    context: { open_message_id: summary?.messageId, open_chat_id: summary?.chatId },
  }
  const isPress = random.next() < 0.5
  const type = isPress ? 'card.action.trigger' : 'im.message.receive_v1'
  return {
    envelope: (header) => platform.envelope(type, isPress ? pressed : said, header),
    seal: platform.sealed,
    encryptKey: world.app.encryptKey,
  }
}

type Answer = { readonly status: number; readonly length: number }

function send(url: string, { body, headers, isChunked }: Forged, agent: Agent): Promise<Answer> {
  return new Promise((resolve) => {
    const length = isChunked ? {} : { 'content-length': String(body.length) }
    const asked = request(url, { method: 'POST', agent, headers: { ...headers, ...length } })
    asked.on('response', (response) => {
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, length: size }))
      response.on('error', () => resolve({ status: 0, length: size }))
    })
    asked.on('error', () => resolve({ status: 0, length: 0 }))
    asked.end(body)
  })
}

export type Forgeries = {
  readonly sent: number
  /** Kinds whose answer was not a bare 401, and how often. */
  readonly amiss: ReadonlyMap<string, number>
}

/** Sends `count` of them, 16 at a time. */
export async function sendForgeries(
  stage: Stage,
  count: number,
  random: Random,
): Promise<Forgeries> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const amiss = new Map<string, number>()
  const usual = Object.keys(forgers).filter((name) => !rareOnes.includes(name))
  let sent = 0
  const sender = async () => {
    while (sent < count) {
      sent += 1
      const kind = random.below(oneIn) === 0 ? random.pick(rareOnes) : random.pick(usual)
      const forged = (forgers[kind] as Forger)(genuineOnes(stage, random), random)
      const path = random.next() < 0.5 ? '/webhook/event' : '/webhook/card'
      const answer = await send(`${stage.bot.url}${path}`, forged, agent)
      if (answer.status === 401 && answer.length === 0) continue
      const name = `${kind}: ${answer.status}, ${answer.length} bytes`
      amiss.set(name, (amiss.get(name) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: 16 }, sender))
  agent.destroy()
  return { sent, amiss }
}
