import { subscriptionRequestCard } from '../../cards/group.ts'
import { findChat } from '../../db/chats.ts'
import { accountNames } from '../../db/people.ts'
import { plansInState } from '../../db/plans.ts'
import type { SubscriptionTable } from '../../db/schema/chats.ts'
import type { Plan } from '../../src/domain/plan.ts'
import type { Deps } from '../../src/ports.ts'
import { visibleRunningPlanIds } from '../visibility.ts'
import { subscriptionScope, subscriptionTimes } from './subscribe.ts'

/** What the office is asked, as things stand now. */
export async function subscriptionRequest(row: SubscriptionTable, deps: Deps) {
  const [chat, names, plans, members] = await Promise.all([
    findChat(deps.db, row.chat_id),
    accountNames(deps.db, [row.subscriber_open_id]),
    plansInState(deps.db, ['running', 'year_end_check']),
    deps.larkRead.chatMembers(row.chat_id),
  ])
  const asked = plans.filter(({ isTrial }) => !isTrial)
  const outside = await Promise.all(members.map((openId) => seesLess(openId, asked, deps)))
  return subscriptionRequestCard({
    state: row.state === 'pending' ? 'open' : row.state === 'active' ? 'approved' : 'refused',
    subscriptionId: row.id,
    version: row.version,
    groupName: chat?.name ?? '',
    members: members.length,
    membersOutside: outside.filter(Boolean).length,
    by: names.get(row.subscriber_open_id) ?? '群管理员',
    what: subscriptionScope,
    when: subscriptionTimes,
    plans: asked.map(({ title }) => title),
    at: row.created_at,
  })
}

/** Whether a member of the group would read of a plan there that he may not see otherwise. */
async function seesLess(openId: string, asked: readonly Plan[], deps: Deps): Promise<boolean> {
  const seen = await visibleRunningPlanIds(deps.db, openId, deps.clock.now())
  return asked.some(({ id }) => !seen.includes(id))
}
