/** Two people on one task: what one typed and what the other sent meanwhile, as one form. */
import type { Report } from './plan.ts'

/** What people type into the form, as they typed it. */
export type TypedReport = {
  readonly percent: string
  readonly progress: string
  readonly problems: string
  readonly nextSteps: string
  readonly highlights: string
  /** Ids of milestones. */
  readonly milestonesDone: readonly string[]
}

export type TypedField = keyof TypedReport

export type MergeChange = {
  readonly field: TypedField
  /** Both changed it, each otherwise: one's own stays in the form, the other's is shown. */
  readonly isMineKept: boolean
}

export const typedOf = (report: Report | null): TypedReport => ({
  percent: report?.percent ?? '',
  progress: report?.progress ?? '',
  problems: report?.problems ?? '',
  nextSteps: report?.nextSteps ?? '',
  highlights: report?.highlights ?? '',
  milestonesDone: report?.milestonesDone ?? [],
})

const texts = ['percent', 'progress', 'problems', 'nextSteps', 'highlights'] as const

/**
 * What only one of the two changed is taken from that one; where both did, one's own stays. No tick
 * and no word of one's own is lost.
 * @param base what the form was filled with
 * @param theirs what stands now
 */
export function mergeTyped(
  base: TypedReport,
  mine: TypedReport,
  theirs: TypedReport,
): { readonly values: TypedReport; readonly changes: readonly MergeChange[] } {
  const merged = texts.map((field) => {
    const typed = mine[field].trim()
    const isMine = typed !== base[field].trim()
    const isTheirs = theirs[field].trim() !== base[field].trim()
    const isOther = typed !== theirs[field].trim()
    return {
      value: isMine ? mine[field] : theirs[field],
      change: isTheirs && isOther ? [{ field, isMineKept: isMine }] : [],
      field,
    }
  })
  const ticks = mergeTicks(base.milestonesDone, mine.milestonesDone, theirs.milestonesDone)
  return {
    values: {
      ...(Object.fromEntries(merged.map(({ field, value }) => [field, value])) as Record<
        (typeof texts)[number],
        string
      >),
      milestonesDone: ticks,
    },
    changes: [
      ...merged.flatMap(({ change }) => change),
      ...(theirs.milestonesDone.some((id) => !mine.milestonesDone.includes(id))
        ? [{ field: 'milestonesDone' as const, isMineKept: false }]
        : []),
    ],
  }
}

/** All that either ticked, without what either took away. */
function mergeTicks(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): readonly string[] {
  const gone = base.filter((id) => !mine.includes(id) || !theirs.includes(id))
  return [...new Set([...theirs, ...mine])].filter((id) => !gone.includes(id))
}
