import type { LoggedEvent, Message, Scene, Store, StoredFile } from './store.ts'

/** Larger files are not carried over: a snapshot is written often. */
const maxFileBytes = 2_000_000

/** All that people see, as plain JSON. Requests, tokens and what waits to be sent again are left out. */
export type Snapshot = Scene & {
  readonly messages: readonly Message[]
  readonly events: readonly LoggedEvent[]
  readonly files: readonly (Omit<StoredFile, 'bytes'> & { readonly base64: string })[]
}

export function snapshotOf(store: Store): Snapshot {
  const { people, chats, departments, messages, events } = store
  const files = [...store.files.values()]
    .filter(({ bytes }) => bytes.length <= maxFileBytes)
    .map(({ bytes, ...file }) => ({ ...file, base64: Buffer.from(bytes).toString('base64') }))
  return { people, chats, departments, messages, events, files }
}

/** Goes on where a snapshot was taken. */
export function restore(store: Store, snapshot: Snapshot): void {
  store.startAnew(snapshot)
  store.messages.push(...snapshot.messages)
  store.events.push(...snapshot.events)
  for (const { base64, ...file } of snapshot.files)
    store.files.set(file.key, { ...file, bytes: Buffer.from(base64, 'base64') })
  store.tell({ kind: 'anew' })
}
