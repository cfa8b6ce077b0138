import {
  type SubscriptionOutcome,
  type SubscriptionState,
  subscriptionListCard,
  subscriptionResultCard,
} from '../../cards/group.ts'
import { audit } from '../../db/audit.ts'
import {
  countSubscriptions,
  findSubscription,
  insertSubscription,
  saveChat,
  subscriptionsOf,
  updateSubscription,
} from '../../db/chats.ts'
import { officeMembers } from '../../db/people.ts'
import { plansInState } from '../../db/plans.ts'
import { rolesOf } from '../../db/roles.ts'
import type { SubscriptionTable } from '../../db/schema/chats.ts'
import { may } from '../../src/domain/roles.ts'
import type { Deps, LarkChat } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, info, success, tell, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Said, Writes } from '../types.ts'
import { visibleRunningPlanIds } from '../visibility.ts'

/** How often a subscription speaks, until its grammar has more to say. */
export const subscriptionTimes = '每周一'
export const subscriptionScope = '全部'

type Asked = {
  readonly chatId: string
  readonly by: string
  /** Event key or event id. */
  readonly via: string
}

type Outcome = {
  readonly outcome: SubscriptionOutcome
  readonly groupName: string
  readonly writes: Writes
}

/** Owner or administrator of the group, asked from the platform now; or the office. */
async function mayManage(chat: LarkChat, openId: string, deps: Deps): Promise<boolean> {
  const isAdmin = chat.ownerOpenId === openId || chat.managerOpenIds.includes(openId)
  const granted = await rolesOf(deps.db, openId)
  return may([...granted, ...(isAdmin ? (['group_admin'] as const) : [])], 'manage_subscriptions')
}

/** 订阅 全部, by whatever way it was asked. */
async function subscribe({ chatId, by, via }: Asked, deps: Deps): Promise<Outcome> {
  const chat = await deps.larkRead.chat(chatId)
  const groupName = chat.name
  const no = (outcome: SubscriptionOutcome): Outcome => ({ outcome, groupName, writes: [] })
  if (chat.isExternal) return no('external_group')
  if (!(await mayManage(chat, by, deps))) return no('not_admin')
  const existing = await subscriptionsOf(deps.db, chatId)
  if (existing.length > 0) return no(existing[0]?.state === 'pending' ? 'waiting' : 'exists')
  const at = deps.clock.now()
  const [office, visible, running] = await Promise.all([
    isAllowed(deps.db, by, 'decide_subscriptions'),
    visibleRunningPlanIds(deps.db, by, deps.clock.now()),
    plansInState(deps.db, ['running', 'year_end_check']),
  ])
  const seesAll = office || (visible.length > 0 && visible.length === running.length)
  // The group's next number: of two that ask at once the second fails on it, and runs again.
  const id = `sub-${chatId}-${(await countSubscriptions(deps.db, chatId)) + 1}`
  const subscription: SubscriptionTable = {
    id,
    chat_id: chatId,
    filter: 'all',
    subscriber_open_id: by,
    is_office_approved: office ? 1 : 0,
    state: seesAll ? 'active' : 'pending',
    created_at: at,
    version: 1,
  }
  const members = seesAll ? [] : await officeMembers(deps.db)
  return {
    outcome: seesAll ? 'active' : 'waiting',
    groupName,
    writes: [
      audit(deps.db, {
        subject: `subscription:${id}`,
        version: 1,
        type: 'subscription.asked',
        actor: by,
        at,
        via,
        after: { chatId, state: subscription.state },
      }),
      ...saveChat(deps.db, { chatId, name: groupName, state: 'active', isExternal: false }, at),
      ...insertSubscription(deps.db, subscription),
      ...members.flatMap((openId) =>
        tell(
          openId,
          `subscription-request:${id}:${openId}`,
          { kind: 'subscription_request', subscriptionId: id },
          deps,
        ),
      ),
    ],
  }
}

const resultCard = (outcome: Outcome, deps: Deps) =>
  subscriptionResultCard({
    outcome: outcome.outcome,
    groupName: outcome.groupName,
    what: subscriptionScope,
    when: subscriptionTimes,
    at: deps.clock.now(),
  })

const onlyInGroups = (said: Said, deps: Deps): Writes =>
  answerNotice(
    said,
    {
      title: '请在群里订阅',
      lines: ['把督办助手加入群，由群主或管理员在群里 @督办助手 说：订阅 全部'],
      tone: 'info',
    },
    deps,
  )

