import type { Edition, FormName, PrintFormat } from '../src/domain/print-forms.ts'
import { bytesOf, chunksOf } from './chunks.ts'
import type { Database, Writes } from './database.ts'

/** A file that was printed for an account. */
export type PrintedFile = {
  readonly id: string
  readonly openId: string
  readonly planId: string
  readonly form: FormName
  readonly format: PrintFormat
  readonly edition: Edition
  /** Epoch ms: the data are those of then. */
  readonly asOf: number
  readonly fileName: string
  readonly tasks: number
}

export const insertExport = (
  db: Database,
  file: PrintedFile,
  bytes: Uint8Array,
  at: number,
): Writes => [
  db.query.insertInto('exports').values({
    id: file.id,
    open_id: file.openId,
    plan_id: file.planId,
    form: file.form,
    format: file.format,
    edition: file.edition,
    as_of: file.asOf,
    file_name: file.fileName,
    tasks: file.tasks,
    made_at: at,
  }),
  ...chunksOf(bytes).map((body, position) =>
    db.query.insertInto('export_chunks').values({ export_id: file.id, position, body }),
  ),
]

/** Bytes are kept no longer than a card can be pressed; who had what printed stays. */
export const forgetExportBytes = (db: Database, before: number): Writes => [
  db.query
    .deleteFrom('export_chunks')
    .where('export_id', 'in', (from) =>
      from.selectFrom('exports').select('id').where('made_at', '<', before),
    ),
]

export async function exportExists(db: Database, id: string): Promise<boolean> {
  const row = await db.query
    .selectFrom('exports')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** @returns undefined where there is no such file, or its bytes are gone */
export async function findExport(
  db: Database,
  id: string,
): Promise<{ readonly fileName: string; readonly bytes: Uint8Array } | undefined> {
  const [row, chunks] = await Promise.all([
    db.query.selectFrom('exports').select('file_name').where('id', '=', id).executeTakeFirst(),
    db.query
      .selectFrom('export_chunks')
      .select('body')
      .where('export_id', '=', id)
      .orderBy('position')
      .execute(),
  ])
  if (!row || chunks.length === 0) return undefined
  const parts = chunks.map(({ body }) => bytesOf(body))
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return { fileName: row.file_name, bytes }
}
