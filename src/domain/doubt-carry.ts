/** Answers that a newer version of a document need not be asked for again. */
import type { DoubtAnswer } from './doubt-answers.ts'
import { quoteOf, taskIndexOf } from './doubt-subjects.ts'
import type { Doubt, DraftPlan } from './draft-plan.ts'

/** The same doubt, wherever it stands now. */
const keyOf = (doubt: Doubt): string =>
  JSON.stringify([doubt.kind, doubt.taskSeq, doubt.text, quoteOf(doubt)])

/** An answer about a node holds only while that place holds the same node. */
function subjectOf(draft: DraftPlan, doubt: Doubt, answer: DoubtAnswer): string {
  const index = taskIndexOf(draft, doubt)
  const task = index === null ? undefined : draft.tasks[index]
  if (answer.kind === 'date' && answer.milestone !== null) {
    return JSON.stringify(task?.milestones[answer.milestone] ?? null)
  }
  return answer.kind === 'names' ? JSON.stringify(task?.duties ?? null) : ''
}

/** Of `given` to an older version, what holds for the same doubts of a newer one, by number. */
export function carriedAnswers<Given extends { readonly answer: DoubtAnswer }>(
  older: DraftPlan,
  given: ReadonlyMap<number, Given>,
  newer: DraftPlan,
): ReadonlyMap<number, Given> {
  const known = new Map<string, { readonly doubt: Doubt; readonly given: Given }[]>()
  older.doubts.forEach((doubt, index) => {
    const one = given.get(index + 1)
    if (one) known.set(keyOf(doubt), [...(known.get(keyOf(doubt)) ?? []), { doubt, given: one }])
  })
  return new Map(
    newer.doubts.flatMap((doubt, index) => {
      const old = known.get(keyOf(doubt))?.shift()
      const isSame =
        old &&
        subjectOf(older, old.doubt, old.given.answer) === subjectOf(newer, doubt, old.given.answer)
      return isSame ? [[index + 1, old.given] as const] : []
    }),
  )
}
