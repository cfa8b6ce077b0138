import type { DraftMilestone } from '../../domain/draft-plan.ts'
import { type DateWord, dateWordAt, firmDateWithin } from '../cells/dates.ts'
import { asciiDigits, tidy } from '../cells/spacing.ts'
import type { Piece } from '../table.ts'

/** A milestone with the piece that its date was read from. */
export type ReadMilestone = DraftMilestone & { readonly piece: Piece }

/** What a cell of time nodes gave. `unread` pieces are before any date: no node holds them. */
export type ReadNodes = {
  readonly milestones: readonly ReadMilestone[]
  readonly damaged: readonly { readonly piece: Piece; readonly quote: string }[]
  readonly unread: readonly Piece[]
  readonly typos: number
}

/** A date at the head of a clause, with what stands before it there. */
type Mark = {
  readonly start: number
  readonly date: DateWord
  readonly item: string | null
  readonly subject: string
  readonly afterComma: boolean
}

type Draft = { item: string | null; dues: readonly string[]; text: string; piece: Piece }

const clauseEnd = /[。；;，,：:]/
const connective =
  /^(?:确保|力争|争取|并|同时|计划|预计|其中|全部|于|在|到|至|且|再|将|其余|剩余|对)/
const longestSubject = 16
/** Labels that say what a date is, and name no sub-project. */
const dateLabel =
  /^(?:完成|计划|办结|截止|投用|节点|实施)?(?:时限|时间|期限|日期)(?:节点|要求)?$|^时间节点$/
/** A number before a date: （1）, ①, 1. and, where the lines are counted, 1、 */
const enumerator = /^(?:[（(]\d{1,2}[）)]|[①-⑳]|\d{1,2}[)）.．](?=\d))\s*/

/** Reads the lines of a cell of time nodes. Every piece ends in a milestone, an item or `unread`. */
export function readNodes(pieces: readonly Piece[], planYear: number): ReadNodes {
  const drafts: Draft[] = []
  const unread: Piece[] = []
  const damaged: { piece: Piece; quote: string }[] = []
  let item: string | null = null
  let typos = 0
  const isCounted = countsLines(pieces)
  for (const [index, piece] of pieces.entries()) {
    const line = withoutNumber(tidy(piece.text), isCounted, planYear)
    const marks = findMarks(line, planYear)
    if (marks.length === 0) {
      const open = drafts.at(-1)
      const wholeYear = open
        ? null
        : /^(?:全年|年内|年度内|本年度)[，,：:]?(?![^，。；]{0,6}第)/.exec(line)
      if (wholeYear) {
        const text = line.slice(wholeYear[0].length)
        drafts.push({ item, dues: [`${planYear}-12-31`], text, piece })
      } else if (isHeading(line, pieces, index, planYear)) item = trimEnds(line)
      else if (open) open.text += line
      else unread.push(piece)
      continue
    }
    for (const draft of draftLine(line, marks, item, piece, drafts.at(-1))) drafts.push(draft)
    item = drafts.at(-1)?.item ?? item
    typos += marks.filter(({ date }) => date.isTypo).length
    for (const quote of damagedDates(line, marks)) damaged.push({ piece, quote })
  }
  const milestones = drafts.flatMap(({ dues, text, ...rest }) =>
    dues.map((due) => ({ item: rest.item, due, text: trimEnds(text), piece: rest.piece })),
  )
  return { milestones, damaged, unread, typos }
}

/** Whether the lines are numbered 1、 2、 3、, so that "2、4月底前" names one month. */
function countsLines(pieces: readonly Piece[]): boolean {
  const numbered = pieces.flatMap(({ text }) => /^(\d{1,2})、/.exec(asciiDigits(text))?.[1] ?? [])
  return numbered.length >= 2 && numbered.every((printed, at) => Number(printed) === at + 1)
}

/** A line without the number before its date. */
function withoutNumber(line: string, isCounted: boolean, planYear: number): string {
  const digits = asciiDigits(line)
  const counted = isCounted ? /^\d{1,2}、\s*/.exec(digits) : null
  const found = counted ?? (dateWordAt(digits, 0, planYear) ? null : enumerator.exec(digits))
  const rest = found && line.slice(found[0].length)
  return rest && dateWordAt(asciiDigits(rest), 0, planYear) ? rest : line
}

/** A heading has no date and no end of a sentence; the sentence before it ended; dates follow. */
function isHeading(
  line: string,
  pieces: readonly Piece[],
  index: number,
  planYear: number,
): boolean {
  const previous = pieces[index - 1]
  const next = pieces[index + 1]
  if (line.length > 40 || /[。；;，,]/.test(line) || !next) return false
  if (previous && !/[。；;）)：:]$/.test(previous.text)) return false
  return findMarks(tidy(next.text), planYear)[0]?.start === 0
}

/** A line for reading, with ASCII digits, and as printed: the same places in both. */
type Line = { readonly digits: string; readonly printed: string }

