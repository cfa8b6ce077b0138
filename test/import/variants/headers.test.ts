import { describe, expect, it } from 'vitest'
import { draftOf, dump, usualHeader, usualRows } from '../dumped-table.ts'
import { facts, names, usual, withHeader } from './facts.ts'

describe('a table with the usual header', () => {
  it('is read as printed', () => {
    expect(usual.plan).toMatchObject({ title: '2025年度清湾区重点任务分解表', year: 2025 })
    expect(usual.doubts).toEqual([])
    expect(usual.leftovers).toEqual([])
    expect(usual.tasks.map((task) => [task.seq, task.section, task.title, task.forms])).toEqual([
      [1, [], '茶园提质行动', ['每月例会推进', '每月督查通报']],
      [2, [], '渡口修缮行动', ['现场督办+PPT汇报']],
      [3, [], '夜校开办行动', ['每周评比通报']],
    ])
    expect(usual.tasks[1]?.duties).toEqual([
      { role: 'lead_leader', name: '白知秋', lead: true },
      { role: 'lead_leader', name: '鲁明远', lead: false },
      { role: 'lead_unit', name: '区交通局', lead: true },
      { role: 'co_unit', name: '清湾城投集团', lead: false },
      { role: 'owner', name: '祝青', lead: false },
      { role: 'leader_liaison', name: '顾长风', lead: false },
    ])
    expect(usual.tasks[1]?.milestones).toEqual([
      { item: '南渡', due: '2025-04-30', text: '完成设计' },
      { item: '南渡', due: '2025-10-31', text: '完工' },
      { item: '北渡', due: '2025-05-31', text: '开工' },
      { item: '北渡', due: '2025-11-30', text: '完工' },
    ])
  })
})

describe('other headers', () => {
  it.each([
    { 重点工作任务: '工作任务', 时间节点要求: '完成时限', 牵头区领导: '牵头领导' },
    { 重点工作任务: '年度目标任务', 时间节点要求: '时间节点', 牵头区领导: '分管领导' },
    { 重点工作任务: '重点任务', 时间节点要求: '时间进度', 牵头区领导: '责任领导' },
    { 重点工作任务: '项目名称', 时间节点要求: '进度安排', 责任单位: '责任部门' },
    { 重点工作任务: '主要内容', 时间节点要求: '完成时间', 推进形式: '督办方式', 责任人: '联系人' },
    { 序号: '编号', 重点工作任务: '重点 工作', 时间节点要求: '节点目标', 责任人: '联络员' },
    { 时间节点要求: '时间节点\n要求', 牵头区领导: '牵头区\n\n领导' },
  ])('reads %j', (changes) => {
    const text = dump({ header: withHeader(changes as Record<string, string>), rows: usualRows })
    expect(facts(draftOf(text))).toEqual(facts(usual))
    expect(draftOf(text).doubts).toEqual([])
  })

  it.each([
    ['牵头单位', '配合单位'],
    ['主办单位', '协办单位'],
    ['责任单位', '配合单位'],
    ['牵头（责任）单位', '责任单位'],
    ['主责部门', '协同部门'],
  ])('takes %s for the leads and %s for the rest', (lead, rest) => {
    const header = ['序号', '工作任务', '时间节点', '牵头领导', lead, rest, '推进形式', '责任人']
    const rows = usualRows.map(([text = '', nodes = '', leaders = '', , ...others]) => [
      text,
      nodes,
      leaders,
      ['区甲管局', '区乙管局'],
      ['区乙管局', '区丙管局、各镇街'],
      ...others,
    ])
    const { tasks, doubts } = draftOf(dump({ above: ['2025年分解表'], header, rows }))
    for (const task of tasks) {
      expect(names(task, 'lead_unit')).toEqual(['区甲管局', '区乙管局'])
      expect(names(task, 'co_unit')).toEqual(['区丙管局', '各镇街'])
      expect(
        task.duties.every(
          ({ role, lead: isLead }) => isLead === (role === 'lead_unit') || role === 'lead_leader',
        ),
      ).toBe(true)
    }
    expect(doubts.filter(({ kind }) => kind !== 'boundary_positional')).toEqual([])
  })

  it('reads leaders from two columns', () => {
    const header = [
      '序号',
      '工作任务',
      '时间节点',
      '牵头领导',
      '分管领导',
      '责任单位',
      '推进形式',
      '责任人',
    ]
    const rows = usualRows.map(([text = '', nodes = '', , ...others]) => [
      text,
      nodes,
      '鲁明远',
      '白知秋',
      ...others,
    ])
    for (const task of draftOf(dump({ header, rows })).tasks) {
      expect(names(task, 'lead_leader')).toEqual(['鲁明远', '白知秋'])
    }
  })

  it('joins the task with the year’s goal in a column of its own', () => {
    const header = ['序号', '重点任务', '年度目标', ...usualHeader.slice(2)]
    const rows = usualRows.map(([text, ...others]) => {
      const [title = '', goal = ''] = String(text).split(/(?<=^[^。]+)。/)
      return [title, goal, ...others]
    })
    expect(facts(draftOf(dump({ header, rows })))).toEqual(facts(usual))
  })

  it('leaves a column that it does not know over', () => {
    const text = dump({
      header: [...usualHeader, '备注'],
      rows: usualRows.map((row, at) => [...row, `附言${at}`]),
    })
    expect(facts(draftOf(text))).toEqual(facts(usual))
    expect(draftOf(text).leftovers.map((one) => one.text)).toEqual(['附言0', '附言1', '附言2'])
  })

  it('does not take a figure in a column for a number', () => {
    const header = [...usualHeader.slice(0, 2), '目标值', ...usualHeader.slice(2)]
    const rows = usualRows.map(([text = '', ...others], at) => [text, String(at + 2), ...others])
    const draft = draftOf(dump({ header, rows }))
    expect(draft.tasks.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(draft.doubts).toEqual([])
  })

  it('has only owners where there is no column of leaders', () => {
    const header = usualHeader.filter((word) => word !== '牵头区领导')
    const rows = usualRows.map(([text = '', nodes = '', , ...others]) => [text, nodes, ...others])
    const { tasks, doubts } = draftOf(dump({ header, rows }))
    expect(tasks.map((task) => names(task, 'owner'))).toEqual([
      ['姜禾', '顾长风'],
      ['祝青', '顾长风'],
      ['封雪', '纪安之'],
    ])
    expect(tasks.every((task) => names(task, 'lead_leader', 'leader_liaison')?.length === 0)).toBe(
      true,
    )
    expect(doubts).toEqual([])
  })

  it('reads a table without forms and persons', () => {
    const text = dump({
      header: usualHeader.slice(0, 5),
      rows: usualRows.map((row) => row.slice(0, 4)),
    })
    const { tasks, doubts } = draftOf(text)
    expect(tasks.map((task) => [task.forms, names(task, 'owner')])).toEqual([
      [[], []],
      [[], []],
      [[], []],
    ])
    expect(doubts).toEqual([])
  })
})
