/** A thousand receivers at once: how long it takes, and that no limit of the platform is broken. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noticeCard } from '../cards/notice.ts'
import { enqueue } from '../db/outbox.ts'
import { openSqlite } from '../db/sqlite.ts'
import { type Platform, startPlatform } from '../src/sandbox/platform/platform.ts'
import { sampleWorld } from '../src/sandbox/sample/world.ts'
import { createBot } from '../test/soak/bot.ts'
import { sleep, until } from '../test/soak/stage.ts'
import { table } from './figures.ts'
import { pinnedTo, serverCore } from './processes.ts'

const receivers = 1_000
/** 50 a second need twenty seconds for a thousand; a thousand fit into one minute. */
const leastMs = (receivers / 50) * 1_000
const aim = 1.05
const rounds = 2
/** Two minutes hold 1,960 calls: the next round begins when none of the last counts any more. */
const restMs = 121_000
const patienceMs = 180_000
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

type Round = {
  readonly fromFirst: number
  readonly fromCommit: number
  readonly perSecond: number
  readonly perMinute: number
  readonly perReceiver: number
  readonly refused: number
  readonly twice: number
  readonly megabytes: readonly number[]
}

/** Figures of `npm run bench fanout`: counts are the emulator's. @returns whether all held */
export async function measureFanout(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'))
  const platform = await startPlatform({ world: bigWorld(), webhookBase: '' })
  const { app } = platform.store
  const office = platform.people[0]?.openId ?? ''
  const prefix = pinnedTo(serverCore)
  const bot = await createBot({ app, platformUrl: platform.url, folder, office, prefix })
  await bot.start()
  const results: Round[] = []
  for (let round = 1; round <= rounds; round += 1) {
    await sleep(round === 1 ? 3_000 : restMs)
    results.push(await oneRound(round, platform, bot))
  }
  await bot.kill()
  await platform.close()
  rmSync(folder, { recursive: true, force: true })
  return report(results)
}

type Bot = { readonly databasePath: string; readonly url: string }

async function oneRound(round: number, platform: Platform, bot: Bot): Promise<Round> {
  const before = { requests: platform.requests.length, messages: platform.messages().length }
  const committedAt = await fill(round, bot.databasePath)
  const megabytes: number[] = []
  const sampler = setInterval(() => {
    void residentMegabytes(bot.url).then((value) => value && megabytes.push(value))
  }, 1_000)
  const count = () => platform.messages().length - before.messages
  await until(`round ${round}`, () => count() >= receivers, patienceMs).catch(() => {})
  clearInterval(sampler)
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
  return {
    fromFirst: last - (times[0] ?? 0),
    fromCommit: last - committedAt,
    perSecond: most(times, 1_000),
    perMinute: most(times, 60_000),
    perReceiver: Math.max(...[...chats.values()].map((own) => most(own, 1_000))),
    refused: calls.filter(({ code }) => code !== 0).length,
    twice: [...chats.values()].filter((own) => own.length > 1).length + receivers - chats.size,
    megabytes,
  }
}

/** A card to each receiver, all in one commit, as bulk. @returns when it was done */
async function fill(round: number, databasePath: string): Promise<number> {
  const db = openSqlite(databasePath)
  const at = Date.now()
  const lines = ['本月有三项任务到期，请按时填报。', '不能按期完成的，请写明原因和下一步安排。']
  const card = { ...noticeCard({ title: '任务提醒', lines, tone: 'info' }) }
  await db.atomic(
    Array.from({ length: receivers }, (_, place) =>
      enqueue(
        db,
        `fanout:${round}:${place}`,
        { type: 'open_id', id: openIdAt(place) },
        { kind: 'card', card },
        at,
        { priority: 'bulk' },
      ),
    ),
  )
  await db.close()
  return Date.now()
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

async function residentMegabytes(url: string): Promise<number | undefined> {
  const response = await fetch(`${url}/metrics`).catch(() => undefined)
  const bytes = /^process_resident_memory_bytes (\S+)/m.exec((await response?.text()) ?? '')?.[1]
  return bytes ? Number(bytes) / 2 ** 20 : undefined
}

function report(results: readonly Round[]): boolean {
  console.log(
    `\nfan-out: ${receivers} receivers, one card each, the real server and the emulator\n`,
  )
  const mb = (value: number | undefined) => value?.toFixed(0) ?? '?'
  console.log(
    table([
      ['round', 's', 'from commit', 'ratio', '/s', '/min', '/receiver', 'refused', 'amiss', 'MB'],
      ...results.map((round, index) => [
        String(index + 1),
        (round.fromFirst / 1_000).toFixed(2),
        (round.fromCommit / 1_000).toFixed(2),
        (round.fromFirst / leastMs).toFixed(3),
        String(round.perSecond),
        String(round.perMinute),
        String(round.perReceiver),
        String(round.refused),
        String(round.twice),
        `${mb(round.megabytes[0])} → ${mb(round.megabytes.at(-1))}`,
      ]),
    ]),
  )
  console.log(`\n  aim: ratio to ${leastMs / 1_000} s at most ${aim}; none refused, none amiss`)
  return results.every(
    (round) =>
      round.fromFirst <= aim * leastMs &&
      round.perSecond <= 50 &&
      round.perMinute <= 1_000 &&
      round.perReceiver <= 5 &&
      round.refused + round.twice === 0,
  )
}
