const separators = /[、，,；;]/
/** What a form's name never begins with: a line that does goes on from the line before. */
const continuation = /^(?:[+＋]|(?:汇报|推进|通报|活动|督查|督办|会议|制)$)/

/** The forms of supervision of a cell, as printed; several on one line are taken apart. */
export function formsOf(lines: readonly string[]): string[] {
  const joined: string[] = []
  for (const line of lines) {
    const before = joined.at(-1)
    const goesOn = before !== undefined && (continuation.test(line) || /[+＋]$/.test(before))
    if (goesOn) joined[joined.length - 1] = before + line
    else joined.push(line)
  }
  return joined.flatMap(splitForms)
}

/** Separators within quotation marks or brackets belong to a name. */
function splitForms(line: string): string[] {
  const parts = ['']
  let depth = 0
  for (const character of line) {
    if (/[“‘（(《]/.test(character)) depth += 1
    if (/[”’）)》]/.test(character)) depth = Math.max(0, depth - 1)
    if (depth === 0 && separators.test(character)) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** Whether words name forms of supervision and nothing else. */
export function formLike(text: string): boolean {
  return (
    text.length <= 60 &&
    /通报|例会|督办|督查|推进$|汇报|活动|专报/.test(text) &&
    !/[。；]/.test(text)
  )
}
