import { describe, expect, it } from 'vitest'
import {
  answeredDraft,
  applyAnswer,
  type DoubtAnswer,
  refusalOf,
} from '../../src/domain/doubt-answers.ts'
import { carriedAnswers } from '../../src/domain/doubt-carry.ts'
import { offerOf } from '../../src/domain/doubt-offers.ts'
import type { Doubt, DoubtKind, DraftPlan, DraftTask } from '../../src/domain/draft-plan.ts'
import { draftPlan, draftTask } from './samples.ts'

const unit = (name: string, lead = false) =>
  ({ role: lead ? 'lead_unit' : 'co_unit', name, lead }) as const
const person = (name: string, role: 'owner' | 'leader_liaison' | 'lead_leader' = 'owner') => ({
  role,
  name,
  lead: false,
})

const road = draftTask({
  seq: 7,
  title: '道路提升行动',
  text: '道路提升行动。年内新增泊位800个。',
  duties: [
    person('苏敬之', 'lead_leader'),
    unit('区住建局', true),
    unit('城投'),
    unit('集团'),
    person('高朗'),
    person('叶知秋'),
  ],
  milestones: [
    { item: null, due: '2026-03-31', text: '完成施工招标' },
    { item: null, due: '2026-12-31', text: '累计新增泊位700个' },
  ],
  items: [
    {
      title: '停车',
      rate: 85,
      indicators: [{ name: '新增泊位', target: '800', current: '600', rate: 85 }],
    },
  ],
  rate: 85,
  source: { line: 40 },
})
const river = draftTask({
  seq: 9,
  text: '河道治理行动。年内新增泊位800个。',
  duties: [unit('区水务局', true), person('高朗')],
  milestones: [{ item: null, due: '2026-09-30', text: '完成清淤' }],
  progress: '已完成一半',
  source: { line: 60 },
})

const doubt = (kind: DoubtKind, text: string, source: string, taskSeq = 7): Doubt => ({
  kind,
  taskSeq,
  text,
  source,
})
const draftWith = (...doubts: Doubt[]): DraftPlan => ({ ...draftPlan([road, river]), doubts })

const about = {
  lead: doubt(
    'lead_missing',
    '第7项没有标*的牵头单位，暂以区住建局为牵头单位，请核对。',
    '第42行：区住建局',
  ),
  target: doubt(
    'target_vs_node',
    '第7项的目标与最后节点不一致（目标800个、最后节点700个），请核对。',
    '第46行：累计新增泊位700个',
  ),
  seq: doubt('seq_restored', '这一行没有序号，按位置补为第7项，请核对。', '第40行：道路提升行动'),
  persons: doubt(
    'name_split',
    '第7项的姓名连在一起，只能按字数切开，请核对。',
    '第48行：高朗叶知秋',
  ),
  units: doubt('unit_split', '第7项的单位连在一起，按字面切开，请核对。', '第43行：城投集团'),
  boundary: doubt(
    'boundary_positional',
    '第7项的叶知秋按位置认作责任人，请核对。',
    '第48行：叶知秋',
  ),
  conditional: doubt(
    'conditional_date',
    '第7项 2026-12-31 的节点附有条件，日期可能变动，请核对。',
    '第46行：视征拆进度而定',
  ),
  damaged: doubt('damaged_date', '第7项的时间节点里没有读出日期，请补充。', '第47行：全面投用'),
  rate: doubt(
    'rate_mismatch',
    '第7项指标“新增泊位”的完成率印为85%，按公式为600个 ÷ 800个 = 75%（未按100%封顶则相符），请核对。',
    '第45行：新增泊位',
  ),
  twice: doubt('duplicate_goal', '第7项与第9项的目标相同，请核对。', '第40行：新增泊位800个'),
}

/** What the answer changed about the first task; `tasks` where their number changed. */
function change(asked: Doubt, answer: DoubtAnswer): Partial<DraftTask> | string {
  const before = draftWith(asked)
  expect(refusalOf(before, asked, answer)).toBeNull()
  const after = applyAnswer(before, asked, answer)
  expect({ ...after, tasks: [] }).toEqual({ ...before, tasks: [] })
  if (after.tasks.length !== before.tasks.length) return JSON.stringify(after.tasks[0])
  expect(after.tasks[1]).toEqual(before.tasks[1])
  const [task = road] = after.tasks
  const keys = (Object.keys(task) as (keyof DraftTask)[]).filter(
    (key) => JSON.stringify(task[key]) !== JSON.stringify(road[key]),
  )
  return Object.fromEntries(keys.map((key) => [key, task[key]]))
}

