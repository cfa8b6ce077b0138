import { describe, expect, it, onTestFinished } from 'vitest'
import { createSchema, dropSchema, isPostgresThere } from '../support/postgres-server.ts'
import { runFaults } from './run-faults.ts'
import { runKills } from './run-kills.ts'
import { runReplicas } from './run-replicas.ts'

const seed = 20260302
const log = () => {}

it('loses and doubles nothing, and lets nothing forged in', { timeout: 120_000 }, async () => {
  const { faults } = await runKills({
    seed,
    officials: 10,
    forgeries: 500,
    replays: 40,
    kills: 3,
    workers: 6,
    pauseMs: 400,
    trapMs: 3000,
    log,
  })
  expect(faults).toEqual([])
})

it('sends each message once on a bad wire, killed again and again', {
  timeout: 120_000,
}, async () => {
  const { faults } = await runFaults({
    seed,
    officials: 10,
    events: 40,
    pushes: 60,
    kills: 5,
    isShort: true,
    workers: 3,
    pauseMs: 600,
    trapMs: 1500,
    log,
  })
  expect(faults).toEqual([])
})

describe.skipIf(!(await isPostgresThere()))('two replicas with PostgreSQL', () => {
  it('lose and double nothing while one of them is killed', { timeout: 120_000 }, async () => {
    const { schema, url } = await createSchema()
    onTestFinished(() => dropSchema(schema).then(() => {}))
    const { faults } = await runReplicas({
      seed,
      databaseUrl: url,
      officials: 10,
      events: 40,
      kills: 2,
      isShort: true,
      workers: 6,
      pauseMs: 400,
      trapMs: 2000,
      log,
    })
    expect(faults).toEqual([])
  })
})
