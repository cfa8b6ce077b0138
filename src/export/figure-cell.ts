import { type Cell, cell } from './page.ts'

const figure = /^(-?)(0|[1-9]\d{0,11})(?:\.(\d{1,6}))?([^\d.,，%％\s"\\][^\d"\\\n]{0,11})?(%)?$/

/** `121万头` as a number whose format prints its unit; words, and what is no plain figure, stay words. */
export function figureCell(words: string | null): Cell {
  const found = figure.exec(words ?? '')
  if (!found || words === null) return cell(words)
  const [, sign = '', integer = '', decimals = '', unit = '', sharePer = ''] = found
  if (unit !== '' && sharePer !== '') return cell(words)
  const digits = decimals === '' ? '0' : `0.${'0'.repeat(decimals.length)}`
  const value = Number(`${sign}${integer}${decimals && `.${decimals}`}`)
  if (sharePer !== '')
    return { ...cell(words), number: { value: value / 100, format: `${digits}%` } }
  return { ...cell(words), number: { value, format: unit === '' ? digits : `${digits}"${unit}"` } }
}
