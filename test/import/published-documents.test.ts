import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { DraftTask, DutyRole } from '../../src/domain/draft-plan.ts'
import { readText } from '../../src/import/containers/text.ts'
import { readDocument } from '../../src/import/read-document.ts'
import { unaccounted } from './accounting.ts'
import { draftOf, lostWords } from './dumped-table.ts'

// Published documents are kept outside the project and are not copied into it: facts only here.
const folder = new URL('../../../shared/documents/', import.meta.url)
const file = new URL('xihu-2021.txt', folder)
const isThere = existsSync(file)
if (!isThere) process.stdout.write('skipped: the published documents are not beside the project\n')

const outcome = isThere ? await readDocument(new Uint8Array(readFileSync(file)), 'table.txt') : null

describe.skipIf(!isThere)('the published decomposition table', () => {
  const draft = () => {
    if (!outcome?.ok) throw new Error(outcome?.message ?? 'not read')
    return outcome.draft
  }
  const task = (seq: number): DraftTask => {
    const found = draft().tasks.find((one) => one.seq === seq)
    if (!found) throw new Error(`no task ${seq}`)
    return found
  }
  const count = (seq: number, role: DutyRole) =>
    task(seq).duties.filter((duty) => duty.role === role).length

  it('has its head', () => {
    const { plan } = draft()
    expect(plan).toMatchObject({ year: 2021, issuedOn: '2021-03-02', kind: 'decomposition' })
    expect(plan.docNo).toMatch(/〔2021〕4号$/)
    expect(plan.title).toMatch(/^2021.*分解表$/)
    expect(plan.issuer).toMatch(/办公室$/)
  })

  it('has 30 tasks in three sections of ten, each with title, leader, lead unit, owner and form', () => {
    const { tasks } = draft()
    expect(tasks.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
    const sections = tasks.map(({ section }) => section.join('/'))
    expect(new Set(sections).size).toBe(3)
    expect(sections.every((one, at) => one === sections[Math.floor(at / 10) * 10])).toBe(true)
    for (const { seq, title, forms } of tasks) {
      expect(title).not.toBeNull()
      expect(forms.length).toBeGreaterThan(0)
      for (const role of ['lead_leader', 'lead_unit', 'owner'] as const) {
        expect(count(seq, role), `${role} of ${seq}`).toBeGreaterThan(0)
      }
    }
  })

  // seq, leaders, lead units, co-units, owners, leader's liaisons, nodes, sub-projects
  it.each([
    [1, 1, 1, 2, 1, 1, 6, 0],
    [3, 3, 1, 6, 2, 2, 6, 0],
    [6, 1, 1, 5, 1, 1, 6, 0],
    [7, 1, 1, 2, 1, 1, 2, 0],
    [9, 1, 1, 0, 1, 1, 6, 0],
    [11, 1, 1, 1, 1, 1, 6, 0],
    [12, 2, 1, 3, 1, 2, 6, 0],
    [14, 1, 1, 5, 3, 1, 26, 5],
    [16, 1, 1, 1, 2, 1, 6, 0],
    [17, 1, 1, 3, 3, 1, 11, 2],
    [18, 1, 1, 2, 1, 1, 6, 0],
    [22, 2, 1, 6, 1, 2, 16, 4],
    [23, 3, 1, 5, 1, 3, 19, 4],
    [24, 2, 2, 1, 2, 2, 23, 4],
    [26, 1, 1, 1, 1, 1, 6, 0],
    [27, 2, 1, 5, 1, 2, 27, 4],
    [28, 3, 2, 1, 2, 3, 12, 2],
    [29, 2, 1, 6, 2, 2, 15, 3],
    [30, 1, 1, 3, 1, 1, 6, 0],
  ])('has row %d as printed', (seq, leaders, leads, units, owners, liaisons, nodes, items) => {
    const roles = ['lead_leader', 'lead_unit', 'co_unit', 'owner', 'leader_liaison'] as const
    expect(roles.map((role) => count(seq, role))).toEqual([leaders, leads, units, owners, liaisons])
    const { milestones } = task(seq)
    expect(milestones).toHaveLength(nodes)
    expect(new Set(milestones.flatMap(({ item }) => item ?? [])).size).toBe(items)
  })

  it('has the dates that are hard to read', () => {
    const dues = (seq: number) => task(seq).milestones.map(({ due }) => due.slice(5))
    expect(dues(7)).toEqual(['10-31', '12-31'])
    expect(dues(11)).toEqual(['02-28', '04-30', '06-30', '08-31', '10-31', '12-31'])
    expect(dues(22).slice(-3)).toEqual(['11-30', '11-30', '11-30'])
    expect(dues(23).slice(5, 7)).toEqual(['08-31', '11-30'])
    expect(dues(28).at(-1)).toBe('12-31')
    expect(dues(29)[4]).toBe('09-30')
  })

  it('has these doubts and no others', () => {
    const kinds = draft().doubts.map(({ kind, taskSeq }) => `${kind} ${taskSeq}`)
    expect(kinds.sort()).toEqual(
      [
        'boundary_positional 3',
        'boundary_positional 11',
        'conditional_date 14',
        'conditional_date 14',
        'damaged_date 24',
        'lead_missing 9',
        'lead_missing 11',
        'lead_missing 15',
        'lead_missing 16',
        'seq_restored 26',
        'target_vs_node 7',
        'target_vs_node 9',
        'unit_split 30',
      ].sort(),
    )
  })

  it('has every word below its header in a field or the leftovers', () => {
    const text = new TextDecoder().decode(readFileSync(file))
    expect(lostWords(text)).toEqual([])
    expect(unaccounted(readText(text), draft())).toEqual([])
  })

  it('leaves over what no field took, the notice’s differing item among it', () => {
    const lines = draft().leftovers.map((left) => left.line)
    expect(lines).toEqual([7, 9, 11, 13, 15, 67, 76, 78, 80, 82, 83])
  })

  it('keeps its rows when single cells get lost', { timeout: 120_000 }, () => {
    const text = new TextDecoder().decode(readFileSync(file))
    const starts = [...text.matchAll(/\n\t(?=[^\n])/g)].map(({ index }) => index).slice(8)
    for (const [at, start] of starts.entries()) {
      if (at % 12 > 0) continue
      const damaged = text.slice(0, start) + text.slice(starts[at + 1] ?? text.length)
      const read = draftOf(damaged)
      const seqs = read.tasks.map(({ seq }) => seq)
      expect(seqs, `without cell ${at}`).toEqual(draft().tasks.map(({ seq }) => seq))
      expect(lostWords(damaged), `without cell ${at}`).toEqual([])
      const isDoubted = read.doubts.some(({ kind, taskSeq }) => {
        const before = draft().doubts.some((one) => one.kind === kind && one.taskSeq === taskSeq)
        return !before && /seq_restored|column_guess/.test(kind)
      })
      expect(isDoubted, `without cell ${at}`).toBe(true)
    }
  })

  it('has not changed since all thirty rows were compared with the print', () => {
    const facts = draft().tasks.map(({ duties, milestones, forms, title }) => [
      title,
      duties,
      forms,
      milestones,
    ])
    const hash = createHash('sha256').update(JSON.stringify(facts)).digest('hex')
    expect(hash.slice(0, 16)).toBe('b68c2a43b21b103b')
  })
})

const assignments = new URL('yuhang-2022.txt', folder)
const isThereToo = existsSync(assignments)
const bytes = isThereToo ? new Uint8Array(readFileSync(assignments)) : new Uint8Array()

describe.skipIf(!isThereToo)('the published assignment table', async () => {
  const read = await readDocument(bytes, '2022.txt')
  const whole = read.ok ? read.draft : undefined
  const tasks = whole?.tasks ?? []
  const count = (role: DutyRole) =>
    tasks.reduce((sum, one) => sum + one.duties.filter((duty) => duty.role === role).length, 0)

  it('has 109 tasks below eight headings, each with its project, leaders and units', () => {
    expect(whole?.plan).toMatchObject({ kind: 'assignment', year: 2022 })
    expect(tasks.map(({ seq }) => seq)).toEqual(Array.from({ length: 109 }, (_, at) => at + 1))
    expect(new Set(tasks.map(({ section }) => section[0])).size).toBe(8)
    expect(new Set(tasks.map(({ section }) => section.join('/'))).size).toBe(24)
    expect(tasks.every(({ section }) => section.length === 2)).toBe(true)
    expect([count('lead_leader'), count('lead_unit'), count('co_unit')]).toEqual([126, 134, 368])
    expect(
      tasks.flatMap(({ duties }) => duties).some(({ name }) => /[\s()]*[āáǎà]/.test(name)),
    ).toBe(false)
  })

  it('has its repairs, its two doubts and one line left over', () => {
    expect(whole?.repairs).toContainEqual({ kind: 'bracketed_pinyin', count: 1079 })
    expect(whole?.repairs.map(({ kind }) => kind)).toContain('traditional_characters')
    const kinds = whole?.doubts.map(({ kind, taskSeq }) => `${kind} ${taskSeq}`)
    expect(kinds).toEqual(['damaged_text 34', 'boundary_positional 70'])
    expect(whole?.leftovers.map(({ line }) => line)).toEqual([1278])
  })

  it('has every word in a field or the leftovers, and all rows as they were compared', () => {
    if (!whole) throw new Error('not read')
    expect(unaccounted(readText(new TextDecoder().decode(bytes)), whole)).toEqual([])
    const facts = tasks.map(({ seq, section, text, duties }) => [seq, section, text, duties])
    const hash = createHash('sha256').update(JSON.stringify(facts)).digest('hex')
    expect(hash.slice(0, 16)).toBe('09806b57f9499f64')
  })
})
