/**
 * The life of one report (design §3): 待审签 → 待审核 → 通过 / 退回, and 撤回 by its author until it
 * was reviewed. What does not stand in the table does not happen.
 */
import type { Report } from './plan.ts'

export type ReportState = 'awaiting_sign_off' | 'submitted' | 'accepted' | 'returned' | 'withdrawn'

/**
 * How a report came past its unit's signer. `own`: the signer wrote it; `no_signer`, `direct`
 * (授权联络员直报) and `on_behalf` (代录): skipped; `lapsed`: unsigned at the deadline, 未审签.
 */
export type SignOff =
  | 'waiting'
  | 'signed'
  | 'own'
  | 'no_signer'
  | 'direct'
  | 'on_behalf'
  | 'lapsed'
  | 'refused'

export type ReportEvent =
  | { readonly kind: 'signed' }
  /** Unsigned when its deadline came. */
  | { readonly kind: 'lapsed' }
  | { readonly kind: 'accepted' }
  /** 退回, by the signer while it waits for a signature, by the office afterwards. */
  | { readonly kind: 'returned'; readonly reason: string }
  | { readonly kind: 'withdrawn' }

/** Who does it, and when. Nobody in person: `by` is `system`. */
export type ReportActor = {
  readonly by: string
  readonly isOffice: boolean
  /** Of the lead unit of the report's task. */
  readonly isSigner: boolean
  /** Epoch ms. */
  readonly at: number
}

export type ReportLifeRefusal =
  | 'not-office'
  | 'not-signer'
  | 'not-author'
  | 'awaits-sign-off'
  | 'not-awaiting-sign-off'
  | 'already-reviewed'
  | 'already-withdrawn'
  | 'reason-missing'
  | 'reason-too-long'

export type ReportMoved =
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly reason: ReportLifeRefusal }

/** Characters of the words with which a report comes back. */
export const returnReasonLimit = 1000

/** Every way there is. */
export const reportWays: Readonly<
  Record<ReportState, Readonly<Partial<Record<ReportEvent['kind'], ReportState>>>>
> = {
  awaiting_sign_off: {
    signed: 'submitted',
    lapsed: 'submitted',
    returned: 'returned',
    withdrawn: 'withdrawn',
  },
  submitted: { accepted: 'accepted', returned: 'returned', withdrawn: 'withdrawn' },
  accepted: {},
  returned: {},
  withdrawn: {},
}

const system = 'system'

/** Whether the event is this person's to bring about. */
function notTheirs(
  report: Report,
  event: ReportEvent,
  actor: ReportActor,
): ReportLifeRefusal | undefined {
  switch (event.kind) {
    case 'signed':
      return actor.isSigner ? undefined : 'not-signer'
    case 'lapsed':
      return actor.by === system ? undefined : 'not-signer'
    case 'accepted':
      return actor.isOffice ? undefined : 'not-office'
    case 'returned':
      if (report.status === 'awaiting_sign_off') return actor.isSigner ? undefined : 'not-signer'
      return actor.isOffice ? undefined : 'not-office'
    case 'withdrawn':
      return actor.by === report.authorOpenId ? undefined : 'not-author'
  }
}

function noWay(report: Report, event: ReportEvent): ReportLifeRefusal {
  if (report.status === 'withdrawn') return 'already-withdrawn'
  if (report.status === 'awaiting_sign_off') return 'awaits-sign-off'
  if (event.kind === 'signed' || event.kind === 'lapsed') return 'not-awaiting-sign-off'
  return 'already-reviewed'
}

/** One step of a report's life, or why it cannot be. */
export function moveReport(report: Report, event: ReportEvent, actor: ReportActor): ReportMoved {
  const refusal = notTheirs(report, event, actor)
  if (refusal) return { ok: false, reason: refusal }
  const status = reportWays[report.status][event.kind]
  if (!status) return { ok: false, reason: noWay(report, event) }
  const reason = event.kind === 'returned' ? event.reason.trim() : null
  if (reason === '') return { ok: false, reason: 'reason-missing' }
  if (reason !== null && [...reason].length > returnReasonLimit) {
    return { ok: false, reason: 'reason-too-long' }
  }
  const moved: Report = { ...report, status, version: report.version + 1 }
  return { ok: true, report: { ...moved, ...traces(report, event, actor, reason) } }
}

/** What the step leaves on the report: who signed, who reviewed, why it came back. */
function traces(
  report: Report,
  event: ReportEvent,
  { by, at }: ReportActor,
  reason: string | null,
): Partial<Report> {
  switch (event.kind) {
    case 'signed':
      return { signOff: 'signed', signedBy: by, signedAt: at }
    case 'lapsed':
      return { signOff: 'lapsed', signedBy: by, signedAt: at }
    case 'accepted':
      return { reviewedBy: by, reviewedAt: at }
    case 'returned':
      return {
        reviewedBy: by,
        reviewedAt: at,
        returnReason: reason,
        ...(report.status === 'awaiting_sign_off' ? { signOff: 'refused' as const } : {}),
      }
    case 'withdrawn':
      return {}
  }
}

/** Who signs for the lead unit, and whether it lets its liaison report without. */
export type Signing = { readonly signers: readonly string[]; readonly isDirect: boolean }

export type ReportStart = Pick<Report, 'status' | 'signOff' | 'signedBy' | 'signedAt'>

/** Where a new report begins: with the signer, or already with the office and why. */
export function startOfReport(
  by: string,
  at: number,
  { signers, isDirect }: Signing,
  isOnBehalf: boolean,
): ReportStart {
  const skipped = (signOff: SignOff): ReportStart => ({
    status: 'submitted',
    signOff,
    signedBy: null,
    signedAt: null,
  })
  if (isOnBehalf) return skipped('on_behalf')
  if (signers.includes(by)) return { ...skipped('own'), signedBy: by, signedAt: at }
  if (signers.length === 0) return skipped('no_signer')
  if (isDirect) return skipped('direct')
  return { status: 'awaiting_sign_off', signOff: 'waiting', signedBy: null, signedAt: null }
}

/** What a report that came with a document has of all this: nothing. */
export const printedReport = {
  stage: null,
  noFigure: null,
  source: null,
  corrects: null,
  doubts: [],
  signOff: 'on_behalf',
  signedBy: null,
  signedAt: null,
} as const satisfies Partial<Report>

/** Since when it waits for the office, epoch ms: a signature takes its own time. */
export const reachedOfficeAt = (report: Report): number => report.signedAt ?? report.at

/** 待审: entered, and not yet accepted or sent back. */
export const isPending = ({ status }: Pick<Report, 'status'>): boolean =>
  status === 'awaiting_sign_off' || status === 'submitted'
