/** The bot with an account of each role, which may try what it likes, as often as it likes. */
import { CompiledQuery } from 'kysely'
import type { Schema } from '../../db/schema.ts'
import { renderCardText } from '../../src/sandbox/platform/card-text.ts'
import { sampleOpenId } from '../../src/sandbox/sample/world.ts'
import { group } from './conversation.ts'
import { cast, prepareCast, secondGroup } from './role-cast.ts'
import { type Bot, startBot } from './start-bot.ts'

const start = '2026-03-02T09:00'

export type RoleStage = Awaited<ReturnType<typeof startRoleStage>>

/** Starts the bot with the cast; everything that was tried can be taken back with `restore`. */
export async function startRoleStage() {
  const bot = await startBot(start, {
    world: ({ chats }) => {
      const [first] = chats
      if (!first) return
      first.memberOpenIds = Object.values(cast).map(sampleOpenId)
      first.ownerOpenId = sampleOpenId(cast.group_admin)
      first.managerOpenIds = []
      chats.push({ ...first, chatId: secondGroup, name: '另一个群' })
    },
  })
  await prepareCast(bot)
  const base = await snapshot(bot)
  return {
    bot,
    restore: () => restore(bot, base),
    state: () => keptState(bot),
    says: (who: string, text: string, where?: string) =>
      shownDuring(bot, who, async () => {
        await bot.says(who, text, where ? { in: where } : {})
        return ''
      }),
    presses: (who: string, value: object, form: object = {}, where?: string) =>
      shownDuring(bot, who, () => pressed(bot, who, value, form, where)),
  }
}

/** All that somebody is shown, in the private chat and in groups, while something is done. */
async function shownDuring(bot: Bot, who: string, act: () => Promise<string>): Promise<string> {
  const { store } = bot.platform
  const chats = [bot.privateChat(who), group, secondGroup]
  const before = store.messages.length
  const answered = await act()
  const told = store.messages
    .slice(before)
    .filter(({ from, chatId }) => from === 'bot' && chats.includes(chatId))
  return [answered, ...told.map(bot.shown)].join('\n')
}

/** A press with this value, as the platform would deliver it, whatever card it may be on. */
async function pressed(bot: Bot, who: string, value: object, form: object, where?: string) {
  bot.clock.pass(1000)
  const body = bot.platform.envelope('card.action.trigger', {
    operator: { open_id: bot.openId(who) },
    token: 'c-1',
    action: { tag: 'button', value, form_value: form },
    context: { open_message_id: 'om_forged', open_chat_id: where ?? bot.privateChat(who) },
  })
  const answered = await bot.platform.post('/webhook/card', bot.platform.sealed(body))
  await bot.settle()
  const reply = answered.body ? JSON.parse(answered.body) : {}
  const card = reply.card ? renderCardText(reply.card.data, () => undefined) : ''
  return `${reply.toast?.content ?? ''}\n${card}`.trim()
}

type Rows = { readonly table: string; readonly rows: readonly Record<string, unknown>[] }

/** The post, the marks of what was handled, and what the first words of a stranger leave. */
const restless: ReadonlySet<string> = new Set([
  'inbox',
  'outbox',
  'handled_events',
  'work',
  'leases',
  'slots',
  'accounts',
  'account_departments',
  'binding_offers',
  'binding_requests',
  'report_drafts',
  'chats',
])

async function snapshot(
  { db }: Bot,
  leftOut: ReadonlySet<string> = new Set(),
): Promise<readonly Rows[]> {
  const tables = await db.query.introspection.getTables()
  const names = tables
    .map(({ name }) => name)
    .filter((name) => name !== 'migrations' && !leftOut.has(name))
  return Promise.all(
    names.sort().map(async (table) => ({
      table,
      rows: await db.query
        .selectFrom(table as keyof Schema)
        .selectAll()
        .execute(),
    })),
  )
}

/** Of a stranger the office is asked who it is, whatever was said. */
const isAboutStrangers = ({ subject }: Record<string, unknown>): boolean =>
  typeof subject === 'string' && /^(binding-request:req-|offer:)/.test(subject)

/** Everything that is kept, but for the post and for what a stranger's first words leave. */
async function keptState(bot: Bot): Promise<string> {
  const kept = await snapshot(bot, restless)
  return JSON.stringify(kept.map(({ rows }) => rows.filter((row) => !isAboutStrangers(row))))
}

async function restore({ db }: Bot, base: readonly Rows[]): Promise<void> {
  await db.atomic([
    { compile: () => CompiledQuery.raw('PRAGMA defer_foreign_keys = ON') },
    ...base.map(({ table }) => db.query.deleteFrom(table as keyof Schema)),
    ...base.flatMap(({ table, rows }) =>
      rows.map((row) => db.query.insertInto(table as keyof Schema).values(row as never)),
    ),
  ])
}
