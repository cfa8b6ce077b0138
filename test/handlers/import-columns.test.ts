import { expect, it } from 'vitest'
import { type File, group, sampleFile } from '../support/conversation.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const office = '林督查'

/** A table that no kind fits: none of its headers is a usual one. */
const table = (name: string, extra: readonly string[] = []): File => ({
  name: `2026年${name}.csv`,
  content: [
    '号,要办成的事,哪家来办,啥时候办成',
    '1,完成望溪河清淤,区水利局,6月底前完成清淤',
    '2,新建口袋公园3个,区园林局,9月底前建成3个',
    ...extra,
  ].join('\n'),
})

const shown = (bot: Bot) => bot.lastCard(office).text

it('asks what the columns of an unknown table hold, and knows it the next time', async () => {
  const bot = await startBot(start)
  await bot.drops(office, table('督办事项'))
  expect(shown(bot)).toContain('【栏目待指定 · 4列 · 2行 · 3月2日】')
  expect(shown(bot)).toContain('第2列　要办成的事')
  expect(shown(bot)).toContain('例如：完成望溪河清淤 / 新建口袋公园3个')
  const none = await bot.presses(office, '按此读取', { column_2: 'other' })
  expect(none.toast).toBe('请指定哪一列是任务')
  const columns = { column_1: 'seq', column_2: 'task', column_3: 'lead_units', column_4: 'nodes' }
  const { toast, card } = await bot.presses(office, '按此读取', columns)
  expect(toast).toBe('已记下，正在读取')
  expect(card).toContain('栏目已指定')
  expect(shown(bot)).toContain('任务 2 项　时间节点 2 个')
  await bot.presses(office, '确认导入')

  // The same header again: nothing is asked.
  await bot.drops(office, table('督办事项二', ['3,培训网格员500人,区民政局,11月底前完成']))
  expect(shown(bot)).toContain('任务 3 项')
  expect(shown(bot)).not.toContain('栏目')
})

it('takes the columns in words, one by one, and can be given up', async () => {
  const bot = await startBot(start)
  await bot.drops(office, table('督办事项'))
  for (const words of ['栏目 1 序号', '栏目 2 任务', '栏目 3 牵头单位', '栏目 4 时间节点']) {
    await bot.says(office, words)
  }
  await bot.says(office, '栏目 9 任务')
  expect(shown(bot)).toContain('请这样说：栏目 3 牵头单位')
  await bot.says(office, '栏目 读取')
  expect(shown(bot)).toContain('任务 2 项')
  await bot.says(office, '取消')
  await bot.says(office, '栏目')
  expect(shown(bot)).toContain('没有等待指定栏目的文件')
})

it('gives up the question on 取消, and lets the office alone answer it', async () => {
  const bot = await startBot(start)
  await bot.drops(office, table('督办事项'))
  const on = bot.pressedOn(office, '按此读取')
  const pressed = await bot.sealedPress('高朗', '按此读取', { eventId: 'x' }, { on })
  expect(pressed.toast).toBe('只有督查室可以指定栏目')
  await bot.says(office, '取消')
  expect(shown(bot)).toContain('栏目已取消')
  const late = await bot.presses(office, '按此读取', { column_2: 'task' }, { on })
  expect(late.toast).toBe('已经处理过')
  expect(await bot.db.query.selectFrom('imports').selectAll().execute()).toEqual([])
})

it('asks again, with what was said, when no task comes out of it', async () => {
  const bot = await startBot(start)
  const empty = { name: '空表.csv', content: '号,要办成的事,哪家来办\n1,,区水利局\n2,,区园林局' }
  await bot.drops(office, empty)
  await bot.presses(office, '按此读取', { column_1: 'seq', column_2: 'task' })
  expect(shown(bot)).toContain('按上次指定的栏目没有读出任务')
})

it('reads a file once more without a repair, and keeps the answers that hold', async () => {
  const bot = await startBot(start)
  const simplified = [
    ['项', '項'],
    ['设', '設'],
    ['业', '業'],
    ['产', '產'],
    ['动', '動'],
    ['区', '區'],
  ] as const
  const content = simplified.reduce(
    (text, [now, old]) => text.replaceAll(now, old),
    String(sampleFile.content).replace('\n\t8\n', '\n\t18\n'),
  )
  await bot.drops(office, { name: '繁体.txt', content })
  expect(shown(bot)).toContain('繁体转为简体')
  expect(shown(bot)).toContain('青禾区')
  await bot.says(office, '疑点 1 已核对')
  await bot.says(office, '修整')
  await bot.presses(office, '重新读取', { off: ['traditional_characters'] })
  expect(shown(bot)).toContain('青禾區')
  expect(shown(bot)).toContain('未作的修整：繁体转为简体')
  await bot.says(office, '修整 全部')
  expect(shown(bot)).toContain('青禾区')
})

it('asks for the file where a link to a cloud document is sent', async () => {
  const bot = await startBot(start)
  await bot.dispatched()
  await bot.subscribed()
  const link = '请看 https://sample.feishu.cn/sheets/AbC123'
  await bot.says(office, link)
  expect(shown(bot)).toContain('请导出为 Word 或 Excel 后发给我')
  await bot.says('章越', link, { in: group })
  expect(bot.messagesIn(group).at(-1)).toContain('请导出为 Word 或 Excel 后发给我')
})
