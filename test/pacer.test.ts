import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPacer } from '../src/pacer.ts'

/** A pacer whose waiting moves a clock of its own; calls are answered `latencyMs` later. */
function paced() {
  let at = 1_000_000_000
  const left: { at: number; receiver: string }[] = []
  const out: { readonly dueAt: number; readonly answered: () => number }[] = []
  const answerBy = (time: number) => {
    out.sort((a, b) => a.dueAt - b.dueAt)
    while (out[0] && out[0].dueAt <= time) {
      at = Math.max(at, out[0].dueAt)
      out.shift()?.answered()
    }
  }
  const pass = (ms: number) => {
    const end = at + ms
    answerBy(end)
    at = end
  }
  const pacer = createPacer(
    () => at,
    async (ms) => pass(ms),
  )
  return {
    pacer,
    left,
    pass,
    now: () => at,
    setBack: (ms: number) => {
      at -= ms
    },
    /** Waits for the turn as the sender does, then leaves. */
    call: (receiver: string, latencyMs = 5) => {
      for (let look = 0; look < 10_000; look += 1) {
        const { waitMs, isForAnswer } = pacer.next(receiver)
        if (waitMs === 0) break
        pass(isForAnswer ? Math.min(50, waitMs) : waitMs)
      }
      left.push({ at, receiver })
      out.push({ dueAt: at + latencyMs, answered: pacer.leave(receiver) })
    },
  }
}

/** The most of these times within any window of that length. */
function most(times: readonly number[], windowMs: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  let first = 0
  let found = 0
  for (const [index, at] of sorted.entries()) {
    while ((sorted[first] ?? at) <= at - windowMs) first += 1
    found = Math.max(found, index - first + 1)
  }
  return found
}

const times = (left: readonly { readonly at: number }[]) => left.map(({ at }) => at)

describe('over all', () => {
  it('leaves at 48 a second, the first few at once, the others evenly', () => {
    const { call, left } = paced()
    for (let n = 0; n < 480; n += 1) call(`r${n}`)
    expect(most(times(left), 1)).toBe(16)
    expect(most(times(left), 1_000)).toBe(48)
    const span = (left.at(-1)?.at ?? 0) - (left[0]?.at ?? 0)
    expect(span).toBeGreaterThan(9_500)
    expect(span).toBeLessThan(10_050)
  })

  it('lets a thousand leave within one minute, and 980 a minute in the long run', () => {
    const { call, left } = paced()
    for (let n = 0; n < 4_000; n += 1) call(`r${n}`)
    expect(most(times(left), 60_000)).toBe(1_000)
    expect(most(times(left), 120_000)).toBe(1_960)
    expect(left[999]?.at).toBeLessThan((left[0]?.at ?? 0) + 21_000)
  })

  it('keeps 50 a second and 5 a receiver wherever the network puts the calls', () => {
    const stream = fc.array(
      fc.record({
        gapMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 })),
        receiver: fc.integer({ min: 0, max: 12 }),
        latencyMs: fc.integer({ min: 1, max: 1_500 }),
        arrives: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { minLength: 1, maxLength: 250 },
    )
    fc.assert(
      fc.property(stream, (calls) => {
        const { call, left, pass } = paced()
        // The first call shows the shortest way: one without any delay.
        call('first', 1)
        pass(1)
        const arrivals: { at: number; receiver: string }[] = []
        for (const { gapMs, receiver, latencyMs, arrives } of calls) {
          if (gapMs > 0) pass(gapMs)
          call(`r${receiver}`, latencyMs)
          const at = (left.at(-1)?.at ?? 0) + 1 + arrives * (latencyMs - 1)
          arrivals.push({ at, receiver: `r${receiver}` })
        }
        expect(most(times(left), 1_000)).toBeLessThanOrEqual(48)
        expect(most(times(arrivals), 1_000)).toBeLessThanOrEqual(50)
        for (let one = 0; one <= 12; one += 1) {
          const own = arrivals.filter(({ receiver }) => receiver === `r${one}`)
          expect(most(times(own), 999)).toBeLessThanOrEqual(5)
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('one receiver', () => {
  it('gets 5 a second', () => {
    const { call, left } = paced()
    for (let n = 0; n < 23; n += 1) call('one')
    expect(most(times(left), 1_000)).toBe(5)
    expect((left.at(-1)?.at ?? 0) - (left[0]?.at ?? 0)).toBeLessThan(4_300)
  })

  it('does not hold up the others', () => {
    const { call, pacer } = paced()
    for (let n = 0; n < 5; n += 1) call('one')
    expect(pacer.ownWaitMs('one')).toBeGreaterThan(900)
    expect(pacer.next('other').waitMs).toBe(0)
  })

  it('is forgotten when nothing went there for a while', () => {
    const { call, pacer } = paced()
    for (let n = 0; n < 3_000; n += 1) call(`r${n}`)
    expect(pacer.receivers()).toBeLessThan(350)
  })

  it('is held back alone when the platform says so', () => {
    const { pacer, pass } = paced()
    pacer.hold(1_500, 'one')
    expect(pacer.next('one').waitMs).toBe(1_500)
    expect(pacer.next('other').waitMs).toBe(0)
    pass(1_500)
    expect(pacer.next('one').waitMs).toBe(0)
  })
})

describe('the platform’s word', () => {
  it('holds everything until then', () => {
    const { pacer, pass } = paced()
    pacer.hold(7_000)
    pacer.hold(1_000)
    expect(pacer.room(250).calls).toBe(0)
    expect(pacer.next('one').waitMs).toBe(7_000)
    pass(7_000)
    expect(pacer.next('one').waitMs).toBe(0)
  })

  it('counts what another process sent before', () => {
    const { pacer, now } = paced()
    const at = now() - 500
    pacer.remember(Array.from({ length: 48 }, (_, n) => ({ at, receiver: `r${n % 10}` })))
    expect(pacer.next().waitMs).toBe(500)
    expect(pacer.knownUntil()).toBe(at)
    pacer.remember(Array.from({ length: 1_000 }, () => ({ at: now() - 20_000, receiver: 'r' })))
    expect(pacer.next().waitMs).toBe(40_000)
  })
})

it('says how many may leave shortly', () => {
  const { pacer, call } = paced()
  expect(pacer.room(0)).toEqual({ calls: 16, ofMinute: 1_000 })
  expect(pacer.room(250).calls).toBe(28)
  for (let n = 0; n < 16; n += 1) call(`r${n}`)
  expect(pacer.room(0)).toEqual({ calls: 0, ofMinute: 984 })
})

it('does not wait for calls that never get an answer', () => {
  const { call, left } = paced()
  for (let n = 0; n < 200; n += 1) call(`r${n}`, 60_000)
  expect((left.at(-1)?.at ?? 0) - (left[0]?.at ?? 0)).toBeLessThan(15_000)
})

it('goes on after the clock was set back', () => {
  const { call, pacer, setBack } = paced()
  for (let n = 0; n < 20; n += 1) call(`r${n}`)
  setBack(3_600_000)
  expect(pacer.next('one').waitMs).toBeLessThan(1_001)
})