/** The dates of a line that open a clause; dates inside a clause or a bracket do not count. */
function findMarks(printed: string, planYear: number): Mark[] {
  const line = { digits: asciiDigits(printed), printed }
  const marks: Mark[] = []
  let depth = 0
  let takenTo = 0
  for (let index = -1; index < printed.length; index += 1) {
    const character = index < 0 ? '。' : printed.charAt(index)
    if (/[（(]/.test(character)) depth += 1
    if (/[）)]/.test(character)) depth = Math.max(0, depth - 1)
    if (depth > 0 || !clauseEnd.test(character) || index + 1 < takenTo) continue
    const mark = markAt(line, index + 1, /[，,：:]/.test(character), planYear)
    if (!mark) continue
    marks.push(mark)
    takenTo = mark.date.end
  }
  return marks
}

function markAt(
  line: Line,
  start: number,
  afterComma: boolean,
  planYear: number,
): Mark | undefined {
  const direct = dateAfter(line, start, planYear)
  if (direct) return { start, item: null, afterComma, ...direct }
  if (afterComma) return undefined
  const label = /^([^。；;，,：:]{1,40})[：:]\s*/.exec(line.printed.slice(start, start + 60))
  if (!label) return undefined
  const labelled = dateAfter(line, start + label[0].length, planYear)
  const name = tidy(label[1] ?? '')
  return labelled && { start, item: dateLabel.test(name) ? null : name, afterComma, ...labelled }
}

/** The date at `start`, one in brackets behind short words, or a firm one behind a short subject. */
function dateAfter(
  { digits, printed }: Line,
  start: number,
  planYear: number,
): { date: DateWord; subject: string } | undefined {
  const direct = dateWordAt(digits, start, planYear)
  if (direct) return { date: direct, subject: '' }
  const number = enumerator.exec(digits.slice(start, start + 8))?.[0].length ?? 0
  const from = start + number
  const date = number > 0 ? dateWordAt(blanked(digits, start, from), from, planYear) : undefined
  if (date) return { date, subject: '' }
  const words = /^[^。；;，,：:（(]*/.exec(digits.slice(from, from + longestSubject + 1))?.[0] ?? ''
  const bracketed = dateInBrackets(digits, from + words.length, planYear)
  if (bracketed) {
    const subject = printed.slice(from, from + words.length)
    return { date: bracketed, subject: subject && `${subject}：` }
  }
  const later = firmDateWithin(digits, from + 1, from + words.length, planYear)
  if (!later) return undefined
  return { date: later, subject: printed.slice(from, later.start).replace(/[于在至到]$/, '') }
}

/** A number's full stop before a date is no decimal point. */
function blanked(line: string, from: number, to: number): string {
  return line.slice(0, from) + ' '.repeat(to - from) + line.slice(to)
}

/** 第一阶段（1—3月）, 完成招标（4月底前）: a date that is all a bracket holds. */
function dateInBrackets(line: string, at: number, planYear: number): DateWord | undefined {
  if (!/[（(]/.test(line.charAt(at))) return undefined
  const date = dateWordAt(line, at + 1, planYear)
  const close = date && /^(?:完成)?[）)]/.exec(line.slice(date.end, date.end + 3))
  return close ? { ...date, end: date.end + close[0].length } : undefined
}

function draftLine(
  line: string,
  marks: readonly Mark[],
  itemBefore: string | null,
  piece: Piece,
  open: Draft | undefined,
): Draft[] {
  const lead = leadWords(line.slice(0, marks[0]?.start ?? 0), open)
  let item = itemBefore
  let carried = ''
  return marks.map((mark, index) => {
    const previousEnd = line.charAt(mark.start - 1)
    if (mark.item !== null || previousEnd === '。') carried = ''
    if (mark.item !== null) item = mark.item
    if (mark.subject !== '') carried = mayBeCarried(mark.subject) ? mark.subject : ''
    const subject = mark.subject || carried
    const words = trimStart(line.slice(mark.date.end, marks[index + 1]?.start ?? line.length))
    const text = `${index === 0 ? lead : ''}${subject}${words}`
    return { item, dues: mark.date.dues, text, piece }
  })
}

function mayBeCarried(subject: string): boolean {
  return !connective.test(subject) && !subject.endsWith('：')
}

/** Words before a line's first date: sentences go to the node before, the rest opens this one. */
function leadWords(lead: string, open: Draft | undefined): string {
  if (!open || lead === '') return lead
  const end = Math.max(lead.lastIndexOf('。'), lead.lastIndexOf('；')) + 1
  if (end > 0) open.text += lead.slice(0, end)
  return lead.slice(end)
}

/** A misread 底 (地, 低 …) behind the month where the other dates of the line say 月底. */
function damagedDates(line: string, marks: readonly Mark[]): string[] {
  const hasFirm = marks.some(({ date }) => date.isFirm)
  const misread = marks
    .filter(({ date }) => hasFirm && !date.isFirm)
    .filter(({ date }) =>
      /^(?:[低抵氐]|地(?![铁块下面价质上形方产段籍标点]))/.test(line.slice(date.end)),
    )
    .map(({ date }) => line.slice(date.start, date.end + 12))
  const read = new Set(marks.map(({ date }) => date.start))
  const unreadable = [...asciiDigits(line).matchAll(/(?<=^|[。；;，,：:])\d{0,2}月底/g)]
    .filter(({ index }) => !read.has(index))
    .map(({ index }) => line.slice(index, index + 16))
  return [...misread, ...unreadable]
}

function trimStart(text: string): string {
  return text.replace(/^[\s，,：:、]+/, '')
}

function trimEnds(text: string): string {
  return trimStart(text).replace(/[\s。；;，,：:]+$/, '')
}
