import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CellLines } from '../dumped-table.ts'
import type { Spanned } from '../grid-table.ts'

/** A percentage that a sheet holds as a number, and a document prints. */
type Percent = { readonly percent: number; readonly rows?: number }
/** As `Spanned`; in a sheet a figure is a number and a rate a percentage. */
export type OfficeCell = Spanned | number | Percent

/** A document with one table, as an office makes it. */
export type OfficeDocument = {
  readonly name: string
  readonly title: string
  /** Paragraphs between title and table, and below it; rows of their own in a sheet. */
  readonly above?: readonly string[]
  readonly below?: readonly string[]
  readonly headerRows?: number
  /** Widths of the columns in cm. */
  readonly widths: readonly number[]
  readonly rows: readonly (readonly OfficeCell[])[]
}

type Made = {
  readonly lines: readonly string[]
  readonly rows: number
  readonly columns: number
  readonly value: number | Percent | null
}

const namespaces = Object.entries({
  ...{ office: 'office', style: 'style', text: 'text', table: 'table', number: 'datastyle' },
  ...{ fo: 'xsl-fo-compatible', svg: 'svg-compatible' },
})
  .map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ')

const escaped = (words: string) =>
  words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/ {2,}/g, (blanks) => `<text:s text:c="${blanks.length}"/>`)
const paragraphs = (lines: readonly string[]) =>
  lines.map((line) => `<text:p>${escaped(line)}</text:p>`).join('')

function linesOf(text: CellLines): readonly string[] {
  return typeof text === 'string' ? (text === '' ? [] : [text]) : text
}

function made(cell: OfficeCell): Made {
  const one = { rows: 1, columns: 1, value: null }
  if (cell === null) return { ...one, lines: [] }
  if (typeof cell === 'number') return { ...one, lines: [String(cell)], value: cell }
  if (typeof cell === 'string' || Array.isArray(cell)) return { ...one, lines: linesOf(cell) }
  if ('percent' in cell) {
    return { ...one, lines: [`${cell.percent}%`], rows: cell.rows ?? 1, value: cell }
  }
  const { text, rows = 1, columns = 1 } = cell as Exclude<Spanned, CellLines | null>
  return { lines: linesOf(text), rows, columns, value: null }
}

/** The rows' cells as elements; places that a merged one covers are covered cells. */
function rowElements(
  rows: readonly (readonly OfficeCell[])[],
  width: number,
  element: (cell: Made, span: string) => string,
): string[] {
  const covered = new Set<string>()
  return rows.map((row, at) => {
    const cells = Array.from({ length: width }, (_, column) => {
      if (covered.has(`${at}:${column}`)) return '<table:covered-table-cell/>'
      const cell = made(row[column] ?? null)
      for (let down = 0; down < cell.rows; down += 1) {
        for (let right = 0; right < cell.columns; right += 1) {
          covered.add(`${at + down}:${column + right}`)
        }
      }
      const high = cell.rows > 1 ? ` table:number-rows-spanned="${cell.rows}"` : ''
      const wide = cell.columns > 1 ? ` table:number-columns-spanned="${cell.columns}"` : ''
      return element(cell, high + wide)
    })
    return `<table:table-row>${cells.join('')}</table:table-row>`
  })
}

function columnStyles(widths: readonly number[]): string {
  return widths
    .map(
      (width, at) =>
        `<style:style style:name="T${at}" style:family="table-column"><style:table-column-properties style:column-width="${width}cm"/></style:style>`,
    )
    .join('')
}

const columnElements = (widths: readonly number[]) =>
  widths.map((_, at) => `<table:table-column table:style-name="T${at}"/>`).join('')

