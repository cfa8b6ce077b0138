import { sendForgeries } from './forgeries.ts'
import { ingressFaults, ingressLine, ingressOf } from './ingress.ts'
import { killAndRestart } from './kills.ts'
import { changedTables, fingerprint } from './ledger.ts'
import { type Diary, habitsOfDrafts, habitsOfReporters, letPeopleWork, newDiary } from './people.ts'
import { createRandom, type Random } from './random.ts'
import { sendReplays } from './replays.ts'
import {
  dispatchPlan,
  openStage,
  planCode,
  type Stage,
  settled,
  settleTown,
  sleep,
  until,
} from './stage.ts'
import {
  answerFaults,
  doubleFaults,
  pushFaults,
  reportFaults,
  sendingFaults,
  type Verdict,
} from './verdict.ts'

export type KillsOptions = {
  readonly seed: number
  readonly officials: number
  readonly forgeries: number
  readonly replays: number
  readonly kills: number
  /** People who act at the same time, and how long each rests between two acts. */
  readonly workers: number
  readonly pauseMs: number
  /** How long a kill waits for its occasion. */
  readonly trapMs?: number
  readonly log: (line: string) => void
}

/** First working days of months with milestones: everybody has something due. */
const slotTimes = ['2026-03-02T08:45', '2026-04-01T08:45', '2026-06-01T08:45'] as const
const slotDates = slotTimes.map((time) => time.slice(0, 10))

/** Forgeries, kills while everybody is at work, replays: one process on SQLite. */
export async function runKills(options: KillsOptions): Promise<Verdict> {
  const random = createRandom(options.seed)
  const stage = await openStage({ town: { size: options.officials } })
  try {
    await stage.bot.start()
    await settleTown(stage)
    options.log(`town: ${options.officials} people are bound, the plan is imported`)
    const forgeries = await forgeriesPhase(stage, options, random.fork())
    const kills = await killsPhase(stage, options, random.fork())
    const replays = await replaysPhase(stage, options, random.fork())
    await stage.bot.stop()
    options.log(`the bot logged: ${[...stage.bot.logged].map((one) => one.join(' ')).join(', ')}`)
    return {
      line: [forgeries.line, kills.line, replays.line].join('; '),
      faults: [
        ...forgeries.faults,
        ...kills.faults,
        ...replays.faults,
        ...doubleFaults(stage),
        ...(await sendingFaults(stage)),
      ],
    }
  } finally {
    await stage.close()
  }
}

/** Whether `act` left every table and the number of messages as they were. */
async function changesOf(stage: Stage, act: () => Promise<void>): Promise<readonly string[]> {
  // What is due by now is run first, so that no slot of the bot's own falls between.
  await stage.bot.run(['schedule', 'run'])
  await settled(stage)
  const before = await fingerprint(stage.bot.databaseUrl)
  const messages = stage.platform.messages().length
  await act()
  // Sweeps run each second: what was let in would be handled by then.
  await sleep(1500)
  await settled(stage)
  const added = stage.platform.messages().length - messages
  return [
    ...changedTables(before, await fingerprint(stage.bot.databaseUrl)),
    ...(added === 0 ? [] : [`${added} messages were sent`]),
  ]
}

type Phase = (stage: Stage, options: KillsOptions, random: Random) => Promise<Verdict>

const forgeriesPhase: Phase = async (stage, options, random) => {
  const faults: string[] = []
  let line = ''
  const changes = await changesOf(stage, async () => {
    const { sent, amiss } = await sendForgeries(stage, options.forgeries, random)
    const letIn = [...amiss.values()].reduce((sum, count) => sum + count, 0)
    line = `${sent} forged requests, ${letIn} let in`
    options.log(line)
    faults.push(...[...amiss].map(([kind, count]) => `forged request, ${count} times: ${kind}`))
  })
  const health = await fetch(`${stage.bot.url}/healthz`)
  if (!health.ok) faults.push(`/healthz answers ${health.status} after the forgeries`)
  return { line, faults: [...faults, ...changes.map((one) => `the forgeries changed ${one}`)] }
}

