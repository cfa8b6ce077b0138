/** 新建下年计划: a draft of the next year with what is unfinished, by the office and a second card. */
import { importSummaryCard } from '../../cards/imports/import-summary.ts'
import { NextYearForm, nextYearCard } from '../../cards/next-year.ts'
import { audit } from '../../db/audit.ts'
import { insertPlan, updateTaskInternal } from '../../db/plan-writes.ts'
import { findPlanByDigest, planCodes } from '../../db/plans.ts'
import type { Plan, PlanWithTasks } from '../../src/domain/plan.ts'
import { isPlanCode, normalisePlanCode } from '../../src/domain/plan-code.ts'
import {
  type CarriedNodes,
  exceptFor,
  isUnfinished,
  nextCode,
  nextYearPlan,
} from '../../src/domain/year-turn.ts'
import type { Deps } from '../../src/ports.ts'
import { failure, success, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Decision, Press } from '../types.ts'
import { importSummaryView } from '../views/plan-views.ts'
import { taskRef } from '../views/task-views.ts'
import { type PlanStep, pressedStep, saidStep } from './plan-steps.ts'
import { turningYear } from './turn-year.ts'

/** By which a plan is known to have been carried over already. */
const digestOf = ({ id }: Plan): string => `carried:${id}`

async function refusal(found: PlanWithTasks, deps: Deps): Promise<string | undefined> {
  if (found.plan.state === 'draft' || found.plan.isTrial) return '还没有下发的计划不能结转'
  const before = await findPlanByDigest(deps.db, digestOf(found.plan))
  return before && `已经结转到 ${before.code}，请在那里处理`
}

/** 新建下年计划 QH26 */
const ask: PlanStep = async (found, _by, _via, _words, deps) => {
  const refused = await refusal(found, deps)
  if (refused) return { reply: { toast: warning(refused) } }
  const { plan, tasks } = found
  const card = nextYearCard({
    planId: plan.id,
    version: plan.version,
    code: plan.code,
    title: plan.title,
    nextYear: plan.year + 1,
    nextCode: nextCode(plan, await planCodes(deps.db)),
    at: deps.clock.now(),
    unfinished: tasks.filter(isUnfinished).map((task) => taskRef(plan, task)),
  })
  return { reply: { card } }
}

type Choice = {
  readonly chosen: ReadonlySet<string>
  readonly nodes: CarriedNodes
  readonly code: string
}

async function carry(
  found: PlanWithTasks,
  choice: Choice,
  by: string,
  via: string,
  deps: Deps,
): Promise<Decision> {
  const refused = await refusal(found, deps)
  if (refused) return { reply: { toast: warning(refused) } }
  const taken = await planCodes(deps.db)
  const code = choice.code === '' ? nextCode(found.plan, taken) : normalisePlanCode(choice.code)
  if (!isPlanCode(code)) {
    return { reply: { toast: failure('计划编号以字母开头，只用字母和数字，最多12位') } }
  }
  if (taken.includes(code)) return { reply: { toast: failure(`编号 ${code} 已经有了，请换一个`) } }
  const made = nextYearPlan(found, { id: deps.newId(), code }, choice.chosen, choice.nodes)
  if (made.tasks.length === 0) return { reply: { toast: failure('没有选中要结转的任务') } }
  const at = deps.clock.now()
  return {
    reply: {
      toast: success(`已建草案 ${code}，结转 ${made.tasks.length} 项`),
      card: importSummaryCard(await importSummaryView(deps.db, made, 'draft', at)),
    },
    writes: [
      audit(deps.db, {
        subject: `plan:${made.plan.id}`,
        version: made.plan.version,
        type: 'plan.carried-over',
        actor: by,
        at,
        via,
        before: { planId: found.plan.id, code: found.plan.code },
        after: { code, tasks: made.tasks.length, nodes: choice.nodes },
      }),
      ...insertPlan(deps.db, { ...made.plan, sourceDigest: digestOf(found.plan) }, made.tasks, at),
      ...made.tasks
        .filter(({ isInternal }) => isInternal)
        .flatMap((task) => updateTaskInternal(deps.db, task)),
    ],
  }
}

const unfinishedBut = ({ tasks }: PlanWithTasks, except: readonly number[]): ReadonlySet<string> =>
  new Set(
    tasks.filter((task) => isUnfinished(task) && !except.includes(task.seq)).map(({ id }) => id),
  )

/** 确认结转 QH26 · 确认结转 QH26 除 3,5: all that is unfinished but those numbers. */
const carrySaid: PlanStep = async (found, by, via, words, deps) =>
  carry(
    found,
    { chosen: unfinishedBut(found, exceptFor(words)), nodes: 'next_year', code: '' },
    by,
    via,
    deps,
  )

const carryPressed =
  (press: Press): PlanStep =>
  async (found, by, via, _words, deps) => {
    const { tasks, except, nodes, code } = NextYearForm.parse(press.form)
    const chosen =
      except === undefined || except === null
        ? new Set(tasks)
        : unfinishedBut(found, exceptFor(except))
    return carry(found, { chosen, nodes, code: code?.trim() ?? '' }, by, via, deps)
  }

const inWords = saidStep(turningYear)
const states = ['running', 'year_end_check', 'archived'] as const

export const confirmCarryPressed: CardHandler<'plan.carry.confirm'> = (action, press, deps) =>
  pressedStep(turningYear)(carryPressed(press))(action, press, deps)

export const sayNextYear: CommandHandler = inWords(ask, states, '新建下年计划')
export const sayConfirmCarry: CommandHandler = inWords(carrySaid, states, '新建下年计划')
