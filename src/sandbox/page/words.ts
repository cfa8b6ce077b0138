/** The page's own words. What the bot says stays as it is. */
import { getState, type State, useAppState } from './state.ts'

const table = {
  title: ['督办沙盒', 'Duban sandbox'],
  subtitle: ['机器人与飞书模拟器，都在本机', 'The bot and an emulator of Feishu, on this machine'],
  lost: ['与沙盒的连接断开了，正在重连…', 'The sandbox is out of reach, trying again…'],
  loading: ['正在打开…', 'Opening…'],
  toDark: ['切换为深色', 'Switch to dark'],
  toLight: ['切换为浅色', 'Switch to light'],
  otherLanguage: ['English', '中文'],
  otherLanguageLabel: ['Switch to English', '切换为中文'],
  guide: ['引导', 'Guide'],
  showGuide: ['显示引导', 'Show the guide'],
  hideGuide: ['隐藏引导', 'Hide the guide'],
  startAnew: ['重新开始', 'Start anew'],
  startAnewAsk: [
    '清空沙盒里的全部消息和数据，回到最初的样例？',
    'Delete all messages and data of the sandbox and go back to the sample?',
  ],
  startAnewNo: [
    '这个数据库不是由沙盒建立的，不会清空。请换一个 DATABASE_URL。',
    'This database was not begun by the sandbox and is not emptied. Use another DATABASE_URL.',
  ],
  cancel: ['取消', 'Cancel'],
  close: ['关闭', 'Close'],
  phones: ['手机', 'Phones'],
  phoneOf: ['{name}的手机', 'Phone of {name}'],
  owner: ['换人', 'Whose phone'],
  official: ['工作人员', 'Official'],
  leader: ['区领导', 'Leader'],
  group: ['群管理员', 'Group admin'],
  chats: ['消息', 'Chats'],
  back: ['返回消息列表', 'Back to the chats'],
  noMessages: ['还没有消息', 'No messages yet'],
  emptyPrivate: [
    '发一句“帮助”，或把任务表拖到这里。',
    'Say 帮助 (help), or drop a task table here.',
  ],
  emptyGroup: [
    '群里 @机器人 说话，它才收得到。',
    'In a group the bot hears only what mentions it.',
  ],
  older: ['更早的 {count} 条', '{count} older'],
  messages: ['聊天内容', 'Messages'],
  bot: ['机器人', 'bot'],
  unread: ['{count} 条未读', '{count} unread'],
  readOne: ['已读 {time}', 'Read {time}'],
  readMany: ['{count} 人已读', 'Read by {count}'],
  redrawn: ['已更新 {time}', 'Updated {time}'],
  recalled: ['{name}撤回了一条消息', '{name} recalled a message'],
  urgent: ['加急', 'Urgent'],
  reply: ['回复', 'Reply'],
  replyingTo: ['回复 {name}', 'Reply to {name}'],
  stopReply: ['不回复这条', 'Do not reply to this'],
  recall: ['撤回', 'Recall'],
  inspect: ['看它的来龙去脉', 'See how it came about'],
  messageOf: ['{name}，{time}', '{name}, {time}'],
  write: ['发送给 {name}', 'Message to {name}'],
  send: ['发送', 'Send'],
  chooseFile: ['选择文件', 'Choose a file'],
  dropHere: ['松开即发送', 'Drop to send'],
  mentionBot: ['@机器人', 'Mention the bot'],
  menu: ['机器人菜单', 'Menu of the bot'],
  members: ['{count} 人', '{count} members'],
  groupInfo: ['群信息', 'About the group'],
  groupOwner: ['群主', 'owner'],
  groupManager: ['管理员', 'administrator'],
  addBot: ['把机器人加入群', 'Add the bot'],
  removeBot: ['把机器人移出群', 'Remove the bot'],
  botNotIn: ['机器人不在群里', 'The bot is not in this group'],
  external: ['外部群', 'External'],
  refused: ['这样做不行：', 'This cannot be done: '],
  pressFailed: ['操作失败，请稍后重试', 'The press failed, try again later'],
  clock: ['沙盒时间', 'Sandbox time'],
  clockMenu: ['调时间', 'Move the clock'],
  plusHour: ['+1 小时', '+1 hour'],
  nextMorning: ['下个工作日早上', 'Next working morning'],
  nextMonday: ['下周一', 'Next Monday'],
  nextPush: ['下一次推送', 'Next push'],
  nextPushWhen: ['走到有消息发出', 'until something is sent'],
  toMoment: ['到指定时间', 'To a moment'],
  go: ['前往', 'Go'],
  moving: ['时间前进中…', 'Time passes…'],
  sentNothing: ['这段时间没有发出消息', 'Nothing was sent meanwhile'],
  sentSome: ['这段时间发出 {count} 条消息', '{count} messages were sent meanwhile'],
  way: ['来龙去脉', 'How it came about'],
  wayOfMessage: ['消息的来龙去脉', 'How the message came about'],
  chooseMessage: [
    '点一条消息旁的 { }，看它的原始事件、回调与应答、接口调用、卡片 JSON 和发件箱记录。',
    'Press { } beside a message to see its events, callbacks and answers, calls, card JSON, and row of the outbox.',
  ],
  events: ['事件与回调', 'Events and callbacks'],
  requests: ['接口调用', 'Calls of the API'],
  outbox: ['发件箱', 'Outbox'],
  cardJson: ['卡片 JSON', 'Card JSON'],
  content: ['消息内容', 'Content'],
  earlierCards: ['以前的卡片', 'Earlier cards'],
  none: ['没有', 'None'],
  noOutbox: ['没有发件箱记录：这是人发的消息', 'No row of the outbox: a person sent it'],
  kind: ['种类', 'Kind'],
  key: ['去重键', 'Dedupe key'],
  state: ['状态', 'State'],
  attempts: ['尝试次数', 'Attempts'],
  receiver: ['收件者', 'Receiver'],
  mayLeave: ['最早发出', 'Not before'],
  reason: ['原因', 'Reason'],
  answer: ['应答', 'Answer'],
  request: ['请求', 'Request'],
  copy: ['复制', 'Copy'],
  guideOf: ['第 {step} 步，共 {all} 步', 'Step {step} of {all}'],
  guideNote: ['引导，不是消息', 'Guide, not a message'],
  guideElsewhere: ['第 {step} 步在{name}的手机上', 'Step {step} is on the phone of {name}'],
  guideDone: ['主要流程走完了，其余的随意试', 'That was the main job; try the rest as you like'],
  goThere: ['去看看', 'Go there'],
  changeTo: ['换成{name}', 'Change to {name}'],
  done: ['已完成', 'done'],
  toDo: ['待完成', 'to do'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>

export type Word = keyof typeof table
type Facts = Readonly<Record<string, string | number>>

function wordIn(language: State['language'], word: Word, facts: Facts = {}): string {
  const text = table[word][language === 'zh' ? 0 : 1]
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole))
}

/** In the language that is chosen now. */
export const say = (word: Word, facts?: Facts): string => wordIn(getState().language, word, facts)

/** The page's words; the component is drawn again when the language changes. */
export function useWords() {
  const language = useAppState((state) => state.language)
  return (word: Word, facts?: Facts): string => wordIn(language, word, facts)
}
