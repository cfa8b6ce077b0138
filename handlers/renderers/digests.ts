import { groupDigestCard, leaderDigestCard } from '../../cards/pushes/digest.ts'
import { findChat } from '../../db/chats.ts'
import { openDirectives } from '../../db/directives.ts'
import { loadPlans } from '../../db/plans.ts'
import type { PlanTask } from '../../src/domain/digests.ts'
import type { PlanWithTasks } from '../../src/domain/plan.ts'
import type { Deps } from '../../src/ports.ts'
import { subscriptionScope, subscriptionTimes } from '../groups/subscribe.ts'
import { coveredPlans } from '../groups/subscriptions-in-force.ts'
import type { Renderer } from '../types.ts'
import { groupDigestView, leaderDigestView } from '../views/digest-views.ts'
import { forTrial } from './trial.ts'

const told = (plans: readonly PlanWithTasks[], planIds: readonly string[]): readonly PlanTask[] =>
  plans
    .filter(({ plan }) => planIds.includes(plan.id))
    .flatMap(({ plan, tasks }) => tasks.map((task) => ({ plan, task })))
    .filter(({ task }) => task.state !== 'withdrawn' && task.state !== 'suspended')

/** The data are those of the moment of sending, and the card says so; a drill has its own time. */
const dataAt = (content: { readonly drillAt?: number | null | undefined }, deps: Deps): number =>
  content.drillAt ?? deps.clock.now()

/** The tasks that the leader leads now. */
export const leaderDigest: Renderer<'leader_digest'> = async (content, _row, deps) => {
  const plans = await loadPlans(deps.db, { openId: content.openId }, deps.clock.now())
  const led = told(plans, content.planIds).filter(({ task }) =>
    task.duties.some(
      ({ role, openIds }) => role === 'lead_leader' && openIds.includes(content.openId),
    ),
  )
  if (led.length === 0) return { drop: 'leads-nothing' }
  const open = await openDirectives(deps.db, { by: content.openId })
  const card = leaderDigestCard(leaderDigestView(led, open, dataAt(content, deps)))
  return { body: { msgType: 'interactive', card: forTrial(card, content.trialFor) } }
}

/** Group and subscription are looked at again before each send (design §7). */
export const groupDigest: Renderer<'group_digest'> = async (content, _row, deps) => {
  const known = await findChat(deps.db, content.chatId)
  if (known && known.state !== 'active') return { drop: 'bot-not-in-group' }
  const chat = await deps.larkRead.chat(content.chatId)
  if (chat.isDissolved) return { drop: 'group-dissolved' }
  if (chat.isExternal) return { drop: 'group-external' }
  // A trial's digest goes to the office, which sees what the group is not shown yet.
  const plans = content.trialFor
    ? await loadPlans(deps.db, { planIds: content.planIds }, deps.clock.now())
    : await coveredPlans(content.chatId, deps)
  const tasks = told(plans, content.planIds)
  if (tasks.length === 0) return { drop: 'not-subscribed' }
  const card = groupDigestCard({
    ...groupDigestView(tasks, dataAt(content, deps)),
    groupName: chat.name,
    what: subscriptionScope,
    when: subscriptionTimes,
  })
  return { body: { msgType: 'interactive', card: forTrial(card, content.trialFor) } }
}
