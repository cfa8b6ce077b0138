import { existsSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import type { Config } from '../config.ts'
import {
  copyWhole,
  flushFolderOf,
  inspect,
  noteBackup,
  openForReading,
  sizeInWords,
} from './sqlite-file.ts'

/**
 * `duban backup FILE [--force]`: all that the database holds at one moment, while the server runs.
 * @returns the exit code
 */
export function backupCommand(
  file: string,
  options: { readonly force?: boolean },
  { database }: Pick<Config, 'database'>,
): number {
  if (database.kind === 'postgres') {
    console.error(`这是 PostgreSQL 数据库，请用它自己的工具备份（不必停止服务）：
  pg_dump --format=custom --no-owner --file=${quoted(file)} "$DATABASE_URL"`)
    return 2
  }
  const refusal = whyNot(file, options, database.path)
  if (refusal) {
    console.error(refusal)
    return 1
  }
  // Beside it first: what is there stays whole until the new one is.
  const part = `${resolve(file)}.part`
  rmSync(part, { force: true })
  try {
    const source = openForReading(database.path)
    try {
      copyWhole(source, part)
    } finally {
      source.close()
    }
    const { problem, tables, bytes } = inspect(part)
    if (problem) {
      console.error(`没有备份：数据库${problem}`)
      return 1
    }
    renameSync(part, file)
    flushFolderOf(resolve(file))
    noteBackup(database.path, basename(file), Date.now())
    console.log(`已备份到 ${file}（${sizeInWords(bytes)}，完整性检查通过）`)
    for (const { name, rows } of tables) if (rows > 0) console.log(`  ${name} ${rows} 行`)
    return 0
  } finally {
    rmSync(part, { force: true })
  }
}

function whyNot(file: string, options: { readonly force?: boolean }, path: string) {
  if (!existsSync(path)) return `没有数据库可备份：${path} 不存在，请检查 DATABASE_URL`
  const folder = dirname(resolve(file))
  if (!existsSync(folder)) return `没有备份：文件夹 ${folder} 不存在`
  if (!existsSync(file)) return undefined
  if (realpathSync(file) === realpathSync(path)) {
    return `没有备份：${file} 就是正在使用的数据库，请换一个文件名`
  }
  return options.force ? undefined : `${file} 已存在，没有覆盖。确认要覆盖请加 --force`
}

/** For a shell. */
export const quoted = (text: string): string =>
  /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
