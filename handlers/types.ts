import type { ActionName, ActionOf } from '../cards/actions.ts'
import type { Card } from '../cards/kit.ts'
import type { Writes } from '../db/database.ts'
import type { OutboxRow } from '../db/outbox.ts'
import type { ContentOf, OutboxContent, OutboxKind } from '../db/outbox-content.ts'
import type { Slot } from '../src/domain/slots.ts'
import type { IncomingMessage } from '../src/lark/events.ts'
import type { Deps, SendBody } from '../src/ports.ts'

export type { Writes }

/** A press as the platform reports it. `operator` is the only identity that counts. */
export type Press = {
  readonly eventId: string
  readonly operator: string
  readonly messageId: string
  readonly chatId: string
  /** Values of the form, where the button submits one. */
  readonly form: Readonly<Record<string, unknown>>
  /** The same press was answered before: what is returned here is answered, its writes are not made. */
  readonly isRepeat: boolean
}

export type Toast = {
  readonly type: 'info' | 'success' | 'warning' | 'error'
  readonly content: string
}

/** The answer within 3 s; `card` redraws the pressed card for everybody who sees it. */
export type PressReply = { readonly toast?: Toast; readonly card?: Card }

/** What a press leads to: the answer, and the writes that stand behind it. */
export type Decision = { readonly reply: PressReply; readonly writes?: Writes }

export type CardHandler<Name extends ActionName = ActionName> = (
  action: ActionOf<Name>,
  press: Press,
  deps: Deps,
) => Promise<Decision>

/** One row per action: a missing one does not compile. */
export type CardHandlers = { readonly [Name in ActionName]: CardHandler<Name> }

/** What a stored event leads to: writes, committed together with the mark that it was handled. */
export type EventHandler<Event> = (
  event: Event,
  context: { readonly key: string; readonly at: number },
  deps: Deps,
) => Promise<Writes>

/** Something said to the bot, with its command word split off. */
export type Said = {
  readonly message: IncomingMessage
  readonly speaker: string
  readonly isPrivate: boolean
  readonly rest: string
  /** Event key; answers are keyed by it, so that a re-run answers once. */
  readonly key: string
}

export type CommandHandler = (said: Said, deps: Deps) => Promise<Writes>

/** Long work: a row that says what to do; its writes close it. */
export type WorkHandler = (payload: unknown, workId: string, deps: Deps) => Promise<Writes>

/** A scheduled job: the messages that are due at this slot, and writes beside them. */
export type Job = (
  slot: Slot,
  context: { readonly since: number | null; readonly isImmediate: boolean },
  deps: Deps,
) => Promise<{ readonly messages: readonly Planned[]; readonly writes?: Writes }>

/** One message that a job wants sent. */
export type Planned = {
  readonly key: string
  readonly to: { readonly type: 'open_id' | 'chat_id'; readonly id: string }
  readonly content: OutboxContent
  readonly notBefore: number
  /** One line for `--dry-run`: who gets what and why. */
  readonly summary: string
}

/** Makes a row's message when it leaves, or says why it is not sent any more. */
export type Rendered = { readonly body: SendBody } | { readonly drop: string }
export type Renderer<Kind extends OutboxKind = OutboxKind> = (
  content: ContentOf<Kind>,
  row: OutboxRow,
  deps: Deps,
) => Promise<Rendered>
/** One row per kind: a missing one does not compile. */
export type Renderers = { readonly [Kind in OutboxKind]: Renderer<Kind> }
