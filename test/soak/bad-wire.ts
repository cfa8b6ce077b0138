/** A wire from the bot to the platform on which a share of the sends fails. */
import type { Platform } from '../../src/sandbox/platform/platform.ts'
import type { Random } from './random.ts'
import type { Answered, Wire } from './relay.ts'

const cut = (): never => {
  throw new Error('the connection is cut')
}

const answer = (status: number, body: object | string, more: Record<string, string> = {}) => {
  const isText = typeof body === 'string'
  const headers = { 'content-type': isText ? 'text/html' : 'application/json', ...more }
  return { status, headers, body: Buffer.from(isText ? body : JSON.stringify(body)), target: '' }
}
const refusal = (status: number, code: number, headers: Record<string, string> = {}) =>
  answer(status, { code, msg: 'fault' }, headers)
const badGateway = () => answer(502, '<html>')

type Fault = (
  pass: () => Promise<Answered>,
  isGone: Promise<void>,
  platform: Platform,
) => Promise<Answered>

/** Ways in which a send fails: before anything happened, or after the message was there. */
const wireFaults = {
  'too many (429)': async () => refusal(429, 99991400, { 'x-ogw-ratelimit-reset': '1' }),
  'too many for one': async () => refusal(400, 230020),
  'bad gateway': async () => badGateway(),
  'bad gateway, sent': async (pass) => {
    await pass()
    return badGateway()
  },
  'internal error, sent': async (pass) => {
    await pass()
    return refusal(500, 2200)
  },
  'cut, not sent': async () => cut(),
  'cut, sent': async (pass) => {
    await pass()
    return cut()
  },
  /** Until the caller gives up. */
  'no answer, sent': async (pass, isGone) => {
    await pass()
    await isGone
    return cut()
  },
  'token expired': (pass, _isGone, platform) => {
    platform.revokeTokens()
    return pass()
  },
} as const satisfies Readonly<Record<string, Fault>>

export type FaultCounts = Record<keyof typeof wireFaults | 'passed', number>

/**
 * Of the sends that `share` fails, each in one of the ways.
 * @returns the wire, and what it did
 */
export function badWire(
  platform: Platform,
  share: number,
  random: Random,
): { readonly wire: Wire; readonly counts: FaultCounts } {
  const names = Object.keys(wireFaults) as (keyof typeof wireFaults)[]
  const counts = Object.fromEntries([...names, 'passed'].map((name) => [name, 0])) as FaultCounts
  const wire: Wire = ({ path, method }, pass, isGone) => {
    if (method === 'GET' || !path.includes('/im/v1/messages')) return pass()
    const name = random.next() < share ? random.pick(names) : 'passed'
    counts[name] += 1
    const fault: Fault = name === 'passed' ? pass : wireFaults[name]
    return fault(pass, isGone, platform)
  }
  return { wire, counts }
}
