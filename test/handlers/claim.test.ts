import { expect, it } from 'vitest'
import { group } from '../support/conversation.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const minute = 60_000
const unclaimed = () => startBot(start, { office: [] })

const office = (bot: Bot) => bot.db.query.selectFrom('roles').select('open_id').execute()

it('prints no code where the office is configured', async () => {
  const bot = await startBot(start)
  expect(bot.claimCode).toBeUndefined()
})

it('makes the one who says the code a member of the office, once', async () => {
  const bot = await unclaimed()
  await bot.says('周督查', `认领 ${bot.claimCode}`)
  expect(bot.lastCard('周督查').text).toContain('您现在是督查室成员')
  await bot.says('高朗', `认领 ${bot.claimCode}`)
  expect(bot.lastCard('高朗').text).toContain('认领码无效')
  expect(await office(bot)).toEqual([{ open_id: bot.openId('周督查') }])
})

it('reads the code in full-width digits', async () => {
  const bot = await unclaimed()
  const wide = [...(bot.claimCode ?? '')].map((digit) =>
    String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
  )
  await bot.says('周督查', `認領${wide.join('')}`)
  expect(await office(bot)).toHaveLength(1)
})

it('takes no code after ten wrong ones', async () => {
  const bot = await unclaimed()
  for (let wrong = 100_001; wrong <= 100_010; wrong += 1) await bot.says('高朗', `认领 ${wrong}`)
  expect(bot.lastCard('高朗').text).toContain('认领码不对')
  await bot.says('周督查', `认领 ${bot.claimCode}`)
  expect(bot.lastCard('周督查').text).toContain('认领码无效')
  expect(await office(bot)).toEqual([])
})

it('counts every wrong code, also of many accounts at once', async () => {
  const bot = await unclaimed()
  const guessers = bot.platform.people.slice(0, 4).map(({ openId }) => openId)
  await Promise.all(guessers.map((openId) => bot.platform.say(openId, 'p2p', '认领 100001')))
  for (let second = 0; second < 20; second += 1) await bot.passes(1000)
  const told = guessers.flatMap((openId) => bot.messagesTo(openId))
  expect(told.filter((text) => text.includes('认领码不对'))).toHaveLength(4)
  const { value } = await bot.db.query
    .selectFrom('settings')
    .select('value')
    .where('key', '=', 'office_claim')
    .executeTakeFirstOrThrow()
  expect(JSON.parse(value)).toMatchObject({ wrong: 4 })
})

it('takes no code after thirty minutes', async () => {
  const bot = await unclaimed()
  await bot.passes(30 * minute + 1000)
  await bot.says('周督查', `认领 ${bot.claimCode}`)
  expect(bot.lastCard('周督查').text).toContain('认领码无效')
  expect(await office(bot)).toEqual([])
})

it('takes no code in a group', async () => {
  const bot = await unclaimed()
  await bot.platform.addBotToChat(group, bot.openId('章越'))
  await bot.says('章越', `认领 ${bot.claimCode}`, { in: group })
  expect(bot.lastCardIn(group).text).toContain('请在私聊里认领')
  expect(await office(bot)).toEqual([])
})

it('stores the code only as a digest and logs it never', async () => {
  const bot = await unclaimed()
  await bot.says('周督查', `认领 ${bot.claimCode}`)
  const settings = await bot.db.query.selectFrom('settings').selectAll().execute()
  expect(JSON.stringify(settings)).not.toContain(bot.claimCode)
  expect(bot.logLines.join('\n')).not.toContain(bot.claimCode)
})
