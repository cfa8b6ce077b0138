import type { TableRow } from '../rows/table-row.ts'
import type { NoticeItem } from './decomposition-notice.ts'

/** A row with the number it goes by: as printed, else by its place; and the notice's same item. */
export type NumberedRow = {
  readonly row: TableRow
  readonly seq: number
  /** `restored`: its own number was lost; `none`: the table has no numbers. */
  readonly numbering: 'printed' | 'restored' | 'none'
  readonly item?: NoticeItem
}
