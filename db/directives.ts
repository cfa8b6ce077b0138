import type { Directive } from '../src/domain/directives.ts'
import { compareText } from '../src/domain/order.ts'
import type { Database, Writes } from './database.ts'
import type { DirectiveTable } from './schema/supervision.ts'
import { listsOf } from './several.ts'

export async function findDirective(db: Database, id: string): Promise<Directive | undefined> {
  const row = await db.query
    .selectFrom('directives')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toDirective(row)
}

/** Of one task, of some, or of one who gives them, not answered, oldest first. */
export async function openDirectives(
  db: Database,
  of:
    | { readonly taskId: string }
    | { readonly by: string }
    | { readonly taskIds: readonly string[] },
): Promise<readonly Directive[]> {
  const open = db.query.selectFrom('directives').selectAll().where('reply', 'is', null)
  if ('taskIds' in of) {
    const lists = listsOf(of.taskIds).map((ids) => open.where('task_id', 'in', ids).execute())
    const rows = (await Promise.all(lists)).flat()
    return rows.map(toDirective).sort((a, b) => a.at - b.at || compareText(a.id, b.id))
  }
  const asked =
    'taskId' in of ? open.where('task_id', '=', of.taskId) : open.where('by_open_id', '=', of.by)
  return (await asked.orderBy('at').orderBy('id').execute()).map(toDirective)
}

/** The latest of a task, newest first. */
export async function latestDirectives(
  db: Database,
  taskId: string,
  limit: number,
): Promise<readonly Directive[]> {
  const rows = await db.query
    .selectFrom('directives')
    .selectAll()
    .where('task_id', '=', taskId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toDirective)
}

export const insertDirective = (db: Database, directive: Directive): Writes => [
  db.query.insertInto('directives').values({
    id: directive.id,
    task_id: directive.taskId,
    by_open_id: directive.by,
    text: directive.text,
    at: directive.at,
    due_on: directive.dueOn,
    number: directive.number,
    version: directive.version,
  }),
]

/** 批示: the number that the office gave it. */
export const recordNumber = (db: Database, directive: Directive): Writes => [
  db.query
    .updateTable('directives')
    .set({ number: directive.number, version: directive.version })
    .where('id', '=', directive.id),
]

export const recordReply = (db: Database, directive: Directive): Writes => [
  db.query
    .updateTable('directives')
    .set({
      reply: directive.reply,
      replied_by: directive.repliedBy,
      replied_at: directive.repliedAt,
      version: directive.version,
    })
    .where('id', '=', directive.id),
]

const toDirective = (row: DirectiveTable): Directive => ({
  id: row.id,
  taskId: row.task_id,
  by: row.by_open_id,
  text: row.text,
  at: row.at,
  reply: row.reply,
  repliedBy: row.replied_by,
  repliedAt: row.replied_at,
  version: row.version,
  number: row.number,
  dueOn: row.due_on,
})
