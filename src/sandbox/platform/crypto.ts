import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const keyOf = (encryptKey: string) => createHash('sha256').update(encryptKey, 'utf8').digest()

/** AES-256-CBC, the key hashed with SHA-256, a random iv in front:
 * event-subscription-configure-/encrypt-key-encryption-configuration-case */
export function encrypt(
  plain: string,
  encryptKey: string,
  iv: Uint8Array = randomBytes(16),
): string {
  const cipher = createCipheriv('aes-256-cbc', keyOf(encryptKey), iv)
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64')
}

export function decrypt(sealed: string, encryptKey: string): string {
  const raw = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', keyOf(encryptKey), raw.subarray(0, 16))
  return Buffer.concat([decipher.update(raw.subarray(16)), decipher.final()]).toString('utf8')
}

/** SHA-256 over timestamp, nonce, key and the bytes of the body, in hex:
 * event-subscription-configure-/choose-a-subscription-mode/send-notifications-to-developers-server */
export const signature = (timestamp: string, nonce: string, encryptKey: string, body: string) =>
  createHash('sha256').update(`${timestamp}${nonce}${encryptKey}${body}`, 'utf8').digest('hex')

export const newNonce = () => randomBytes(8).toString('hex')

/** An id with the platform's look, the same for the same seed. */
export const stableId = (prefix: string, seed: string, size = 32) =>
  `${prefix}${createHash('sha256').update(seed, 'utf8').digest('hex').slice(0, size)}`
