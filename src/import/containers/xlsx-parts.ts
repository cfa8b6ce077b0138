import { strToU8, zipSync } from 'fflate'
import { limits } from '../guard.ts'
import { Unreadable, unreadable } from '../unreadable.ts'
import type { Archive } from './zip.ts'

/** Parts that the words of a workbook come from; pictures, comments, links and macros are none. */
const wanted =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|(?:xl|XL)\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml|sharedStrings\.xml|worksheets\/[^/]+\.xml))$/i
const wantedOds = /^(?:mimetype|content\.xml|styles\.xml|META-INF\/manifest\.xml)$/i

const contentTypes = '[Content_Types].xml'
const mostRows = 200_000
/** Bytes of one text; a cell of Excel holds 32,767 characters. */
const longestText = 200_000

/** Number formats that the Chinese Excel gives to its reserved ids (ECMA-376 part 1, 18.8.30). */
const chineseFormats: Readonly<Record<number, string>> = {
  14: 'yyyy/m/d',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
}

/**
 * A workbook with nothing in it but what its words come from, unpacked within the limits and put
 * together again, so that the library never unpacks what a stranger packed. Formats that only a
 * Chinese Excel knows are spelled out.
 */
export function wordsOnly(archive: Archive): { bytes: Uint8Array; emptyFormulas: number } {
  const isOds = archive.names.includes('content.xml')
  const parts: Record<string, Uint8Array> = {}
  const counts = { cells: 0, emptyFormulas: 0 }
  for (const name of archive.names) {
    if (!(isOds ? wantedOds : wanted).test(name)) continue
    const part = archive.read(name) ?? new Uint8Array()
    checkPart(part, counts)
    if (isOds) parts[name] = part
    else if (/styles\.xml$/.test(name)) parts[name] = withChineseFormats(part)
    else parts[name] = /\/worksheets\//.test(name) ? withWrittenDates(part) : part
  }
  const types = parts[contentTypes]
  if (types) parts[contentTypes] = withoutAbsent(types, parts)
  return { bytes: zipSync(parts, { level: 0 }), emptyFormulas: counts.emptyFormulas }
}

/** Counts what would make many objects, before any is made. */
function checkPart(part: Uint8Array, counts: { cells: number; emptyFormulas: number }): void {
  // Every byte a character: what is looked for here is ASCII.
  const text = new TextDecoder('latin1').decode(part)
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) {
    throw new Unreadable(unreadable.doctype)
  }
  counts.cells += occurrences(text, /<(?:\w+:)?(?:c|si|xf|mergeCell|table-cell)[ />]/g)
  if (counts.cells > limits.cells) throw new Unreadable(unreadable.tooLarge)
  // Rows without a cell are made, too, and a whole sheet of them may be formatted.
  if (occurrences(text, /<(?:\w+:)?row[ />]/g) > mostRows) {
    throw new Unreadable(unreadable.tooLarge)
  }
  // Thousands of cells may name one long text.
  if (longestWords(text) > longestText) throw new Unreadable(unreadable.tooLarge)
  // A worksheet has 16,384 columns; the library makes an object for each that is described.
  if (/<(?:\w+:)?col\s[^>]*\bmax="(?:\d{6,}|[2-9]\d{4})/.test(text))
    throw new Unreadable(unreadable.tooLarge)
  counts.emptyFormulas += occurrences(text, /<\/f>\s*<\/c>|<f[^<>]*\/>\s*<\/c>/g)
}

/** The most characters between two tags. */
function longestWords(text: string): number {
  let longest = 0
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('<', at)
    if (next < 0) return Math.max(longest, text.length - at)
    longest = Math.max(longest, next - at)
    at = next + 1
  }
  return longest
}

function occurrences(text: string, pattern: RegExp): number {
  let count = 0
  pattern.lastIndex = 0
  while (pattern.test(text)) {
    count += 1
    if (count > limits.cells) break
  }
  return count
}

/** The list of parts without those left out: the library looks for every one that is listed. */
function withoutAbsent(types: Uint8Array, parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const text = new TextDecoder().decode(types)
  const kept = text.replace(/<Override\s[^>]*>/g, (entry) => {
    const name = /PartName="\/?([^"]*)"/.exec(entry)?.[1] ?? ''
    return parts[name] ? entry : ''
  })
  return strToU8(kept)
}

/** Dates that are written out (ISO 8601, as other programs than Excel do) as words: the library counts days. */
function withWrittenDates(part: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(part)
  if (!/<(?:\w+:)?c\s[^>]*\bt="d"/.test(text)) return part
  const written = text.replace(
    /(<(?:\w+:)?c\s[^>]*\bt=")d("[^>]*>\s*<(?:\w+:)?v>)(\d{4}-\d\d-\d\d)(?:T[\d:.]+Z?)?</g,
    '$1str$2$3<',
  )
  return strToU8(written)
}

function withChineseFormats(part: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(part)
  const missing = Object.entries(chineseFormats)
    .filter(([id]) => !text.includes(`<numFmt numFmtId="${id}"`))
    .map(
      ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
    )
    .join('')
  const list = /<numFmts[^>]*[^/]>/.exec(text)
  const at = list ? list.index + list[0].length : text.search(/<fonts[ >]/)
  if (at < 0) return part
  const more = list ? missing : `<numFmts count="1">${missing}</numFmts>`
  return strToU8(text.slice(0, at) + more + text.slice(at))
}
