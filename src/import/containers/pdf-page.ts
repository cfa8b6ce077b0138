import { Unreadable, unreadable } from '../unreadable.ts'
import { drawingCodes, type PdfPage } from './pdf-library.ts'

/** Points of a page as it is seen, y downwards; `bottom` is the line on which the words stand. */
export type Box = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export type PdfWord = Box & { readonly text: string; readonly size: number }

/** A ruling: horizontal at `at` = y, or vertical at `at` = x, from one end to the other. */
export type Ruling = { readonly at: number; readonly from: number; readonly to: number }

export type PageContent = {
  readonly width: number
  readonly words: readonly PdfWord[]
  readonly across: readonly Ruling[]
  readonly down: readonly Ruling[]
}

type Matrix = readonly number[]
type Point = readonly [number, number]

const identity: Matrix = [1, 0, 0, 1, 0, 0]
/** Filled shapes at most this thick are lines (points). */
const thickest = 3
const mostRulings = 20_000
const mostWords = 50_000

/** Words and rulings of one page. */
export async function readPage(page: PdfPage): Promise<PageContent> {
  const { transform: view, width } = page.getViewport({ scale: 1 })
  const items = await textItems(page)
  const words = items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return []
    return [wordOf(item.str, multiply(view, item.transform), item.width)]
  })
  return { width, words, ...(await readRulings(page, view)) }
}

type TextItems = Awaited<ReturnType<PdfPage['getTextContent']>>['items']

/** The words as they come, so that a page of too many is refused before all were taken. */
async function textItems(page: PdfPage): Promise<TextItems> {
  const reader = page.streamTextContent({ disableNormalization: true }).getReader()
  const items: TextItems = []
  for (;;) {
    const { value, done }: { value?: { items: TextItems }; done: boolean } = await reader.read()
    if (done) return items
    for (const item of value?.items ?? []) items.push(item)
    if (items.length > mostWords) {
      await reader.cancel(new Error('too many words'))
      throw new Unreadable(unreadable.tooLarge)
    }
  }
}

function wordOf(
  text: string,
  [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]: Matrix,
  width: number,
): PdfWord {
  const size = Math.hypot(c, d)
  if (Math.abs(a) >= Math.abs(b)) {
    return { text, size, left: e, right: e + width, top: f - size, bottom: f }
  }
  // Turned by a quarter: the words run up or down the page.
  const end = f + Math.sign(b) * width
  return { text, size, left: e - size, right: e, top: Math.min(f, end), bottom: Math.max(f, end) }
}

function multiply(one: Matrix, other: Matrix): Matrix {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = one
  const [A = 0, B = 0, C = 0, D = 0, E = 0, F = 0] = other
  return [
    a * A + c * B,
    b * A + d * B,
    a * C + c * D,
    b * C + d * D,
    a * E + c * F + e,
    b * E + d * F + f,
  ]
}

async function readRulings(
  page: PdfPage,
  view: Matrix,
): Promise<Pick<PageContent, 'across' | 'down'>> {
  const codes = await drawingCodes()
  const { fnArray, argsArray } = await page.getOperatorList()
  const across: Ruling[] = []
  const down: Ruling[] = []
  const saved: Matrix[] = []
  let matrix = identity
  const strokes = new Set([
    codes.stroke,
    codes.closeStroke,
    codes.fillStroke,
    codes.closeFillStroke,
  ])
  const fills = new Set([codes.fill, codes.eoFill])
  for (const [index, code] of fnArray.entries()) {
    const args: unknown = argsArray[index]
    if (code === codes.save) saved.push(matrix)
    else if (code === codes.restore || code === codes.paintFormXObjectEnd) {
      matrix = saved.pop() ?? identity
    } else if (code === codes.transform) matrix = multiply(matrix, numbersIn(args))
    else if (code === codes.paintFormXObjectBegin) {
      saved.push(matrix)
      matrix = multiply(matrix, matrixIn(args))
    } else if (code === codes.constructPath) {
      const { kind, path } = pathIn(args)
      const points = pointsOf(path, multiply(view, matrix))
      if (strokes.has(kind)) addStrokes(points, across, down)
      else if (fills.has(kind)) addFills(points, across, down)
      if (across.length + down.length > mostRulings) throw new Unreadable(unreadable.tooLarge)
    }
  }
  return { across, down }
}

function numbersIn(args: unknown): number[] {
  return Array.isArray(args) || args instanceof Float32Array ? Array.from(args, Number) : []
}

function matrixIn(args: unknown): Matrix {
  const matrix = Array.isArray(args) ? numbersIn(args[0]) : []
  return matrix.length === 6 ? matrix : identity
}

function pathIn(args: unknown): { kind: number; path: readonly number[] } {
  if (!Array.isArray(args)) return { kind: -1, path: [] }
  const [kind, paths] = args
  return { kind: Number(kind), path: Array.isArray(paths) ? numbersIn(paths[0]) : [] }
}

/** The corners of a path's parts; curves are no rulings and end a part. */
function pointsOf(path: readonly number[], matrix: Matrix): Point[][] {
  const parts: Point[][] = []
  const place = (index: number): Point => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix
    const [x = 0, y = 0] = [path[index], path[index + 1]]
    return [a * x + c * y + e, b * x + d * y + f]
  }
  for (let at = 0; at < path.length; ) {
    const code = path[at]
    if (code === 0) parts.push([place(at + 1)])
    else if (code === 1) parts.at(-1)?.push(place(at + 1))
    else if (code === 2) parts.push([place(at + 5)])
    else if (code === 3) parts.push([place(at + 3)])
    else if (code === 4) {
      const first = parts.at(-1)?.[0]
      if (first) parts.at(-1)?.push(first)
    } else return parts
    at += [3, 3, 7, 5, 1][code] ?? 1
  }
  return parts
}

function addStrokes(parts: readonly Point[][], across: Ruling[], down: Ruling[]): void {
  for (const part of parts) {
    for (const [index, [x, y]] of part.entries()) {
      const [nextX, nextY] = part[index + 1] ?? [x, y]
      addRuling(
        [Math.min(x, nextX), Math.max(x, nextX), Math.min(y, nextY), Math.max(y, nextY)],
        across,
        down,
      )
    }
  }
}

/** Thin filled shapes are lines; others are the colour of a cell. */
function addFills(parts: readonly Point[][], across: Ruling[], down: Ruling[]): void {
  for (const part of parts) {
    const xs = part.map(([x]) => x)
    const ys = part.map(([, y]) => y)
    addRuling([Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)], across, down)
  }
}

function addRuling(
  [left, right, top, bottom]: readonly [number, number, number, number],
  across: Ruling[],
  down: Ruling[],
): void {
  const [wide, high] = [right - left, bottom - top]
  if (high <= thickest && wide > high)
    across.push({ at: (top + bottom) / 2, from: left, to: right })
  else if (wide <= thickest && high > wide)
    down.push({ at: (left + right) / 2, from: top, to: bottom })
}
