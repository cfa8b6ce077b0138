import { pageOf } from '../../cards/pager.ts'
import { peopleListCard, unboundPerPage } from '../../cards/people/people-list.ts'
import { printedPeople } from '../../db/bindings.ts'
import { loadPlans, plansInState } from '../../db/plans.ts'
import { unboundOf } from '../../src/domain/unbound.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, warning } from '../answers.ts'
import type { CardHandler, CommandHandler } from '../types.ts'

/** 人员: to the office, who of the tables cannot be reached, the worst first. */
export const showPeople: CommandHandler = async (said, deps) => {
  if (!said.isPrivate || !(await isAllowed(deps.db, said.speaker, 'see_people'))) {
    const lines = ['只有督查室可以在私聊里查看人员。']
    return answerNotice(said, { title: '人员', lines, tone: 'info' }, deps)
  }
  return answer(said, await peopleCard(1, deps), deps)
}

export const showPeoplePage: CardHandler<'people.page'> = async ({ page }, press, deps) =>
  (await isAllowed(deps.db, press.operator, 'see_people'))
    ? { reply: { card: await peopleCard(page, deps) } }
    : { reply: { toast: warning('只有督查室可以查看人员') } }

async function peopleCard(page: number, deps: Deps) {
  const at = deps.clock.now()
  const states = ['draft', 'running', 'year_end_check'] as const
  const planIds = (await plansInState(deps.db, states)).map(({ id }) => id)
  const [plans, people] = await Promise.all([
    loadPlans(deps.db, { planIds }, at),
    printedPeople(deps.db, deps.clock.now()),
  ])
  const unbound = unboundOf(plans)
  return peopleListCard({
    ...pageOf(unbound, page, unboundPerPage),
    persons: unbound.filter(({ kind }) => kind === 'person').length,
    units: unbound.filter(({ kind }) => kind === 'unit').length,
    total: people.length,
    at,
  })
}