const replaysPhase: Phase = async (stage, options, random) => {
  const faults: string[] = []
  let line = ''
  const changes = await changesOf(stage, async () => {
    const { sent, amiss } = await sendReplays(stage, options.replays, random)
    options.log(`replays: ${JSON.stringify(sent)}, ${amiss.length} not answered with 200`)
    const all = Object.values(sent).reduce((sum, count) => sum + count, 0)
    line = `${all} repeated ones, ${amiss.length} not answered with 200`
    faults.push(...amiss)
  })
  return { line, faults: [...faults, ...changes.map((one) => `the replays changed ${one}`)] }
}

const killsPhase: Phase = async (stage, options, random) => {
  const diary = newDiary()
  let isOver = false
  let isDispatched = false
  const work = {
    stage,
    code: planCode(stage),
    diary,
    random: random.fork(),
    habits: () => (isDispatched ? habitsOfReporters : habitsOfDrafts),
    isOver: () => isOver,
  }
  const people = letPeopleWork(work, options.workers, options.pauseMs)
  const dispatched = dispatchPlan(stage).then(() => {
    isDispatched = true
  })
  const patience = options.trapMs === undefined ? {} : { patienceMs: options.trapMs }
  const killing = killAndRestart(stage, { count: options.kills, ...patience }, random.fork())
  const pushes = dispatched.then(() => runSlotsUntil(stage, random.fork(), () => isOver))
  const counts = await killing
  options.log(`kills: ${JSON.stringify(counts)}`)
  // A short run ends before the first forms have come.
  const stored = () => diary.reported.filter(({ isAnswered }) => isAnswered).length
  await until('some reports', () => stored() * 2 >= options.officials, 120_000)
  isOver = true
  await Promise.all([people, dispatched, pushes])
  await finishSlots(stage)
  await settled(stage)
  logTotals(stage, diary, options)
  const ingress = await ingressOf(stage)
  const messages = stage.platform.messages().filter(({ from }) => from === 'bot').length
  return {
    line: `${options.kills} kills, ${diary.spoken.length} messages to the bot, ${diary.reported.length} reports, ${messages} messages came; ${ingressLine(ingress)}`,
    faults: [
      ...diary.oddities,
      ...ingressFaults(ingress),
      ...answerFaults(stage, diary),
      ...(await reportFaults(stage, diary)),
      ...(await pushFaults(stage, slotDates)),
    ],
  }
}

/**
 * `duban schedule run` beside the server, on the same database, killed every other time. In the
 * order of time, since what is older than a slot that ran is skipped; those that ran, run again.
 */
async function runSlotsUntil(stage: Stage, random: Random, isOver: () => boolean): Promise<void> {
  let reached = 0
  while (!isOver()) {
    await sleep(random.between(500, 6000))
    const index = random.below(reached + 1)
    const killAfterMs = random.next() < 0.5 ? random.between(200, 2500) : undefined
    const args = ['schedule', 'run', '--at', String(slotTimes[index])]
    const { code } = await stage.bot.run(args, killAfterMs)
    if (code === 0 && index === reached) reached = Math.min(reached + 1, slotTimes.length - 1)
  }
}

/** Each to its end, in the order of time. */
async function finishSlots(stage: Stage): Promise<void> {
  for (const time of slotTimes) {
    const { code, output } = await stage.bot.run(['schedule', 'run', '--at', time])
    if (code !== 0) throw new Error(`schedule run --at ${time} ended with ${code}: ${output}`)
  }
}

function logTotals(stage: Stage, diary: Diary, { log }: KillsOptions): void {
  const { platform, outward } = stage
  const posts = outward.exchanges.filter(
    ({ method, path }) => method === 'POST' && path.includes('/im/v1/messages'),
  )
  const bots = platform.messages().filter(({ from }) => from === 'bot')
  const again = diary.reported.filter(({ tries }) => tries > 1).length
  log(
    `people: ${diary.spoken.length} messages, ${diary.reported.length} reports (${again} pressed again), ${diary.signed} signed`,
  )
  log(`sending: ${bots.length} messages in the platform's log, ${posts.length} requests to send`)
}
