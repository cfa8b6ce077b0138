/** `npm run soak [kills] [replicas] [faults]`: all of them, or those that are named; seeded. */
import { parseArgs } from 'node:util'
import { createSchema, dropSchema, isPostgresThere } from '../support/postgres-server.ts'
import { runFaults } from './run-faults.ts'
import { runKills } from './run-kills.ts'
import { runReplicas } from './run-replicas.ts'
import type { Verdict } from './verdict.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    /** Of the run that is named: people, kills, and how many act at a time, how long they rest. */
    people: { type: 'string' },
    kills: { type: 'string' },
    workers: { type: 'string' },
    'pause-ms': { type: 'string' },
    forgeries: { type: 'string', default: '10000' },
    replays: { type: 'string', default: '500' },
    events: { type: 'string' },
    pushes: { type: 'string', default: '2000' },
  },
})

const seed = Number(values.seed ?? Date.now() % 2 ** 31)
let startedAt = Date.now()
const seconds = () => Math.round((Date.now() - startedAt) / 1000)
const log = (line: string) => console.log(`${String(seconds()).padStart(4)} s  ${line}`)

/** What was asked for, else what the run usually takes. */
const common = (usual: { people: number; kills: number; workers: number; pauseMs: number }) => ({
  seed,
  officials: Number(values.people ?? usual.people),
  kills: Number(values.kills ?? usual.kills),
  workers: Number(values.workers ?? usual.workers),
  pauseMs: Number(values['pause-ms'] ?? usual.pauseMs),
  log,
})

async function replicas(): Promise<Verdict | undefined> {
  if (!(await isPostgresThere())) return undefined
  const { schema, url } = await createSchema()
  try {
    return await runReplicas({
      ...common({ people: 1_000, kills: 20, workers: 40, pauseMs: 2_500 }),
      databaseUrl: url,
      events: Number(values.events ?? 2_000),
      trapMs: 6_000,
    })
  } finally {
    await dropSchema(schema)
  }
}

const runs: Readonly<Record<string, () => Promise<Verdict | undefined>>> = {
  kills: () =>
    runKills({
      ...common({ people: 120, kills: 50, workers: 40, pauseMs: 2_500 }),
      forgeries: Number(values.forgeries),
      replays: Number(values.replays),
    }),
  replicas,
  faults: () =>
    runFaults({
      ...common({ people: 120, kills: 40, workers: 20, pauseMs: 2_500 }),
      events: Number(values.events ?? 600),
      pushes: Number(values.pushes),
      trapMs: 6_000,
    }),
}

/** @returns whether all is well; a run that is skipped is not, where it was asked for by name */
async function run(name: string): Promise<boolean> {
  startedAt = Date.now()
  console.log(`soak ${name} --seed ${seed}`)
  const verdict = await runs[name]?.()
  if (!verdict) return positionals.length === 0
  for (const fault of verdict.faults.slice(0, 50)) console.log(`FAULT  ${fault}`)
  const found = verdict.faults.length
  const words = found === 0 ? 'nothing lost, nothing double' : `${found} FAULTS`
  console.log(`VERDICT ${name}, seed ${seed}, ${seconds()} s: ${words}; ${verdict.line}`)
  return found === 0
}

const unknown = positionals.filter((name) => !(name in runs))
if (unknown.length > 0) {
  console.error(`no such run: ${unknown.join(', ')}; there are ${Object.keys(runs).join(', ')}`)
  process.exit(2)
}
let isWell = true
for (const name of positionals.length > 0 ? positionals : Object.keys(runs)) {
  isWell = (await run(name)) && isWell
}
process.exit(isWell ? 0 : 1)
