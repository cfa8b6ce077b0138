import { PurposeForm } from '../../cards/imports/import-actions.ts'
import { purposeCard } from '../../cards/imports/import-choices.ts'
import { answersTo, saveAnswers } from '../../db/doubt-answers.ts'
import { findImport, type Import } from '../../db/imports.ts'
import { plansInState } from '../../db/plans.ts'
import type { Plan } from '../../src/domain/plan.ts'
import { normalisePlanCode } from '../../src/domain/plan-code.ts'
import { takesReports } from '../../src/domain/reporting.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { failure, info, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Decision } from '../types.ts'
import { importCard } from './import-card.ts'
import { planOfThatTitle } from './import-draft.ts'
import { answersCarried } from './import-file.ts'
import { assignWith, type ImportStep, inWords, onImport, whileWaiting } from './import-steps.ts'

const refusal = '只有督查室可以决定文件的用途'

const plansUnderWay = (deps: Deps): Promise<readonly Plan[]> =>
  plansInState(deps.db, ['draft', 'running', 'year_end_check'])

const purposeValue = (read: Import): string =>
  read.purpose === 'plan' ? 'plan' : `${read.purpose}:${read.target_plan_id ?? ''}`

async function choices(read: Import, deps: Deps) {
  const plans = await plansUnderWay(deps)
  return purposeCard({
    importId: read.id,
    code: read.code,
    title: read.draft.plan.title,
    at: read.created_at,
    purpose: purposeValue(read),
    plans: plans.map((plan) => ({
      planId: plan.id,
      code: plan.code,
      title: plan.title,
      takesReports: takesReports(plan, true),
    })),
  })
}

/** 不是新计划 · 不是更新: the office says what a document is for. */
export const askPurpose = onImport(
  whileWaiting(refusal, async (read, _by, _via, deps) => ({
    reply: { card: await choices(read, deps) },
  })),
)

/** The preview again, on the page that was asked for. */
export const showImport: CardHandler<'import.show'> = async ({ importId, page }, press, deps) => {
  if (!(await isAllowed(deps.db, press.operator, 'import_plan'))) {
    return { reply: { toast: warning('只有督查室可以查看导入') } }
  }
  const read = await findImport(deps.db, importId)
  if (!read) return { reply: { toast: warning('找不到这次导入，请重新发送文件') } }
  return { reply: { card: await importCard(read, deps, page ?? 1) } }
}

export const assignPressed: CardHandler<'import.assign'> = (action, press, deps) => {
  const form = PurposeForm.safeParse(press.form)
  const [purpose = '', planId = ''] = form.success ? form.data.purpose.split(':') : []
  const step = whileWaiting(refusal, async (read, by, via) => {
    if (purpose === '') return { reply: { toast: failure('请选择这份文件是什么') } }
    const plan = (await plansUnderWay(deps)).find(({ id }) => id === planId) ?? null
    return assign(read, purpose, plan, by, via, deps)
  })
  return onImport(step)(action, press, deps)
}

/** Kept as said, and shown with what it means now. */
async function assign(
  read: Import,
  purpose: string,
  plan: Plan | null,
  by: string,
  via: string,
  deps: Deps,
): Promise<Decision> {
  const isUpdate = purpose === 'update'
  if (purpose !== 'plan' && !plan) return { reply: { toast: failure('请选择是哪个计划') } }
  if (purpose !== 'plan' && !isUpdate && purpose !== 'progress') {
    return { reply: { toast: failure('请选择这份文件是什么') } }
  }
  if (purpose === 'progress' && plan && !takesReports(plan, true)) {
    return { reply: { toast: failure('这个计划没有在执行，不能录入进展') } }
  }
  // Of a plan of its own: the one of the same title that it is not, so that it is not asked again.
  const titled =
    purpose === 'plan' ? await planOfThatTitle(read.draft, deps.db, deps.clock.now()) : undefined
  const planId = plan?.id ?? titled?.id ?? null
  const given = await answersTo(deps.db, read.id)
  const carried =
    isUpdate && plan ? await answersCarried(plan.id, read.draft, deps) : new Map<number, never>()
  const missing = new Map([...carried].filter(([number]) => !given.has(number)))
  const after = { ...read, purpose: purpose as Import['purpose'], target_plan_id: planId }
  return {
    reply: { toast: info('好的，请看结果'), card: await importCard(after, deps) },
    writes: [
      ...assignWith(read, after.purpose, planId, by, via, deps),
      ...saveAnswers(deps.db, read.id, missing),
    ],
  }
}

const words: Readonly<Record<string, Import['purpose']>> = {
  新计划: 'plan',
  更新: 'update',
  进展: 'progress',
}

/** 导入为 新计划 · 导入为 更新 QH26 · 导入为 进展 QH26. */
export const sayAssign: CommandHandler = (said, deps) => {
  const [, word = '', rest = ''] = /^\s*(新计划|更新|进展)?\s*([\s\S]*)$/.exec(said.rest) ?? []
  const purpose = words[word]
  const step: ImportStep = whileWaiting(refusal, async (read, by, via) => {
    if (!purpose) return { reply: { card: await choices(read, deps) } }
    const code = normalisePlanCode(rest)
    const plans = await plansUnderWay(deps)
    const named = code === '' ? plans.filter(({ id }) => id === read.target_plan_id) : []
    const plan = plans.find((one) => one.code === code) ?? named[0] ?? null
    return assign(read, purpose, purpose === 'plan' ? null : plan, by, via, deps)
  })
  return inWords(step)(said, deps)
}
