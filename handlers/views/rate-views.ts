/** From rates of live plans to what the cards about them show. */
import { pageOf } from '../../cards/pager.ts'
import { type GroupRateView, tasksTogether } from '../../cards/rates/group-rate.ts'
import {
  type IndicatorFacts,
  indicatorsPerPage,
  type PartFacts,
  partsPerPage,
  type RateFacts,
  type SetRateView,
  type TaskRateView,
} from '../../cards/rates/task-rate.ts'
import { dayAt } from '../../cards/words.ts'
import { indicatorsOf } from '../../src/domain/item-matching.ts'
import {
  groupNodes,
  groupRate,
  type IndicatorRate,
  type PartRate,
  profileOf,
  ratesOfTask,
  type TaskRate,
  wholeTask,
} from '../../src/domain/live-rates.ts'
import type { HandSetRate, Indicator, Plan, PlanWithTasks, Task } from '../../src/domain/plan.ts'
import { type PrintedRate, printedRates, verdictWords } from '../../src/domain/printed-rates.ts'
import {
  groupKey,
  type RateGroup,
  tasksByName,
  tasksOfGroup,
} from '../../src/domain/rate-groups.ts'
import { noFigureWords, type Rate } from '../../src/domain/rates.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import { taskRef } from './task-views.ts'

type Names = ReadonlyMap<string, string>

/** Accounts whom the card about a task's rate names. */
export const peopleOfRate = (task: Task): readonly string[] => [
  ...new Set([
    ...indicatorsOf(task.items).flatMap(({ current }) => (current ? [current.authorOpenId] : [])),
    ...[task.handSet, ...task.items.map(({ handSet }) => handSet)].flatMap((set) =>
      set ? [set.by] : [],
    ),
    ...(task.lastReport ? [task.lastReport.authorOpenId] : []),
  ]),
]

/** @param seesPending whether reports that wait for the office are shown */
export function taskRateView(
  { plan, task }: { readonly plan: Plan; readonly task: Task },
  viewer: { readonly seesPending: boolean; readonly maySet: boolean },
  names: Names,
  page: number,
  at: number,
): TaskRateView {
  const rated = ratesOfTask(task, plan, shanghaiDate(at))
  const printed = printedRates(rated, profileOf(plan))
  const facts = factsWith(printed, names)
  const pages = pagesOf(rated.parts.flatMap((part, n) => piecesOf(part, n + 1, facts, names)))
  const { rows, ...paged } = pageOf(pages, page, 1)
  return {
    ...taskRef(plan, task),
    ...facts(rated.rate, task.handSet, 'task', task.title ?? task.text),
    ...paged,
    rows: rows.flat(),
    asOf: at,
    planTitle: plan.title,
    profile: plan.rateProfile,
    parts: rated.parts.length,
    nodes: rated.nodes,
    pending: viewer.seesPending ? pendingOf(task, names) : [],
    maySet: viewer.maySet,
  }
}

type Facts = (
  rate: Rate,
  handSet: HandSetRate | null,
  level: PrintedRate['level'],
  name: string,
) => RateFacts

const factsWith =
  (printed: readonly PrintedRate[], names: Names): Facts =>
  (rate, handSet, level, name) => {
    const other = printed.find(
      (one) => one.level === level && one.rate === rate && one.verdict !== 'equal',
    )
    return {
      shown: rate.shown,
      formula: level === 'indicator' ? rate.formula.slice(name.length + 1) : rate.formula,
      handSet: handSet && { ...handSet, by: names.get(handSet.by) ?? '' },
      printed: other ? { rate: other.printed, why: verdictWords[other.verdict] } : null,
    }
  }

/** An item with many indicators goes on in further pieces. */
function piecesOf(
  { part, rate, indicators }: PartRate,
  place: number,
  facts: Facts,
  names: Names,
): readonly PartFacts[] {
  const title = part.title ?? wholeTask
  const own = facts(rate, part.item?.handSet ?? null, 'item', title)
  const lines = indicators.map((one) => indicatorFacts(one, facts, names))
  const count = Math.max(1, Math.ceil(lines.length / indicatorsPerPage))
  return Array.from({ length: count }, (_, n) => ({
    ...own,
    place,
    title,
    indicators: lines.slice(n * indicatorsPerPage, (n + 1) * indicatorsPerPage),
    isContinued: n > 0,
  }))
}

