/** Requests per second and waiting time of the accept path, against the SDK's adapter. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waiting } from '../test/soak/ledger.ts'
import { openStage, sleep } from '../test/soak/stage.ts'
import { median, table } from './figures.ts'
import type { Figures } from './load.ts'
import { order, pinnedTo, serverCore, startServerRole } from './processes.ts'

const rounds = 5
const connections = 64
const size = { warmUp: 2000, count: 12_000 }

type Round = Figures & { readonly drainMs?: number }
type Contender = {
  readonly name: string
  readonly port: number
  /** Waits until nothing of the round is left to do. */
  readonly rest: () => Promise<number | undefined>
  readonly rounds: Round[]
}

export async function measureAcceptPath(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'))
  const stage = await openStage({ town: { size: 1 }, prefix: pinnedTo(serverCore) })
  const { appId, encryptKey, verificationToken } = stage.town.world.app
  const keys = { appId, encryptKey, verificationToken }
  const sdk = await startServerRole('sdk', keys)
  const accept = await startServerRole('accept', { keys, path: join(folder, 'accept.db') })
  await stage.bot.start()
  const drain = async () => {
    const from = Date.now()
    while ((await waiting(stage.bot.databaseUrl)) > 0) await sleep(50)
    return Date.now() - from
  }
  const nothing = async () => undefined
  const contenders: readonly Contender[] = [
    { name: 'accept path alone', port: accept.port, rest: nothing, rounds: [] },
    { name: 'SDK adaptDefault', port: sdk.port, rest: nothing, rounds: [] },
    { name: 'whole bot', port: Number(new URL(stage.bot.url).port), rest: drain, rounds: [] },
  ]
  await drain()
  for (let round = 1; round <= rounds; round += 1) {
    for (const { name, port, rest, rounds: kept } of contenders) {
      const run = `${name.replaceAll(' ', '')}${round}`
      const figures = await order({ kind: 'flood', port, keys, run, connections, ...size })
      const drainMs = await rest()
      kept.push({ ...figures, ...(drainMs === undefined ? {} : { drainMs }) })
    }
  }
  sdk.stop()
  accept.stop()
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
  report(contenders)
}

const whole = (value: number) => String(Math.round(value))
const fixed = (value: number) => value.toFixed(2)

function report(contenders: readonly Contender[]): void {
  const [, reference] = contenders
  const of = (rows: readonly Round[], figure: 'perSecond' | 'p50' | 'p99') =>
    median(rows.map((row) => row[figure]))
  const theirs = reference?.rounds ?? []
  console.log(`accept path: ${size.count} events a round, ${rounds} interleaved rounds, ${connections} connections
  ${pinnedTo(serverCore).length > 0 ? 'servers on one core, the load on another' : 'not pinned: no taskset'}; synchronous=FULL
  events: words in a group that are not for the bot: stored as all are, trivial to handle
  accept path alone: our app, door and database, with nobody handling what is stored
  whole bot: the built server; it handles the stored events at the same time, on the same core\n`)
  console.log(
    table([
      [
        '',
        ...theirs.map((_, index) => `round ${index + 1}`),
        'median/s',
        'ratio',
        'p50 ms',
        'p99 ms',
        'p99 ratio',
        'amiss',
        'load cpu',
      ],
      ...contenders.map(({ name, rounds: own }) => [
        name,
        ...own.map((row) => whole(row.perSecond)),
        whole(of(own, 'perSecond')),
        fixed(of(own, 'perSecond') / of(theirs, 'perSecond')),
        fixed(of(own, 'p50')),
        fixed(of(own, 'p99')),
        fixed(of(own, 'p99') / of(theirs, 'p99')),
        whole(own.reduce((sum, row) => sum + row.amiss, 0)),
        `${whole(Math.max(...own.map((row) => row.loadShare)) * 100)}%`,
      ]),
    ]),
  )
  const drains = contenders.flatMap((one) => one.rounds.flatMap((row) => row.drainMs ?? []))
  console.log(`\n  aim: 0.95 of the SDK's rate, p99 at most 1.5 of its
  whole bot: what was stored was handled ${whole(median(drains))} ms after the last request (median)\n`)
}
