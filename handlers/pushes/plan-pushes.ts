/** The scheduled jobs: what is due at a slot, as messages to be sent. */

import { pruneHandled } from '../../db/inbox.ts'
import { accountNames, officeMembers } from '../../db/people.ts'
import { loadPlans } from '../../db/plans.ts'
import { noteStaleUrgency } from '../../db/task-urgency.ts'
import { addWork } from '../../db/work.ts'
import { planDigests } from '../../src/domain/digests.ts'
import { jitterMs, nextSendTime } from '../../src/domain/jitter.ts'
import type { PlanWithTasks } from '../../src/domain/plan.ts'
import { planReminders } from '../../src/domain/reminders.ts'
import type { Slot } from '../../src/domain/slots.ts'
import { chineseMonthDay, shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { subscriptionsInForce } from '../groups/subscriptions-in-force.ts'
import type { Job, Planned } from '../types.ts'

/** Jitter is at most nine minutes; a slot that is later than this was missed, and is caught up. */
const graceMs = 10 * 60_000

/** When a row may leave: its slot plus the receiver's jitter; a late one within the hours. */
function leavesAt(slot: Slot, receiver: string, isImmediate: boolean, now: number): number {
  if (isImmediate) return now
  const nominal = slot.at + jitterMs(receiver, slot.at)
  return now <= slot.at + graceMs ? Math.max(now, nominal) : nextSendTime(now)
}

/** 试运行: what would go to somebody goes to the office, with the name of whom it was for. */
async function toOffice(planned: readonly Planned[], deps: Deps): Promise<readonly Planned[]> {
  const [office, names] = await Promise.all([
    officeMembers(deps.db),
    accountNames(
      deps.db,
      planned.map(({ to }) => to.id),
    ),
  ])
  return planned.flatMap((message) => {
    // Each member has a row of its own already.
    if (message.content.kind === 'unreached') return [message]
    return office.map((openId) => ({
      ...message,
      key: `trial:${message.key}:${openId}`,
      to: { type: 'open_id' as const, id: openId },
      content: {
        ...message.content,
        trialFor:
          names.get(message.to.id) ?? (message.to.type === 'chat_id' ? '订阅群' : message.to.id),
      } as Planned['content'],
      summary: `督查室（试运行，原应发给 ${message.summary}）`,
    }))
  })
}

/** Plans each kind of plan apart: a trial's messages go to the office. */
async function liveAndTrial(
  deps: Deps,
  plan: (plans: readonly PlanWithTasks[]) => Promise<readonly Planned[]>,
): Promise<{ readonly messages: readonly Planned[] }> {
  const plans = await loadPlans(deps.db, { inState: 'running' }, deps.clock.now())
  const live = await plan(plans.filter((one) => !one.plan.isTrial))
  const trial = await plan(plans.filter((one) => one.plan.isTrial))
  return { messages: [...live, ...(await toOffice(trial, deps))] }
}

const slotFacts = (slot: Slot, isImmediate: boolean, now: number) => ({
  slotDate: slot.date,
  slotAt: slot.at,
  ...(isImmediate ? { drillAt: now } : {}),
})

const ruleNames = {
  month_list: '本月到期',
  three_days_before: '3个工作日后到期',
  on_the_day: '今日到期',
} as const

/** Reminders by the ladder: one merged message per person; what reaches nobody goes to the office. */
export const remindOwners: Job = async (slot, { since, isImmediate }, deps) => {
  const now = deps.clock.now()
  const office = await officeMembers(deps.db)
  return liveAndTrial(deps, async (plans) => {
    const { reminders, unreached } = planReminders({
      plans,
      slotDate: slot.date,
      since: since === null ? null : shanghaiDate(since),
      snoozes: [],
    })
    const names = await accountNames(
      deps.db,
      reminders.map(({ openId }) => openId),
    )
    const seqOf = new Map(
      plans.flatMap(({ plan, tasks }) =>
        tasks.map((task) => [task.id, `${plan.code}-${task.seq}`]),
      ),
    )
    const why = reminders.map(
      ({ openId, items }): Planned => ({
        key: `remind:${slot.date}:${openId}`,
        to: { type: 'open_id', id: openId },
        content: {
          kind: 'reminder',
          openId,
          items: [...items],
          ...slotFacts(slot, isImmediate, now),
        },
        notBefore: leavesAt(slot, openId, isImmediate, now),
        summary: `${names.get(openId) ?? openId}：提醒 ${items
          .map(
            (item) =>
              `${seqOf.get(item.taskId)} ${chineseMonthDay(item.dueOn)}（${ruleNames[item.rule]}）`,
          )
          .join('、')}`,
      }),
    )
    if (unreached.length === 0) return why
    const items = unreached.map((one) => ({ ...one, names: [...one.names] }))
    return [
      ...why,
      ...office.map(
        (openId): Planned => ({
          key: `unreached${plans[0]?.plan.isTrial ? '-trial' : ''}:${slot.date}:${openId}`,
          to: { type: 'open_id', id: openId },
          content: { kind: 'unreached', items, ...slotFacts(slot, isImmediate, now) },
          notBefore: leavesAt(slot, openId, isImmediate, now),
          summary: `督查室：${unreached.length} 个到期节点的责任人未绑定，无人收到提醒`,
        }),
      ),
    ]
  })
}

/** Each bound leader's digest of the tasks they lead. */
export const sendLeaderDigests: Job = async (slot, { isImmediate }, deps) => {
  const now = deps.clock.now()
  return liveAndTrial(deps, async (plans) => {
    const { leaders } = planDigests({ plans, subscriptions: [], slotDate: slot.date })
    const names = await accountNames(
      deps.db,
      leaders.map(({ openId }) => openId),
    )
    return leaders.map(({ openId, planIds, taskIds }) => ({
      key: `leader-digest:${slot.date}:${openId}`,
      to: { type: 'open_id' as const, id: openId },
      content: {
        kind: 'leader_digest' as const,
        openId,
        planIds: [...planIds],
        ...slotFacts(slot, isImmediate, now),
      },
      notBefore: leavesAt(slot, openId, isImmediate, now),
      summary: `${names.get(openId) ?? openId}：领导周报，牵头 ${taskIds.length} 项`,
    }))
  })
}

/** One digest for each subscribed group, whatever its subscriptions overlap. */
export const sendGroupDigests: Job = async (slot, { isImmediate }, deps) => {
  const now = deps.clock.now()
  const subscriptions = await subscriptionsInForce(deps.db, deps.clock.now())
  return liveAndTrial(deps, async (plans) => {
    const { chats } = planDigests({ plans, subscriptions, slotDate: slot.date })
    return chats.map(({ chatId, planIds, taskIds }) => ({
      key: `group-digest:${slot.date}:${chatId}`,
      to: { type: 'chat_id' as const, id: chatId },
      content: {
        kind: 'group_digest' as const,
        chatId,
        planIds: [...planIds],
        ...slotFacts(slot, isImmediate, now),
      },
      notBefore: leavesAt(slot, chatId, isImmediate, now),
      summary: `群 ${chatId}：周报，${taskIds.length} 项`,
    }))
  })
}

/** Repeats of an event are known for this long; the platform repeats for about seven hours. */
const rememberMs = 7 * 86_400_000

/** Nightly: the directory is copied by a piece of work, which may take long; old marks are forgotten. */
export const keepHouse: Job = async (slot, { isImmediate }, deps) => {
  const at = deps.clock.now()
  const work = { id: `mirror:${slot.date}`, kind: 'mirror_directory', payload: {} }
  return {
    messages: [],
    // A drill's clock says nothing about how old the marks are.
    writes: [
      addWork(deps.db, work, at),
      ...noteStaleUrgency(deps.db),
      ...(isImmediate ? [] : pruneHandled(deps.db, at - rememberMs)),
    ],
  }
}