/** 订阅 全部, said in a group. Other filters are refused in words. */
export const saySubscribe: CommandHandler = async (said, deps) => {
  if (said.isPrivate) return onlyInGroups(said, deps)
  if (said.rest !== '' && said.rest !== subscriptionScope) {
    const lines = [`现在只支持“订阅 全部”，还不能订阅“${said.rest.slice(0, 30)}”。没有作任何改动。`]
    return answerNotice(said, { title: '没有订阅', lines, tone: 'warning' }, deps)
  }
  const asked = { chatId: said.message.chatId, by: said.speaker, via: said.key }
  const outcome = await subscribe(asked, deps)
  return [...outcome.writes, ...answer(said, resultCard(outcome, deps), deps)]
}

/** 订阅全部, pressed on the introduction. */
export const subscribePressed: CardHandler<'subscription.create'> = async (
  _action,
  press,
  deps,
) => {
  const asked = { chatId: press.chatId, by: press.operator, via: press.eventId }
  const outcome = await subscribe(asked, deps)
  if (outcome.outcome === 'not_admin') {
    return { reply: { toast: warning('只有群主、管理员和督查室可以订阅') } }
  }
  return {
    reply: { toast: info('已处理'), card: resultCard(outcome, deps) },
    writes: outcome.writes,
  }
}

const shownStates: Readonly<Record<SubscriptionTable['state'], SubscriptionState>> = {
  pending: 'waiting',
  active: 'active',
  refused: 'refused',
  ended: 'cancelled',
}

async function listCard(groupName: string, rows: readonly SubscriptionTable[], deps: Deps) {
  return subscriptionListCard({
    groupName,
    at: deps.clock.now(),
    subscriptions: rows.map((row) => ({
      id: row.id,
      version: row.version,
      what: subscriptionScope,
      when: subscriptionTimes,
      state: shownStates[row.state],
    })),
  })
}

/** 订阅列表 */
export const listSubscriptions: CommandHandler = async (said, deps) => {
  if (said.isPrivate) return onlyInGroups(said, deps)
  const { chatId } = said.message
  const [chat, rows] = await Promise.all([
    deps.larkRead.chat(chatId),
    subscriptionsOf(deps.db, chatId),
  ])
  return answer(said, await listCard(chat.name, rows, deps), deps)
}

const endWrites = (row: SubscriptionTable, by: string, via: string, deps: Deps): Writes => [
  audit(deps.db, {
    subject: `subscription:${row.id}`,
    version: row.version + 1,
    type: 'subscription.ended',
    actor: by,
    at: deps.clock.now(),
    via,
    before: { state: row.state },
    after: { state: 'ended' },
  }),
  ...updateSubscription(deps.db, row, { state: 'ended' }),
]

/** 退订 · 退订 全部: all of the group's subscriptions. */
export const sayUnsubscribe: CommandHandler = async (said, deps) => {
  if (said.isPrivate) return onlyInGroups(said, deps)
  const { chatId } = said.message
  const [chat, rows] = await Promise.all([
    deps.larkRead.chat(chatId),
    subscriptionsOf(deps.db, chatId),
  ])
  const say = (outcome: SubscriptionOutcome) =>
    answer(said, resultCard({ outcome, groupName: chat.name, writes: [] }, deps), deps)
  if (!(await mayManage(chat, said.speaker, deps))) {
    const lines = ['只有群主、管理员和督查室可以退订，请他们来操作。']
    return answerNotice(said, { title: '退订 · 不能退订', lines, tone: 'warning' }, deps)
  }
  if (rows.length === 0) {
    const lines = ['本群没有订阅，不用退订。']
    return answerNotice(said, { title: '本群没有订阅', lines, tone: 'info' }, deps)
  }
  return [
    ...rows.flatMap((row) => endWrites(row, said.speaker, said.key, deps)),
    ...say('cancelled'),
  ]
}

/** 退订 on the list: by the group's owner or administrator, or the office. */
export const unsubscribePressed: CardHandler<'subscription.cancel'> = async (
  { subscriptionId },
  press,
  deps,
) => {
  const row = await findSubscription(deps.db, subscriptionId)
  if (!row) return { reply: { toast: warning('找不到这条订阅') } }
  const chat = await deps.larkRead.chat(row.chat_id)
  if (!(await mayManage(chat, press.operator, deps))) {
    return { reply: { toast: warning('只有群主、管理员和督查室可以退订') } }
  }
  const rows = await subscriptionsOf(deps.db, row.chat_id)
  const isOpen = row.state === 'pending' || row.state === 'active'
  const left = rows.filter(({ id }) => id !== row.id)
  const card = await listCard(chat.name, left, deps)
  if (!isOpen) return { reply: { toast: info('已经退订'), card } }
  return {
    reply: { toast: success('已退订'), card },
    writes: endWrites(row, press.operator, press.eventId, deps),
  }
}
