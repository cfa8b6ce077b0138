import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readText } from '../../src/import/containers/text.ts'
import { decodeText } from '../../src/import/decode.ts'
import { readContents } from '../../src/import/read-document.ts'
import { unaccounted } from './accounting.ts'

// Published documents are kept outside the project and are not copied into it: facts only here.
const folder = new URL('../../../shared/documents/', import.meta.url)
const isThere = existsSync(folder)
if (!isThere) process.stdout.write('skipped: the published documents are not beside the project\n')

describe.skipIf(!isThere)('a published document', () => {
  it.each([
    ['xihu-2021.txt', 'decomposition', 30],
    ['yuhang-2022.txt', 'assignment', 109],
    ['hangzhou-2021q3.txt', 'compilation', 216],
    ['gongshu-2020.txt', 'progress_by_category', 128],
    ['linan-2023.txt', 'progress_list', 154],
  ])('%s is of its kind, and each of its words is kept', (name, kind, tasks) => {
    const text = decodeText(new Uint8Array(readFileSync(new URL(name, folder)))) ?? ''
    const contents = readText(text)
    const outcome = readContents(contents, name)
    if (!outcome.ok) throw new Error(outcome.message)
    expect(outcome.draft.plan.kind).toBe(kind)
    expect(outcome.draft.tasks).toHaveLength(tasks)
    expect(unaccounted(contents, outcome.draft)).toEqual([])
  })
})
