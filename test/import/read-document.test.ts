import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importJson } from '../../src/import/import-json.ts'
import { readDocument } from '../../src/import/read-document.ts'
import { draftOf, outcomeOf } from './dumped-table.ts'

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../fixtures/documents/${name}`, import.meta.url)))
const bytesOf = (text: string) => new TextEncoder().encode(text)
const table = fixture('qinghe-2024.txt')
const tableText = new TextDecoder().decode(table)

async function refusal(bytes: Uint8Array | string, fileName = 'a.txt') {
  const outcome = await readDocument(typeof bytes === 'string' ? bytesOf(bytes) : bytes, fileName)
  return outcome.ok ? undefined : outcome
}

describe('a decomposition table with the usual faults', () => {
  it('reads as its JSON file says', () => {
    const expected = JSON.parse(new TextDecoder().decode(fixture('qinghe-2024.json')))
    expect(importJson(draftOf(tableText))).toEqual(expected)
  })

  it('reads the same with other line ends, a byte order mark, and from UTF-16', async () => {
    const expected = draftOf(tableText)
    expect(draftOf(`\ufeff${tableText.replaceAll('\n', '\r\n')}`)).toEqual(expected)
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${tableText}`, 'utf16le'))
    expect(await readDocument(utf16, 'a.txt')).toEqual({ ok: true, draft: expected })
  })

  it('accounts for every line', () => {
    const draft = draftOf(tableText)
    const json = JSON.stringify(draft).replace(/\s/g, '')
    const lost = tableText
      .split('\n')
      .slice(tableText.split('\n').findIndex((line) => line.includes('责任人')) + 1)
      .flatMap((line) => line.split('\t'))
      .map((cell) => cell.replace(/[\s*]|[。；]\s*$/g, '').slice(-2))
      .filter((end) => !json.includes(end))
    expect(lost).toEqual([])
  })

  it('keeps the row whose cell was lost, with a doubt', () => {
    const draft = draftOf(tableText.replace('\t每周评比通报\n', ''))
    expect(draft.tasks).toHaveLength(8)
    const third = draft.tasks[2]
    expect(third?.forms).toEqual([])
    expect(third?.duties.filter(({ role }) => role === 'owner')).toHaveLength(1)
    expect(draft.doubts.map(({ kind }) => kind)).toContain('column_guess')
  })

  it('passes over a header that is printed again', () => {
    const header = /\t序号[\s\S]*?\t责任人\n/.exec(tableText)?.[0] ?? ''
    const draft = draftOf(tableText.replace('\t6\n', `${header}\n\t6\n`))
    expect(draft.tasks.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(draft.repairs).toContainEqual({ kind: 'repeated_header', count: 1 })
  })

  it('doubts a gap in the numbers', () => {
    const draft = draftOf(tableText.replace('\t7\n', '\t9\n'))
    expect(draft.doubts.map(({ kind }) => kind)).toContain('seq_gap')
  })
})

describe('refusals', () => {
  it.each(['a.docx', 'a.xlsx', 'a.pdf', 'a.ods', 'a.rtf', 'a.ofd', 'a.zip', 'a.exe', 'a'])(
    'refuses a text named %s with what to do',
    async (fileName) => {
      const outcome = await refusal(tableText, fileName)
      expect(outcome).toMatchObject({ reason: 'refused' })
      expect(outcome?.message).toMatch(/另存为|解压|导出|可以发送/)
    },
  )

  it.each([
    ['an empty file', new Uint8Array(0)],
    ['blanks', bytesOf('\n \t\n')],
    ['a zip', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0)],
    ['a pdf', bytesOf('%PDF-1.7')],
    ['a program', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46)],
    ['a page', bytesOf('<!DOCTYPE html><table></table>')],
    ['noise', Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919 + (index >> 3)) % 256)],
    ['more than 30 MB', new Uint8Array(30 * 1024 * 1024 + 1).fill(0x61)],
    ['an endless line', bytesOf('长'.repeat(60_000))],
  ])('refuses %s', async (_, bytes) => {
    expect(await refusal(bytes)).toMatchObject({ reason: 'refused' })
  })

  it.each([
    '机密★',
    '机密★1年',
    '秘密',
    '绝 密',
    '000012\n机密★长期',
    '密级：秘密',
    '  （秘密）',
    '★',
  ])('refuses a text marked %s, wherever the mark stands', async (mark) => {
    expect((await refusal(`${mark}\n${tableText}`))?.message).toContain('不得处理涉密')
    expect((await refusal(`${tableText}\n${mark}`))?.message).toContain('不得处理涉密')
  })

  it.each(['机密★1年 清单.txt', '（秘密）清单.txt', '清单(绝密).txt', '清单★.txt'])(
    'refuses a file named %s',
    async (fileName) => {
      expect((await refusal(tableText, fileName))?.message).toContain('不得处理涉密')
    },
  )

  it('reads a text in which the words only occur', async () => {
    const text = `加强商业秘密保护，防止泄露机密。\n秘密工作会议\n${tableText}`
    expect((await readDocument(bytesOf(text), '商业秘密保护清单.txt')).ok).toBe(true)
  })

  it('says what a task table needs where there is none', async () => {
    const outcome = await refusal('各位同志：\n请于周五前报送材料。')
    expect(outcome?.reason).toBe('no-table')
    for (const word of ['序号', '任务', '时间节点', '责任单位'])
      expect(outcome?.message).toContain(word)
  })

  it('says so of a table that is none of tasks', async () => {
    const outcome = await refusal('\t序号\n\t考评内容\n\t分值\n\t1\n\t按月报送的情况。\n\t10\n')
    expect(outcome?.reason).toBe('no-table')
  })
})

describe('any text', () => {
  const cut = fc.array(fc.nat(tableText.length), { minLength: 2, maxLength: 6 }).map((cuts) => {
    const parts = cuts.map((from, index) => tableText.slice(from, from + 40 * (index + 1)))
    return tableText.slice(0, cuts[0]) + parts.join('\n\t')
  })

  it('never throws, and gives dates in range', () => {
    fc.assert(
      fc.property(fc.oneof(cut, fc.string({ unit: 'grapheme' })), (text) => {
        const outcome = outcomeOf(text)
        if (!outcome.ok) return
        for (const { due } of outcome.draft.tasks.flatMap(({ milestones }) => milestones)) {
          expect(due).toMatch(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
        }
      }),
    )
  })

  it('never throws on any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        await readDocument(bytes, 'a.txt')
      }),
    )
  })

  it('loses no line of a broken table', () => {
    fc.assert(
      fc.property(cut, (text) => {
        const marked = `${text}\n\n页脚甲乙丙丁：第42页。`
        const outcome = outcomeOf(marked)
        if (outcome.ok) expect(JSON.stringify(outcome.draft)).toContain('页脚甲乙丙丁')
      }),
    )
  })
})
