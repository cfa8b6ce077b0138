import { columnProfiles, saveColumnProfile } from '../../db/column-questions.ts'
import type { Column } from '../../src/import/column-words.ts'
import type { ReadOutcome } from '../../src/import/outcome.ts'
import type { ReadOptions } from '../../src/import/read-document.ts'
import type { Deps } from '../../src/ports.ts'
import type { Writes } from '../types.ts'
import type { SentFile } from './sent-file.ts'

type Read = {
  readonly outcome: ReadOutcome
  /** What the columns were said to hold, where that was used. */
  readonly columns: readonly Column[] | null
  readonly writes: Writes
}

/**
 * Reads a file; a table of no known kind by what was said of its header before: by the document's
 * own issuer where that is known, else by whoever said it last.
 */
export async function readWithProfiles(
  bytes: Uint8Array,
  file: SentFile,
  options: ReadOptions,
  deps: Deps,
): Promise<Read> {
  const outcome = await deps.documents.read(bytes, file.fileName, options)
  if (outcome.ok || outcome.reason !== 'unknown-table') {
    return { outcome, columns: null, writes: [] }
  }
  const headers = outcome.table.columns.map(({ header }) => header)
  const profiles = await columnProfiles(deps.db, headers)
  const [newest] = profiles
  if (!newest) return { outcome, columns: null, writes: [] }
  const readBy = (columns: readonly Column[]) =>
    deps.documents.read(bytes, file.fileName, { ...options, profile: { headers, columns } })
  const first = await readBy(newest.columns)
  const issuer = first.ok ? (first.draft.plan.issuer ?? '') : ''
  const own = profiles.find((profile) => profile.issuer === issuer && profile.issuer !== '')
  if (own && own.columns.join() !== newest.columns.join() && newest.issuer !== '') {
    return { outcome: await readBy(own.columns), columns: own.columns, writes: [] }
  }
  // Said before the issuer was known: from now on it is this one's.
  const { columns } = newest
  const isNew = first.ok && issuer !== '' && newest.issuer === ''
  const at = deps.clock.now()
  return {
    outcome: first,
    columns,
    writes: isNew ? saveColumnProfile(deps.db, headers, { issuer, columns }, file.openId, at) : [],
  }
}
