/**
 * Words that begin as a formula does stay words: also when somebody edits the cell, or saves the
 * sheet as text and opens it again. The file says so as Excel itself does for a typed `'`.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

export const wouldCalculate = (words: string): boolean => /^[=+\-@\t]/.test(words)

const part = 'xl/styles.xml'

/** The library that writes the file knows no such mark; cells that need it have a reading order. */
export function withQuotePrefix(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes)
  const styles = parts[part] && strFromU8(parts[part])
  if (!styles?.includes('readingOrder="0"')) return bytes
  const marked = styles.replace(
    /<xf ([^>]*)>(<alignment[^>]*?) readingOrder="0"(\/>)/g,
    '<xf quotePrefix="1" $1>$2$3',
  )
  return zipSync({ ...parts, [part]: strToU8(marked) }, { level: 6 })
}
