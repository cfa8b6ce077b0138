/** D1 takes at most 100 parameters a statement, and counts statements. */
const mostParameters = 100

/** Cuts a list of values for `where … in (…)` into ones that a statement takes. */
export const listsOf = <Value>(values: readonly Value[]): readonly (readonly Value[])[] =>
  cut(values, mostParameters)

/** Cuts rows, all with the same columns, into as few `insert … values` as parameters allow. */
export function insertsOf<Row extends object>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const [first] = rows
  return first ? cut(rows, Math.floor(mostParameters / Object.keys(first).length)) : []
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
