/** A plan's code, such as `XH21`: proposed from issuer, title and year; people may change it. */
import { foldWidth } from './written-form.ts'

/** As codes are kept and compared. */
export const normalisePlanCode = (text: string): string => foldWidth(text).trim().toUpperCase()

/** Begins with a letter, so that a bare number stays a task's number. */
export const isPlanCode = (text: string): boolean => /^[A-Z][A-Z0-9]{0,11}$/.test(text)

const leadIn = /中国共产党|中共|关于|印发|下发|转发|公布|下达|落实|做好|调整|^.*《/g

/** The name of the smallest place that a text begins with: 江门市新会区人民政府 → 新会. */
function placeName(text: string): string | undefined {
  const head = text.replace(leadIn, '').trim()
  const names = /^(?:\p{Script=Han}{2,4}?[省市州盟区县旗镇乡])+/u.exec(head)?.[0]
  return names
    ?.match(/\p{Script=Han}{2,4}?(?=[省市州盟区县旗镇乡])/gu)
    ?.at(-1)
    ?.replace(/^[省市州盟区县旗镇乡](?=..)/, '')
}

/** B, C … Z, AA, AB …: what tells codes of one issuer and year apart. */
function suffix(n: number): string {
  const letter = String.fromCharCode(65 + (n % 26))
  return n < 26 ? letter : suffix(Math.floor(n / 26) - 1) + letter
}

/**
 * Proposes a code not yet taken. `initials` gives the pinyin initials of a text: the domain has
 * no such table. Where it gives nothing usable, the code begins with P.
 */
export function proposePlanCode(
  plan: { readonly issuer: string | null; readonly title: string; readonly year: number },
  existing: readonly string[],
  initials: (text: string) => string,
): string {
  const place = placeName(plan.issuer ?? '') ?? placeName(plan.title)
  const letters =
    place === undefined
      ? ''
      : initials(place)
          .toUpperCase()
          .replace(/[^A-Z]/g, '')
  const year = String(plan.year % 100).padStart(2, '0')
  const base = `${letters === '' ? 'P' : letters.slice(0, 4)}${year}`
  const taken = new Set(existing.map(normalisePlanCode))
  for (let n = 0; ; n++) {
    const code = n === 0 ? base : base + suffix(n)
    if (!taken.has(code)) return code
  }
}
