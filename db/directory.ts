import type { DirectoryEntry } from '../src/domain/directory.ts'
import { groupBy } from '../src/domain/group-by.ts'
import type { Database } from './database.ts'

/** Everybody of the directory's mirror who has a name and has not left, with their departments. */
export async function readDirectory(db: Database): Promise<readonly DirectoryEntry[]> {
  const rows = await db.query
    .selectFrom('accounts')
    .leftJoin('account_departments', 'account_departments.open_id', 'accounts.open_id')
    .leftJoin(
      'departments',
      'departments.open_department_id',
      'account_departments.open_department_id',
    )
    .select(['accounts.open_id', 'accounts.name', 'departments.name as unit'])
    .where('accounts.is_resigned', '=', 0)
    .where('accounts.gone_at', 'is', null)
    .where('accounts.name', 'is not', null)
    .orderBy('accounts.open_id')
    .orderBy('departments.open_department_id')
    .execute()
  return [...groupBy(rows, ({ open_id }) => open_id)].map(([openId, group]) => ({
    openId,
    name: group[0]?.name ?? '',
    units: group.flatMap(({ unit }) => unit ?? []),
  }))
}
