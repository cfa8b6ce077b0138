/** 痕迹: the audit trail in words, for the office and for audit (design §3, §14). */

import type { Card } from '../cards/kit.ts'
import { noticeCard } from '../cards/notice.ts'
import { trailCard, trailPerPage } from '../cards/trail.ts'
import { readTrail, type TrailOf } from '../db/audit.ts'
import { latestDirectives } from '../db/directives.ts'
import { accountNames } from '../db/people.ts'
import { findTask, plansInState, taskNumbers } from '../db/plans.ts'
import { isPlanCode, normalisePlanCode } from '../src/domain/plan-code.ts'
import type { Deps } from '../src/ports.ts'
import { isAllowed } from './allowed.ts'
import { answer, answerNotice, warning } from './answers.ts'
import { findSaidTask } from './tasks/find-task.ts'
import type { CardHandler, CommandHandler, Said } from './types.ts'
import { trailRow } from './views/trail-views.ts'

const refusal = '只有督查室和审计可以查看痕迹'

const kept = ['draft', 'running', 'year_end_check', 'archived'] as const

type Meant = { readonly subject: string; readonly of: string; readonly entries: TrailOf }

/** @param subject `task:<id>`, `plan:<id>` or `all` */
async function meantBy(subject: string, deps: Deps): Promise<Meant | undefined> {
  if (subject === 'all') return { subject, of: '全部', entries: 'all' }
  const [kind, id = ''] = subject.split(/:(.*)/s)
  if (kind === 'plan') {
    const plan = (await plansInState(deps.db, [...kept, 'cancelled'])).find((one) => one.id === id)
    return plan && { subject, of: plan.code, entries: [subject] }
  }
  const found = await findTask(deps.db, id, deps.clock.now())
  if (!found) return undefined
  const directives = await latestDirectives(deps.db, id, 50)
  return {
    subject,
    of: `${found.plan.code}-${found.task.seq}`,
    entries: [subject, ...directives.map((one) => `directive:${one.id}`)],
  }
}

async function pageOf(subject: string, page: number, deps: Deps): Promise<Card | undefined> {
  const meant = await meantBy(subject, deps)
  if (!meant) return undefined
  const { total } = await readTrail(deps.db, meant.entries, { from: 0, count: 1 })
  const pages = Math.max(1, Math.ceil(total / trailPerPage))
  const shown = Math.min(page, pages)
  const { entries } = await readTrail(deps.db, meant.entries, {
    from: (shown - 1) * trailPerPage,
    count: trailPerPage,
  })
  const [names, about] = await Promise.all([
    accountNames(deps.db, [...new Set(entries.map(({ actor }) => actor))]),
    meant.entries === 'all'
      ? taskNumbers(
          deps.db,
          entries.map(({ subject: of }) => of),
        )
      : new Map(),
  ])
  return trailCard({
    subject,
    of: meant.of,
    at: deps.clock.now(),
    total,
    page: shown,
    pages,
    entries: entries.map((entry) => trailRow(entry, names, about)),
  })
}

/** What was said: a task, a plan's code, or nothing, which is everything. */
async function subjectOf(said: Said, deps: Deps): Promise<string | { readonly card: Card }> {
  if (said.rest === '') return 'all'
  const code = normalisePlanCode(said.rest)
  const plan =
    isPlanCode(code) && (await plansInState(deps.db, kept)).find((one) => one.code === code)
  if (plan) return `plan:${plan.id}`
  // Who reads the trail need not see the tasks themselves.
  const found = await findSaidTask(said, 'trail', deps, { kind: 'kept' })
  return 'card' in found ? found : `task:${found.task.id}`
}

/** 痕迹 14 · 痕迹 QH26 · 痕迹 */
export const showTrail: CommandHandler = async (said, deps) => {
  if (!(await isAllowed(deps.db, said.speaker, 'read_trail'))) {
    return answerNotice(said, { title: '痕迹', lines: [refusal], tone: 'info' }, deps)
  }
  const subject = await subjectOf(said, deps)
  if (typeof subject !== 'string') return answer(said, subject.card, deps)
  const none = noticeCard({ title: '痕迹', lines: ['没有找到。'], tone: 'info' })
  return answer(said, (await pageOf(subject, 1, deps)) ?? none, deps)
}

export const turnTrailPage: CardHandler<'trail.page'> = async ({ subject, page }, press, deps) => {
  if (!(await isAllowed(deps.db, press.operator, 'read_trail'))) {
    return { reply: { toast: warning(refusal) } }
  }
  const card = await pageOf(subject, page, deps)
  return { reply: card ? { card } : { toast: warning('没有找到这份痕迹') } }
}
