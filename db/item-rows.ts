/** How items, indicators and reported values stand in their tables. */
import { sql } from 'kysely'
import { groupBy } from '../src/domain/group-by.ts'
import type {
  FigureValue,
  HandSetRate,
  Indicator,
  Item,
  Report,
  ReportValue,
  Task,
} from '../src/domain/plan.ts'
import type { NoFigure } from '../src/domain/rates.ts'
import type { Database, Writes } from './database.ts'
import type { IndicatorTable, ItemTable } from './schema/plans.ts'
import type { ReportValueTable } from './schema/reports.ts'
import { insertsOf, listsOf, withoutNulls } from './several.ts'

/** Items and indicators of tasks that have none yet. Their values come with the reports. */
export const insertItems = (db: Database, tasks: readonly Task[]): Writes => [
  ...insertsOf(withoutNulls(tasks.flatMap(itemRows))).map((rows) =>
    db.query.insertInto('items').values(rows),
  ),
  ...insertsOf(withoutNulls(tasks.flatMap(indicatorRows))).map((rows) =>
    db.query.insertInto('indicators').values(rows),
  ),
]

/** Those of a newer version: values stay, and what was put aside is back in the list. */
export const saveItems = (db: Database, tasks: readonly Task[]): Writes => [
  ...insertsOf(tasks.flatMap(itemRows), 1).map((rows) =>
    db.query
      .insertInto('items')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          position: ref('excluded.position'),
          title: ref('excluded.title'),
          printed_rate: ref('excluded.printed_rate'),
          archived_at: null,
        })),
      ),
  ),
  ...insertsOf(tasks.flatMap(indicatorRows), 1).map((rows) =>
    db.query
      .insertInto('indicators')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          item_id: ref('excluded.item_id'),
          position: ref('excluded.position'),
          name: ref('excluded.name'),
          unit: ref('excluded.unit'),
          target_text: ref('excluded.target_text'),
          target: ref('excluded.target'),
          baseline: ref('excluded.baseline'),
          direction: ref('excluded.direction'),
          basis: ref('excluded.basis'),
          printed_rate: ref('excluded.printed_rate'),
          is_proposal: ref('excluded.is_proposal'),
          archived_at: null,
        })),
      ),
  ),
]

export const archiveItems = (
  db: Database,
  table: 'items' | 'indicators',
  ids: readonly string[],
  at: number,
): Writes =>
  listsOf(ids, 1).map((some) =>
    db.query
      .updateTable(table)
      .set({ archived_at: at })
      .where('id', 'in', some)
      .where('archived_at', 'is', null),
  )

export const insertValues = (db: Database, reports: readonly Report[]): Writes =>
  insertsOf(withoutNulls(reports.flatMap(valueRows))).map((rows) =>
    db.query.insertInto('report_values').values(rows),
  )

/**
 * The values of one report, or of all reports of an import, count from now on.
 * @param indicatorIds whose; the others keep those that they have
 */
export function countValues(
  db: Database,
  of: { readonly reportId: string } | { readonly importId: string },
  indicatorIds: readonly string[],
): Writes {
  const from =
    'reportId' in of
      ? sql`report_values where report_id = ${of.reportId}`
      : sql`report_values where report_id in (select id from reports where import_id = ${of.importId})`
  const said = (column: 'value' | 'none' | 'said' | 'report_id') =>
    sql<never>`(select ${sql.ref(column)} from ${from} and indicator_id = indicators.id)`
  return listsOf(indicatorIds, 4).map((ids) =>
    db.query
      .updateTable('indicators')
      .set({
        value: said('value'),
        none: said('none'),
        said: said('said'),
        value_report_id: said('report_id'),
      })
      .where('id', 'in', ids),
  )
}

const itemRows = (task: Task) =>
  task.items.map((item, position) => ({
    id: item.id,
    task_id: task.id,
    position,
    title: item.title,
    printed_rate: item.printedRate,
  }))

const indicatorRows = (task: Task) =>
  task.items
    .flatMap((item) => item.indicators.map((one) => ({ one, itemId: item.id })))
    .map(({ one, itemId }, position) => ({
      id: one.id,
      task_id: task.id,
      item_id: itemId,
      position,
      name: one.name,
      unit: one.unit,
      target_text: one.targetText,
      target: one.target,
      baseline: one.baseline,
      direction: one.direction,
      basis: one.basis,
      printed_rate: one.printedRate,
      is_proposal: one.isProposal ? (1 as const) : (0 as const),
      value: null,
      none: null,
      said: null,
      value_report_id: null,
    }))

const valueRows = ({ id, values }: Report) =>
  values.map(({ indicatorId, value, said }) => ({
    report_id: id,
    indicator_id: indicatorId,
    ...figureColumns(value),
    said,
  }))

const figureColumns = (value: FigureValue) =>
  typeof value === 'string' ? { value, none: null } : { value: null, none: value.none }

const figureOf = (value: string | null, none: NoFigure | null): FigureValue =>
  value ?? { none: none ?? 'no_data' }

export const toReportValue = (row: ReportValueTable): ReportValue => ({
  indicatorId: row.indicator_id,
  value: figureOf(row.value, row.none),
  said: row.said,
})

/** An indicator with the report that its value is from, where there is one. */
export type IndicatorRow = IndicatorTable & {
  readonly value_period: string | null
  readonly value_author: string | null
  readonly value_at: number | null
  readonly value_import: string | null
}

const toIndicator = (row: IndicatorRow): Indicator => ({
  id: row.id,
  name: row.name,
  unit: row.unit,
  targetText: row.target_text,
  target: row.target,
  baseline: row.baseline,
  direction: row.direction,
  basis: row.basis,
  printedRate: row.printed_rate,
  isProposal: row.is_proposal === 1,
  current:
    row.value_report_id === null
      ? null
      : {
          value: figureOf(row.value, row.none),
          said: row.said ?? '',
          reportId: row.value_report_id,
          period: row.value_period ?? '',
          authorOpenId: row.value_author ?? '',
          importId: row.value_import,
          at: Number(row.value_at ?? 0),
        },
})

/** The items of one task, in printed order; those of an older version apart. */
export function toItems(
  items: readonly ItemTable[],
  indicators: readonly IndicatorRow[],
  handSet: ReadonlyMap<string, HandSetRate>,
): {
  readonly items: readonly Item[]
  readonly archivedItems: readonly Item[]
  readonly archivedIndicators: readonly Indicator[]
} {
  const live = groupBy(
    indicators.filter((one) => one.archived_at === null),
    (one) => one.item_id,
  )
  const made = (row: ItemTable): Item => ({
    id: row.id,
    title: row.title,
    printedRate: row.printed_rate,
    handSet: handSet.get(row.id) ?? null,
    indicators: (live.get(row.id) ?? []).map(toIndicator),
  })
  return {
    items: items.filter((one) => one.archived_at === null).map(made),
    archivedItems: items.filter((one) => one.archived_at !== null).map(made),
    archivedIndicators: indicators.filter((one) => one.archived_at !== null).map(toIndicator),
  }
}
