/** Which time node of one version of a task is which of another. */
import type { IsoDate } from './draft-plan.ts'
import { groupBy } from './group-by.ts'
import { comparable, likeness, pairsOf } from './likeness.ts'
import type { Milestone } from './plan.ts'

export type NodeFacts = {
  readonly item: string | null
  readonly dueOn: IsoDate
  readonly text: string
}

/** `before` alone: taken out; `after` alone: new; both: moved, reworded, or put elsewhere. */
export type NodeChange = { readonly before: NodeFacts | null; readonly after: NodeFacts | null }

export type MatchedNodes = {
  /** In printed order; those that were there keep their ids and what was done. */
  readonly milestones: readonly Milestone[]
  /** Those that are printed no more, whenever they went. */
  readonly archived: readonly Milestone[]
  readonly changes: readonly NodeChange[]
  readonly isReordered: boolean
}

/** A milestone as the document printed it; `movedTo`: where an extension put it. */
type PrintedMilestone = Milestone & { readonly movedTo: IsoDate }

const asPrinted = (milestone: Milestone): PrintedMilestone => ({
  ...milestone,
  dueOn: milestone.printedDueOn ?? milestone.dueOn,
  movedTo: milestone.dueOn,
})

type Key = (node: NodeFacts) => string

/** From "the same" to "may be the same": first the date, then the words may differ. */
const keys: readonly Key[] = [
  ({ item, dueOn, text }) => JSON.stringify([item, dueOn, text]),
  ({ item, dueOn, text }) => `${comparable(item ?? '')} ${dueOn} ${comparable(text)}`,
  ({ item, text }) => `${comparable(item ?? '')} ${comparable(text)}`,
  ({ dueOn, text }) => `${dueOn} ${comparable(text)}`,
]

const alikeEnough = 0.5

/** @param newId ids of new milestones begin with it */
export function matchMilestones(
  old: {
    readonly milestones: readonly Milestone[]
    readonly archivedMilestones: readonly Milestone[]
  },
  printed: readonly NodeFacts[],
  newId: string,
): MatchedNodes {
  const found = pairNodes(old.milestones.map(asPrinted), printed)
  const backAgain = pairNodes(
    old.archivedMilestones.map(asPrinted),
    printed.filter((node) => !found.has(node)),
    keys.slice(0, 2),
  )
  const milestones = printed.map((node, index): Milestone => {
    const kept = found.get(node) ?? backAgain.get(node)
    const { item, dueOn, text } = node
    // A date that the office moved stays, unless the document prints another one.
    const moved = kept?.printedDueOn === dueOn ? kept : undefined
    return {
      id: kept?.id ?? `${newId}-${index + 1}`,
      item,
      dueOn: moved?.movedTo ?? dueOn,
      printedDueOn: moved ? dueOn : null,
      text,
      doneOn: kept?.doneOn ?? null,
    }
  })
  const kept = new Set(milestones.map(({ id }) => id))
  const gone = old.milestones.filter(({ id }) => !kept.has(id))
  return {
    milestones,
    archived: [...old.archivedMilestones.filter(({ id }) => !kept.has(id)), ...gone],
    changes: [
      ...printed.flatMap((node): NodeChange[] => {
        const before = found.get(node)
        if (before && isSame(before, node)) return []
        return [{ before: before ? facts(before) : null, after: facts(node) }]
      }),
      ...gone.map((node) => ({ before: facts(node), after: null })),
    ],
    isReordered: isReordered(old.milestones, milestones),
  }
}

/** The same nodes, those alone that both have, in another order. */
function isReordered(olds: readonly Milestone[], news: readonly Milestone[]): boolean {
  const before = olds.map(({ id }) => id)
  const after = news.map(({ id }) => id)
  return (
    before.filter((id) => after.includes(id)).join() !==
    after.filter((id) => before.includes(id)).join()
  )
}

const facts = ({ item, dueOn, text }: NodeFacts): NodeFacts => ({ item, dueOn, text })

const isSame = (a: NodeFacts, b: NodeFacts): boolean =>
  a.item === b.item && a.dueOn === b.dueOn && a.text === b.text

/** Pairs nodes key by key; what is left, by likeness within the same item. */
function pairNodes(
  olds: readonly PrintedMilestone[],
  news: readonly NodeFacts[],
  by: readonly Key[] | null = null,
): ReadonlyMap<NodeFacts, PrintedMilestone> {
  const found = new Map<NodeFacts, PrintedMilestone>()
  const taken = new Set<PrintedMilestone>()
  const pair = (node: NodeFacts, old: PrintedMilestone) => {
    found.set(node, old)
    taken.add(old)
  }
  for (const keyOf of by ?? keys) {
    const waiting = groupBy(
      olds.filter((old) => !taken.has(old)),
      keyOf,
    )
    for (const node of news.filter((one) => !found.has(one))) {
      const old = waiting.get(keyOf(node))?.shift()
      if (old) pair(node, old)
    }
  }
  if (by) return found
  const scored = news
    .filter((node) => !found.has(node))
    .flatMap((node) =>
      olds
        .filter((old) => !taken.has(old) && old.item === node.item)
        .map((old) => ({
          node,
          old,
          score:
            likeness(pairsOf(old.text), pairsOf(node.text)) + (old.dueOn === node.dueOn ? 0.3 : 0),
        })),
    )
    .filter(({ score }) => score >= alikeEnough)
    .sort((a, b) => b.score - a.score)
  for (const { node, old } of scored) if (!found.has(node) && !taken.has(old)) pair(node, old)
  return found
}
