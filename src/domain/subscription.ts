/** What a group's subscription covers. */
import type { DutyRole, IsoDate } from './draft-plan.ts'
import type { Plan, Task } from './plan.ts'

export type SubscriptionFilter =
  | { readonly kind: 'all' }
  | { readonly kind: 'unit'; readonly name: string }
  | { readonly kind: 'leader'; readonly name: string }
  | { readonly kind: 'section'; readonly name: string }
  | { readonly kind: 'tasks'; readonly seqs: readonly number[] }

/** No filter: the whole plan. `endsOn` is the last day on which it speaks. */
export type Subscription = {
  readonly chatId: string
  readonly planIds: readonly string[]
  readonly filter?: SubscriptionFilter
  readonly endsOn?: IsoDate | null
}

const hasDuty = (task: Task, roles: readonly DutyRole[], name: string): boolean =>
  task.duties.some((duty) => roles.includes(duty.role) && [duty.name, duty.printed].includes(name))

function passes(filter: SubscriptionFilter, task: Task): boolean {
  switch (filter.kind) {
    case 'all':
      return true
    case 'unit':
      return hasDuty(task, ['lead_unit', 'co_unit'], filter.name)
    case 'leader':
      return hasDuty(task, ['lead_leader'], filter.name)
    case 'section':
      return task.section.some((heading) => heading.includes(filter.name))
    case 'tasks':
      return filter.seqs.includes(task.seq)
  }
}

export function covers(subscription: Subscription, plan: Plan, task: Task, on: IsoDate): boolean {
  const { planIds, filter = { kind: 'all' }, endsOn = null } = subscription
  return planIds.includes(plan.id) && (endsOn === null || on <= endsOn) && passes(filter, task)
}
