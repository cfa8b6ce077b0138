import type { LarkRead, LarkSend } from '../ports.ts'
import { createCall, type LarkMemory, type LarkSettings } from './call.ts'
import { createLarkRead } from './read.ts'
import { createLarkSend } from './send.ts'

export type { LarkMemory, LarkSettings }

export type Lark = { readonly read: LarkRead; readonly send: LarkSend }

/** The platform behind our ports. Every call may throw a `LarkError`. */
export function createLark(settings: LarkSettings): Lark {
  const call = createCall(settings)
  return { read: createLarkRead(call, settings.memory), send: createLarkSend(call) }
}
