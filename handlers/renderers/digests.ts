import { groupDigestCard, leaderDigestCard } from '../../cards/digest.ts'
import { findChat } from '../../db/chats.ts'
import { loadPlans } from '../../db/plans.ts'
import type { PlanTask } from '../../src/domain/digests.ts'
import type { PlanWithTasks } from '../../src/domain/plan.ts'
import { subscriptionScope, subscriptionTimes } from '../subscribe.ts'
import { coveredPlans } from '../subscriptions-in-force.ts'
import type { Renderer } from '../types.ts'
import { groupDigestView, leaderDigestView } from '../views/digest-views.ts'
import { forTrial } from './trial.ts'

const told = (plans: readonly PlanWithTasks[], planIds: readonly string[]): readonly PlanTask[] =>
  plans
    .filter(({ plan }) => planIds.includes(plan.id))
    .flatMap(({ plan, tasks }) => tasks.map((task) => ({ plan, task })))
    .filter(({ task }) => task.state !== 'withdrawn' && task.state !== 'suspended')

/** The tasks that the leader leads now. */
export const leaderDigest: Renderer<'leader_digest'> = async (content, _row, deps) => {
  const plans = await loadPlans(deps.db, { openId: content.openId })
  const led = told(plans, content.planIds).filter(({ task }) =>
    task.duties.some(
      ({ role, openIds }) => role === 'lead_leader' && openIds.includes(content.openId),
    ),
  )
  if (led.length === 0) return { drop: 'leads-nothing' }
  const card = leaderDigestCard(leaderDigestView(led, content.slotAt))
  return { body: { msgType: 'interactive', card: forTrial(card, content.trialFor) } }
}

/** Group and subscription are looked at again before each send (design §7). */
export const groupDigest: Renderer<'group_digest'> = async (content, _row, deps) => {
  const known = await findChat(deps.db, content.chatId)
  if (known && known.state !== 'active') return { drop: 'bot-not-in-group' }
  const chat = await deps.larkRead.chat(content.chatId)
  if (chat.isDissolved) return { drop: 'group-dissolved' }
  if (chat.isExternal) return { drop: 'group-external' }
  const tasks = told(await coveredPlans(content.chatId, deps), content.planIds)
  if (tasks.length === 0) return { drop: 'not-subscribed' }
  const card = groupDigestCard({
    ...groupDigestView(tasks, content.slotAt),
    groupName: chat.name,
    what: subscriptionScope,
    when: subscriptionTimes,
  })
  return { body: { msgType: 'interactive', card: forTrial(card, content.trialFor) } }
}
