import { findPressable, formValues } from '../../src/sandbox/platform/card-form.ts'
import { renderCardText } from '../../src/sandbox/platform/card-text.ts'
import type { Message, Platform, Pressed } from '../../src/sandbox/platform/platform.ts'
import { samplePlanFileName, samplePlanText } from '../../src/sandbox/sample/plan.ts'
import { sampleGroupId, sampleOffice } from '../../src/sandbox/sample/world.ts'
import type { TestClock } from './test-clock.ts'

type Parts = {
  readonly platform: Platform
  readonly clock: TestClock
  /** Handles and sends until nothing waits. */
  readonly settle: () => Promise<void>
  /** Runs what is due by the clock, and all that follows. */
  readonly tick: () => Promise<void>
}

export type File = { readonly name: string; readonly content: string | Uint8Array }

/** The sample plan as the office would drop it. */
export const sampleFile: File = { name: samplePlanFileName, content: samplePlanText() }

/** A card as one reads it, and as JSON. */
type ShownCard = { readonly text: string; readonly raw: object; readonly message: Message }

/** What the presser sees. */
type Answer = {
  /** Empty without a toast. */
  readonly toast: string
  readonly tone?: 'info' | 'success' | 'error' | 'warning'
  /** The redrawn card as text. */
  readonly card?: string
}

type Form = Readonly<Record<string, unknown>>
type SealedEvent = { readonly eventId: string; readonly form?: Form }

type PressOptions = {
  /** An older card than the newest one with such a button. */
  readonly on?: Message
  /** The group in which the card is; else the private chat. */
  readonly in?: string
}

/** The words of a test: who says, drops and presses what, and what is seen then. */
export function conversation(parts: Parts) {
  const chats = chatsOf(parts.platform)
  const acts = actsOf(parts, chats)
  const { openId, privateChat, cardIn, fromBot, shown, pressedOn } = chats
  return {
    ...acts,
    ...shortcuts(acts, parts.platform, openId),
    openId,
    privateChat,
    /** The message that a press on this button would be on. */
    pressedOn,
    /** A message as one reads it. */
    shown,
    /** The newest card that the bot sent to somebody, as it looks now. */
    lastCard: (who: string) => cardIn(privateChat(who), who),
    lastCardIn: (chatId: string) => cardIn(chatId, chatId),
    /** All that the bot said to somebody in private, as text, oldest first. */
    messagesTo: (who: string) => fromBot(privateChat(who)).map(shown),
    messagesIn: (chatId: string) => fromBot(chatId).map(shown),
    /** A press as the platform delivers it, under an event id of the test's choice. */
    sealedPress: (who: string, button: string, event: SealedEvent, options?: PressOptions) =>
      sealedPress(parts.platform, openId(who), pressedOn(who, button, options), button, event),
  }
}

/** What there is to see in the chats. */
function chatsOf(platform: Platform) {
  const nameOf = (id: string) => platform.store.nameOf(id)
  const shown = ({ card, text }: Message) => (card ? renderCardText(card, nameOf) : text)
  /** By name or open_id. */
  const openId = (who: string): string => {
    const person = platform.store.someone(who)
    if (!person) throw new Error(`nobody is called ${who}`)
    return person.openId
  }
  const privateChat = (who: string) => platform.p2pChatId(openId(who))
  const fromBot = (chatId: string) =>
    platform.messages(chatId).filter(({ from, isRecalled }) => from === 'bot' && !isRecalled)
  const cardIn = (chatId: string, where: string): ShownCard => {
    const message = fromBot(chatId).findLast(({ card }) => card)
    if (!message?.card) throw new Error(`no card in the chat of ${where}`)
    return { text: shown(message), raw: message.card, message }
  }
  const pressedOn = (who: string, button: string, { on, in: group }: PressOptions = {}) => {
    const chatId = group ?? privateChat(who)
    const message = on ?? fromBot(chatId).findLast(({ card }) => hasButton(card, button))
    if (!message) throw new Error(`no card with ${button}; last: ${cardIn(chatId, who).text}`)
    return message
  }
  return { nameOf, shown, openId, privateChat, fromBot, cardIn, pressedOn }
}

function hasButton(card: object | undefined, button: string): boolean {
  if (!card) return false
  try {
    findPressable(card, button)
    return true
  } catch {
    return false
  }
}

