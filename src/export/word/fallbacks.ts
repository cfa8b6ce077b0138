/** Says in a Word file what stands in for typefaces that a computer lacks. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { fonts } from '../fonts.ts'

const part = 'word/fontTable.xml'
const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** Word takes the first of `altName` that is there; the library that writes the file knows no such thing. */
export function withFallbacks(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes)
  if (!parts[part]) return bytes
  const known = strFromU8(parts[part])
  const faces = Object.values(fonts).map(
    ({ name, others }) =>
      `<w:font w:name="${name}"><w:altName w:val="${others.join(',')}"/><w:charset w:val="86"/></w:font>`,
  )
  const isEmpty = /<w:fonts\b[^>]*\/>/.test(known)
  const table = isEmpty
    ? `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="${namespace}">${faces.join('')}</w:fonts>`
    : known.replace(/<\/w:fonts>/, `${faces.join('')}</w:fonts>`)
  return zipSync({ ...parts, [part]: strToU8(table) }, { level: 6 })
}
