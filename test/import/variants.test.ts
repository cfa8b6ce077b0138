import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DraftTask, DutyRole } from '../../src/domain/draft-plan.ts'
import { readDocument } from '../../src/import/read-document.ts'
import {
  type CellLines,
  draftOf,
  dump,
  lostWords,
  outcomeOf,
  usualHeader,
  usualRows,
} from './dumped-table.ts'

const usual = draftOf(dump({ rows: usualRows }))
const names = (task: DraftTask | undefined, ...roles: DutyRole[]) =>
  task?.duties.filter(({ role }) => roles.includes(role)).map(({ name }) => name)
const dues = (task: DraftTask | undefined) => task?.milestones.map(({ due }) => due)
const kinds = (text: string, fileName?: string) =>
  draftOf(text, fileName).doubts.map(({ kind }) => kind)
/** The tasks without their places, which differ where the text around them does. */
const facts = ({ tasks }: { readonly tasks: readonly DraftTask[] }) =>
  tasks.map(({ source: _, ...task }) => task)
const withHeader = (changes: Record<string, string>) =>
  usualHeader.map((word) => changes[word] ?? word)

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

describe('what stands above the table', () => {
  it.each<[string, string[], string]>([
    ['a note in words', ['清湾区2025年任务分解表', '注：带*为牵头单位'], '清湾区2025年任务分解表'],
    [
      'a title over two lines',
      ['2025年度清湾区', '重点任务分解表', '（带*为牵头单位）'],
      '2025年度清湾区重点任务分解表',
    ],
    [
      'the number of the annex',
      ['附件1', '清湾区2025年任务分解表', '单位：万元'],
      '清湾区2025年任务分解表',
    ],
    ['an annex with its title', ['附件：清湾区2025年任务分解表'], '清湾区2025年任务分解表'],
    [
      'an issuer below the title',
      ['清湾区2025年任务分解表', '清湾区人民政府办公室', '2025年1月8日'],
      '清湾区2025年任务分解表',
    ],
  ])('finds the title with %s', (_, above, title) => {
    const text = dump({ above, rows: usualRows })
    expect(draftOf(text).plan).toMatchObject({ title, year: 2025 })
  })

  it('takes the file’s name where no title is printed', () => {
    const { plan, tasks } = draftOf(dump({ above: [], rows: usualRows }), '清湾区2025年清单.txt')
    expect(plan).toMatchObject({
      title: '清湾区2025年清单',
      year: 2025,
      issuer: null,
      docNo: null,
      issuedOn: null,
    })
    expect(facts({ tasks })).toEqual(facts(usual))
  })

  it('keeps every node as a leftover with a doubt where no year is known', () => {
    const draft = draftOf(dump({ above: [], rows: usualRows }), '清单.txt')
    expect(draft.plan.year).toBeNull()
    expect(draft.leftovers).toHaveLength(7)
    expect(draft.doubts.filter(({ kind }) => kind === 'damaged_date')).toHaveLength(7)
  })

  it('reads years and dates in characters', () => {
    const above = [
      '清湾区人民政府办公室文件',
      '清政办〔２０２６〕３号',
      '清湾区人民政府办公室',
      '二〇二六年一月二十日',
      '二○二六年度清湾区任务分解表',
    ]
    const { plan, tasks } = draftOf(dump({ above, rows: usualRows }))
    expect(plan).toMatchObject({
      year: 2026,
      issuedOn: '2026-01-20',
      docNo: '清政办〔２０２６〕３号',
    })
    expect(dues(tasks[0])).toEqual(['2026-03-31', '2026-09-30', '2026-12-31'])
  })

  it('joins sections below outer headings of the notice', () => {
    const [one, two, three] = usualRows.map(([text]) => text)
    const above = [
      '关于分解任务的通知',
      '一、兴业',
      '（一）乡村',
      `1.${one}`,
      '（二）交通',
      `1.${two}`,
      '二、惠民',
      `1.${three}`,
      '三、要求',
      '1.各单位要抓紧。',
      '2025年任务分解表',
    ]
    const { tasks, leftovers } = draftOf(dump({ above, rows: usualRows }))
    expect(tasks.map(({ section }) => section)).toEqual([
      ['兴业', '乡村'],
      ['兴业', '交通'],
      ['惠民'],
    ])
    expect(leftovers.map((left) => left.text)).toEqual([
      '关于分解任务的通知',
      '三、要求',
      '1.各单位要抓紧。',
    ])
  })

  it('leaves out an outer heading that divides nothing', () => {
    const [one, two, three] = usualRows.map(([text]) => text)
    const above = [
      '一、主要内容',
      '（一）乡村',
      `1.${one}`,
      '（二）交通',
      `1.${two}`,
      `2.${three}`,
      '二、要求',
      '2025年任务分解表',
    ]
    expect(draftOf(dump({ above, rows: usualRows })).tasks.map(({ section }) => section)).toEqual([
      ['乡村'],
      ['交通'],
      ['交通'],
    ])
  })
})

