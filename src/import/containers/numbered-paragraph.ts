/** A paragraph's lines with its automatic number in front, as it prints. */
export function withNumber(label: string, lines: readonly string[]): string[] {
  const [first = '', ...rest] = lines
  // A number that ends in a digit must not run into one that begins the words.
  const gap = /[0-9a-z]$/i.test(label) && first.trim() !== '' ? ' ' : ''
  return [label + gap + first, ...rest]
}
