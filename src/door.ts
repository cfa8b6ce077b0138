import { CardAction } from '../cards/actions.ts'
import { isDuplicate, type Writes } from '../db/database.ts'
import { recordHandled, storeEvent } from '../db/inbox.ts'
import { enqueue } from '../db/outbox.ts'
import { answersTo, cardActions } from '../handlers/index.ts'
import type { CardHandler, Press, PressReply, Toast } from '../handlers/types.ts'
import { classifiedWords, isClassifiedForm } from './import/secrecy.ts'
import { isEventType, parseEvent } from './lark/events.ts'
import type { OpenedEvent } from './lark/verify.ts'
import { withFacts } from './log.ts'
import type { Deps, PressOutcome } from './ports.ts'

/** The platform gives a press 3 s; what takes longer is answered with a word and redrawn later. */
const pressBudgetMs = 2500
/** A press whose race was lost is run again on the new state, this often. */
const maxPressRuns = 3

const failed: Toast = { type: 'error', content: '系统出错，没有作任何改动，请稍后再试' }
const outdated: Toast = {
  type: 'warning',
  content: '这张卡片已过期，请重新发送指令，例如：我的任务',
}
const slow: Toast = { type: 'info', content: '正在处理，稍后告诉您结果' }

/**
 * Takes in what the platform delivered and was verified: an event is stored and answered with
 * `undefined` (nothing to say), a press is decided, committed and answered.
 * @param requestId on every line that is logged for it
 * @throws when the event could not be stored: the platform will deliver it again
 */
export async function receive(
  opened: OpenedEvent,
  requestId: string,
  deps: Deps,
): Promise<PressReply | undefined> {
  const { eventId, eventType } = opened
  if (eventType === 'card.action.trigger') {
    return answerInTime(opened, { ...deps, log: withFacts(deps.log, { requestId, eventId }) })
  }
  if (!answersTo(eventType)) {
    deps.metrics.event(isEventType(eventType) ? eventType : 'other', 'ignored')
    return undefined
  }
  await deps.db.atomic([
    storeEvent(
      deps.db,
      {
        key: eventKey(opened),
        kind: eventType,
        payload: opened.event,
        requestId,
        lane: laneOf(opened.event),
      },
      deps.clock.now(),
    ),
  ])
  deps.metrics.event(eventType, 'accepted')
  deps.wake()
  return undefined
}

/** Messages repeat under new event ids, so theirs is the message's own (platform page §1.8). */
function eventKey(opened: OpenedEvent): string {
  if (opened.eventType !== 'im.message.receive_v1') return opened.eventId
  const event = opened.event as { message?: { message_id?: unknown } } | null
  const messageId = event?.message?.message_id
  return typeof messageId === 'string' ? messageId : opened.eventId
}

/** What people say in one chat is answered in its order; chats do not wait for each other. */
function laneOf(payload: unknown): string | null {
  const event = payload as { message?: { chat_id?: unknown }; chat_id?: unknown } | null
  const chatId = event?.message?.chat_id ?? event?.chat_id
  return typeof chatId === 'string' ? chatId : null
}

async function answerInTime(opened: OpenedEvent, deps: Deps): Promise<PressReply> {
  const from = performance.now()
  let isLate = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<PressReply>((resolve) => {
    timer = setTimeout(() => {
      isLate = true
      resolve({ toast: slow })
    }, pressBudgetMs)
  })
  const answer = answerPress(opened, deps).then(async (answered) => {
    const { reply, messageId, action, outcome } = answered
    clearTimeout(timer)
    deps.metrics.press(action, outcome, performance.now() - from)
    if (isLate) {
      const operator = parseEvent('card.action.trigger', opened.event)?.operator.open_id
      await tellLater(opened.eventId, { reply, messageId, operator }, deps).catch((error) =>
        deps.log('press.tell-later-failed', { error }),
      )
    }
    return reply
  })
  deps.keepAlive?.(answer)
  return Promise.race([answer, late])
}

type Late = {
  readonly reply: PressReply
  readonly messageId: string | undefined
  readonly operator: string | undefined
}

/** The answer came after the platform stopped waiting: the card is patched, or the words are sent. */
async function tellLater(eventId: string, late: Late, deps: Deps): Promise<void> {
  const { reply, messageId, operator } = late
  const at = deps.clock.now()
  const key = `late:${eventId}`
  if (reply.card && messageId) {
    const content = { kind: 'card' as const, card: reply.card as Record<string, unknown> }
    await deps.db.atomic([enqueue(deps.db, key, { type: 'patch', id: messageId }, content, at)])
  } else if (reply.toast && operator) {
    const content = { kind: 'text' as const, text: reply.toast.content }
    await deps.db.atomic([enqueue(deps.db, key, { type: 'open_id', id: operator }, content, at)])
  }
  deps.wake()
}

type Answered = { readonly reply: PressReply; readonly outcome: PressOutcome }

async function answerPress(
  opened: OpenedEvent,
  deps: Deps,
): Promise<Answered & { readonly action: string; readonly messageId?: string }> {
  const unknown = { reply: { toast: outdated }, outcome: 'outdated', action: 'unknown' } as const
  const pressed = parseEvent('card.action.trigger', opened.event)
  if (!pressed) return unknown
  const action = CardAction.safeParse(pressed.action.value)
  if (!action.success) return unknown
  const press: Press = {
    eventId: opened.eventId,
    operator: pressed.operator.open_id,
    messageId: pressed.context?.open_message_id ?? '',
    chatId: pressed.context?.open_chat_id ?? '',
    form: pressed.action.form_value ?? {},
    isRepeat: false,
  }
  if (isClassifiedForm(press.form)) {
    const reply = { toast: { type: 'error', content: classifiedWords } } as const
    return { reply, outcome: 'answered', action: action.data.action }
  }
  const handler = cardActions[action.data.action] as CardHandler
  const name = action.data.action
  try {
    const answered = await decide(handler, action.data, press, deps)
    return { ...answered, action: name, messageId: press.messageId }
  } catch (error) {
    deps.log('press.failed', { action: name, error })
    return { reply: { toast: failed }, outcome: 'failed', action: name }
  }
}

/** Runs the handler and commits what it returns; a lost race runs it again on what is there now. */
async function decide(
  handler: CardHandler,
  action: CardAction,
  press: Press,
  deps: Deps,
): Promise<Answered> {
  const at = deps.clock.now()
  for (let run = 1; ; run += 1) {
    const { reply, writes = [] } = await handler(action, press, deps)
    // Marked without writes too: delivered again on a later state, it could have some.
    const mark = recordHandled(deps.db, { key: press.eventId, kind: action.action }, at)
    try {
      await commit([mark, ...writes], deps)
      return { reply, outcome: writes.length === 0 ? 'answered' : 'committed' }
    } catch (error) {
      if (isDuplicate(error, 'handled_events')) {
        const repeated = await handler(action, { ...press, isRepeat: true }, deps)
        return { reply: repeated.reply, outcome: 'repeated' }
      }
      if (!isDuplicate(error, 'audit_events') || run === maxPressRuns) throw error
    }
  }
}

async function commit(writes: Writes, deps: Deps): Promise<void> {
  await deps.db.atomic(writes)
  deps.wake()
}
