import type { Database, Writes } from './database.ts'
import type { ChatTable, SubscriptionTable } from './schema/chats.ts'
import type { Bit } from './schema/columns.ts'

export async function findChat(db: Database, chatId: string): Promise<ChatTable | undefined> {
  return db.query.selectFrom('chats').selectAll().where('chat_id', '=', chatId).executeTakeFirst()
}

/** Notes that a group is there, left, or dissolved. */
export function saveChat(
  db: Database,
  chat: {
    readonly chatId: string
    readonly name: string
    readonly state: ChatTable['state']
    readonly isExternal: boolean
  },
  at: number,
): Writes {
  const values = {
    name: chat.name,
    state: chat.state,
    is_external: (chat.isExternal ? 1 : 0) as Bit,
    updated_at: at,
  }
  return [
    db.query
      .insertInto('chats')
      .values({ chat_id: chat.chatId, ...values })
      .onConflict((conflict) => conflict.column('chat_id').doUpdateSet(values)),
  ]
}

export const leaveChat = (
  db: Database,
  chatId: string,
  state: 'left' | 'dissolved',
  at: number,
): Writes => [
  db.query.updateTable('chats').set({ state, updated_at: at }).where('chat_id', '=', chatId),
]

/** Subscriptions of a group that are active or wait for the office. */
export async function subscriptionsOf(
  db: Database,
  chatId: string,
): Promise<readonly SubscriptionTable[]> {
  return db.query
    .selectFrom('subscriptions')
    .selectAll()
    .where('chat_id', '=', chatId)
    .where('state', 'in', ['pending', 'active'])
    .orderBy('created_at')
    .execute()
}

/** How many a group ever had, whatever became of them. */
export async function countSubscriptions(db: Database, chatId: string): Promise<number> {
  const { count } = await db.query
    .selectFrom('subscriptions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('chat_id', '=', chatId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function findSubscription(
  db: Database,
  id: string,
): Promise<SubscriptionTable | undefined> {
  return db.query.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Every active subscription of a group that the bot is still in. */
export async function activeSubscriptions(db: Database): Promise<readonly SubscriptionTable[]> {
  return db.query
    .selectFrom('subscriptions')
    .innerJoin('chats', 'chats.chat_id', 'subscriptions.chat_id')
    .selectAll('subscriptions')
    .where('subscriptions.state', '=', 'active')
    .where('chats.state', '=', 'active')
    .where('chats.is_external', '=', 0)
    .orderBy('subscriptions.created_at')
    .execute()
}

export const insertSubscription = (db: Database, subscription: SubscriptionTable): Writes => [
  db.query.insertInto('subscriptions').values(subscription),
]

export const updateSubscription = (
  db: Database,
  subscription: SubscriptionTable,
  change: Partial<Pick<SubscriptionTable, 'state' | 'is_office_approved'>>,
): Writes => [
  db.query
    .updateTable('subscriptions')
    .set({ ...change, version: subscription.version + 1 })
    .where('id', '=', subscription.id),
]

/** Requests that wait for the office, oldest first. */
export async function pendingSubscriptions(db: Database): Promise<readonly SubscriptionTable[]> {
  return db.query
    .selectFrom('subscriptions')
    .selectAll()
    .where('state', '=', 'pending')
    .orderBy('created_at')
    .execute()
}
