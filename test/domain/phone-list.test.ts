import { describe, expect, it } from 'vitest'
import { callReason, unitsToCall } from '../../src/domain/phone-list.ts'
import { newLife, type Task } from '../../src/domain/plan.ts'
import { at, duty, milestone, plan, report, task } from './samples.ts'

const bound = [duty('lead_unit', '区住建局', ['ou_unit']), duty('owner', '张炯')]
const nobody = [
  duty('lead_unit', '区住建局'),
  duty('owner', '张炯'),
  duty('lead_leader', '何某', ['ou_l']),
]
const deemed = { ...newLife, isDeemed: true }
// 13 working days after 30 June are 19 July.
const silent = { milestones: [milestone('m1', '2021-06-30')], duties: bound }

describe('电话督办', () => {
  it.each<[string, Partial<Task>, string, string | null]>([
    ['a unit that nothing reaches', { duties: nobody }, '2021-06-22', 'unbound'],
    ['视同签收', { duties: bound, life: deemed }, '2021-06-22', 'unacknowledged'],
    [
      '视同签收, then a report',
      { duties: bound, life: deemed, lastReport: report() },
      '2021-06-22',
      null,
    ],
    ['a node overdue, the ladder still speaking', silent, '2021-07-19', null],
    ['a node overdue, the ladder silent', silent, '2021-07-20', 'overdue'],
    [
      'a report since',
      { ...silent, lastReport: report({ at: at('2021-07-02T10:00') }) },
      '2021-07-20',
      null,
    ],
    ['a suspended task', { ...silent, state: 'suspended' }, '2021-07-20', null],
  ])('%s', (_, of, today, reason) => {
    expect(callReason(task(of), plan(), today)).toBe(reason)
  })

  it('is silent where the plan is', () => {
    const of = task({ duties: nobody })
    expect(callReason(of, plan({ isTrial: true }), '2021-06-22')).toBeNull()
    expect(callReason(of, plan({ state: 'draft' }), '2021-06-22')).toBeNull()
  })

  it('names each unit once, with most tasks first', () => {
    const tasks = [
      task({ id: 'a', duties: [duty('lead_unit', '区教育局')] }),
      task({ id: 'b', duties: nobody }),
      task({ id: 'c', duties: nobody }),
      task({ id: 'd', duties: bound }),
    ]
    expect(unitsToCall([{ plan: plan(), tasks }], '2021-06-22')).toMatchObject([
      { unit: '区住建局', reasons: ['unbound'], names: ['张炯'], openIds: [] },
      { unit: '区教育局', names: [] },
    ])
  })
})
