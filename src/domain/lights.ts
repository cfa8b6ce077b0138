/**
 * 亮灯 (design §5): how a task stands against what was planned by now. Colours always go with their
 * word. A light is made of the same facts every time; what it was made of is kept with it.
 */
import { Decimal } from 'decimal.js'
import { withAcceptedTicks } from './accepted-values.ts'
import { type Calendar, statutoryCalendar, workdaysBefore } from './calendar.ts'
import type { IsoDate } from './draft-plan.ts'
import { type NodeTarget, nodeTargetsOf } from './node-targets.ts'
import type { Indicator, Milestone, Plan, Task } from './plan.ts'
import { type DecimalText, indicatorRate } from './rates.ts'
import { reportDueOn } from './report-periods.ts'
import { addDays, addMonths, endOfMonth, monthOf, startOfMonth } from './time.ts'

/** Goes up with every change of a rule, so that a stored light is explained by its own. */
const lightRuleVersion = 1

export type Light = 'green' | 'amber' | 'red' | 'done' | 'grey'
export const lightWords: Readonly<Record<Light, string>> = {
  green: '绿 正常',
  amber: '黄 滞后',
  red: '红 严重滞后',
  done: '✓办结',
  grey: '灰',
}
const severity: Readonly<Record<Light, number>> = { grey: 0, done: 0, green: 1, amber: 2, red: 3 }

/** 临期 · 到期待报 · 已转绿 */
export type LightLabel = 'due_soon' | 'to_report' | 'turned_green'
export const labelWords: Readonly<Record<LightLabel, string>> = {
  due_soon: '临期',
  to_report: '到期待报',
  turned_green: '已转绿',
}

/** `schedule`: 序时达成率; `points`: gap in percentage points; `month`: a missed target is red. */
export type LightProfileName = 'schedule' | 'points' | 'month'

/** One thing that was looked at, with its own light. */
type LightInput = {
  readonly what: string
  readonly planned: DecimalText
  readonly actual: DecimalText
  readonly unit: string
  readonly light: Light
  readonly why: string
}

export type TaskLight = {
  readonly light: Light
  readonly labels: readonly LightLabel[]
  readonly inputs: readonly LightInput[]
  /** Why there is no colour; else blank. */
  readonly why: string
  readonly profile: LightProfileName
  readonly asOf: IsoDate
  readonly ruleVersion: number
}

type Rules = {
  readonly plan: Pick<Plan, 'year' | 'effectiveOn'>
  readonly profile: LightProfileName
  readonly on: IsoDate
  readonly calendar: Calendar
}

/**
 * The light of a task on a day, by what was accepted.
 * @param before its stored lights of this month: one made good is 已转绿 for its month
 */
export function lightOf(
  reported: Task,
  plan: Rules['plan'],
  profile: LightProfileName,
  on: IsoDate,
  before: readonly Light[] = [],
  calendar: Calendar = statutoryCalendar,
): TaskLight {
  const task = withAcceptedTicks(reported)
  const rules: Rules = { plan, profile, on, calendar }
  const facts = { profile, asOf: on, ruleVersion: lightRuleVersion }
  const grey = (why: string): TaskLight => ({
    ...facts,
    light: 'grey',
    labels: [],
    inputs: [],
    why,
  })
  if (task.state === 'awaiting_breakdown') return grey('待分解')
  if (task.state === 'suspended') return grey('已中止')
  if (task.state === 'withdrawn') return grey('已撤项')
  const inputs = [...measuredInputs(task, rules), ...nodeInputs(task, rules)]
  const isDone = task.state === 'closed'
  if (!isDone && inputs.length === 0 && openNodes(task, rules).length === 0) {
    return grey(isUnpublished(task) ? '未公布' : '没有节点和数据')
  }
  const light = isDone ? 'done' : worst(inputs.map((one) => one.light))
  const wasBehind = before.some((one) => severity[one] > severity.green)
  const labels: readonly LightLabel[] = [
    ...(isDone ? [] : nodeLabels(task, rules)),
    ...(wasBehind && severity[light] <= severity.green ? (['turned_green'] as const) : []),
  ]
  return { ...facts, light, labels, inputs, why: '' }
}

const worst = (lights: readonly Light[]): Light =>
  lights.reduce<Light>((all, one) => (severity[one] > severity[all] ? one : all), 'green')

