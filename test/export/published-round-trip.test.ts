import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/import/read-document.ts'
import { compare, printed, readAgain } from './round-trip.ts'

// Published documents are kept outside the project and are not copied into it.
const folder = new URL('../../../shared/documents/', import.meta.url)
const isThere = existsSync(folder)
if (!isThere) process.stdout.write('skipped: the published documents are not beside the project\n')

describe.skipIf(!isThere)('each published document, imported, printed and imported again', () => {
  // The least number of fields that its reading gives; how many are compared is printed.
  it.each([
    ['xihu-2021', 1900],
    ['yuhang-2022', 3100],
    ['gongshu-2020', 2500],
    ['linan-2023', 2100],
    ['hangzhou-2021q3', 9000],
  ])('%s is the same plan, from Word and from Excel', { timeout: 120_000 }, async (name, least) => {
    const bytes = new Uint8Array(readFileSync(new URL(`${name}.txt`, folder)))
    const read = await readDocument(bytes, `${name}.txt`)
    if (!read.ok) throw new Error(read.message)
    for (const format of ['word', 'excel'] as const) {
      const again = await readAgain(await printed(read.draft, format), format, read.draft)
      const { compared, differing } = compare(read.draft, again)
      process.stdout.write(`${name} ${format}: ${compared} fields, ${differing.length} differ\n`)
      expect(differing).toEqual([])
      expect(compared).toBeGreaterThan(least)
    }
  })
})
