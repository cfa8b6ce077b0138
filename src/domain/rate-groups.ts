/** Tasks whose rates have a mean of their own: a plan, a section, a unit, a leader. */
import { groupBy } from './group-by.ts'
import type { Plan, PlanWithTasks, Task } from './plan.ts'
import { withoutSpaces } from './written-form.ts'

export type RateGroup =
  | { readonly kind: 'plan' }
  | { readonly kind: 'section' | 'unit' | 'leader'; readonly name: string }

/** As a button carries it: `plan`, `unit:区住建局`. */
export const groupKey = (group: RateGroup): string =>
  group.kind === 'plan' ? 'plan' : `${group.kind}:${group.name}`

export function parseGroupKey(key: string): RateGroup | undefined {
  if (key === 'plan') return { kind: 'plan' }
  const [kind, name] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
  if (kind !== 'section' && kind !== 'unit' && kind !== 'leader') return undefined
  return { kind, name }
}

/** The names of one kind that a task stands under. A unit's rate is of the tasks that it leads. */
const namesOf: Readonly<Record<'section' | 'unit' | 'leader', (task: Task) => readonly string[]>> =
  {
    section: ({ section }) => section,
    unit: ({ duties }) => duties.filter(({ role }) => role === 'lead_unit').map(({ name }) => name),
    leader: ({ duties }) =>
      duties.filter(({ role }) => role === 'lead_leader').map(({ name }) => name),
  }

export const tasksOfGroup = (tasks: readonly Task[], group: RateGroup): readonly Task[] =>
  group.kind === 'plan'
    ? tasks
    : tasks.filter((task) => namesOf[group.kind](task).includes(group.name))

/** Tasks by their first name of a kind, in printed order. */
export const tasksByName = (
  tasks: readonly Task[],
  kind: 'section' | 'unit',
): ReadonlyMap<string, readonly Task[]> => {
  const named = tasks.flatMap((task) => {
    const names = kind === 'section' ? namesOf.section(task).slice(0, 1) : namesOf.unit(task)
    return names.map((name) => ({ name, task }))
  })
  return new Map(
    [...groupBy(named, ({ name }) => name)].map(([name, rows]) => [
      name,
      rows.map(({ task }) => task),
    ]),
  )
}

/** What a name means in these plans: equal before part of, units and leaders before headings. */
export function findGroups(
  plans: readonly PlanWithTasks[],
  said: string,
): readonly { readonly plan: Plan; readonly group: RateGroup }[] {
  const wanted = withoutSpaces(said)
  for (const matches of [
    (name: string) => withoutSpaces(name) === wanted,
    (name: string) => withoutSpaces(name).includes(wanted),
  ]) {
    const found = plans.flatMap(({ plan, tasks }) =>
      (['unit', 'leader', 'section'] as const).flatMap((kind) =>
        [...new Set(tasks.flatMap(namesOf[kind]))]
          .filter(matches)
          .map((name) => ({ plan, group: { kind, name } })),
      ),
    )
    if (found.length > 0) return found
  }
  return []
}

/**
 * Whether a group's rate is shown to somebody who does not see whole plans: a leader's to that
 * leader and the leader's liaison, a unit's to its own people (design §4).
 */
export const isOwnGroup = (tasks: readonly Task[], group: RateGroup, openId: string): boolean => {
  const roles: Readonly<Record<RateGroup['kind'], readonly string[]>> = {
    plan: [],
    section: [],
    leader: ['lead_leader', 'leader_liaison'],
    unit: ['lead_unit', 'owner', 'liaison'],
  }
  const own = tasksOfGroup(tasks, group)
  return own.some(({ duties }) =>
    duties.some(({ role, name, openIds }) => {
      const isNamed = role === 'lead_leader' || role === 'lead_unit'
      const isTheirs = !isNamed || group.kind === 'plan' || name === group.name
      return roles[group.kind].includes(role) && isTheirs && openIds.includes(openId)
    }),
  )
}
