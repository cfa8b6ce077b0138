import { findAccount, markGreeted } from '../db/people.ts'
import { rolesOf } from '../db/roles.ts'
import { type CommandName, parseCommand } from '../src/domain/commands.ts'
import { isClassifiedText } from '../src/import/secrecy.ts'
import { type LarkEvents, parseMessage } from '../src/lark/events.ts'
import type { Deps } from '../src/ports.ts'
import { answerNotice, answerToPrivate } from './answers.ts'
import { commands } from './commands.ts'
import { importFile } from './imports/import-file.ts'
import { refuseClassified } from './imports/refuse-classified.ts'
import { actsForSomebody, identify } from './people/identify.ts'
import { receiveContact } from './people/pick-person.ts'
import { replyToCard } from './reports/evidence.ts'
import { showHelp, suggestCommands } from './show-help.ts'
import type { EventHandler, Said, Writes } from './types.ts'

/** Understood from somebody whom we do not know yet, too. */
const forStrangers: ReadonlySet<CommandName> = new Set(['claim', 'bind', 'yes', 'no', 'help'])

/** Answered where the group reads it; what is personal goes to the private chat (design §7). */
const forGroups: ReadonlySet<CommandName> = new Set([
  'help',
  'claim',
  'show_task',
  'find_words',
  'find_unit',
  'find_leader',
  'find_section',
  'find_overdue',
  'find_lagging',
  'find_this_week',
  'weekly_report',
  'subscribe',
  'unsubscribe',
  'list_subscriptions',
])

/** Something was said to the bot: in the private chat, or in a group with the bot mentioned. */
export const receiveMessage: EventHandler<LarkEvents['im.message.receive_v1']> = async (
  event,
  { key },
  deps,
) => {
  const isPrivate = event.message.chat_type === 'p2p'
  const botOpenId = isPrivate ? '' : await deps.larkRead.botOpenId()
  const message = parseMessage(event, botOpenId)
  const speaker = message.senderOpenId
  if (message.senderType !== 'user' || !speaker) return []
  if (!isPrivate && !message.isBotMentioned) return []
  const said: Said = { message, speaker, isPrivate, rest: '', key }
  return isPrivate ? answerPrivately(said, deps) : answerInGroup(said, deps)
}

async function answerPrivately(said: Said, deps: Deps): Promise<Writes> {
  const { content } = said.message
  if (isSecretText(content)) return refuseClassified(said, deps)
  const replied = said.message.parentId ? await replyToCard(said, deps) : undefined
  if (replied) return replied
  if (content.kind === 'file') return importFile(said, content, deps)
  if (content.kind === 'share_user') {
    return (await receiveContact(said, content.openId, deps)) ?? cannotRead(said, deps)
  }
  if (content.kind !== 'text' && content.kind !== 'post') return cannotRead(said, deps)
  const parsed = parseCommand(content.text)
  if (!parsed.command && cloudDocument.test(content.text)) return askForFile(said, deps)
  const spoken = { ...said, rest: parsed.command ? parsed.rest : content.text }
  const isOpen = parsed.command !== null && forStrangers.has(parsed.command)
  const asked = isOpen ? undefined : await identify(spoken, null, deps)
  const answered = await run(spoken, parsed, deps)
  // A stranger is asked who he is instead of being answered; who has a role, a post or a duty is asked beside it.
  return asked ? [...asked, ...(await alsoForKnown(spoken, answered, deps))] : answered
}

async function alsoForKnown(said: Said, answered: Writes, deps: Deps): Promise<Writes> {
  const isGranted = (await rolesOf(deps.db, said.speaker)).length > 0
  return isGranted || (await actsForSomebody(said.speaker, deps)) ? answered : []
}

async function answerInGroup(said: Said, deps: Deps): Promise<Writes> {
  const { content } = said.message
  if (content.kind === 'file') {
    return answerToPrivate(said, '请到私聊发送文件', '群里的文件我不处理，请发到与我的私聊。', deps)
  }
  if (content.kind !== 'text' && content.kind !== 'post') return showHelp(said, deps)
  if (isSecretText(content)) return refuseClassified(said, deps)
  const replied = said.message.parentId
    ? await replyToCard({ ...said, isPrivate: true }, deps)
    : undefined
  if (replied) {
    return [
      ...replied,
      ...answerToPrivate(said, '已发到您的私聊', '个人事项只在私聊里显示。', deps),
    ]
  }
  const parsed = parseCommand(content.text)
  if (!parsed.command && cloudDocument.test(content.text)) return askForFile(said, deps)
  const spoken = { ...said, rest: parsed.command ? parsed.rest : content.text }
  if (parsed.command === null || forGroups.has(parsed.command)) return run(spoken, parsed, deps)
  return [
    ...(await run({ ...spoken, isPrivate: true }, parsed, deps)),
    ...answerToPrivate(said, '已发到您的私聊', '个人事项只在私聊里显示。', deps),
  ]
}

function run(said: Said, parsed: ReturnType<typeof parseCommand>, deps: Deps): Promise<Writes> {
  if (parsed.command === null) return suggestCommands(said, parsed.suggestions, deps)
  return commands[parsed.command](said, deps)
}

const isSecretText = (content: Said['message']['content']): boolean =>
  (content.kind === 'text' || content.kind === 'post') && isClassifiedText(content.text)

/** A link to a document of the platform: only its owner can hand out its content. */
const cloudDocument = /https?:\/\/[^\s/]+\/(?:docx?|docs|sheets|wiki|base|file)\/\w+/

function askForFile(said: Said, deps: Deps): Writes {
  const lines = ['云文档的链接我打不开，请导出为 Word 或 Excel 后发给我。']
  return answerNotice(said, { title: '请导出为文件再发', lines, tone: 'info' }, deps)
}

function cannotRead(said: Said, deps: Deps): Writes {
  const lines = ['现在只认识文字和文件。', '发送“帮助”查看可以说什么。']
  return answerNotice(said, { title: '这类消息还读不了', lines, tone: 'info' }, deps)
}

/** The bot's menu says the same words. */
export const chooseMenu: EventHandler<LarkEvents['application.bot.menu_v6']> = async (
  event,
  { key, at },
  deps,
) => {
  const speaker = event.operator.operator_id.open_id
  if (!speaker) return []
  const words = menuWords[event.event_key] ?? event.event_key
  return answerPrivately(spokenFor(speaker, words, key, at), deps)
}

const menuWords: Readonly<Record<string, string>> = {
  my_tasks: '我的任务',
  waiting_for_me: '待我办理',
  report: '我的任务',
  help: '帮助',
}

/** Somebody opened the private chat: the first time, he is asked who he is. */
export const enterChat: EventHandler<
  LarkEvents['im.chat.access_event.bot_p2p_chat_entered_v1']
> = async (event, { key, at }, deps) => {
  const speaker = event.operator_id?.open_id
  if (!speaker) return []
  const account = await findAccount(deps.db, speaker)
  if (account?.greetedAt) return []
  const said = spokenFor(speaker, '', key, at)
  const asked = await identify(said, null, deps)
  return [...markGreeted(deps.db, speaker, at), ...(asked ?? (await showHelp(said, deps)))]
}

/** Words that nobody typed, as if they had been said in the private chat. */
function spokenFor(speaker: string, text: string, key: string, at: number): Said {
  return {
    message: {
      messageId: key,
      chatId: '',
      chatType: 'p2p',
      senderOpenId: speaker,
      senderType: 'user',
      createTime: at,
      content: { kind: 'text', text },
      mentions: [],
      isBotMentioned: false,
    },
    speaker,
    isPrivate: true,
    rest: text,
    key,
  }
}
