/** What the library that writes Word files cannot: tables as text, and stand-ins for typefaces. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { fonts } from '../fonts.ts'

const part = 'word/fontTable.xml'
const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

const body = 'word/document.xml'

/** Stands in a paragraph of its own until its table takes its place. No text has this character. */
export const tablePlace = (at: number): string => `\ue000${at}\ue000`

/** Puts each table in its place and names the typefaces' stand-ins. */
export function finish(bytes: Uint8Array, tables: readonly string[]): Uint8Array {
  const parts = unzipSync(bytes)
  const document = parts[body]
  if (!document) throw new Error('a Word file without a body')
  const whole = tables.reduce(
    (xml, table, at) => inPlace(xml, tablePlace(at), table),
    strFromU8(document),
  )
  const faces = fontTable(strFromU8(parts[part] ?? new Uint8Array()))
  return zipSync({ ...parts, [body]: strToU8(whole), [part]: strToU8(faces) }, { level: 6 })
}

/** The paragraph that holds the mark goes, and the table stands there. */
function inPlace(xml: string, mark: string, table: string): string {
  const at = xml.indexOf(mark)
  const from = Math.max(xml.lastIndexOf('<w:p>', at), xml.lastIndexOf('<w:p ', at))
  const end = xml.indexOf('</w:p>', at) + '</w:p>'.length
  if (at < 0 || from < 0) throw new Error('a table without a place')
  return xml.slice(0, from) + table + xml.slice(end)
}

/** Word takes the first of `altName` that is there. */
function fontTable(known: string): string {
  const faces = Object.values(fonts).map(
    ({ name, others }) =>
      `<w:font w:name="${name}"><w:altName w:val="${others.join(',')}"/><w:charset w:val="86"/></w:font>`,
  )
  const isEmpty = !known.includes('</w:fonts>')
  return isEmpty
    ? `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="${namespace}">${faces.join('')}</w:fonts>`
    : known.replace(/<\/w:fonts>/, `${faces.join('')}</w:fonts>`)
}
