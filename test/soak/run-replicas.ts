/** Two processes on one PostgreSQL, one of them killed and started again every few seconds. */
import { parseInstant } from '../../src/domain/time.ts'
import { type Ingress, ingressFaults, ingressLine, ingressOf, storedKeys } from './ingress.ts'
import { type KillCounts, killAndRestart } from './kills.ts'
import { readLedger } from './ledger.ts'
import { habitsOfReceivers, letPeopleWork, newDiary } from './people.ts'
import { createRandom, type Random } from './random.ts'
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
  isReminderOf,
  pushFaults,
  sendingFaults,
  slotFaults,
  type Verdict,
} from './verdict.ts'

export type ReplicasOptions = {
  readonly seed: number
  /** An empty PostgreSQL database. */
  readonly databaseUrl: string
  /** Each of them is a receiver of the one slot. */
  readonly officials: number
  /** So many are said while the processes are killed. */
  readonly events: number
  /** So many, or (a whole run) on until all has been sent. */
  readonly kills: number
  readonly isShort?: boolean
  readonly workers: number
  readonly pauseMs: number
  /** How long a kill waits for its occasion. */
  readonly trapMs: number
  readonly log: (line: string) => void
}

/** The list of the month on its first working day; by the ninth minute every row may leave. */
const settlingAt = '2026-02-27T10:00:00'
const slotDate = '2026-03-02'
const slotTime = `${slotDate}T08:40:00`
const openedAt = `${slotDate}T08:49:00`
/** The minute strikes so long after both have been started. */
const leadMs = 4_000

const instant = (moment: string): number => parseInstant(moment) ?? Number.NaN
const personsEach = 6
const restMs = 4_000
const slotName = `reminders ${new Date(instant(slotTime)).toISOString()}`

export async function runReplicas(options: ReplicasOptions): Promise<Verdict> {
  const { databaseUrl, officials: size, log } = options
  const random = createRandom(options.seed)
  const town = { size, taskCount: Math.ceil(size / (personsEach - 1)), personsEach }
  const stage = await openStage({ town, databaseUrl, replicas: 2 })
  try {
    await startAt(stage, instant(settlingAt))
    await settleTown(stage)
    await dispatchPlan(stage)
    await settled(stage)
    log(`town: ${size} people are bound and have their tasks`)
    await Promise.all(stage.replicas.map(({ bot }) => bot.stop()))
    const stored = await storedKeys(stage)
    await startAt(stage, instant(openedAt) - leadMs)
    const { diary, kills } = await killWhileAllGoesOn(stage, options, random)
    await settled(stage)
    await Promise.all(stage.replicas.map(({ bot }) => bot.stop()))
    const ingress = await ingressOf(stage, stored)
    return {
      line: line(stage, diary.spoken.length, ingress, kills),
      faults: [
        ...diary.oddities,
        ...ingressFaults(ingress),
        ...answerFaults(stage, diary),
        ...(await pushFaults(stage, [slotDate])),
        ...(await sendingFaults(stage)),
        ...doubleFaults(stage),
        ...(await slotFaults(stage, [slotName])),
      ],
    }
  } finally {
    await stage.close()
  }
}

/** Both processes, their clock and the platform's at that moment. */
async function startAt({ clock, replicas }: Stage, at: number): Promise<void> {
  clock.offset = at - Date.now()
  await Promise.all(replicas.map(({ bot }) => bot.start()))
}

type KilledInSlot = 'the one that filled it' | 'the other one'
type Kills = {
  readonly counts: KillCounts
  readonly killedInSlot: KilledInSlot | undefined
}

async function killWhileAllGoesOn(stage: Stage, options: ReplicasOptions, random: Random) {
  const diary = newDiary()
  let isDone = false
  const people = letPeopleWork(
    {
      stage,
      code: planCode(stage),
      diary,
      random: random.fork(),
      habits: () => habitsOfReceivers,
      isOver: () => diary.spoken.length >= options.events,
    },
    options.workers,
    options.pauseMs,
  )
  const killedInSlot = options.isShort ? undefined : await killInSlot(stage, random)
  const all = Promise.all([people, until('the pushes', () => pushed(stage), 3_600_000)]).finally(
    () => {
      isDone = true
    },
  )
  // Waited for below; what fails before that must not end us here.
  all.catch(() => {})
  const counts = await killAndRestart(
    stage,
    {
      count: options.kills,
      isOver: options.isShort ? undefined : () => isDone,
      patienceMs: options.trapMs,
      restMs: options.isShort ? 0 : restMs,
    },
    random.fork(),
  )
  await all
  options.log(`kills: ${JSON.stringify(counts)}`)
  // What died with its process is taken up when the minute strikes.
  await until('the slots to be closed', async () => !(await isOpen(stage)), 150_000)
  return { diary, kills: { counts, killedInSlot } }
}

/** Whether a slot is being filled, or was by a process that died. */
const isOpen = ({ bot }: Stage, job = '%'): Promise<boolean> =>
  readLedger(bot.databaseUrl, async (ask) => {
    const open = await ask(`select job from slots where state = 'open' and job like '${job}'`)
    return open.length > 0
  })

/** One of the two, while the slot is being filled. @returns which one it was */
async function killInSlot(stage: Stage, random: Random): Promise<KilledInSlot> {
  await until('the slot to be opened', () => isOpen(stage, 'reminders'), 150_000)
  const { bot } = random.pick(stage.replicas)
  await bot.kill()
  await sleep(1_000)
  const isLeftOpen = await isOpen(stage, 'reminders')
  await bot.start()
  return isLeftOpen ? 'the one that filled it' : 'the other one'
}

const pushed = (stage: Stage): boolean => reminders(stage).length >= stage.town.officials.length

const reminders = ({ platform }: Stage) =>
  platform.messages().filter((message) => isReminderOf(slotDate, message))

function line(
  stage: Stage,
  spoken: number,
  ingress: Ingress,
  { counts, killedInSlot }: Kills,
): string {
  const killed = Object.values(counts).reduce((sum, count) => sum + count, killedInSlot ? 1 : 0)
  return [
    `${spoken} messages to the bot (in all ${ingressLine(ingress)})`,
    `${reminders(stage).length} pushes of one slot to ${stage.town.officials.length} people`,
    `${killed} kills${killedInSlot ? `, while the slot was filled ${killedInSlot}` : ''}`,
  ].join('; ')
}
