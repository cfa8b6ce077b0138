/** 人员: whom the tables print and nobody can be reached for, the worst first. */
import type { IsoDate } from './draft-plan.ts'
import { toldOf } from './duty-holders.ts'
import { groupBy } from './group-by.ts'
import { compareText } from './order.ts'
import { isUnitRole, printedDuty } from './parties.ts'
import type { Duty, PlanWithTasks, Task } from './plan.ts'
import { isEnded } from './plan-window.ts'

export type Unbound = {
  readonly kind: 'person' | 'unit'
  readonly partyId: string
  readonly name: string
  /** Of a person: the lead units of the tasks, most frequent first. */
  readonly units: readonly string[]
  readonly tasks: number
  /** The first open node, null without any. */
  readonly earliestDue: IsoDate | null
}

type Named = { readonly duty: Duty; readonly task: Task }

/**
 * Persons without an account, and units of whose tasks nobody is reached: neither an owner nor
 * the unit itself. Most tasks first, then the earliest due.
 */
export function unboundOf(plans: readonly PlanWithTasks[]): readonly Unbound[] {
  const named = plans
    .flatMap(({ tasks }) => tasks)
    .filter((task) => !isEnded(task))
    .flatMap((task) => task.duties.map((duty): Named => ({ duty, task })))
  const persons = named.filter(
    ({ duty }) => !isUnitRole(duty.role) && duty.role !== 'signer' && duty.openIds.length === 0,
  )
  const led = named.filter(({ duty }) => duty.role === 'lead_unit' && !duty.isGroup)
  const reached = new Set(led.filter(({ task }) => isReached(task)).map(({ duty }) => duty.name))
  const units = led.filter(({ duty }) => !reached.has(duty.name))
  return [...rowsOf('person', persons), ...rowsOf('unit', units)].sort(
    (a, b) =>
      b.tasks - a.tasks ||
      compareText(a.earliestDue ?? '9999', b.earliestDue ?? '9999') ||
      compareText(a.partyId, b.partyId),
  )
}

const isReached = ({ duties }: Task): boolean =>
  duties.some(
    (duty) =>
      (duty.role === 'lead_unit' || duty.role === 'owner' || duty.role === 'liaison') &&
      toldOf(duty).length > 0,
  )

const partyOf = ({ duty }: Named): string => printedDuty(duty).partyId

function rowsOf(kind: Unbound['kind'], named: readonly Named[]): readonly Unbound[] {
  const keyOf = (one: Named) => (kind === 'unit' ? `unit:${one.duty.name}` : partyOf(one))
  return [...groupBy(named, keyOf)].map(([partyId, group]) => {
    const tasks = [...new Map(group.map(({ task }) => [task.id, task])).values()]
    const dues = tasks
      .flatMap(({ milestones }) => milestones)
      .filter(({ doneOn }) => doneOn === null)
      .map(({ dueOn }) => dueOn)
      .sort(compareText)
    return {
      kind,
      partyId,
      name: group[0]?.duty.name ?? '',
      units: kind === 'unit' ? [] : unitsOf(tasks),
      tasks: tasks.length,
      earliestDue: dues[0] ?? null,
    }
  })
}

function unitsOf(tasks: readonly Task[]): readonly string[] {
  const names = tasks.flatMap(({ duties }) =>
    duties.filter(({ role }) => role === 'lead_unit').map(({ name }) => name),
  )
  return [...groupBy(names, (name) => name)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([name]) => name)
}
