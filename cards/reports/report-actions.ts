/** What the buttons around 填报, 审签 and 审核 carry, and the fields of their forms. */
import { z } from 'zod'
import { stages } from '../../src/domain/stages.ts'

const id = z.string().min(1).max(80)
const version = z.int().min(0)
const page = z.int().min(1)
/** 逐项填报: the how manieth form this is, of how many. */
const step = z.object({ at: z.int().min(1), of: z.int().min(1) })
export type ReportStep = z.infer<typeof step>

/** What a form of a report says of itself. */
const formOf = {
  taskId: id,
  version,
  /** The report that it was filled from, null where there was none; forms before it had none. */
  base: id.nullable().optional(),
  /** 更正: the report that is put right. */
  corrects: id.optional(),
  step: step.optional(),
}

export const reportActions = [
  /** `words`: what was said with the number, to be found again in the form. */
  z.object({
    action: z.literal('report.open'),
    taskId: id,
    words: z.string().max(1000).optional(),
  }),
  z.object({ action: z.literal('report.submit'), period: z.string(), ...formOf }),
  /** 仍然提交: what was asked about is meant. The values are the draft's. */
  z.object({ action: z.literal('report.confirm'), ...formOf }),
  /** 返回修改: the form again, in its place. */
  z.object({ action: z.literal('report.edit'), ...formOf }),
  /** More indicators than a card takes: what was typed is kept, another page of them is shown. */
  z.object({ action: z.literal('report.page'), page, ...formOf }),
  /** The field that a reminder carries: one number, the percentage or that of an indicator. */
  z.object({ action: z.literal('report.figure'), taskId: id, base: id.nullable() }),
  z.object({ action: z.literal('report.stage'), stage: z.enum(stages), ...formOf }),
  z.object({ action: z.literal('report.correct'), taskId: id }),
  z.object({ action: z.literal('report.withdraw'), taskId: id, reportId: id }),
  z.object({ action: z.literal('report.steps') }),
  /** `after`: the task that is passed over. */
  z.object({ action: z.literal('report.skip'), after: id, step }),
  z.object({ action: z.literal('evidence.assign'), evidenceId: id, taskId: id }),
  z.object({ action: z.literal('sign.page'), page }),
  z.object({ action: z.literal('sign.accept'), taskId: id, reportId: id }),
  /** `asOf`, epoch ms: what the desk showed; later reports are not signed with it. */
  z.object({ action: z.literal('sign.all'), asOf: z.int().min(0) }),
  z.object({ action: z.literal('review.page'), page }),
  z.object({ action: z.literal('review.accept'), taskId: id, reportId: id }),
  /** `asOf`, epoch ms: what the desk showed; later reports are not taken with it. */
  z.object({ action: z.literal('review.accept-all'), asOf: z.int().min(0) }),
  /** 退回, by the signer as by the office: who may is asked of the report's state. */
  z.object({ action: z.literal('review.return.open'), taskId: id, reportId: id }),
  z.object({ action: z.literal('review.return'), taskId: id, reportId: id }),
] as const

const words = z.string().nullish()
/** Nothing chosen arrives as nothing or as ''. */
const choice = z
  .string()
  .nullish()
  .transform((value) => value || null)

/**
 * Names of the fields of the report form, as they arrive in `form_value`
 * (platform page: card JSON 2.0, form container). Everything optional: the door and the rule decide.
 */
export const ReportForm = z.object({
  percent: words,
  progress: words,
  problems: words,
  next_steps: words,
  highlights: words,
  milestones_done: z
    .union([z.array(z.string()), z.literal('')])
    .nullish()
    // Nothing ticked arrives as nothing, as '' or as []: all alike (platform page §6.7).
    .transform((value) => value || []),
  no_figure: choice.pipe(
    z.enum(['not_due', 'unpublished', 'not_applicable']).nullable().catch(null),
  ),
  /** A picked date arrives with its offset: `2026-09-30 +0800`. */
  expected_on: words.transform((picked) => picked?.slice(0, 10) ?? ''),
  source: choice.pipe(z.enum(['phone', 'letter', 'meeting']).nullable().catch(null)),
})
export type ReportForm = z.infer<typeof ReportForm>

/** Inputs of indicators are called by their ids. */
const valuePrefix = 'value_'
export const valueField = (indicatorId: string): string => `${valuePrefix}${indicatorId}`

/** What was typed for indicators, in any form. */
export const typedValues = (
  form: Readonly<Record<string, unknown>>,
): readonly { readonly indicatorId: string; readonly typed: string }[] =>
  Object.entries(form).flatMap(([name, typed]) =>
    name.startsWith(valuePrefix) && typeof typed === 'string'
      ? [{ indicatorId: name.slice(valuePrefix.length), typed }]
      : [],
  )

/** The form of 退回: what is to be mended. */
export const ReturnForm = z.object({ reason: words })
