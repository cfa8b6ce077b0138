/**
 * Lists of tasks, worst first, a page at a time. What is shown is chosen in the database by indexes
 * and narrow columns, so that a list costs little more than its page however many tasks there are.
 */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { IsoDate } from '../src/domain/draft-plan.ts'
import { urgency } from '../src/domain/milestone-status.ts'
import type { PlanState } from '../src/domain/plan.ts'
import { hasInitials, type InitialsOf, laggingBelow } from '../src/domain/task-query.ts'
import type { Database } from './database.ts'
import { holds } from './like-part.ts'
import { isOwnTask, listed, type OwnTasks } from './own-tasks.ts'
import type { Schema } from './schema.ts'
import { keptNextNode } from './task-urgency.ts'

type Eb = ExpressionBuilder<Schema, 'tasks' | 'plans'>
type Condition = Expression<SqlBool>

/** Which tasks may be listed at all. */
export type TaskScope =
  /** One's own, of plans that were dispatched. */
  | { readonly kind: 'own'; readonly own: OwnTasks }
  /** What an account sees: plans in which it has duties, or all of them. */
  | {
      readonly kind: 'seen'
      readonly own: OwnTasks
      /** Null: every plan. */
      readonly planIds: readonly string[] | null
      readonly seesUnreleased: boolean
      readonly seesInternal: boolean
    }
  /** All there is a trail of: every plan that was not cancelled. */
  | { readonly kind: 'kept' }
  /** What a group reads: tasks of these plans that pass one of the conditions beside them. */
  | {
      readonly kind: 'covered'
      readonly parts: readonly {
        readonly planIds: readonly string[]
        readonly condition: TaskCondition
      }[]
    }

/** A filter whose names were looked up: `partyIds` are printed names. */
export type TaskCondition =
  | { readonly kind: 'all' | 'overdue' | 'lagging' }
  | { readonly kind: 'due'; readonly from: IsoDate; readonly to: IsoDate }
  | { readonly kind: 'unit' | 'leader'; readonly partyIds: readonly string[] }
  | { readonly kind: 'section'; readonly text: string }
  | { readonly kind: 'tasks'; readonly seqs: readonly number[] }
  /** Each of the pieces is found. */
  | { readonly kind: 'pieces'; readonly pieces: readonly PieceCondition[] }

export type PieceCondition =
  | { readonly kind: 'plan'; readonly code: string }
  | { readonly kind: 'number'; readonly code: string | null; readonly seq: number }
  | { readonly kind: 'part'; readonly text: string; readonly partyIds: readonly string[] }

/** Letters that may be initials of a title or section: only reading them can tell. */
export type TitleInitials = { readonly letters: readonly string[]; readonly initialsOf: InitialsOf }

export type TaskPage = {
  readonly total: number
  readonly overdue: number
  readonly awaiting: number
  /** From 1; beyond the last: the last. */
  readonly page: number
  readonly pages: number
  /** Of this page, worst first. */
  readonly taskIds: readonly string[]
}

export type ListOptions = { readonly on: IsoDate; readonly page: number; readonly perPage: number }

/** The tasks of a scope that a condition names: one page of them, and how many there are. */
export async function listTasks(
  db: Database,
  scope: TaskScope,
  condition: TaskCondition,
  { on, page, perPage }: ListOptions,
): Promise<TaskPage> {
  const rowsOf = (shown: number) =>
    pageFrom(db, foundTasks(db, scope, condition, on), on, (shown - 1) * perPage, perPage).execute()
  const pagesOf = (total: number) => Math.max(1, Math.ceil(total / perPage))
  const rows = await rowsOf(page)
  if (rows.length === 0 && page > 1) {
    // Beyond the end there is no row to read the counts from: the first one has them.
    const [first] = await rowsOf(1)
    const last = pagesOf(Number(first?.total ?? 0))
    return listTasks(db, scope, condition, { on, page: last, perPage })
  }
  const total = Number(rows[0]?.total ?? 0)
  return {
    total,
    overdue: Number(rows[0]?.overdue ?? 0),
    awaiting: Number(rows[0]?.awaiting ?? 0),
    page,
    pages: pagesOf(total),
    taskIds: rows.map(({ id }) => id),
  }
}

