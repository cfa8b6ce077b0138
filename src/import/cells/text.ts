import type { TableCell } from '../table.ts'
import { tidy } from './spacing.ts'

/** A cell's words without line breaks and padding. */
export function cellText(cell: Pick<TableCell, 'pieces'> | undefined): string {
  return tidy((cell?.pieces ?? []).map(({ text }) => text).join('\n'))
}
