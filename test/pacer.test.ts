import { expect, it } from 'vitest'
import { createPacer } from '../src/pacer.ts'

/** A pacer whose waiting moves a clock of its own; each turn's time is noted. */
function paced() {
  let at = 1_000_000
  const turns: number[] = []
  const pacer = createPacer(
    () => at,
    async (ms) => {
      at += ms
    },
  )
  return {
    turns,
    pass: (ms: number) => {
      at += ms
    },
    turn: async (receiver: string) => {
      await pacer.turn(receiver)
      turns.push(at)
    },
  }
}

/** The most turns within any window of that length. */
const most = (turns: readonly number[], windowMs: number) =>
  Math.max(...turns.map((from) => turns.filter((at) => at >= from && at < from + windowMs).length))

it('lets the first messages leave at once', async () => {
  const { turn, turns } = paced()
  for (let n = 0; n < 40; n += 1) await turn(`r${n}`)
  expect(new Set(turns).size).toBe(1)
})

it('keeps 5 a second to one receiver', async () => {
  const { turn, turns } = paced()
  for (let n = 0; n < 23; n += 1) await turn('one')
  expect(most(turns, 1000)).toBe(5)
})

it('keeps 48 a second and 980 a minute over all', async () => {
  const { turn, turns } = paced()
  for (let n = 0; n < 2200; n += 1) await turn(`r${n}`)
  expect(most(turns, 1000)).toBe(48)
  expect(most(turns, 60_000)).toBe(980)
})

it('gives turns asked for at once one after the other', async () => {
  let waited: number[] = []
  const pacer = createPacer(
    () => 1_000_000,
    async (ms) => {
      waited = [...waited, ms]
    },
  )
  await Promise.all(Array.from({ length: 12 }, () => pacer.turn('one')))
  expect(waited).toEqual([1000, 1000, 1000, 1000, 1000, 2000, 2000])
})

it('forgets what is over', async () => {
  const { turn, turns, pass } = paced()
  for (let n = 0; n < 5; n += 1) await turn('one')
  pass(1000)
  const [before] = turns.slice(-1)
  await turn('one')
  expect(turns.at(-1)).toBe((before ?? 0) + 1000)
})
