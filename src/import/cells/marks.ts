const common = '*＊★☆▲△●◆※'

/** Turns the sign that marks a lead into `*` before its name, wherever it was printed. */
export type Marker = (line: string) => string

/** `declared` is the sign that a note above the table names; without a note any usual one counts. */
export function leadMarker(declared: string | null): Marker {
  const signs = declared === null ? common : /[*＊]/.test(declared) ? '*＊' : declared
  const sign = new RegExp(`[${signs.replace('*', '\\*')}]`, 'g')
  return (line) => {
    const starred = line.replace(sign, '*').replace(/[（(]牵头(?:单位|部门)?[）)]/g, '*')
    if (!starred.includes('*')) return line
    return starred
      .replace(/([^*、，,；;]{1,40})\*(?=\s*(?:$|[、，,；;]))/g, '*$1')
      .replace(/([^*、，,；;\s]{2,40})\*(?=\s)/g, '*$1')
  }
}
