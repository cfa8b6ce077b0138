import { Converter } from 'opencc-js/t2cn'
import { withoutBlanks } from '../cells/spacing.ts'
import { surnameLength } from '../cells/surnames.ts'

type Convert = (text: string) => string

const made: { converter?: Convert } = {}

/** Its tables take some 20 ms to build, which is done at the first use, once. */
function convert(text: string): string {
  const converter = made.converter ?? Converter({ from: 'tw', to: 'cn' })
  made.converter = converter
  return converter(text)
}

/** A word in simplified characters, for reading, not for keeping. */
export function foldCharacters(word: string): string {
  return /\p{Script=Han}/u.test(word) ? convert(word) : word
}

/** Characters that simplified texts know too, in names (於 is a surname) and in a few words. */
const alsoSimplified = new Set('於昇乾著藉徵甯陞龢夥瞭麽祇堃菉濬澂谿')
/** 乾 is dry, and becomes 干, beside these alone; else it is a name's or 乾坤's own. */
const dryBefore = /[餅饼烘曬晒晾風风吹擦榨肉果豆糖枯]$/
const dryAfter = /^[旱燥淨净枯涸癟瘪洗糧粮貨货冰濕湿杯脆柴菜草季]/

/** More than this share of traditional characters make a traditional text, not a stray or a name. */
const share = 0.01

/** What simplifies the texts of one file. */
export type Simplifier = (text: string) => { readonly text: string; readonly count: number }

/**
 * Looks through the texts of a file once. In a file that is simplified on the whole only forms
 * change that simplified texts do not know; else words decide (乾燥, 乾坤), and in what may be a
 * person's name the characters stay that simplified names have as well.
 */
export function simplifierOf(texts: readonly string[]): Simplifier {
  const counts = countCharacters(texts)
  const characters = [...counts.keys()].filter((one) => !alsoSimplified.has(one))
  const converted = convert(characters.join('\n')).split('\n')
  const old = new Set(characters.filter((one, at) => converted[at] !== one))
  const changed = [...old].reduce((sum, one) => sum + (counts.get(one) ?? 0), 0)
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const isTraditional = changed >= 5 && changed > share * all
  const wanted = [...old, ...(isTraditional ? alsoSimplified : [])]
  const needs = wanted.length === 0 ? undefined : new RegExp(`[${wanted.join('')}]`, 'u')
  return (text) => (needs?.test(text) ? simplify(text, isTraditional) : { text, count: 0 })
}

/** How often each Chinese character stands in the texts. */
function countCharacters(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) {
    for (const one of text) {
      if (one >= '\u3400') counts.set(one, (counts.get(one) ?? 0) + 1)
    }
  }
  return counts
}

function simplify(text: string, isTraditional: boolean): ReturnType<Simplifier> {
  const before = [...text]
  const after = [...convert(text)]
  const keeps = !isTraditional || mayBeName(text)
  const chosen = before.map((character, at) => {
    if (character === '乾') return isTraditional && isDry(before, at) ? '干' : character
    if (alsoSimplified.has(character) && keeps) return character
    return (after.length === before.length ? after[at] : convert(character)) ?? character
  })
  const count = chosen.filter((character, at) => character !== before[at]).length
  return { text: chosen.join(''), count }
}

function isDry(characters: readonly string[], at: number): boolean {
  return dryBefore.test(characters[at - 1] ?? '') || dryAfter.test(characters[at + 1] ?? '')
}

/** A short line that begins as a name does. */
function mayBeName(text: string): boolean {
  const words = withoutBlanks(text.replace(/[*＊]/g, ''))
  if (!/^[\p{Script=Han}·、]{2,12}$/u.test(words)) return false
  return words.split('、').every((name) => name.length <= 4 && surnameOf(name))
}

function surnameOf(name: string): boolean {
  return surnameLength(name) > 0 || surnameLength(convert(name)) > 0
}
