/** Which task of one version of a table is which of another. */
import { groupBy } from './group-by.ts'
import { comparable, likeness, type Pairs, pairsOf } from './likeness.ts'

export type MatchableTask = {
  readonly seq: number
  readonly section: readonly string[]
  readonly title: string | null
  readonly text: string
}

export type TaskPair<Old, New> = { readonly old: Old; readonly new: New }

/** Alike enough to be the same task, whatever its number; and with the same number. */
const alikeEnough = 0.6
const alikeWithNumber = 0.3
/** How alike tasks of one title are at least: the sentence behind it may have been rewritten. */
const sameTitle = 0.8
/** What the same number, and the same heading, add when several could be meant. */
const forNumber = 0.15
const forSection = 0.05

/**
 * Pairs the tasks of two versions: the same words first (the same number before another one), then
 * the most alike. Each task is in one pair at most; what is in none was removed or added.
 * @returns pairs in the order of `news`
 */
export function matchTasks<Old extends MatchableTask, New extends MatchableTask>(
  olds: readonly Old[],
  news: readonly New[],
): readonly TaskPair<Old, New>[] {
  const found = new Map<New, Old>()
  const taken = new Set<Old>()
  const pair = (old: Old, made: New) => {
    found.set(made, old)
    taken.add(old)
  }
  for (const keyOf of [exactKey, textKey]) {
    const waiting = groupBy(
      olds.filter((old) => !taken.has(old)),
      keyOf,
    )
    for (const made of news.filter((one) => !found.has(one))) {
      const old = waiting.get(keyOf(made))?.shift()
      if (old) pair(old, made)
    }
  }
  const rest = candidates(
    olds.filter((old) => !taken.has(old)),
    news.filter((made) => !found.has(made)),
  )
  for (const one of rest) if (!taken.has(one.old) && !found.has(one.new)) pair(one.old, one.new)
  return news.flatMap((made) => {
    const old = found.get(made)
    return old ? [{ old, new: made }] : []
  })
}

const textKey = (task: MatchableTask): string => comparable(task.text)
const sectionKey = (task: MatchableTask): string => comparable(task.section.join(''))
const exactKey = (task: MatchableTask): string => `${task.seq} ${sectionKey(task)} ${textKey(task)}`

type Known<Task> = {
  readonly task: Task
  readonly at: number
  readonly title: string
  readonly text: Pairs
  readonly section: string
}

const known = <Task extends MatchableTask>(task: Task, at: number): Known<Task> => ({
  task,
  at,
  title: comparable(task.title ?? ''),
  text: pairsOf(task.text),
  section: sectionKey(task),
})

/** Pairs that may be the same task, the best first. */
function candidates<Old extends MatchableTask, New extends MatchableTask>(
  olds: readonly Old[],
  news: readonly New[],
): readonly TaskPair<Old, New>[] {
  const before = olds.map(known)
  const scored = news.map(known).flatMap((made) =>
    before.flatMap((old) => {
      const isTitled = old.title !== '' && old.title === made.title
      const alike = Math.max(likeness(old.text, made.text), isTitled ? sameTitle : 0)
      const isNumbered = old.task.seq === made.task.seq
      if (alike < (isNumbered ? alikeWithNumber : alikeEnough)) return []
      const score =
        alike + (isNumbered ? forNumber : 0) + (old.section === made.section ? forSection : 0)
      return [{ old: old.task, new: made.task, score, at: [made.at, old.at] as const }]
    }),
  )
  return scored.sort((a, b) => b.score - a.score || a.at[0] - b.at[0] || a.at[1] - b.at[1])
}
