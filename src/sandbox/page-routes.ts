import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Sender } from '../deliver.ts'
import { dayMs } from '../domain/time.ts'
import type { AdjustableClock } from './adjustable-clock.ts'
import { clockTargets, longestMoveMs, moveClock } from './move-clock.ts'
import { outboxRowsOf } from './outbox-port.ts'
import { pageFiles } from './page-files.ts'
import { controlRoutes } from './platform/control.ts'
import type { Platform } from './platform/platform.ts'
import { sameOriginOnly } from './platform/same-origin.ts'
import { samplePlanFileName, samplePlanText } from './sample/plan.ts'
import { settle } from './settle.ts'

export type PageParts = {
  readonly platform: Platform
  readonly clock: AdjustableClock
  readonly sender: Sender
  /** Puts everything back to the sample. @returns false: this database is not the sandbox's own */
  readonly startAnew: () => Promise<boolean>
}

const Move = z.union([z.object({ to: z.number() }), z.object({ until: z.literal('sent') })])
/** So far the clock goes to find something to send. */
const searchMs = 60 * dayMs
const As = z.object({ as: z.string().min(1) })

/** What the page in the browser needs: itself, the emulator's control, and the bot's own side. */
export function pageRoutes(parts: PageParts): Hono {
  const app = new Hono()
  app.use(sameOriginOnly)
  app.route('/api', apiRoutes(parts))
  app.route('/', pageFiles())
  return app
}

function apiRoutes({ platform, clock, sender, startAnew }: PageParts): Hono {
  const app = new Hono()
  const oneAtATime = turns()
  const refused = (context: Context, error: string) => context.json({ error }, 409)
  app.onError((error, context) => {
    sender.deps.log('sandbox.page.failed', { path: context.req.path, error })
    return context.json({ error: error.message }, 500)
  })
  app.get('/clock', (context) => context.json(clockTargets(clock.now())))
  app.post('/clock', async (context) => {
    const move = Move.parse(await context.req.json())
    const isUntilSent = 'until' in move
    const to = isUntilSent ? clock.now() + searchMs : move.to
    const isPossible = to > clock.now() && to <= clock.now() + longestMoveMs
    if (!isPossible) return refused(context, '时间只能往前走，最多一年')
    const sent = await oneAtATime(() => moveClock(to, { clock, sender, platform }, isUntilSent))
    return context.json({ now: clock.now(), sent: sent.map((message) => message.messageId) })
  })
  app.get('/outbox/:messageId', async (context) =>
    context.json({ rows: await outboxRowsOf(sender.deps.db, context.req.param('messageId')) }),
  )
  app.post('/sample-table', async (context) => {
    const { as } = As.parse(await context.req.json())
    const bytes = new TextEncoder().encode(samplePlanText())
    return context.json(await platform.sendFile(as, 'p2p', samplePlanFileName, bytes))
  })
  app.post('/start-anew', async (context) => {
    const isDone = await oneAtATime(async () => {
      await settle(sender)
      return startAnew()
    })
    return isDone ? context.json({}) : refused(context, 'not the own database')
  })
  app.route('/', controlRoutes(platform))
  app.route('/', platform.live.routes())
  return app
}

/** Moves of the clock and new beginnings wait for each other. */
function turns() {
  let last: Promise<unknown> = Promise.resolve()
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work, work)
    last = result.catch(() => {})
    return result
  }
}
