import type { Doubt } from '../../domain/draft-plan.ts'
import { tidy } from '../cells/spacing.ts'
import type { Column } from '../column-words.ts'
import type { TableCell } from '../table.ts'
import { doubtAt } from './doubts.ts'

const pairs = [
  ['“', '”'],
  ['（', '）'],
  ['(', ')'],
  ['《', '》'],
  ['【', '】'],
  ['〔', '〕'],
  ['‘', '’'],
] as const

/** Doubts about damage that the words of a row show: one for its text, one for each damaged date. */
export function damageDoubts(
  cells: Readonly<Partial<Record<Column, TableCell>>>,
  seq: number,
): Doubt[] {
  const pieces = Object.entries(cells)
    .filter(([column]) => /^(?:task|detail|progress|problems|highlights)$/.test(column))
    .flatMap(([, cell]) => cell.pieces)
  const texts = Object.values(cells).map((cell) => ({
    cell,
    text: tidy(cell.pieces.map(({ text }) => text).join('\n')),
  }))
  const doubts: Doubt[] = []
  for (const { cell, text } of texts) {
    const [piece] = cell.pieces
    const found = piece && pieces.includes(piece) ? damageOf(text) : unreadable(text)
    if (!found || !piece) continue
    const words = `第${seq}项${found.words}，文字可能有缺损，请核对。`
    doubts.push(doubtAt('damaged_text', seq, words, piece, around(text, found.at)))
  }
  for (const piece of pieces) {
    const found = gluedDay.exec(piece.text)
    if (!found || !isDayOfMonth(found[1] ?? '')) continue
    const words = `第${seq}项的“${found[0]}”像是缺了“月”字的日期，请核对。`
    doubts.push(doubtAt('damaged_date', seq, words, piece, around(piece.text, found.index)))
  }
  return doubts
}

type Damage = { readonly at: number; readonly words: string }

function damageOf(text: string): Damage | undefined {
  return unreadable(text) ?? unbalanced(text) ?? repeated(text) ?? cutFigure(text)
}

function unreadable(text: string): Damage | undefined {
  const at = text.search(/[\ufffd\ue000-\uf8ff]/)
  return at < 0 ? undefined : { at, words: '有无法识别的字' }
}

/** The first sign of a pair without its partner. */
function unbalanced(text: string): Damage | undefined {
  for (const [open, close] of pairs) {
    if (!text.includes(open) && !text.includes(close)) continue
    let opened = -1
    let depth = 0
    for (const [at, sign] of [...text].entries()) {
      if (sign === open) {
        if (open === '“' && depth > 0) return { at: opened, words: `的“${open}”没有配对` }
        if (depth === 0) opened = at
        depth += 1
      } else if (sign === close) {
        if (depth === 0 && !isListMark(text, at)) return { at, words: `的“${close}”没有配对` }
        depth = Math.max(0, depth - 1)
      }
    }
    if (depth > 0) return { at: opened, words: `的“${open}”没有配对` }
  }
  return undefined
}

/** "1）", "一)": the mark of a list, which has no partner. */
function isListMark(text: string, at: number): boolean {
  return /(?:^|[。；;：:，,\s])[\da-zA-Z一二三四五六七八九十]{1,2}[）)]$/.test(
    text.slice(0, at + 1),
  )
}

/** Two to four characters that stand twice in a row: 全年全年. */
function repeated(text: string): Damage | undefined {
  const found = /([\p{Script=Han}]{2,4})\1/u.exec(text)
  if (!found || /^(.)\1/u.test(found[1] ?? '')) return undefined
  return { at: found.index, words: `的“${found[0]}”重复` }
}

/** A text that ends with a figure which counts nothing. */
function cutFigure(text: string): Damage | undefined {
  const found = /[\p{Script=Han}](\d[\d,.]*)$/u.exec(text)
  if (!found || /(?:编号|第|号|代码|电话)\d*$/.test(text)) return undefined
  return text.length > 8 ? { at: found.index, words: '以没有单位的数字结尾' } : undefined
}

/** 66日: the day and its month without what stood between them; with its range, if it has one. */
const gluedDay = /(?<![\d.月-])(\d{2,4})(?:[—－–~～至-]+\d{1,2})?日(?!元|均|用|产|间)/

function isDayOfMonth(digits: string): boolean {
  if (Number(digits) <= 31) return false
  return [1, 2].some((length) => {
    const month = Number(digits.slice(0, length))
    const day = digits.slice(length)
    return month >= 1 && month <= 12 && /^[1-9]\d?$/.test(day) && Number(day) <= 31
  })
}

/** The words around a place. */
function around(text: string, at: number): string {
  return text.slice(Math.max(0, at - 20), at + 30)
}
