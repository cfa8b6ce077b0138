import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openSqlite } from '../../db/sqlite.ts'
import { runDuban, workFolder } from '../support/run-duban.ts'

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url))
const fixture = path('test/fixtures/documents/qinghe-2024.txt')

/** A file of that content in a folder of its own. */
function written(name: string, content: string): string {
  const file = join(workFolder(), name)
  writeFileSync(file, content)
  return file
}

it('prints what it read as JSON, and nothing else, on standard output', async () => {
  const { code, stdout, stderr } = await runDuban(['import', fixture, '--json'])
  expect([code, stderr]).toEqual([0, ''])
  const expected = JSON.parse(readFileSync(fixture.replace('.txt', '.json'), 'utf8'))
  expect(JSON.parse(stdout)).toEqual(expected)
})

it('prints counts and doubts for people', async () => {
  const { code, stdout } = await runDuban(['import', fixture])
  expect(code).toBe(0)
  expect(stdout).toMatch(/任务 \d+ 项，时间节点 \d+ 个，存疑 \d+ 处/)
})

it.each(['docx', 'doc', 'xlsx', 'xls', 'ods', 'html', 'csv', 'pdf'])(
  'reads a .%s as it lies on the disk',
  async (kind) => {
    const file = path(`test/fixtures/documents/containers/qinghe-2026.${kind}`)
    const { code, stdout, stderr } = await runDuban(['import', file, '--json'])
    expect([code, stderr]).toEqual([0, ''])
    const titles = (JSON.parse(stdout).tasks as { title: string }[]).map(({ title }) => title)
    expect(titles).toContain('口袋公园行动')
  },
)

it('needs no database to read', async () => {
  const cwd = workFolder()
  await runDuban(['import', fixture], { DATABASE_URL: 'nonsense' }, { cwd })
  expect(existsSync(join(cwd, 'data'))).toBe(false)
})

it.each([
  [
    '3 for a file without a task table',
    () => written('a.txt', '今天天气不错。'),
    3,
    '没有找到任务表',
  ],
  ['4 for a file that it refuses', () => written('a.docx', 'PK'), 4, '.docx'],
  ['4 for an empty file', () => written('a.txt', ''), 4, '文件是空的'],
  ['4 for a file that is not there', () => '/nowhere/a.txt', 4, '打不开文件'],
])('exits with %s, the reason on standard error', async (_what, file, exit, words) => {
  const { code, stdout, stderr } = await runDuban(['import', file(), '--json'])
  expect([code, stdout]).toEqual([exit, ''])
  expect(stderr).toContain(words)
})

it('stores a draft with --commit, once', async () => {
  const database = join(workFolder(), 'duban.db')
  const settings = { DATABASE_URL: `file:${database}` }
  const first = await runDuban(['import', fixture, '--json', '--commit'], settings)
  expect(first.code).toBe(0)
  expect(first.stderr).toContain('已存为草案：计划')
  expect(JSON.parse(first.stdout).tasks.length).toBeGreaterThan(0)
  const again = await runDuban(['import', fixture, '--commit'], settings)
  expect(again.stderr).toContain('已导入过，内容相同')
  const db = openSqlite(database)
  const plans = await db.query.selectFrom('plans').select(['state', 'year']).execute()
  const audit = await db.query.selectFrom('audit_events').select(['type', 'actor', 'via']).execute()
  await db.close()
  expect(plans).toEqual([{ state: 'draft', year: 2024 }])
  expect(audit).toEqual([{ type: 'plan.imported', actor: 'system', via: 'cli' }])
})

it('makes of a plan its newer version, and nothing of the same one', async () => {
  const settings = { DATABASE_URL: `file:${join(workFolder(), 'duban.db')}` }
  await runDuban(['import', fixture, '--commit'], settings)
  const text = readFileSync(fixture, 'utf8')
  const changed = written('b.txt', text.replaceAll('12月底前', '11月底前'))
  const { code, stderr } = await runDuban(['import', changed, '--commit'], settings)
  expect(code).toBe(0)
  expect(stderr).toMatch(/已更新计划 \w+：新增 0，修改 [1-9]\d*，删去 0/)
  const again = await runDuban(['import', changed, '--commit'], settings)
  expect(again.stderr).toContain('内容相同')
})

const published = path('../shared/documents/xihu-2021.txt')
const isPublishedHere = existsSync(published)
if (!isPublishedHere) process.stderr.write(`skipped, not beside this checkout: ${published}\n`)

it.skipIf(!isPublishedHere)('reads the 30 tasks of the published table', async () => {
  const { code, stdout } = await runDuban(['import', published, '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout).tasks).toHaveLength(30)
})
