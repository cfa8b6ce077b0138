import { expect, it } from 'vitest'
import { addWork } from '../../db/work.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

const header = '序号,工作任务,牵头领导,牵头单位,责任人,时间节点\n'

/** Two tasks of two bureaus, with one name on both. */
const plan = (units: readonly [string, string], name: string) => ({
  name: '青禾区2026年重点工作任务分解表.csv',
  content: `${header}1,完成道路整治。,苏敬之,${units[0]},${name},6月底前完成施工\n2,完成校园改造。,闻人静,${units[1]},${name},9月底前完成改造\n`,
})

const dispatched = async (units: readonly [string, string], name: string, more = () => {}) => {
  const bot = await startBot(start, {
    world: (world) => {
      world.people.push({
        openId: 'ou_second',
        unionId: 'on_second',
        name: '高朗',
        departmentIds: ['od-sandbox11'],
      })
      more()
    },
  })
  await bot.drops(office, plan(units, name))
  await bot.presses(office, '确认导入')
  return bot
}

const dispatch = async (bot: Bot) => {
  await bot.says(office, '下发')
  await bot.presses(office, '确认下发')
}

it('takes another name of a unit for the unit, in what was imported before too', async () => {
  const bot = await dispatched(['住建局', '区教育局'], '周全')
  await bot.says(office, '联络员 住建局 高朗')
  await bot.says(office, '单位别名 区住建局 住建局')
  expect(bot.lastCard(office).text).toContain('没有“区住建局”这个单位')
  await bot.says(office, '机构序列 区住建局、区教育局')
  await bot.says(office, '单位别名 区住建局 住建局')
  expect(bot.lastCard(office).text).toContain('住建局 都指 区住建局')
  await bot.says(office, '任务 1')
  expect(bot.lastCard(office).text).toContain('区住建局')
  await bot.says('章越', '单位别名 区住建局 房管局')
  expect(bot.lastCard('章越').text).not.toContain('都指')
})

it('renames a unit from a day on, and its liaison stays with the tasks', async () => {
  const bot = await dispatched(['区住建局', '区教育局'], '周全')
  await bot.says(office, '联络员 区住建局 贺明远')
  await dispatch(bot)
  await bot.says(office, '更名 区住建局 区住房城建局 自2026-03-10')
  expect(bot.lastCard(office).text).toContain('自2026年3月10日起')
  await bot.says('贺明远', '任务 1')
  expect(bot.lastCard('贺明远').text).toContain('区住建局')
  await bot.at('2026-03-10T10:00')
  await bot.says('贺明远', '任务 1')
  expect(bot.lastCard('贺明远').text).toContain('区住房城建局')
  await bot.says(office, '更名 区住房城建局 区住建局 自2026-03-10')
  expect(bot.lastCard(office).text).toContain('请先取消前一次')
})

it('imports the same table again after a rename without finding a change', async () => {
  const bot = await dispatched(['区住建局', '区教育局'], '周全')
  await bot.says(office, '更名 区住建局 区住房城建局')
  const file = plan(['区住建局', '区教育局'], '周全')
  await bot.drops(office, { ...file, content: file.content.replace('1,完成道路', '1, 完成道路') })
  expect(bot.lastCard(office).text).toMatch(/没有变化|内容相同|已导入/)
})

it('reminds nobody of a group of units, and lists no such group as unbound', async () => {
  const bot = await dispatched(['各镇街', '区教育局'], '周全')
  await bot.says(office, '单位组 各镇街 望溪镇、东山镇')
  expect(bot.lastCard(office).text).toContain('单位组 · 各镇街 · 2个')
  await bot.says(office, '人员')
  expect(bot.lastCard(office).text).not.toContain('各镇街　无人绑定')
  await bot.says(office, '联络员 各镇街 石磊')
  expect(bot.lastCard(office).text).toContain('一组单位的统称')
})

it('tells two persons of one name apart, as the import proposes', async () => {
  const bot = await dispatched(['区住建局', '区教育局'], '高朗')
  const card = bot.lastCard(office)
  expect(card.text).toContain('同名 · 高朗 · 2个单位')
  await bot.presses(office, '是本单位的 高朗', undefined, { on: card.message })
  await bot.says(office, '同名 高朗 区教育局 @高朗')
  await bot.says(office, '同名 高朗 区教育局')
  await bot.presses(office, '确定', { person: 'ou_second' })
  await dispatch(bot)
  for (const [who, seq, other] of [
    [bot.openId('高朗'), 1, 2],
    ['ou_second', 2, 1],
  ] as const) {
    await bot.says(who, '我的任务')
    expect(bot.lastCard(who).text).toContain('我的任务 · 1项')
    expect(bot.lastCard(who).text).toContain(`-${seq}　`)
    expect(bot.lastCard(who).text).not.toContain(`-${other}　`)
  }
})

it('tells the office once who left with which tasks, and hands them to a successor', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  const gone = bot.openId('高朗')
  await bot.platform.resign(gone)
  await bot.settle()
  const cards = () => bot.messagesTo(office).filter((text) => text.includes('已离职'))
  expect(cards()).toHaveLength(1)
  expect(cards()[0]).toContain('2项任务待接手')
  await bot.presses(office, '选接手人')
  await bot.says(office, '移交 高朗→卫东')
  expect(bot.messagesTo('卫东').at(-1)).toContain('移交给您 · 2项')
  const told = bot.messagesTo('卫东').length
  await bot.says(office, '移交 高朗→卫东')
  expect(bot.lastCard(office).text).toContain('已经移交过')
  expect(bot.messagesTo('卫东')).toHaveLength(told)
  await bot.db.atomic([addWork(bot.db, { id: 'm', kind: 'mirror_directory', payload: {} }, 1)])
  await bot.settle()
  expect(cards()).toHaveLength(1)
})

it('finds at night who left and which department is gone while it was down', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  const { store } = bot.platform
  for (const one of store.people) if (one.name === '高朗') one.isResigned = true
  store.departments.splice(
    store.departments.findIndex(({ name }) => name === '区住建局'),
    1,
  )
  await bot.db.atomic([addWork(bot.db, { id: 'm', kind: 'mirror_directory', payload: {} }, 1)])
  await bot.settle()
  expect(bot.messagesTo(office).at(-1)).toContain('已离职 · 高朗')
  const names = await bot.db.query.selectFrom('departments').select('name').execute()
  expect(names.map(({ name }) => name)).not.toContain('区住建局')
})

it('marks nobody as gone where the range of the app has shrunk', async () => {
  const bot = await startBot(start)
  await bot.settle()
  bot.platform.store.app.contactScope = [bot.openId(office)]
  await bot.db.atomic([addWork(bot.db, { id: 'm', kind: 'mirror_directory', payload: {} }, 1)])
  await bot.settle()
  const gone = bot.db.query.selectFrom('accounts').select('name').where('gone_at', 'is not', null)
  expect(await gone.execute()).toEqual([])
  expect(bot.logged('directory.shrunk')).toHaveLength(1)
})

it('answers 已移交 on the cards of somebody who handed over', async () => {
  const bot = await startBot(start)
  await bot.dispatched({ bound: ['高朗'] })
  await bot.says('高朗', '我的任务')
  const { message } = bot.lastCard('高朗')
  await bot.says(office, '移交 高朗→卫东')
  const { toast, card } = await bot.presses('高朗', '填报', undefined, { on: message })
  expect(toast).toBe('已移交给卫东')
  expect(card).toContain('已移交 · 卫东')
})
