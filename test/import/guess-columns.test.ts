import { describe, expect, it } from 'vitest'
import type { DraftPlan } from '../../src/domain/draft-plan.ts'
import { readContents } from '../../src/import/read-document.ts'
import { draftOf, dump, usualRows } from './dumped-table.ts'
import { draftOfContents, type Spanned, sheet } from './grid-table.ts'

const facts = ({ tasks }: DraftPlan) => tasks.map(({ source: _, ...task }) => task)
const title = '2025年度清湾区重点任务分解表'
const usual = facts(draftOf(dump({ rows: usualRows })))
const general = expect.objectContaining({ kind: 'column_guess', taskSeq: null })

describe('a table without a header', () => {
  it('is read by what its columns look like, from a dump', () => {
    const draft = draftOf(
      dump({ above: [title, '（带*为牵头单位）'], header: [], rows: usualRows }),
    )
    expect(facts(draft)).toEqual(usual)
    expect(draft.doubts).toEqual([general])
  })

  it('is read so from a sheet, its category and its two columns of units too', () => {
    const rows: Spanned[][] = [
      [
        '1',
        { text: '一、乡村', rows: 2 },
        '改造茶园12片，带动农户300户。',
        '鲁明远',
        '区农业农村局',
        '区财政局、各镇街',
      ],
      ['2', null, '修缮渡口4处，方便群众出行。', '白知秋', '区交通局', '各平台、各镇街'],
      ['3', '二、惠民', '开办夜校6所，服务青年2000人次。', '白知秋', '区教育局', '各镇街'],
    ]
    const draft = draftOfContents(sheet(rows), '2025年清单.xlsx')
    expect(draft.plan.kind).toBe('assignment')
    expect(draft.tasks.map(({ seq, section }) => [seq, ...section])).toEqual([
      [1, '乡村'],
      [2, '乡村'],
      [3, '惠民'],
    ])
    expect(draft.tasks[0]?.duties).toEqual([
      { role: 'lead_leader', name: '鲁明远', lead: false },
      { role: 'lead_unit', name: '区农业农村局', lead: true },
      { role: 'co_unit', name: '区财政局', lead: false },
      { role: 'co_unit', name: '各镇街', lead: false },
    ])
    expect(draft.doubts).toEqual([general])
    expect(draft.leftovers).toEqual([])
  })

  it('is asked about where two columns of sentences could be anything', () => {
    const rows = [
      '改造茶园12片，带动农户300户。',
      '修缮渡口4处，方便群众出行。',
      '开办夜校6所，服务青年。',
    ].map((text, at) => [
      String(at + 1),
      text,
      '已经完成大半，群众普遍满意，余下的正在抓紧。',
      '区教育局',
    ])
    const outcome = readContents(sheet(rows), '清单.xlsx')
    expect(outcome).toMatchObject({ ok: false })
  })
})
