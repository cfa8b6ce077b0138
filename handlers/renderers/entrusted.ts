import { entrustedCard } from '../../cards/people/person.ts'
import { tasksPerPage } from '../../cards/tasks/my-tasks.ts'
import type { ContentOf } from '../../db/outbox-content.ts'
import { accountNames } from '../../db/people.ts'
import { loadPeopleFacts } from '../../db/people-facts.ts'
import { loadPlans } from '../../db/plans.ts'
import { taskStanding, worstFirst } from '../../src/domain/milestone-status.ts'
import { resolverOf } from '../../src/domain/people.ts'
import type { PlanWithTasks, Task } from '../../src/domain/plan.ts'
import { isEnded } from '../../src/domain/plan-window.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import type { Renderer } from '../types.ts'
import { myTaskRows } from '../views/task-views.ts'

type Entrusted = ContentOf<'entrusted'>

/** 移交, 代办, 转办: to whoever does the work now, one card with what is open of it. */
export const entrusted: Renderer<'entrusted'> = async (content, _row, deps) => {
  const at = deps.clock.now()
  const isGiven = await givenBy(content, deps)
  const on = shanghaiDate(at)
  const own = (await loadPlans(deps.db, { openId: content.openId }, at))
    .filter(({ plan }) => !plan.isTrial && plan.state === 'running')
    .flatMap(({ plan, tasks }) => tasks.map((task) => ({ plan, task })))
    .filter(({ task }) => !isEnded(task) && isGiven(task))
    .map((one) => ({ ...one, standing: taskStanding(one.task, one.plan, on) }))
    .sort(worstFirst)
  if (own.length === 0) return { drop: 'nothing-open' }
  const names = await accountNames(deps.db, [content.fromId])
  const card = entrustedCard({
    how: content.how,
    from: names.get(content.fromId) ?? '原经办人',
    untilOn: content.untilOn,
    total: own.length,
    rows: myTaskRows(own.slice(0, tasksPerPage), content.openId, at),
    at,
  })
  return { body: { msgType: 'interactive', card } }
}

/** Which of somebody's tasks came from the other one. */
async function givenBy(content: Entrusted, deps: Deps): Promise<(task: Task) => boolean> {
  const { how, openId, fromId, taskId } = content
  if (how === 'pass_on') return ({ id }) => id === taskId
  if (how === 'stand_in') return ({ duties }) => duties.some(({ away }) => away?.includes(fromId))
  const at = deps.clock.now()
  const facts = await loadPeopleFacts(deps.db)
  const others = facts.handovers.filter((one) => one.fromId !== fromId || one.toId !== openId)
  const without = await loadPlans(
    deps.db,
    { openId },
    at,
    resolverOf({ ...facts, handovers: others }, at),
  )
  const theirsBefore = new Set(idsOf(without))
  return ({ id }) => !theirsBefore.has(id)
}

const idsOf = (plans: readonly PlanWithTasks[]): readonly string[] =>
  plans.flatMap(({ tasks }) => tasks.map(({ id }) => id))
