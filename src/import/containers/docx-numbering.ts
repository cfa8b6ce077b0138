import { printNumber } from './printed-numbers.ts'
import { type Attributes, walkXml } from './xml.ts'

export type Level = {
  start: number
  format: string
  text: string
  restart: number | null
  legal: boolean
}
export type List = { readonly levels: Map<number, Level>; styleLink: string | null }
export type Num = {
  list: string
  readonly starts: Map<number, number>
  readonly levels: Map<number, Level>
}

/** A paragraph's place in a list; `null` where its style decides. Number 0 means none. */
type ListPlace = { readonly num: string | null; readonly level: number | null }

export type Lists = ReadonlyMap<string, List>
export type Nums = ReadonlyMap<string, Num>
type Styles = { readonly byId: ReadonlyMap<string, Style>; readonly normal: string | null }

type Style = { basedOn: string | null; num: string | null; level: number | null }

/** Automatic numbers of one story: give them the paragraphs in order. */
export type Numbering = {
  /** What Word prints before the paragraph: `1`, `（二）`, `第3条`. Empty: nothing. */
  readonly label: (place: ListPlace, style: string | null) => string
}

const deepest = 9
/** A list of styles, each based on the next: longer ones are cycles. */
const longestChain = 50

const attribute = (attributes: Attributes, name: string): string | undefined => {
  const key = Object.keys(attributes).find((one) => one === name || one.endsWith(`:${name}`))
  return key === undefined ? undefined : attributes[key]
}
const local = (name: string) => name.slice(name.indexOf(':') + 1)
const isOn = (value: string | undefined) => !/^(?:0|false|off)$/.test(value ?? '')

/** Reads `numbering.xml` and `styles.xml` (either may be missing) into counters. */
export function readNumbering(
  numbering: Uint8Array | undefined,
  styles: Uint8Array | undefined,
): Numbering {
  const { lists, nums } = numbering ? readLists(numbering) : { lists: new Map(), nums: new Map() }
  return countersOf(lists, nums, styles ? readStyles(styles) : { byId: new Map(), normal: null })
}

/** Counters of lists: `nums` by their number, each with the list that it counts. */
export function countersOf(lists: Lists, nums: Nums, styles: Styles): Numbering {
  const counters = new Map<string, number[]>()
  const begun = new Set<string>()
  return {
    label: (place, style) => {
      const byStyle = listOfStyle(style, styles)
      const id = place.num ?? byStyle.num
      const found = id === null || id === '0' ? undefined : findList(id, lists, nums, styles)
      if (!found || id === null) return ''
      const at = Math.min(place.level ?? byStyle.level ?? 0, deepest - 1)
      const levelAt = (level: number) => found.num.levels.get(level) ?? found.list.levels.get(level)
      const counts = counters.get(found.key) ?? []
      counters.set(found.key, counts)
      if (!begun.has(id)) {
        begun.add(id)
        for (const [level, start] of found.num.starts) counts[level] = start - 1
      }
      return count(counts, at, levelAt)
    },
  }
}

function listOfStyle(id: string | null, { byId, normal }: Styles): ListPlace {
  let level: number | null = null
  let style = byId.get(id ?? normal ?? '')
  for (let step = 0; style && step < longestChain; step += 1) {
    level ??= style.level
    if (style.num !== null) return { num: style.num, level }
    style = style.basedOn === null ? undefined : byId.get(style.basedOn)
  }
  return { num: null, level }
}

function findList(id: string, lists: Lists, nums: Nums, { byId }: Styles) {
  const num = nums.get(id)
  const list = num && lists.get(num.list)
  if (!num || !list) return undefined
  const linked = list.styleLink === null ? null : byId.get(list.styleLink)?.num
  const target = linked && linked !== id ? nums.get(linked) : undefined
  const other = target && lists.get(target.list)
  if (target && other) return { num: target, list: other, key: target.list }
  return { num, list, key: num.list }
}

