import {
  clockTargets,
  moveClock,
  openChat,
  sendSampleTable,
  sendWords,
  setBotInGroup,
} from './acts.ts'
import type { GuideAct, Part } from './guide.ts'
import { getState, setState, type World } from './state.ts'

/** The person and the chat of a part of the guide. */
export function placeOf(part: Part, world: World): { openId: string; chatId: string } | undefined {
  const person = world.people.find(({ name }) => name === part.person)
  if (!person) return undefined
  if (part.where === 'private') return { openId: person.openId, chatId: 'p2p' }
  const chat = world.chats.find(
    ({ mode, memberOpenIds }) => mode === 'group' && memberOpenIds.includes(person.openId),
  )
  return chat && { openId: person.openId, chatId: chat.chatId }
}

/** Opens the chat of this part on its phone, and brings the phone into sight. */
export function goTo(part: Part): void {
  const target = placeOf(part, getState().world)
  if (!target) return
  const phone = getState().phones[part.place]
  const isThere = phone?.openId === target.openId && phone.chatId === target.chatId
  if (!isThere) openChat(part.place, target.openId, target.chatId)
  setState({ active: part.place, sent: undefined })
  bringIntoSight(part.place)
}

export function bringIntoSight(place: number): void {
  const phone = document.getElementById(`phone-${place}`)
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  phone?.scrollIntoView({
    behavior: isCalm ? 'auto' : 'smooth',
    inline: 'center',
    block: 'nearest',
  })
}

/** To the next weekly digests, all of them sent. */
async function toNextDigest(): Promise<void> {
  const { nextDigest } = await clockTargets()
  await moveClock(nextDigest.sentBy)
}

const acts: Readonly<
  Record<
    GuideAct['kind'],
    (act: GuideAct, target: { openId: string; chatId: string }) => Promise<unknown>
  >
> = {
  'sample-table': (_, { openId }) => sendSampleTable(openId),
  say: (act, target) => {
    const { botName } = getState().world
    const text = act.kind === 'say' ? act.text : ''
    return sendWords(target, target.chatId === 'p2p' ? text : `@${botName} ${text}`)
  },
  'add-bot': (_, { openId, chatId }) => setBotInGroup(openId, chatId, true),
  'next-digest': toNextDigest,
}

/** Does what the guide's button offers, as the person on the phone. */
export async function doPart({ act }: Part, target: { openId: string; chatId: string }) {
  if (act) await acts[act.kind](act, target)
}
