/**
 * One syllable with its tone in brackets right behind a Chinese character: 區(qū). Some converters
 * of character sets leave it behind each character they doubted.
 */
const syllable =
  /(?<=\p{Script=Han})[(（]((?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiouü]{0,2}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][aeiou]?(?:ng?|r)?)[)）]/gu

/** Fewer than this in a file may be an author's own notes on how a word is said. */
const fewest = 3

/** How many bracketed syllables a text has. */
export function countPinyin(text: string): number {
  return text.match(syllable)?.length ?? 0
}

/** Whether so many of them in one file are a fault of its making. */
export function isPinyinFault(count: number): boolean {
  return count >= fewest
}

export function withoutPinyin(text: string): string {
  return text.replace(syllable, '')
}
