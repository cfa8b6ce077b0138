/** A live plan and its parts, as rules see them. Words: the table in the product design. */
import type { DutyRole, IsoDate, PlanKind } from './draft-plan.ts'
import type { LightProfileName } from './lights.ts'
import type { ReportDoubt } from './plausibility.ts'
import type { DecimalText, Direction, NoFigure, RateProfileName } from './rates.ts'
import type { ReportState, SignOff } from './report-life.ts'
import type { Stage } from './stages.ts'

/** 草案 → 执行 → 年终核验 → 归档; 作废 ends a plan with a reason. */
export type PlanState = 'draft' | 'running' | 'year_end_check' | 'archived' | 'cancelled'

export type Plan = {
  readonly id: string
  /** Such as `XH21`; said before a task's number where several plans are meant. */
  readonly code: string
  readonly title: string
  readonly year: number
  readonly issuer: string | null
  readonly docNo: string | null
  readonly issuedOn: IsoDate | null
  /** 生效日期: milestones due before it are 待补报, never chased. */
  readonly effectiveOn: IsoDate
  readonly kind: PlanKind
  readonly state: PlanState
  /** 试运行: every push goes to the office alone. */
  readonly isTrial: boolean
  /** 计算公式, by which its rates are made. */
  readonly rateProfile: RateProfileName
  /** By which rules its lights are made. */
  readonly lightProfile: LightProfileName
  readonly version: number
}

/** 待分解 待签收 办理中 申请办结 已办结 已中止 已撤项 */
export type TaskState =
  | 'awaiting_breakdown'
  | 'awaiting_acknowledgement'
  | 'in_progress'
  | 'close_out_requested'
  | 'closed'
  | 'suspended'
  | 'withdrawn'

/**
 * Who does what on a task. A name resolves unit → post → person on the day that is asked about
 * (`src/domain/people.ts`), so that a successor inherits what is open.
 */
export type Duty = {
  readonly role: DutyRole
  /** As printed; of a unit that was renamed or merged since, or is printed by an alias, its name now. */
  readonly name: string
  /** As printed, where that is another name. */
  readonly printed?: string
  /** The `*` of the table, or the only or first lead unit. */
  readonly isLead: boolean
  /** Accounts that may act: of a person; for a unit, its liaisons and those bound to it. */
  readonly openIds: readonly string[]
  /** Those of them for whom somebody else is told: on leave with a stand-in, or passed on (转办). */
  readonly away?: readonly string[]
  /** The unit's 审签人. */
  readonly signerIds?: readonly string[]
  /** 各镇街 and its like: owes no report and is not reminded. */
  readonly isGroup?: true
}

export type Milestone = {
  readonly id: string
  readonly item: string | null
  readonly dueOn: IsoDate
  /** The date as printed, where it was moved (延期); else null. */
  readonly printedDueOn: IsoDate | null
  readonly text: string
  /** The Shanghai date of the report that marked it done. */
  readonly doneOn: IsoDate | null
}

/** What an indicator stands at: a number in its unit, or why there is none. `0` is a number. */
export type FigureValue = DecimalText | { readonly none: NoFigure }

/** 量化指标. Its target and values are numbers in its unit, so that 万头 means tens of thousands. */
export type Indicator = {
  readonly id: string
  readonly name: string
  /** 单位 as people say it: 万头, %, 个; blank where none is printed. */
  readonly unit: string
  /** As printed: `不少于30家`. */
  readonly targetText: string | null
  /** Null: the target is words, and what is reported is the percentage done. */
  readonly target: DecimalText | null
  /** Last year's value; only `growth` needs it. */
  readonly baseline: DecimalText | null
  readonly direction: Direction
  /** 口径. */
  readonly basis: string | null
  /** The rate that the document prints, in percent. */
  readonly printedRate: DecimalText | null
  /** 建议指标, found in a text: it enters no rate until the office confirms it. */
  readonly isProposal: boolean
  /** The last accepted value; null: none was ever reported. */
  readonly current: AcceptedValue | null
}

/** A value that counts, and where it is from. */
export type AcceptedValue = {
  readonly value: FigureValue
  /** As it was printed or typed. */
  readonly said: string
  readonly reportId: string
  /** `YYYY-MM`, of that report. */
  readonly period: string
  readonly authorOpenId: string
  /** The import that it came with; null: somebody filled it in. */
  readonly importId: string | null
  /** Epoch ms, of that report. */
  readonly at: number
}

