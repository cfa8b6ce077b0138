/**
 * What a doubt speaks of. A doubt has words and a quotation alone, whichever table it comes from;
 * what they point at is looked for in the draft, and nothing is offered where it is not found.
 */
import type { Doubt, DraftPlan, DraftTask, DutyRole } from './draft-plan.ts'
import { comparable } from './likeness.ts'

const place = /^.{0,40}?第\d+[行页][^：]{0,12}(?:：|$)/

/** The quoted words of a doubt, without where they stand. */
export const quoteOf = ({ source }: Doubt): string => source.replace(place, '').trim()

/** The line or row that a doubt names. */
function lineOf({ source }: Doubt): number | null {
  const line = /第(\d+)行/.exec(source)?.[1]
  return line === undefined ? null : Number(line)
}

/** Where the task of a doubt is; numbers may repeat, so the last that begins above its line. */
export function taskIndexOf(draft: DraftPlan, doubt: Doubt): number | null {
  const same = draft.tasks.flatMap(({ seq }, index) => (seq === doubt.taskSeq ? [index] : []))
  const line = lineOf(doubt)
  const above = same.findLast((index) => {
    const { source } = draft.tasks[index] as DraftTask
    const begins = source.line ?? source.row
    return line !== null && begins !== undefined && begins <= line
  })
  return above ?? same[0] ?? null
}

const persons: ReadonlySet<DutyRole> = new Set([
  'lead_leader',
  'owner',
  'liaison',
  'leader_liaison',
])
const units: ReadonlySet<DutyRole> = new Set(['lead_unit', 'co_unit'])

/** Places in `task.duties` of neighbouring names that were cut out of the quoted words. */
export type NameRun = { readonly from: number; readonly to: number; readonly isQuoted: boolean }

/** The longest run of names that the quotation holds; else all persons, or all units, of the task. */
export function nameRunOf(task: DraftTask, doubt: Doubt): NameRun | null {
  const roles = doubt.kind === 'unit_split' ? units : persons
  const quote = comparable(quoteOf(doubt))
  let best: NameRun | null = null
  for (let from = 0; from < task.duties.length; from += 1) {
    let joined = ''
    for (let to = from; to < task.duties.length; to += 1) {
      const duty = task.duties[to]
      if (!duty || !roles.has(duty.role)) break
      joined += comparable(duty.name)
      if (!quote.includes(joined)) break
      if (!best || to - from > best.to - best.from) best = { from, to, isQuoted: true }
    }
  }
  if (best && best.to > best.from) return best
  const places = task.duties.flatMap(({ role }, index) => (roles.has(role) ? [index] : []))
  const [from] = places
  const to = places.at(-1)
  return from === undefined || to === undefined ? null : { from, to, isQuoted: false }
}

/** The unit names of a task, the present lead first. */
export const unitsOf = (task: DraftTask): readonly string[] =>
  [...task.duties]
    .filter(({ role }) => units.has(role))
    .sort((a, b) => Number(b.role === 'lead_unit') - Number(a.role === 'lead_unit'))
    .map(({ name }) => name)

/** The person whom a doubt about a boundary speaks of. */
export function personOf(task: DraftTask, doubt: Doubt): string | null {
  const quote = comparable(quoteOf(doubt))
  const named = task.duties.filter(({ role, name }) => {
    const isMeant = role === 'owner' || role === 'leader_liaison'
    return isMeant && quote.includes(comparable(name))
  })
  return named.length === 1 ? (named[0]?.name ?? null) : null
}

export type Figures = {
  /** As printed in the task's text, and as printed in its last node. */
  readonly target: string
  readonly node: string
  /** Place of the node in `task.milestones`. */
  readonly milestone: number
}

