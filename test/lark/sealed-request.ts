import { createCipheriv, createHash, randomBytes } from 'node:crypto'

export const app = {
  appId: 'cli_duban',
  encryptKey: 'test key',
  verificationToken: 'verification-token',
} as const

/** Encrypts as the platform does (§1.3). */
export function seal(body: unknown, encryptKey: string = app.encryptKey): string {
  const key = createHash('sha256').update(encryptKey).digest()
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const plain = typeof body === 'string' ? body : JSON.stringify(body)
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64')
}

/** Signs as the platform does (§1.4). */
export function sign(rawBody: Uint8Array, timestamp: string, nonce: string, key: string): string {
  return createHash('sha256')
    .update(timestamp + nonce + key)
    .update(rawBody)
    .digest('hex')
}

export type Delivery = {
  readonly rawBody: Buffer
  readonly headers: {
    readonly timestamp: string
    readonly nonce: string
    readonly signature: string
  }
}

/** A delivery signed at `signedAt`, epoch milliseconds. */
export function deliver(
  body: unknown,
  signedAt: number,
  options: { readonly key?: string; readonly digits?: number; readonly isPlain?: boolean } = {},
): Delivery {
  const { key = app.encryptKey, digits = 10, isPlain = false } = options
  const rawBody = Buffer.from(JSON.stringify(isPlain ? body : { encrypt: seal(body, key) }))
  const timestamp = String(signedAt).slice(0, digits)
  const nonce = randomBytes(8).toString('hex')
  return { rawBody, headers: { timestamp, nonce, signature: sign(rawBody, timestamp, nonce, key) } }
}

export const envelope = (eventType: string, event: unknown, header: object = {}) => ({
  schema: '2.0',
  header: {
    event_id: 'ev_1',
    event_type: eventType,
    create_time: '1772413200000',
    token: app.verificationToken,
    app_id: app.appId,
    tenant_key: 'tenant_1',
    ...header,
  },
  event,
})
