import type { DraftMilestone, DraftPlan, DraftTask } from '../domain/draft-plan.ts'

/** The object that `duban import --json` prints: a contract, every key present, in this order. */
export function importJson(draft: DraftPlan): object {
  const { plan } = draft
  return {
    plan: {
      title: plan.title,
      year: plan.year,
      issuer: plan.issuer,
      doc_no: plan.docNo,
      issued_on: plan.issuedOn,
      kind: plan.kind,
    },
    tasks: draft.tasks.map(taskJson),
    doubts: draft.doubts.map(({ kind, taskSeq, text, source }) => ({
      kind,
      task_seq: taskSeq,
      text,
      source,
    })),
    leftovers: draft.leftovers.map((left) => ({ ...left })),
    repairs: draft.repairs.map(({ kind, count }) => ({ kind, count })),
  }
}

function taskJson(task: DraftTask): object {
  return {
    seq: task.seq,
    section: [...task.section],
    title: task.title,
    text: task.text,
    duties: task.duties.map(({ role, name, lead }) => ({ role, name, lead })),
    forms: [...task.forms],
    milestones: task.milestones.map(milestoneJson),
    items: task.items.map(({ title, rate, indicators }) => ({
      title,
      rate,
      indicators: indicators.map(({ name, target, current, rate: done }) => ({
        name,
        target,
        current,
        rate: done,
      })),
    })),
    rate: task.rate,
    progress: task.progress,
    highlights: task.highlights,
    problems: task.problems,
    source: { ...task.source },
  }
}

function milestoneJson({ item, due, text }: DraftMilestone): object {
  return { item, due, text }
}
