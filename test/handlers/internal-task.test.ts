import { expect, it } from 'vitest'
import { group } from '../support/conversation.ts'
import { startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

it('takes an internal task out of groups and of others’ sight, and leaves it to who has to do with it', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', '陶然', '苏敬之'] })
  await bot.subscribed()
  await bot.says(office, '内部 6')
  expect(bot.lastCard(office).text).toContain('QH26-6 · 已设为内部事项')

  await bot.says('章越', '任务 6', { in: group })
  expect(bot.lastCardIn(group).text).toContain('没有找到这项任务')
  await bot.says('章越', '周报', { in: group })
  expect(bot.lastCardIn(group).text).toContain('11项重点工作')
  await bot.says('高朗', '任务 6')
  expect(bot.lastCard('高朗').text).toContain('没有找到这项任务')
  for (const who of ['陶然', '苏敬之', office]) {
    await bot.says(who, '任务 6')
    expect(bot.lastCard(who).text).toContain('河道综合治理行动')
    expect(JSON.stringify(bot.lastCard(who).raw)).toMatch(
      /"summary":\{"content":"QH26-6 · [^"]*内部事项[^"]*"\}/,
    )
  }

  await bot.says(office, '取消内部 6')
  expect(bot.lastCard(office).text).toContain('取消内部？待确认')
  await bot.says('高朗', '任务 6')
  expect(bot.lastCard('高朗').text).toContain('没有找到这项任务')
  expect((await bot.presses(office, '确认取消内部')).toast).toBe('已取消内部事项')
  await bot.says('高朗', '任务 6')
  expect(bot.lastCard('高朗').text).toContain('河道综合治理行动')
})

it('shows a report that nobody reviewed to the unit and the office alone', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗', '陶然', '苏敬之'] })
  await bot.says('陶然', '填报 6')
  await bot.presses('陶然', '提交', { percent: '30', progress: '望溪河方案已送审' })
  const shown = async (who: string) => {
    await bot.says(who, '任务 6')
    return bot.lastCard(who).text.includes('望溪河方案已送审')
  }
  expect([await shown('陶然'), await shown(office)]).toEqual([true, true])
  expect([await shown('苏敬之'), await shown('高朗')]).toEqual([false, false])
  await bot.says(office, '通过 6')
  expect([await shown('苏敬之'), await shown('高朗')]).toEqual([true, true])
})

it('keeps nothing of a form that carries a classification mark', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['陶然'] })
  await bot.says('陶然', '填报 6')
  const { toast } = await bot.presses('陶然', '提交', {
    percent: '30',
    progress: '机密★5年\n望溪河方案',
  })
  expect(toast).toContain('密级标志，没有保存')
  for (const table of ['reports', 'report_drafts', 'inbox', 'outbox', 'audit_events'] as const) {
    const rows = await bot.db.query.selectFrom(table).selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('望溪河方案')
  }
})
