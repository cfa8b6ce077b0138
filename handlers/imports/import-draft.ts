/** What 确认导入 does, whether in the chat or by the command line. */
import { audit } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { loadPeopleFacts } from '../../db/people-facts.ts'
import { insertPlan } from '../../db/plan-writes.ts'
import { planCodes, plansInState } from '../../db/plans.ts'
import { sha256Hex } from '../../src/digest.ts'
import type { DraftPlan } from '../../src/domain/draft-plan.ts'
import { printedDuty } from '../../src/domain/parties.ts'
import { resolverOf } from '../../src/domain/people.ts'
import type { Plan, PlanWithTasks } from '../../src/domain/plan.ts'
import { draftPlanFacts, planFromDraft } from '../../src/domain/plan-from-draft.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import type { Writes } from '../types.ts'
import { proposeCode } from './propose-code.ts'

/** The same for the same content, whatever file it came in and wherever it stood there. */
export const draftDigest = (draft: DraftPlan): Promise<string> =>
  sha256Hex(JSON.stringify([draft.plan, draft.tasks.map((task) => ({ ...task, source: null }))]))

/** A plan under way that has the draft's title and year. */
export async function planOfThatTitle(
  draft: DraftPlan,
  db: Database,
  at: number,
): Promise<Plan | undefined> {
  const { year } = draftPlanFacts(draft, shanghaiDate(at))
  const plans = await plansInState(db, ['draft', 'running', 'year_end_check'])
  return plans.find((plan) => plan.title === draft.plan.title && plan.year === year)
}

type Confirmed = {
  /** Of the import: the plan's id is made from it, so that one import makes one plan. */
  readonly id: string
  /** With the answers to its doubts. */
  readonly draft: DraftPlan
  /** Of the draft as it was read: the same file is known by it, whatever was answered. */
  readonly digest: string
  /** As proposed on the preview; another one when it was taken meanwhile, or null. */
  readonly code: string | null
}

/** The writes of a new plan in 草案, and the plan with the accounts that its names have already. */
export async function planWrites(
  confirmed: Confirmed,
  by: string,
  via: string,
  db: Database,
  at: number,
): Promise<{ readonly made: PlanWithTasks; readonly writes: Writes }> {
  const { draft, digest } = confirmed
  const taken = await planCodes(db)
  const code =
    confirmed.code !== null && !taken.includes(confirmed.code)
      ? confirmed.code
      : await proposeCode(draft, db, at)
  const id = (await sha256Hex(`plan:${confirmed.id}`)).slice(0, 16)
  const named = { id, code, today: shanghaiDate(at) }
  const made = planFromDraft(draft, named, { importId: confirmed.id, by, at })
  return {
    made: await withAccounts(made, db, at),
    writes: [
      audit(db, {
        subject: `plan:${id}`,
        version: 1,
        type: 'plan.imported',
        actor: by,
        at,
        via,
        after: { code, title: made.plan.title, tasks: made.tasks.length, importId: confirmed.id },
      }),
      ...insertPlan(db, { ...made.plan, sourceDigest: digest }, made.tasks, at),
    ],
  }
}

/** Whom the plan's names mean already. */
export async function withAccounts(
  made: PlanWithTasks,
  db: Database,
  now: number,
): Promise<PlanWithTasks> {
  const resolver = resolverOf(await loadPeopleFacts(db), now)
  return {
    plan: made.plan,
    tasks: made.tasks.map((task) => ({
      ...task,
      duties: resolver.duties(task.id, task.duties.map(printedDuty)),
    })),
  }
}
