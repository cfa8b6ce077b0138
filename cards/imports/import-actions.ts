/** What the buttons around 导入 carry, and the fields of its forms. */
import { z } from 'zod'

const id = z.string().min(1).max(80)
const version = z.int().min(0)
const page = z.int().min(1)
/** Of a doubt in its document: the first is 1. */
const number = z.int().min(1)

export const importActions = [
  z.object({ action: z.literal('import.commit'), importId: id }),
  z.object({ action: z.literal('import.cancel'), importId: id }),
  z.object({ action: z.literal('import.show'), importId: id, page: page.optional() }),
  /** `planVersion`: of the plan that the difference was shown against. */
  z.object({ action: z.literal('import.update'), importId: id, planVersion: version }),
  z.object({ action: z.literal('import.record'), importId: id }),
  z.object({ action: z.literal('import.purpose'), importId: id }),
  z.object({ action: z.literal('import.assign'), importId: id }),
  z.object({ action: z.literal('import.repairs'), importId: id }),
  z.object({ action: z.literal('import.reread'), importId: id }),
  z.object({ action: z.literal('columns.page'), questionId: id, page }),
  z.object({ action: z.literal('columns.fill'), questionId: id, page }),
  z.object({ action: z.literal('columns.cancel'), questionId: id }),
  z.object({ action: z.literal('doubts.page'), importId: id, page }),
  z.object({ action: z.literal('doubt.answer'), importId: id, number, choice: z.string().max(20) }),
  z.object({ action: z.literal('doubt.open'), importId: id, number }),
  z.object({ action: z.literal('doubt.fill'), importId: id, number }),
  z.object({ action: z.literal('doubt.take-back'), importId: id, number }),
  z.object({ action: z.literal('plan.dispatch-changes'), planId: id, version }),
  z.object({ action: z.literal('plan.withdraw'), planId: id, version }),
  z.object({ action: z.literal('plan.withdraw.confirm'), planId: id, version }),
  z.object({ action: z.literal('plan.void'), planId: id, version }),
  z.object({ action: z.literal('plan.void.confirm'), planId: id, version }),
  z.object({ action: z.literal('plan.check.confirm'), planId: id, version }),
  z.object({ action: z.literal('plan.archive.confirm'), planId: id, version }),
  z.object({ action: z.literal('plan.carry.confirm'), planId: id, version }),
] as const

const typed = z
  .string()
  .nullish()
  .transform((value) => value?.trim() ?? '')

/** The form of a doubt; which fields it has depends on the doubt. */
export const DoubtForm = z.object({
  unit: typed,
  other_unit: typed,
  seq: typed,
  names: typed,
  milestone: typed,
  /** `2026-03-31 +0800`: the day alone counts. */
  due: typed,
})

/** What a document is for: `plan`, `update:<plan>`, `progress:<plan>`. */
export const PurposeForm = z.object({ purpose: typed })

/** Kinds of repairs that are to be left out. */
export const RepairsForm = z.object({
  off: z
    .union([z.array(z.string()), z.literal('')])
    .nullish()
    // Nothing ticked arrives as nothing, as '' or as []: all alike (platform page §6.7).
    .transform((value) => value || []),
})

/** The form of 作废. */
export const VoidForm = z.object({ reason: typed })
