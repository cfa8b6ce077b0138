/**
 * What reading a document gives: a plan as printed, before anybody confirmed it.
 * The same shape as `duban import --json` (a contract), in the code's spelling.
 */

/** A calendar date in Asia/Shanghai, `YYYY-MM-DD`. */
export type IsoDate = string

export type PlanKind =
  | 'decomposition'
  | 'assignment'
  | 'compilation'
  | 'progress_by_category'
  | 'progress_list'
  | 'custom'

export type DutyRole =
  | 'lead_leader'
  | 'lead_unit'
  | 'co_unit'
  | 'owner'
  | 'liaison'
  | 'leader_liaison'
  | 'signer'

export type DoubtKind =
  | 'seq_restored'
  | 'seq_gap'
  | 'target_vs_node'
  | 'duplicate_goal'
  | 'contradicting_progress'
  | 'rate_mismatch'
  | 'direction_suspected'
  | 'lead_missing'
  | 'boundary_positional'
  | 'name_split'
  | 'unit_split'
  | 'damaged_text'
  | 'damaged_date'
  | 'conditional_date'
  | 'column_guess'

/** Where something stood: a text line (1-based), or a sheet/page and row. */
export type SourcePosition = {
  readonly line?: number
  readonly sheet?: string
  readonly page?: number
  readonly row?: number
}

/** A person or unit named in a task's row, in printed order. `lead` is the `*` of the table. */
export type DraftDuty = { readonly role: DutyRole; readonly name: string; readonly lead: boolean }

/** A time node. `item` names the sub-project it belongs to; `text` has no date words. */
export type DraftMilestone = {
  readonly item: string | null
  readonly due: IsoDate
  readonly text: string
}

export type DraftIndicator = {
  readonly name: string
  readonly target: string | null
  readonly current: string | null
  readonly rate: number | null
}

export type DraftItem = {
  readonly title: string
  readonly rate: number | null
  readonly indicators: readonly DraftIndicator[]
}

export type DraftTask = {
  readonly seq: number
  readonly section: readonly string[]
  readonly title: string | null
  readonly text: string
  readonly duties: readonly DraftDuty[]
  readonly forms: readonly string[]
  readonly milestones: readonly DraftMilestone[]
  readonly items: readonly DraftItem[]
  readonly rate: number | null
  readonly progress: string | null
  readonly highlights: string | null
  readonly problems: string | null
  readonly source: SourcePosition
}

export type Doubt = {
  readonly kind: DoubtKind
  readonly taskSeq: number | null
  readonly text: string
  readonly source: string
}

export type DraftPlan = {
  readonly plan: {
    readonly title: string
    readonly year: number | null
    readonly issuer: string | null
    readonly docNo: string | null
    readonly issuedOn: IsoDate | null
    readonly kind: PlanKind
  }
  readonly tasks: readonly DraftTask[]
  readonly doubts: readonly Doubt[]
  readonly leftovers: readonly (SourcePosition & { readonly text: string })[]
  readonly repairs: readonly { readonly kind: string; readonly count: number }[]
  /** What the one who sent the file should know of it: hidden rows left out, merged cells lost. */
  readonly remarks?: readonly string[]
}
