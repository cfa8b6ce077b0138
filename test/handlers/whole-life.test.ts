/**
 * The whole life of one task, by buttons and wholly in words: from the printed table to 办结, and
 * its audit trail. `TRANSCRIPT=1 npx vitest run test/handlers/whole-life.test.ts` prints both.
 */
import { expect, it } from 'vitest'
import { sampleFile } from '../support/conversation.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const office = '林督查'
const owner = '高朗'
const signer = '章越'
const successor = '卫东'
const leader = '苏敬之'

const print = (line: string): void => {
  if (process.env.TRANSCRIPT) process.stdout.write(`${line}\n`)
}

/** Plays a step and prints it, with what everybody was told by it. */
function stage(bot: Bot) {
  const people = [office, owner, signer, successor, leader]
  const heard = new Map(people.map((who) => [who, 0]))
  const printNews = () => {
    for (const who of people) {
      const all = bot.messagesTo(who)
      for (const text of all.slice(heard.get(who) ?? 0)) {
        print(`\n┌ 发给 ${who}`)
        for (const line of text.split('\n')) print(`│ ${line}`)
      }
      heard.set(who, all.length)
    }
  }
  return {
    says: async (who: string, text: string) => {
      print(`\n→ ${who}：${text}`)
      await bot.says(who, text)
      printNews()
    },
    presses: async (who: string, button: string, form?: Readonly<Record<string, unknown>>) => {
      print(`\n→ ${who} 按下［${button}］${form ? `　${JSON.stringify(form)}` : ''}`)
      const { toast } = await bot.presses(who, button, form)
      if (toast) print(`　 提示：${toast}`)
      printNews()
    },
    drops: async () => {
      print(`\n→ ${office} 发来文件《${sampleFile.name}》`)
      await bot.drops(office, sampleFile)
      printNews()
    },
    at: async (moment: string) => {
      print(`\n═══ ${moment}`)
      await bot.at(moment)
      printNews()
    },
  }
}

type Stage = ReturnType<typeof stage>

const bindAll = async ({ says }: Stage) => {
  for (const who of [owner, signer, successor, leader]) {
    await says(who, '你好')
    await says(who, '是')
  }
}

const byButtons = async (play: Stage) => {
  const { says, presses, drops, at } = play
  await drops()
  await presses(office, '确认导入')
  await bindAll(play)
  await says(office, `审签人 区住建局 ${signer}`)
  await says(office, '下发')
  await presses(office, '确认下发')
  await presses(owner, '签收')
  await says(owner, '填报 5')
  await presses(owner, '提交', { percent: '20', progress: '已完成施工招标' })
  await says(signer, '待我办理')
  await presses(signer, '审签')
  await says(office, '审核')
  await presses(office, '退回')
  await presses(office, '退回补正', { reason: '请附中标单位' })
  await presses(owner, '补正')
  await presses(owner, '提交', { percent: '20', progress: '已完成施工招标，中标单位青禾建工' })
  await says(signer, '待我办理')
  await presses(signer, '审签')
  await says(office, '审核')
  await presses(office, '通过')
  await says(owner, '任务 5')
  await presses(owner, '申请延期')
  await presses(owner, '提交督查室', { new_due_on: '2026-05-20', reason: '招标文件重新备案' })
  await presses(office, '同意延期')
  await says(leader, '任务 5')
  await presses(leader, '请报方案')
  await presses(owner, '答复', { text: '方案本周报送' })
  await says(owner, `移交 ${successor} 自3月10日`)
  await presses(office, '同意')
  await at('2026-03-10T09:00')
  await says(successor, '任务 5')
  await presses(successor, '申请办结')
  await presses(successor, '提交督查室', { reason: '6条道路整治全部完成' })
  await presses(office, '同意办结')
  await says(office, '痕迹 5')
}

const inWords = async (play: Stage) => {
  const { says, drops, at } = play
  await drops()
  await says(office, '确认导入')
  await bindAll(play)
  await says(office, `审签人 区住建局 ${signer}`)
  for (const who of [owner, signer, successor]) await says(who, '文本模式')
  await says(office, '下发')
  await says(office, '确认下发')
  await says(owner, '签收 5')
  await says(owner, '填报 5 已完成施工招标，完成20%')
  await says(owner, '确认')
  await says(signer, '审签 QH26-5')
  await says(office, '退回 5 请附中标单位')
  await says(owner, '填报 5 已完成施工招标，中标单位青禾建工，完成20%')
  await says(owner, '确认')
  await says(signer, '审签 QH26-5')
  await says(office, '通过 5')
  await says(owner, '延期 5 5月20日 招标文件重新备案')
  await says(office, '同意 5')
  await says(leader, '工作要求 5 请报方案')
  await says(owner, '答复 5 方案本周报送')
  await says(owner, `移交 ${successor} 自3月10日`)
  await says(office, `移交 ${owner}→${successor}`)
  await at('2026-03-10T09:00')
  await says(successor, '办结 5 6条道路整治全部完成')
  await says(office, '同意 5')
  await says(office, '痕迹 5')
}

const life = [
  'task.acknowledged',
  'report.submitted',
  'report.signed',
  'report.returned',
  'report.submitted',
  'report.signed',
  'report.accepted',
  'task.extension.asked',
  'task.extension.granted',
  'task.close_out.asked',
  'task.close_out.granted',
]

it.each([
  ['by buttons', byButtons],
  ['wholly in words', inWords],
])(
  'goes from the printed table to 办结 %s, and leaves its trail',
  { timeout: 60_000 },
  async (way, play) => {
    print(`\n\n═════ 一项任务的一生：${way}`)
    const bot = await startBot('2026-03-02T09:00')
    await play(stage(bot))
    const task = await bot.db.query
      .selectFrom('tasks')
      .select(['id', 'state'])
      .where('seq', '=', 5)
      .executeTakeFirstOrThrow()
    expect(task.state).toBe('closed')
    const trail = await bot.db.query
      .selectFrom('audit_events')
      .select('type')
      .where('subject', '=', `task:${task.id}`)
      .orderBy('version')
      .execute()
    expect(trail.map(({ type }) => type)).toEqual(life)
    const answered = await bot.db.query.selectFrom('directives').select('reply').execute()
    expect(answered).toEqual([{ reply: '方案本周报送' }])
  },
)
