/** 年终核验 and 归档, by the office and by a second card. */
import { planTurnCard, planTurnedCard } from '../../cards/plan-turn.ts'
import { audit } from '../../db/audit.ts'
import { updatePlanState } from '../../db/plan-writes.ts'
import { isUnfinished, type Turn, turned } from '../../src/domain/year-turn.ts'
import { success, warning } from '../answers.ts'
import type { CardHandler, Decision } from '../types.ts'
import { type PlanStep, pressedStep, saidStep } from './plan-steps.ts'

export const turningYear = { act: 'turn_year', refusal: '只有督查室可以核验、归档、结转' } as const

const refusals: Readonly<Record<Turn, string>> = {
  year_end_check: '只有正在执行的计划可以转入年终核验',
  archived: '年终核验以后才能归档，请先发送：年终核验',
}

const refused = (to: Turn): Decision => ({ reply: { toast: warning(refusals[to]) } })

const ask =
  (to: Turn): PlanStep =>
  async ({ plan, tasks }, _by, _via, _words, deps) => {
    if (!turned(plan, to)) return refused(to)
    const { id: planId, version, code, title } = plan
    const card = planTurnCard({
      to,
      planId,
      version,
      code,
      title,
      at: deps.clock.now(),
      tasks: tasks.length,
      unfinished: tasks.filter(isUnfinished).length,
      pending: tasks.filter(({ lastReport }) => lastReport?.status === 'submitted').length,
    })
    return { reply: { card } }
  }

const turn =
  (to: Turn): PlanStep =>
  async ({ plan }, by, via, _words, deps) => {
    const at = deps.clock.now()
    const { code, title } = plan
    if (plan.state === to) return { reply: { card: planTurnedCard({ to, code, title, at }) } }
    const after = turned(plan, to)
    if (!after) return refused(to)
    return {
      reply: {
        toast: success(to === 'archived' ? '已归档' : '已转入年终核验'),
        card: planTurnedCard({ to, code, title, at }),
      },
      writes: [
        audit(deps.db, {
          subject: `plan:${plan.id}`,
          version: after.version,
          type: to === 'archived' ? 'plan.archived' : 'plan.year-end-check',
          actor: by,
          at,
          via,
          before: { state: plan.state },
          after: { state: to },
        }),
        ...updatePlanState(deps.db, after),
      ],
    }
  }

const pressed = pressedStep(turningYear)
const inWords = saidStep(turningYear)

export const checkPressed: CardHandler<'plan.check.confirm'> = pressed(turn('year_end_check'))
export const archivePressed: CardHandler<'plan.archive.confirm'> = pressed(turn('archived'))

/** Of a plan in the wrong state one is told which comes first. */
const underWay = ['running', 'year_end_check'] as const

export const sayCheck = inWords(ask('year_end_check'), underWay, '年终核验')
export const sayConfirmCheck = inWords(turn('year_end_check'), underWay, '年终核验')
export const sayArchive = inWords(ask('archived'), underWay, '归档')
export const sayConfirmArchive = inWords(turn('archived'), underWay, '归档')
