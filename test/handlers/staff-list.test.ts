import { expect, it } from 'vitest'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const table = `单位,姓名,岗位,手机号
区住建局,高朗,联络员,13800000001
区科技局,沈一舟,审签人,
区水利局,陶燃,联络员,13800000003
区教育局,章越,联络员,
区统计局,陆远,联络员,13800000009
`

const startRun = async () => {
  const bot = await startBot(start, {
    world: ({ people }) => {
      const mobiles: Readonly<Record<string, string>> = { 高朗: '13800000001', 陶然: '13800000003' }
      for (const one of people) {
        const mobile = mobiles[one.name]
        if (mobile) one.mobile = mobile
      }
    },
  })
  await bot.dispatched()
  return bot
}

const bound = async (bot: Bot) => {
  const posts = await bot.db.query
    .selectFrom('unit_posts')
    .select(['unit_id', 'post', 'open_id'])
    .orderBy('unit_id')
    .execute()
  const bindings = await bot.db.query.selectFrom('bindings').select(['party_id']).execute()
  return {
    posts: posts.map(({ unit_id, post, open_id }) => `${unit_id} ${post} ${open_id}`),
    bindings: bindings.map(({ party_id }) => party_id).sort(),
  }
}

it('binds a list by mobile, then by unit and name; only doubts are asked about', async () => {
  const bot = await startRun()
  await bot.drops(office, { name: '督办联络员名单.csv', content: table })
  const { text } = bot.lastCard(office)
  expect(text).toContain('人员表 · 5人 · 待确认')
  expect(text).toContain('按手机号对上 1 人，按单位和姓名对上 1 人，待选定 2 人')
  expect(text).toContain('通讯录里没有：陆远（区统计局）')
  // The mobile is that of somebody with another name; 章越 is of another bureau.
  expect(text).toContain('陶燃')
  expect((await bot.presses(office, '陶然 · 区水利局')).toast).toBe('已选定')
  await bot.presses(office, '确认绑定')
  const ids = { gao: bot.openId('高朗'), shen: bot.openId('沈一舟'), tao: bot.openId('陶然') }
  expect(await bound(bot)).toEqual({
    posts: [
      `unit:区住建局 liaison ${ids.gao}`,
      `unit:区水利局 liaison ${ids.tao}`,
      `unit:区科技局 signer ${ids.shen}`,
    ],
    bindings: ['person:沈一舟', 'person:高朗'],
  })
  expect(bot.messagesTo('高朗').join()).toContain('待签收')
})

it('changes nothing when the same list comes again', async () => {
  const bot = await startRun()
  const file = { name: '督办联络员名单.csv', content: table }
  await bot.drops(office, file)
  await bot.says(office, '确认绑定')
  const before = await bound(bot)
  await bot.drops(office, { ...file, content: table.split('\n').slice(0, 3).join('\n') })
  expect(bot.lastCard(office).text).toContain('没有变化')
  await bot.presses(office, '关闭')
  expect(await bound(bot)).toEqual(before)
})

it('takes the next file for a list once it was announced, from nobody but the office', async () => {
  const bot = await startRun()
  await bot.says('高朗', '导入人员表')
  expect(bot.lastCard('高朗').text).not.toContain('请发文件')
  await bot.says(office, '导入人员表')
  expect(bot.lastCard(office).text).toContain('请发文件')
  await bot.drops(office, { name: '新建表.csv', content: table })
  expect(bot.lastCard(office).text).toContain('人员表 · 5人')
  await bot.presses(office, '取消')
  expect((await bound(bot)).posts).toEqual([])
  await bot.says(office, '导入人员表')
  await bot.drops(office, { name: '其他.csv', content: '甲,乙\n1,2\n' })
  expect(bot.lastCard(office).text).toContain('没有读出人员表')
})
