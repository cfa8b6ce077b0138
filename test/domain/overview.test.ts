import { expect, it } from 'vitest'
import { overviewOf } from '../../src/domain/overview.ts'
import { duty, milestone, plan, task } from './samples.ts'

it('counts a plan by section and by lead unit, without what was withdrawn', () => {
  const tasks = [
    task({ id: 't1', section: ['产业', '招商'], milestones: [milestone('m1', '2021-06-30')] }),
    task({ id: 't2', section: ['民生'], state: 'closed' }),
    task({ id: 't3', section: ['民生'], state: 'withdrawn' }),
    task({
      id: 't4',
      section: ['民生'],
      state: 'awaiting_acknowledgement',
      duties: [duty('lead_unit', '区水利局'), duty('lead_unit', '区住建局')],
      milestones: [milestone('m4', '2021-12-31')],
    }),
  ]
  const { all, sections, units } = overviewOf({ plan: plan(), tasks }, '2021-07-05')
  expect(all).toMatchObject({ total: 3, closed: 1, overdue: 1, waiting: 1 })
  expect(sections.map(({ name, total, overdue }) => [name, total, overdue])).toEqual([
    ['产业', 1, 1],
    ['民生', 2, 0],
  ])
  expect(units.map(({ name, total }) => [name, total])).toEqual([
    ['区住建局', 3],
    ['区水利局', 1],
  ])
})
