// East Asian wide characters and emoji take two columns of a terminal.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** How many terminal columns a line takes. */
export function displayWidth(line: string): number {
  let width = 0
  for (const char of line) width += wide.test(char) ? 2 : 1
  return width
}

const fill = (line: string, width: number) =>
  line + ' '.repeat(Math.max(0, width - displayWidth(line)))

/** Rows under a header, each column as wide as its widest cell. */
export function alignedTable(header: readonly string[], rows: readonly (readonly string[])[]) {
  const all = [header, ...rows]
  const widths = header.map((_, column) =>
    Math.max(...all.map((row) => displayWidth(row[column] ?? ''))),
  )
  const line = (row: readonly string[]) =>
    widths
      .map((width, column) => fill(row[column] ?? '', width))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(Math.max(1, width))).join('  ')
  return [line(header), rule, ...rows.map(line)]
}
