/**
 * `npm run bench`: reported, never gated. The first argument is the role of this process
 * (`presses`, `fanout`, `hostile`, `exports`, `lists`, `desks`: that part alone; `rates FILE`: a plan's printed rates against the formula).
 */
import { text } from 'node:stream/consumers'
import { measureAcceptPath } from './accept-path.ts'
import type { Keys } from './bodies.ts'
import { measureDesks } from './desks.ts'
import { measureExports } from './exports.ts'
import { measureFanout } from './fanout.ts'
import { measureHostile } from './hostile.ts'
import { carryOut, type Order } from './load.ts'
import { measurePresses } from './presses.ts'
import { reportPrintedRates } from './printed-rates.ts'
import { measureTaskLists } from './task-lists.ts'

const [role, argument = '{}'] = process.argv.slice(2)

if (role === 'sdk') {
  const { serveSdk } = await import('./servers.ts')
  serveSdk(JSON.parse(argument) as Keys)
} else if (role === 'accept') {
  const { serveAcceptPath } = await import('./servers.ts')
  const { keys, path } = JSON.parse(argument) as { keys: Keys; path: string }
  await serveAcceptPath(keys, path)
} else if (role === 'load') {
  const figures = await carryOut(JSON.parse(await text(process.stdin)) as Order)
  console.log(JSON.stringify(figures))
} else if (role === 'hostile') {
  await measureHostile()
  process.exit(0)
} else if (role === 'exports') {
  await measureExports()
  process.exit(0)
} else if (role === 'desks') {
  process.exit((await measureDesks()) ? 0 : 1)
} else if (role === 'lists') {
  process.exit((await measureTaskLists()) ? 0 : 1)
} else if (role === 'fanout') {
  process.exit((await measureFanout()) ? 0 : 1)
} else if (role === 'rates') {
  await reportPrintedRates(argument)
} else {
  if (role !== 'presses') await measureAcceptPath()
  await measurePresses()
  if (role !== 'presses') await measureFanout()
  process.exit(0)
}
