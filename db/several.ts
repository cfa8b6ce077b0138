/** D1 takes at most 100 parameters a statement, and counts statements. */
const mostParameters = 100

/**
 * Cuts a list of values for `where … in (…)` into ones that a statement takes.
 * @param others how many parameters the statement has beside them
 */
export const listsOf = <Value>(
  values: readonly Value[],
  others = 0,
): readonly (readonly Value[])[] => cut(values, mostParameters - others)

/**
 * Cuts rows, all with the same columns, into as few `insert … values` as parameters allow.
 * @param others how many parameters the statement has beside them
 */
export function insertsOf<Row extends object>(
  rows: readonly Row[],
  others = 0,
): readonly (readonly Row[])[] {
  const [first] = rows
  if (!first) return []
  return cut(rows, Math.floor((mostParameters - others) / Object.keys(first).length))
}

/** Rows without the columns that are null in all of them: an insert takes more such rows. */
export function withoutNulls<Row extends object>(rows: readonly Row[]): readonly Row[] {
  const used = new Set(
    rows.flatMap((row) =>
      Object.entries(row).flatMap(([key, value]) => (value === null ? [] : [key])),
    ),
  )
  return rows.map(
    (row) => Object.fromEntries(Object.entries(row).filter(([key]) => used.has(key))) as Row,
  )
}

function cut<One>(all: readonly One[], size: number): readonly (readonly One[])[] {
  const count = Math.ceil(all.length / size)
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size))
}

/** Each row once, the last of those with one key: an upsert takes no row twice on PostgreSQL. */
export const lastOfEach = <Row>(
  rows: readonly Row[],
  key: (row: Row) => string,
): readonly Row[] => [...new Map(rows.map((row) => [key(row), row])).values()]
