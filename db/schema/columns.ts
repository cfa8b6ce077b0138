/** Kinds of columns. */
import type { Generated } from 'kysely'

/** Booleans are 0 and 1 on all three databases. */
export type Bit = 0 | 1

/** Columns that an insert may leave out, since the table has a default for them. */
export type Optional<Row, Defaulted extends keyof Row> = {
  [Column in keyof Row]: Column extends Defaulted ? Generated<Row[Column]> : Row[Column]
}
