import { expect, it } from 'vitest'
import { taskBrief } from '../../src/export/forms/task-brief.ts'
import { print } from '../../src/export/print.ts'
import { takeSnapshot } from '../../src/export/snapshot.ts'
import { readDocx } from '../../src/import/containers/docx.ts'
import { at, duty, milestone, plan, report, task } from '../domain/samples.ts'

const printed = (with_: Parameters<typeof task>[0]) =>
  takeSnapshot(
    { plan: plan(), tasks: [task(with_)] },
    { asOf: at('2021-06-25T18:00'), edition: 'internal' },
  )

const linesOf = (with_: Parameters<typeof task>[0]) =>
  taskBrief(printed(with_)).lines.map(({ text }) => text)

it('says what is late, asks the lead unit for it, and leaves the unit its own words', () => {
  const lines = linesOf({
    duties: [duty('lead_leader', '贺明远'), duty('lead_unit', '区住建局')],
    milestones: [
      milestone('立项', '2021-03-31', '2021-03-20'),
      milestone('招标', '2021-05-31'),
      milestone('开工', '2021-06-25'),
    ],
    lastAccepted: report({ progress: '已完成立项。', problems: '地块未交付。', nextSteps: '' }),
  })
  expect(lines).toContain('已到期未完成的节点1个：5月底前完成招标。')
  expect(lines).toContain('地块未交付。')
  expect(lines).toContain('请区住建局逐个说明到期未完成节点的原因，明确完成时限和责任人。')
  expect(lines.some((line) => line.includes('时间节点3个，已完成1个'))).toBe(true)
})

it('does not invent problems where none were said', () => {
  const lines = linesOf({ milestones: [milestone('开工', '2021-12-31')], lastAccepted: null })
  expect(lines).toContain('责任单位尚未填报进展。')
  expect(lines).toContain('责任单位未反映存在问题。')
})

it('is a Word file with its title and every line', async () => {
  const snapshot = printed({})
  const bytes = await print({ form: 'task_brief', format: 'word', snapshot })
  const words = JSON.stringify(readDocx(bytes))
  for (const { text } of taskBrief(snapshot).lines)
    expect(words).toContain(JSON.stringify(text).slice(1, -1))
})
