/** Requests as the platform makes them, built before the clock runs. */
import { encrypt, newNonce, signature } from '../src/sandbox/platform/crypto.ts'

export type Keys = {
  readonly appId: string
  readonly encryptKey: string
  readonly verificationToken: string
}

export type Envelope = { readonly type: string; readonly eventId: string; readonly event: object }

/** The bytes of one POST, signed and encrypted, head and all. */
export function requestBytes(path: string, { type, eventId, event }: Envelope, keys: Keys): Buffer {
  const header = {
    event_id: eventId,
    event_type: type,
    create_time: String(Date.now()),
    token: keys.verificationToken,
    app_id: keys.appId,
    tenant_key: 'bench',
  }
  const plain = JSON.stringify({ schema: '2.0', header, event })
  const body = JSON.stringify({ encrypt: encrypt(plain, keys.encryptKey) })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = newNonce()
  const head = [
    `POST ${path} HTTP/1.1`,
    'host: bench',
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-lark-request-timestamp: ${timestamp}`,
    `x-lark-request-nonce: ${nonce}`,
    `x-lark-signature: ${signature(timestamp, nonce, keys.encryptKey, body)}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** Somebody's words in a group that are not for the bot: stored like any message, then passed over. */
export function groupMessage(run: string, number: number): Envelope {
  const id = `${run}-${number}`
  return {
    type: 'im.message.receive_v1',
    eventId: `bench-${id}`,
    event: {
      sender: {
        sender_id: { open_id: `ou_bench${number % 500}`, union_id: `on_bench${number % 500}` },
        sender_type: 'user',
        tenant_key: 'bench',
      },
      message: {
        message_id: `om_bench_${id}`,
        create_time: String(Date.now()),
        chat_id: `oc_bench${number % 50}`,
        chat_type: 'group',
        message_type: 'text',
        content: JSON.stringify({ text: '第3号工程已完成施工招标，进度60%，下周进场。' }),
      },
    },
  }
}
