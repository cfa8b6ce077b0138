import { ClientRefusal } from './card-form.ts'
import { isRecord } from './card-problem.ts'
import type { LoggedEvent, Store } from './store.ts'

/** The message that an event is about. */
function subjectOf({ body }: LoggedEvent): string | undefined {
  const event: Record<string, unknown> = { ...body.event }
  const { message, context } = event
  const named = isRecord(message)
    ? message.message_id
    : isRecord(context)
      ? context.open_message_id
      : event.message_id
  return typeof named === 'string' ? named : undefined
}

/** All that the log knows of a message: events and callbacks with their answers, calls, old cards. */
export function traceOf(store: Store, messageId: string) {
  const message = store.message(messageId)
  if (!message) throw new ClientRefusal(`no message ${messageId}`)
  return {
    message,
    events: store.events.filter((event) => subjectOf(event) === messageId),
    requests: store.requests.filter((call) => call.messageId === messageId),
  }
}