/** Advances the counter of `at`, starts those below anew, and prints the level's text. */
function count(
  counts: number[],
  at: number,
  levelAt: (level: number) => Level | undefined,
): string {
  const level = levelAt(at)
  if (!level) return ''
  counts[at] = (counts[at] ?? level.start - 1) + 1
  for (let below = at + 1; below < deepest; below += 1) {
    const restart = levelAt(below)?.restart
    // 0: never starts anew; n: only after level n.
    if (restart === 0 || (restart != null && at + 1 > restart)) continue
    delete counts[below]
  }
  if (level.format === 'bullet') return ''
  return level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1
    const other = levelAt(index)
    const value = counts[index] ?? other?.start ?? 1
    return printNumber(value, level.legal && index < at ? 'decimal' : (other?.format ?? 'decimal'))
  })
}

function readLists(bytes: Uint8Array) {
  const lists = new Map<string, List>()
  const nums = new Map<string, Num>()
  let list: List | undefined
  let num: Num | undefined
  let level: Level | undefined
  let override = 0
  const opens: Readonly<Record<string, (value: string | undefined, all: Attributes) => void>> = {
    abstractNum: (_, all) => {
      list = { levels: new Map(), styleLink: null }
      lists.set(attribute(all, 'abstractNumId') ?? '', list)
    },
    numStyleLink: (value) => {
      if (list) list.styleLink = value ?? null
    },
    num: (_, all) => {
      num = { list: '', starts: new Map(), levels: new Map() }
      nums.set(attribute(all, 'numId') ?? '', num)
    },
    abstractNumId: (value) => {
      if (num) num.list = value ?? ''
    },
    lvlOverride: (_, all) => {
      override = Number(attribute(all, 'ilvl') ?? 0)
    },
    startOverride: (value) => {
      num?.starts.set(override, Number(value ?? 1))
    },
    lvl: (_, all) => {
      level = { start: 0, format: 'decimal', text: '', restart: null, legal: false }
      const owner = num ?? list
      owner?.levels.set(Number(attribute(all, 'ilvl') ?? 0), level)
    },
    start: (value) => {
      if (level) level.start = Number(value ?? 0)
    },
    numFmt: (value) => {
      if (level && value !== 'custom') level.format = value ?? 'decimal'
    },
    lvlText: (value) => {
      if (level) level.text = value ?? ''
    },
    lvlRestart: (value) => {
      if (level) level.restart = Number(value ?? 0)
    },
    isLgl: (value) => {
      if (level) level.legal = isOn(value)
    },
  }
  walkXml(bytes, {
    open: (name, attributes) => opens[local(name)]?.(attribute(attributes, 'val'), attributes),
    close: (name) => {
      if (local(name) === 'lvl') level = undefined
      if (local(name) === 'num') num = undefined
      if (local(name) === 'abstractNum') list = undefined
    },
  })
  return { lists, nums }
}

function readStyles(bytes: Uint8Array) {
  const byId = new Map<string, Style>()
  let normal: string | null = null
  let style: Style | undefined
  walkXml(bytes, {
    open: (name, attributes) => {
      const value = attribute(attributes, 'val') ?? null
      const tag = local(name)
      if (tag === 'style') {
        const id = attribute(attributes, 'styleId') ?? ''
        style = { basedOn: null, num: null, level: null }
        byId.set(id, style)
        const isParagraph = attribute(attributes, 'type') === 'paragraph'
        const marked = attribute(attributes, 'default')
        if (isParagraph && marked !== undefined && isOn(marked)) normal = id
      } else if (style && tag === 'basedOn') style.basedOn = value
      else if (style && tag === 'numId') style.num = value
      else if (style && tag === 'ilvl') style.level = Number(value ?? 0)
    },
    close: (name) => {
      if (local(name) === 'style') style = undefined
    },
  })
  return { byId, normal }
}
