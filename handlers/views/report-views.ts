/** From live tasks to the form of a report and to what was sent with it. */
import { ReportForm } from '../../cards/actions.ts'
import { type ReportStep, valueField } from '../../cards/reports/report-actions.ts'
import type { ReportDoneView } from '../../cards/reports/report-done.ts'
import type {
  FigureField,
  MergedView,
  ReportField,
  ReportFormView,
  ReportValues,
} from '../../cards/reports/report-form-view.ts'
import { doubtLine } from '../../cards/reports/report-question.ts'
import { dayOf, percentOf, reportMarks } from '../../cards/words.ts'
import type { ReportDraft } from '../../db/report-drafts.ts'
import { milestoneStatus } from '../../src/domain/milestone-status.ts'
import type { Plan, Report, Task } from '../../src/domain/plan.ts'
import { isPending } from '../../src/domain/report-life.ts'
import { mergeTyped, type TypedField, type TypedReport } from '../../src/domain/report-merge.ts'
import { asksHighlights, isFrozen } from '../../src/domain/report-periods.ts'
import { correctableMilestones, mayReport } from '../../src/domain/reporting.ts'
import { isTold } from '../../src/domain/stages.ts'
import { monthOf, shanghaiDate } from '../../src/domain/time.ts'
import { taskRef } from './task-views.ts'

type Found = { readonly plan: Plan; readonly task: Task }

/** What was said with the task's number, as far as it fills fields. */
type SaidValues = Partial<Pick<ReportValues, 'percent' | 'progress' | 'problems'>> &
  Partial<Pick<ReportValues, 'nextSteps' | 'highlights' | 'milestonesDone'>>

export type FormOptions = {
  readonly openId: string
  /** Epoch ms. */
  readonly at: number
  /** Values that were refused, asked about, or not sent yet. */
  readonly draft?: ReportDraft | undefined
  readonly said?: SaidValues | undefined
  /** 更正 of the task's last report. */
  readonly isCorrection?: boolean
  readonly step?: ReportStep | undefined
  readonly sent?: string | undefined
  /** Two people on one task. */
  readonly merged?: { readonly view: MergedView; readonly values: ReportValues } | undefined
  readonly asksSource: boolean
  /** Of indicators, from 1. */
  readonly page?: number
  /** What was said of indicators, by their ids. */
  readonly saidFigures?: ReadonlyMap<string, string> | undefined
}

/** The form: a draft, else the last values; what was said goes on top. */
export function reportFormView({ plan, task }: Found, options: FormOptions): ReportFormView {
  const { at, draft, said, merged, openId } = options
  const on = shanghaiDate(at)
  const last = task.lastReport
  const corrects = options.isCorrection && last ? last : null
  const period = corrects?.period ?? monthOf(on)
  const ticked = correctableMilestones(task, period, corrects?.id ?? null)
  const values =
    merged?.values ??
    (draft ? draftValues(draft, task, ticked) : lastValues(task, ticked, corrects))
  return {
    ...taskRef(plan, task),
    period,
    version: task.version,
    asOf: at,
    openMilestones: task.milestones.flatMap((milestone) => {
      const status = milestoneStatus(milestone, plan, on)
      const isTicked = ticked.includes(milestone.id)
      return status === 'done' && !isTicked ? [] : [{ ...milestone, status }]
    }),
    values: { ...values, ...said },
    refused:
      !merged && draft?.field && draft.refusal && isField(draft.field)
        ? { field: draft.field, reason: draft.refusal }
        : null,
    returnReason: last?.status === 'returned' ? last.returnReason : null,
    last: last && { at: last.at, percent: last.percent },
    base: last?.id ?? null,
    corrects: corrects && { reportId: corrects.id, isFrozen: isFrozen(period, at) },
    asksHighlights: asksHighlights(period),
    asksSource: options.asksSource && !mayReport(task, openId),
    figures: figureFields(task, draft?.form ?? {}, options.saidFigures),
    page: options.page ?? 1,
    hasStages: isTold(task),
    step: options.step ?? null,
    sent: options.sent ?? null,
    merged: merged?.view ?? null,
  }
}

const isField = (name: string): name is ReportField =>
  name === 'values' || Object.hasOwn(ReportForm.shape, name)

