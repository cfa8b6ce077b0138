/** What people do in their phones, and what is done to the sandbox. */
import { CallProblem, get, post } from './api.ts'
import type { CardAct } from './card/card-view.tsx'
import { firstPhones } from './changes.ts'
import { ClockTargets, Moved, Pressed } from './feed.ts'
import { getState, type Phone, setState } from './state.ts'
import { showToast } from './toasts.ts'
import { say as word } from './words.ts'

/** Does it, and tells the person on the phone when it cannot be done. */
async function tried<Result>(openId: string, work: () => Promise<Result>) {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof CallProblem)) throw error
    showToast(openId, { type: 'error', content: `${word('refused')}${error.message}` })
    return undefined
  }
}

export function changePhone(place: number, phone: Phone): void {
  setState({ phones: getState().phones.with(place, phone) })
}

/** Opens a chat, as one does in the list: the bot hears of its private chat being opened. */
export function openChat(place: number, openId: string, chatId: string): void {
  changePhone(place, { openId, chatId })
  if (chatId === 'p2p') void tried(openId, () => post('enter', { as: openId }))
}

export function replyTo(place: number, messageId: string | undefined): void {
  const phone = getState().phones[place]
  if (!phone) return
  const { replyTo: _, ...rest } = phone
  changePhone(place, messageId ? { ...rest, replyTo: messageId } : rest)
}

export const sendWords = (phone: Phone, text: string) =>
  tried(phone.openId, () =>
    post('say', { as: phone.openId, chat: phone.chatId, text, ...repliesTo(phone) }),
  )

const repliesTo = ({ replyTo }: Phone) => (replyTo ? { replyTo } : {})

export const sendFile = (phone: Phone, file: File) =>
  tried(phone.openId, () => {
    const form = new FormData()
    form.set('as', phone.openId)
    form.set('chat', phone.chatId ?? 'p2p')
    form.set('file', file)
    if (/^image\//.test(file.type)) form.set('asImage', 'true')
    if (phone.replyTo) form.set('replyTo', phone.replyTo)
    return post('file', form)
  })

export const sendSampleTable = (openId: string) =>
  tried(openId, () => post('sample-table', { as: openId }))

export const pressMenu = (openId: string, eventKey: string) =>
  tried(openId, () => post('menu', { as: openId, eventKey }))

/** A press or a choice in a card. Links go nowhere but into a new window. */
export async function actInCard(openId: string, messageId: string, act: CardAct): Promise<void> {
  const by = { as: openId, messageId }
  const answer = await tried(openId, () =>
    act.kind === 'press'
      ? post('press', {
          ...by,
          button: act.button,
          ...(act.formValues ? { form: act.formValues } : {}),
        })
      : post('choose', { ...by, field: act.field, value: act.value }),
  )
  if (answer === undefined) return
  const { code } = Pressed.parse(answer)
  if (code !== undefined) {
    showToast(openId, { type: 'error', content: `${word('pressFailed')} code: ${code}` })
  }
}

export const markRead = (openId: string, messageId: string) =>
  post('read', { as: openId, messageId }).catch((error: unknown) => {
    // It went with a new beginning, or the line is down, which is shown elsewhere.
    if (!(error instanceof CallProblem)) throw error
  })

export const recall = (openId: string, messageId: string) =>
  tried(openId, () => post('recall', { as: openId, messageId }))

export const setBotInGroup = (openId: string, chatId: string, isIn: boolean) =>
  tried(openId, () => post(isIn ? 'add-bot' : 'remove-bot', { as: openId, chat: chatId }))

export const clockTargets = () => get('clock', ClockTargets)

/** Moves the clock of the sandbox to that moment, or until something is sent. */
export async function moveClock(to: number | 'sent'): Promise<void> {
  if (getState().isMoving) return
  setState({ isMoving: true, sent: undefined })
  try {
    const { sent } = Moved.parse(await post('clock', to === 'sent' ? { until: to } : { to }))
    setState({ sent })
  } catch (error) {
    if (!(error instanceof CallProblem)) throw error
    const [phone] = getState().phones
    if (phone) showToast(phone.openId, { type: 'error', content: error.message })
  } finally {
    setState({ isMoving: false })
  }
}

/** Puts everything back to the sample. @returns whether that may be done */
export async function startAnew(): Promise<boolean> {
  try {
    await post('start-anew', {})
  } catch (error) {
    if (!(error instanceof CallProblem)) throw error
    return false
  }
  setState({ phones: firstPhones(getState().world), inspected: undefined, sent: undefined })
  return true
}

export function inspect(messageId: string | undefined): void {
  setState({ inspected: messageId })
}
