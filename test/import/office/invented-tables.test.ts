import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../../src/import/read-document.ts'
import { serverReaders } from '../../../src/import/readers.ts'
import type { Block, Contents } from '../../../src/import/table.ts'
import { unaccounted } from '../accounting.ts'
import { contentsOf } from '../containers/read-fixture.ts'
import { compareDrafts } from './compare-drafts.ts'
import { inventedTables } from './invented-tables.ts'
import { extensionOfKind, type OfficeKind, savedByOffice } from './office-files.ts'

// Files that an office suite saved, so that no test of theirs needs it: UPDATE_OFFICE=1 saves them anew.
const folder = new URL('../../fixtures/documents/office/', import.meta.url)
const kinds: readonly OfficeKind[] = ['docx', 'xlsx', 'html', 'csv', 'pdf']
const fileOf = (name: string, kind: OfficeKind) =>
  new URL(`${name}.${extensionOfKind(kind)}`, folder)

const maps = new URL('../../../node_modules/pdfjs-dist/cmaps/', import.meta.url)
const readers = serverReaders((name) => readFile(new URL(name, maps)))

const invented = await inventedTables()
if (process.env.UPDATE_OFFICE === '1') {
  const saved = savedByOffice(
    invented.map(({ document }) => document),
    kinds,
  )
  mkdirSync(folder, { recursive: true })
  for (const { document } of invented) {
    for (const kind of kinds) {
      writeFileSync(fileOf(document.name, kind), saved(document.name, kind))
    }
  }
}

describe.each(invented)('the invented table $document.name', ({ draft, document: { name } }) => {
  it.each(kinds)('gives as .%s, saved by an office suite, what its text gives', async (kind) => {
    const bytes = new Uint8Array(readFileSync(fileOf(name, kind)))
    const outcome = await readDocument(bytes, `${name}.${extensionOfKind(kind)}`, { readers })
    if (!outcome.ok) throw new Error(outcome.message)
    const { fields, differing } = compareDrafts(draft, outcome.draft)
    expect(fields).toBeGreaterThan(draft.tasks.length * 10)
    expect(differing).toEqual([])
    const contents = await contentsOf(bytes, `${name}.${extensionOfKind(kind)}`)
    expect(unaccounted(withoutLastZeros(contents), outcome.draft)).toEqual([])
  })
})

/** A sheet prints 50.00%, the draft holds 50. */
function withoutLastZeros(contents: Contents): Contents {
  const blocks = contents.blocks.map((block): Block => {
    if (block.kind !== 'grid') return block
    const cells = block.cells.map((cell) => ({
      ...cell,
      pieces: cell.pieces.map(({ at, text }) => ({
        at,
        text: text.replace(/(\.\d*?)0+%$/, '$1%').replace('.%', '%'),
      })),
    }))
    return { ...block, cells }
  })
  return { ...contents, blocks }
}
