/** Asks the tables of `src/domain/roles.ts` about an account. */
import type { Database } from '../db/database.ts'
import { findPerson, rolesOf } from '../db/roles.ts'
import type { Task } from '../src/domain/plan.ts'
import { type Act, may, rolesOn } from '../src/domain/roles.ts'

/** Whether an account may do what belongs to no single task. */
export const isAllowed = async (db: Database, openId: string, act: Act): Promise<boolean> =>
  may(await rolesOf(db, openId), act)

/** Whether an account may do it on this task. */
export const isAllowedOn = async (
  db: Database,
  task: Task,
  openId: string,
  act: Act,
  now: number,
): Promise<boolean> => may(rolesOn(task, await findPerson(db, openId, now)), act)
