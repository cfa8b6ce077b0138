/** A thousand receivers at once: how long it takes, and that no limit of the platform is broken. */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { noticeCard } from '../cards/notice.ts'
import { enqueue } from '../db/outbox.ts'
import { openSqlite } from '../db/sqlite.ts'
import { type Platform, startPlatform } from '../src/sandbox/platform/platform.ts'
import { sampleWorld } from '../src/sandbox/sample/world.ts'
import { createBot } from '../test/soak/bot.ts'
import { sleep, until } from '../test/soak/stage.ts'
import { table } from './figures.ts'
import {
  growthPerMinute,
  type MemoryWatch,
  medianMegabytes,
  type Sample,
  watchMemory,
} from './memory.ts'
import { pinnedTo, serverCore } from './processes.ts'

const receivers = 1_000
const aim = 1.05
const rounds = 2
/** Two minutes hold 1,960 calls: the next round begins when none of the last counts any more. */
const restMs = 121_000
const patienceMs = 180_000
/** Slots of the long fan-out, one as soon as the other is sent: what grows with them is seen. */
const slots = 8
/** Of the second slot's memory; by then everything has been loaded and used once. */
const flatness = 1.1
const secrets = {
  appSecret: 'bench-app-secret-0001',
  encryptKey: 'bench-encrypt-key-0001',
  verificationToken: 'bench-verification-token',
}

const openIdAt = (place: number) => `ou_fanout${String(place).padStart(4, '0')}`

function bigWorld() {
  const world = sampleWorld(secrets)
  for (let place = 0; place < receivers; place += 1) {
    const openId = openIdAt(place)
    world.people.push({
      openId,
      unionId: openId.replace('ou_', 'on_'),
      name: `收件人${place}`,
      departmentIds: ['od-sandbox4'],
    })
  }
  return world
}

/** The least time for so many calls that 50 a second and 1000 a minute allow. */
function leastMs(calls: number): number {
  const wholeMinutes = Math.ceil(calls / 1_000) - 1
  return wholeMinutes * 60_000 + ((calls - wholeMinutes * 1_000) / 50) * 1_000
}

type Round = {
  readonly receivers: number
  readonly fromFirst: number
  readonly fromCommit: number
  readonly perSecond: number
  readonly perMinute: number
  readonly perReceiver: number
  readonly refused: number
  /** Receivers that did not get exactly one message of each. */
  readonly amiss: number
  /** Of the bot's memory, fan-out by fan-out. */
  readonly samples: readonly (readonly Sample[])[]
}

/** Figures of `npm run bench fanout`: counts are the emulator's. @returns whether all held */
export async function measureFanout(): Promise<boolean> {
  const [loadBefore = 0] = loadavg()
  const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'))
  const platform = await startPlatform({ world: bigWorld(), webhookBase: '' })
  const { app } = platform.store
  const office = platform.people[0]?.openId ?? ''
  const prefix = pinnedTo(serverCore)
  const bot = await createBot({ app, platformUrl: platform.url, folder, office, prefix })
  await bot.start()
  const memory = watchMemory(bot.pid() ?? 0)
  const results: Round[] = []
  for (let round = 1; round <= rounds; round += 1) {
    await sleep(round === 1 ? 3_000 : restMs)
    results.push(await oneRound([`round ${round}`], platform, bot.databaseUrl, memory))
  }
  await sleep(restMs)
  const names = Array.from({ length: slots }, (_, index) => `slot ${index + 1}`)
  const long = await oneRound(names, platform, bot.databaseUrl, memory)
  memory.stop()
  await bot.kill()
  await platform.close()
  rmSync(folder, { recursive: true, force: true })
  return report(results, long, loadBefore)
}

