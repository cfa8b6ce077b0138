const wide = /[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/

/** Text without padding: blanks beside a Chinese character go, others become a single one. */
export function tidy(text: string): string {
  const trimmed = text.trim()
  return trimmed.replace(/\s+/g, (gap, at: number) => {
    const isBeside = wide.test(trimmed.charAt(at - 1)) || wide.test(trimmed.charAt(at + gap.length))
    return isBeside ? '' : ' '
  })
}

/** Text without any blank. */
export function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '')
}

/** The same text, character for character, with ASCII digits: ２ is 2. For reading, not for keeping. */
export function asciiDigits(text: string): string {
  return text.replace(/[\uff10-\uff19]/g, (digit) =>
    String.fromCharCode(digit.charCodeAt(0) - 0xfee0),
  )
}
