/** From a draft that was confirmed to a plan in 草案. */
import type { DraftPlan, DraftTask, IsoDate } from './draft-plan.ts'
import type { Plan, PlanWithTasks, Task } from './plan.ts'
import { yearOf } from './time.ts'

/** Year and effective date of a draft: as printed, else today's (design §3). */
export function draftPlanFacts(
  draft: DraftPlan,
  today: IsoDate,
): { readonly year: number; readonly effectiveOn: IsoDate } {
  const { year, issuedOn } = draft.plan
  return { year: year ?? yearOf(issuedOn ?? today), effectiveOn: issuedOn ?? today }
}

/** A draft as a plan in 草案, with ids of its own. */
export function planFromDraft(
  draft: DraftPlan,
  named: { readonly id: string; readonly code: string; readonly today: IsoDate },
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
    version: 1,
  }
  const tasks = draft.tasks.map((task, n) => taskFromDraft(task, plan.id, `${plan.id}-${n + 1}`))
  return { plan, tasks }
}

/** A task as printed, of which nothing is known yet. The ids of its milestones begin with `id`. */
export function taskFromDraft(draft: DraftTask, planId: string, id: string): Task {
  return {
    id,
    planId,
    seq: draft.seq,
    section: draft.section,
    title: draft.title,
    text: draft.text,
    forms: draft.forms,
    state: draft.milestones.length > 0 ? 'awaiting_acknowledgement' : 'awaiting_breakdown',
    isInternal: false,
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
    lastReport: null,
    lastAccepted: null,
  }
}
