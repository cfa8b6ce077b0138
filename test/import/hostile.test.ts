import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '../../src/import/guard.ts'
import { isolatedDocuments } from '../../src/isolate.ts'
import { contentsOf, fixture, messageOf } from './containers/read-fixture.ts'
import { hostileFiles } from './hostile-files.ts'
import { measure } from './hostile-measure.ts'

const entry = new URL('../../dist/isolate-entry.js', import.meta.url)
const documents = isolatedDocuments({ entry })
const trifle = new TextEncoder().encode('序号\t任务\n')

/** What a process that reads nearly nothing takes on an idle machine, and how long others may. */
const idleMs = 150
const answerMs = 2000

/** How long an answer may take on this machine, which is busy with other tests. */
async function allowedMs(): Promise<number> {
  const { ms } = await measure(documents, trifle, '表.txt')
  return answerMs * Math.max(1, ms / idleMs)
}

describe('a hostile file', () => {
  it.each(hostileFiles.map((file) => [file.kind, file] as const))(
    '%s is answered in words, soon and in little memory',
    async (_, { make, name, answer }) => {
      const { outcome, ms, peakMb } = await measure(documents, make(), name)
      if (answer === 'read') {
        expect(outcome.ok ? 'read' : outcome.reason).not.toMatch(/refused|classified/)
      } else {
        expect(outcome.ok ? 'read' : outcome.message).toMatch(answer)
        // By its own words, not by the end of its process.
        expect(outcome.ok ? 'read' : outcome.message).not.toContain('读取文件时出错')
      }
      if (ms > answerMs) expect(ms).toBeLessThan(await allowedMs())
      expect(peakMb).toBeLessThan(limits.parseMemoryMb)
    },
    60_000,
  )

  it('does not keep the server from answering', async () => {
    const slow = hostileFiles.find(({ kind }) => kind === '49 MB of rows')
    let ticks = 0
    const timer = setInterval(() => {
      ticks += 1
    }, 20)
    const start = performance.now()
    await documents.read(slow?.make() ?? trifle, '表.docx')
    clearInterval(timer)
    // A server that waited would not tick at all.
    expect(ticks).toBeGreaterThan((performance.now() - start) / 20 / 10)
  }, 60_000)
})

describe('a file of which some bytes were changed', () => {
  const change = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })),
    {
      minLength: 1,
      maxLength: 8,
    },
  )

  it.each(['doc', 'xls', 'docx', 'xlsx', 'ods', 'html', 'csv'])(
    '.%s is read or refused in words, and never throws',
    async (kind) => {
      const original = fixture(`qinghe-2026.${kind}`)
      await fc.assert(
        fc.asyncProperty(change, async (changes) => {
          const bytes = original.slice()
          for (const [place, value] of changes)
            bytes[Math.floor(place * (bytes.length - 1))] = value
          const message = await messageOf(bytes, `表.${kind}`)
          expect(message.length).toBeGreaterThan(3)
        }),
        { numRuns: 150 },
      )
    },
    60_000,
  )
})

describe('a marked file', () => {
  it.each([
    ['表.csv', '机密★1年\n序号,任务\n'],
    ['表.html', '<p>绝密</p><table><tr><td>1<td>2</table>'],
    ['表.html', '<table><tr><td>1<td>（秘密）</table>'],
  ])('%s is not read', async (name, text) => {
    await expect(contentsOf(new TextEncoder().encode(text), name)).rejects.toThrow('涉密')
  })
})
