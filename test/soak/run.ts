/** `npm run soak`: forged and repeated requests, and kills at random moments; seeded. */
import { parseArgs } from 'node:util'
import { runSoak } from './soak.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    forgeries: { type: 'string', default: '10000' },
    replays: { type: 'string', default: '500' },
    kills: { type: 'string', default: '50' },
    people: { type: 'string', default: '120' },
    workers: { type: 'string', default: '40' },
    'pause-ms': { type: 'string', default: '2500' },
  },
})

const seed = Number(values.seed ?? Date.now() % 2 ** 31)
const startedAt = Date.now()
const log = (line: string) =>
  console.log(`${String(Math.round((Date.now() - startedAt) / 1000)).padStart(4)} s  ${line}`)
console.log(`soak --seed ${seed}`)
const faults = await runSoak({
  seed,
  officials: Number(values.people),
  forgeries: Number(values.forgeries),
  replays: Number(values.replays),
  kills: Number(values.kills),
  workers: Number(values.workers),
  pauseMs: Number(values['pause-ms']),
  log,
})
for (const fault of faults.slice(0, 50)) console.log(`FAULT  ${fault}`)
log(
  faults.length === 0 ? 'nothing lost, nothing double, nothing let in' : `${faults.length} faults`,
)
process.exit(faults.length === 0 ? 0 : 1)
