/** 立项: the office makes a task without a file, in a running plan or in a list of its own. */
import { FilingForm } from '../../cards/actions.ts'
import { filedCard, filingFormCard, ownList } from '../../cards/tasks/filing.ts'
import { audit, nextVersion } from '../../db/audit.ts'
import { insertPlan } from '../../db/plan-writes.ts'
import { planCodes, plansInState } from '../../db/plans.ts'
import { insertTask, nextSeq } from '../../db/task-edits.ts'
import {
  type Filing,
  type FilingPreset,
  type FilingRefusal,
  fileTask,
  filingPresets,
} from '../../src/domain/filing.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import { normalisePlanCode } from '../../src/domain/plan-code.ts'
import { isIsoDate, shanghaiDate, yearOf } from '../../src/domain/time.ts'
import { foldWidth } from '../../src/domain/written-form.ts'
import { saidDateAt } from '../../src/import/cells/dates.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, failure, sendPrivately, success, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Writes } from '../types.ts'
import { taskRef } from '../views/task-views.ts'
import { noSuchDay } from './said-decision.ts'
import { namesIn } from './said-edit.ts'
import { askToAcknowledge } from './tell-unit.ts'

const refusals: Readonly<Record<FilingRefusal | 'no-such-plan', string>> = {
  'not-office': '只有督查室可以立项',
  'plan-not-running': '这个清单没有在执行，不能立项',
  'no-such-plan': '没有这个执行中的清单；不写清单就列入单独清单',
  'title-missing': '请写标题，例如：立项 排查燃气隐患；来源 会议纪要；牵头 区住建局',
  'title-too-long': '标题最多 60 字',
  'text-too-long': '要求最多 2000 字',
  'unit-missing': '请写牵头单位，例如：立项 排查燃气隐患；牵头 区住建局',
  'name-too-long': '单位、姓名、文号各最多 40 字',
  'date-past': '期限已过，请写今天或以后的日期',
  'date-beyond-plan': '期限超出了本清单的期限',
}

/** The list of tasks that come without a file: one a year, under way from its first task on. */
function ownListOf(year: number, codes: readonly string[], today: string, deps: Deps): Plan {
  const free = ['', 'A', 'B', 'C'].map((end) => `LX${String(year).slice(2)}${end}`)
  return {
    id: deps.newId(),
    code: free.find((code) => !codes.includes(code)) ?? `LX${year}`,
    title: `${year}年立项督办事项`,
    year,
    issuer: null,
    docNo: null,
    issuedOn: null,
    effectiveOn: today,
    kind: 'custom',
    rateProfile: 'default',
    lightProfile: 'schedule',
    state: 'running',
    isTrial: false,
    version: 1,
  }
}

const ownListDigest = (year: number): string => `filing:${year}`

/** Numbers of a list are given one after the other: who comes second counts anew. */
type Lock = { readonly subject: string; readonly version: number }
const lockOf = async (list: string, deps: Deps): Promise<Lock> => {
  const subject = `plan-seq:${list}`
  return { subject, version: await nextVersion(deps.db, subject) }
}

type Target =
  | { readonly plan: Plan; readonly writes: Writes; readonly lock: Lock }
  | { readonly refusal: 'no-such-plan' }

/** @param meant id or code of a plan; empty: the list of its own */
async function targetPlan(meant: string, by: string, via: string, deps: Deps): Promise<Target> {
  const at = deps.clock.now()
  const today = shanghaiDate(at)
  const year = yearOf(today)
  const lock = await lockOf(ownListDigest(year), deps)
  const running = await plansInState(deps.db, ['running'])
  if (meant !== '' && meant !== ownList) {
    const code = normalisePlanCode(meant)
    const plan = running.find((one) => one.id === meant || one.code === code)
    return plan
      ? { plan, writes: [], lock: await lockOf(plan.id, deps) }
      : { refusal: 'no-such-plan' }
  }
  const known = running.find((one) => one.title === `${year}年立项督办事项`)
  if (known) return { plan: known, writes: [], lock: await lockOf(known.id, deps) }
  const plan = ownListOf(year, await planCodes(deps.db), today, deps)
  return {
    plan,
    lock,
    writes: [
      audit(deps.db, {
        subject: `plan:${plan.id}`,
        version: plan.version,
        type: 'plan.opened',
        actor: by,
        at,
        via,
        after: { code: plan.code, title: plan.title },
      }),
      ...insertPlan(deps.db, { ...plan, sourceDigest: ownListDigest(year) }, [], at),
    ],
  }
}

async function file(filing: Filing, meant: string, by: string, via: string, deps: Deps) {
  const isOffice = await isAllowed(deps.db, by, 'file_tasks')
  if (!isOffice) return { refusal: refusals['not-office'] }
  const target = await targetPlan(meant, by, via, deps)
  if ('refusal' in target) return { refusal: refusals[target.refusal] }
  const { plan } = target
  const at = deps.clock.now()
  const outcome = fileTask(plan, filing, {
    id: `${plan.id}-${deps.newId()}`.slice(0, 80),
    isOffice,
    at,
    today: shanghaiDate(at),
    seq: await nextSeq(deps.db, plan.id),
  })
  if (!outcome.ok) return { refusal: refusals[outcome.reason] }
  const { task } = outcome
  return {
    card: filedCard(filedView(plan, task, filing, at)),
    writes: [
      audit(deps.db, { ...target.lock, type: 'task.number-given', actor: by, at, via }),
      ...target.writes,
      ...filedWrites(task, by, via, deps),
    ],
  }
}

