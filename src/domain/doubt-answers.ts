/** What the office answers to a doubt, and what the answer makes of the draft. */

import {
  figuresOf,
  nameRunOf,
  personOf,
  placeOfFigure,
  quoteOf,
  ratesOf,
  taskIndexOf,
  twinOf,
} from './doubt-subjects.ts'
import type { Doubt, DraftDuty, DraftPlan, DraftTask, IsoDate } from './draft-plan.ts'
import { isIsoDate } from './time.ts'

export type DoubtAnswer =
  /** Looked at; it stays as it was read. */
  | { readonly kind: 'checked' }
  | { readonly kind: 'lead'; readonly unit: string }
  /** Which of two figures counts. */
  | { readonly kind: 'figure'; readonly counts: 'target' | 'node' }
  | { readonly kind: 'seq'; readonly seq: number }
  /** These names instead of those that were cut out of the quoted words. */
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'role'; readonly role: 'owner' | 'leader_liaison' }
  /** `milestone`: place in the task's nodes; null: a node of its own, with the quoted words. */
  | { readonly kind: 'date'; readonly due: IsoDate; readonly milestone: number | null }
  /** The rate that the figures give, instead of the printed one. */
  | { readonly kind: 'computed_rate' }
  /** The goal that stands twice becomes one task, under the first number. */
  | { readonly kind: 'merge' }

/** Answers by their number: the first doubt of a draft is 1. */
export type DoubtAnswers = ReadonlyMap<number, DoubtAnswer>

export type AnswerRefusal =
  | 'no-such-task'
  | 'not-an-answer'
  | 'unit-missing'
  | 'seq-out-of-range'
  | 'seq-taken'
  | 'names-missing'
  | 'name-too-long'
  | 'not-a-date'
  | 'unknown-milestone'

const longestName = 40

/** Why an answer cannot be taken, or null. */
export function refusalOf(
  draft: DraftPlan,
  doubt: Doubt,
  answer: DoubtAnswer,
): AnswerRefusal | null {
  if (answer.kind === 'checked') return null
  const index = taskIndexOf(draft, doubt)
  const task = index === null ? undefined : draft.tasks[index]
  if (!task) return 'no-such-task'
  switch (answer.kind) {
    case 'lead':
      if (answer.unit.trim() === '') return 'unit-missing'
      return [...answer.unit].length > longestName ? 'name-too-long' : null
    case 'figure':
      return figuresOf(task, doubt).length > 0 ? null : 'not-an-answer'
    case 'seq':
      return seqRefusal(draft, task, answer.seq)
    case 'names':
      if (!nameRunOf(task, doubt)) return 'not-an-answer'
      if (answer.names.length === 0) return 'names-missing'
      return answer.names.some((name) => [...name].length > longestName) ? 'name-too-long' : null
    case 'role':
      return personOf(task, doubt) === null ? 'not-an-answer' : null
    case 'date':
      if (!isIsoDate(answer.due)) return 'not-a-date'
      return answer.milestone !== null && !task.milestones[answer.milestone]
        ? 'unknown-milestone'
        : null
    case 'computed_rate':
      return ratesOf(task, doubt) ? null : 'not-an-answer'
    case 'merge':
      return twinOf(draft, doubt) === null ? 'not-an-answer' : null
  }
}

function seqRefusal(draft: DraftPlan, task: DraftTask, seq: number): AnswerRefusal | null {
  if (!Number.isInteger(seq) || seq < 1 || seq > 9999) return 'seq-out-of-range'
  const heading = task.section.join('\n')
  const isTaken = draft.tasks.some(
    (other) => other !== task && other.seq === seq && other.section.join('\n') === heading,
  )
  return isTaken ? 'seq-taken' : null
}

/** The draft with one answer. An answer that does not fit changes nothing. */
export function applyAnswer(draft: DraftPlan, doubt: Doubt, answer: DoubtAnswer): DraftPlan {
  return { ...draft, tasks: answeredTasks(draft, [{ doubt, answer }]) }
}

