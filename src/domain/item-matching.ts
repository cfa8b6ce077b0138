/** Which item and indicator of one version of a task is which of another. */
import { groupBy } from './group-by.ts'
import { comparable, likeness, pairsOf } from './likeness.ts'
import type { Indicator, Item } from './plan.ts'

/** An item or indicator in words; `before` alone: taken out; `after` alone: new. */
export type ItemChange = {
  readonly field: 'item' | 'indicator'
  readonly before: string | null
  readonly after: string | null
}

/** Items and indicators that a task held once; they keep what was reported of them. */
export type ArchivedItems = {
  readonly archivedItems: readonly Item[]
  readonly archivedIndicators: readonly Indicator[]
}

/** An item that holds proposals alone: nothing of it is settled, and nothing was printed. */
export const isProposed = ({ indicators }: Item): boolean =>
  indicators.length > 0 && indicators.every(({ isProposal }) => isProposal)

export type MatchedItems = ArchivedItems & {
  /** In printed order; those that were there keep their ids and values. */
  readonly items: readonly Item[]
  readonly changes: readonly ItemChange[]
  readonly isReordered: boolean
}

type ItemLike = { readonly title: string }
type IndicatorLike = { readonly name: string; readonly targetText: string | null }

/** Items by their title, then by its likeness. */
export const pairItems = <Old extends ItemLike, New extends ItemLike>(
  olds: readonly Old[],
  news: readonly New[],
): ReadonlyMap<New, Old> => pairUp(olds, news, titleKeys, ({ title }) => title)

const titleKeys = [
  ({ title }: ItemLike) => title,
  ({ title }: ItemLike) => comparable(title),
] as const

/** Indicators by name and target, then by name, then by the likeness of the name. */
export const pairIndicators = <Old extends IndicatorLike, New extends IndicatorLike>(
  olds: readonly Old[],
  news: readonly New[],
): ReadonlyMap<New, Old> =>
  pairUp(olds, news, [indicatorKey, ({ name }) => comparable(name)], ({ name }) => name)

const indicatorKey = ({ name, targetText }: IndicatorLike): string =>
  `${comparable(name)} ${targetText}`

const alikeEnough = 0.6

function pairUp<Old extends Both, New extends Both, Both>(
  olds: readonly Old[],
  news: readonly New[],
  keys: readonly ((one: Both) => string)[],
  wordsOf: ((one: Both) => string) | null,
): ReadonlyMap<New, Old> {
  const found = new Map<New, Old>()
  const taken = new Set<Old>()
  const pair = (made: New, old: Old) => {
    found.set(made, old)
    taken.add(old)
  }
  for (const keyOf of keys) {
    const waiting = groupBy(
      olds.filter((old) => !taken.has(old)),
      keyOf,
    )
    for (const made of news.filter((one) => !found.has(one))) {
      const old = waiting.get(keyOf(made))?.shift()
      if (old) pair(made, old)
    }
  }
  if (!wordsOf) return found
  const scored = news
    .filter((made) => !found.has(made))
    .flatMap((made) =>
      olds
        .filter((old) => !taken.has(old))
        .map((old) => ({
          made,
          old,
          score: likeness(pairsOf(wordsOf(old)), pairsOf(wordsOf(made))),
        })),
    )
    .filter(({ score }) => score >= alikeEnough)
    .sort((a, b) => b.score - a.score)
  for (const { made, old } of scored) if (!found.has(made) && !taken.has(old)) pair(made, old)
  return found
}

type Kept = ArchivedItems & { readonly items: readonly Item[] }

/**
 * What a newer version makes of a task's items: those that are found keep their ids, values, and
 * what the office said of them; those that are printed no more go to the archive.
 * @param printed as the newer version has them, with ids of their own
 */
