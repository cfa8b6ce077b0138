import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { runDuban, workFolder } from '../support/run-duban.ts'

const fixture = fileURLToPath(new URL('../fixtures/documents/qinghe-2024.txt', import.meta.url))

/** A database with one plan in it. */
async function imported() {
  const folder = workFolder()
  const settings = { DATABASE_URL: `file:${join(folder, 'duban.db')}` }
  await runDuban(['import', fixture, '--commit'], settings)
  return { folder, settings }
}

it.each(['word', 'excel'])(
  'prints the only plan as %s, which reads as that plan again',
  { timeout: 60_000 },
  async (format) => {
    const { folder, settings } = await imported()
    const out = join(folder, `out.${format === 'word' ? 'docx' : 'xlsx'}`)
    const made = await runDuban(['export', '分解表', '--format', format, '--out', out], settings)
    expect([made.code, made.stderr]).toEqual([0, ''])
    expect(made.stdout).toContain(out)
    const tasks = async (file: string) => {
      const { stdout } = await runDuban(['import', file, '--json'])
      return (JSON.parse(stdout).tasks as { seq: number; text: string }[]).map(
        ({ seq, text }) => `${seq} ${text}`,
      )
    }
    expect(await tasks(out)).toEqual(await tasks(fixture))
  },
)

it.each([
  ['an unknown form', ['export', '某某表'], 2, '可以导出'],
  ['an unknown format', ['export', '分解表', '--format', 'pdf'], 2, 'word、excel'],
  ['an unknown plan', ['export', '分解表', '--plan', 'ZZ99'], 3, '没有计划 ZZ99'],
])('says what is wrong with %s', async (_what, args, code, words) => {
  const { settings } = await imported()
  const refused = await runDuban(args, settings)
  expect(refused.code).toBe(code)
  expect(refused.stderr).toContain(words)
})
