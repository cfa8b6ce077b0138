import { checkMarkdown } from './card-markdown.ts'
import { checkPerson } from './card-parts.ts'
import {
  type Check,
  cardCodes,
  inner,
  isRecord,
  report,
  type Spot,
  sendPage,
  wrong,
} from './card-problem.ts'
import { align, fields, flag, oneOf, text, verticalAlign, whole } from './card-values.ts'

const columnWidth: Check = (value, spot) => {
  const match = typeof value === 'string' ? /^(\d+)(px|%)$/.exec(value) : null
  const amount = Number(match?.[1])
  const fits = match?.[2] === 'px' ? amount >= 80 && amount <= 600 : amount >= 1 && amount <= 100
  if (value !== 'auto' && !(match && fits)) wrong(spot, 'must be auto, [80,600]px or [1,100]%')
}

/** A column of a table: content-components/table. */
export const tableColumn = fields(
  {
    display_name: text(),
    data_type: oneOf('text', 'lark_md', 'markdown', 'number', 'options', 'persons', 'date'),
    width: columnWidth,
    vertical_align: verticalAlign,
    horizontal_align: align,
    format: fields({ precision: whole(0, 10), symbol: text(1), separator: flag }),
    date_format: text(40, 1),
  },
  { name: text(99, 1) },
)

const isText = (value: unknown) => typeof value === 'string'

const cells: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: isText,
  lark_md: isText,
  markdown: isText,
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  date: (value) => Number.isInteger(value),
  options: (value) =>
    isText(value) ||
    (Array.isArray(value) && value.every((entry) => isRecord(entry) && isText(entry.text))),
  persons: (value) => isText(value) || (Array.isArray(value) && value.every(isText)),
}

function checkCell(value: unknown, type: string, spot: Spot): void {
  if (value === undefined || value === null) return
  if (!cells[type]?.(value)) {
    report(spot, cardCodes.tableRows, `not a value of type ${type}`, sendPage)
    return
  }
  if (type === 'persons') for (const id of [value].flat()) checkPerson(id, spot)
  if (type === 'lark_md' || type === 'markdown') checkMarkdown(String(value), spot)
}

/** Each key of a row is a column (200915), each value fits the type of its column (200914). */
export function checkTableRows(node: Record<string, unknown>, spot: Spot): void {
  const types = new Map<string, string>()
  for (const column of Array.isArray(node.columns) ? node.columns : []) {
    if (!isRecord(column) || typeof column.name !== 'string') continue
    if (types.has(column.name)) wrong(inner(spot, 'columns'), `two columns named ${column.name}`)
    types.set(column.name, String(column.data_type ?? 'text'))
  }
  if (!Array.isArray(node.rows)) return
  node.rows.forEach((row, index) => {
    const at = inner(inner(spot, 'rows'), index)
    if (!isRecord(row)) report(at, cardCodes.tableRows, 'a row must be an object', sendPage)
    for (const [key, value] of Object.entries(isRecord(row) ? row : {})) {
      const type = types.get(key)
      if (type === undefined)
        report(inner(at, key), cardCodes.tableKeys, `no column is named ${key}`, sendPage)
      else checkCell(value, type, inner(at, key))
    }
  })
}
