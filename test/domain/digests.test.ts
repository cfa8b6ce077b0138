import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  joinPieces,
  leaderSentence,
  type PlanTask,
  planDigests,
  summarise,
} from '../../src/domain/digests.ts'
import type { Subscription } from '../../src/domain/subscription.ts'
import { at, duty, milestone, plan, report, task } from './samples.ts'

const he = duty('lead_leader', '何某', ['ou_he'])
const lin = duty('lead_leader', '林某', ['ou_lin'])

const plans = [
  {
    plan: plan(),
    tasks: [
      task({ id: 'a', seq: 1, duties: [he] }),
      task({ id: 'b', seq: 2, duties: [lin, duty('lead_unit', '区住建局')] }),
      task({ id: 'c', seq: 3, duties: [he, lin], section: ['民生实事'] }),
      task({ id: 'w', seq: 4, duties: [he], state: 'withdrawn' }),
    ],
  },
  {
    plan: plan({ id: 'p2', code: 'XH21B' }),
    tasks: [task({ id: 'd', planId: 'p2', seq: 1, duties: [he], section: [] })],
  },
  { plan: plan({ id: 'p3', state: 'draft' }), tasks: [task({ id: 'e', duties: [he] })] },
]

const digests = (subscriptions: readonly Subscription[], slotDate = '2021-06-28') =>
  planDigests({ plans, subscriptions, slotDate })

describe('planDigests', () => {
  it('gives each bound leader one digest of the tasks they lead', () => {
    expect(digests([]).leaders).toEqual([
      { openId: 'ou_he', planIds: ['p1', 'p2'], taskIds: ['a', 'c', 'd'] },
      { openId: 'ou_lin', planIds: ['p1'], taskIds: ['b', 'c'] },
    ])
  })

  it('merges a chat’s subscriptions', () => {
    const { chats } = digests([
      { chatId: 'oc_1', planIds: ['p1'], filter: { kind: 'unit', name: '区住建局' } },
      { chatId: 'oc_1', planIds: ['p1', 'p2'], filter: { kind: 'tasks', seqs: [1, 2] } },
      { chatId: 'oc_2', planIds: ['p1'] },
      { chatId: 'oc_3', planIds: ['p3'] },
      { chatId: 'oc_4', planIds: ['p1'], filter: { kind: 'section', name: '产业' } },
      { chatId: 'oc_5', planIds: ['p1'], endsOn: '2021-06-27' },
      { chatId: 'oc_6', planIds: ['p1'], filter: { kind: 'leader', name: '林某' } },
    ])
    expect(chats).toEqual([
      { chatId: 'oc_1', planIds: ['p1', 'p2'], taskIds: ['a', 'b', 'd'] },
      { chatId: 'oc_2', planIds: ['p1'], taskIds: ['a', 'b', 'c'] },
      { chatId: 'oc_6', planIds: ['p1'], taskIds: ['b', 'c'] },
    ])
  })

  it('says nothing outside the plan’s window', () => {
    const all = [{ chatId: 'oc_1', planIds: ['p1', 'p2'] }]
    for (const date of ['2021-03-01', '2022-02-07']) {
      expect(digests(all, date)).toEqual({ leaders: [], chats: [] })
    }
  })
})

const on = '2021-06-28'
const entries: readonly PlanTask[] = [
  task({ id: 'late', seq: 1, milestones: [milestone('m1', '2021-06-20')] }),
  task({
    id: 'late-reported',
    seq: 2,
    milestones: [milestone('m2', '2021-06-10'), milestone('m3', '2021-06-30')],
    lastReport: report({ id: 'r2', progress: '未审的话', at: at('2021-06-21T00:00') }),
    lastAccepted: report({ at: at('2021-06-01T00:00'), status: 'accepted' }),
  }),
  task({ id: 'soon', seq: 3, milestones: [milestone('m4', '2021-07-05')] }),
  task({ id: 'far', seq: 4, milestones: [milestone('m5', '2021-07-06')] }),
  task({ id: 'early', seq: 5, milestones: [milestone('m6', '2021-02-28')] }),
  task({
    id: 'closed',
    seq: 6,
    state: 'closed',
    milestones: [milestone('m7', '2021-06-30')],
    lastReport: report({ at: at('2021-06-20T23:59'), status: 'accepted' }),
  }),
].map((one) => ({ plan: plan(), task: one }))

describe('summarise', () => {
  it('counts', () => {
    expect(summarise(entries, on)).toMatchObject({
      total: 6,
      closed: 1,
      overdue: 2,
      normal: 3,
      reported: 1,
      awaitingReview: 1,
      due: 2,
      horizon: '2021-07-05',
      toBeSupplied: 1,
      overdueUnreported: 1,
    })
  })

  it('lists the worst first, with what to say of it', () => {
    const { rows, dueMilestones } = summarise(entries, on)
    expect(rows.map((row) => row.task.id)).toEqual([
      'late-reported',
      'late',
      'soon',
      'far',
      'early',
      'closed',
    ])
    expect(rows[0]).toMatchObject({
      daysOverdue: 18,
      milestoneText: '完成m2',
      progress: '主体完工',
      percent: '60',
    })
    expect(dueMilestones.map((due) => due.milestone.id)).toEqual(['m3', 'm4'])
  })

  it('looks ahead to the month’s end, at least a week', () => {
    expect(summarise([], '2021-06-07').horizon).toBe('2021-06-30')
    expect(summarise([], '2021-12-27').horizon).toBe('2022-01-03')
  })

  it('does not depend on the order of the tasks', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...entries], { minLength: entries.length }), (shuffled) => {
        expect(summarise(shuffled, on)).toEqual(summarise(entries, on))
      }),
    )
  })

  it('puts each task into one of overdue, closed and normal', () => {
    fc.assert(
      fc.property(fc.subarray([...entries]), (some) => {
        const { total, overdue, closed, normal } = summarise(some, on)
        expect(overdue + closed + normal).toBe(total)
        expect(total).toBe(some.length)
      }),
    )
  })
})

describe('leaderSentence', () => {
  it('says in words how things stand', () => {
    const pieces = leaderSentence(summarise(entries, on), '何区长', at('2021-06-28T08:10'))
    expect(joinPieces(pieces)).toBe(
      '何区长：截至6月28日8时10分，您牵头的6项重点工作，正常3项、逾期2项、已办结1项；' +
        '近期到期节点2个，近7天已报1项。' +
        '逾期的是第2项新建文化馆（逾期18天）、第1项新建文化馆（逾期8天）。',
    )
  })

  it('needs no form of address, and says that nothing is overdue', () => {
    const pieces = leaderSentence(summarise(entries.slice(2, 5), on), '', at('2021-06-25T18:00'))
    expect(joinPieces(pieces)).toBe(
      '截至6月25日18时，您牵头的3项重点工作，正常3项、无逾期；近期到期节点1个，近7天已报0项。',
    )
  })
})
