import { describe, expect, it } from 'vitest'
import { decideIndicators, proposalsOf } from '../../src/domain/decide-indicators.ts'
import type { DraftTask } from '../../src/domain/draft-plan.ts'
import { ratesOfTask } from '../../src/domain/live-rates.ts'
import { isEmptyDiff, type KeptTask, planDiff } from '../../src/domain/plan-diff.ts'
import { planFromDraft } from '../../src/domain/plan-from-draft.ts'
import { proposedItems } from '../../src/domain/proposed-indicators.ts'
import { draftPlan, draftTask, plan } from './samples.ts'

const said = (with_: Partial<DraftTask>) =>
  proposedItems(draftTask({ milestones: [], ...with_ }), 't').flatMap(({ title, indicators }) =>
    indicators.map(({ name, target, unit, direction }) => [title, name, target, unit, direction]),
  )

describe('figures in the words of a task', () => {
  it.each([
    ['新建公园5个。', [['', '新建公园', '5', '个', 'at_least']]],
    ['全年力争新增公共停车泊位不少于600个。', [['', '新增公共停车泊位', '600', '个', 'at_least']]],
    ['万元产值用电量控制在0.4吨以内。', [['', '万元产值用电量', '0.4', '吨', 'at_most']]],
    ['开展职业技能培训1.25万人次。', [['', '开展职业技能培训', '1.25', '万人次', 'at_least']]],
    [
      '新建5个公园和3条道路。',
      [
        ['', '新建公园', '5', '个', 'at_least'],
        ['', '道路', '3', '条', 'at_least'],
      ],
    ],
    ['规上工业增加值增长8%以上。', [['', '规上工业增加值增长', '8', '%', 'at_least']]],
    // Of what is a share said? A part, a year, a step on the way name no target either.
    ['完成工程量的30%。', []],
    ['2026年工作全面展开。', []],
    ['其中示范小区2个。', []],
    ['全年实施项目4个。', [['', '实施项目', '4', '个', 'at_least']]],
    ['项目4个。', []],
    ['一季度招引项目3个。', []],
  ])('%s', (text, expected) => {
    expect(said({ text })).toEqual(expected)
  })

  it('take the last figure of a node’s thing, under the node’s item', () => {
    const milestones = [
      { item: '云栖片区', due: '2026-12-31', text: '累计建成泊位80个' },
      { item: '云栖片区', due: '2026-06-30', text: '累计建成泊位30个' },
    ]
    expect(said({ text: '停车设施提升。', milestones })).toEqual([
      ['云栖片区', '建成泊位', '80', '个', 'at_least'],
    ])
  })

  it('are not said twice, by the task and by its nodes', () => {
    const milestones = [
      { item: null, due: '2026-06-30', text: '建成公园3个' },
      { item: null, due: '2026-09-30', text: '公园4个' },
      { item: null, due: '2026-12-31', text: '公园5个全部建成' },
    ]
    expect(said({ text: '建成公园5个。', milestones })).toEqual([
      ['', '建成公园', '5', '个', 'at_least'],
    ])
  })

  it('are not looked for where the document prints indicators', () => {
    const printed = draftTask({
      text: '新建公园5个。',
      items: [{ title: '公园', rate: null, indicators: [] }],
    })
    const [made] = planFromDraft(draftPlan([printed]), named).tasks
    expect(made && proposalsOf(made)).toEqual([])
  })
})

const named = { id: 'p1', code: 'QH26', today: '2026-03-02' }
const document = (text: string) =>
  draftPlan([
    draftTask({ text, milestones: [{ item: null, due: '2026-06-30', text: '开工建设' }] }),
  ])
const [made] = planFromDraft(document('新建公园5个、绿道3公里。'), named).tasks
const proposed = made ?? (undefined as never)
const ids = proposalsOf(proposed).map(({ indicator }) => indicator.id)
const decide = (isTaken: boolean, which: readonly string[]) => {
  const outcome = decideIndicators([proposed], new Set(which), { isOffice: true, isTaken })
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.decided[0]?.after ?? (undefined as never)
}
const shown = (task: typeof proposed) => ratesOfTask(task, plan(), '2026-03-02').rate.shown

describe('a proposal', () => {
  it('enters no rate until the office takes it; what is declined is gone', () => {
    expect(ids).toHaveLength(2)
    expect(shown(proposed)).toBe('0')
    const taken = decide(true, ids)
    expect(proposalsOf(taken)).toEqual([])
    // Measured by its indicators from now on, of which nothing was reported.
    expect(shown(taken)).toBeNull()
    const declined = decide(false, ids)
    expect(declined.items).toEqual([])
    expect(shown(declined)).toBe('0')
  })

  it('is decided by the office, once', () => {
    const by = (isOffice: boolean, task = proposed) =>
      decideIndicators([task], new Set(ids), { isOffice, isTaken: true })
    expect(by(false)).toEqual({ ok: false, reason: 'not-office' })
    expect(by(true, decide(true, ids))).toEqual({ ok: false, reason: 'nothing-proposed' })
  })

  it('does not make a task that waits for its nodes one that is broken down', () => {
    const [bare] = planFromDraft(
      draftPlan([draftTask({ text: '新建公园5个。', milestones: [] })]),
      named,
    ).tasks
    expect(bare?.state).toBe('awaiting_breakdown')
  })
})

describe('a newer version of the document', () => {
  const kept = (
    task: typeof proposed,
    archived: KeptTask['archivedIndicators'] = [],
  ): KeptTask => ({
    ...task,
    isArchived: false,
    archivedMilestones: [],
    archivedItems: [],
    archivedIndicators: archived,
  })
  const next = (task: KeptTask, text: string) =>
    planDiff(
      { plan: plan({ ...planFromDraft(document(text), named).plan }), tasks: [task] },
      document(text),
    )

  it('says nothing of proposals, and keeps what was taken', () => {
    expect(isEmptyDiff(next(kept(proposed), '新建公园5个、绿道3公里。'))).toBe(true)
    const taken = decide(true, ids.slice(0, 1))
    expect(isEmptyDiff(next(kept(taken), '新建公园5个、绿道3公里。'))).toBe(true)
    const [change] = next(kept(taken), '新建公园8个、绿道3公里。').changed
    expect(change?.changes.map(({ field }) => field)).toEqual(['text', 'indicator'])
    expect(
      change?.after.items[0]?.indicators.map(({ id, target, isProposal }) => [
        id,
        target,
        isProposal,
      ]),
    ).toEqual([
      [ids[0], '8', false],
      [ids[1], '3', true],
    ])
  })

  it('does not propose again what was declined', () => {
    const declined = proposalsOf(proposed).map(({ indicator }) => indicator)
    const task = kept(decide(false, ids), declined)
    const [change] = next(task, '力争新建公园5个、绿道3公里。').changed
    expect(change?.after.items.flatMap(({ indicators }) => indicators)).toEqual([])
  })
})
