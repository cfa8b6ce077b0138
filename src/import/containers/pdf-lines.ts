import type { Box, PdfWord } from './pdf-page.ts'

/** A line of words as it is seen, and where it stands. */
export type PdfLine = Box & {
  readonly text: string
  readonly size: number
  readonly words: readonly PdfWord[]
}

const wide =
  /[\u1100-\u11ff\u2014-\u2026\u2460-\u24ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/
const latin = /[A-Za-z0-9]/

/** How wide a character is, as a part of its height: Chinese ones are squares. */
const widthOf = (character: string) => (wide.test(character) ? 1 : 0.5)

/**
 * Cuts words where the edges of columns run through them: some programs write what stands in
 * neighbouring cells as one.
 */
export function cutAtEdges(word: PdfWord, edges: readonly number[]): PdfWord[] {
  const inner = edges.filter((edge) => edge > word.left + 1 && edge < word.right - 1)
  if (inner.length === 0) return [word]
  const characters = [...word.text]
  const total = characters.reduce((sum, character) => sum + widthOf(character), 0)
  const unit = (word.right - word.left) / total
  const parts: PdfWord[] = []
  let left = word.left
  let [text, from] = ['', word.left]
  for (const character of characters) {
    const right = left + widthOf(character) * unit
    const middle = (left + right) / 2
    const isOver = inner.some((edge) => edge > from && edge <= middle)
    if (isOver) {
      parts.push({ ...word, text, left: from, right: left })
      ;[text, from] = ['', left]
    }
    text += character
    left = right
  }
  parts.push({ ...word, text, left: from, right: word.right })
  return parts.filter((part) => part.text.trim() !== '')
}

/** Puts words into lines, from top to bottom, each from left to right. */
export function linesOf(words: readonly PdfWord[]): PdfLine[] {
  const rows: PdfWord[][] = []
  for (const word of words.toSorted((one, other) => one.bottom - other.bottom)) {
    const row = rows.at(-1)
    const isSame = row?.some(
      (other) => Math.abs(word.bottom - other.bottom) < Math.max(word.size, other.size) * 0.5,
    )
    if (row && isSame) row.push(word)
    else rows.push([word])
  }
  return rows.map((row) => lineOf(row.toSorted((one, other) => one.left - other.left)))
}

function lineOf(words: readonly PdfWord[]): PdfLine {
  let text = ''
  let before: PdfWord | undefined
  for (const word of words) {
    text += (before ? gapBetween(before, word) : '') + word.text
    before = word
  }
  return {
    text: withoutSeams(text),
    words,
    size: Math.max(...words.map(({ size }) => size)),
    left: Math.min(...words.map(({ left }) => left)),
    right: Math.max(...words.map(({ right }) => right)),
    top: Math.min(...words.map(({ top }) => top)),
    bottom: Math.max(...words.map(({ bottom }) => bottom)),
  }
}

/** The blanks that a gap stands for; less than half a character is spacing. */
function gapBetween(before: PdfWord, word: PdfWord): string {
  const gap = (word.left - before.right) / Math.max(word.size, 1)
  const isLatin = latin.test(before.text.slice(-1)) && latin.test(word.text.charAt(0))
  if (gap < (isLatin ? 0.15 : 0.5)) return ''
  return ' '.repeat(Math.min(8, Math.max(1, Math.round(gap * 2))))
}

/** Without the blanks that programs set between Chinese characters and figures. */
function withoutSeams(text: string): string {
  return text.replace(
    /([\u2e80-\u9fff\uff00-\uffef]) (?=[A-Za-z0-9])|([A-Za-z0-9%+]) (?=[\u2e80-\u9fff\uff00-\uffef])/g,
    '$1$2',
  )
}

const lineEnd = /[。；;！!？?]$/
/** Marks with which a new entry begins: a leading unit, a number, a date. */
const lineBegin = /^(?:[*＊★●◆■□]|[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]|\d{1,2}月)/

/**
 * Puts lines that were broken for want of room together again: a line is full if what begins the
 * next one had no place on it. `room`: where lines may stand, from the cell's or page's edges.
 */
export function joinBrokenLines<Line extends PdfLine>(
  lines: readonly Line[],
  room: Box,
  isPage = false,
): Line[] {
  const width = widthBetween(lines, room, isPage)
  const joined: Line[] = []
  let last: Line | undefined
  for (const line of lines) {
    const whole = joined.at(-1)
    if (whole && last && isBroken(last, line, width)) {
      const isLatin = latin.test(last.text.slice(-1)) && latin.test(line.text.charAt(0))
      const text = whole.text.trimEnd() + (isLatin ? ' ' : '') + line.text.trimStart()
      joined[joined.length - 1] = { ...whole, text, bottom: line.bottom }
    } else joined.push(line)
    last = line
  }
  return joined
}

/**
 * Whether what stands in a cell at the end of a page goes on, in mid-sentence, in one on the next:
 * neither its last line nor the cell has room for more.
 */
export function runsOn(above: readonly PdfLine[], below: readonly PdfLine[], room: Box): boolean {
  const [last, next] = [above.at(-1), below[0]]
  if (!last || !next) return false
  if (room.bottom - last.bottom > last.size * 2 && room.bottom > room.top) return false
  return isBroken(last, next, widthBetween([...above, ...below], room, false))
}

/** How long a line may be: a cell's room without what is left free at its sides. */
function widthBetween(lines: readonly PdfLine[], room: Box, isPage: boolean): number {
  const padding = Math.min(...lines.map(({ left }) => left - room.left), isPage ? Infinity : 6)
  return room.right - room.left - 2 * Math.max(0, padding)
}

function isBroken(last: PdfLine, next: PdfLine, width: number): boolean {
  const isIndented = next.left > last.left + next.size * 1.5
  const isFull = width - (last.right - last.left) < firstWidth(next) + seamWidth(last, next)
  return isFull && !isIndented && !lineEnd.test(last.text) && !lineBegin.test(next.text)
}

/** Between Chinese and Latin characters programs leave a quarter of a character free. */
function seamWidth(last: PdfLine, next: PdfLine): number {
  const areAlike = latin.test(last.text.slice(-1)) === latin.test(next.text.charAt(0))
  return areAlike ? 0 : next.size * 0.25
}

/** What a line cannot begin with less of: a character or a Latin word, and the marks behind it. */
const firstWord = /^[（(《“]*(?:[A-Za-z0-9.,%/]+|.)[，。、；：）)》”]*/su

function firstWidth({ text, size }: PdfLine): number {
  const word = firstWord.exec(text)?.[0] ?? ''
  return [...word].reduce((sum, character) => sum + widthOf(character), 0) * size * 1.05
}
