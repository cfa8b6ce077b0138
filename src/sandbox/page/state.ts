import { useEffect, useReducer, useRef } from 'preact/hooks'
import type { Chat, HappenedEvent, Message, Person, Toast } from './feed.ts'
import { type Remembered, remember, remembered } from './remembered.ts'

/** One of the three phones: whose it is, and which chat is open in it. */
export type Phone = {
  readonly openId: string
  /** Undefined: the list of chats. */
  readonly chatId?: string
  readonly replyTo?: string
}

export type World = {
  readonly botName: string
  readonly people: readonly Person[]
  readonly chats: readonly Chat[]
  readonly messages: readonly Message[]
  readonly events: readonly HappenedEvent[]
}

type ShownToast = Toast & { readonly id: number; readonly openId: string }

export type State = Remembered & {
  readonly isConnected: boolean
  readonly world: World
  /** Sandbox time minus the browser's own. */
  readonly offset: number
  readonly phones: readonly Phone[]
  /** The one that fills a narrow screen. */
  readonly active: number
  readonly toasts: readonly ShownToast[]
  /** The message whose way the side panel shows. */
  readonly inspected?: string
  readonly isMoving: boolean
  /** What the last move of the clock sent. */
  readonly sent?: readonly string[]
}

const nothing: World = { botName: '', people: [], chats: [], messages: [], events: [] }

let state: State = {
  ...remembered(),
  isConnected: false,
  world: nothing,
  offset: 0,
  phones: [],
  active: 0,
  toasts: [],
  isMoving: false,
}
const lookers = new Set<() => void>()

export const getState = (): State => state

/** Changes what is named; `undefined` takes a thing away. */
export function setState(change: { [Key in keyof State]?: State[Key] | undefined }): void {
  const next = Object.fromEntries(
    Object.entries({ ...state, ...change }).filter(([, value]) => value !== undefined),
  )
  state = next as State
  remember(state)
  for (const look of lookers) look()
}

/** What a component needs of the state; it is drawn again when that changes. */
export function useAppState<Value>(select: (state: State) => Value): Value {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const value = select(state)
  const known = useRef({ value, select })
  known.current = { value, select }
  useEffect(() => {
    const look = () => {
      if (!Object.is(known.current.select(state), known.current.value)) redraw(undefined)
    }
    lookers.add(look)
    look()
    return () => void lookers.delete(look)
  }, [])
  return value
}