describe('sections within the table', () => {
  const [one = [], two = [], three = []] = usualRows

  it.each<[string, string, string]>([
    ['with numbers', '\t（一）乡村行动', '\t（二）惠民实事'],
    ['without numbers', '\t乡村行动', '\t惠民实事'],
    ['with the number in its own cell', '\t一\n\t乡村行动', '\t二\n\t惠民实事'],
    [
      'with empty cells behind',
      '\t一、乡村行动\n\t\n\t\n\t\n\t\n\t\n\t',
      '\t二、惠民实事\n\t\n\t\n\t\n\t\n\t\n\t',
    ],
    ['without a cell of their own', '（一）乡村行动', '（二）惠民实事'],
    ['as bare lines', '乡村行动', '惠民实事'],
  ])('reads headings %s', (_, first, second) => {
    const text = dump({ rows: [{ line: first }, one, two, { line: second }, three] })
    const draft = draftOf(text)
    expect(draft.tasks.map(({ section }) => section)).toEqual([
      ['乡村行动'],
      ['乡村行动'],
      ['惠民实事'],
    ])
    expect(facts(draft).map((task) => ({ ...task, section: [] }))).toEqual(facts(usual))
    expect(draft.leftovers).toEqual([])
    expect(draft.doubts).toEqual([])
  })

  it('reads two levels', () => {
    const rows = [
      { line: '\t一、兴业' },
      { line: '\t（一）乡村' },
      one,
      { line: '\t（二）交通' },
      two,
      { line: '\t二、惠民' },
      three,
    ]
    expect(draftOf(dump({ rows })).tasks.map(({ section }) => section)).toEqual([
      ['兴业', '乡村'],
      ['兴业', '交通'],
      ['惠民'],
    ])
  })

  it('lets the numbers begin again below a heading', () => {
    const rows = [{ line: '\t一、兴业' }, one, two.slice(0, -1), { line: '\t二、惠民' }, three]
    const text = dump({ rows, numberOf: (place) => String(place < 3 ? place : 1) })
    expect(draftOf(text).tasks.map(({ seq, section }) => [seq, ...section])).toEqual([
      [1, '兴业'],
      [2, '兴业'],
      [1, '惠民'],
    ])
    expect(kinds(text)).toContain('column_guess')
    expect(kinds(text)).not.toContain('seq_gap')
  })

  it('carries a category down its column', () => {
    const header = ['序号', '类别', ...usualHeader.slice(1)]
    const rows = [
      ['兴业', ...one],
      ['', ...two],
      ['惠民', ...three],
    ]
    expect(draftOf(dump({ header, rows })).tasks.map(({ section }) => section)).toEqual([
      ['兴业'],
      ['兴业'],
      ['惠民'],
    ])
  })
})

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