/** Where a figure stands in a text for itself: `24个` is not in `124个`. */
export function placeOfFigure(text: string, figure: string, isLast = false): number {
  const places = [...text.matchAll(new RegExp(`(?<![\\d.])${escaped(figure)}`, 'g'))]
  return (isLast ? places.at(-1) : places[0])?.index ?? -1
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The pairs of differing figures that a doubt names, where both are found. */
export function figuresOf(task: DraftTask, doubt: Doubt): readonly Figures[] {
  const pairs = [
    ...doubt.text.matchAll(/目标(?:为)?([^、；，（）]+?)、最后节点(?:为)?([^；，）]+)/g),
  ]
  return pairs.flatMap(([, target = '', node = '']) => {
    const milestone = task.milestones.findLastIndex(({ text }) => placeOfFigure(text, node) >= 0)
    const isThere = milestone >= 0 && placeOfFigure(task.text, target) >= 0
    return isThere ? [{ target, node, milestone }] : []
  })
}

/** The node whose words are quoted, or whose date is named. */
export function milestoneOf(task: DraftTask, doubt: Doubt): number | null {
  const date = /\d{4}-\d{2}-\d{2}/.exec(doubt.text)?.[0]
  const quote = comparable(quoteOf(doubt))
  const holds = (text: string) =>
    quote !== '' && (comparable(text).includes(quote) || quote.includes(comparable(text)))
  const all = task.milestones.map(({ due, text }, index) => ({ index, due, isQuoted: holds(text) }))
  const dated = all.filter(({ due }) => date === undefined || due === date)
  const found = dated.filter(({ isQuoted }) => isQuoted)
  if (found.length > 0) return found[0]?.index ?? null
  return date !== undefined && dated.length === 1 ? (dated[0]?.index ?? null) : null
}

/** Where a rate stands: the task's own, an item's, or an indicator's. */
type RatePlace = { readonly item: number | null; readonly indicator: number | null }

export type Rates = {
  readonly printed: number
  readonly computed: number
  readonly at: RatePlace
}

/** The printed rate is the one that the task holds; the other one that is named was computed. */
export function ratesOf(task: DraftTask, doubt: Doubt): Rates | null {
  const words = doubt.text.replace(/（[^（）]*）/g, '')
  const named = [...words.matchAll(/(\d+(?:\.\d+)?)\s*[%％]/g)].map(([, rate]) => Number(rate))
  const [printed, computed] = [...new Set(named)]
  if (printed === undefined || computed === undefined || new Set(named).size > 2) return null
  const holders = rateHolders(task).filter(({ rate }) => rate === printed)
  const quote = comparable(quoteOf(doubt))
  const quoted = holders.filter(({ name }) => {
    const words = comparable(name)
    return words !== '' && quote !== '' && (quote.includes(words) || words.includes(quote))
  })
  const meant = quoted.length > 0 ? quoted : holders
  const [one] = meant
  return one && meant.length === 1 ? { printed, computed, at: one.at } : null
}

type RateHolder = {
  readonly rate: number | null
  readonly name: string
  readonly at: RatePlace
}

const rateHolders = (task: DraftTask): readonly RateHolder[] => [
  { rate: task.rate, name: task.title ?? task.text, at: { item: null, indicator: null } },
  ...task.items.flatMap(({ rate, title, indicators }, item) => [
    { rate, name: title, at: { item, indicator: null } },
    ...indicators.map((one, indicator) => ({
      rate: one.rate,
      name: one.name,
      at: { item, indicator },
    })),
  ]),
]

/** The other task that a doubt about a goal that stands twice names. */
export function twinOf(draft: DraftPlan, doubt: Doubt): number | null {
  const own = taskIndexOf(draft, doubt)
  const others = new Set(
    [...doubt.text.matchAll(/第(\d+)项/g)]
      .map(([, seq]) => Number(seq))
      .filter((seq) => seq !== doubt.taskSeq),
  )
  const found = draft.tasks.flatMap(({ seq }, at) => (others.has(seq) && at !== own ? [at] : []))
  return found.length === 1 ? (found[0] ?? null) : null
}
