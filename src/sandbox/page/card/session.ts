import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Problem } from '../../platform/card-problem.ts'
import type { CardAct } from './card-view.tsx'
import type { Theme } from './palette.ts'
import type { Node } from './sizes.ts'

/** What every part of one card knows. */
export type Session = {
  readonly theme: Theme
  readonly nameOf: (openId: string) => string | undefined
  readonly members: readonly { readonly openId: string; readonly name: string }[]
  /** Names of text sizes that the card itself defines. */
  readonly ownSizes: Node
  /** The place of a component among all that can be pressed. */
  readonly pressIndex: (node: Node) => number
  /** Where a press waits for its answer; meanwhile nothing else in the card can be pressed. */
  readonly waitingAt: string | undefined
  readonly act: (path: string, act: CardAct) => Promise<void>
  /** Rules the card breaks, by the path of the component. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>
}

export const SessionContext = createContext<Session | undefined>(undefined)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('outside a card')
  return session
}

/** The values of a form while it is filled in. */
export type FormState = {
  readonly values: Readonly<Record<string, unknown>>
  /** What is wrong, by the name of the field. */
  readonly errors: Readonly<Record<string, string>>
  readonly set: (name: string, value: unknown) => void
  /** Marks what is missing; the values if nothing is. */
  readonly check: () => Readonly<Record<string, unknown>> | undefined
  readonly reset: () => void
}

export const FormContext = createContext<FormState | undefined>(undefined)
export const useForm = (): FormState | undefined => useContext(FormContext)