describe('nodes', () => {
  const nodesOf = (...lines: string[]) => {
    const [row = []] = usualRows
    const draft = draftOf(dump({ rows: [row.map((cell, at) => (at === 1 ? lines : cell))] }))
    return draft.tasks[0]?.milestones.map(({ item, due, text }) => [item, due, text])
  }

  it.each<[string[], (string | null)[][]]>([
    [['１２月底前开工２处。'], [[null, '2025-12-31', '开工２处']]],
    [['２０２５年６月底前完工。'], [[null, '2025-06-30', '完工']]],
    [['完成时限：2025年6月30日'], [[null, '2025-06-30', '']]],
    [
      ['2025.6.30前完工。', '2025-09-30验收；10.15前销号。'],
      [
        [null, '2025-06-30', '完工'],
        [null, '2025-09-30', '验收'],
        [null, '2025-10-15', '销号'],
      ],
    ],
    [['次年1月底前验收。'], [[null, '2026-01-31', '验收']]],
    [['2026年3月底前验收。'], [[null, '2026-03-31', '验收']]],
    [
      ['（1）2月底前设计；（2）4月底前开工。'],
      [
        [null, '2025-02-28', '设计'],
        [null, '2025-04-30', '开工'],
      ],
    ],
    [
      ['①2月底前设计', '②4月底前开工'],
      [
        [null, '2025-02-28', '设计'],
        [null, '2025-04-30', '开工'],
      ],
    ],
    [
      ['1.2月底前设计。', '2.4月底前开工。'],
      [
        [null, '2025-02-28', '设计'],
        [null, '2025-04-30', '开工'],
      ],
    ],
    [
      ['1、2月底前设计。', '2、4月底前开工。'],
      [
        [null, '2025-02-28', '设计'],
        [null, '2025-04-30', '开工'],
      ],
    ],
    [
      ['1、2月底前各设计一处。'],
      [
        [null, '2025-01-31', '各设计一处'],
        [null, '2025-02-28', '各设计一处'],
      ],
    ],
    [
      ['第一阶段（1—3月）：排查。', '第二阶段（4月底前）：整改。'],
      [
        [null, '2025-03-31', '第一阶段：排查'],
        [null, '2025-04-30', '第二阶段：整改'],
      ],
    ],
    [
      ['完成设计（2月底前）；开工（5月）。'],
      [
        [null, '2025-02-28', '完成设计'],
        [null, '2025-05-31', '开工'],
      ],
    ],
    [
      ['一季度：完成设计。', '二季度开工。'],
      [
        [null, '2025-03-31', '完成设计'],
        [null, '2025-06-30', '开工'],
      ],
    ],
    [
      ['第一、二季度各督查一次；前三季度完成八成。'],
      [
        [null, '2025-03-31', '各督查一次'],
        [null, '2025-06-30', '各督查一次'],
        [null, '2025-09-30', '完成八成'],
      ],
    ],
    [
      ['3月、6月、9月底前各督查一次。'],
      [
        [null, '2025-03-31', '各督查一次'],
        [null, '2025-06-30', '各督查一次'],
        [null, '2025-09-30', '各督查一次'],
      ],
    ],
    [
      ['东街：', '2月底前设计。', '西街：', '4月底前设计。'],
      [
        ['东街', '2025-02-28', '设计'],
        ['西街', '2025-04-30', '设计'],
      ],
    ],
  ])('reads %j', (lines, expected) => {
    expect(nodesOf(...lines)).toEqual(expected)
  })
})

describe('encodings and line ends', () => {
  const text = dump({ rows: usualRows })
  // "2025年度清湾区重点任务分解表" and the rest, as older office software writes them.
  const gb = encodeGb18030(text)

  it('reads GB18030', async () => {
    expect(await readDocument(gb, 'a.txt')).toEqual(outcomeOf(text, 'a.txt'))
  })

  it.each<[string, (text: string) => string]>([
    ['CRLF', (all) => all.replaceAll('\n', '\r\n')],
    ['trailing blanks', (all) => all.replaceAll('\n', ' \u3000 \n')],
    ['no-break blanks', (all) => all.replaceAll('\n', '\u00a0\n')],
    ['a byte order mark', (all) => `\ufeff${all}`],
    ['single line breaks', (all) => all.replace(/\n\n(?!\t)/g, '\n')],
    ['blanks before tabs', (all) => all.replaceAll('\t', '  \t')],
    [
      'full-width numbers',
      (all) =>
        all.replace(
          /^\t(\d)$/gm,
          (_, digit: string) => `\t${String.fromCharCode(0xff10 + Number(digit))}`,
        ),
    ],
    ['numbers in brackets', (all) => all.replace(/^\t(\d)$/gm, '\t（$1）')],
    ['numbers with a stop', (all) => all.replace(/^\t(\d)$/gm, '\t$1.')],
  ])('reads the same with %s', (_, change) => {
    expect(facts(draftOf(change(text)))).toEqual(facts(usual))
    expect(draftOf(change(text)).leftovers).toEqual([])
  })

  it.each([
    '任务 表（最终版）(1).txt',
    '“清单”.TXT',
    '清单.v2.txt',
    '-清单.txt',
    '📋清单.txt',
    '../清单.txt',
    '清\n单.txt',
    '%s%n.txt',
  ])('reads a file named %j', (fileName) => {
    expect(facts(draftOf(text, fileName))).toEqual(facts(usual))
  })
})

