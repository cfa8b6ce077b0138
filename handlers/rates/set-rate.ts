/** 人工核定 and 公式: what the office decides about rates. */
import { SetRateForm } from '../../cards/actions.ts'
import { groupRateCard } from '../../cards/rates/group-rate.ts'
import { profileWords } from '../../cards/rates/rate-words.ts'
import { setRateCard, wholeChoice } from '../../cards/rates/task-rate.ts'
import { audit } from '../../db/audit.ts'
import { updateTaskState } from '../../db/plan-writes.ts'
import { findTask, loadPlans } from '../../db/plans.ts'
import { setRateByHand, setRateProfile, unsetRateByHand } from '../../db/rates.ts'
import { findPerson } from '../../db/roles.ts'
import {
  parseSetRate,
  type SetRateOutcome,
  type SetRateRefusal,
  setRate,
} from '../../src/domain/hand-set-rate.ts'
import type { Plan, PlanWithTasks, Task } from '../../src/domain/plan.ts'
import { normalisePlanCode } from '../../src/domain/plan-code.ts'
import { type RateProfileName, rateProfiles } from '../../src/domain/rates.ts'
import { reportTextLimit } from '../../src/domain/report-content.ts'
import { may, rolesOn } from '../../src/domain/roles.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, failure, info, sendPrivately, success, warning } from '../answers.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CardHandler, CommandHandler, Decision, Writes } from '../types.ts'
import { groupRateView, setRateView } from '../views/rate-views.ts'
import { visiblePlans } from '../visibility.ts'
import { taskRateCardFor } from './explain-rate.ts'

const refusals: Readonly<Record<SetRateRefusal, string>> = {
  'not-office': '只有督查室可以核定完成率',
  'unknown-item': '没有这个项目，请重新打开',
  'percent-not-a-number': '完成率请填 0–100 的数字，例如 85',
  'percent-out-of-range': '完成率应在 0 到 100 之间',
  'percent-too-precise': '完成率最多两位小数',
  'reason-missing': '请写明理由和依据',
  'reason-too-long': `理由最多 ${reportTextLimit} 字`,
  'not-set': '请填完成率；这一项没有人工核定，不用恢复',
}

type Found = { readonly plan: Plan; readonly task: Task }
type Asked = { readonly itemId: string | null; readonly rate: string; readonly reason: string }

async function decide(found: Found, asked: Asked, by: string, deps: Deps): Promise<SetRateOutcome> {
  const now = deps.clock.now()
  const roles = rolesOn(found.task, await findPerson(deps.db, by, now))
  return setRate(found.task, { ...asked, isOffice: may(roles, 'set_rate'), by, at: now })
}

function rateWrites(
  before: Task,
  { task, subject }: Extract<SetRateOutcome, { ok: true }>,
  by: string,
  via: string,
  deps: Deps,
): Writes {
  const old = [before, ...before.items].find(({ id }) => id === subject.id)
  return [
    audit(deps.db, {
      subject: `task:${task.id}`,
      version: task.version,
      type: subject.handSet ? 'rate.set-by-hand' : 'rate.by-formula-again',
      actor: by,
      at: deps.clock.now(),
      via,
      before: { subject: subject.id, handSet: old?.handSet ?? null },
      after: { subject: subject.id, handSet: subject.handSet },
    }),
    ...updateTaskState(deps.db, task),
    ...(subject.handSet
      ? setRateByHand(deps.db, task.id, subject.id, subject.handSet)
      : unsetRateByHand(deps.db, subject.id)),
  ]
}

/** 核定 14 85 理由 · 核定 14 第2项 85 理由 · 核定 14 取消; with nothing behind the number, the form. */
export const saySetRate: CommandHandler = async (said, deps) => {
  const found = await findSaidTask(said, 'set_rate', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const name = `${found.plan.code}-${found.task.seq}`
  const refused = (line: string) =>
    answerNotice(said, { title: `${name} · 未核定`, lines: [line], tone: 'warning' }, deps)
  if (!(await isAllowed(deps.db, said.speaker, 'set_rate'))) return refused(refusals['not-office'])
  if (found.rest === '') {
    return answer(said, setRateCard(setRateView(found.plan, found.task, deps.clock.now())), deps)
  }
  const asked = parseSetRate(found.rest)
  if (!asked) return refused(`请这样写：核定 ${name} 85 理由；某一项目：核定 ${name} 第2项 85 理由`)
  const item = asked.place === null ? undefined : found.task.items[asked.place - 1]
  if (asked.place !== null && !item) return refused(refusals['unknown-item'])
  const outcome = await decide(found, { ...asked, itemId: item?.id ?? null }, said.speaker, deps)
  if (!outcome.ok) return refused(refusals[outcome.reason])
  return [
    ...rateWrites(found.task, outcome, said.speaker, said.key, deps),
    ...answer(said, await explained(found.plan, outcome.task, said.speaker, deps), deps),
  ]
}

const explained = async (plan: Plan, task: Task, openId: string, deps: Deps) =>
  taskRateCardFor({ plan, task }, await findPerson(deps.db, openId, deps.clock.now()), 1, deps)

export const openSetRate: CardHandler<'rate.set.open'> = async ({ taskId }, press, deps) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  if (!(await isAllowed(deps.db, press.operator, 'set_rate'))) {
    return { reply: { toast: warning(refusals['not-office']) } }
  }
  const card = setRateCard(setRateView(found.plan, found.task, deps.clock.now()))
  return sendPrivately(press, 'set-rate', card, '表单已发到私聊', deps)
}