/** One or more fan-outs in a row, without a rest between them. */
async function oneRound(
  names: readonly string[],
  platform: Platform,
  databaseUrl: string,
  memory: MemoryWatch,
): Promise<Round> {
  const before = { requests: platform.requests.length, messages: platform.messages().length }
  const count = () => platform.messages().length - before.messages
  const startedAt = Date.now()
  const samples: (readonly Sample[])[] = []
  for (const [index, name] of names.entries()) {
    const first = memory.samples.length
    await fill(name, databaseUrl)
    const isSent = () => count() >= (index + 1) * receivers
    await until(name, isSent, patienceMs).catch(() => {})
    samples.push(memory.samples.slice(first))
  }
  await sleep(500)
  const calls = platform.requests
    .slice(before.requests)
    .filter(({ method, path }) => method === 'POST' && path.includes('/im/v1/messages'))
  const sent = platform.messages().slice(before.messages)
  const chats = new Map<string, number[]>()
  for (const { chatId, createdAt } of sent) {
    chats.set(chatId, [...(chats.get(chatId) ?? []), createdAt])
  }
  const times = calls.map(({ at }) => at)
  const last = times.at(-1) ?? Number.POSITIVE_INFINITY
  const amiss = [...chats.values()].filter((own) => own.length !== names.length).length
  return {
    receivers: receivers * names.length,
    fromFirst: last - (times[0] ?? 0),
    fromCommit: last - startedAt,
    perSecond: most(times, 1_000),
    perMinute: most(times, 60_000),
    perReceiver: Math.max(...[...chats.values()].map((own) => most(own, 1_000))),
    refused: calls.filter(({ code }) => code !== 0).length,
    amiss: amiss + receivers - chats.size,
    samples,
  }
}

/** A card to each receiver, all in one commit, as bulk. */
async function fill(name: string, databaseUrl: string): Promise<void> {
  const db = openSqlite(databaseUrl.slice('file:'.length))
  const at = Date.now()
  const lines = ['本月有三项任务到期，请按时填报。', '不能按期完成的，请写明原因和下一步安排。']
  const card = { ...noticeCard({ title: '任务提醒', lines, tone: 'info' }) }
  await db.atomic(
    Array.from({ length: receivers }, (_, place) =>
      enqueue(
        db,
        `fanout:${name}:${place}`,
        { type: 'open_id', id: openIdAt(place) },
        { kind: 'card', card },
        at,
        { priority: 'bulk' },
      ),
    ),
  )
  await db.close()
}

/** The most of these times within any window of that length. */
function most(times: readonly number[], windowMs: number): number {
  let first = 0
  let found = 0
  for (const [index, at] of times.entries()) {
    while ((times[first] ?? at) <= at - windowMs) first += 1
    found = Math.max(found, index - first + 1)
  }
  return found
}

const keepsLimits = (round: Round): boolean =>
  round.perSecond <= 50 &&
  round.perMinute <= 1_000 &&
  round.perReceiver <= 5 &&
  round.refused + round.amiss === 0

function report(results: readonly Round[], long: Round, loadBefore: number): boolean {
  const row = (name: string, round: Round) => [
    name,
    String(round.receivers),
    (leastMs(round.receivers) / 1_000).toFixed(0),
    (round.fromFirst / 1_000).toFixed(2),
    (round.fromCommit / 1_000).toFixed(2),
    (round.fromFirst / leastMs(round.receivers)).toFixed(3),
    String(round.perSecond),
    String(round.perMinute),
    String(round.perReceiver),
    String(round.refused),
    String(round.amiss),
  ]
  const heads = ['', 'cards', 'least s', 's', 'from commit', 'ratio', '/s', '/min', '/receiver']
  console.log(`
fan-out: one card to each of ${receivers} receivers, the real server and the emulator
load average before and after: ${loadBefore.toFixed(1)}, ${(loadavg()[0] ?? 0).toFixed(1)} on ${cpus().length} cores\n`)
  console.log(
    table([
      [...heads, 'refused', 'amiss'],
      ...results.map((round, index) => row(`round ${index + 1}`, round)),
      row(`${slots} in a row`, long),
    ]),
  )
  const medians = long.samples.map(medianMegabytes)
  const [, second = 0] = medians
  const growth = (medians.at(-1) ?? 0) / second
  console.log(`
  aim: a round's ratio at most ${aim}; none refused, none amiss. In a row 40 calls of each minute
  are kept for answers, so that the last part waits for its minute
  memory (RSS, MB; median by slot): ${medians.map((one) => one.toFixed(0)).join(', ')}
  last to second: ${growth.toFixed(3)} (aim: at most ${flatness}); from the second on ${growthPerMinute(
    long.samples.slice(1).flat(),
  ).toFixed(2)} MB a minute`)
  return (
    [...results, long].every(keepsLimits) &&
    results.every((round) => round.fromFirst <= aim * leastMs(round.receivers)) &&
    growth <= flatness
  )
}
