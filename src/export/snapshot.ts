/**
 * What is printed of a plan, frozen at one moment: every export is drawn from a snapshot and from
 * nothing else, so that Word, Excel, the internal and the public edition say the same (design §9).
 */
import { withAcceptedTicks } from '../domain/accepted-values.ts'
import type { IsoDate, PlanKind } from '../domain/draft-plan.ts'
import type { Plan, PlanWithTasks, Report, Task, TaskState } from '../domain/plan.ts'
import type { Edition } from '../domain/print-forms.ts'
import { shanghaiDate } from '../domain/time.ts'
import { type PrintedItem, type PrintedRate, printedFigures } from './printed-figures.ts'

/** A name in a table. `isLead`: a unit that leads, or a leader with the `*` of the table. */
export type PrintedName = { readonly name: string; readonly isLead: boolean }

export type PrintedNode = {
  readonly item: string | null
  readonly due: IsoDate
  readonly text: string
  readonly doneOn: IsoDate | null
}

export type PrintedTask = {
  readonly seq: number
  readonly section: readonly string[]
  readonly text: string
  readonly title: string | null
  readonly state: TaskState
  readonly leaders: readonly PrintedName[]
  /** Lead and co-units, in printed order. */
  readonly units: readonly PrintedName[]
  /** The unit's officers, then the leader's liaisons. */
  readonly persons: readonly string[]
  readonly forms: readonly string[]
  readonly nodes: readonly PrintedNode[]
  readonly items: readonly PrintedItem[]
  readonly rate: PrintedRate
  readonly progress: string
  readonly highlights: string
  readonly problems: string
  readonly nextSteps: string
}

export type Snapshot = {
  readonly plan: {
    readonly code: string
    readonly title: string
    readonly year: number
    readonly issuer: string | null
    readonly docNo: string | null
    readonly issuedOn: IsoDate | null
    readonly effectiveOn: IsoDate
    readonly kind: PlanKind
  }
  readonly edition: Edition
  /** Epoch ms: the data are those of then. */
  readonly asOf: number
  readonly tasks: readonly PrintedTask[]
}

/** Freezes a plan. Withdrawn tasks are printed no more; reports that wait for review not yet. */
export function takeSnapshot(
  { plan, tasks }: PlanWithTasks,
  { asOf, edition }: { readonly asOf: number; readonly edition: Edition },
): Snapshot {
  return {
    plan: factsOf(plan),
    edition,
    asOf,
    tasks: tasks
      .filter(
        ({ state, isInternal }) => state !== 'withdrawn' && !(isInternal && edition === 'public'),
      )
      .map((task) => printedTask(withAcceptedTicks(task), plan, shanghaiDate(asOf))),
  }
}

const factsOf = ({
  code,
  title,
  year,
  issuer,
  docNo,
  issuedOn,
  effectiveOn,
  kind,
}: Plan): Snapshot['plan'] => ({
  code,
  title: clean(title),
  year,
  issuer: issuer && clean(issuer),
  docNo: docNo && clean(docNo),
  issuedOn,
  effectiveOn,
  kind,
})

/** The order of the persons' column: those of the unit come first. */
const personRoles = ['owner', 'liaison', 'leader_liaison'] as const

function printedTask(task: Task, plan: Plan, on: IsoDate): PrintedTask {
  const named = (roles: readonly string[]) =>
    task.duties
      .filter(({ role }) => roles.includes(role))
      .map(({ name, printed, isLead }) => ({ name: clean(printed ?? name), isLead }))
  const figures = printedFigures(task, plan, on)
  return {
    seq: task.seq,
    section: task.section.map(clean),
    text: clean(task.text),
    title: task.title && clean(task.title),
    state: task.state,
    leaders: named(['lead_leader']),
    units: named(['lead_unit', 'co_unit']),
    persons: personRoles.flatMap((role) => named([role]).map(({ name }) => name)),
    forms: task.forms.map(clean),
    nodes: task.milestones.map(({ item, dueOn, text, doneOn }) => ({
      item: item && clean(item),
      due: dueOn,
      text: clean(text),
      doneOn,
    })),
    items: figures.items,
    rate: figures.rate,
    ...told(task.lastAccepted),
  }
}

const told = (
  report: Report | null,
): Pick<PrintedTask, 'progress' | 'highlights' | 'problems' | 'nextSteps'> => ({
  progress: clean(report?.progress ?? ''),
  highlights: clean(report?.highlights ?? ''),
  problems: clean(report?.problems ?? ''),
  nextSteps: clean(report?.nextSteps ?? ''),
})

// XML has no place for control characters and halves of surrogate pairs, and a file that holds one does not open.
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Words without what no document can hold. */
const clean = (words: string): string => words.replace(unprintable, '')