describe('any table', () => {
  const surnames = '赵钱孙李周吴郑王冯陈'
  const person = fc
    .tuple(fc.constantFrom(...surnames), fc.constantFrom('明远', '知秋', '长风', '安之', '可为'))
    .map((parts) => parts.join(''))
  const unit = fc.constantFrom(
    '区住建局',
    '区教育局',
    '区卫健局',
    '清湾城投集团',
    '北桥镇',
    '各镇街',
    '区残联',
  )
  const form = fc.constantFrom('每月例会推进', '每月督查通报', '每周评比通报', '现场督办+PPT汇报')
  const thing = fc.constantFrom('果园', '泵站', '食堂', '绿道', '书屋')
  const row = fc.record({
    thing,
    count: fc.integer({ min: 2, max: 900 }),
    months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }),
    word: fc.constantFrom('月底前', '月底', '月', '月底前，'),
    leaders: fc.uniqueArray(person, { minLength: 1, maxLength: 3 }),
    units: fc.uniqueArray(unit, { minLength: 1, maxLength: 4 }),
    lead: fc.nat(3),
    forms: fc.uniqueArray(form, { minLength: 1, maxLength: 2 }),
    persons: fc.uniqueArray(person, { maxLength: 3 }),
  })

  it('comes out as it went in', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 2019, max: 2031 }),
        (made, year) => {
          const rows: CellLines[][] = made.map((one) => [
            `${one.thing}建设行动。新建${one.thing}${one.count}处。`,
            one.months.map((month) => `${month}${one.word}完成${one.thing}选址。`),
            one.leaders,
            one.units.map((name, at) => (at === one.lead % one.units.length ? `*${name}` : name)),
            one.forms,
            one.persons,
          ])
          const text = dump({ above: [`${year}年度清湾区任务分解表`], rows })
          const { tasks, leftovers } = draftOf(text)
          expect(leftovers).toEqual([])
          expect(lostWords(text)).toEqual([])
          expect(tasks).toHaveLength(made.length)
          for (const [at, task] of tasks.entries()) {
            const one = made[at]
            if (!one) throw new Error('no row')
            expect(task.seq).toBe(at + 1)
            expect(task.title).toBe(`${one.thing}建设行动`)
            expect(dues(task)).toEqual(
              one.months.map((month) =>
                new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10),
              ),
            )
            expect(new Set(task.milestones.map((node) => node.text))).toEqual(
              new Set([`完成${one.thing}选址`]),
            )
            expect(names(task, 'lead_leader')).toEqual(one.leaders)
            expect(names(task, 'lead_unit', 'co_unit')).toEqual(one.units)
            expect(names(task, 'lead_unit')).toEqual([one.units[one.lead % one.units.length]])
            expect(names(task, 'owner', 'leader_liaison')).toEqual(one.persons)
            expect(task.forms).toEqual(one.forms)
          }
        },
      ),
    )
  })

  it('of 200 rows is read whole, and soon', () => {
    const rows = Array.from({ length: 200 }, (_, at) =>
      (usualRows[at % 3] ?? []).map((cell, place) =>
        place === 0 ? `第${at + 1}号行动。完成第${at + 1}号。` : cell,
      ),
    )
    const before = performance.now()
    const draft = draftOf(dump({ rows }))
    expect(performance.now() - before).toBeLessThan(2000)
    expect(draft.tasks.map(({ title }) => title)).toEqual(rows.map((_, at) => `第${at + 1}号行动`))
    expect(draft.leftovers).toEqual([])
    expect(draft.doubts).toEqual([])
  })

  it('loses no words when cells get lost', () => {
    const cells = usualRows.flatMap((row, at) => [String(at + 1), ...row])
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(cells.length - 1), { maxLength: 5 }), (lost) => {
        const left = cells.filter((_, at) => !lost.includes(at))
        const table = left.map(
          (lines) => `\t${typeof lines === 'string' ? lines : lines.join('\n\n')}`,
        )
        const text = [...dump({ rows: [] }).trimEnd().split('\n'), ...table].join('\n')
        if (outcomeOf(text).ok) expect(lostWords(text)).toEqual([])
      }),
    )
  })
})

/** Two bytes for each character of GB2312's part, found by decoding them all. */
function encodeGb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, readonly number[]>()
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      if (low !== 0x7f) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
    }
  }
  return Uint8Array.from(
    [...text].flatMap((character) => codes.get(character) ?? [character.charCodeAt(0)]),
  )
}
