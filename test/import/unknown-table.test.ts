import { describe, expect, it } from 'vitest'
import type { Column } from '../../src/import/column-words.ts'
import { readText } from '../../src/import/containers/text.ts'
import { readContents } from '../../src/import/read-document.ts'
import type { Contents } from '../../src/import/table.ts'
import { tablesOf } from '../../src/import/unknown-table.ts'
import { unaccounted } from './accounting.ts'
import { contents, sheet } from './grid-table.ts'

const title = '2025年清湾区实事清单'
const headers = ['事由', '经办', '要办到', '几时', '现状', '占比']
const rows = [
  ['修渡口', '区交通局', '修缮渡口4处', '6月底前开工；年底前完工', '2处', '50%'],
  ['办夜校', '区教育局', '开办夜校6所', '12月底前6所', '6所', '100%'],
]
const made = sheet([[title, null, null, null, null, null], headers, ...rows], '台账')
const columns: readonly Column[] = [
  'task',
  'lead_units',
  'target',
  'nodes',
  'current',
  'indicator_rate',
]

const outcomeOf = (
  read: Contents,
  profile?: { headers: readonly string[]; columns: readonly Column[] },
) => readContents(read, '台账.xlsx', profile ? { profile } : {})

describe('a table of no known kind', () => {
  it('comes back as columns with samples', () => {
    const outcome = outcomeOf(made)
    expect(outcome).toMatchObject({ ok: false, reason: 'unknown-table' })
    if (outcome.ok || outcome.reason !== 'unknown-table') throw new Error('read')
    expect(outcome.table).toMatchObject({ name: '台账', rows: 2 })
    expect(outcome.table.columns.map(({ header }) => header)).toEqual(headers)
    expect(outcome.table.columns[1]).toEqual({
      header: '经办',
      guess: 'other',
      samples: ['区交通局', '区教育局'],
    })
  })

  it('is read once its columns are named', () => {
    const outcome = outcomeOf(made, { headers, columns })
    if (!outcome.ok) throw new Error(outcome.message)
    const { plan, tasks, leftovers } = outcome.draft
    expect(plan).toMatchObject({ kind: 'custom', title, year: 2025 })
    expect(tasks.map(({ seq, text, duties }) => [seq, text, duties])).toEqual([
      [1, '修渡口', [{ role: 'lead_unit', name: '区交通局', lead: true }]],
      [2, '办夜校', [{ role: 'lead_unit', name: '区教育局', lead: true }]],
    ])
    expect(tasks[0]?.milestones.map(({ due, text }) => [due, text])).toEqual([
      ['2025-06-30', '开工'],
      ['2025-12-31', '完工'],
    ])
    expect(tasks[0]?.items).toEqual([
      {
        title: '修渡口',
        rate: null,
        indicators: [{ name: '修渡口', target: '修缮渡口4处', current: '2处', rate: 50 }],
      },
    ])
    expect(leftovers).toEqual([])
  })

  it('leaves a column over that is to be left out', () => {
    const some = columns.map((column) => (column === 'current' ? 'other' : column))
    const outcome = outcomeOf(made, { headers, columns: some })
    if (!outcome.ok) throw new Error(outcome.message)
    expect(outcome.draft.leftovers.map(({ text }) => text)).toEqual(['2处', '6所'])
  })

  it('keeps several items of a task, each with its indicators', () => {
    const header = ['序号', '事由', '分项', '名目', '要办到', '占比']
    const table = sheet([
      header,
      ['1', { text: '修渡口', rows: 3 }, { text: '南渡', rows: 2 }, '渡口', '2处', '50%'],
      [null, null, null, '码头', '1座', '待定'],
      [null, null, '北渡', '渡口', '2处', '0%'],
      ['2', '办夜校', null, '夜校', '6所', '100%'],
    ])
    const named = ['seq', 'task', 'item', 'indicator', 'target', 'indicator_rate'] as const
    const profile = { headers: header, columns: named }
    const outcome = outcomeOf(table, profile)
    if (!outcome.ok) throw new Error(outcome.message)
    expect(unaccounted(table, outcome.draft, tablesOf(table, profile))).toEqual([])
    const items = outcome.draft.tasks.map((task) =>
      task.items.map((item) => [
        item.title,
        ...item.indicators.map(({ name, rate }) => [name, rate]),
      ]),
    )
    expect(items).toEqual([
      [
        ['南渡', ['渡口', 50], ['码头', null]],
        ['北渡', ['渡口', 0]],
      ],
      [['办夜校', ['夜校', 100]]],
    ])
    expect(outcome.draft.leftovers.map(({ text }) => text)).toEqual(['待定'])
  })

  it('is found by its headers in a dump too', () => {
    const text = ['序号', '办理要点', '备考'].map((word) => `\t${word}`).join('\n')
    const dump = readText(`${text}\n\t1\n\t按月报送办理情况。\n\t10\n\t2\n\t办结群众来信。\n\t20\n`)
    const asked = outcomeOf(dump)
    if (asked.ok || asked.reason !== 'unknown-table') throw new Error('read')
    expect(asked.table.columns.map(({ header, samples }) => [header, ...samples])).toEqual([
      ['序号', '1', '2'],
      ['办理要点', '按月报送办理情况。', '办结群众来信。'],
      ['备考', '10', '20'],
    ])
    const profile = {
      headers: ['序号', '办理要点', '备考'],
      columns: ['seq', 'task', 'target'] as const,
    }
    const read = outcomeOf(dump, profile)
    if (!read.ok) throw new Error(read.message)
    expect(read.draft.tasks.map(({ text: words }) => words)).toEqual([
      '按月报送办理情况。',
      '办结群众来信。',
    ])
  })

  it('is asked about again where the headers are others', () => {
    expect(outcomeOf(made, { headers: ['甲', '乙'], columns: ['task', 'units'] })).toMatchObject({
      reason: 'unknown-table',
    })
  })

  it('is none where there are only words', () => {
    const words = contents({ kind: 'words', pieces: [{ at: { line: 1 }, text: '请按时报送。' }] })
    expect(outcomeOf(words)).toMatchObject({ reason: 'no-table' })
  })
})
