import { VoidForm } from '../../cards/imports/import-actions.ts'
import {
  type PlanEndedView,
  type PlanEndView,
  planEndedCard,
  voidFormCard,
  withdrawConfirmCard,
} from '../../cards/plan-end.ts'
import { audit } from '../../db/audit.ts'
import { setPlanCode, updatePlanState } from '../../db/plan-writes.ts'
import { hasReports } from '../../db/reports.ts'
import type { PlanWithTasks } from '../../src/domain/plan.ts'
import type { Deps } from '../../src/ports.ts'
import { failure, success, warning } from '../answers.ts'
import type { CardHandler, Decision, Press } from '../types.ts'
import { type PlanStep, pressedStep, saidStep } from './plan-steps.ts'

const longestReason = 500

function viewOf({ plan, tasks }: PlanWithTasks, deps: Deps): PlanEndView {
  return {
    planId: plan.id,
    version: plan.version,
    code: plan.code,
    title: plan.title,
    at: deps.clock.now(),
    tasks: tasks.length,
    reports: tasks.filter(({ lastReport }) => lastReport !== null).length,
  }
}

/** Only while nothing was reported and nothing was sent: a draft. */
async function mayWithdraw({ plan }: PlanWithTasks, deps: Deps): Promise<boolean> {
  return plan.state === 'draft' && !(await hasReports(deps.db, plan.id))
}

const tooLate: Decision = {
  reply: { toast: warning('已经下发、试运行或有了填报，不能撤销导入；可以作废计划') },
}

/** 撤销导入 asks by a second card. */
const askWithdraw: PlanStep = async (found, _by, _via, _words, deps) =>
  (await mayWithdraw(found, deps))
    ? { reply: { card: withdrawConfirmCard(viewOf(found, deps)) } }
    : tooLate

/** 确认撤销: as if it had not been imported; its code is free for the next one. */
const withdraw: PlanStep = async (found, by, via, _words, deps) => {
  if (!(await mayWithdraw(found, deps))) return tooLate
  const { plan } = found
  return {
    reply: { toast: success('已撤销导入'), card: planEndedCard(ended(found, null, deps)) },
    writes: [
      ...end(found, 'plan.import-withdrawn', null, by, via, deps),
      ...setPlanCode(deps.db, plan.id, `${plan.code}~${plan.id}`),
    ],
  }
}

/** 作废计划 asks for the reason by a second card. */
const askVoid: PlanStep = async (found, _by, _via, words, deps) => ({
  reply: { card: voidFormCard({ ...viewOf(found, deps), reason: words }) },
})

/** 确认作废: nothing is deleted, nobody is chased, no digest tells of it any more. */
const voidPlan: PlanStep = async (found, by, via, words, deps) => {
  const reason = words.trim()
  if (reason === '') return { reply: { toast: failure('请写明作废原因') } }
  if ([...reason].length > longestReason) {
    return { reply: { toast: failure(`作废原因最多 ${longestReason} 字`) } }
  }
  return {
    reply: { toast: success('已作废'), card: planEndedCard(ended(found, reason, deps)) },
    writes: end(found, 'plan.voided', reason, by, via, deps),
  }
}

const ended = ({ plan }: PlanWithTasks, reason: string | null, deps: Deps): PlanEndedView => ({
  code: plan.code,
  title: plan.title,
  at: deps.clock.now(),
  how: reason === null ? 'withdrawn' : 'voided',
  reason,
})

function end(
  { plan }: PlanWithTasks,
  type: string,
  reason: string | null,
  by: string,
  via: string,
  deps: Deps,
) {
  const after = { ...plan, state: 'cancelled' as const, version: plan.version + 1 }
  return [
    audit(deps.db, {
      subject: `plan:${plan.id}`,
      version: after.version,
      type,
      actor: by,
      at: deps.clock.now(),
      via,
      before: { state: plan.state, code: plan.code },
      after: { state: after.state, reason },
    }),
    ...updatePlanState(deps.db, after),
  ]
}

const ending = { act: 'end_plan', refusal: '只有督查室可以撤销或作废' } as const
const pressed = pressedStep(ending)

const reasonOf = ({ form }: Press): string => {
  const read = VoidForm.safeParse(form)
  return read.success ? read.data.reason : ''
}

export const askWithdrawPressed: CardHandler<'plan.withdraw'> = pressed(askWithdraw)
export const withdrawPressed: CardHandler<'plan.withdraw.confirm'> = pressed(withdraw)
export const askVoidPressed: CardHandler<'plan.void'> = pressed(askVoid)
export const voidPressed: CardHandler<'plan.void.confirm'> = pressed(voidPlan, reasonOf)

const inWords = saidStep(ending)
const underWay = ['draft', 'running', 'year_end_check'] as const
export const sayWithdrawImport = inWords(askWithdraw, underWay, '撤销导入')
export const sayConfirmWithdraw = inWords(withdraw, ['draft'], '撤销导入')
export const sayVoid = inWords(askVoid, underWay, '作废计划')
export const sayConfirmVoid = inWords(voidPlan, underWay, '作废计划')
