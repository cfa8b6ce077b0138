/** 误传清除 of a report: what belongs to it by its id, however short its words are. */
import { sql } from 'kysely'
import { purgedMark } from '../src/domain/purge.ts'
import type { Database, Writes } from './database.ts'
import type { Found } from './purge-search.ts'
import { listsOf } from './several.ts'
import { noteUrgency } from './task-urgency.ts'

const emptyMessage = JSON.stringify({ kind: 'text', text: purgedMark })

/** Made or moved this report: the entry of the next one only names it as what stood before. */
const isOf = (
  event: { readonly before: string | null; readonly after: string | null },
  id: string,
) => event.after?.includes(id) || event.before?.includes(`"reportId":"${id}"`)

/** Entries of the trail that name it, the messages that made them, their answers, its values. */
export async function rowsOfReport(db: Database, id: string): Promise<readonly Found[]> {
  // D1 takes no more than 50 bytes.
  const named = `%${`"${id}"`.slice(-48)}%`
  const [events, values] = await Promise.all([
    db.query
      .selectFrom('audit_events')
      .selectAll()
      .where((where) => where.or([where('before', 'like', named), where('after', 'like', named)]))
      .execute(),
    db.query.selectFrom('report_values').selectAll().where('report_id', '=', id).execute(),
  ])
  const via = [...new Set(events.filter((one) => isOf(one, id)).flatMap(({ via }) => via ?? []))]
  const said = await Promise.all(
    listsOf(via).map((keys) =>
      db.query.selectFrom('inbox').selectAll().where('key', 'in', keys).execute(),
    ),
  )
  const sent = () => db.query.selectFrom('outbox').selectAll().where('kind', 'in', ['card', 'text'])
  const answers = await Promise.all([
    sent().where('content', 'like', named).execute(),
    ...listsOf(
      via.map((key) => `answer:${key}`),
      2,
    ).map((ids) => sent().where('id', 'in', ids).execute()),
  ])
  return [
    ...events.map((row) => ({
      table: 'audit_events' as const,
      row,
      words: { ...(row.before ? { before: '{}' } : {}), ...(row.after ? { after: '{}' } : {}) },
    })),
    ...said.flat().map((row) => ({ table: 'inbox' as const, row, words: { payload: '{}' } })),
    ...[...new Map(answers.flat().map((row) => [row.id, row])).values()].map((row) => ({
      table: 'outbox' as const,
      row,
      words: { content: emptyMessage },
    })),
    ...values.map((row) => ({ table: 'report_values' as const, row, words: { said: '' } })),
  ]
}

/** Its figures go, and the report before it stands again, as after 撤回. */
export function forgetReport(db: Database, id: string, taskId: string): Writes {
  const value = (column: 'value' | 'none' | 'said' | 'report_id') =>
    sql<never>`(select v.${sql.ref(column)} from report_values v join reports r on r.id = v.report_id where v.indicator_id = indicators.id and r.state = 'accepted' and r.id <> ${id} order by r.period desc, r.at desc, r.id desc limit 1)`
  const newest = (states: readonly string[]) =>
    sql<string>`(select id from reports where task_id = tasks.id and id <> ${id} and state in (${sql.join(states)}) order by at desc, id desc limit 1)`
  const standing = ['awaiting_sign_off', 'submitted', 'accepted', 'returned']
  const tasks = () => db.query.updateTable('tasks')
  return [
    db.query
      .updateTable('reports')
      .set({
        percent: null,
        stage: null,
        no_figure: null,
        expected_on: null,
        milestones_done: '[]',
        state: 'withdrawn',
        status: 'returned',
      })
      .where('id', '=', id),
    db.query
      .updateTable('indicators')
      .set({
        value: value('value'),
        none: value('none'),
        said: value('said'),
        value_report_id: value('report_id'),
      })
      .where('value_report_id', '=', id),
    db.query.deleteFrom('report_values').where('report_id', '=', id),
    db.query
      .updateTable('milestones')
      .set({ done_on: null, done_by_report: null })
      .where('done_by_report', '=', id),
    tasks()
      .set({ last_report_id: newest(standing) })
      .where('last_report_id', '=', id),
    tasks()
      .set({ last_accepted_report_id: newest(['accepted']) })
      .where('last_accepted_report_id', '=', id),
    ...noteUrgency(db, [taskId]),
  ]
}

/** Digests to leaders and groups that may have quoted these reports: sent since one was accepted. */
export async function digestsQuoting(db: Database, found: readonly Found[]): Promise<number> {
  const accepted = found.flatMap(({ table, row }) =>
    table === 'reports' && row.state === 'accepted' ? [Number(row.reviewed_at ?? row.at)] : [],
  )
  if (accepted.length === 0) return 0
  const row = await db.query
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('kind', 'in', ['leader_digest', 'group_digest'])
    .where('message_id', 'is not', null)
    .where('created_at', '>=', Math.min(...accepted))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
