import type { Card } from '../kit.ts'

export type Exhibit = { readonly name: string; readonly card: Card }

/** One exhibit a state. */
export const states = <State extends string>(
  prefix: string,
  all: readonly State[],
  make: (state: State) => Card,
): readonly Exhibit[] =>
  all.map((state) => ({ name: `${prefix}-${state.replaceAll('_', '-')}`, card: make(state) }))