/** 提交核定 */
export const submitSetRate: CardHandler<'rate.set'> = async ({ taskId, version }, press, deps) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  const form = SetRateForm.safeParse(press.form)
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  if (!form.success) return { reply: { toast: failure('这张表单无法读取，请重新打开') } }
  const { subject, rate, reason } = form.data
  const itemId = subject === wholeChoice || !subject ? null : subject
  const asked = { itemId, rate: rate ?? '', reason: reason ?? '' }
  const outcome = await decide(found, asked, press.operator, deps)
  if (!outcome.ok) return { reply: { toast: failure(refusals[outcome.reason]) } }
  if (found.task.version !== version) {
    const card = await explained(found.plan, found.task, press.operator, deps)
    return { reply: { toast: info('这项任务刚刚有变动，请看最新内容'), card } }
  }
  return {
    reply: {
      toast: success(outcome.subject.handSet ? '已核定' : '已恢复按公式计算'),
      card: await explained(found.plan, outcome.task, press.operator, deps),
    },
    writes: rateWrites(found.task, outcome, press.operator, press.eventId, deps),
  }
}

async function chooseFormula(
  { plan, tasks }: PlanWithTasks,
  rateProfile: RateProfileName,
  by: string,
  via: string,
  deps: Deps,
): Promise<Decision> {
  const now = deps.clock.now()
  const isSame = plan.rateProfile === rateProfile
  const after = isSame ? plan : { ...plan, rateProfile, version: plan.version + 1 }
  const card = groupRateCard(groupRateView({ plan: after, tasks }, { kind: 'plan' }, true, 1, now))
  if (isSame) return { reply: { toast: info('已经是这个公式'), card } }
  return {
    reply: { toast: success(`已改用${profileWords[rateProfile].word}`), card },
    writes: [
      audit(deps.db, {
        subject: `plan:${plan.id}`,
        version: after.version,
        type: 'plan.formula-chosen',
        actor: by,
        at: now,
        via,
        before: { rateProfile: plan.rateProfile },
        after: { rateProfile },
      }),
      ...setRateProfile(deps.db, after),
    ],
  }
}

/** 改用汇编公式 */
export const chooseFormulaPressed: CardHandler<'rate.formula'> = async (action, press, deps) => {
  if (!(await isAllowed(deps.db, press.operator, 'choose_formula'))) {
    return { reply: { toast: warning('只有督查室可以更换公式') } }
  }
  const [found] = await loadPlans(deps.db, { planIds: [action.planId] }, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这个计划') } }
  return chooseFormula(found, action.profile, press.operator, press.eventId, deps)
}

const names = Object.keys(rateProfiles) as RateProfileName[]

/** 公式 XH21 汇编; the code may be left out when one plan is under way. */
export const sayFormula: CommandHandler = async (said, deps) => {
  const notice = (lines: readonly string[]) =>
    answerNotice(said, { title: '计算公式', lines, tone: 'info' }, deps)
  if (!(await isAllowed(deps.db, said.speaker, 'choose_formula'))) {
    return notice(['只有督查室可以更换公式。'])
  }
  const plans = await visiblePlans(deps.db, said.speaker, deps.clock.now())
  const words = said.rest.split(/\s+/)
  const coded = plans.filter(({ plan }) => plan.code === normalisePlanCode(words[0] ?? ''))
  const meant = coded.length > 0 ? coded : plans
  const profile = names.find((name) => said.rest.includes(profileWords[name].word.slice(0, 2)))
  const [found] = meant
  if (!found || meant.length > 1 || !profile) {
    return notice([
      ...names.map((name) => `${profileWords[name].word}：${profileWords[name].rule}`),
      ...meant.map(
        ({ plan }) =>
          `${plan.code} 现用${profileWords[plan.rateProfile].word}。更换请发送：公式 ${plan.code} ${names
            .filter((name) => name !== plan.rateProfile)
            .map((name) => profileWords[name].word)
            .join('、')}`,
      ),
    ])
  }
  const { reply, writes = [] } = await chooseFormula(found, profile, said.speaker, said.key, deps)
  return [...writes, ...(reply.card ? answer(said, reply.card, deps) : [])]
}
