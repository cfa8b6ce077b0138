import { tidy } from './spacing.ts'

/** A unit as printed. `starred`: marked as a lead by `*`. */
type PrintedUnit = { readonly name: string; readonly starred: boolean }

/** What a units' cell gave. `unsure` holds the printed runs whose cut rests on their form alone. */
export type SplitUnits = {
  readonly units: readonly PrintedUnit[]
  readonly glued: number
  readonly sharedPrefixes: number
  readonly unsure: readonly string[]
}

const separators = /[、，,；;]+/
const ending =
  /(?:局|办|委|会|院|所|部|处|室|站|中心|街道|镇|乡|村|集团|公司|联|团|校|大学|银行|镇街|平台|部门|单位|厅|署|队|社|馆|台|府|厂|专班|园区|科|区)$/
const bracketEnd = /[）)]$/
/** Where one unit ends and the next begins with its level of government. */
const seam =
  /(?:局|办|委|会|处|室|中心|街道|镇|集团|公司|指挥部|联|大学|医院|银行|镇街|平台|部门|单位|队|[）)])(?=(?:区(?![域块划位间])|市(?![场政民区容])|县(?!域)|省|各(?!成员|直属)|相关))/g
const levelStart = /^(?:区(?![域块划位间])|市(?![场政民区容])|县(?!域)|省|各(?!成员|直属)|相关)/
/** What never stands alone, so that a line which begins with it goes on from the line before. */
const bareEnding = /^(?:局|分局|集团|公司)(?:$|[、，,；;])/
const dependent = /^(?:.{0,4}(?:分局|分公司|支队|大队|办公室|管理处|服务中心|指挥部))$/
const firmEnding = /(?:局|办|街道|镇|集团|公司|管委会|中心)$/
const groupWord = /^(?:镇街|街镇|街道|镇|乡镇|平台|部门|单位|园区|社区|功能区|开发区)$/

/**
 * Lines of a units' cell cut at separators outside brackets; wrapped lines are joined. `whole` are
 * units that stand on one line elsewhere, so that their halves on two lines are known.
 */
