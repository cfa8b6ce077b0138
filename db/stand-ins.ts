/** Who does another's work: stand-ins, handovers, tasks passed on. */
import type { IsoDate } from '../src/domain/draft-plan.ts'
import type { Database, Writes } from './database.ts'
import type { HandoverTable } from './schema/people.ts'

export type StandIn = {
  readonly id: string
  readonly openId: string
  readonly standInId: string
  readonly fromOn: IsoDate
  /** The last day. */
  readonly untilOn: IsoDate
  readonly by: string
  readonly at: number
}

/** One stand-in at a time: an earlier one ends with it. */
export const setStandIn = (db: Database, standIn: StandIn): Writes => [
  ...endStandIn(db, standIn.openId, standIn.at),
  db.query.insertInto('stand_ins').values({
    id: standIn.id,
    open_id: standIn.openId,
    stand_in_id: standIn.standInId,
    from_on: standIn.fromOn,
    until_on: standIn.untilOn,
    by_open_id: standIn.by,
    at: standIn.at,
  }),
]

export const endStandIn = (db: Database, openId: string, at: number): Writes => [
  db.query
    .updateTable('stand_ins')
    .set({ ended_at: at })
    .where('open_id', '=', openId)
    .where('ended_at', 'is', null),
]

/** 移交: everything of one account is another's from a day on. */
export type Handover = {
  readonly id: string
  readonly fromId: string
  readonly toId: string
  readonly fromOn: IsoDate
  readonly state: HandoverTable['state']
  readonly askedBy: string
  readonly decidedBy: string | null
  readonly at: number
  readonly version: number
}

export const saveHandover = (db: Database, handover: Handover): Writes => [
  db.query
    .insertInto('handovers')
    .values({
      id: handover.id,
      from_id: handover.fromId,
      to_id: handover.toId,
      from_on: handover.fromOn,
      state: handover.state,
      asked_by: handover.askedBy,
      decided_by: handover.decidedBy,
      at: handover.at,
      version: handover.version,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        state: ref('excluded.state'),
        decided_by: ref('excluded.decided_by'),
        at: ref('excluded.at'),
        version: ref('excluded.version'),
      })),
    ),
]

export async function findHandover(db: Database, id: string): Promise<Handover | undefined> {
  const row = await db.query
    .selectFrom('handovers')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toHandover(row)
}

/** Those that wait for the office, oldest first. */
export async function handoversAsked(db: Database): Promise<readonly Handover[]> {
  const rows = await db.query
    .selectFrom('handovers')
    .selectAll()
    .where('state', '=', 'asked')
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(toHandover)
}

/** Of one account, newest first. */
export async function handoversFrom(db: Database, fromId: string): Promise<readonly Handover[]> {
  const rows = await db.query
    .selectFrom('handovers')
    .selectAll()
    .where('from_id', '=', fromId)
    .orderBy('at', 'desc')
    .execute()
  return rows.map(toHandover)
}

const toHandover = (row: HandoverTable): Handover => ({
  id: row.id,
  fromId: row.from_id,
  toId: row.to_id,
  fromOn: row.from_on,
  state: row.state,
  askedBy: row.asked_by,
  decidedBy: row.decided_by,
  at: row.at,
  version: row.version,
})

/** 转经办人: passed on anew, an earlier colleague of theirs is out of it. */
export const passTask = (
  db: Database,
  pass: {
    readonly id: string
    readonly taskId: string
    readonly fromId: string
    readonly toId: string
  },
  at: number,
): Writes => [
  ...endPass(db, pass.taskId, pass.fromId, at),
  db.query
    .insertInto('task_passes')
    .values({ id: pass.id, task_id: pass.taskId, from_id: pass.fromId, to_id: pass.toId, at }),
]

/** It is theirs again. */
export const endPass = (db: Database, taskId: string, fromId: string, at: number): Writes => [
  db.query
    .updateTable('task_passes')
    .set({ ended_at: at })
    .where('task_id', '=', taskId)
    .where('from_id', '=', fromId)
    .where('ended_at', 'is', null),
]

// The question that was asked last

export const rememberQuestion = (
  db: Database,
  openId: string,
  act: unknown,
  at: number,
): Writes => [
  db.query
    .insertInto('person_questions')
    .values({ open_id: openId, act: JSON.stringify(act), at })
    .onConflict((conflict) =>
      conflict.column('open_id').doUpdateSet({ act: JSON.stringify(act), at }),
    ),
]

export const forgetQuestion = (db: Database, openId: string): Writes => [
  db.query.deleteFrom('person_questions').where('open_id', '=', openId),
]

/** What an account was asked since `since` (epoch ms), unparsed. */
export async function questionOf(db: Database, openId: string, since: number): Promise<unknown> {
  const row = await db.query
    .selectFrom('person_questions')
    .select('act')
    .where('open_id', '=', openId)
    .where('at', '>=', since)
    .executeTakeFirst()
  return row && JSON.parse(row.act)
}
