import type { IsoDate } from '../../domain/draft-plan.ts'
import { yearIn } from '../cells/dates.ts'
import { asciiDigits } from '../cells/spacing.ts'
import type { Piece } from '../table.ts'
import { readNotice } from './decomposition-notice.ts'

export type PlanFacts = {
  readonly title: string | null
  readonly year: number | null
  readonly issuer: string | null
  readonly docNo: string | null
  readonly issuedOn: IsoDate | null
  readonly used: readonly Piece[]
}

type Fact = 'issuer' | 'source' | 'issuedOn' | 'dated'

const labels: readonly (readonly [Fact, RegExp])[] = [
  ['issuer', /^(?:发布|发文|制发|编制|印发)(?:单位|机构|机关|部门)$/],
  ['source', /^(?:信息)?来源$/],
  ['issuedOn', /^(?:发文|成文|印发|生成)(?:日期|时间)$/],
  ['dated', /^(?:发布)?(?:日期|时间)$/],
]

/**
 * What the words around the tables say about the plan. A page's own labels (发布单位 …) come first,
 * then what a notice says. `others` may name the year. `above` stands before the first table, `around` is all outside rows.
 */
export function readFront(
  above: readonly Piece[],
  around: readonly Piece[],
  others: readonly string[],
): PlanFacts {
  const notice = readNotice(above)
  const labelled = readLabels(around)
  const factOf = (...facts: Fact[]) =>
    facts.map((fact) => labelled.find((one) => one.fact === fact)?.value).find((value) => value)
  const issuedOn = notice.issuedOn ?? factOf('issuedOn', 'dated') ?? null
  const issuer = factOf('issuer') ?? notice.issuer ?? factOf('source') ?? null
  const chosen = new Set([issuedOn, issuer])
  const agreeing = labelled.filter(({ value }) => chosen.has(value))
  const title = notice.title
  const repeatsTitle = around.filter(({ text }) => title !== null && text.trim() === title)
  return {
    title,
    year: yearOf([title, issuedOn && `${issuedOn.slice(0, 4)}年`, ...texts(above), ...others]),
    issuer,
    docNo: notice.docNo,
    issuedOn,
    used: [...notice.used, ...repeatsTitle, ...wholePieces(agreeing, labelled)],
  }
}

function texts(pieces: readonly Piece[]): string[] {
  return pieces.map(({ text }) => text)
}

/** The year that the first of these texts names. */
function yearOf(all: readonly (string | null)[]): number | null {
  for (const text of all) {
    const year = text === null ? undefined : yearIn(text)
    if (year !== undefined) return year
  }
  return null
}

type Labelled = {
  readonly fact: Fact | null
  readonly value: string
  /** The pieces that hold the label and its value. */
  readonly pieces: readonly Piece[]
}

/** Labels with their values, behind them on the line or alone on the next. */
function readLabels(pieces: readonly Piece[]): Labelled[] {
  const found: Labelled[] = []
  let open: { readonly fact: Fact; readonly piece: Piece } | undefined
  for (const piece of pieces) {
    const words = piece.text
      .trim()
      .split(/[\s:：]+/)
      .filter((word) => word !== '')
    const hasTime = /\d{1,2}[:：]\d{2}/.test(piece.text)
    for (const [at, word] of words.entries()) {
      const fact = labels.find(([, pattern]) => pattern.test(word))?.[0]
      if (fact) {
        open = { fact, piece }
        continue
      }
      const isTime = hasTime && /^\d{1,2}$/.test(word)
      if (isTime && found.at(-1)?.pieces.includes(piece)) continue
      const isBehind = open && (open.piece === piece || at === 0)
      const fits = open && isBehind ? valueFor(open.fact, word) : undefined
      if (open && fits) found.push({ fact: open.fact, value: fits, pieces: [open.piece, piece] })
      else found.push({ fact: null, value: word, pieces: [piece] })
      open = undefined
    }
  }
  return found
}

function valueFor(fact: Fact, word: string): string | undefined {
  if (fact === 'issuer' || fact === 'source') {
    return /^[\p{Script=Han}（）()、]{2,40}$/u.test(word) ? word : undefined
  }
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(asciiDigits(word))
  if (!found) return undefined
  return [found[1], found[2]?.padStart(2, '0'), found[3]?.padStart(2, '0')].join('-')
}

/** The pieces of which every word ended in a fact that was chosen. */
function wholePieces(chosen: readonly Labelled[], all: readonly Labelled[]): Piece[] {
  const others = new Set(all.filter((one) => !chosen.includes(one)).flatMap(({ pieces }) => pieces))
  return chosen.flatMap(({ pieces }) => pieces).filter((piece) => !others.has(piece))
}
