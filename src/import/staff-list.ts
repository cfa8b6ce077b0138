/** 导入人员表: a list of staff, whatever container it came in. */
import type { StaffRow } from '../domain/staff-list.ts'
import { foldWidth, withoutSpaces } from '../domain/written-form.ts'
import { cellText } from './cells/text.ts'
import type { RefusedFile } from './outcome.ts'
import { readContainer } from './read-container.ts'
import type { Readers } from './readers.ts'
import type { Contents, Grid } from './table.ts'

export type StaffOutcome =
  | { readonly ok: true; readonly rows: readonly StaffRow[] }
  | { readonly ok: false; readonly reason: 'no-table'; readonly message: string }
  | RefusedFile

const columns = {
  unit: /^(单位|部门|所在单位|工作单位|单位名称|责任单位|科室单位)$/,
  name: /^(姓名|人员|人员姓名|联络员|联络员姓名)$/,
  post: /^(岗位|身份|职责|角色|职务|职务岗位|督办身份)$/,
  mobile: /^(手机|手机号|手机号码|电话|联系电话|联系方式|移动电话)$/,
} as const

type Field = keyof typeof columns

const fieldOf = (words: string): Field | undefined => {
  const said = withoutSpaces(foldWidth(words)).replace(/[()/、]/g, '')
  return (Object.keys(columns) as Field[]).find((field) => columns[field].test(said))
}

/** More rows than a district's staff list has: such a file is something else. */
const mostRows = 1000

/** Reads a staff list: unit, name, post, mobile; the unit of merged cells goes for all their rows. */
export async function readStaffList(
  bytes: Uint8Array,
  fileName: string,
  readers?: Readers,
): Promise<StaffOutcome> {
  const opened = await readContainer(bytes, fileName, readers)
  return opened.ok ? staffIn(opened.contents) : opened
}

export function staffIn({ blocks }: Contents): StaffOutcome {
  const rows = blocks.flatMap((block) => (block.kind === 'grid' ? rowsOf(block) : []))
  if (rows.length > mostRows) return none(`人员表超过 ${mostRows} 行，请拆分后分次发送。`)
  return rows.length > 0
    ? { ok: true, rows }
    : none('没有读出人员表：表头要有“单位”和“姓名”，可再有“岗位”“手机号”。')
}

const none = (message: string) => ({ ok: false, reason: 'no-table', message }) as const

function rowsOf(grid: Grid): readonly StaffRow[] {
  const texts = laidOut(grid)
  const head = texts.findIndex((row) => {
    const fields = row.map(fieldOf)
    return fields.includes('unit') && fields.includes('name')
  })
  if (head < 0) return []
  const fields = texts[head]?.map(fieldOf) ?? []
  // A list of liaisons may head the names' column with their post.
  const listed = texts[head]?.find((words) => /联络员/.test(words)) ? '联络员' : ''
  const at = (row: readonly string[], field: Field) => row[fields.indexOf(field)]?.trim() ?? ''
  return texts.slice(head + 1).flatMap((row): StaffRow[] => {
    const name = withoutSpaces(at(row, 'name'))
    const unit = withoutSpaces(at(row, 'unit'))
    if (name === '' || unit === '') return []
    const mobile = foldWidth(at(row, 'mobile'))
      .replace(/^\+?86/, '')
      .replace(/\D/g, '')
    return [
      { unit, name, post: at(row, 'post') || listed, mobile: mobile.length === 11 ? mobile : null },
    ]
  })
}

/** Every place of the grid with its text; merged cells fill all of theirs. */
function laidOut(grid: Grid): readonly (readonly string[])[] {
  const texts = Array.from({ length: grid.rows }, () =>
    Array.from({ length: grid.columns }, () => ''),
  )
  for (const cell of grid.cells) {
    const text = cellText(cell)
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
      for (let column = cell.column; column < cell.column + cell.colSpan; column += 1) {
        const line = texts[row]
        if (line && column < grid.columns) line[column] = text
      }
    }
  }
  return texts
}