const [leader, , , , ...owners] = road.duties as [DraftTask['duties'][0], ...DraftTask['duties']]
const [tender, last] = road.milestones as [DraftTask['milestones'][0], DraftTask['milestones'][0]]

describe('an answer', () => {
  it.each<[string, Doubt, DoubtAnswer, Partial<DraftTask>]>([
    ['leaves all as read when it was only looked at', about.target, { kind: 'checked' }, {}],
    [
      'makes another of the units the lead',
      about.lead,
      { kind: 'lead', unit: '城投' },
      { duties: [leader, unit('区住建局'), unit('城投', true), unit('集团'), ...owners] },
    ],
    [
      'puts a lead unit before those of the row',
      about.lead,
      { kind: 'lead', unit: '区城管局' },
      {
        duties: [
          leader,
          unit('区城管局', true),
          unit('区住建局'),
          unit('城投'),
          unit('集团'),
          ...owners,
        ],
      },
    ],
    [
      'lets the target count',
      about.target,
      { kind: 'figure', counts: 'target' },
      { milestones: [tender, { ...last, text: '累计新增泊位800个' }] },
    ],
    [
      'lets the node count',
      about.target,
      { kind: 'figure', counts: 'node' },
      { text: '道路提升行动。年内新增泊位700个。' },
    ],
    ['gives another number', about.seq, { kind: 'seq', seq: 8 }, { seq: 8 }],
    [
      'joins a unit that was cut',
      about.units,
      { kind: 'names', names: ['城投集团'] },
      { duties: [leader, unit('区住建局', true), unit('城投集团'), ...owners] },
    ],
    [
      'cuts persons elsewhere',
      about.persons,
      { kind: 'names', names: ['高朗叶', '知秋'] },
      {
        duties: [
          leader,
          unit('区住建局', true),
          unit('城投'),
          unit('集团'),
          person('高朗叶'),
          person('知秋'),
        ],
      },
    ],
    [
      'says whose liaison a person is',
      about.boundary,
      { kind: 'role', role: 'leader_liaison' },
      { duties: [...road.duties.slice(0, 5), person('叶知秋', 'leader_liaison')] },
    ],
    [
      'gives a node another date',
      about.conditional,
      { kind: 'date', due: '2026-11-30', milestone: 1 },
      { milestones: [tender, { ...last, due: '2026-11-30' }] },
    ],
    [
      'makes a node of words without a date',
      about.damaged,
      { kind: 'date', due: '2026-12-31', milestone: null },
      { milestones: [tender, last, { item: null, due: '2026-12-31', text: '全面投用' }] },
    ],
    [
      'takes the computed rate where the quoted name stands',
      about.rate,
      { kind: 'computed_rate' },
      {
        items: [
          {
            title: '停车',
            rate: 85,
            indicators: [{ name: '新增泊位', target: '800', current: '600', rate: 75 }],
          },
        ],
      },
    ],
  ])('%s', (_what, asked, answer, expected) => {
    expect(change(asked, answer)).toEqual(expected)
  })

  it('makes one task of a goal that stands twice, and loses no word', () => {
    const before = draftWith(about.twice)
    const after = applyAnswer(before, about.twice, { kind: 'merge' })
    expect(after.tasks).toHaveLength(1)
    const [task] = after.tasks
    expect(task?.seq).toBe(7)
    expect(task?.text).toBe(`${road.text}\n${river.text}`)
    expect(task?.progress).toBe('已完成一半')
    expect(task?.duties).toEqual([...road.duties, unit('区水务局')])
    expect(task?.milestones).toEqual([...road.milestones, ...river.milestones])
  })

  it.each<[string, Doubt, DoubtAnswer, string]>([
    ['a number that is taken', about.seq, { kind: 'seq', seq: 9 }, 'seq-taken'],
    ['a number that is none', about.seq, { kind: 'seq', seq: 0 }, 'seq-out-of-range'],
    ['no unit', about.lead, { kind: 'lead', unit: ' ' }, 'unit-missing'],
    ['no names', about.units, { kind: 'names', names: [] }, 'names-missing'],
    [
      'a date that is none',
      about.damaged,
      { kind: 'date', due: '2026-02-30', milestone: null },
      'not-a-date',
    ],
    [
      'a node that is none',
      about.damaged,
      { kind: 'date', due: '2026-02-28', milestone: 7 },
      'unknown-milestone',
    ],
    ['an answer to another doubt', about.seq, { kind: 'figure', counts: 'node' }, 'not-an-answer'],
    ['a task that is none', { ...about.seq, taskSeq: 70 }, { kind: 'seq', seq: 8 }, 'no-such-task'],
  ])('cannot be %s', (_what, asked, answer, reason) => {
    const draft = draftWith(asked)
    expect(refusalOf(draft, asked, answer)).toBe(reason)
    expect(applyAnswer(draft, asked, answer)).toEqual(draft)
  })
})

