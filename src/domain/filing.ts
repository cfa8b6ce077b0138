/** 立项: a task without a file (design §3). */
import type { IsoDate } from './draft-plan.ts'
import { type Duty, newLife, type Plan, type Task } from './plan.ts'
import { lastDayOf } from './plan-window.ts'
import { addDays } from './time.ts'

/**
 * Where a task comes from, and within how many days it is to be done. Calendar days: where the
 * design means working days it says so, and node dates never move.
 */
export const filingPresets = {
  document: { source: '公文', days: 30 },
  minutes: { source: '会议纪要', days: 20 },
  urgent: { source: '批示（急件）', days: 5 },
  ordinary: { source: '批示（一般）', days: 15 },
  difficult: { source: '批示（疑难）', days: 30 },
  other: { source: '其他', days: 30 },
} as const
export type FilingPreset = keyof typeof filingPresets

export type Filing = {
  readonly preset: FilingPreset
  readonly title: string
  /** What is to be achieved; empty: the title says it. */
  readonly text: string
  /** Number of the document, minutes or instruction. */
  readonly number: string
  readonly leadUnit: string
  readonly owners: readonly string[]
  /** The names of co-units. */
  readonly coUnits: readonly string[]
  readonly leader: string
  /** Null: as the preset says. */
  readonly dueOn: IsoDate | null
}

export type FilingRefusal =
  | 'not-office'
  | 'plan-not-running'
  | 'title-missing'
  | 'title-too-long'
  | 'text-too-long'
  | 'unit-missing'
  | 'name-too-long'
  | 'date-past'
  | 'date-beyond-plan'

/** By when a filed task is to be done. */
const filingDueOn = ({ preset, dueOn }: Filing, today: IsoDate): IsoDate =>
  dueOn ?? addDays(today, filingPresets[preset].days)

export type FilingContext = {
  readonly id: string
  readonly isOffice: boolean
  /** Epoch ms, and its Shanghai date. */
  readonly at: number
  readonly today: IsoDate
  /** The number it gets in its list. */
  readonly seq: number
}

/** Makes the task, to be acknowledged from now on. */
export function fileTask(
  plan: Plan,
  filing: Filing,
  { id, isOffice, at, today, seq }: FilingContext,
):
  | { readonly ok: true; readonly task: Task }
  | { readonly ok: false; readonly reason: FilingRefusal } {
  const dueOn = filingDueOn(filing, today)
  const wrong = isOffice ? refusalOf(plan, filing, dueOn, today) : 'not-office'
  if (wrong) return { ok: false, reason: wrong }
  const title = filing.title.trim()
  const number = filing.number.trim()
  return {
    ok: true,
    task: {
      id,
      planId: plan.id,
      seq,
      section: ['立项督办'],
      title,
      text: filing.text.trim() || title,
      forms: [],
      state: 'awaiting_acknowledgement',
      isInternal: false,
      life: {
        ...newLife,
        awaitingSince: at,
        origin: { source: filingPresets[filing.preset].source, number: number || null },
      },
      version: 1,
      duties: dutiesOf(filing),
      milestones: [
        {
          id: `${id}-1`,
          item: null,
          dueOn,
          printedDueOn: null,
          text: '办理完毕并报结果',
          doneOn: null,
        },
      ],
      items: [],
      printedRate: null,
      handSet: null,
      lastReport: null,
      lastAccepted: null,
    },
  }
}

function refusalOf(
  plan: Plan,
  filing: Filing,
  dueOn: IsoDate,
  today: IsoDate,
): FilingRefusal | null {
  if (plan.state !== 'running' || plan.isTrial) return 'plan-not-running'
  const title = filing.title.trim()
  if (title === '') return 'title-missing'
  if ([...title].length > 60) return 'title-too-long'
  if ([...filing.text.trim()].length > 2000) return 'text-too-long'
  if (filing.leadUnit.trim() === '') return 'unit-missing'
  const names = [filing.leadUnit, filing.leader, filing.number, ...filing.owners, ...filing.coUnits]
  if (names.some((name) => [...name].length > 40)) return 'name-too-long'
  if (dueOn < today) return 'date-past'
  return dueOn > lastDayOf(plan) ? 'date-beyond-plan' : null
}

function dutiesOf({ leader, leadUnit, coUnits, owners }: Filing): readonly Duty[] {
  const duty = (role: Duty['role'], isLead: boolean) => (name: string) => ({
    role,
    name: name.trim(),
    isLead,
    openIds: [],
  })
  return [
    ...(leader.trim() ? [leader].map(duty('lead_leader', true)) : []),
    duty('lead_unit', true)(leadUnit),
    ...coUnits.map(duty('co_unit', false)),
    ...owners.map(duty('owner', false)),
  ]
}
