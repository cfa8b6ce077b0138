import { describe, expect, it } from 'vitest'
import { workerDocuments } from '../src/worker/documents.ts'
import { fixture } from './import/containers/read-fixture.ts'
import { dump } from './import/dumped-table.ts'

const read = (text: string, name = '任务表.txt') =>
  workerDocuments.read(new TextEncoder().encode(text), name)

const tableOf = (rows: number, words: string) =>
  dump({
    rows: Array.from({ length: rows }, (_, index) => [
      `第${index + 1}号行动。${words}`,
      '12月底前完成。',
      '贺明远',
      '*区科技局',
      '每月例会推进',
      '高  朗',
    ]),
  })

describe('a document on Workers', () => {
  it('is read as on Node while it is small', async () => {
    const outcome = await read(tableOf(40, '完成项目。'))
    expect(outcome.ok && outcome.draft.tasks.length).toBe(40)
  })

  it.each(['docx', 'xlsx', 'csv', 'html'])('is read as on Node from .%s', async (kind) => {
    const outcome = await workerDocuments.read(fixture(`qinghe-2026.${kind}`), `表.${kind}`)
    expect(outcome.ok && outcome.draft.tasks.length).toBe(5)
  })

  it('is refused by what it holds, whatever its name says', async () => {
    const outcome = await workerDocuments.read(fixture('qinghe-2026.xls'), '表.xlsx')
    expect(outcome.ok ? '' : outcome.message).toMatch(/旧版 Excel.*Node/)
  })

  it.each([
    ['表.pdf', 'PDF'],
    ['表.DOC', '.doc'],
    ['表.xls', '.xls'],
    ['表.et', 'WPS'],
    ['表.ofd', 'OFD'],
  ])('%s is refused by the name of its format, with what to do', async (name, format) => {
    const outcome = await read('x', name)
    const message = outcome.ok ? '' : outcome.message
    expect(message).toContain(format)
    expect(message).toMatch(/Workers.*\.txt.*Node/)
  })

  it('is refused where its rows, or what is kept of them, are too many', async () => {
    for (const text of [tableOf(5_001, ''), tableOf(3_000, '完成项目建设任务。'.repeat(20))]) {
      const outcome = await read(text)
      expect(outcome.ok ? 'read' : outcome.message).toMatch(/内容过多|超过 2 MB/)
    }
  }, 60_000)
})
