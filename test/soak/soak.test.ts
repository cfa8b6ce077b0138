import { expect, it } from 'vitest'
import { runSoak } from './soak.ts'

it('loses and doubles nothing, and lets nothing forged in', { timeout: 120_000 }, async () => {
  const faults = await runSoak({
    seed: 20260302,
    officials: 10,
    forgeries: 500,
    replays: 40,
    kills: 3,
    workers: 6,
    pauseMs: 400,
    trapMs: 3000,
    log: () => {},
  })
  expect(faults).toEqual([])
})