type Found = ReturnType<typeof foundTasks>

/** What is found is looked for once, and read for the counts and for the page. */
const pageFrom = (db: Database, found: Found, on: IsoDate, offset: number, limit: number) =>
  db.query
    .with(
      (cte) => cte('found').materialized(),
      () => found,
    )
    .with('counted', (from) =>
      from
        .selectFrom('found')
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .select(sql<number>`sum(case when urgency < ${on} then 1 else 0 end)`.as('overdue'))
        .select(
          sql<number>`sum(case when state = 'awaiting_acknowledgement' then 1 else 0 end)`.as(
            'awaiting',
          ),
        ),
    )
    .selectFrom(['found', 'counted'])
    .select(['found.id', 'counted.total', 'counted.overdue', 'counted.awaiting'])
    .orderBy('found.urgency')
    .orderBy('found.code')
    .orderBy('found.seq')
    .orderBy('found.id')
    .limit(limit)
    .offset(offset)

function foundTasks(db: Database, scope: TaskScope, condition: TaskCondition, on: IsoDate) {
  return db.query
    .selectFrom('tasks')
    .innerJoin('plans', 'plans.id', 'tasks.plan_id')
    .select(['tasks.id', 'tasks.seq', 'tasks.state', 'plans.code'])
    .select(urgencyColumn.as('urgency'))
    .where('tasks.archived_at', 'is', null)
    .where((eb) => eb.and([scopeOf(eb, scope, on), conditionOf(eb, condition, on)]))
}

const isEnded = sql<boolean>`tasks.state in ('closed', 'suspended', 'withdrawn')`

/** `urgencyOf` of `src/domain/milestone-status.ts`. */
const urgencyColumn = sql<string>`case when ${isEnded} then ${sql.lit(urgency.ended)}
  else ${keptNextNode} end`

const underWay: readonly PlanState[] = ['running', 'year_end_check']

function scopeOf(eb: Eb, scope: TaskScope, on: IsoDate): Condition {
  if (scope.kind === 'kept') return eb('plans.state', '!=', 'cancelled')
  if (scope.kind === 'covered') {
    const parts = scope.parts.map(({ planIds, condition }) =>
      eb.and([eb('tasks.plan_id', 'in', listed(planIds)), conditionOf(eb, condition, on)]),
    )
    return eb.and([released(eb), eb('tasks.is_internal', '=', 0), eb.or(parts)])
  }
  const { own } = scope
  if (scope.kind === 'own') return eb.and([released(eb), isOwn(eb, own)])
  const { planIds, seesUnreleased, seesInternal } = scope
  return eb.and([
    seesUnreleased ? eb('plans.state', 'in', ['draft', ...underWay]) : released(eb),
    ...(planIds === null ? [] : [eb('tasks.plan_id', 'in', listed(planIds))]),
    // Not as one of two ways in: SQLite would go both, and read what is own as well.
    ...(seesInternal
      ? []
      : [eb.not(eb.and([eb('tasks.is_internal', '=', 1), eb.not(isOwn(eb, own))]))]),
  ])
}

const released = (eb: Eb): Condition =>
  eb.and([eb('plans.state', 'in', underWay), eb('plans.is_trial', '=', 0)])

const isOwn = (eb: Eb, own: OwnTasks): Condition =>
  isOwnTask(eb as unknown as ExpressionBuilder<Schema, 'tasks'>, own)

