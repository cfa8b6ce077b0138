import type { Database } from '../../db/database.ts'

/** Rows of the bot's outbox that sent or redrew a message, oldest first. */
export async function outboxRowsOf(db: Database, messageId: string) {
  const rows = await db.query
    .selectFrom('outbox')
    .selectAll()
    .where(({ or, and, eb }) =>
      or([
        eb('message_id', '=', messageId),
        and([eb('receiver_type', '=', 'patch'), eb('receiver_id', '=', messageId)]),
      ]),
    )
    .orderBy('position')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    key: row.id,
    kind: row.kind,
    state: row.state,
    attempts: row.attempts,
    receiver: `${row.receiver_type} ${row.receiver_id}`,
    priority: row.priority,
    createdAt: row.created_at,
    notBefore: row.not_before,
    reason: row.reason,
    code: row.code,
    content: JSON.parse(row.content) as unknown,
  }))
}
