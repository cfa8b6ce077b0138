import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { DraftTask } from '../../src/domain/draft-plan.ts'
import { readText } from '../../src/import/containers/text.ts'
import { readContents } from '../../src/import/read-document.ts'
import { unaccounted } from './accounting.ts'

// Published documents are kept outside the project and are not copied into it: facts only here.
const file = new URL('../../../shared/documents/hangzhou-2021q3.txt', import.meta.url)
const isThere = existsSync(file)
if (!isThere) process.stdout.write('skipped: the published compilation is not beside the project\n')

describe.skipIf(!isThere)('the published quarterly compilation', () => {
  const text = isThere ? new TextDecoder().decode(readFileSync(file)) : ''
  const contents = readText(text)
  const outcome = isThere ? readContents(contents, 'table.txt') : null
  const draft = () => {
    if (!outcome?.ok) throw new Error(outcome?.message ?? 'not read')
    return outcome.draft
  }
  const taskAt = (line: number): DraftTask => {
    const found = draft().tasks.find(({ source }) => source.line === line)
    if (!found) throw new Error(`no task on line ${line}`)
    return found
  }

  it('has its head', () => {
    const { plan } = draft()
    expect(plan).toMatchObject({ year: 2021, docNo: null, issuedOn: null, kind: 'compilation' })
    expect(plan.title).toMatch(/^2021年.*汇编$/)
    expect(plan.issuer).toMatch(/办公厅$/)
    expect(draft().leftovers.map(({ line }) => line)).toEqual([7])
  })

  it('has four lists of 2, 21, 42 and 151 tasks in 27 leaders’ groups, each with its unit', () => {
    const { tasks } = draft()
    const lists = [...new Set(tasks.map(({ section }) => section[0]))]
    const seqs = lists.map((list) =>
      tasks.filter(({ section }) => section[0] === list).map(({ seq }) => seq),
    )
    expect(seqs.map((all) => all.length)).toEqual([2, 21, 42, 151])
    for (const all of seqs) expect(all).toEqual(all.map((_, at) => at + 1))
    expect(new Set(tasks.map(({ section }) => section.join('/'))).size).toBe(27)
    for (const { seq, duties, rate } of tasks) {
      expect(
        duties.map(({ role }) => role),
        `of ${seq}`,
      ).toEqual(['lead_leader', 'lead_unit'])
      expect(rate).not.toBeNull()
    }
  })

  it('has items and indicators, each with its rate', () => {
    const items = draft().tasks.flatMap((task) => task.items)
    expect(items).toHaveLength(737)
    expect(items.every(({ rate }) => rate !== null)).toBe(true)
    const indicators = items.flatMap((item) => item.indicators)
    expect(indicators).toHaveLength(986)
    expect(
      indicators.filter(({ rate, current }) => rate === null || current === null),
    ).toHaveLength(3)
  })

  // line of the task; indicators and printed rate of each item
  it.each([
    [15, ['1 68.76', '3 66', '2 57.56', '4 100']],
    [38, ['2 85', '1 66', '3 83', '4 93', '1 100']],
    [69, ['4 94.15', '2 43']],
    [303, ['1 100', '1 70', '2 85.7', '1 100', '1 100']],
    [314, ['2 76', '3 84', '1 100', '3 100', '3 100']],
    [395, ['2 65.9', '2 73', '2 57', '1 50']],
    [469, ['1 100', '3 100', '1 100']],
    [555, ['4 90', '3 94.44', '4 75']],
    [570, ['2 85', '1 66', '3 83', '1 100', '4 93']],
    [925, ['2 100', '2 82.86']],
    [946, ['3 83.59', '5 82.4', '7 92.89']],
    [1108, ['1 80', '1 100', '1 82']],
    [1113, ['1 100', '1 85', '3 78', '2 79']],
    [1145, ['3 50', '1 100', '1 68', '3 91.75']],
    [1175, ['1 70.27', '1 0', '1 0', '2 65.91']],
    [1180, ['3 95.83', '1 100', '1 0', '3 86', '2 100']],
    [1406, ['1 100', '1 100', '2 85', '3 90', '6 100']],
    [1527, ['2 100', '4 99', '3 33', '2 100', '1 50', '1 100', '4 83']],
  ])('pairs the rows of line %d', (line, expected) => {
    expect(taskAt(line).items.map((item) => `${item.indicators.length} ${item.rate}`)).toEqual(
      expected,
    )
  })

  it('puts texts together over pages', () => {
    expect(taskAt(131).items.at(9)?.title).toMatch(/文化走十城等.*活动。$/)
    expect(taskAt(162).text).toMatch(/大学等打造/)
    expect(taskAt(987).items[0]?.indicators.at(3)?.name).toMatch(/立交\)$/)
    expect(taskAt(925).duties.at(-1)?.name).toMatch(/资源局$/)
    expect(
      draft().tasks.every(({ highlights, text: words }) => !/[<>]/.test(`${highlights}${words}`)),
    ).toBe(true)
  })

  it('has these doubts and no others', () => {
    const counts: Record<string, number> = {}
    for (const { kind } of draft().doubts) counts[kind] = (counts[kind] ?? 0) + 1
    expect(counts).toEqual({
      rate_mismatch: 58,
      column_guess: 19,
      damaged_text: 7,
      direction_suspected: 5,
      duplicate_goal: 2,
    })
  })

  it('has every word in its own task, a section or the leftovers', () => {
    // Rows that stand below the next task's number, and belong to the task before.
    const returned = /^\|\|\|118[0-3] /
    expect(unaccounted(contents, draft()).filter((word) => !returned.test(word))).toEqual([])
  })

  it('has not changed since its rows were compared with the print', () => {
    const facts = draft().tasks.map(({ source: _, ...task }) => task)
    const hash = createHash('sha256').update(JSON.stringify(facts)).digest('hex')
    expect(hash.slice(0, 16)).toBe('703a28dedb3e7fd2')
  })
})
