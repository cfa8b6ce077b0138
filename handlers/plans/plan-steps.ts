/** A step of a whole plan, asked for by a button or in words: found, allowed, taken. */
import { loadPlans, plansInState } from '../../db/plans.ts'
import type { PlanState, PlanWithTasks } from '../../src/domain/plan.ts'
import { isPlanCode, normalisePlanCode } from '../../src/domain/plan-code.ts'
import type { Act } from '../../src/domain/roles.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, warning } from '../answers.ts'
import type { CommandHandler, Decision, Press } from '../types.ts'

/** @param words what was said or filled in beside the plan */
export type PlanStep = (
  found: PlanWithTasks,
  by: string,
  via: string,
  words: string,
  deps: Deps,
) => Promise<Decision>

/** Whose step it is, and how it is refused to others. */
export type StepRule = { readonly act: Act; readonly refusal: string }

export const pressedStep =
  ({ act, refusal }: StepRule) =>
  (step: PlanStep, wordsOf: (press: Press) => string = () => '') =>
  async ({ planId }: { readonly planId: string }, press: Press, deps: Deps): Promise<Decision> => {
    if (!(await isAllowed(deps.db, press.operator, act))) {
      return { reply: { toast: warning(refusal) } }
    }
    const [found] = await loadPlans(deps.db, { planIds: [planId] }, deps.clock.now())
    if (!found) return { reply: { toast: warning('这个计划已经撤销或作废') } }
    return step(found, press.operator, press.eventId, wordsOf(press), deps)
  }

/** 作废计划 QH26 原因: the code may be left out when one plan can be meant. */
export const saidStep =
  ({ act, refusal }: StepRule) =>
  (step: PlanStep, states: readonly PlanState[], title: string): CommandHandler =>
  async (said, deps) => {
    const notice = (lines: readonly string[]) =>
      answerNotice(said, { title, lines, tone: 'warning' }, deps)
    if (!(await isAllowed(deps.db, said.speaker, act))) return notice([`${refusal}。`])
    const [, first = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(said.rest) ?? []
    const code = normalisePlanCode(first)
    const isCoded = isPlanCode(code)
    const plans = await plansInState(deps.db, states)
    const meant = isCoded ? plans.filter((plan) => plan.code === code) : plans
    const [plan] = meant
    if (!plan) return notice([isCoded ? `没有计划 ${code}。` : '没有可以这样处理的计划。'])
    if (meant.length > 1) {
      return notice(['请写上计划编号：', ...meant.map((one) => `${one.code}　${one.title}`)])
    }
    const [found] = await loadPlans(deps.db, { planIds: [plan.id] }, deps.clock.now())
    if (!found) return notice([`计划 ${plan.code} 没有任务。`])
    const words = isCoded ? rest : said.rest
    const { reply, writes = [] } = await step(found, said.speaker, said.key, words, deps)
    if (reply.card) return [...writes, ...answer(said, reply.card, deps)]
    return [...writes, ...notice([reply.toast?.content ?? ''])]
  }