/** As many parts on a page as their indicators allow. */
function pagesOf(parts: readonly PartFacts[]): readonly (readonly PartFacts[])[] {
  const pages: PartFacts[][] = []
  for (const part of parts) {
    const last = pages.at(-1)
    const indicators = [...(last ?? []), part].reduce((sum, one) => sum + one.indicators.length, 0)
    if (last && last.length < partsPerPage && indicators <= indicatorsPerPage) last.push(part)
    else pages.push([part])
  }
  return pages
}

const indicatorFacts = (
  { indicator, rate }: IndicatorRate,
  facts: Facts,
  names: Names,
): IndicatorFacts => ({
  ...facts(rate, null, 'indicator', indicator.name),
  name: indicator.name,
  unit: indicator.unit,
  basis: indicator.basis,
  source: sourceOf(indicator, names),
})

/** `9月数据，张三10月8日填报`; of a document: `9月数据，随文件导入`. */
function sourceOf({ current }: Indicator, names: Names): string {
  if (!current) return ''
  const name = names.get(current.authorOpenId) ?? ''
  const who = `${name}${dayAt(current.at)}`
  const how = current.importId === null ? `${who}填报` : `随文件导入（${who}确认）`
  // Where there is no figure the words that stood there are its source.
  const words = typeof current.value === 'string' ? '' : `原文“${current.said}”，`
  return `${words}${Number(current.period.slice(5, 7))}月数据，${how}`
}

function pendingOf(task: Task, names: Names): readonly string[] {
  const report = task.lastReport
  if (report?.status !== 'submitted') return []
  const indicators = new Map(indicatorsOf(task.items).map((one) => [one.id, one]))
  const who = `${names.get(report.authorOpenId) ?? ''}${dayAt(report.at)}填`
  return report.values.flatMap(({ indicatorId, value }) => {
    const one = indicators.get(indicatorId)
    if (!one) return []
    const said = typeof value === 'string' ? `${value}${one.unit}` : noFigureWords[value.none]
    return [`${one.name} ${said}（${who}）`]
  })
}

export const setRateView = (plan: Plan, task: Task, at: number): SetRateView => {
  const rated = ratesOfTask(task, plan, shanghaiDate(at))
  return {
    ...taskRef(plan, task),
    at,
    version: task.version,
    shown: rated.rate.shown,
    items: rated.parts.flatMap(({ part, rate }) =>
      part.item && part.title ? [{ id: part.item.id, title: part.title, shown: rate.shown }] : [],
    ),
  }
}

export function groupRateView(
  { plan, tasks }: PlanWithTasks,
  group: RateGroup,
  mayChoose: boolean,
  page: number,
  at: number,
): GroupRateView {
  const on = shanghaiDate(at)
  const rates = tasksOfGroup(tasks, group).map((task) => ratesOfTask(task, plan, on))
  const rate = groupRate(rates, plan)
  const isPlan = group.kind === 'plan'
  return {
    ...pageOf([...rates].sort(lowestFirst), page, tasksTogether),
    rows: pageOf([...rates].sort(lowestFirst), page, tasksTogether).rows.map((one) => ({
      ...taskRef(plan, one.task),
      shown: one.rate.shown,
      isHandSet: one.task.handSet !== null,
    })),
    asOf: at,
    planId: plan.id,
    planVersion: plan.version,
    code: plan.code,
    planTitle: plan.title,
    of: groupKey(group),
    name: isPlan ? '全部任务' : group.name,
    shown: rate.shown,
    counted: rate.inputs.filter(({ value }) => value !== '不计入').length,
    all: rates.length,
    nodes: groupNodes(rates),
    profile: plan.rateProfile,
    sections: isPlan ? rowsOf(rates, 'section', plan) : [],
    units: isPlan ? rowsOf(rates, 'unit', plan) : [],
    mayChoose: isPlan && mayChoose,
  }
}

/** Those without a rate come last. */
const lowestFirst = (a: TaskRate, b: TaskRate): number =>
  Number(a.rate.shown ?? 1000) - Number(b.rate.shown ?? 1000) || a.task.seq - b.task.seq

function rowsOf(rates: readonly TaskRate[], kind: 'section' | 'unit', plan: Plan) {
  const rateOf = new Map(rates.map((one) => [one.task, one]))
  const byName = tasksByName(
    rates.map(({ task }) => task),
    kind,
  )
  return [...byName].map(([name, tasks]) => ({
    name,
    shown: groupRate(
      tasks.flatMap((task) => rateOf.get(task) ?? []),
      plan,
    ).shown,
    tasks: tasks.length,
  }))
}
