/** 逐项填报: one form after the other through all that waits; and one word for a stage. */
import type { Card } from '../../cards/kit.ts'
import { noticeCard } from '../../cards/notice.ts'
import type { ReportStep } from '../../cards/reports/report-actions.ts'
import { percentOf } from '../../cards/words.ts'
import { reportsOwed } from '../../src/domain/report-waits.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, sendPrivately } from '../answers.ts'
import type { CardHandler, CommandHandler } from '../types.ts'
import { ownPlans } from '../visibility.ts'
import { formCard } from './report-form.ts'
import type { Found } from './take-report.ts'

const owedBy = async (openId: string, deps: Deps): Promise<readonly Found[]> =>
  reportsOwed(await ownPlans(deps.db, openId, deps.clock.now()), openId, deps.clock.now())

const nothingLeft = (line: string): Card =>
  noticeCard({
    title: '逐项填报 · 0项待填报',
    lines: [line, '全部任务请发送：我的任务'],
    tone: 'success',
  })

async function firstForm(openId: string, deps: Deps): Promise<Card> {
  const owed = await owedBy(openId, deps)
  const [first] = owed
  if (!first) return nothingLeft('目前没有等您填报的任务。')
  return formCard(first, openId, deps, { step: { at: 1, of: owed.length } })
}

/** 逐项填报, in words. */
export const sayReportSteps: CommandHandler = async (said, deps) =>
  answer(said, await firstForm(said.speaker, deps), deps)

export const pressReportSteps: CardHandler<'report.steps'> = async (_action, press, deps) =>
  sendPrivately(press, 'steps', await firstForm(press.operator, deps), '已发到私聊', deps)

/** The first form that waits behind a task in printed order; undefined: that was the last one. */
async function formAfter(
  taskId: string,
  step: ReportStep,
  openId: string,
  sent: string | undefined,
  deps: Deps,
): Promise<Card | undefined> {
  const plans = await ownPlans(deps.db, openId, deps.clock.now())
  const order = plans.flatMap(({ tasks }) => tasks.map(({ id }) => id))
  const place = order.indexOf(taskId)
  const next = reportsOwed(plans, openId, deps.clock.now()).find(
    ({ task }) => order.indexOf(task.id) > place,
  )
  if (!next) return undefined
  const at = step.at + 1
  return formCard(next, openId, deps, { step: { at, of: Math.max(at, step.of) }, sent })
}

/** What follows a form that was sent. */
export function nextForm(
  { plan, task }: Found,
  step: ReportStep,
  openId: string,
  deps: Deps,
): Promise<Card | undefined> {
  const number = `${plan.code}-${task.seq}`
  const sent = `✓ 已提交 ${number} · ${percentOf(task.lastReport?.percent ?? null)}（撤回请发送：撤回 ${number}）`
  return formAfter(task.id, step, openId, sent, deps)
}

export const skipReport: CardHandler<'report.skip'> = async ({ after, step }, press, deps) => ({
  reply: {
    card:
      (await formAfter(after, step, press.operator, undefined, deps)) ??
      nothingLeft('后面没有等您填报的任务了。'),
  },
})
