/** 总览: the whole plan by section and unit, for 主要领导 and the office (design §7). */
import type { Card } from '../cards/kit.ts'
import { noticeCard } from '../cards/notice.ts'
import { overviewCard } from '../cards/overview.ts'
import { overviewOf } from '../src/domain/overview.ts'
import { normalisePlanCode } from '../src/domain/plan-code.ts'
import { shanghaiDate } from '../src/domain/time.ts'
import type { Deps } from '../src/ports.ts'
import { isAllowed } from './allowed.ts'
import { answer, answerNotice, warning } from './answers.ts'
import type { CardHandler, CommandHandler } from './types.ts'
import { visiblePlans } from './visibility.ts'

const refusal = '只有主要领导和督查室可以看总览，您的任务请发送：我的任务'

/** One plan a page, those under way alone; by its code one that is archived too. @param code of the plan that is wanted */
async function page(openId: string, wanted: number | string, deps: Deps): Promise<Card> {
  const at = deps.clock.now()
  const code = typeof wanted === 'string' ? wanted : null
  const plans = (await visiblePlans(deps.db, openId, at, code)).filter(
    ({ plan }) => plan.state !== 'draft' && !plan.isTrial,
  )
  const said = typeof wanted === 'string' ? plans.findIndex((one) => one.plan.code === wanted) : -1
  const index = typeof wanted === 'string' ? said : Math.min(wanted, plans.length) - 1
  const found = plans[index]
  if (!found) {
    const lines = ['没有正在执行的计划，或没有这个编号。']
    return noticeCard({ title: '总览', lines, tone: 'info' })
  }
  return overviewCard({
    code: found.plan.code,
    title: found.plan.title,
    asOf: at,
    overview: overviewOf(found, shanghaiDate(at)),
    ...(found.plan.state === 'archived'
      ? { page: 1, pages: 1 }
      : { page: index + 1, pages: plans.length }),
  })
}

/** 总览 · 总览 QH26 */
export const showOverview: CommandHandler = async (said, deps) => {
  if (!(await isAllowed(deps.db, said.speaker, 'see_overview'))) {
    return answerNotice(said, { title: '总览', lines: [refusal], tone: 'info' }, deps)
  }
  const wanted = said.rest === '' ? 1 : normalisePlanCode(said.rest)
  return answer(said, await page(said.speaker, wanted, deps), deps)
}

export const turnOverviewPage: CardHandler<'overview.page'> = async (action, press, deps) =>
  (await isAllowed(deps.db, press.operator, 'see_overview'))
    ? { reply: { card: await page(press.operator, action.page, deps) } }
    : { reply: { toast: warning(refusal) } }
