import type { PrintedIndicator, PrintedItem, PrintedRate, TaskParts } from './compilation-parts.ts'
import type { SheetCell } from './compilation-sheet.ts'

/** An item with what belongs to it. */
export type PairedItem = {
  /** Several where a page cut them. */
  readonly words: readonly PrintedItem[]
  /** The others repeat the first. */
  readonly rates: readonly PrintedRate[]
  readonly indicators: readonly PrintedIndicator[]
  readonly fit: Fit
}

/**
 * Whether an item's printed rate is the mean of its indicators' printed rates: each up to 100
 * (`capped`), or as they are (`uncapped`). `unknown`: something is missing.
 */
export type Fit = 'capped' | 'uncapped' | 'unknown' | 'none'

type Parts = Pick<TaskParts, 'items' | 'rates' | 'indicators'>
/** How many items, rates and indicators are used up. */
type State = readonly [number, number, number]
type Way = { readonly cost: number; readonly state: State; readonly before: Way | undefined }

/** What an oddity costs. As it is printed costs nothing, so that only a proof moves a row. */
const costs = {
  fit: { capped: 0, unknown: 1, uncapped: 1, none: 5 },
  noWords: 4,
  noRate: 4,
  noIndicator: 6,
  /** Words that begin within quotation marks are the rest of others. */
  startsInside: 4,
  goesOnOverPage: 0.2,
  goesOnElsewhere: 3,
  /** On top: a rate beside the words says that they are an item of their own. */
  goesOnWithRate: 2,
  repeats: 1,
  repeatsRate: 0.3,
  rowApart: 0.35,
  mostApart: 2.5,
} as const

const mostWords = 4
const mostRates = 3
/** Tried combinations, beyond which rows stay as they are printed. */
const mostTries = 300_000

/**
 * Pairs items, their rates and indicators. Each of the three keeps its order; where an item's rate
 * is not the mean of the indicators beside it but that of the ones next to these, the rows were
 * set apart, and they are brought together again.
 */
export function pairItems(task: Parts): readonly PairedItem[] {
  const { items, rates, indicators } = task
  if (items.length + rates.length === 0) {
    return indicators.length > 0 ? [{ words: [], rates: [], indicators, fit: 'unknown' }] : []
  }
  const printed = asPrinted(task)
  if (printed.every(isPlain)) return printed
  const end = cheapestWay(task)
  if (!end) return printed
  const found: PairedItem[] = []
  for (let way = end; way.before; way = way.before) {
    found.unshift(itemBetween(task, way.before.state, way.state))
  }
  return found
}

function itemBetween({ items, rates, indicators }: Parts, from: State, to: State): PairedItem {
  const own = {
    words: items.slice(from[0], to[0]),
    rates: rates.slice(from[1], to[1]),
    indicators: indicators.slice(from[2], to[2]),
  }
  return { ...own, fit: fitOf(own.rates[0]?.value, own.indicators) }
}

function cheapestWay(task: Parts): Way | undefined {
  const { items, rates, indicators } = task
  const ways = new Map<number, Way>()
  const keyOf = ([i, r, n]: State) => (i * (rates.length + 1) + r) * (indicators.length + 1) + n
  ways.set(0, { cost: 0, state: [0, 0, 0], before: undefined })
  let tries = 0
  for (let i = 0; i <= items.length; i += 1) {
    for (let r = 0; r <= rates.length; r += 1) {
      for (let n = 0; n <= indicators.length; n += 1) {
        const before = ways.get(keyOf([i, r, n]))
        if (!before) continue
        tries += nextItems(task, before.state, (state, cost) => {
          const total = before.cost + cost
          const known = ways.get(keyOf(state))
          if (!known || total < known.cost - 1e-9) {
            ways.set(keyOf(state), { cost: total, state, before })
          }
        })
        if (tries > mostTries) return undefined
      }
    }
  }
  return ways.get(keyOf([items.length, rates.length, indicators.length]))
}

/** Every item that may come next, with its cost; how many were tried. */
function nextItems(
  task: Parts,
  [i, r, n]: State,
  found: (to: State, cost: number) => void,
): number {
  const { items, rates, indicators } = task
  const words = Math.min(mostWords, items.length - i)
  const equal = Math.min(mostRates, equalRates(rates, r))
  let tries = 0
  for (let w = 0; w <= words; w += 1) {
    const wordsCost = costOfWords(items.slice(i, i + w), items.length > 0)
    for (let q = 0; q <= equal; q += 1) {
      if (w + q === 0) continue
      const ratesCost =
        q === 0 ? (rates.length > 0 ? costs.noRate : 0) : (q - 1) * costs.repeatsRate
      const apart = rowsApart(w > 0 ? items[i]?.row : undefined, q > 0 ? rates[r]?.row : undefined)
      const sums = new Sums(q > 0 ? rates[r]?.value : undefined)
      for (let s = 0; n + s <= indicators.length; s += 1) {
        if (s > 0) sums.add(indicators[n + s - 1])
        tries += 1
        const own = s > 0 ? indicators[n]?.row : undefined
        const ownApart = rowsApart(own, q > 0 ? rates[r]?.row : items[i]?.row)
        const without = s === 0 && indicators.length > 0 ? costs.noIndicator : 0
        const cost = wordsCost + ratesCost + apart + ownApart + without
        found([i + w, r + q, n + s], cost + (s > 0 ? costs.fit[sums.fit()] : 0))
      }
    }
  }
  return tries
}

