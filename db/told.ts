/** What was told of figures: digests that were sent, and figures that were put right afterwards. */
import type { Database } from './database.ts'
import { OutboxContent } from './outbox-content.ts'

/** A figure that was accepted, told, and put right with the office's word. */
export type Correction = {
  readonly taskId: string
  /** `YYYY-MM`. */
  readonly period: string
  /** Decimal text of a percentage. */
  readonly before: string | null
  readonly after: string | null
  /** Epoch ms: when the office took it. */
  readonly at: number
}

/** Corrections of accepted reports that the office took since then, the newest first. */
export async function correctionsSince(
  db: Database,
  since: number,
): Promise<readonly Correction[]> {
  const rows = await db.query
    .selectFrom('reports')
    .innerJoin('reports as old', 'old.id', 'reports.corrects')
    .select(['reports.task_id', 'reports.period', 'reports.percent', 'reports.reviewed_at'])
    .select('old.percent as percent_before')
    .where('reports.state', '=', 'accepted')
    .where('old.state', '=', 'accepted')
    .where('reports.reviewed_at', '>=', since)
    .orderBy('reports.reviewed_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    taskId: row.task_id,
    period: row.period,
    before: row.percent_before,
    after: row.percent,
    at: row.reviewed_at ?? 0,
  }))
}

/** A digest as it was sent. */
export type SentDigest = {
  readonly outboxId: string
  readonly messageId: string
  readonly receiver: { readonly type: 'open_id' | 'chat_id'; readonly id: string }
}

/** The last digest that each receiver was sent since then and that told of the plan. */
export async function digestsSentSince(
  db: Database,
  planId: string,
  since: number,
): Promise<readonly SentDigest[]> {
  const rows = await db.query
    .selectFrom('outbox')
    .select(['id', 'message_id', 'receiver_type', 'receiver_id', 'content'])
    .where('kind', 'in', ['leader_digest', 'group_digest'])
    .where('state', '=', 'sent')
    .where('created_at', '>=', since)
    .orderBy('created_at', 'desc')
    .execute()
  const last = new Map<string, SentDigest>()
  for (const row of rows) {
    const { receiver_type: type, message_id: messageId } = row
    const content = OutboxContent.parse(JSON.parse(row.content))
    const isOfPlan = 'planIds' in content && content.planIds.includes(planId)
    if (messageId === null || !isOfPlan || (type !== 'open_id' && type !== 'chat_id')) continue
    if (last.has(row.receiver_id)) continue
    last.set(row.receiver_id, {
      outboxId: row.id,
      messageId,
      receiver: { type, id: row.receiver_id },
    })
  }
  return [...last.values()]
}

/** What a row of the outbox says. */
export async function findContent(db: Database, id: string): Promise<OutboxContent | undefined> {
  const row = await db.query
    .selectFrom('outbox')
    .select('content')
    .where('id', '=', id)
    .executeTakeFirst()
  return row && OutboxContent.parse(JSON.parse(row.content))
}