/** The draft with its answers. */
export function answeredDraft(draft: DraftPlan, answers: DoubtAnswers): DraftPlan {
  const given = [...answers].flatMap(([number, answer]) => {
    const doubt = draft.doubts[number - 1]
    return doubt ? [{ doubt, answer }] : []
  })
  return given.length === 0 ? draft : { ...draft, tasks: answeredTasks(draft, given) }
}

/**
 * What an answer speaks of is what was read, whatever other answers change; tasks are merged last.
 */
function answeredTasks(
  draft: DraftPlan,
  given: readonly { readonly doubt: Doubt; readonly answer: DoubtAnswer }[],
): readonly DraftTask[] {
  const tasks: (DraftTask | null)[] = [...draft.tasks]
  const merges: (readonly [into: number, from: number])[] = []
  for (const { doubt, answer } of given) {
    if (refusalOf(draft, doubt, answer) !== null) continue
    const index = taskIndexOf(draft, doubt)
    const read = index === null ? undefined : draft.tasks[index]
    const now = index === null ? undefined : tasks[index]
    if (index === null || !read || !now) continue
    const twin = answer.kind === 'merge' ? twinOf(draft, doubt) : null
    if (twin !== null) merges.push([Math.min(index, twin), Math.max(index, twin)])
    else tasks[index] = changed(now, read, doubt, answer)
  }
  for (const [into, from] of merges) {
    const kept = tasks[into]
    const twin = tasks[from]
    if (!kept || !twin) continue
    tasks[into] = merged(kept, twin)
    tasks[from] = null
  }
  return tasks.filter((task) => task !== null)
}

/** @param read the task as it was read: what the doubt speaks of is looked for there */
function changed(now: DraftTask, read: DraftTask, doubt: Doubt, answer: DoubtAnswer): DraftTask {
  switch (answer.kind) {
    case 'checked':
    case 'merge':
      return now
    case 'lead':
      return { ...now, duties: withLead(now.duties, answer.unit.trim()) }
    case 'figure':
      return withFigures(now, read, doubt, answer.counts)
    case 'seq':
      return { ...now, seq: answer.seq }
    case 'names':
      return { ...now, duties: withNames(now.duties, read, doubt, answer.names) }
    case 'role': {
      const person = personOf(read, doubt)
      const duties = now.duties.map((duty) =>
        duty.name === person && (duty.role === 'owner' || duty.role === 'leader_liaison')
          ? { ...duty, role: answer.role }
          : duty,
      )
      return { ...now, duties }
    }
    case 'date':
      return withDate(now, doubt, answer)
    case 'computed_rate':
      return withRate(now, read, doubt)
  }
}

const isUnit = ({ role }: DraftDuty): boolean => role === 'lead_unit' || role === 'co_unit'

/** One lead unit; the others take part. A unit that the row does not name comes first. */
function withLead(duties: readonly DraftDuty[], unit: string): readonly DraftDuty[] {
  const isNamed = duties.some((duty) => isUnit(duty) && duty.name === unit)
  const lead = { role: 'lead_unit', name: unit, lead: true } as const
  const others = duties.map((duty): DraftDuty => {
    if (!isUnit(duty)) return duty
    return duty.name === unit ? lead : { role: 'co_unit', name: duty.name, lead: false }
  })
  if (isNamed) return others
  const first = others.findIndex(isUnit)
  return first < 0 ? [...others, lead] : others.toSpliced(first, 0, lead)
}

function withFigures(
  now: DraftTask,
  read: DraftTask,
  doubt: Doubt,
  counts: 'target' | 'node',
): DraftTask {
  let { title, text } = now
  const nodes = [...now.milestones]
  for (const { target, node, milestone } of figuresOf(read, doubt)) {
    const held = nodes[milestone]
    if (counts === 'node') {
      title = title === null ? null : withFigure(title, target, node)
      text = withFigure(text, target, node)
    } else if (held) nodes[milestone] = { ...held, text: withFigure(held.text, node, target, true) }
  }
  return { ...now, title, text, milestones: nodes }
}

/** The first or the last place of a figure, replaced. */
function withFigure(text: string, old: string, figure: string, isLast = false): string {
  const at = placeOfFigure(text, old, isLast)
  return at < 0 ? text : text.slice(0, at) + figure + text.slice(at + old.length)
}

