import { pageOf } from '../../cards/pager.ts'
import { peopleListCard, unboundPerPage } from '../../cards/people/people-list.ts'
import { printedPeople } from '../../db/bindings.ts'
import { loadPlans, plansInState } from '../../db/plans.ts'
import { unboundOf } from '../../src/domain/unbound.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, sendPrivately, warning } from '../answers.ts'
import type { CardHandler, CommandHandler } from '../types.ts'
import { askedOfOffice } from './people-waiting.ts'

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

/** From the desk: the list comes as a card of its own. */
export const showPeoplePressed: CardHandler<'people.show'> = async (_action, press, deps) =>
  (await isAllowed(deps.db, press.operator, 'see_people'))
    ? sendPrivately(press, 'people', await peopleCard(1, deps), '人员已发给您', deps)
    : { reply: { toast: warning('只有督查室可以查看人员') } }

async function peopleCard(page: number, deps: Deps) {
  const at = deps.clock.now()
  const states = ['draft', 'running', 'year_end_check'] as const
  const planIds = (await plansInState(deps.db, states)).map(({ id }) => id)
  const [plans, people, waiting] = await Promise.all([
    loadPlans(deps.db, { planIds }, at),
    printedPeople(deps.db, deps.clock.now()),
    askedOfOffice(deps),
  ])
  const unbound = unboundOf(plans)
  return peopleListCard({
    waiting,
    ...pageOf(unbound, page, unboundPerPage),
    persons: unbound.filter(({ kind }) => kind === 'person').length,
    units: unbound.filter(({ kind }) => kind === 'unit').length,
    total: people.length,
    at,
  })
}