function actsOf({ platform, clock, settle, tick }: Parts, chats: ReturnType<typeof chatsOf>) {
  const { openId, pressedOn, nameOf } = chats
  /** Nobody says two things within a second; the platform's limits per chat count on it. */
  const breathe = () => clock.pass(1000)
  return {
    settle,
    /** Says it in the private chat, or `in` a group with the bot mentioned. */
    says: async (who: string, text: string, where: { readonly in?: string } = {}) => {
      breathe()
      const chat = where.in ?? 'p2p'
      await platform.say(openId(who), chat, text, { mention: chat !== 'p2p' })
      await settle()
    },
    drops: async (who: string, file: File, where: { readonly in?: string } = {}) => {
      breathe()
      const bytes = typeof file.content === 'string' ? Buffer.from(file.content) : file.content
      await platform.sendFile(openId(who), where.in ?? 'p2p', file.name, bytes)
      await settle()
    },
    /** Sends somebody's 名片 in the private chat. */
    sendsContact: async (who: string, of: string) => {
      breathe()
      await platform.sendContact(openId(who), 'p2p', openId(of))
      await settle()
    },
    /** Presses the button on the newest card that has it. */
    presses: async (who: string, button: string, form?: Form, options?: PressOptions) => {
      breathe()
      const message = pressedOn(who, button, options)
      const filled = form ? { formValues: form } : {}
      const pressed = await platform.press(openId(who), message.messageId, button, filled)
      await settle()
      return answerOf(pressed, nameOf)
    },
    /** Moves the clock, runs what is due then, sends until nothing waits. */
    at: async (moment: string) => {
      clock.moveTo(moment)
      await tick()
    },
    /** Lets time pass and handles what was put off until then. */
    passes: async (ms: number) => {
      clock.pass(ms)
      await settle()
    },
  }
}

function answerOf(pressed: Pressed, nameOf: (id: string) => string | undefined): Answer {
  if (pressed.code) throw new Error(`the press failed with ${pressed.code}: ${pressed.reason}`)
  return {
    toast: pressed.toast?.content ?? '',
    ...(pressed.toast ? { tone: pressed.toast.type } : {}),
    ...(pressed.card ? { card: renderCardText(pressed.card, nameOf) } : {}),
  }
}

type Acts = {
  readonly drops: (who: string, file: File) => Promise<void>
  readonly says: (who: string, text: string) => Promise<void>
  readonly presses: (who: string, button: string) => Promise<Answer>
  readonly settle: () => Promise<void>
}

/** Where many tests begin. */
function shortcuts(acts: Acts, platform: Platform, openId: (who: string) => string) {
  const imported = async (file: File = sampleFile) => {
    await acts.drops(sampleOffice, file)
    await acts.presses(sampleOffice, '确认导入')
  }
  const bound = async (...names: readonly string[]) => {
    for (const name of names) {
      await acts.says(name, '你好')
      await acts.presses(name, '是')
    }
  }
  return {
    /** The sample plan as a draft. */
    imported,
    /** These people said who they are. */
    bound,
    /** The sample plan under way, with these people bound before. */
    dispatched: async (with_: { readonly bound?: readonly string[] } = {}) => {
      await imported()
      await bound(...(with_.bound ?? []))
      await acts.presses(sampleOffice, '下发')
      await acts.presses(sampleOffice, '确认下发')
    },
    /** The bot is in the group, and the group gets all, with the office's consent. */
    subscribed: async () => {
      await platform.addBotToChat(sampleGroupId, openId('章越'))
      await platform.say(openId('章越'), sampleGroupId, '订阅 全部', { mention: true })
      await acts.settle()
      await acts.presses(sampleOffice, '同意')
    },
  }
}

/** @returns the webhook's answer, whose body is `{toast?, card?}` */
async function sealedPress(
  platform: Platform,
  operator: string,
  message: Message,
  button: string,
  event: SealedEvent,
) {
  const { node, form } = findPressable(message.card, button)
  const [callback] = node.behaviors as readonly { readonly value: unknown }[]
  const body = platform.envelope(
    'card.action.trigger',
    {
      operator: { open_id: operator },
      token: 'c-1',
      action: {
        tag: 'button',
        value: callback?.value,
        ...(form ? { form_value: formValues(form, event.form ?? {}, []) } : {}),
      },
      context: { open_message_id: message.messageId, open_chat_id: message.chatId },
    },
    { event_id: event.eventId },
  )
  const answered = await platform.post('/webhook/card', platform.sealed(body))
  const reply = answered.body ? JSON.parse(answered.body) : {}
  return {
    status: answered.status,
    toast: (reply.toast?.content ?? '') as string,
    card: reply.card ? renderCardText(reply.card.data) : undefined,
  }
}

/** The group of the sample: 章越 owns it, 高朗 manages it, 石磊 and 温若兰 are in it. */
export const group = sampleGroupId
