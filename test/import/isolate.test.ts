import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from '../../src/import/read-document.ts'
import { isolatedDocuments } from '../../src/isolate.ts'

const table = new Uint8Array(
  readFileSync(new URL('../fixtures/documents/qinghe-2024.txt', import.meta.url)),
)

describe('isolatedDocuments', () => {
  const folder = mkdtempSync(join(tmpdir(), 'duban-isolate-'))
  const script = (name: string, code: string) => {
    writeFileSync(join(folder, name), code)
    return pathToFileURL(join(folder, name))
  }
  const entry = pathToFileURL(join(folder, 'isolate-entry.mjs'))

  beforeAll(async () => {
    await build({
      entryPoints: ['src/isolate-entry.ts'],
      outfile: join(folder, 'isolate-entry.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'node',
    })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('reads a staff list, and refuses what is none in words', async () => {
    const documents = isolatedDocuments({ entry })
    const list = new TextEncoder().encode('单位,姓名,手机号\n区科技局,沈一舟,13800000001\n')
    expect(await documents.staffList(list, '人员表.csv')).toEqual({
      ok: true,
      rows: [{ unit: '区科技局', name: '沈一舟', post: '', mobile: '13800000001' }],
    })
    expect(await documents.staffList(table, '表.txt')).toMatchObject({
      ok: false,
      message: expect.stringContaining('没有读出人员表'),
    })
  })

  it('answers what the reader itself answers', async () => {
    const documents = isolatedDocuments({ entry })
    expect(await documents.read(table, 'a.txt')).toEqual(await readDocument(table, 'a.txt'))
    expect(await documents.read(table, 'a.docx')).toMatchObject({ ok: false, reason: 'refused' })
  })

  it('refuses in words what takes too long', async () => {
    const endless = script('endless.mjs', 'process.on("message", () => { for (;;); })')
    const outcome = await isolatedDocuments({ entry: endless, timeoutMs: 500 }).read(table, 'a.txt')
    expect(outcome).toMatchObject({
      ok: false,
      reason: 'refused',
      message: expect.stringContaining('拆分'),
    })
  })

  it('refuses in words what takes too much memory', async () => {
    const greedy = script(
      'greedy.mjs',
      'process.on("message", () => { const all = []; for (;;) all.push({ at: [all.length] }) })',
    )
    const documents = isolatedDocuments({ entry: greedy, maxMemoryMb: 32 })
    expect(await documents.read(table, 'a.txt')).toMatchObject({ ok: false, reason: 'refused' })
  })

  it('refuses in words where there is no reader', async () => {
    const missing = pathToFileURL(join(folder, 'missing.mjs'))
    const outcome = await isolatedDocuments({ entry: missing }).read(table, 'a.txt')
    expect(outcome).toMatchObject({ ok: false, reason: 'refused' })
  })
})
