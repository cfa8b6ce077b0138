/** Kills the bot at random moments and starts it again. */
import type { Random } from './random.ts'
import { type Stage, sleep } from './stage.ts'

/** How a kill came about, and how often. */
export type KillCounts = Record<keyof typeof ways, number>

type Way = (stage: Stage, random: Random, patienceMs: number) => Promise<void>

/** Longer than a lease, after which the next process may send again. */
const trapPatienceMs = 14_000

/**
 * Kills when an answer passes that fits, after letting `pass` of them through; the answer is lost.
 * Without one: kills anyway.
 */
async function killOnAnswer(
  stage: Stage,
  way: 'inward' | 'outward',
  fits: (path: string) => boolean,
  patienceMs: number,
  pass = 0,
): Promise<void> {
  let left = pass
  await new Promise<void>((resolve) => {
    const relay = stage[way]
    const end = () => {
      relay.trap = undefined
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(end, patienceMs)
    relay.trap = ({ method, path, status, target }) => {
      if (status !== 200 || method !== 'POST' || !fits(path)) return false
      if (way === 'inward' && target !== stage.bot.url) return false
      left -= 1
      if (left >= 0) return false
      void stage.bot.kill()
      end()
      return true
    }
  })
  await stage.bot.kill()
}

const ways = {
  /** The platform has taken a message, and the bot did not hear of it. */
  'sent, not recorded': (stage, random, patienceMs) =>
    killOnAnswer(
      stage,
      'outward',
      (path) => path.includes('/im/v1/messages'),
      patienceMs,
      random.below(20),
    ),
  /** The bot has taken an event, and the platform did not hear of it. */
  'stored, not acknowledged': (stage) =>
    killOnAnswer(stage, 'inward', (path) => path === '/webhook/event', 3000),
  /** The bot has done what was pressed, and nobody heard of it. */
  'pressed, not answered': (stage, _random, patienceMs) =>
    killOnAnswer(stage, 'inward', (path) => path === '/webhook/card', patienceMs),
  /** While it is starting. */
  starting: async (stage, random) => {
    await stage.bot.kill()
    const started = stage.bot.start()
    await sleep(random.between(0, 500))
    await stage.bot.kill()
    await started
  },
  /** Some time after the start. */
  anytime: async (stage, random, patienceMs) => {
    await sleep(random.between(0, patienceMs))
    await stage.bot.kill()
  },
} as const satisfies Readonly<Record<string, Way>>

export type Killing = {
  /** So many; with `isOver` it goes on after them until it is over. */
  readonly count: number
  readonly isOver?: (() => boolean) | undefined
  /** How long a kill waits for its occasion. */
  readonly patienceMs?: number
  /** It is left in peace for up to so long once it has been started again. */
  readonly restMs?: number
  /** Before it is started again. */
  readonly whileDown?: () => void
}

/** One way after the other, each time one of the processes; the moments are the seed's and the load's. */
export async function killAndRestart(
  stage: Stage,
  killing: Killing,
  random: Random,
): Promise<KillCounts> {
  const { count, isOver = () => true, patienceMs = trapPatienceMs, restMs = 0 } = killing
  const names = Object.keys(ways) as (keyof KillCounts)[]
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as KillCounts
  for (let kill = 0; kill < count || !isOver(); kill += 1) {
    const name = names[kill % names.length] as keyof KillCounts
    const one = { ...stage, ...random.pick(stage.replicas) }
    await ways[name](one, random, patienceMs)
    counts[name] += 1
    killing.whileDown?.()
    await one.bot.start()
    await sleep(random.between(0, restMs))
  }
  return counts
}
