import { migrate } from '../../db/migrate.ts'
import { openDatabase } from '../../db/open.ts'
import type { Config } from '../config.ts'

/** `duban migrate` */
export async function migrateCommand(config: Config): Promise<void> {
  const db = await openDatabase(config)
  try {
    const applied = await migrate(db, Date.now())
    console.log(applied.length > 0 ? `已更新：${applied.join('、')}` : '数据库已是最新')
  } finally {
    await db.close()
  }
}
