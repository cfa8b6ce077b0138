import type { Family } from './family.ts'
import { readTaskTable } from './task-table.ts'

const fits: Family['fits'] = (columns) => columns.includes('task')

/** Tables of no known kind, whose columns somebody has named (a profile). */
export const custom: Family = {
  kind: 'custom',
  fits,
  read: (document) => readTaskTable(document, fits, 'custom'),
}
