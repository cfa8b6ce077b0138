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
type Fit = 'capped' | 'uncapped' | 'unknown' | 'none'

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
/**
 * Combinations that may still be tried, for one file; without any, rows stay as they are printed.
 * One task may use a share of them.
 */
export type Tries = { left: number }
const mostTries = 3_000_000
const mostOfTask = 150_000

export function freshTries(): Tries {
  return { left: mostTries }
}

/**
 * Pairs items, their rates and indicators. Each of the three keeps its order; where an item's rate
 * is not the mean of the indicators beside it but that of the ones next to these, the rows were
 * set apart, and they are brought together again.
 */
export function pairItems(task: Parts, tries: Tries): readonly PairedItem[] {
  const { items, rates, indicators } = task
  if (items.length + rates.length === 0) {
    return indicators.length > 0 ? [{ words: [], rates: [], indicators, fit: 'unknown' }] : []
  }
  const printed = asPrinted(task)
  if (printed.every(isPlain)) return printed
  const end = cheapestWay(task, tries)
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

function cheapestWay(task: Parts, tries: Tries): Way | undefined {
  const { items, rates, indicators } = task
  const ways: (Way | undefined)[] = [{ cost: 0, state: [0, 0, 0], before: undefined }]
  const keyOf = (i: number, r: number, n: number) =>
    (i * (rates.length + 1) + r) * (indicators.length + 1) + n
  const least = Math.max(0, tries.left - mostOfTask)
  for (let i = 0; i <= items.length; i += 1) {
    for (let r = 0; r <= rates.length; r += 1) {
      for (let n = 0; n <= indicators.length; n += 1) {
        const before = ways[keyOf(i, r, n)]
        if (!before) continue
        tries.left -= nextItems(task, before.state, (toItem, toRate, toIndicator, more) => {
          const key = keyOf(toItem, toRate, toIndicator)
          const cost = before.cost + more
          if (cost < (ways[key]?.cost ?? Number.POSITIVE_INFINITY) - 1e-9) {
            ways[key] = { cost, state: [toItem, toRate, toIndicator], before }
          }
        })
        if (tries.left <= least) return undefined
      }
    }
  }
  return ways[keyOf(items.length, rates.length, indicators.length)]
}

type Found = (toItem: number, toRate: number, toIndicator: number, cost: number) => void

/** Every item that may come next, with its cost; how many were tried. */
function nextItems(task: Parts, [i, r, n]: State, found: Found): number {
  const { items, rates, indicators } = task
  const words = wordsTogether(items, i)
  let tries = 0
  for (let w = 0; w <= words; w += 1) {
    const wordsCost = costOfWords(items.slice(i, i + w), items.length > 0)
    const equal = ratesTogether(rates, r, w > 1)
    for (let q = w === 0 ? 1 : 0; q <= equal; q += 1) {
      const ratesCost =
        q === 0 ? (rates.length > 0 ? costs.noRate : 0) : (q - 1) * costs.repeatsRate
      const rateRow = q > 0 ? rates[r]?.row : undefined
      const wordsRow = w > 0 ? items[i]?.row : undefined
      const cost =
        wordsCost +
        ratesCost +
        rowsApart(wordsRow, rateRow) +
        rowsApart(indicators[n]?.row, rateRow ?? wordsRow)
      const sums = new Sums(q > 0 ? rates[r]?.value : undefined)
      const without = indicators.length > 0 ? costs.noIndicator : 0
      found(i + w, r + q, n, wordsCost + ratesCost + rowsApart(wordsRow, rateRow) + without)
      for (let s = 1; n + s <= indicators.length; s += 1) {
        sums.add(indicators[n + s - 1])
        found(i + w, r + q, n + s, cost + costs.fit[sums.fit()])
      }
      tries += indicators.length - n + 1
    }
  }
  return tries
}

/** How many words from here on may be one item's: those of their own item stand alone. */
function wordsTogether(items: readonly PrintedItem[], from: number): number {
  const first = items[from]
  if (!first) return 0
  const rest = items.slice(from + 1, from + mostWords)
  const end = rest.findIndex(
    ({ value, startsPage, hasRate }) => hasRate && !startsPage && value.text !== first.value.text,
  )
  return 1 + (end < 0 ? rest.length : end)
}

/** How many rates from here on may be one item's: equal ones, without words of their own. */
function ratesTogether(
  rates: readonly PrintedRate[],
  from: number,
  haveMoreWords: boolean,
): number {
  const first = rates[from]
  if (!first) return 0
  const rest = rates.slice(from + 1, from + mostRates)
  const end = rest.findIndex(
    ({ value, isAlone }) => value.text !== first.value.text || !(isAlone || haveMoreWords),
  )
  return 1 + (end < 0 ? rest.length : end)
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
  readonly #printed: number
  /** Ten to the power of the printed decimals. */
  readonly #unit: number

  constructor(rate: SheetCell | undefined) {
    const percent = rate?.percent ?? ''
    this.#printed = rate?.share ?? Number.NaN
    this.#unit = percent.includes('.') ? 10 ** (percent.length - percent.indexOf('.') - 1) : 1
  }

  add(indicator: PrintedIndicator | undefined): void {
    const share = indicator?.value.rate?.share ?? Number.NaN
    this.#count += 1
    if (Number.isNaN(share)) this.#missing += 1
    else {
      this.#capped += Math.min(100, share)
      this.#raw += share
    }
  }

  fit(): Fit {
    if (Number.isNaN(this.#printed) || this.#count === 0) return 'unknown'
    if (this.#missing > 0) {
      const rest = this.#printed * this.#count - this.#capped
      return rest > -1 && rest < 100 * this.#missing + 1 ? 'unknown' : 'none'
    }
    if (this.#isPrinted(this.#capped / this.#count)) return 'capped'
    return this.#isPrinted(this.#raw / this.#count) ? 'uncapped' : 'none'
  }

  #isPrinted(mean: number): boolean {
    const printed = this.#printed * this.#unit
    return (
      Math.abs(mean - this.#printed) < tolerance ||
      Math.abs(Math.round(mean * this.#unit) - printed) < 1e-6 ||
      Math.abs(Math.floor(mean * this.#unit + 1e-9) - printed) < 1e-6
    )
  }
}

/** Rates that a mean is made of were cut themselves: a hundredth is no difference. */
const tolerance = 0.0101

/** Nothing is odd about it, so that nothing needs to be moved. */
function isPlain({ words, rates, indicators, fit }: PairedItem): boolean {
  const [first] = words
  const isWhole = first !== undefined && words.length === 1 && !startsInside(first)
  return isWhole && rates.length === 1 && indicators.length > 0 && fit === 'capped'
}

/** Each row's words and rate are an item, and the indicators from there on are its. */
function asPrinted({ items, rates, indicators }: Parts): PairedItem[] {
  const rows = [...new Set([...items, ...rates].map(({ row }) => row))].sort((a, b) => a - b)
  const ends = [...rows.slice(1), Number.POSITIVE_INFINITY]
  const taken = { words: 0, rates: 0, indicators: 0 }
  const upTo = <Value extends { readonly row: number }>(
    all: readonly Value[],
    kind: keyof typeof taken,
    end: number,
  ): Value[] => {
    const from = taken[kind]
    while ((all[taken[kind]]?.row ?? Number.POSITIVE_INFINITY) < end) taken[kind] += 1
    return all.slice(from, taken[kind])
  }
  return ends.map((end) => {
    const own = {
      words: upTo(items, 'words', end),
      rates: upTo(rates, 'rates', end),
      indicators: upTo(indicators, 'indicators', end),
    }
    return { ...own, fit: fitOf(own.rates[0]?.value, own.indicators) }
  })
}
