import type { IsoDate } from '../../domain/draft-plan.ts'
import { dateOf, yearIn } from '../cells/dates.ts'
import { headingOf, titleOf } from '../cells/sections.ts'
import { asciiDigits, tidy } from '../cells/spacing.ts'
import type { Piece } from '../table.ts'

/** An item of the notice above the table, which names a task of the table in prose. */
export type NoticeItem = {
  readonly section: readonly string[]
  readonly headings: readonly Piece[]
  readonly text: string
  readonly units: string | null
  readonly piece: Piece
}

/** What the lines above the table say about the plan. `used` pieces ended in one of its fields. */
export type Notice = {
  readonly title: string | null
  readonly issuer: string | null
  readonly docNo: string | null
  readonly issuedOn: IsoDate | null
  /** The sign that a note says to stand at the lead units, `*` as a rule. */
  readonly leadMark: string | null
  readonly items: readonly NoticeItem[]
  readonly used: readonly Piece[]
}

const docNoPattern = /^[\p{Script=Han}]{1,12}[〔[（(【](?:19|20)\d{2}[〕\]）)】](?:第)?\d{1,5}号$/u
const issuerPattern =
  /^[\p{Script=Han}]{2,30}(?:政府|办公室|委员会|办公厅|区委|市委|县委|局|领导小组|指挥部)$/u

const leadMarkPattern = /([*＊★☆▲△●◆※])["”'’]?(?:号|标)?[^，。；]{0,6}牵头/

/** Reads the pieces above the table's header. */
export function readNotice(pieces: readonly Piece[]): Notice {
  const used: Piece[] = []
  const take = (piece: Piece | undefined) => {
    if (piece) used.push(piece)
    return piece && tidy(piece.text)
  }
  const title = readTitle(pieces, used)
  const docNo = take(pieces.find(({ text }) => docNoPattern.test(asciiDigits(tidy(text))))) ?? null
  const dated = pieces.findLastIndex(({ text }) => dateOf(tidy(text)) !== undefined)
  const issuedOn = dateOf(take(pieces[dated]) ?? '') ?? null
  const issuer = readIssuer(pieces, dated, used)
  const note = pieces.findLast(({ text }) => text.length <= 40 && leadMarkPattern.test(text))
  const leadMark = leadMarkPattern.exec(take(note) ?? '')?.[1] ?? null
  return { title, issuer, docNo, issuedOn, leadMark, items: readItems(pieces), used }
}

const nearHeader = 8
const titleEnd = /(?:表|清单|方案|分工|计划|目录|一览|任务书|台账|通知|意见|任务|项目|工作|目标)$/
const longestTitle = 60

/** The line of the table's title above its header, put together again where it was wrapped. */
function readTitle(pieces: readonly Piece[], used: Piece[]): string | null {
  const lines = pieces.map(({ text }) => tidy(text))
  const near = lines
    .map((_, at) => at)
    .slice(-nearHeader)
    .reverse()
  const mayBe = near.filter((at) => isTitleLine(lines[at] ?? ''))
  const at = mayBe.find((one) => titleEnd.test(withoutBrackets(lines[one] ?? ''))) ?? mayBe[0]
  if (at === undefined) return null
  const line = lines[at] ?? ''
  const before = lines[at - 1] ?? ''
  const isWrapped =
    yearIn(line) === undefined && yearIn(before) !== undefined && isTitleLine(before)
  for (const piece of pieces.slice(isWrapped ? at - 1 : at, at + 1)) used.push(piece)
  return `${isWrapped ? before : ''}${line}`.replace(/^附件\s*\d*\s*[：:]\s*/, '')
}

/** Neither a note, a date, an issuer, a number of a paper, an address nor a sentence. */
function isTitleLine(line: string): boolean {
  if (!/\p{Script=Han}{2}/u.test(line)) return false
  if (line.length < 4 || line.length > longestTitle || /[。；;，,]|[：:]$/.test(line)) return false
  if (/^[（(].*[）)]$|^(?:注|备注|说明|单位|填报|制表|填表)[^：:]{0,4}[：:]/.test(line))
    return false
  if (dateOf(line) || issuerPattern.test(line) || docNoPattern.test(asciiDigits(line))) return false
  return !/^附件\s*\d*[：:]?$|文件$|^[\d—\-－\s]+$/.test(line)
}

function withoutBrackets(line: string): string {
  return line.replace(/[（(][^（）()]*[）)]$/, '')
}

/** The signature above the date, else the head of the paper ("…文件"), else a line that is an issuer. */
function readIssuer(pieces: readonly Piece[], dated: number, used: Piece[]): string | null {
  const head = pieces
    .slice(0, 8)
    .find(({ text }) => /^[\p{Script=Han}]{4,40}文件$/u.test(tidy(text)))
  if (head) used.push(head)
  const signature = dated > 0 ? pieces[dated - 1] : undefined
  const isIssuer = ({ text }: Piece) => issuerPattern.test(tidy(text))
  const issuer = signature && isIssuer(signature) ? signature : undefined
  const found = issuer ?? (head ? undefined : pieces.slice(0, 30).find(isIssuer))
  if (found) {
    for (const piece of pieces) if (tidy(piece.text) === tidy(found.text)) used.push(piece)
    return tidy(found.text)
  }
  return head ? tidy(head.text).replace(/文件$/, '') : null
}

type Heading = { readonly piece: Piece; readonly title: string }

/**
 * Numbered items below headings: "一、…" or "（一）…", then "1.…". An outer heading is part of the
 * path where there are several with items; a single one (一、主要内容) divides nothing.
 */
function readItems(pieces: readonly Piece[]): NoticeItem[] {
  const items: (Omit<NoticeItem, 'section' | 'headings'> & { outer?: Heading; inner?: Heading })[] =
    []
  let outer: Heading | undefined
  let inner: Heading | undefined
  for (const piece of pieces) {
    const line = tidy(piece.text)
    const heading = headingOf(line)
    if (heading?.level === 2) inner = { piece, title: heading.title }
    else if (/^[一二三四五六七八九十]{1,3}、/.test(line)) {
      outer = heading && { piece, title: heading.title }
      inner = undefined
    }
    const body = /^[\d０-９]{1,3}\s*[.．、]\s*(.{4,})$/.exec(line)?.[1]
    if (!body || !(inner ?? outer)) continue
    const bracket = /[（(](?:(?:牵头|责任)(?:单位|部门)[：:])?([^（）()]{2,80})[）)]$/.exec(body)
    const units = bracket && titleOf(body) !== null ? (bracket[1] ?? null) : null
    const text = units === null ? body : body.slice(0, bracket?.index)
    items.push({ text, units, piece, ...(outer && { outer }), ...(inner && { inner }) })
  }
  const outers = new Set(items.flatMap((item) => item.outer?.title ?? []))
  return items.map(({ outer: above, inner: below, ...item }) => {
    const path = [below && outers.size < 2 ? undefined : above, below].filter((one) => !!one)
    return {
      ...item,
      section: path.map(({ title }) => title),
      headings: path.map(({ piece }) => piece),
    }
  })
}
