/** From what somebody asks for to the tasks that it names: the one way for queries. */
import type { People } from '../../db/known-people.ts'
import {
  type ListOptions,
  listByInitials,
  listTasks,
  type PieceCondition,
  type TaskCondition,
  type TaskPage,
  type TaskScope,
} from '../../db/task-list.ts'
import { namesLike } from '../../db/task-names.ts'
import {
  type InitialsOf,
  type Piece,
  piecesOf,
  type TaskQuery,
  weekOf,
} from '../../src/domain/task-query.ts'
import type { Deps } from '../../src/ports.ts'
import { pinyinInitials } from './initials.ts'

export type LookedUp = TaskPage & {
  /** More names were meant than are looked for at once. */
  readonly isCut: boolean
}

/** A page of the tasks of a scope that a query names. */
export async function lookUp(
  query: TaskQuery,
  scope: TaskScope,
  options: ListOptions,
  people: People,
  deps: Deps,
): Promise<LookedUp> {
  if (query.kind === 'words') return lookUpWords(query.words, scope, options, people, deps)
  const { condition, isCut } = await conditionOf(query, options, people, deps)
  return { ...(await listTasks(deps.db, scope, condition, options)), isCut }
}

async function conditionOf(
  { kind, words }: TaskQuery,
  { on }: ListOptions,
  people: People,
  deps: Deps,
): Promise<{ readonly condition: TaskCondition; readonly isCut: boolean }> {
  switch (kind) {
    case 'overdue':
    case 'lagging':
      return { condition: { kind }, isCut: false }
    case 'this_week':
      return { condition: { kind: 'due', ...weekOf(on) }, isCut: false }
    case 'section':
      return { condition: { kind, text: textOf(words) }, isCut: false }
    case 'unit':
    case 'leader': {
      const text = textOf(words)
      const named = await namesLike(deps.db, people, {
        kind: kind === 'unit' ? kind : 'person',
        text,
        ...(isLetters(text) ? { initialsOf: await pinyinInitials() } : {}),
      })
      return { condition: { kind, partyIds: named.partyIds }, isCut: named.isCut }
    }
    case 'words':
      return { condition: { kind: 'pieces', pieces: [] }, isCut: false }
  }
}

const isLetters = (text: string): boolean => /^[a-z]{2,}$/.test(text)

/** A name as it is looked for: in one piece, since people put spaces between its signs. */
const textOf = (words: string): string => {
  const [piece] = piecesOf(words.replace(/\s+/g, ''))
  return piece?.kind === 'part' ? piece.text : words.replace(/\s+/g, '').toLowerCase()
}

async function lookUpWords(
  words: string,
  scope: TaskScope,
  options: ListOptions,
  people: People,
  deps: Deps,
): Promise<LookedUp> {
  const pieces = piecesOf(words)
  const letters = pieces.flatMap((one) => (one.kind === 'part' && one.isLetters ? [one.text] : []))
  const initialsOf = letters.length > 0 ? await pinyinInitials() : undefined
  const found = await Promise.all(pieces.map((one) => pieceOf(one, initialsOf, people, deps)))
  const condition = { kind: 'pieces', pieces: found.map(({ piece }) => piece) } as const
  const page = initialsOf
    ? await listByInitials(deps.db, scope, condition, { letters, initialsOf }, options)
    : await listTasks(deps.db, scope, condition, options)
  return { ...page, isCut: found.some(({ isCut }) => isCut) }
}

async function pieceOf(
  piece: Piece,
  initialsOf: InitialsOf | undefined,
  people: People,
  deps: Deps,
): Promise<{ readonly piece: PieceCondition; readonly isCut: boolean }> {
  if (piece.kind !== 'part') return { piece, isCut: false }
  const { text, isLetters: isInitials } = piece
  const { partyIds, isCut } = await namesLike(deps.db, people, {
    kind: 'any',
    text,
    ...(isInitials && initialsOf ? { initialsOf } : {}),
  })
  return { piece: { kind: 'part', text, partyIds }, isCut }
}