describe('several answers', () => {
  it('speak of what was read, whatever the others change', () => {
    const draft = draftWith(about.seq, about.units, about.lead, about.twice)
    const after = answeredDraft(
      draft,
      new Map<number, DoubtAnswer>([
        [1, { kind: 'seq', seq: 12 }],
        [4, { kind: 'merge' }],
        [2, { kind: 'names', names: ['城投集团'] }],
        [3, { kind: 'lead', unit: '城投集团' }],
      ]),
    )
    expect(after.tasks).toHaveLength(1)
    expect(after.tasks[0]).toMatchObject({ seq: 12 })
    expect(after.tasks[0]?.duties).toEqual([
      leader,
      unit('区住建局'),
      unit('城投集团', true),
      ...owners,
      unit('区水务局'),
    ])
  })

  it('find the row that is meant where numbers repeat', () => {
    const draft = {
      ...draftWith(about.seq),
      tasks: [{ ...river, seq: 7, source: { line: 3 } }, road],
    }
    const after = applyAnswer(draft, about.seq, { kind: 'seq', seq: 8 })
    expect(after.tasks.map(({ seq }) => seq)).toEqual([7, 8])
  })

  it('hold for the same doubts of a newer version', () => {
    const older = draftWith(about.seq, about.units, about.conditional)
    const date = { kind: 'date', due: '2026-11-30', milestone: 1 } as const
    const given = new Map([
      [1, { answer: { kind: 'checked' } as DoubtAnswer, by: 'ou_a' }],
      [3, { answer: date, by: 'ou_b' }],
    ])
    const moved = { ...about.seq, source: '第99行：道路提升行动' }
    const newer = { ...draftWith(about.twice, moved, about.conditional) }
    expect(carriedAnswers(older, given, newer)).toEqual(
      new Map([
        [2, given.get(1)],
        [3, given.get(3)],
      ]),
    )
    const other = { ...newer, tasks: [{ ...road, milestones: [tender] }, river] }
    expect([...carriedAnswers(older, given, other).keys()]).toEqual([2])
  })
})

describe('what is offered', () => {
  const names = (asked: Doubt, draft = draftWith(asked)) => {
    const { choices, form } = offerOf(draft, asked)
    for (const { answer } of choices) expect(refusalOf(draft, asked, answer)).toBeNull()
    return [choices.map(({ name }) => name).join(' '), form?.kind ?? null]
  }
  it.each<[keyof typeof about, string, string | null]>([
    ['lead', 'first_unit second_unit', 'lead'],
    ['target', 'target node checked', null],
    ['seq', 'confirm', 'seq'],
    ['persons', 'keep join', 'names'],
    ['units', 'keep join', 'names'],
    ['boundary', 'owner leader_liaison', null],
    ['conditional', 'keep_date', 'date'],
    ['damaged', 'keep_date', 'date'],
    ['rate', 'printed computed', null],
    ['twice', 'merge keep_both', null],
  ])('about %s', (which, choices, form) => {
    expect(names(about[which])).toEqual([choices, form])
  })

  it('proposes the node that the quotation or the date names', () => {
    const meant = (asked: Doubt) => {
      const { form } = offerOf(draftWith(asked), asked)
      return form?.kind === 'date' ? form.milestone : undefined
    }
    expect(meant(about.conditional)).toBe(1)
    expect(meant(about.damaged)).toBeNull()
    expect(meant({ ...about.damaged, source: '第45行：完成施工招标' })).toBe(0)
  })

  it('proposes only that it was looked at where what it speaks of is not found', () => {
    const lost = [
      { ...about.target, text: '目标不一致，请核对。' },
      { ...about.boundary, source: '第48行：无此人' },
      { ...about.rate, text: '第7项完成率存疑。' },
      { ...about.rate, source: '第45行：85%' },
      { ...about.twice, text: '目标重复，请核对。' },
      { ...about.seq, taskSeq: null },
      { ...about.units, taskSeq: 70 },
    ]
    for (const asked of lost) expect(names(asked)).toEqual(['checked', null])
  })
})