export function matchItems(old: Kept, printed: readonly Item[]): MatchedItems {
  const found = pairItems(old.items, printed)
  const again = pairUp(
    old.archivedItems,
    printed.filter((item) => !found.has(item)),
    titleKeys,
    null,
  )
  const archive = [...old.archivedIndicators]
  const changes: ItemChange[] = []
  const items = printed.map((item): Item => {
    const before = found.get(item)
    const id = (before ?? again.get(item))?.id ?? item.id
    const isSettled = before ? !isProposed(before) : !isProposed(item)
    if (isSettled && (!before || itemWords(before) !== itemWords(item))) {
      changes.push(change('item', before && itemWords(before), itemWords(item)))
    }
    return {
      ...item,
      id,
      handSet: before?.handSet ?? null,
      indicators: matchIndicators(before, item.indicators, archive, changes),
    }
  })
  const kept = idsOf(items)
  const gone = old.items.filter(({ id }) => !kept.items.has(id))
  const goneIndicators = indicatorsOf(old.items).filter(({ id }) => !kept.indicators.has(id))
  return {
    items,
    archivedItems: [...old.archivedItems.filter(({ id }) => !kept.items.has(id)), ...gone],
    archivedIndicators: [
      ...old.archivedIndicators.filter(({ id }) => !kept.indicators.has(id)),
      ...goneIndicators,
    ],
    changes: [
      ...changes,
      ...gone
        .filter((item) => !isProposed(item))
        .map((item) => change('item', itemWords(item), null)),
      ...goneIndicators
        .filter(({ isProposal }) => !isProposal)
        .map((one) => change('indicator', indicatorWords(one), null)),
    ],
    isReordered: isReordered(old.items, items),
  }
}

/** @param archive of the task; those that are printed again are taken out of it */
function matchIndicators(
  before: Item | undefined,
  printed: readonly Indicator[],
  archive: Indicator[],
  changes: ItemChange[],
): readonly Indicator[] {
  const found = pairIndicators(before?.indicators ?? [], printed)
  const again = pairUp(
    archive,
    printed.filter((one) => !found.has(one)),
    [indicatorKey],
    null,
  )
  // What was proposed once and not taken is not proposed again.
  const isDeclined = (one: Indicator) => one.isProposal && again.get(one)?.isProposal === true
  const taken = [...again.values()].filter((back) => !back.isProposal)
  for (const back of taken) archive.splice(archive.indexOf(back), 1)
  const kept = printed.filter((one) => !isDeclined(one))
  return kept.map((one) => {
    const was = found.get(one)
    const isSettled = was ? !was.isProposal : !one.isProposal
    if (isSettled && (!was || indicatorWords(was) !== indicatorWords(one))) {
      changes.push(change('indicator', was && indicatorWords(was), indicatorWords(one)))
    }
    const known = was ?? again.get(one)
    if (!known) return one
    const isSameTarget = known.targetText === one.targetText
    return {
      ...one,
      id: known.id,
      current: known.current,
      baseline: one.baseline ?? known.baseline,
      basis: one.basis ?? known.basis,
      direction: isSameTarget ? known.direction : one.direction,
      isProposal: one.isProposal && known.isProposal,
    }
  })
}

const change = (
  field: ItemChange['field'],
  before: string | null | undefined,
  after: string | null,
): ItemChange => ({ field, before: before ?? null, after })

const withRate = (words: string, rate: string | null): string =>
  rate === null ? words : `${words}（印制完成率${rate}%）`

const itemWords = ({ title, printedRate }: Item): string => withRate(title, printedRate)
const indicatorWords = ({ name, targetText, printedRate }: Indicator): string =>
  withRate(`${name} ${targetText ?? '无目标'}`, printedRate)

export const indicatorsOf = (items: readonly Item[]): readonly Indicator[] =>
  items.flatMap(({ indicators }) => indicators)

const idsOf = (items: readonly Item[]) => ({
  items: new Set(items.map(({ id }) => id)),
  indicators: new Set(indicatorsOf(items).map(({ id }) => id)),
})

function isReordered(before: readonly Item[], after: readonly Item[]): boolean {
  const places = (items: readonly Item[]) => [
    ...items.map(({ id }) => id),
    ...indicatorsOf(items).map(({ id }) => id),
  ]
  const old = places(before)
  const now = places(after)
  return old.filter((id) => now.includes(id)).join() !== now.filter((id) => old.includes(id)).join()
}
