import { describe, expect, it } from 'vitest'
import {
  type CellLines,
  draftOf,
  dump,
  lostWords,
  usualHeader,
  usualRows,
} from '../dumped-table.ts'
import { facts, kinds, names, usual } from './facts.ts'

describe('rows with faults', () => {
  const without = (at: number, column: number, kept?: '') =>
    usualRows.map((row, index) =>
      index !== at
        ? row
        : kept === undefined
          ? row.filter((_, place) => place !== column)
          : row.map((cell, place) => (place === column ? kept : cell)),
    )

  it.each([0, 1, 2])('keeps row %d without a cell of persons', (at) => {
    const draft = draftOf(dump({ rows: without(at, 5) }))
    expect(draft.tasks.map((task) => names(task, 'owner', 'leader_liaison')?.length)).toEqual(
      [0, 1, 2].map((one) => (one === at ? 0 : 2)),
    )
    expect(draft.tasks.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(draft.doubts).toContainEqual(
      expect.objectContaining({ kind: 'column_guess', taskSeq: at + 1 }),
    )
  })

  it.each([0, 1, 2])('keeps row %d with an empty cell of persons', (at) => {
    const draft = draftOf(dump({ rows: without(at, 5, '') }))
    expect(draft.tasks.map((task) => names(task, 'owner', 'leader_liaison')?.length)).toEqual(
      [0, 1, 2].map((one) => (one === at ? 0 : 2)),
    )
    expect(draft.doubts.filter(({ kind }) => kind === 'column_guess')).toEqual([])
  })

  it('doubts a row without units', () => {
    expect(kinds(dump({ rows: without(1, 3, '') }))).toContain('lead_missing')
  })

  it('leaves what follows the table over', () => {
    const below = [
      '注：本表由办公室汇总。',
      '清湾区人民政府办公室',
      '2025年1月8日',
      '附件2',
      '2025年考评细则',
      '\t序号\n\t考评内容\n\t分值\n\t1\n\t按月完成各项任务的得分情况说明\n\t10\n\t2\n\t其他\n\t5',
    ]
    const text = dump({ rows: usualRows, below })
    expect(facts(draftOf(text))).toEqual(facts(usual))
    expect(lostWords(text)).toEqual([])
  })

  it('reads a second table of the kind as well', () => {
    const header = usualHeader.map((word) => `\t${word === '责任人' ? '联系人' : word}`)
    const row = usualRows[0] ?? []
    const again = dump({ above: [], header: [], rows: [row], numberOf: () => '4' })
    const draft = draftOf(dump({ rows: usualRows, below: ['表二', ...header, again] }))
    expect(draft.tasks.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(draft.tasks[3]?.duties).toEqual(usual.tasks[0]?.duties)
  })

  it.each(['*', '＊', '★', '▲'])('knows the leads by %s, before or behind the name', (sign) => {
    const above = ['2025年分解表', `（带${sign}为牵头单位）`]
    const [row = []] = usualRows
    for (const units of [
      ['区教育局', `${sign}区农业农村局`],
      ['区教育局', `区农业农村局${sign}`],
      `区教育局、区农业农村局${sign}、各镇街`,
    ]) {
      const [task] = draftOf(
        dump({ above, rows: [row.map((cell, at) => (at === 3 ? units : cell))] }),
      ).tasks
      expect(names(task, 'lead_unit')).toEqual(['区农业农村局'])
      expect(task?.duties.find(({ role }) => role === 'co_unit')?.name).toBe('区教育局')
    }
  })

  it('lists units in printed order', () => {
    const [row = []] = usualRows
    const [task] = draftOf(
      dump({ rows: [row.map((cell, at) => (at === 3 ? ['区教育局', '*区农业农村局'] : cell))] }),
    ).tasks
    expect(names(task, 'lead_unit', 'co_unit')).toEqual(['区教育局', '区农业农村局'])
  })

  it.each<[CellLines, string[], string[]]>([
    [['区科技局（牵头）', '区教育局'], ['区科技局'], ['区教育局']],
    [['区教育局', '区科技局（牵头单位）、区民政局'], ['区科技局'], ['区教育局', '区民政局']],
    [
      ['牵头单位：区科技局、区教育局', '配合单位：区民政局、各镇街'],
      ['区科技局', '区教育局'],
      ['区民政局', '各镇街'],
    ],
    ['牵头单位：区科技局 配合单位：区民政局', ['区科技局'], ['区民政局']],
    [['*区发展和改革局（区', '粮食局）', '区经信局'], ['区发展和改革局（区粮食局）'], ['区经信局']],
  ])('reads units %j', (units, leads, others) => {
    const [row = []] = usualRows
    const draft = draftOf(dump({ rows: [row.map((cell, at) => (at === 3 ? units : cell))] }))
    expect(names(draft.tasks[0], 'lead_unit')).toEqual(leads)
    expect(names(draft.tasks[0], 'co_unit')).toEqual(others)
    expect(draft.doubts.map(({ kind }) => kind)).not.toContain('lead_missing')
  })

  it.each<[string, string[], string[]]>([
    ['区科技局：鲁明远', ['鲁明远'], ['区科技局：鲁明远']],
    ['阿卜杜拉·买买提', ['阿卜杜拉·买买提'], []],
    ['待定', [], ['待定']],
    ['清湾区人民政府办公室', [], ['清湾区人民政府办公室']],
  ])('reads persons %s', (printed, owners, leftovers) => {
    const [row = []] = usualRows
    const draft = draftOf(dump({ rows: [row.map((cell, at) => (at === 5 ? printed : cell))] }))
    expect(names(draft.tasks[0], 'owner')).toEqual(owners)
    expect(draft.leftovers.map(({ text }) => text)).toEqual(leftovers)
  })

  it('takes a telephone number from behind a name', () => {
    const [row = []] = usualRows
    const draft = draftOf(
      dump({ rows: [row.map((cell, at) => (at === 5 ? ['姜禾 0571-88880000'] : cell))] }),
    )
    expect(names(draft.tasks[0], 'owner')).toEqual(['姜禾'])
    expect(draft.leftovers.map(({ text }) => text)).toEqual(['姜禾0571-88880000'])
  })

  it('takes forms on one line apart, and puts wrapped ones together', () => {
    const [row = []] = usualRows
    const forms = ['“比学、赶超”活动、每月例会推进', '现场督办+PPT', '汇报']
    const [task] = draftOf(dump({ rows: [row.map((cell, at) => (at === 4 ? forms : cell))] })).tasks
    expect(task?.forms).toEqual(['“比学、赶超”活动', '每月例会推进', '现场督办+PPT汇报'])
  })
})