/** A word processor's document (flat OpenDocument): title, paragraphs, the table, a last paragraph. */
function flatText(document: OfficeDocument): string {
  const { title, above = [], below = [], headerRows = 1, widths, rows } = document
  const total = widths.reduce((sum, width) => sum + width, 0)
  const elements = rowElements(
    rows,
    widths.length,
    ({ lines }, span) =>
      `<table:table-cell table:style-name="C"${span} office:value-type="string">${paragraphs(lines) || '<text:p/>'}</table:table-cell>`,
  )
  const [head, body] = [elements.slice(0, headerRows), elements.slice(headerRows)]
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${namespaces} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>${columnStyles(widths)}
<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
<style:style style:name="T" style:family="table"><style:table-properties style:width="${total}cm" table:align="left" table:border-model="collapsing"/></style:style>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="${total + 4}cm" fo:page-height="29.7cm" fo:margin="2cm"/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"/></office:master-styles>
<office:body><office:text>${paragraphs([title, ...above])}
<table:table table:name="T" table:style-name="T">${columnElements(widths)}<table:table-header-rows>${head.join('')}</table:table-header-rows>${body.join('')}</table:table>
${paragraphs(below)}</office:text></office:body></office:document>`
}

/** A workbook (flat OpenDocument): what stands around the table in merged rows of its own. */
function flatSheet(document: OfficeDocument): string {
  const { title, above = [], below = [], widths, rows } = document
  const across = (text: string) => [{ text, columns: widths.length }]
  const all = [[title, ...above].map(across), rows, below.map(across)].flat()
  const elements = rowElements(all, widths.length, (cell, span) => {
    const words = paragraphs(cell.lines)
    if (typeof cell.value === 'number') {
      return `<table:table-cell${span} office:value-type="float" office:value="${cell.value}">${words}</table:table-cell>`
    }
    if (cell.value) {
      const value = Number((cell.value.percent / 100).toFixed(6))
      return `<table:table-cell table:style-name="percent"${span} office:value-type="percentage" office:value="${value}">${words}</table:table-cell>`
    }
    return `<table:table-cell${span} office:value-type="string">${words}</table:table-cell>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${namespaces} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>${columnStyles(widths)}
<number:percentage-style style:name="p"><number:number number:decimal-places="2" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<style:style style:name="percent" style:family="table-cell" style:data-style-name="p"/>
</office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="Sheet1">${columnElements(widths)}${elements.join('\n')}</table:table></office:spreadsheet></office:body></office:document>`
}

/** What an office suite makes of each flat file. GB18030 is number 85 of its encodings. */
const textTargets = {
  docx: 'docx',
  doc: 'doc',
  pdf: 'pdf',
  html: 'html:HTML (StarWriter)',
} as const
const sheetTargets = {
  xlsx: 'xlsx',
  xls: 'xls',
  ods: 'ods',
  csv: 'csv:Text - txt - csv (StarCalc):44,34,85,1,,0,false,true,false,false,false,1',
  sheetHtml: 'html:HTML (StarCalc)',
} as const

export type OfficeKind = keyof typeof textTargets | keyof typeof sheetTargets
export const officeKinds: readonly OfficeKind[] = [
  ...(Object.keys(textTargets) as (keyof typeof textTargets)[]),
  ...(Object.keys(sheetTargets) as (keyof typeof sheetTargets)[]),
]

/** The extension of a kind's files. */
export const extensionOfKind = (kind: OfficeKind) => (kind === 'sheetHtml' ? 'html' : kind)

/** Whether the office suite is there that makes the files. */
export function hasOfficeSuite(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Every document in every container, saved by the office suite: `bytes(name, kind)`. */
export function savedByOffice(
  documents: readonly OfficeDocument[],
  kinds: readonly OfficeKind[] = officeKinds,
): (name: string, kind: OfficeKind) => Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'duban-office-'))
  try {
    const saved = new Map<string, Uint8Array>()
    const save = (targets: object, flat: (one: OfficeDocument) => string, extension: string) => {
      const files = documents.map((one) => {
        const file = join(folder, `${one.name}.${extension}`)
        writeFileSync(file, flat(one))
        return file
      })
      for (const [kind, target] of Object.entries(targets) as [OfficeKind, string][]) {
        if (!kinds.includes(kind)) continue
        const out = join(folder, kind)
        const profile = `-env:UserInstallation=file://${folder}/profile`
        const args = ['--headless', profile, '--convert-to', target, '--outdir', out, ...files]
        execFileSync('soffice', args, { stdio: 'ignore', timeout: 300_000 })
        for (const { name } of documents) {
          const file = readdirSync(out).find((one) => one.startsWith(name))
          if (!file) throw new Error(`no ${kind} of ${name}`)
          saved.set(`${name}.${kind}`, new Uint8Array(readFileSync(join(out, file))))
        }
      }
    }
    save(textTargets, flatText, 'fodt')
    save(sheetTargets, flatSheet, 'fods')
    return (name, kind) => {
      const bytes = saved.get(`${name}.${kind}`)
      if (!bytes) throw new Error(`no ${kind} of ${name}`)
      return bytes
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
