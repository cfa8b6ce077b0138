/** What can be done with a person once it is known which: a row for each kind of act. */
import type { PersonAct } from '../../cards/people/people-actions.ts'
import { readDirectory } from '../../db/directory.ts'
import { loadPeopleFacts } from '../../db/people-facts.ts'
import type { DirectoryEntry } from '../../src/domain/directory.ts'
import { type Resolver, resolverOf } from '../../src/domain/people.ts'
import type { Deps } from '../../src/ports.ts'
import type { Writes } from '../types.ts'

type ActOf<Kind extends PersonAct['kind']> = Extract<PersonAct, { kind: Kind }>

/** Who does it, by which message or press, with whom. */
export type Doing = {
  readonly by: string
  readonly via: string
  readonly person: DirectoryEntry
}

/** What came of it, said to the one who did it. */
export type Done = {
  readonly title: string
  readonly lines: readonly string[]
  readonly tone: 'success' | 'info' | 'warning'
  readonly writes: Writes
}

export const refused = (title: string, line: string): Done => ({
  title,
  lines: [line],
  tone: 'warning',
  writes: [],
})

/** A kind of act: what it is called, and how it is done. Whoever does it is checked there. */
export type ActKind<Kind extends PersonAct['kind']> = {
  /** For the title of the picker; undefined: there is nothing to do it with any more. */
  readonly purpose: (act: ActOf<Kind>, deps: Deps) => Promise<Purpose | undefined>
  readonly perform: (act: ActOf<Kind>, doing: Doing, deps: Deps) => Promise<Done>
}

export type Purpose = {
  readonly title: string
  /** What to say instead, without the name. */
  readonly words: string
  /** Whose people come first. */
  readonly unit: string | null
  /** A name that is known already. */
  readonly name: string
}

export const resolverNow = async (deps: Deps): Promise<Resolver> =>
  resolverOf(await loadPeopleFacts(deps.db), deps.clock.now())

export const entryOf = async (openId: string, deps: Deps): Promise<DirectoryEntry | undefined> =>
  (await readDirectory(deps.db)).find((entry) => entry.openId === openId)

export const nameAndUnit = ({ name, units }: DirectoryEntry): string =>
  units[0] ? `${name}（${units[0]}）` : name