/** 人工核定: a rate that the office set by hand. */
export type HandSetRate = {
  readonly rate: DecimalText
  readonly reason: string
  readonly by: string
  /** Epoch ms. */
  readonly at: number
}

/** 细化项目: a named part of a task; without a name, the task as a whole. */
export type Item = {
  readonly id: string
  readonly title: string
  readonly printedRate: DecimalText | null
  readonly handSet: HandSetRate | null
  readonly indicators: readonly Indicator[]
}

/** What a report says of one indicator. */
export type ReportValue = {
  readonly indicatorId: string
  readonly value: FigureValue
  /** As it was printed or typed. */
  readonly said: string
}

/** 代录: by what way the office was told. */
export type ReportSource = 'phone' | 'letter' | 'meeting'

/** 填报: one entry for a period. Values count at once and are marked 待审 until they are reviewed. */
export type Report = {
  readonly id: string
  readonly taskId: string
  /** The month it speaks of, `YYYY-MM`. */
  readonly period: string
  readonly authorOpenId: string
  /** Decimal text of a percentage 0–100, or null where none was given. */
  readonly percent: string | null
  readonly milestonesDone: readonly string[]
  /** Of those indicators that it speaks of; the others stay as they were. */
  readonly values: readonly ReportValue[]
  readonly progress: string
  readonly problems: string
  readonly nextSteps: string
  /** 亮点; only in quarter, half-year and year-end reports. */
  readonly highlights: string
  /** Of a project without numbers. */
  readonly stage: Stage | null
  /** 暂无数据: why there is no figure, and when it is expected. */
  readonly noFigure: { readonly why: NoFigure; readonly expectedOn: IsoDate | null } | null
  /** Of 代录; null where people reported themselves. */
  readonly source: ReportSource | null
  /** 更正: the id of the report that this one puts right. */
  readonly corrects: string | null
  /** What was asked about before it was stored; null: of a report older than the question. */
  readonly doubts: readonly ReportDoubt[] | null
  readonly status: ReportState
  /** How it came past the unit's signer; null: of a report older than sign-off. */
  readonly signOff: SignOff | null
  /** An open_id; `system` where it lapsed. */
  readonly signedBy: string | null
  /** Epoch ms. */
  readonly signedAt: number | null
  /** Epoch ms. */
  readonly at: number
  /** An open_id; `system` for 自动通过; null while nobody reviewed it. */
  readonly reviewedBy: string | null
  /** Epoch ms. */
  readonly reviewedAt: number | null
  /** What is to be mended, of a returned one. */
  readonly returnReason: string | null
  /** The import that it came with; null: somebody filled it in. */
  readonly importId: string | null
  readonly version: number
}

/** What beside its state the life of a task left on it. */
export type TaskLife = {
  /** 待签收 since, epoch ms: when somebody was asked. Null: nobody is asked now. */
  readonly awaitingSince: number | null
  /** 视同签收: nobody answered, and the time for it ran out. */
  readonly isDeemed: boolean
  /** Of a suspended task: where 恢复 leads back to, if that is known. */
  readonly suspendedFrom: TaskState | null
  /** 并入: id of the task that took it over. */
  readonly mergedInto: string | null
  /** 立项: where a task comes from that no document prints. */
  readonly origin: { readonly source: string; readonly number: string | null } | null
}

export const newLife: TaskLife = {
  awaitingSince: null,
  isDeemed: false,
  suspendedFrom: null,
  mergedInto: null,
  origin: null,
}

export type Task = {
  readonly id: string
  readonly planId: string
  readonly seq: number
  readonly section: readonly string[]
  readonly title: string | null
  readonly text: string
  readonly forms: readonly string[]
  readonly state: TaskState
  /** 内部事项: shown to those who have to do with it alone, and nowhere counted for others. */
  readonly isInternal: boolean
  readonly life: TaskLife
  readonly version: number
  readonly duties: readonly Duty[]
  /** In printed order. */
  readonly milestones: readonly Milestone[]
  /** In printed order. */
  readonly items: readonly Item[]
  /** The rate that the document prints, in percent. */
  readonly printedRate: DecimalText | null
  readonly handSet: HandSetRate | null
  readonly lastReport: Report | null
  /** What digests and bulletins tell; the last report itself, or one before it. */
  readonly lastAccepted: Report | null
}

/** A plan with all its tasks, in printed order. */
export type PlanWithTasks = { readonly plan: Plan; readonly tasks: readonly Task[] }
