import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAnythingWaiting } from '../../db/waiting.ts'
import { readConfig } from '../config.ts'
import { clockTime, parseInstant, shanghaiDate } from '../domain/time.ts'
import { jsonLog } from '../log.ts'
import { renderCardText } from '../sandbox/platform/card-text.ts'
import type { Message } from '../sandbox/platform/platform.ts'
import { samplePlanFileName, samplePlanText } from '../sandbox/sample/plan.ts'
import { sampleGroupId, sampleOffice, sampleOpenId } from '../sandbox/sample/world.ts'
import { type Sandbox, startSandbox } from '../sandbox/start-sandbox.ts'
import { sweep, tick } from '../tick.ts'

/** Plays people against the bot and prints what both say. */
function stage({ platform, server, clock }: Sandbox) {
  let printed = 0
  const nameOf = (id: string) => platform.store.nameOf(id)
  const print = (message: Message) => {
    const chat = platform.chats.find(({ chatId }) => chatId === message.chatId)
    const person = chat?.memberOpenIds[0] ?? ''
    const where = chat?.mode === 'group' ? `群“${chat.name}”` : `与${nameOf(person) ?? ''}的私聊`
    const shown = message.card ? renderCardText(message.card, nameOf) : message.text
    console.log(`\n┌ ${where}　${nameOf(message.from) ?? '督办助手'}`)
    for (const line of shown.split('\n')) console.log(`│ ${line}`)
  }
  const settle = async () => {
    const { deps } = server.sender
    do {
      await sweep(server.sender)
      await new Promise((resolve) => setTimeout(resolve, 50))
    } while (await isAnythingWaiting(deps.db, clock.now()))
    for (const message of platform.messages().slice(printed)) print(message)
    printed = platform.messages().length
  }
  const latestCard = (openId: string): Message => {
    const chatId = platform.p2pChatId(openId)
    const card = platform.messages(chatId).findLast((message) => message.card)
    if (!card) throw new Error(`${nameOf(openId)} has no card`)
    return card
  }
  return {
    step: (title: string) =>
      console.log(`\n═══ ${shanghaiDate(clock.now())} ${clockTime(clock.now())}　${title}`),
    say: async (name: string, text: string, chat = 'p2p') => {
      await platform.say(sampleOpenId(name), chat, text, { mention: chat !== 'p2p' })
      await settle()
    },
    sendFile: async (name: string, fileName: string, text: string) => {
      await platform.sendFile(sampleOpenId(name), 'p2p', fileName, Buffer.from(text))
      await settle()
    },
    press: async (name: string, button: string, formValues?: Record<string, unknown>) => {
      const openId = sampleOpenId(name)
      const card = latestCard(openId)
      const pressed = await platform.press(
        openId,
        card.messageId,
        button,
        formValues ? { formValues } : {},
      )
      console.log(
        `\n→ ${name} 按下［${button}］　${pressed.toast ? `提示：${pressed.toast.content}` : ''}`,
      )
      if (pressed.code) throw new Error(`the press failed with ${pressed.code}: ${pressed.reason}`)
      if (pressed.card) print({ ...card, card: pressed.card })
      await settle()
    },
    addBot: async (name: string) => {
      await platform.addBotToChat(sampleGroupId, sampleOpenId(name))
      await settle()
    },
    /** Moves the clock and runs what is due then. */
    moveTo: async (moment: string, title?: string) => {
      clock.moveTo(parseInstant(moment) ?? 0)
      if (title)
        console.log(`\n═══ ${shanghaiDate(clock.now())} ${clockTime(clock.now())}　${title}`)
      await tick(server.sender)
      await settle()
    },
  }
}

/** The main job, from the printed table to the digests. */
async function play(sandbox: Sandbox): Promise<void> {
  const { step, say, sendFile, press, addBot, moveTo } = stage(sandbox)
  step('责任人给机器人发第一条消息之前，督查室导入任务表')
  await sendFile(sampleOffice, samplePlanFileName, samplePlanText())
  await press(sampleOffice, '确认导入')

  step('责任人、领导按姓名绑定')
  await say('高朗', '你好')
  await press('高朗', '是')
  await say('贺明远', '你好')
  await press('贺明远', '是')

  step('督查室下发')
  await say(sampleOffice, '下发')
  await press(sampleOffice, '确认下发')

  step('责任人用手机填报')
  await press('高朗', '全部签收（2 项）')
  await say('高朗', '填报 5')
  await press('高朗', '提交', { percent: '一百二', progress: '已完成2条道路施工招标' })
  await say('高朗', '填报 5')
  await press('高朗', '提交', { percent: '20', progress: '已完成2条道路施工招标' })

  step('群主订阅，督查室同意')
  await addBot('章越')
  await say('章越', '订阅 全部', sampleGroupId)
  await press(sampleOffice, '同意')

  await moveTo('2026-03-23T08:10', '周一：领导和群收到周报')
  await moveTo('2026-03-23T08:20')
  await moveTo('2026-03-26T08:40', '节点到期前3个工作日：提醒')
  await moveTo('2026-03-26T08:50')
  await moveTo('2026-04-13T08:10', '又一个周一：有一个节点逾期')
  await moveTo('2026-04-13T08:20')
}

/** `npm run demo`: the main job on the sample plan, printed as text. @returns the exit code */
export async function demoCommand(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'duban-demo-'))
  const log = jsonLog(() => {}, [])
  const config = readConfig({ DATABASE_URL: `file:${join(folder, 'demo.db')}`, PORT: '0' })
  const sandbox = await startSandbox({ config, log, platformPort: 0 })
  try {
    await play(sandbox)
    console.log('\n演示结束：导入、绑定、下发、签收、填报、订阅、提醒、周报都走完了。')
    return 0
  } finally {
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
