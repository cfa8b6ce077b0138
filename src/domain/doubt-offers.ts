/** Which answers a doubt can be given. */
import type { DoubtAnswer } from './doubt-answers.ts'
import {
  figuresOf,
  milestoneOf,
  nameRunOf,
  personOf,
  ratesOf,
  taskIndexOf,
  twinOf,
  unitsOf,
} from './doubt-subjects.ts'
import type { Doubt, DraftPlan, DraftTask } from './draft-plan.ts'

/** What is pressed; the words for it depend on the doubt. */
export type ChoiceName =
  | 'checked'
  | 'keep'
  | 'keep_date'
  | 'keep_both'
  | 'confirm'
  | 'printed'
  | 'computed'
  | 'join'
  | 'target'
  | 'node'
  | 'owner'
  | 'leader_liaison'
  | 'merge'
  | 'first_unit'
  | 'second_unit'

/** What can be answered at one press. */
type DoubtChoice = { readonly name: ChoiceName; readonly answer: DoubtAnswer }

/** What else can be filled in. */
export type DoubtForm =
  | { readonly kind: 'lead'; readonly units: readonly string[] }
  | { readonly kind: 'seq'; readonly seq: number }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | {
      readonly kind: 'date'
      readonly milestones: DraftTask['milestones']
      /** The node that is meant; null: one of its own. */
      readonly milestone: number | null
    }

export type DoubtOffer = {
  readonly choices: readonly DoubtChoice[]
  readonly form: DoubtForm | null
}

const checked = (name: ChoiceName): DoubtChoice => ({ name, answer: { kind: 'checked' } })
const looked: DoubtOffer = { choices: [checked('checked')], form: null }

/** The answers that fit a doubt; at least that it was looked at. */
export function offerOf(draft: DraftPlan, doubt: Doubt): DoubtOffer {
  const index = taskIndexOf(draft, doubt)
  const task = index === null ? undefined : draft.tasks[index]
  return (task && offers[doubt.kind]?.(task, doubt, draft)) ?? looked
}

type Offer = (task: DraftTask, doubt: Doubt, draft: DraftPlan) => DoubtOffer | undefined

const splitOffer: Offer = (task, doubt) => {
  const run = nameRunOf(task, doubt)
  if (!run) return undefined
  const names = task.duties.slice(run.from, run.to + 1).map(({ name }) => name)
  const whole: DoubtChoice = {
    name: 'join',
    answer: { kind: 'names', names: [names.join('')] },
  }
  return {
    choices: [checked('keep'), ...(run.isQuoted ? [whole] : [])],
    form: { kind: 'names', names },
  }
}

const rateOffer: Offer = (task, doubt) =>
  ratesOf(task, doubt)
    ? {
        choices: [checked('printed'), { name: 'computed', answer: { kind: 'computed_rate' } }],
        form: null,
      }
    : undefined

const dateOffer: Offer = (task, doubt) => ({
  choices: [checked('keep_date')],
  form: { kind: 'date', milestones: task.milestones, milestone: milestoneOf(task, doubt) },
})

const leadNames = ['first_unit', 'second_unit'] as const

const offers: Readonly<Partial<Record<Doubt['kind'], Offer>>> = {
  lead_missing: (task) => {
    const units = unitsOf(task)
    const choices = leadNames.flatMap((name, at) => {
      const unit = units[at]
      return unit === undefined ? [] : [{ name, answer: { kind: 'lead' as const, unit } }]
    })
    return { choices, form: { kind: 'lead', units } }
  },
  target_vs_node: (task, doubt) =>
    figuresOf(task, doubt).length === 0
      ? undefined
      : {
          choices: [
            { name: 'target', answer: { kind: 'figure', counts: 'target' } },
            { name: 'node', answer: { kind: 'figure', counts: 'node' } },
            checked('checked'),
          ],
          form: null,
        },
  seq_restored: (task) => ({
    choices: [checked('confirm')],
    form: { kind: 'seq', seq: task.seq },
  }),
  boundary_positional: (task, doubt) =>
    personOf(task, doubt) === null
      ? undefined
      : {
          choices: [
            { name: 'owner', answer: { kind: 'role', role: 'owner' } },
            { name: 'leader_liaison', answer: { kind: 'role', role: 'leader_liaison' } },
          ],
          form: null,
        },
  unit_split: splitOffer,
  name_split: splitOffer,
  conditional_date: dateOffer,
  damaged_date: dateOffer,
  rate_mismatch: rateOffer,
  direction_suspected: rateOffer,
  duplicate_goal: (_task, doubt, draft) =>
    twinOf(draft, doubt) === null
      ? undefined
      : {
          choices: [{ name: 'merge', answer: { kind: 'merge' } }, checked('keep_both')],
          form: null,
        },
}
