import type { Doubt, DraftTask } from '../../domain/draft-plan.ts'
import { quantitiesOf } from '../../domain/quantities.ts'
import { doubtAbout } from './doubts.ts'
import type { ProgressRow } from './progress-row.ts'

/** The words of a text alone: what is left when signs and padding do not count. */
export function bareWords(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '')
}

const shortestGoal = 6

/**
 * Doubts about goals that stand twice for one unit: that they do, and that what they say of the
 * progress differs.
 */
export function goalDoubts(
  tasks: readonly DraftTask[],
  rows: readonly ProgressRow[],
): (readonly Doubt[])[] {
  const seen = new Map<string, DraftTask[]>()
  return tasks.map((task, index) => {
    const goal = bareWords(task.text)
    const row = rows[index]
    if (goal.length < shortestGoal || !row) return []
    const others = seen.get(goal) ?? []
    seen.set(goal, [...others, task])
    const twin = others.find((other) => sharesUnit(other, task))
    return twin ? twinDoubts(twin, task, row) : []
  })
}

function sharesUnit(one: DraftTask, other: DraftTask): boolean {
  const units = unitsOf(one)
  const others = unitsOf(other)
  return (units.length === 0 && others.length === 0) || units.some((name) => others.includes(name))
}

function unitsOf({ duties }: DraftTask): string[] {
  return duties.filter(({ role }) => /unit$/.test(role)).map(({ name }) => name)
}

function twinDoubts(twin: DraftTask, task: DraftTask, row: ProgressRow): Doubt[] {
  const pair = `第${task.seq}项与第${twin.seq}项的目标、单位相同`
  const doubts = [
    doubtAbout('duplicate_goal', task.seq, `${pair}，请核对是否重复。`, row, task.text),
  ]
  if (contradict(twin.progress ?? '', task.progress ?? '')) {
    const text = `${pair}，进展却不一致，请核对。第${twin.seq}项：${twin.progress || '（空）'}`
    doubts.push(doubtAbout('contradicting_progress', task.seq, text, row, task.progress ?? ''))
  }
  return doubts
}

/**
 * Whether two reports on one goal cannot both be the whole of it: each has a figure that the other
 * lacks; or, without figures on both sides, neither says what the other says.
 */
export function contradict(one: string, other: string): boolean {
  const [words, otherWords] = [bareWords(one), bareWords(other)]
  if (words.includes(otherWords) || otherWords.includes(words)) return false
  const [figures, otherFigures] = [figuresOf(one), figuresOf(other)]
  if (figures.size === 0 || otherFigures.size === 0) return true
  const lacks = (all: ReadonlySet<string>, some: ReadonlySet<string>) =>
    [...some].some((figure) => !all.has(figure))
  return lacks(figures, otherFigures) && lacks(otherFigures, figures)
}

function figuresOf(text: string): Set<string> {
  return new Set(quantitiesOf(text).map(({ value, unit }) => `${value}${unit}`))
}
