import { readFileSync } from 'node:fs'
import { CFB } from '@e965/xlsx'
import { archiveOf, deflated, type Entry, repeated, stored } from '../hostile-archives.ts'

export const MB = 1024 * 1024
// From the project's root, where tests and the bench run.
export const fixture = (name: string) => readFileSync(`test/fixtures/documents/containers/${name}`)
export const half = (bytes: Uint8Array) => bytes.subarray(0, Math.floor(bytes.length / 2))

/** Bytes that look like chance and are the same every time. */
export function noise(length: number, seed = 1): Uint8Array {
  let state = seed
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  })
}

export const wordHead =
  '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
export const types = stored('[Content_Types].xml', '<Types/>')
export const docxWith = (main: Entry) => archiveOf([types, main])
export const document = (content: string) =>
  docxWith(deflated('word/document.xml', wordHead + content))
export const filled = (unit: string, bytes = MB) =>
  Buffer.from(unit.repeat(Math.floor(bytes / Buffer.byteLength(unit))))

/** A document whose part is `megabytes` of the same words again and again. */
export const swollen = (unit: string, megabytes: number) =>
  docxWith(repeated('word/document.xml', filled(unit), megabytes, wordHead))

export const sheetParts = (sheet: Entry, more: readonly Entry[] = []) => {
  const parts = ['_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml']
  return archiveOf([...parts.map((name) => stored(name, plainParts[name] ?? '')), ...more, sheet])
}
export const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const plainParts: Readonly<Record<string, string>> = {
  '_rels/.rels': `<Relationships><Relationship Id="w" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets><sheet name="表" sheetId="1" r:id="s1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="${relation}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  'xl/styles.xml': '<styleSheet/>',
}
export const sheetTypes = stored(
  '[Content_Types].xml',
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
)

export const laughs = `<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">${'bcdefghij'
  .split('')
  .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghi'[index]};`.repeat(10)}">`)
  .join('')}]>`
export const external = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'

/** A compound file with these streams. */
export function oleOf(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const file = CFB.utils.cfb_new()
  for (const [name, content] of Object.entries(streams))
    CFB.utils.cfb_add(file, `/${name}`, content)
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer)
}

/** The same file with every entry of its allocation table pointing at the sector before. */
export function circular(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes)
  const table = 512 * (copy.readUInt32LE(0x4c) + 1)
  for (let index = 0; index < 128; index += 1)
    copy.writeUInt32LE(index % 2 === 0 ? index + 1 : index - 1, table + index * 4)
  return copy
}