function conditionOf(eb: Eb, condition: TaskCondition, on: IsoDate): Condition {
  switch (condition.kind) {
    case 'all':
      return eb.lit(true)
    case 'overdue':
      return sql<SqlBool>`${urgencyColumn} < ${on}`
    case 'lagging':
      return sql<SqlBool>`(not ${isEnded}) and ${behind(on)}`
    case 'due':
      return sql<SqlBool>`(not ${isEnded}) and exists (select 1 from milestones as m
        where m.task_id = tasks.id and m.done_on is null and m.archived_at is null
        and m.due_on >= plans.effective_on
        and m.due_on between ${condition.from} and ${condition.to})`
    case 'unit':
      return hasDuty(condition.partyIds, ['lead_unit', 'co_unit'])
    case 'leader':
      return hasDuty(condition.partyIds, ['lead_leader'])
    case 'section':
      return holds('tasks.section', condition.text)
    case 'tasks':
      return eb('tasks.seq', 'in', [...condition.seqs, 0])
    case 'pieces':
      return eb.and(condition.pieces.map((piece) => pieceOf(eb, piece)))
  }
}

/** Of the nodes that should be done, so many are not. */
const behind = (on: IsoDate) => sql`coalesce((select ${sql.lit(laggingBelow.of)} * count(m.done_on)
    < ${sql.lit(laggingBelow.done)} * count(*)
  from milestones as m
  where m.task_id = tasks.id and m.archived_at is null
  and m.due_on >= plans.effective_on and m.due_on < ${on}), false)`

function hasDuty(partyIds: readonly string[], roles: readonly string[] = []): Condition {
  if (partyIds.length === 0) return sql<SqlBool>`1 = 0`
  const ofRole =
    roles.length > 0 ? sql` and d.role in (${sql.join(roles.map((one) => sql.lit(one)))})` : sql``
  return sql<SqlBool>`tasks.id in (select d.task_id from duties as d
    where d.party_id in ${listed(partyIds)}${ofRole})`
}

function pieceOf(eb: Eb, piece: PieceCondition): Condition {
  switch (piece.kind) {
    case 'plan':
      return eb('plans.code', '=', piece.code)
    case 'number':
      return eb.and([
        eb('tasks.seq', '=', piece.seq),
        ...(piece.code === null ? [] : [eb('plans.code', '=', piece.code)]),
      ])
    case 'part':
      return eb.or([
        holds('tasks.title', piece.text),
        holds('tasks.text', piece.text),
        holds('tasks.section', piece.text),
        ...(piece.partyIds.length > 0 ? [hasDuty(piece.partyIds)] : []),
      ])
  }
}

/**
 * As `listTasks`, where letters may be initials of a title: the titles of the whole scope are read.
 */
export async function listByInitials(
  db: Database,
  scope: TaskScope,
  condition: Extract<TaskCondition, { readonly kind: 'pieces' }>,
  { letters, initialsOf }: TitleInitials,
  { on, page, perPage }: ListOptions,
): Promise<TaskPage> {
  const others = condition.pieces.filter(
    (piece) => piece.kind !== 'part' || !letters.includes(piece.text),
  )
  const said = condition.pieces.filter((piece) => !others.includes(piece))
  const found = foundTasks(db, scope, { kind: 'pieces', pieces: others }, on)
  const rows = await found
    .select(sql<string>`coalesce(tasks.title, substr(tasks.text, 1, 40))`.as('title'))
    .select('tasks.section')
    .select((eb) =>
      said.map((piece, at) =>
        eb.case().when(pieceOf(eb, piece)).then(1).else(0).end().as(`hit_${at}`),
      ),
    )
    .orderBy('urgency')
    .orderBy('plans.code')
    .orderBy('tasks.seq')
    .orderBy('tasks.id')
    .execute()
  const hits = rows.filter((row) =>
    said.every(
      (piece, at) =>
        (row as Readonly<Record<string, unknown>>)[`hit_${at}`] === 1 ||
        (piece.kind === 'part' &&
          (hasInitials(row.title, piece.text, initialsOf) ||
            hasInitials(row.section, piece.text, initialsOf))),
    ),
  )
  const pages = Math.max(1, Math.ceil(hits.length / perPage))
  const shown = Math.min(Math.max(1, page), pages)
  return {
    total: hits.length,
    overdue: hits.filter(({ urgency: key }) => key < on).length,
    awaiting: hits.filter(({ state }) => state === 'awaiting_acknowledgement').length,
    page: shown,
    pages,
    taskIds: hits.slice((shown - 1) * perPage, shown * perPage).map(({ id }) => id),
  }
}