/** Indicators that count, each with what was said of it last; 建议指标 are not asked. */
export const figureFields = (
  task: Task,
  form: Readonly<Record<string, unknown>>,
  said: ReadonlyMap<string, string> = new Map(),
): readonly FigureField[] => {
  const reported = new Map(
    (task.lastReport?.values ?? []).map((one) => [one.indicatorId, one.said] as const),
  )
  return task.items.flatMap((item) =>
    item.indicators
      .filter(({ isProposal }) => !isProposal)
      .map((one): FigureField => {
        const typed = form[valueField(one.id)]
        return {
          indicatorId: one.id,
          item: item.title,
          name: one.name,
          unit: one.unit,
          targetText: one.targetText,
          value:
            said.get(one.id) ??
            (typeof typed === 'string' ? typed : (reported.get(one.id) ?? one.current?.said ?? '')),
        }
      }),
  )
}

/** The last values; 亮点 and 暂无数据 are said anew each time, unless the same report is put right. */
const lastValues = (
  { lastReport: last }: Task,
  ticked: readonly string[],
  corrects: Report | null,
): ReportValues => ({
  percent: last?.percent ?? '',
  progress: last?.progress ?? '',
  problems: last?.problems ?? '',
  nextSteps: last?.nextSteps ?? '',
  highlights: corrects?.highlights ?? '',
  milestonesDone: ticked,
  noFigure: noFigureOf(corrects),
  expectedOn: corrects?.noFigure?.expectedOn ?? '',
  source: corrects?.source ?? null,
})

const noFigureOf = (report: Report | null): ReportValues['noFigure'] => {
  const why = report?.noFigure?.why
  return why === undefined || why === 'no_data' ? null : why
}

/** What was typed; a report that came after the draft knows better what is done. */
export function draftValues(
  draft: Pick<ReportDraft, 'form' | 'at'>,
  task: Task,
  ticked: readonly string[],
): ReportValues {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  const { form } = draft
  const parsed = ReportForm.safeParse(form)
  return {
    percent: text(form.percent),
    progress: text(form.progress),
    problems: text(form.problems),
    nextSteps: text(form.next_steps),
    highlights: text(form.highlights),
    milestonesDone:
      Array.isArray(form.milestones_done) && (task.lastReport?.at ?? 0) < draft.at
        ? form.milestones_done.filter((id) => typeof id === 'string')
        : ticked,
    noFigure: parsed.success ? parsed.data.no_figure : null,
    expectedOn: parsed.success ? parsed.data.expected_on : '',
    source: parsed.success ? parsed.data.source : null,
  }
}

const fieldOf: Readonly<Record<TypedField, ReportField>> = {
  percent: 'percent',
  progress: 'progress',
  problems: 'problems',
  nextSteps: 'next_steps',
  highlights: 'highlights',
  milestonesDone: 'milestones_done',
}

/** What one typed and what somebody else sent meanwhile, as one form that says which is whose. */
export function mergedForm(
  task: Task,
  forms: { readonly base: TypedReport; readonly mine: ReportValues; readonly theirs: TypedReport },
  author: string,
): NonNullable<FormOptions['merged']> {
  const { values, changes } = mergeTyped(forms.base, forms.mine, forms.theirs)
  const textOf = new Map(
    task.milestones.map(({ id, dueOn, text }) => [id, `${dayOf(dueOn)} ${text}`] as const),
  )
  const shown = (field: TypedField): string => {
    if (field === 'percent') return percentOf(forms.theirs.percent)
    if (field !== 'milestonesDone') return forms.theirs[field]
    return forms.theirs.milestonesDone.map((id) => textOf.get(id) ?? '').join('、')
  }
  return {
    view: {
      by: author,
      at: task.lastReport?.at ?? 0,
      changes: changes.map(({ field, isMineKept }) => ({
        field: fieldOf[field],
        theirs: shown(field),
        isMineKept,
      })),
    },
    values: { ...forms.mine, ...values },
  }
}

export function reportDoneView(
  plan: Plan,
  task: Task,
  report: Report,
  openId: string,
): ReportDoneView {
  const done = new Set(report.milestonesDone)
  return {
    ...taskRef(plan, task),
    reportId: report.id,
    period: report.period,
    at: report.at,
    status: report.status,
    percent: report.percent,
    progress: report.progress,
    problems: report.problems,
    nextSteps: report.nextSteps,
    highlights: report.highlights,
    milestonesDone: task.milestones.filter(({ id }) => done.has(id)).map(({ text }) => text),
    marks: reportMarks(report),
    doubts: (report.doubts ?? []).map(doubtLine),
    mayEdit: mayReport(task, openId) || report.authorOpenId === openId,
    mayWithdraw: report.authorOpenId === openId && isPending(report),
  }
}
