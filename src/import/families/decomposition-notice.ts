import type { IsoDate } from '../../domain/draft-plan.ts'
import { isoDate } from '../cells/dates.ts'
import { titleOf } from '../cells/sections.ts'
import { tidy } from '../cells/spacing.ts'
import type { Piece } from '../containers/text.ts'

/** An item of the notice above the table, which names a task of the table in prose. */
export type NoticeItem = {
  readonly section: string
  readonly heading: Piece
  readonly text: string
  readonly units: string | null
  readonly piece: Piece
}

/** What the lines above the table say about the plan. `used` pieces ended in one of its fields. */
export type Notice = {
  readonly title: string
  readonly issuer: string | null
  readonly docNo: string | null
  readonly issuedOn: IsoDate | null
  readonly starsMarkLeads: boolean
  readonly items: readonly NoticeItem[]
  readonly used: readonly Piece[]
}

const docNoPattern = /^[\p{Script=Han}]{1,12}[〔[（(【](?:19|20)\d{2}[〕\]）)】](?:第)?\d{1,5}号$/u
const datePattern = /^((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日$/
const issuerPattern =
  /^[\p{Script=Han}]{2,30}(?:政府|办公室|委员会|办公厅|区委|市委|县委|局|领导小组|指挥部)$/u

/** Reads the pieces above the table's header. */
export function readNotice(pieces: readonly Piece[]): Notice {
  const used: Piece[] = []
  const take = (piece: Piece | undefined) => {
    if (piece) used.push(piece)
    return piece && tidy(piece.text)
  }
  const above = pieces.findLastIndex(({ text }) => !/^[（(].*[）)]$/.test(text))
  const notes = pieces.slice(above + 1)
  for (const note of notes) used.push(note)
  const title = take(pieces[above]) ?? ''
  const docNo = take(pieces.find(({ text }) => docNoPattern.test(tidy(text)))) ?? null
  const dated = pieces.findLastIndex(({ text }) => datePattern.test(tidy(text)))
  const issuedOn = toDate(take(pieces[dated]))
  const issuer = readIssuer(pieces, dated, used)
  const starsMarkLeads = pieces.some(({ text }) => /[*＊].{0,4}牵头/.test(text))
  return { title, issuer, docNo, issuedOn, starsMarkLeads, items: readItems(pieces), used }
}

function toDate(printed: string | undefined): IsoDate | null {
  const [, inYear, ofMonth, day] = datePattern.exec(printed ?? '') ?? []
  return isoDate(Number(inYear), Number(ofMonth), Number(day)) ?? null
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

/** Numbered items below a bracketed heading: "（一）…" then "1.…". */
function readItems(pieces: readonly Piece[]): NoticeItem[] {
  const items: NoticeItem[] = []
  let heading: { piece: Piece; section: string } | undefined
  for (const piece of pieces) {
    const line = tidy(piece.text)
    const section = /^[（(][一二三四五六七八九十]{1,3}[）)]\s*([^。；]{2,40})$/.exec(line)?.[1]
    if (section) heading = { piece, section }
    else if (/^[一二三四五六七八九十]{1,3}、/.test(line)) heading = undefined
    const body = /^\d{1,3}\s*[.．、]\s*(.{4,})$/.exec(line)?.[1]
    if (!body || !heading) continue
    const bracket = /[（(](?:(?:牵头|责任)(?:单位|部门)[：:])?([^（）()]{2,80})[）)]$/.exec(body)
    const units = bracket && titleOf(body) !== null ? (bracket[1] ?? null) : null
    const text = units === null ? body : body.slice(0, bracket?.index)
    items.push({ section: heading.section, heading: heading.piece, text, units, piece })
  }
  return items
}