const isUnpublished = ({ items }: Task): boolean =>
  items.some(({ indicators }) =>
    indicators.some(
      ({ current }) => typeof current?.value === 'object' && current.value.none === 'unpublished',
    ),
  )

/** From when on a due date counts: when the report of its month was due as well. */
const countsAfter = (dueOn: IsoDate, { calendar }: Rules): IsoDate =>
  reportDueOn(monthOf(dueOn), calendar)

const counts = (dueOn: IsoDate, rules: Rules): boolean => rules.on > countsAfter(dueOn, rules)

/** 待补报 nodes, due before the plan took effect, have no light. */
const isInForce = ({ dueOn }: Milestone, { plan }: Rules): boolean => dueOn >= plan.effectiveOn

const openNodes = ({ milestones }: Task, rules: Rules): readonly Milestone[] =>
  milestones.filter((one) => isInForce(one, rules))

function nodeLabels(task: Task, { on, calendar, ...rest }: Rules): readonly LightLabel[] {
  const rules = { on, calendar, ...rest }
  const open = openNodes(task, rules).filter(({ doneOn }) => doneOn === null)
  const isSoon = open.some(
    ({ dueOn }) => on <= dueOn && on >= workdaysBefore(dueOn, dueSoonWorkdays, calendar),
  )
  const isToReport = open.some(({ dueOn }) => on > dueOn && !counts(dueOn, rules))
  return [
    ...(isSoon ? (['due_soon'] as const) : []),
    ...(isToReport ? (['to_report'] as const) : []),
  ]
}

const dueSoonWorkdays = 3

/** Nodes that no indicator measures: missed they are 黄, and 红 a month later; the last one 红 at once. */
function nodeInputs(task: Task, rules: Rules): readonly LightInput[] {
  const measured = new Set(targetsOf(task).map(({ milestoneId }) => milestoneId))
  const all = openNodes(task, rules)
  const lastDue = all.reduce((last, { dueOn }) => (dueOn > last ? dueOn : last), '')
  return all
    .filter(({ id, dueOn }) => !measured.has(id) && counts(dueOn, rules))
    .map(({ dueOn, doneOn, text, item }) => {
      const isLast = dueOn === lastDue
      const isLong = rules.on > addMonths(countsAfter(dueOn, rules), 1)
      const missed: Light = isLast || isLong || rules.profile === 'month' ? 'red' : 'amber'
      const why = isLast ? '最后一个节点已过' : isLong ? '逾期超过一个月' : '节点已过'
      return {
        what: item === null ? text : `${item}：${text}`,
        planned: '1',
        actual: doneOn === null ? '0' : '1',
        unit: '',
        light: doneOn === null ? missed : 'green',
        why: doneOn === null ? `${why}（${dueOn}）` : '已完成',
      }
    })
}

const confirmed = ({ items }: Task): readonly Indicator[] =>
  items.flatMap(({ indicators }) => indicators.filter(({ isProposal }) => !isProposal))

/** Which node says how far which indicator has to be by then. */
const targetsOf = (task: Task): readonly NodeTarget[] =>
  confirmed(task)
    .filter((indicator) => figureIn(indicator) !== undefined)
    .flatMap((indicator) => nodeTargetsOf(indicator, task.milestones))

function measuredInputs(task: Task, rules: Rules): readonly LightInput[] {
  const indicators = confirmed(task)
  const measured = indicators.flatMap((one) => measuredInput(one, task, rules))
  if (indicators.length > 0 || task.milestones.length > 0) return measured
  const percent = task.lastAccepted?.percent
  return percent == null
    ? []
    : [judged({ ...wholeTask, value: percent }, plannedByTime('100', rules), rules)]
}

const wholeTask = { name: '任务整体', unit: '%', target: '100', direction: 'at_least' } as const

/** One that never was reported stands at 0; one that is empty for a reason has no light. */
function figureIn({ current, direction }: Indicator): DecimalText | undefined {
  if (current === null) return direction === 'at_most' || direction === 'growth' ? undefined : '0'
  return typeof current.value === 'string' ? current.value : undefined
}