export function unitRuns(lines: readonly string[], whole: ReadonlySet<string>): string[] {
  const joined: string[] = []
  for (const raw of lines) {
    const line = tidy(separated(raw))
    const previous = joined.at(-1)
    const isContinued =
      previous !== undefined &&
      !/^[*＊]/.test(line) &&
      (isOpen(previous) ||
        !isClosed(previous) ||
        bareEnding.test(line) ||
        isHalved(previous, line, whole))
    if (isContinued || (previous !== undefined && /^[（(]/.test(line))) {
      joined[joined.length - 1] = previous + line
    } else joined.push(line)
  }
  return markLabelled(
    joined.flatMap((line) =>
      splitOutsideBrackets(line.replace(/[*＊]/g, '、*').replace(roleLabel, '、$&')),
    ),
  )
}

/** Whether the last unit of a line goes on in the next line. */
function isHalved(line: string, next: string, whole: ReadonlySet<string>): boolean {
  const head = unitTokens(line).at(-1)?.replace('*', '') ?? ''
  return whole.has(head + (unitTokens(next)[0] ?? ''))
}

const roleLabel = /(?:牵头|主办|责任|配合|协办|参与)(?:单位|部门)[：:]/g
const leadLabel = /^(?:牵头|主办|责任)(?:单位|部门)[：:]/
const coLabel = /^(?:配合|协办|参与)(?:单位|部门)[：:]/

/** "牵头单位：甲、乙 配合单位：丙" within a cell: what stands behind the first label are leads. */
function markLabelled(runs: readonly string[]): string[] {
  let isLead = false
  return runs.flatMap((run) => {
    if (leadLabel.test(run)) isLead = true
    if (coLabel.test(run)) isLead = false
    const name = run.replace(leadLabel, '').replace(coLabel, '')
    if (name === '') return []
    return [isLead && !name.startsWith('*') ? `*${name}` : name]
  })
}

/** Units between which only blanks stand get a separator; blanks within a name (农 业 局) do not. */
export function separated(line: string): string {
  const names = line.trim().split(/\s+/)
  const areUnits = names.length > 1 && names.every((name) => name.length >= 3 && ending.test(name))
  return areUnits ? names.join('、') : line
}

/** The units of a cell as their separators cut them. */
export function unitTokens(text: string): string[] {
  return splitOutsideBrackets(text.replace(/[*＊]/g, '、*'))
}

/** Whether a bracket was opened and not closed. */
function isOpen(line: string): boolean {
  return /[（(][^（）()]{0,20}$/.test(line.slice(-24))
}

function isClosed(line: string): boolean {
  const end = line.slice(-8)
  return ending.test(end) || bracketEnd.test(end) || /[、，,；;]$/.test(end)
}

function splitOutsideBrackets(line: string): string[] {
  const held = line.replace(/[（(][^（）()]*[）)]/g, (bracket) =>
    bracket.replace(/[、，,；;]/g, '\u0001'),
  )
  return held
    .split(separators)
    .map((part) => part.replaceAll('\u0001', '、').trim())
    .filter((part) => part.replace('*', '') !== '')
}

/** The units that stand alone somewhere in the document: evidence for cutting glued ones. */
export function unitsAlone(runs: readonly string[]): Set<string> {
  const all = new Set(runs.map((run) => run.replace('*', '')))
  const alone = new Set<string>()
  for (const run of all) {
    if (run.length > 24 || countSeams(run) > 0) continue
    const lengths = Array.from({ length: run.length - 1 }, (_, index) => index + 1)
    const isJoined = lengths.some((at) => all.has(run.slice(0, at)) && all.has(run.slice(at)))
    if (!isJoined) alone.add(run)
  }
  return new Set([...alone].filter((run) => !holdsKnown(run, alone)))
}

/**
 * Cuts a cell's runs into units. A cut needs a unit's ending before it and, after it, a unit
 * known from elsewhere or a level of government (区, 市, 各 …).
 */
export function splitUnits(runs: readonly string[], known: ReadonlySet<string>): SplitUnits {
  const units: PrintedUnit[] = []
  const unsure: string[] = []
  let glued = 0
  let sharedPrefixes = 0
  for (const run of runs) {
    const starred = run.startsWith('*')
    const printed = run.replace('*', '')
    const names = cutUnits(printed, known)
    if (names.length > 1) glued += 1
    if (restsOnForm(names, known)) unsure.push(printed)
    for (const [index, name] of names.entries()) {
      const shared = groupWord.test(name) ? groupPrefix.exec(units.at(-1)?.name ?? '')?.[0] : ''
      if (shared) sharedPrefixes += 1
      units.push({ name: `${shared ?? ''}${name}`, starred: starred && index === 0 })
    }
  }
  return { units, glued, sharedPrefixes, unsure }
}

function countSeams(text: string): number {
  return text.match(seam)?.length ?? 0
}

/** Shortest path over the cuts of a run. Runs longer than 80 characters stay whole. */
function cutUnits(run: string, known: ReadonlySet<string>): string[] {
  if (known.has(run) || run.length > 80) return [run]
  const best: ({ cost: number; names: string[] } | undefined)[] = [{ cost: 0, names: [] }]
  for (let end = 1; end <= run.length; end += 1) {
    for (let start = 0; start < end; start += 1) {
      const before = best[start]
      const name = run.slice(start, end)
      if (!before || (end < run.length && !ending.test(name) && !bracketEnd.test(name))) continue
      const cost = before.cost + unitCost(name, known) + (start > 0 ? 0.5 : 0)
      if (cost >= (best[end]?.cost ?? Number.POSITIVE_INFINITY)) continue
      best[end] = { cost, names: [...before.names, name] }
    }
  }
  return best[run.length]?.names ?? [run]
}

function unitCost(name: string, known: ReadonlySet<string>): number {
  if (known.has(name)) return 0.1
  if (name.length < 3 || /^[（(]/.test(name)) return 9
  const seams = countSeams(name) * 3
  if (!ending.test(name) && !bracketEnd.test(name)) return 5 + seams
  return (levelStart.test(name) ? 1 : 1.8) + seams + (holdsKnown(name, known) ? 3 : 0)
}

/** Whether a run is a known unit and another one, in either order. */
function holdsKnown(name: string, known: ReadonlySet<string>): boolean {
  for (let length = 3; length <= name.length - 3; length += 1) {
    const head = name.slice(0, length)
    const rest = name.slice(length)
    const isPair = firmEnding.test(head) && ending.test(rest) && !dependent.test(rest)
    if (isPair && (known.has(rest) || (known.has(head) && length >= 4))) return true
  }
  return false
}

function restsOnForm(names: readonly string[], known: ReadonlySet<string>): boolean {
  return names.some((name, index) => {
    const previous = names[index - 1]
    if (previous === undefined) return false
    if (known.has(previous) && known.has(name)) return false
    return !(levelStart.test(name) && (known.has(previous) || known.has(name)))
  })
}

const groupPrefix = /^(?:各|相关|有关)/

/** 各镇街, 相关平台 …: a group of units, no unit of its own. */
export function isUnitGroup(name: string): boolean {
  return groupPrefix.test(name)
}
