import type { Database } from '../../db/database.ts'
import { planCodes } from '../../db/plans.ts'
import type { DraftPlan } from '../../src/domain/draft-plan.ts'
import { proposePlanCode } from '../../src/domain/plan-code.ts'
import { draftPlanFacts } from '../../src/domain/plan-from-draft.ts'
import { shanghaiDate } from '../../src/domain/time.ts'

/** A code such as `XH21`, from issuer and year. */
export async function proposeCode(draft: DraftPlan, db: Database, at: number): Promise<string> {
  const { year } = draftPlanFacts(draft, shanghaiDate(at))
  const [taken, initials] = await Promise.all([planCodes(db), pinyinInitials()])
  return proposePlanCode(
    { issuer: draft.plan.issuer, title: draft.plan.title, year },
    taken,
    initials,
  )
}

/** Pinyin initials of Chinese text. The table is large, so it is loaded when asked for. */
async function pinyinInitials(): Promise<(text: string) => string> {
  const { pinyin } = await import('pinyin-pro')
  return (text) => pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
}
