/** The tasks in which an account has a duty, found without loading them. */
import { type ExpressionBuilder, sql } from 'kysely'
import { isSigner } from '../src/domain/duty-holders.ts'
import { groupBy } from '../src/domain/group-by.ts'
import type { PrintedDuty } from '../src/domain/parties.ts'
import type { Holding, Resolver } from '../src/domain/people.ts'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

/** What makes a task an account's own: `taskIds` are those of which only the duties could say it. */
export type OwnTasks = Omit<Holding, 'unsure'> & { readonly taskIds: readonly string[] }

export async function ownTasksOf(
  db: Database,
  resolver: Resolver,
  openId: string,
): Promise<OwnTasks> {
  const { unsure, ...sure } = resolver.holding(openId)
  return { ...sure, taskIds: await confirmed(db, resolver, openId, unsure) }
}

async function confirmed(
  db: Database,
  resolver: Resolver,
  openId: string,
  { partyIds, taskIds }: Holding['unsure'],
): Promise<readonly string[]> {
  if (partyIds.length + taskIds.length === 0) return []
  const rows = await db.query
    .selectFrom('duties')
    .innerJoin('parties', 'parties.id', 'duties.party_id')
    .select(['duties.task_id', 'duties.role', 'duties.is_lead', 'duties.party_id', 'parties.name'])
    .where(({ or, eb, selectFrom }) =>
      or([
        eb('duties.task_id', 'in', listed(taskIds)),
        eb(
          'duties.task_id',
          'in',
          selectFrom('duties as named')
            .select('named.task_id')
            .where('named.party_id', 'in', [...partyIds, '']),
        ),
      ]),
    )
    .orderBy('duties.position')
    .execute()
  return [...groupBy(rows, ({ task_id }) => task_id)]
    .filter(([taskId, printed]) => {
      const duties = resolver.duties(taskId, printed.map(toPrintedDuty))
      return duties.some((one) => one.openIds.includes(openId)) || isSigner({ duties }, openId)
    })
    .map(([taskId]) => taskId)
}

const toPrintedDuty = (row: {
  readonly role: PrintedDuty['role']
  readonly is_lead: 0 | 1
  readonly party_id: string
  readonly name: string
}): PrintedDuty => ({
  role: row.role,
  partyId: row.party_id,
  name: row.name,
  isLead: row.is_lead === 1,
})

/** Ids of our own, of which there may be more than a statement takes as parameters. */
export const listed = (ids: readonly string[]) =>
  sql<string>`(${sql.join(ids.length > 0 ? ids.map((id) => sql.lit(id)) : [sql.lit('')])})`

/** Whether a row of `tasks` is one of them. */
export function isOwnTask(eb: ExpressionBuilder<Schema, 'tasks'>, own: OwnTasks) {
  const held = eb
    .selectFrom('duties')
    .select('duties.task_id')
    .where(({ or, and, eb: on }) =>
      or([
        on('duties.party_id', 'in', [...own.always, '']),
        ...(own.leading.length > 0
          ? [
              and([
                on('duties.party_id', 'in', [...own.leading]),
                on('duties.role', '=', 'lead_unit'),
              ]),
            ]
          : []),
        ...(own.standingIn.length > 0
          ? [
              and([
                on('duties.party_id', 'in', [...own.standingIn]),
                on('duties.role', '!=', 'lead_leader'),
              ]),
            ]
          : []),
      ]),
    )
  const isHeld = eb('tasks.id', 'in', held)
  return own.taskIds.length === 0
    ? isHeld
    : eb.or([isHeld, eb('tasks.id', 'in', listed(own.taskIds))])
}

/** Plans under way, trials left out, in which there are such tasks. */
export async function plansWith(db: Database, own: OwnTasks): Promise<readonly string[]> {
  const rows = await db.query
    .selectFrom('plans')
    .select('id')
    .where('state', 'in', ['running', 'year_end_check'])
    .where('is_trial', '=', 0)
    .where(({ eb, selectFrom }) =>
      eb(
        'id',
        'in',
        selectFrom('tasks')
          .select('tasks.plan_id')
          .where('tasks.archived_at', 'is', null)
          .where((task) => isOwnTask(task, own)),
      ),
    )
    .orderBy('created_at')
    .orderBy('code')
    .execute()
  return rows.map(({ id }) => id)
}
