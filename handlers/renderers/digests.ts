import type { Card } from '../../cards/kit.ts'
import { groupDigestCard, leaderDigestCard } from '../../cards/pushes/digest.ts'
import { findChat } from '../../db/chats.ts'
import { openDirectives } from '../../db/directives.ts'
import type { ContentOf } from '../../db/outbox-content.ts'
import { loadPlans } from '../../db/plans.ts'
import { findContent } from '../../db/told.ts'
import type { PlanTask } from '../../src/domain/digests.ts'
import type { PlanWithTasks } from '../../src/domain/plan.ts'
import type { Deps } from '../../src/ports.ts'
import { subscriptionScope, subscriptionTimes } from '../groups/subscribe.ts'
import { coveredPlans } from '../groups/subscriptions-in-force.ts'
import type { Rendered, Renderer } from '../types.ts'
import { groupDigestView, leaderDigestView } from '../views/digest-views.ts'
import { markCorrected, withCorrections } from './corrections.ts'
import { forTrial } from './trial.ts'

const told = (plans: readonly PlanWithTasks[], planIds: readonly string[]): readonly PlanTask[] =>
  plans
    .filter(({ plan }) => planIds.includes(plan.id))
    .flatMap(({ plan, tasks }) => tasks.map((task) => ({ plan, task })))
    .filter(({ task }) => task.state !== 'withdrawn' && task.state !== 'suspended')

/** The data are those of the moment of sending, and the card says so; a drill has its own time. */
const dataAt = (content: { readonly drillAt?: number | null | undefined }, deps: Deps): number =>
  content.drillAt ?? deps.clock.now()

/** A digest with the tasks that it tells of, or why there is none. */
type Digest =
  | { readonly card: Card; readonly tasks: readonly PlanTask[] }
  | { readonly drop: string }

/** The tasks that the leader leads now. */
async function leaderDigestOf(content: ContentOf<'leader_digest'>, deps: Deps): Promise<Digest> {
  const plans = await loadPlans(deps.db, { openId: content.openId }, deps.clock.now())
  const led = told(plans, content.planIds).filter(({ task }) =>
    task.duties.some(
      ({ role, openIds }) => role === 'lead_leader' && openIds.includes(content.openId),
    ),
  )
  if (led.length === 0) return { drop: 'leads-nothing' }
  const open = await openDirectives(deps.db, { by: content.openId })
  const card = leaderDigestCard(leaderDigestView(led, open, dataAt(content, deps)))
  const corrected = await withCorrections(card, led, dataAt(content, deps), deps)
  return { card: forTrial(corrected, content.trialFor), tasks: led }
}

/** Group and subscription are looked at again before each send (design §7). */
async function groupDigestOf(content: ContentOf<'group_digest'>, deps: Deps): Promise<Digest> {
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
  const corrected = await withCorrections(card, tasks, dataAt(content, deps), deps)
  return { card: forTrial(corrected, content.trialFor), tasks }
}

const asRendered = (digest: Digest): Rendered =>
  'drop' in digest ? digest : { body: { msgType: 'interactive', card: digest.card } }

export const leaderDigest: Renderer<'leader_digest'> = async (content, _row, deps) =>
  asRendered(await leaderDigestOf(content, deps))

export const groupDigest: Renderer<'group_digest'> = async (content, _row, deps) =>
  asRendered(await groupDigestOf(content, deps))

/** A digest that was sent, redrawn after a figure in it was put right (design §3). */
export const corrected: Renderer<'corrected'> = async ({ outboxId, taskId }, _row, deps) => {
  const content = await findContent(deps.db, outboxId)
  const digest =
    content?.kind === 'leader_digest'
      ? await leaderDigestOf(content, deps)
      : content?.kind === 'group_digest'
        ? await groupDigestOf(content, deps)
        : ({ drop: 'digest-gone' } as const)
  if ('drop' in digest) return digest
  if (!digest.tasks.some(({ task }) => task.id === taskId)) return { drop: 'not-told-there' }
  return { body: { msgType: 'interactive', card: markCorrected(digest.card) } }
}
