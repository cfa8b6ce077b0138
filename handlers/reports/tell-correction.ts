/** A figure that was told was put right: digests that were sent are redrawn (design §3). */
import { z } from 'zod'
import { enqueueAll } from '../../db/outbox.ts'
import { isInTextMode } from '../../db/people.ts'
import { findTask } from '../../db/plans.ts'
import { findReport } from '../../db/reports.ts'
import { digestsSentSince } from '../../db/told.ts'
import { addWork } from '../../db/work.ts'
import type { Report } from '../../src/domain/plan.ts'
import { dayMs } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import type { WorkHandler, Writes } from '../types.ts'

/** The platform redraws a card for so long. */
const redrawDays = 14

const Payload = z.object({ reportId: z.string() })

/** To be done once the correction was accepted. */
export const correctionWork = (report: Report, deps: Deps): Writes =>
  report.corrects === null
    ? []
    : [
        addWork(
          deps.db,
          {
            id: `corrected:${report.id}`,
            kind: 'tell_correction',
            payload: { reportId: report.id },
          },
          deps.clock.now(),
        ),
      ]

/** Each receiver's last digest: the card is redrawn; who reads plain text gets it once more. */
export const tellCorrection: WorkHandler = async (payload, _workId, deps) => {
  const at = deps.clock.now()
  const report = await findReport(deps.db, Payload.parse(payload).reportId)
  const corrected = report?.corrects ? await findReport(deps.db, report.corrects) : undefined
  const found = report && (await findTask(deps.db, report.taskId, at))
  if (!report || !found || corrected?.status !== 'accepted') return []
  const sent = await digestsSentSince(deps.db, found.plan.id, at - redrawDays * dayMs)
  const messages = await Promise.all(
    sent.map(async ({ outboxId, messageId, receiver }) => {
      const isText = receiver.type === 'open_id' && (await isInTextMode(deps.db, receiver.id))
      return {
        key: `corrected:${report.id}:${outboxId}`,
        to: isText ? receiver : { type: 'patch' as const, id: messageId },
        content: { kind: 'corrected' as const, outboxId, taskId: report.taskId },
      }
    }),
  )
  return enqueueAll(deps.db, messages, at)
}
