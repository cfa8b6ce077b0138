import type { Family } from './family.ts'
import { readTaskTable } from './task-table.ts'

const fits: Family['fits'] = (columns) => columns.includes('nodes') && columns.includes('task')

/** Decomposition tables (分解表): tasks with time nodes, and all that belongs to them. */
export const decomposition: Family = {
  kind: 'decomposition',
  fits,
  read: (document) => readTaskTable(document, fits, 'decomposition'),
}
