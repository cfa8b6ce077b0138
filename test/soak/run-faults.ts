/** Three sends of ten fail, and the bot is killed every few seconds: each message comes once. */
import { enqueue } from '../../db/outbox.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { badWire, type FaultCounts } from './bad-wire.ts'
import { ingressFaults, ingressLine, ingressOf } from './ingress.ts'
import { type KillCounts, killAndRestart } from './kills.ts'
import { type Diary, habitsOfReporters, letPeopleWork, newDiary } from './people.ts'
import { createRandom, type Random } from './random.ts'
import { dispatchPlan, openStage, planCode, type Stage, settled, settleTown } from './stage.ts'
import {
  answerFaults,
  doubleFaults,
  pushFaults,
  reportFaults,
  sendingFaults,
  type Verdict,
} from './verdict.ts'

export type FaultsOptions = {
  readonly seed: number
  readonly officials: number
  /** So many are said by people meanwhile. */
  readonly events: number
  /** Messages of a fan-out that waits from the beginning. */
  readonly pushes: number
  /** So many, or (a whole run) on until all has been sent. */
  readonly kills: number
  readonly isShort?: boolean
  readonly workers: number
  readonly pauseMs: number
  /** How long a kill waits for its occasion. */
  readonly trapMs: number
  readonly log: (line: string) => void
}

const share = 0.3
const restMs = 6_000
/** Up to so long the bot is down by the clocks, which are moved: more than a lease lasts. */
const longestDownMs = 14_000

export async function runFaults(options: FaultsOptions): Promise<Verdict> {
  const random = createRandom(options.seed)
  const stage = await openStage({ town: { size: options.officials } })
  try {
    await stage.bot.start()
    await settleTown(stage)
    options.log(`town: ${options.officials} people are bound, the plan is imported`)
    const { wire, counts } = badWire(stage.platform, share, random.fork())
    stage.outward.wire = wire
    const { diary, kills } = await killOnBadWire(stage, options, random)
    options.log(`kills: ${JSON.stringify(kills)}`)
    options.log(`sends: ${JSON.stringify(counts)}`)
    await settled(stage)
    await stage.bot.stop()
    const ingress = await ingressOf(stage)
    return {
      line: `${line(stage, options, diary, kills, counts)}; ${ingressLine(ingress)}`,
      faults: [
        ...diary.oddities,
        ...answerFaults(stage, diary),
        ...(await reportFaults(stage, diary)),
        ...ingressFaults(ingress),
        ...(await pushFaults(stage, [])),
        ...fanoutFaults(stage, options.pushes),
        ...(await sendingFaults(stage)),
        ...doubleFaults(stage),
        ...unmet(counts),
      ],
    }
  } finally {
    await stage.close()
  }
}

async function killOnBadWire(stage: Stage, options: FaultsOptions, random: Random) {
  const diary = newDiary()
  let isOver = false
  await fill(stage, options.pushes)
  const work = {
    stage,
    code: planCode(stage),
    diary,
    random: random.fork(),
    habits: () => habitsOfReporters,
    isOver: () => isOver || diary.spoken.length >= options.events,
  }
  const moments = random.fork()
  const dispatched = dispatchPlan(stage)
  const people = dispatched.then(() => letPeopleWork(work, options.workers, options.pauseMs))
  const kills = await killAndRestart(
    stage,
    {
      count: options.kills,
      isOver: options.isShort ? undefined : () => fanout(stage).length >= options.pushes,
      patienceMs: options.trapMs,
      restMs: options.isShort ? 1_000 : restMs,
      whileDown: () => {
        stage.clock.offset += moments.below(longestDownMs)
      },
    },
    random.fork(),
  )
  isOver = true
  await people
  return { diary, kills }
}

const isFanout = /^通知\d+号$/

/** In one commit, as bulk, several to each. */
async function fill({ bot, clock, town }: Stage, pushes: number): Promise<void> {
  const db = openSqlite(bot.databaseUrl.slice('file:'.length))
  await db.atomic(
    Array.from({ length: pushes }, (_, place) =>
      enqueue(
        db,
        `fanout:${place}`,
        { type: 'open_id', id: town.officials[place % town.officials.length]?.openId ?? '' },
        { kind: 'text', text: `通知${place}号` },
        clock.now(),
        { priority: 'bulk' },
      ),
    ),
  )
  await db.close()
}

const fanout = ({ platform }: Stage): readonly string[] =>
  platform
    .messages()
    .flatMap(({ from, text }) => (from === 'bot' && isFanout.test(text) ? [text] : []))

function fanoutFaults(stage: Stage, pushes: number): readonly string[] {
  const texts = fanout(stage)
  return Array.from({ length: pushes }, (_, place) => `通知${place}号`).flatMap((text) => {
    const count = texts.filter((one) => one === text).length
    return count === 1 ? [] : [`${text} came ${count} times`]
  })
}

const unmet = (counts: FaultCounts): readonly string[] =>
  Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [] : [`never met: ${name}`]))

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, count) => all + count, 0)

function line(
  { platform }: Stage,
  { pushes }: FaultsOptions,
  diary: Diary,
  kills: KillCounts,
  counts: FaultCounts,
): string {
  const messages = platform.messages().filter(({ from }) => from === 'bot').length
  const tries = sum(counts)
  return [
    `${messages} messages came, ${pushes} of one fan-out among them; ${diary.spoken.length} messages to the bot, ${diary.reported.length} reports`,
    `${tries - counts.passed} of ${tries} sends failed, in ${Object.keys(counts).length - 1} ways`,
    `${sum(kills)} kills`,
  ].join('; ')
}
