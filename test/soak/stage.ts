import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Message, type Platform, startPlatform } from '../../src/sandbox/platform/platform.ts'
import { type Bot, createBot } from './bot.ts'
import { waiting } from './ledger.ts'
import { createRedelivery, type Redelivery } from './redelivery.ts'
import { type Relay, startRelay } from './relay.ts'
import { createTown, type Official, type Town, type TownOptions } from './town.ts'

/** The emulator here, the bot in a process of its own, and a wire each way between them. */
export type Stage = {
  readonly town: Town
  readonly platform: Platform
  readonly clock: StageClock
  /** Platform → bot. */
  readonly inward: Relay
  readonly redelivery: Redelivery
  readonly close: () => Promise<void>
} & Replica & { readonly replicas: readonly Replica[] }

/** One process of the bot. The stage's own is the first. */
type Replica = {
  readonly bot: Bot
  /** Bot → platform. */
  readonly outward: Relay
}

/** The platform's, and that of each process from its start on. */
type StageClock = {
  readonly now: () => number
  /** How much it is ahead of the real one, in ms; moved only while no process runs. */
  offset: number
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** @throws when it does not come true in time; `what` says what was awaited */
export async function until<T>(
  what: string,
  find: () => T | undefined | false | Promise<T | undefined | false>,
  patienceMs = 60_000,
): Promise<T> {
  for (const end = Date.now() + patienceMs; ; ) {
    const found = await find()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`)
    await sleep(20)
  }
}

export type StageOptions = {
  readonly town: TownOptions
  /** Put before the bot's command, such as `['taskset', '-c', '0']`. */
  readonly prefix?: readonly string[]
  /** Default: a SQLite file. */
  readonly databaseUrl?: string
  /** How many processes of the bot share the database; default: one. */
  readonly replicas?: number
}

export async function openStage(options: StageOptions): Promise<Stage> {
  const { prefix = [], replicas: count = 1, databaseUrl } = options
  const town = createTown(options.town)
  const folder = mkdtempSync(join(tmpdir(), 'duban-soak-'))
  const clock = { offset: 0, now: () => Date.now() + clock.offset }
  const platform = await startPlatform({
    world: town.world,
    webhookBase: '',
    now: clock.now,
    // What failed comes again by `redelivery`, and sooner.
    schedule: () => {},
  })
  const startReplica = async (): Promise<Replica> => {
    const outward = await startRelay(() => [platform.url])
    const bot = await createBot({
      app: town.world.app,
      platformUrl: outward.url,
      folder,
      office: town.office,
      prefix,
      clockOffset: () => clock.offset,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
    })
    return { bot, outward }
  }
  const first = await startReplica()
  const others = await Promise.all(Array.from({ length: count - 1 }, startReplica))
  const replicas = [first, ...others]
  const inward = await startRelay(() => replicas.map(({ bot }) => bot.url))
  platform.setWebhookBase(inward.url)
  const redelivery = createRedelivery(town.world.app.encryptKey, platform.redeliver)
  inward.onOver = redelivery.see
  return {
    town,
    platform,
    clock,
    ...first,
    replicas,
    inward,
    redelivery,
    close: async () => {
      redelivery.stop()
      await Promise.all(replicas.map(({ bot }) => bot.kill()))
      await inward.close()
      await Promise.all(replicas.map(({ outward }) => outward.close()))
      await platform.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The title that a card had when it came, whatever became of it by presses. */
export function firstTitle(message: Message): string {
  const card = (message.history[0]?.card ?? message.card) as
    | { header?: { title?: { content?: string } } }
    | undefined
  return card?.header?.title?.content ?? ''
}

/** What the bot wrote into a person's private chat, oldest first. */
export const toldTo = ({ platform }: Stage, openId: string): readonly Message[] =>
  platform.messages(platform.p2pChatId(openId)).filter(({ from }) => from === 'bot')

export const cardsTitled = (stage: Stage, openId: string, start: string): readonly Message[] =>
  toldTo(stage, openId).filter((message) => firstTitle(message).startsWith(start))

/** Imports the plan and ties every official to the printed name, all in the chat. */
export async function settleTown(stage: Stage): Promise<void> {
  const { platform, town } = stage
  const { office, officials } = town
  await platform.sendFile(office, 'p2p', town.planFileName, Buffer.from(town.planText))
  const preview = await until('the preview', () => cardsTitled(stage, office, '导入 ').at(-1))
  await pressUntilAnswered(stage, office, preview.messageId, '确认导入')
  await platform.addBotToChat(town.groupId, officials[0]?.openId ?? office)
  const left = [...officials]
  const settler = async () => {
    for (let next = left.shift(); next; next = left.shift()) await bind(stage, next)
  }
  await Promise.all(Array.from({ length: 16 }, settler))
}

async function bind(stage: Stage, { openId, name }: Official): Promise<void> {
  const { platform } = stage
  await platform.say(openId, 'p2p', '你好')
  const offer = await until(
    `the offer to ${name}`,
    () => cardsTitled(stage, openId, '身份确认').at(-1),
    120_000,
  )
  const pressed = await pressUntilAnswered(stage, openId, offer.messageId, '是')
  const isBound = pressed.toast?.type === 'success' || pressed.toast?.type === 'info'
  if (!isBound) throw new Error(`${name}: ${JSON.stringify(pressed)}`)
}

/** The code that the import gave the plan: the first word of the summary card. */
export function planCode(stage: Stage): string {
  const card = cardsTitled(stage, stage.town.office, '导入 ').at(-1)
  const code = /^导入 (\S+)/.exec(card ? firstTitle(card) : '')?.[1]
  if (!code) throw new Error('no plan was imported')
  return code
}

/** 下发, in two steps, pressed again until the bot has answered. */
export async function dispatchPlan(stage: Stage): Promise<void> {
  const { platform, town } = stage
  await platform.say(town.office, 'p2p', `下发 ${planCode(stage)}`)
  const card = await until(
    'the question of 下发',
    () => toldTo(stage, town.office).find((message) => firstTitle(message).includes('下发待确认')),
    900_000,
  )
  await pressUntilAnswered(stage, town.office, card.messageId, '确认下发')
}

/** Nothing waits, and nothing is on its way. */
export async function settled({ bot, clock, redelivery }: Stage): Promise<void> {
  let calmSince = 0
  await until(
    'everything to be settled',
    async () => {
      const isCalm =
        redelivery.pending() === 0 && (await waiting(bot.databaseUrl, clock.now())) === 0
      calmSince = isCalm ? calmSince || Date.now() : 0
      return isCalm && Date.now() - calmSince > 500
    },
    900_000,
  )
}

/** Somebody whose press failed presses again. @returns the first real answer */
export async function pressUntilAnswered(
  { platform }: Stage,
  openId: string,
  messageId: string,
  button: string | number,
  formValues?: Readonly<Record<string, unknown>>,
) {
  for (let tries = 1; ; tries += 1) {
    const options = formValues ? { formValues } : {}
    const pressed = await platform.press(openId, messageId, button, options)
    if (pressed.status === 200 || tries === 120) return { ...pressed, tries }
    await sleep(300)
  }
}