/** Names that were there stay what they were; new ones are what the first of the run was. */
function withNames(
  now: readonly DraftDuty[],
  read: DraftTask,
  doubt: Doubt,
  names: readonly string[],
): readonly DraftDuty[] {
  const run = nameRunOf(read, doubt)
  if (!run) return now
  const old = read.duties.slice(run.from, run.to + 1)
  const lead = old.find((duty) => duty.lead)
  const made = [...new Set(names.map((name) => name.trim()))].map((name): DraftDuty => {
    const same = now.find((duty) => duty.name === name && old.some((one) => one.name === name))
    return same ?? { role: old[0]?.role ?? 'owner', name, lead: false }
  })
  const [first, ...rest] = made
  const isLeadGone = lead && !made.some(({ name }) => name === lead.name)
  const put = first && isLeadGone ? [{ ...first, role: lead.role, lead: true }, ...rest] : made
  const gone = new Set(old.map(({ name }) => name))
  const from = now.findIndex(({ name }) => gone.has(name))
  const others = now.filter(({ name }) => !gone.has(name))
  return others.toSpliced(from < 0 ? others.length : from, 0, ...put.map(followLead))
}

/** A unit that leads is the lead unit, one that does not takes part. */
const followLead = (duty: DraftDuty): DraftDuty =>
  isUnit(duty) ? { ...duty, role: duty.lead ? 'lead_unit' : 'co_unit' } : duty

function withDate(
  task: DraftTask,
  doubt: Doubt,
  { due, milestone }: Extract<DoubtAnswer, { kind: 'date' }>,
): DraftTask {
  if (milestone === null) {
    return { ...task, milestones: [...task.milestones, { item: null, due, text: quoteOf(doubt) }] }
  }
  const milestones = task.milestones.map((one, at) => (at === milestone ? { ...one, due } : one))
  return { ...task, milestones }
}

function withRate(now: DraftTask, read: DraftTask, doubt: Doubt): DraftTask {
  const rates = ratesOf(read, doubt)
  if (!rates) return now
  const { computed: rate, at } = rates
  if (at.item === null) return { ...now, rate }
  const items = now.items.map((item, place) => {
    if (place !== at.item) return item
    if (at.indicator === null) return { ...item, rate }
    const indicators = item.indicators.map((one, nth) =>
      nth === at.indicator ? { ...one, rate } : one,
    )
    return { ...item, indicators }
  })
  return { ...now, items }
}

/** One task of two: what both say stands once, what differs stands below each other. */
function merged(kept: DraftTask, twin: DraftTask): DraftTask {
  const words = (a: string | null, b: string | null): string | null => {
    if (a === null || b === null) return a ?? b
    if (a.includes(b)) return a
    return b.includes(a) ? b : `${a}\n${b}`
  }
  const joined = <One>(a: readonly One[], b: readonly One[], key: (one: One) => string): One[] => {
    const there = new Set(a.map(key))
    return [...a, ...b.filter((one) => !there.has(key(one)))]
  }
  return {
    ...kept,
    text: words(kept.text, twin.text) ?? '',
    duties: joined(
      kept.duties,
      twin.duties.map((duty) => (duty.role === 'lead_unit' ? asPart(duty, kept) : duty)),
      ({ name }) => name,
    ),
    forms: joined(kept.forms, twin.forms, (one) => one),
    milestones: joined(kept.milestones, twin.milestones, (one) => JSON.stringify(one)),
    items: joined(kept.items, twin.items, (one) => JSON.stringify(one)),
    rate: kept.rate ?? twin.rate,
    progress: words(kept.progress, twin.progress),
    highlights: words(kept.highlights, twin.highlights),
    problems: words(kept.problems, twin.problems),
  }
}

/** Beside the lead units that the task has, another one takes part. */
const asPart = (duty: DraftDuty, { duties }: DraftTask): DraftDuty =>
  duties.some(({ role }) => role === 'lead_unit') ? { ...duty, role: 'co_unit', lead: false } : duty