function equalRates(rates: readonly PrintedRate[], from: number): number {
  const first = rates[from]
  if (!first) return 0
  let count = 1
  while (rates[from + count]?.value.text === first.value.text) count += 1
  return count
}

/** An item's words: those that go on do so over a page as a rule, or repeat the first. */
function costOfWords(words: readonly PrintedItem[], hasWords: boolean): number {
  const [first, ...rest] = words
  if (!first) return hasWords ? costs.noWords : 0
  const start = startsInside(first) ? costs.startsInside : 0
  return rest.reduce((sum, { value, startsPage, hasRate }) => {
    if (value.text === first.value.text) return sum + costs.repeats
    const goesOn = startsPage ? costs.goesOnOverPage : costs.goesOnElsewhere
    return sum + goesOn + (hasRate ? costs.goesOnWithRate : 0)
  }, start)
}

function startsInside({ value, startsPage }: PrintedItem): boolean {
  return startsPage && /^[^“（《(]*[”）》)]/.test(value.text)
}

function rowsApart(one: number | undefined, other: number | undefined): number {
  if (one === undefined || other === undefined) return 0
  return Math.min(costs.mostApart, Math.abs(one - other) * costs.rowApart)
}

function fitOf(rate: SheetCell | undefined, indicators: readonly PrintedIndicator[]): Fit {
  const sums = new Sums(rate)
  for (const one of indicators) sums.add(one)
  return sums.fit()
}

/** Means of printed rates while indicators are added. Plain numbers: it compares, it reports none. */
class Sums {
  #capped = 0
  #raw = 0
  #count = 0
  #missing = 0
  readonly #printed: string | undefined

  constructor(rate: SheetCell | undefined) {
    this.#printed = rate?.percent
  }

  add(indicator: PrintedIndicator | undefined): void {
    const percent = indicator?.value.rate?.percent
    this.#count += 1
    if (percent === undefined) this.#missing += 1
    else {
      this.#capped += Math.min(100, Number(percent))
      this.#raw += Number(percent)
    }
  }

  fit(): Fit {
    if (this.#printed === undefined || this.#count === 0) return 'unknown'
    const printed = Number(this.#printed)
    if (this.#missing > 0) {
      const rest = printed * this.#count - this.#capped
      return rest > -1 && rest < 100 * this.#missing + 1 ? 'unknown' : 'none'
    }
    const decimals = this.#printed.split('.')[1]?.length ?? 0
    if (isPrinted(this.#capped / this.#count, printed, decimals)) return 'capped'
    return isPrinted(this.#raw / this.#count, printed, decimals) ? 'uncapped' : 'none'
  }
}

/** Rates that a mean is made of were cut themselves: a hundredth is no difference. */
const tolerance = 0.0101

function isPrinted(mean: number, printed: number, decimals: number): boolean {
  const unit = 10 ** decimals
  const cuts = [Math.round(mean * unit) / unit, Math.floor(mean * unit + 1e-9) / unit]
  return cuts.some((one) => Math.abs(one - printed) < 1e-9) || Math.abs(mean - printed) < tolerance
}

/** Nothing is odd about it, so that nothing needs to be moved. */
function isPlain({ words, rates, indicators, fit }: PairedItem): boolean {
  const [first] = words
  const isWhole = first !== undefined && words.length === 1 && !startsInside(first)
  return isWhole && rates.length === 1 && indicators.length > 0 && fit === 'capped'
}

/** Each row's words and rate are an item, and the indicators from there on are its. */
function asPrinted({ items, rates, indicators }: Parts): PairedItem[] {
  const rows = [...new Set([...items, ...rates].map(({ row }) => row))].sort((a, b) => a - b)
  return rows.map((row, at) => {
    const next = rows[at + 1] ?? Number.POSITIVE_INFINITY
    const first = at === 0 ? Number.NEGATIVE_INFINITY : row
    const own = indicators.filter((one) => one.row >= first && one.row < next)
    const ownRates = rates.filter((one) => one.row === row)
    return {
      words: items.filter((one) => one.row === row),
      rates: ownRates,
      indicators: own,
      fit: fitOf(ownRates[0]?.value, own),
    }
  })
}
