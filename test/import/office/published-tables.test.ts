import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import type { DraftPlan } from '../../../src/domain/draft-plan.ts'
import { readDocument } from '../../../src/import/read-document.ts'
import { serverReaders } from '../../../src/import/readers.ts'
import { compareDrafts } from './compare-drafts.ts'
import {
  extensionOfKind,
  hasOfficeSuite,
  type OfficeDocument,
  officeKinds,
  savedByOffice,
} from './office-files.ts'
import * as tables from './tables-of-drafts.ts'

// Published documents are kept outside the project and are not copied into it.
const folder = new URL('../../../../shared/documents/', import.meta.url)
const tableOf: Readonly<Record<string, (name: string, draft: DraftPlan) => OfficeDocument>> = {
  'xihu-2021': tables.decompositionTable,
  'yuhang-2022': tables.assignmentTable,
  'gongshu-2020': tables.categoryTable,
  'linan-2023': tables.progressList,
  'hangzhou-2021q3': tables.compilationTable,
}
const names = Object.keys(tableOf)
const areThere = names.every((name) => existsSync(new URL(`${name}.txt`, folder)))
const canRun = areThere && process.env.OFFICE_SUITE === '1' && hasOfficeSuite()
if (!canRun) {
  process.stdout.write(
    'skipped: the published tables in every container (needs them beside the project, soffice, OFFICE_SUITE=1; two minutes)\n',
  )
}

const maps = new URL('../../../node_modules/pdfjs-dist/cmaps/', import.meta.url)
const readers = serverReaders((name) => readFile(new URL(name, maps)))

async function draftOf(bytes: Uint8Array, fileName: string): Promise<DraftPlan> {
  const outcome = await readDocument(bytes, fileName, { readers })
  if (!outcome.ok) throw new Error(`${fileName}: ${outcome.message}`)
  return outcome.draft
}

describe.skipIf(!canRun)('a published table, laid out anew and saved by an office suite', () => {
  const drafts = new Map<string, DraftPlan>()
  let bytesOf: ReturnType<typeof savedByOffice>

  beforeAll(async () => {
    const documents: OfficeDocument[] = []
    for (const [name, toTable] of Object.entries(tableOf)) {
      const bytes = new Uint8Array(readFileSync(new URL(`${name}.txt`, folder)))
      const draft = await draftOf(bytes, `${name}.txt`)
      drafts.set(name, draft)
      documents.push(toTable(name, draft))
    }
    bytesOf = savedByOffice(documents)
  }, 600_000)

  it.each(names.flatMap((name) => officeKinds.map((kind) => ({ name, kind }))))(
    '$name gives as $kind what its text gives',
    async ({ name, kind }) => {
      const expected = drafts.get(name)
      if (!expected) throw new Error('not read')
      const found = await draftOf(bytesOf(name, kind), `${name}.${extensionOfKind(kind)}`)
      const { fields, differing } = compareDrafts(expected, found)
      expect(fields).toBeGreaterThan(expected.tasks.length * 10)
      expect(differing).toEqual([])
    },
    30_000,
  )
})
