import { type CellObject, read, SSF, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { limits } from '../guard.ts'
import { classifiedMessage, isClassifiedName } from '../secrecy.ts'
import type { Contents, Grid } from '../table.ts'
import { Unreadable, unreadable } from '../unreadable.ts'
import { openOle } from './ole.ts'
import { gridOfSheet, type Sheet } from './sheet-grid.ts'
import { type HiddenPlaces, hiddenPlaces } from './xlsx-hidden.ts'
import { wordsOnly } from './xlsx-parts.ts'
import { walkXml } from './xml.ts'
import { openZip } from './zip.ts'

/**
 * Reads a workbook of the open formats (.xlsx of Excel and WPS, .ods): every visible sheet that
 * holds words becomes a table named after it; `row` is the row of the sheet. Cells give what they
 * print: dates and percentages in their format, formulas the value that was saved with them (none
 * is ever calculated). Hidden rows, columns and sheets are left out and told.
 */
export function readXlsx(bytes: Uint8Array): Contents {
  const archive = openZip(bytes)
  const parts = wordsOnly(archive)
  const contents = readWorkbook(parts.bytes, hiddenPlaces(archive))
  if (parts.emptyFormulas === 0) return contents
  const remark = `有 ${parts.emptyFormulas} 个公式没有保存计算结果，按空格读取。请在 Excel 或 WPS 里打开、保存一次再发。`
  return { ...contents, remarks: [...contents.remarks, remark] }
}

/**
 * Reads a workbook of Excel 97–2003 or WPS (.xls, .et). The library gets its one stream, not the
 * compound file, whose chains may run in circles. Macros are streams beside it and stay there.
 */
export function readXls(bytes: Uint8Array): Contents {
  const ole = openOle(bytes)
  const contents = readWorkbook(ole.read('Workbook') ?? ole.read('Book') ?? bytes)
  return ole.has('_VBA_PROJECT_CUR')
    ? { ...contents, remarks: [...contents.remarks, '文件里的宏未读取，也不会运行。'] }
    : contents
}

/** `hidden`: where it is known; else the library tells, at the price of all styles. */
function readWorkbook(bytes: Uint8Array, hidden?: ReadonlyMap<string, HiddenPlaces>): Contents {
  const workbook = parse(bytes, hidden === undefined)
  const blocks: Grid[] = []
  const remarks: string[] = []
  for (const [index, name] of workbook.SheetNames.entries()) {
    if (isClassifiedName(name)) throw new Unreadable(classifiedMessage)
    const worksheet = workbook.Sheets[name]
    if (!worksheet) continue
    const sheet = sheetOf(name, worksheet, workbook, hidden?.get(name))
    if (workbook.Workbook?.Sheets?.[index]?.Hidden) {
      if (sheet.words.size > 0) remarks.push(`工作表“${name}”是隐藏的，未读取。`)
      continue
    }
    const grid = gridOfSheet(sheet)
    if (grid) blocks.push(grid)
    remarks.push(...hiddenParts(sheet))
  }
  return { blocks, repairs: [], remarks }
}

/** Reads a workbook that Excel 2003 or an office system wrote as one XML file. */
export function readXmlWorkbook(bytes: Uint8Array): Contents {
  walkXml(bytes, { open: () => {}, close: () => {} })
  return readWorkbook(bytes)
}

function parse(bytes: Uint8Array, withStyles: boolean): WorkBook {
  try {
    // Dates stay serial numbers: as objects they depend on the time zone of the machine.
    return read(bytes, {
      type: 'array',
      dense: true,
      cellDates: false,
      cellFormula: false,
      cellHTML: false,
      cellStyles: withStyles,
      cellNF: true,
      bookVBA: false,
    })
  } catch (cause) {
    const isLocked = cause instanceof Error && /password|encrypt/i.test(cause.message)
    throw new Unreadable(isLocked ? unreadable.locked : unreadable.damaged, { cause })
  }
}

function sheetOf(
  name: string,
  worksheet: WorkSheet,
  workbook: WorkBook,
  hidden: HiddenPlaces | undefined,
): Sheet {
  const words = new Map<number, Map<number, string>>()
  const isFrom1904 = workbook.Workbook?.WBProps?.date1904 === true
  const rows = worksheet['!data'] ?? []
  let characters = 0
  // By key: a row or column far out makes a long array with nearly nothing in it.
  for (const row of Object.keys(rows).map(Number)) {
    const cells = rows[row] ?? []
    for (const column of Object.keys(cells).map(Number)) {
      const text = printed(cells[column], isFrom1904)
      if (text.trim() === '') continue
      characters += text.length
      if (characters > limits.characters) throw new Unreadable(unreadable.tooLarge)
      const line = words.get(row) ?? new Map<number, string>()
      words.set(row, line.set(column, text))
    }
  }
  return {
    name,
    words,
    merges: (worksheet['!merges'] ?? []).map(({ s, e }) => ({
      top: s.r,
      left: s.c,
      bottom: e.r,
      right: e.c,
    })),
    isRowHidden: hidden?.isRowHidden ?? ((row) => worksheet['!rows']?.[row]?.hidden === true),
    isColumnHidden:
      hidden?.isColumnHidden ?? ((column) => worksheet['!cols']?.[column]?.hidden === true),
  }
}

/** A cell as it prints. Excel's short date is the only format whose print depends on the language. */
function printed(cell: CellObject | undefined, isFrom1904: boolean): string {
  if (!cell || cell.v === undefined || cell.t === 'z') return ''
  if (cell.t === 's') return String(cell.v).replaceAll('_x000D_', '')
  if (cell.t === 'n' && cell.z === 'm/d/yy') {
    return String(SSF.format('yyyy/m/d', cell.v, { date1904: isFrom1904 }))
  }
  return cell.w ?? String(cell.v)
}

function hiddenParts({ name, words, isRowHidden, isColumnHidden }: Sheet): string[] {
  const rows = [...words.keys()].filter(isRowHidden).length
  const used = new Set([...words.values()].flatMap((line) => [...line.keys()]))
  const columns = [...used].filter(isColumnHidden).length
  if (rows === 0 && columns === 0) return []
  const what = [rows > 0 ? `${rows} 行` : '', columns > 0 ? `${columns} 列` : '']
  return [`工作表“${name}”有${what.filter(Boolean).join('、')}是隐藏的，未读取。`]
}
