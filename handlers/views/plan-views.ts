/** From an imported plan to what the cards around 导入 and 下发 show. */
import type { PlanCounts } from '../../cards/imports/import-preview.ts'
import type {
  DispatchConfirmView,
  ImportSummaryView,
  Receiver,
} from '../../cards/imports/import-summary.ts'
import type { Database } from '../../db/database.ts'
import { accountNames } from '../../db/people.ts'
import { mayAcknowledge } from '../../src/domain/acknowledging.ts'
import type { DutyRole } from '../../src/domain/draft-plan.ts'
import { groupBy } from '../../src/domain/group-by.ts'
import { indicatorsOf } from '../../src/domain/item-matching.ts'
import type { PlanWithTasks, Task } from '../../src/domain/plan.ts'
import { reminderReceivers, reminderSteps } from '../../src/domain/reminders.ts'
import { slotOn } from '../../src/domain/slots.ts'
import { shanghaiDate } from '../../src/domain/time.ts'

const isUnit = (role: DutyRole): boolean => role === 'lead_unit' || role === 'co_unit'

export function countsOf(tasks: readonly Task[]): PlanCounts {
  const duties = tasks.flatMap((task) => task.duties)
  const indicators = tasks.flatMap(({ items }) => indicatorsOf(items))
  const proposals = indicators.filter(({ isProposal }) => isProposal).length
  return {
    tasks: tasks.length,
    milestones: tasks.reduce((sum, task) => sum + task.milestones.length, 0),
    units: new Set(duties.filter(({ role }) => isUnit(role)).map(({ name }) => name)).size,
    persons: new Set(duties.filter(({ role }) => role === 'owner').map(({ name }) => name)).size,
    indicators: indicators.length - proposals,
    proposals,
  }
}

export async function importSummaryView(
  db: Database,
  { plan, tasks }: PlanWithTasks,
  state: ImportSummaryView['state'],
  at: number,
): Promise<ImportSummaryView> {
  return {
    state,
    planId: plan.id,
    version: plan.version,
    code: plan.code,
    title: plan.title,
    effectiveOn: plan.effectiveOn,
    at,
    counts: countsOf(tasks),
    receivers: await receiversOf(db, { plan, tasks }, at),
    unbound: unboundOwners(tasks),
    firstReminderOn: firstReminderOn({ plan, tasks }, at),
  }
}

export function dispatchConfirmView(
  { plan, tasks }: PlanWithTasks,
  at: number,
): DispatchConfirmView {
  return {
    planId: plan.id,
    version: plan.version,
    code: plan.code,
    title: plan.title,
    at,
    tasks: tasks.filter((task) => assignmentReceivers([task]).length > 0).length,
    receivers: assignmentReceivers(tasks).length,
    unbound: unboundOwners(tasks),
    firstReminderOn: firstReminderOn({ plan, tasks }, at),
  }
}

/** Who gets a card at 下发: everybody who can acknowledge a task. */
export function assignmentReceivers(tasks: PlanWithTasks['tasks']): readonly string[] {
  const everybody = new Set(tasks.flatMap(({ duties }) => duties.flatMap(({ openIds }) => openIds)))
  return [...everybody].filter((openId) => tasks.some((task) => mayAcknowledge(task, openId)))
}

const chased: ReadonlySet<DutyRole> = new Set(['lead_leader', 'owner'])

/** Leaders and responsible persons of the table without an account. */
export const unboundOwners = (tasks: PlanWithTasks['tasks']): readonly string[] => [
  ...new Set(
    tasks.flatMap(({ duties }) =>
      duties
        .filter(({ role, openIds }) => chased.has(role) && openIds.length === 0)
        .map(({ name }) => name),
    ),
  ),
]

async function receiversOf(
  db: Database,
  { plan, tasks }: PlanWithTasks,
  at: number,
): Promise<readonly Receiver[]> {
  const held = tasks.flatMap((task) =>
    task.duties.flatMap(({ role, openIds }) => openIds.map((openId) => ({ openId, role, task }))),
  )
  const byAccount = groupBy(held, ({ openId }) => openId)
  const names = await accountNames(db, [...byAccount.keys()])
  return [...byAccount].map(([openId, rows]) => {
    const count = (role: DutyRole) =>
      new Set(rows.filter((row) => row.role === role).map(({ task }) => task.id)).size
    return {
      name: names.get(openId) ?? '（未取得姓名）',
      tasks: new Set(rows.map(({ task }) => task.id)).size,
      leading: count('lead_leader'),
      owned: count('owner'),
      firstOn: firstReminderOn({ plan, tasks: tasks.filter(reminds(openId)) }, at),
    }
  })
}

const reminds =
  (openId: string) =>
  (task: PlanWithTasks['tasks'][number]): boolean =>
    reminderReceivers(task).includes(openId)

/** The first day on which somebody bound would be reminded, from `at` on. */
export function firstReminderOn({ plan, tasks }: PlanWithTasks, at: number): string | null {
  const today = shanghaiDate(at)
  const slot = slotOn('reminders', today)
  const isOverToday = slot !== undefined && slot.at <= at
  const days = tasks
    .filter((task) => reminderReceivers(task).length > 0)
    .flatMap((task) => task.milestones)
    .flatMap(({ dueOn }) => reminderSteps(dueOn))
    .map(({ on }) => on)
    .filter((on) => on >= plan.effectiveOn && (isOverToday ? on > today : on >= today))
  return days.length > 0 ? days.reduce((a, b) => (a < b ? a : b)) : null
}
