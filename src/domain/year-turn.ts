/** The turn of the year: 执行 → 年终核验 → 归档, and what goes on into the next plan (design §3). */
import type { IsoDate } from './draft-plan.ts'
import { newLife, type Plan, type PlanState, type PlanWithTasks, type Task } from './plan.ts'
import { endOfMonth } from './time.ts'

/** Where a plan comes from when it turns to a state; a trial has nobody's figures yet. */
const before: Readonly<Partial<Record<PlanState, PlanState>>> = {
  year_end_check: 'running',
  archived: 'year_end_check',
}

export type Turn = 'year_end_check' | 'archived'

/** The plan after it, or undefined where it does not come next. */
export const turned = (plan: Plan, to: Turn): Plan | undefined =>
  plan.state === before[to] && !plan.isTrial
    ? { ...plan, state: to, version: plan.version + 1 }
    : undefined

/** 结转: neither 已办结 nor 已撤项; what was suspended may go on as well. */
export const isUnfinished = ({ state }: Task): boolean =>
  state !== 'closed' && state !== 'withdrawn'

/** What becomes of the open nodes: a year later, or the lead unit breaks the task down anew. */
export type CarriedNodes = 'next_year' | 'anew'

/** The same day a year later; a month's last day stays one. */
export function aYearLater(date: IsoDate): IsoDate {
  const month = `${Number(date.slice(0, 4)) + 1}${date.slice(4, 7)}`
  const last = endOfMonth(`${month}-01`)
  if (date === endOfMonth(date)) return last
  const same = `${month}${date.slice(7)}`
  return same > last ? last : same
}

/**
 * 新建下年计划: a draft of the next year with the tasks chosen, in their order and numbered anew.
 * Duties go on under the units' names of today; what was reported stays with the old plan.
 */
export function nextYearPlan(
  { plan, tasks }: PlanWithTasks,
  named: { readonly id: string; readonly code: string },
  chosen: ReadonlySet<string>,
  nodes: CarriedNodes,
): PlanWithTasks {
  const year = plan.year + 1
  const next: Plan = {
    ...plan,
    ...named,
    year,
    title: plan.title.replaceAll(String(plan.year), String(year)),
    docNo: null,
    issuedOn: null,
    effectiveOn: `${year}-01-01`,
    state: 'draft',
    isTrial: false,
    version: 1,
  }
  const carried = tasks.filter((task) => isUnfinished(task) && chosen.has(task.id))
  return { plan: next, tasks: carried.map((task, n) => carriedTask(task, next, n + 1, nodes)) }
}

function carriedTask(task: Task, plan: Plan, seq: number, nodes: CarriedNodes): Task {
  const id = `${plan.id}-${seq}`
  const milestones =
    nodes === 'anew'
      ? []
      : task.milestones
          .filter(({ doneOn }) => doneOn === null)
          .map((node, at) => ({
            ...node,
            id: `${id}-${at + 1}`,
            dueOn: inYear(node.dueOn, plan.year),
            printedDueOn: null,
          }))
  return {
    ...task,
    id,
    planId: plan.id,
    seq,
    state: milestones.length > 0 ? 'awaiting_acknowledgement' : 'awaiting_breakdown',
    life: newLife,
    version: 1,
    duties: task.duties.map(({ role, name, isLead }) => ({ role, name, isLead, openIds: [] })),
    milestones,
    items: task.items.map((item, at) => ({
      ...item,
      id: `${id}-i${at + 1}`,
      printedRate: null,
      handSet: null,
      indicators: item.indicators.map((indicator, place) => ({
        ...indicator,
        id: `${id}-i${at + 1}-${place + 1}`,
        printedRate: null,
        current: null,
      })),
    })),
    printedRate: null,
    handSet: null,
    lastReport: null,
    lastAccepted: null,
  }
}

/** A date of an earlier year, as often a year later as it takes. */
const inYear = (date: IsoDate, year: number): IsoDate =>
  Number(date.slice(0, 4)) >= year ? date : inYear(aYearLater(date), year)

/** Proposes `QH27` after `QH26`, with a letter where it is taken. */
export function nextCode(plan: Pick<Plan, 'code' | 'year'>, taken: readonly string[]): string {
  const digits = String((plan.year + 1) % 100).padStart(2, '0')
  const base = /\d{2}/.test(plan.code)
    ? plan.code.replace(/\d{2}/, digits)
    : `${plan.code}${digits}`
  const letters = ['', ...'BCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters.map((letter) => `${base}${letter}`).find((code) => !taken.includes(code)) ?? base
}

/** `除 3,5` · `3、5`: the numbers that are left behind. */
export const exceptFor = (words: string): readonly number[] =>
  (words.match(/\d{1,4}/g) ?? []).map(Number)
