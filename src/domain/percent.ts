/** Percentages as people type them. */
import { Decimal } from 'decimal.js'
import { foldWidth } from './written-form.ts'

export type PercentRefusal = 'percent-not-a-number' | 'percent-out-of-range' | 'percent-too-precise'

export type PercentOutcome =
  | { readonly ok: true; readonly percent: string | null }
  | { readonly ok: false; readonly reason: PercentRefusal }

/** Reads a percentage as people type it: `80`, `８０％`, ` 66.5 % `. Nothing typed is no value. */
export function parsePercent(text: string): PercentOutcome {
  const typed = foldWidth(text).replace(/\s+/g, '')
  if (typed === '') return { ok: true, percent: null }
  const number = typed.replace(/^百分之/, '').replace(/%$/, '')
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(number)) {
    return { ok: false, reason: 'percent-not-a-number' }
  }
  const value = new Decimal(number)
  if (value.lt(0) || value.gt(100)) return { ok: false, reason: 'percent-out-of-range' }
  if (value.decimalPlaces() > 2) return { ok: false, reason: 'percent-too-precise' }
  return { ok: true, percent: value.toFixed() }
}