const filedView = (plan: Plan, task: Task, filing: Filing, at: number) => ({
  ...taskRef(plan, task),
  at,
  source: filingPresets[filing.preset].source,
  number: task.life.origin?.number ?? null,
  leadUnit: filing.leadUnit,
  dueOn: task.milestones[0]?.dueOn ?? '',
  planTitle: plan.title,
})

const filedWrites = (task: Task, by: string, via: string, deps: Deps): Writes => [
  audit(deps.db, {
    subject: `task:${task.id}`,
    version: task.version,
    type: 'task.filed',
    actor: by,
    at: deps.clock.now(),
    via,
    after: {
      title: task.title,
      origin: task.life.origin,
      duties: task.duties.map(({ role, name }) => ({ role, name })),
      dueOn: task.milestones[0]?.dueOn,
    },
  }),
  ...insertTask(deps.db, task),
  ...askToAcknowledge(task, by, deps),
]

async function formCard(deps: Deps) {
  const plans = (await plansInState(deps.db, ['running'])).filter(({ isTrial }) => !isTrial)
  return filingFormCard({ at: deps.clock.now(), plans })
}

/** 立项: the form; with the title and the rest behind it, at once. */
export const sayFile: CommandHandler = async (said, deps) => {
  const refuse = (line: string) =>
    answerNotice(said, { title: '立项 · 未办理', lines: [line], tone: 'warning' }, deps)
  if (!(await isAllowed(deps.db, said.speaker, 'file_tasks'))) return refuse(refusals['not-office'])
  if (said.rest === '') return answer(said, await formCard(deps), deps)
  const read = filingInWords(said.rest, yearOf(shanghaiDate(deps.clock.now())))
  if (read === 'no-such-day') return refuse(noSuchDay)
  const { filing, plan } = read
  const filed = await file(filing, plan, said.speaker, said.key, deps)
  if (filed.refusal !== undefined) return refuse(filed.refusal)
  return [...filed.writes, ...answer(said, filed.card, deps)]
}

/** A button that opens the form. */
export const openFiling: CardHandler<'filing.open'> = async (_action, press, deps) =>
  (await isAllowed(deps.db, press.operator, 'file_tasks'))
    ? sendPrivately(press, 'filing', await formCard(deps), '立项表已发到私聊', deps)
    : { reply: { toast: warning(refusals['not-office']) } }

/** 立项并下发 */
export const submitFiling: CardHandler<'filing.submit'> = async (_action, press, deps) => {
  const form = FilingForm.safeParse(press.form)
  if (!form.success) return { reply: { toast: failure('这张表单无法读取，请重新打开') } }
  const { data } = form
  const filing: Filing = {
    preset: presetOf(data.preset),
    title: data.title,
    text: data.text,
    number: data.number,
    leadUnit: data.lead_unit,
    owners: namesIn(data.owners),
    coUnits: namesIn(data.co_units),
    leader: data.leader,
    dueOn: isIsoDate(data.due_on) ? data.due_on : null,
  }
  const filed = await file(filing, data.plan, press.operator, press.eventId, deps)
  if (filed.refusal !== undefined) return { reply: { toast: failure(filed.refusal) } }
  return { reply: { toast: success('已立项'), card: filed.card }, writes: filed.writes }
}

/** As the form names it, or as people say it: `急件`, `会议纪要`. */
function presetOf(said: string): FilingPreset {
  const known = Object.entries(filingPresets) as readonly (readonly [
    FilingPreset,
    { readonly source: string },
  ])[]
  const found =
    known.find(([preset]) => preset === said) ??
    known.find(([, { source }]) => source === said) ??
    known.find(([, { source }]) => said !== '' && source.includes(said))
  if (found) return found[0]
  if (/急/.test(said)) return 'urgent'
  if (/疑难/.test(said)) return 'difficult'
  return /批示/.test(said) ? 'ordinary' : /纪要|会议/.test(said) ? 'minutes' : 'other'
}

const labels: readonly (readonly [RegExp, string])[] = [
  [/^来源\s*[:：]?\s*/, 'source'],
  [/^(?:文号|编号|纪要号)\s*[:：]?\s*/, 'number'],
  [/^牵头(?:单位)?\s*[:：]?\s*/, 'unit'],
  [/^配合(?:单位)?\s*[:：]?\s*/, 'coUnits'],
  [/^责任人\s*[:：]?\s*/, 'owners'],
  [/^(?:牵头)?领导\s*[:：]?\s*/, 'leader'],
  [/^(?:期限|时限|限期)\s*[:：]?\s*/, 'due'],
  [/^(?:清单|计划)\s*[:：]?\s*/, 'plan'],
  [/^要求\s*[:：]?\s*/, 'text'],
]

/** `标题；来源 会议纪要；文号 第3号；牵头 单位；责任人 姓名；期限 9月30日；清单 QL26` */
function filingInWords(said: string, year: number) {
  const parts = said
    .split(/[；;\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const values = new Map<string, string>()
  for (const part of parts) {
    // 牵头领导 is no 牵头单位.
    const label = labels.findLast(([pattern]) => pattern.test(part))
    const name = label?.[1] ?? (values.has('title') ? 'text' : 'title')
    values.set(name, label ? part.replace(label[0], '') : part)
  }
  const of = (name: string): string => values.get(name) ?? ''
  const date = saidDateAt(foldWidth(of('due')), 0, year)
  if (date === 'no-such-day') return date
  const filing: Filing = {
    preset: presetOf(of('source')),
    title: of('title'),
    text: of('text'),
    number: of('number'),
    leadUnit: of('unit'),
    owners: namesIn(of('owners')),
    coUnits: namesIn(of('coUnits')),
    leader: of('leader'),
    dueOn: date?.dues[0] ?? null,
  }
  return { filing, plan: of('plan') }
}
