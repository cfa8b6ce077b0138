/** What the card of one task is made from. */
import type { DutyRole, IsoDate } from '../../src/domain/draft-plan.ts'
import type { Light, LightLabel } from '../../src/domain/lights.ts'
import type { NodeRate } from '../../src/domain/live-rates.ts'
import type { MilestoneStatus } from '../../src/domain/milestone-status.ts'
import type { RequestKind } from '../../src/domain/task-requests.ts'
import type { ReportStatus, TaskRef, TaskStanding } from '../words.ts'

export type TaskView = TaskRef & {
  /** Epoch ms. */
  readonly asOf: number
  readonly version: number
  readonly planId: string
  readonly planTitle: string
  readonly section: readonly string[]
  readonly text: string
  readonly standing: TaskStanding
  readonly overdueDays: number | null
  /** In printed order. */
  readonly duties: readonly {
    readonly role: DutyRole
    readonly name: string
    readonly isLead: boolean
  }[]
  readonly forms: readonly string[]
  /** In printed order. */
  readonly milestones: readonly TaskMilestone[]
  readonly rate: TaskRateSummary
  /** Null: of a plan that is not under way. */
  readonly light: LightSummary | null
  readonly lastReport: LastReport | null
  readonly mayReport: boolean
  /** 转办: it is this account that is told of the task. */
  readonly mayPassOn: boolean
  readonly mayAcknowledge: boolean
  /** What the viewer may ask of the office. */
  readonly mayRequest: readonly RequestKind[]
  readonly mayDirect: boolean
  readonly mayMarkInternal: boolean
  readonly mayPrint: boolean
  /** 改, and numbers for 批示: the office. */
  readonly mayEdit: boolean
  /** 视同签收, 已延期 … beside the state. */
  readonly marks: readonly string[]
  /** 立项: where it comes from. */
  readonly origin: string | null
  /** What fields said before, newest first. */
  readonly edits: readonly TaskChangeLine[]
  /** The latest 工作要求, newest first; three are shown. */
  readonly directives: readonly TaskDirective[]
}

/** 亮灯: the colour with its word, and what made it so. */
export type LightSummary = {
  readonly light: Light
  readonly labels: readonly LightLabel[]
  /** `新增泊位：序时达成率 80%`, of what stands worst; blank where nothing is behind. */
  readonly why: string
}

/** 完成率 by the last accepted values; how it came about is one press away. */
type TaskRateSummary = {
  /** Decimal text; null: there is nothing to make it from. */
  readonly shown: string | null
  readonly isHandSet: boolean
  /** In printed order; none where the task has no items. */
  readonly items: readonly {
    readonly title: string
    readonly shown: string | null
    readonly isHandSet: boolean
  }[]
  readonly nodes: NodeRate
  /** 建议指标 that wait for the office: they are in no rate. */
  readonly proposals: number
}

export type TaskMilestone = {
  readonly item: string | null
  readonly dueOn: IsoDate
  readonly text: string
  readonly status: MilestoneStatus
}

/** One field that the office changed. */
export type TaskChangeLine = {
  readonly field: string
  readonly before: string
  /** Epoch ms. */
  readonly at: number
  readonly reference: string | null
}

export type TaskDirective = {
  readonly id: string
  readonly number: string | null
  readonly dueOn: IsoDate | null
  readonly by: string
  /** Epoch ms. */
  readonly at: number
  readonly text: string
  readonly reply: string | null
}

export type LastReport = {
  readonly by: string
  /** Epoch ms. */
  readonly at: number
  /** Decimal text. */
  readonly percent: string | null
  readonly progress: string
  readonly problems: string
  readonly nextSteps: string
  readonly status: ReportStatus
  /** What is to be mended, of a returned one. */
  readonly returnReason: string | null
  /** 更正, 代录, 未审签 …, as printed beside it. */
  readonly marks: readonly string[]
}
