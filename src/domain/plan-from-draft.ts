/** From a draft that was confirmed to a plan in 草案. */
import type { DraftItem, DraftPlan, DraftTask, IsoDate } from './draft-plan.ts'
import { type ImportedBy, periodOf, withImportedReport } from './imported-report.ts'
import { targetOf } from './indicator-values.ts'
import { type Item, newLife, type Plan, type PlanWithTasks, type Task } from './plan.ts'
import { proposedItems } from './proposed-indicators.ts'
import { yearOf } from './time.ts'

/** Year and effective date of a draft: as printed, else today's (design §3). */
export function draftPlanFacts(
  draft: DraftPlan,
  today: IsoDate,
): { readonly year: number; readonly effectiveOn: IsoDate } {
  const { year, issuedOn } = draft.plan
  return { year: year ?? yearOf(issuedOn ?? today), effectiveOn: issuedOn ?? today }
}

/**
 * A draft as a plan in 草案, with ids of its own.
 * @param imported who confirmed it: then the progress that it prints is reported and accepted
 */
export function planFromDraft(
  draft: DraftPlan,
  named: { readonly id: string; readonly code: string; readonly today: IsoDate },
  imported: ImportedBy | null = null,
): PlanWithTasks {
  const plan: Plan = {
    id: named.id,
    code: named.code,
    title: draft.plan.title,
    ...draftPlanFacts(draft, named.today),
    issuer: draft.plan.issuer,
    docNo: draft.plan.docNo,
    issuedOn: draft.plan.issuedOn,
    kind: draft.plan.kind,
    state: 'draft',
    isTrial: false,
    rateProfile: 'default',
    lightProfile: 'schedule',
    version: 1,
  }
  const period = periodOf(draft, named.today)
  const tasks = draft.tasks.map((printed, n) => {
    const task = taskFromDraft(printed, plan.id, `${plan.id}-${n + 1}`)
    return imported ? withImportedReport(task, printed, period, imported) : task
  })
  return { plan, tasks }
}

/** A task as printed, of which nothing is known yet. The ids of its parts begin with `id`. */
export function taskFromDraft(draft: DraftTask, planId: string, id: string): Task {
  return {
    id,
    planId,
    seq: draft.seq,
    section: draft.section,
    title: draft.title,
    text: draft.text,
    forms: draft.forms,
    state:
      draft.milestones.length > 0 || draft.items.length > 0
        ? 'awaiting_acknowledgement'
        : 'awaiting_breakdown',
    isInternal: false,
    life: newLife,
    version: 1,
    duties: draft.duties.map(({ role, name, lead }) => ({ role, name, isLead: lead, openIds: [] })),
    milestones: draft.milestones.map((milestone, position) => ({
      id: `${id}-${position + 1}`,
      item: milestone.item,
      dueOn: milestone.due,
      printedDueOn: null,
      text: milestone.text,
      doneOn: null,
    })),
    items:
      draft.items.length > 0
        ? draft.items.map((item, position) => itemFromDraft(item, `${id}-i${position + 1}`))
        : proposedItems(draft, id),
    printedRate: rateText(draft.rate),
    handSet: null,
    lastReport: null,
    lastAccepted: null,
  }
}

const rateText = (rate: number | null): string | null => (rate === null ? null : String(rate))

const itemFromDraft = ({ title, rate, indicators }: DraftItem, id: string): Item => ({
  id,
  title,
  printedRate: rateText(rate),
  handSet: null,
  indicators: indicators.map(({ name, target, rate: printed }, position) => ({
    id: `${id}-${position + 1}`,
    name,
    ...targetOf(target),
    baseline: null,
    basis: null,
    printedRate: rateText(printed),
    isProposal: false,
    current: null,
  })),
})
