import type { Column } from '../column-words.ts'
import type { Family } from './family.ts'
import { readTaskTable } from './task-table.ts'

const whoDoesIt: readonly Column[] = ['leaders', 'lead_units', 'units', 'units_persons', 'persons']

const fits: Family['fits'] = (columns) =>
  columns.includes('task') &&
  whoDoesIt.some((column) => columns.includes(column)) &&
  !columns.some((column) => /^(?:nodes|progress|rate|indicator)$/.test(column))

/** Assignment tables (分工表): tasks with their leaders and units, without time nodes. */
export const assignment: Family = {
  kind: 'assignment',
  fits,
  read: (document) => readTaskTable(document, fits, 'assignment'),
}
