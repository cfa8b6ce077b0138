import { type Config, ConfigError } from '../src/config.ts'
import type { Database } from './database.ts'
import type { Migratable } from './migrate.ts'

/**
 * Opens the database that the settings name; only its own driver is loaded.
 * @throws ConfigError when a server cannot be reached, in words that name the setting
 */
export async function openDatabase({
  database,
}: Pick<Config, 'database'>): Promise<Database & Migratable> {
  if (database.kind === 'sqlite') {
    const { openSqlite } = await import('./sqlite.ts')
    return openSqlite(database.path)
  }
  const { openPostgres } = await import('./postgres.ts')
  const db = openPostgres(database.url)
  try {
    await db.migration(async ({ exec }) => exec('SELECT 1'))
    return db
  } catch (error) {
    await db.close()
    throw new ConfigError([`DATABASE_URL：连不上 ${place(database.url)}：${reason(error)}`])
  }
}

/** Host, port and database; neither user nor password. */
function place(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `PostgreSQL（${hostname || '本机'}:${port || 5432}${pathname}）`
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: '连接被拒绝，请确认服务已启动、端口正确',
  ENOTFOUND: '找不到这台主机',
  EAI_AGAIN: '找不到这台主机',
  ETIMEDOUT: '连接超时，请检查网络和防火墙',
  EHOSTUNREACH: '连接超时，请检查网络和防火墙',
  '28P01': '用户名或密码不对',
  '28000': '服务器不允许这样登录（用户、来源地址或加密方式）',
  '3D000': '没有这个数据库，请先创建',
  '53300': '服务器的连接数已满',
  '57P03': '服务器正在启动或恢复，请稍后再试',
}

function reason(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message?: string }
  if (code && reasons[code]) return reasons[code]
  if (message?.includes('timeout')) return '连接超时，请检查网络和防火墙'
  return code ? `错误 ${code}` : '服务器没有按 PostgreSQL 的方式回答'
}
