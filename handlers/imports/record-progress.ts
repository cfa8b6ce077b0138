import { importProgressCard } from '../../cards/imports/import-progress.ts'
import { auditAll } from '../../db/audit.ts'
import { answersTo } from '../../db/doubt-answers.ts'
import { insertReportBatch } from '../../db/reports.ts'
import { acceptedIds } from '../../src/domain/accepted-values.ts'
import { batchReports } from '../../src/domain/progress-batch.ts'
import { takesReports } from '../../src/domain/reporting.ts'
import { info, success, warning } from '../answers.ts'
import { importProgressView } from '../views/progress-views.ts'
import { batchOf, importCard } from './import-card.ts'
import { closeWith, type ImportStep, onImport, whileWaiting } from './import-steps.ts'

/** 确认代录: what was matched becomes reports by the office, in one unit of work; nobody is told. */
export const recordProgress: ImportStep = whileWaiting(
  '只有督查室可以代录',
  async (read, by, via, deps) => {
    const at = deps.clock.now()
    const given = await answersTo(deps.db, read.id)
    const batch = read.purpose === 'progress' ? await batchOf(read, given, deps) : undefined
    if (!batch) {
      return { reply: { toast: info('已经处理过'), card: await importCard(read, deps) } }
    }
    const { found, rows } = batch
    if (!takesReports(found.plan, true)) {
      return { reply: { toast: warning('这个计划没有在执行，现在不能录入') } }
    }
    const made = batchReports(rows, read.draft, {
      by,
      at,
      newId: deps.newId,
      importId: read.id,
    })
    if (made.length === 0) return { reply: { toast: warning('没有可以录入的行') } }
    const committed = { ...read, state: 'committed' } as const
    return {
      reply: {
        toast: success(`已代录 ${made.length} 项，没有通知任何人`),
        card: importProgressCard(importProgressView(committed, given, found.plan, rows, 1)),
      },
      writes: [
        ...closeWith(read, 'committed', found.plan.id, by, via, deps),
        ...auditAll(
          deps.db,
          made.map(({ before, after, report }) => ({
            subject: `task:${after.id}`,
            version: after.version,
            type: 'report.recorded',
            actor: by,
            at,
            via,
            before: { state: before.state, report: before.lastReport },
            after: { state: after.state, report, isOnBehalf: true, source: read.file_name },
          })),
        ),
        ...insertReportBatch(
          deps.db,
          made.map(({ report }) => report),
          read.id,
          made.flatMap(({ after, report }) => acceptedIds(after, report)),
        ),
      ],
    }
  },
)

export const recordPressed = onImport(recordProgress)