function measuredInput(indicator: Indicator, task: Task, rules: Rules): readonly LightInput[] {
  const { name, unit, direction, baseline } = indicator
  const target = indicator.target ?? '100'
  const value = figureIn(indicator)
  if (value === undefined) return []
  const measured = { name, unit, target, direction, value, baseline: baseline ?? undefined }
  const nodes = nodeTargetsOf(indicator, task.milestones)
  const isWithoutNodes = task.milestones.length === 0
  const lastDue = task.milestones.reduce((last, { dueOn }) => (dueOn > last ? dueOn : last), '')
  const isOver = isWithoutNodes ? counts(`${rules.plan.year}-12-31`, rules) : counts(lastDue, rules)
  const planned = isWithoutNodes
    ? isOver
      ? target
      : plannedByTime(target, rules)
    : plannedByNodes(nodes, isOver ? target : '0', rules)
  return [judged({ ...measured, isOver }, planned, rules)]
}

/** The highest target of the nodes that count by now, and `least`: stepped, and never falling. */
const plannedByNodes = (
  nodes: readonly NodeTarget[],
  least: DecimalText,
  rules: Rules,
): DecimalText =>
  nodes
    .filter(({ dueOn }) => dueOn >= rules.plan.effectiveOn && counts(dueOn, rules))
    .reduce<Decimal>((most, { target }) => Decimal.max(most, target), new Decimal(least))
    .toFixed()

/** The straight share of the year up to the last month of which the report was due. */
function plannedByTime(target: DecimalText, rules: Rules): DecimalText {
  const { year } = rules.plan
  let month = startOfMonth(rules.on)
  do month = startOfMonth(addDays(month, -1))
  while (!counts(endOfMonth(month), rules))
  if (month < `${year}-01-01`) return '0'
  const months = month > `${year}-12-31` ? 12 : Number(month.slice(5, 7))
  return new Decimal(target).times(months).div(12).toDecimalPlaces(4).toFixed()
}

type Judged = {
  readonly name: string
  readonly unit: string
  readonly target: DecimalText
  readonly direction: Indicator['direction']
  readonly value: DecimalText
  readonly baseline?: DecimalText | undefined
  /** The last due date is over: what is not reached now is 红. */
  readonly isOver?: boolean
}

/** What is counted piece by piece: less than one behind is none behind. */
const counted = /^[个家名幢栋台套条所宗座项部件处辆户只批支间场次棵株]$/

function judged(one: Judged, planned: DecimalText, rules: Rules): LightInput {
  const { name, unit, target, direction, value } = one
  const facts = { what: name, planned, actual: value, unit }
  const share = reached(one, planned)
  const percent = `${share.times(100).toDecimalPlaces(1)}%`
  const words = `序时达成率 ${percent}`
  if (share.gte(1)) return { ...facts, light: 'green', why: words }
  if (one.isOver) return { ...facts, light: 'red', why: `${words}，已过最后期限` }
  if (rules.profile === 'month') return { ...facts, light: 'red', why: `${words}，未达到当期目标` }
  const gap = new Decimal(planned).minus(value)
  if (direction === 'at_least' && counted.test(unit) && gap.lt(1)) {
    return { ...facts, light: 'green', why: `${words}，差不到1${unit}` }
  }
  if (rules.profile === 'points') {
    const points = new Decimal(planned).div(target).times(new Decimal(1).minus(share)).times(100)
    const light = points.lte(10) ? 'green' : points.lte(30) ? 'amber' : 'red'
    return { ...facts, light, why: `差 ${points.toDecimalPlaces(1)} 个百分点` }
  }
  const light = share.gte('0.9') ? 'green' : share.gte('0.7') ? 'amber' : 'red'
  return { ...facts, light, why: words }
}

/** Actual ÷ planned, at most what the direction allows; nothing planned is reached. */
function reached(one: Judged, planned: DecimalText): Decimal {
  const { direction, value } = one
  if (direction === 'at_least') {
    return new Decimal(planned).lte(0)
      ? new Decimal(1)
      : Decimal.max(0, new Decimal(value).div(planned))
  }
  // A limit and a growth hold the whole year; what happens once is due when its node or year is.
  const isWhole = direction === 'at_most' || direction === 'growth'
  if (!isWhole && new Decimal(planned).lt(one.target)) return new Decimal(1)
  const { raw } = indicatorRate({
    name: one.name,
    direction,
    target: one.target,
    current: value,
    baseline: one.baseline,
  })
  return raw === null ? new Decimal(1) : new Decimal(raw).div(100)
}
