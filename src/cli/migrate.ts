import { migrate } from '../../db/migrate.ts'
import { openSqlite } from '../../db/sqlite.ts'
import type { Config } from '../config.ts'

/** `duban migrate` */
export async function migrateCommand(config: Config): Promise<void> {
  const db = openSqlite(config.databasePath)
  try {
    const applied = await migrate(db, Date.now())
    console.log(applied.length > 0 ? `已更新：${applied.join('、')}` : '数据库已是最新')
  } finally {
    await db.close()
  }
}
