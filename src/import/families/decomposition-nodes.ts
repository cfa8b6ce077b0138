import type { DraftMilestone } from '../../domain/draft-plan.ts'
import { type DateWord, dateWordAt, firmDateWithin } from '../cells/dates.ts'
import { tidy } from '../cells/spacing.ts'
import type { Piece } from '../containers/text.ts'

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

/** Reads the lines of a cell of time nodes. Every piece ends in a milestone, an item or `unread`. */
export function readNodes(pieces: readonly Piece[], planYear: number): ReadNodes {
  const drafts: Draft[] = []
  const unread: Piece[] = []
  const damaged: { piece: Piece; quote: string }[] = []
  let item: string | null = null
  let typos = 0
  for (const [index, piece] of pieces.entries()) {
    const line = tidy(piece.text)
    const marks = findMarks(line, planYear)
    if (marks.length === 0) {
      const open = drafts.at(-1)
      if (isHeading(line, pieces, index, planYear)) item = trimEnds(line)
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

/** The dates of a line that open a clause; dates inside a clause or a bracket do not count. */
function findMarks(line: string, planYear: number): Mark[] {
  const marks: Mark[] = []
  let start = 0
  let depth = 0
  let takenTo = 0
  for (let index = -1; index < line.length; index += 1) {
    const character = index < 0 ? '。' : line.charAt(index)
    if (/[（(]/.test(character)) depth += 1
    if (/[）)]/.test(character)) depth = Math.max(0, depth - 1)
    if (depth > 0 || !clauseEnd.test(character) || index + 1 < takenTo) continue
    start = index + 1
    const mark = markAt(line, start, /[，,：:]/.test(character), planYear)
    if (!mark) continue
    marks.push(mark)
    takenTo = mark.date.end
  }
  return marks
}

function markAt(
  line: string,
  start: number,
  afterComma: boolean,
  planYear: number,
): Mark | undefined {
  const direct = dateAfter(line, start, planYear)
  if (direct) return { start, item: null, afterComma, ...direct }
  if (afterComma) return undefined
  const label = /^([^。；;，,：:]{1,40})[：:]\s*/.exec(line.slice(start, start + 60))
  if (!label) return undefined
  const labelled = dateAfter(line, start + label[0].length, planYear)
  return labelled && { start, item: tidy(label[1] ?? ''), afterComma, ...labelled }
}

/** The date at `start`, or a firm one behind a short subject. */
function dateAfter(
  line: string,
  start: number,
  planYear: number,
): { date: DateWord; subject: string } | undefined {
  const date = dateWordAt(line, start, planYear)
  if (date) return { date, subject: '' }
  const clause =
    /^[^。；;，,：:（(]*/.exec(line.slice(start, start + longestSubject + 1))?.[0] ?? ''
  const later = firmDateWithin(line, start + 1, start + clause.length, planYear)
  if (!later) return undefined
  return { date: later, subject: line.slice(start, later.start).replace(/[于在至到]$/, '') }
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
    if (mark.subject !== '') carried = connective.test(mark.subject) ? '' : mark.subject
    const subject = mark.subject || carried
    const words = trimStart(line.slice(mark.date.end, marks[index + 1]?.start ?? line.length))
    const text = `${index === 0 ? lead : ''}${subject}${words}`
    return { item, dues: mark.date.dues, text, piece }
  })
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
  const unreadable = [...line.matchAll(/(?<=^|[。；;，,：:])\d{0,2}月底/g)]
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
