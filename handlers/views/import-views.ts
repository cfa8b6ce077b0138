/** From a document that was read to what its preview shows. */
import type { ImportPreviewView, Reach } from '../../cards/imports/import-preview.ts'
import { titleOf } from '../../cards/words.ts'
import type { Database } from '../../db/database.ts'
import type { GivenAnswers } from '../../db/doubt-answers.ts'
import type { Import } from '../../db/imports.ts'
import { answeredDraft } from '../../src/domain/doubt-answers.ts'
import type { Doubt, DraftPlan, DraftTask } from '../../src/domain/draft-plan.ts'
import { groupBy } from '../../src/domain/group-by.ts'
import type { PlanWithTasks } from '../../src/domain/plan.ts'
import { draftPlanFacts, planFromDraft } from '../../src/domain/plan-from-draft.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import { withAccounts } from '../imports/import-draft.ts'
import { switchableRepairs } from '../imports/repair-switches.ts'
import { assignmentReceivers, countsOf, firstReminderOn, unboundOwners } from './plan-views.ts'

/** The draft as its answers make it. */
export const draftOf = (read: Import, given: GivenAnswers): DraftPlan =>
  answeredDraft(read.draft, new Map([...given].map(([number, { answer }]) => [number, answer])))

/** Doubts that nobody has answered. */
export const openDoubts = (read: Import, given: GivenAnswers): readonly Doubt[] =>
  read.draft.doubts.filter((_, index) => !given.has(index + 1))

/** What all previews say of doubts, and whether the file can be read once more. */
export const doubtFacts = (read: Import, given: GivenAnswers) => ({
  importId: read.id,
  doubts: openDoubts(read, given),
  doubtsInAll: read.draft.doubts.length,
  mayReread: mayReread(read),
})

/** Its message is known, and there is a repair that can be left out. */
export const mayReread = (read: Import): boolean =>
  read.message_id !== null && read.file_key !== null && switchableRepairs(read).length > 0

export async function importPreviewView(
  read: Import,
  given: GivenAnswers,
  db: Database,
): Promise<ImportPreviewView> {
  const draft = draftOf(read, given)
  const today = shanghaiDate(read.created_at)
  const made = planFromDraft(draft, { id: read.id, code: read.code, today })
  const sections = groupBy(draft.tasks, (task) => task.section.join(' / '))
  return {
    ...doubtFacts(read, given),
    state: read.state,
    at: read.created_at,
    fileName: read.file_name,
    plan: {
      title: draft.plan.title,
      code: read.code,
      issuer: draft.plan.issuer,
      docNo: draft.plan.docNo,
      issuedOn: draft.plan.issuedOn,
      effectiveOn: draftPlanFacts(draft, today).effectiveOn,
      kind: draft.plan.kind,
    },
    counts: countsOf(made.tasks),
    sections: [...sections].map(([name, tasks]) => ({ name, tasks: tasks.length })),
    leftovers: draft.leftovers,
    repairs: draft.repairs,
    repairsOff: read.repairs_off,
    remarks: draft.remarks ?? [],
    reach: await reachOf(made, read, db),
    samples: samples(draft.tasks).map((task) => ({
      seq: task.seq,
      title: titleOf(task),
      leadUnit: task.duties.find(({ role }) => role === 'lead_unit')?.name ?? null,
      persons: task.duties.filter(({ role }) => role === 'owner').map(({ name }) => name),
      milestones: task.milestones.map(({ due, item, text }) => ({
        dueOn: due,
        text: item ? `${item}：${text}` : text,
      })),
    })),
  }
}

/** Who would be told, were it dispatched as it is. */
async function reachOf(made: PlanWithTasks, read: Import, db: Database): Promise<Reach> {
  const { plan, tasks } = await withAccounts(made, db, read.created_at)
  return {
    receivers: assignmentReceivers(tasks).length,
    unbound: unboundOwners(tasks),
    firstReminderOn: firstReminderOn({ plan, tasks }, read.created_at),
  }
}

/** The first, a middle and the last one. */
function samples(tasks: readonly DraftTask[]): readonly DraftTask[] {
  const places = new Set([0, Math.floor(tasks.length / 2), tasks.length - 1])
  return tasks.filter((_, index) => places.has(index))
}
