import {
  departmentIds,
  markGone,
  mirrorAccounts,
  mirrorDepartments,
  placedAccounts,
  removeDepartments,
} from '../../db/people.ts'
import type { LarkEvents } from '../../src/lark/events.ts'
import type { Deps, LarkUser } from '../../src/ports.ts'
import type { EventHandler, WorkHandler, Writes } from '../types.ts'
import { tellOfResigned } from './resigned.ts'

/** Departments and members as the platform has them now. */
export const mirrorDirectory: WorkHandler = async (_payload, workId, deps) => {
  const at = deps.clock.now()
  const departments = await deps.larkRead.departments()
  const users = new Map<string, LarkUser>()
  for (const id of ['0', ...departments.map(({ openDepartmentId }) => openDepartmentId)]) {
    // Whoever is in several departments comes with each, and says all of them each time.
    for (const user of await deps.larkRead.departmentMembers(id)) users.set(user.openId, user)
  }
  const known = new Set(departments.map(({ openDepartmentId }) => openDepartmentId))
  const removed = (await departmentIds(deps.db)).filter((id) => !known.has(id))
  return [
    ...mirrorDepartments(deps.db, departments, at),
    ...mirrorAccounts(deps.db, [...users.values()], at),
    ...(known.size > 0 ? removeDepartments(deps.db, removed) : []),
    ...(await missed(new Set(users.keys()), workId, deps)),
  ]
}

/** Asked one by one; what is left over is asked the next night. */
const mostAsked = 50

/**
 * Those whom the mirror met before and not now: an event may have been missed. The platform says
 * of each whether they left; whom it does not show any more is marked as gone. Where more than
 * half are missing, the app's range has changed rather than the people: nothing is marked.
 */
async function missed(met: ReadonlySet<string>, key: string, deps: Deps): Promise<Writes> {
  const at = deps.clock.now()
  const placed = await placedAccounts(deps.db)
  const missing = placed.filter((openId) => !met.has(openId))
  if (missing.length > 0 && missing.length * 2 > placed.length) {
    deps.log('directory.shrunk', { before: placed.length, missing: missing.length })
    return []
  }
  const writes: Writes[] = []
  for (const openId of missing.slice(0, mostAsked)) {
    const user = await deps.larkRead.user(openId)
    if (user?.isResigned) writes.push(await tellOfResigned(openId, key, deps))
    writes.push(user ? mirrorAccounts(deps.db, [user], at) : markGone(deps.db, [openId], at))
  }
  return writes.flat()
}

type UserChanged = LarkEvents['contact.user.updated_v3']

/** Somebody joined, changed or resigned. */
const mirrorUser =
  (isResigned: boolean): EventHandler<UserChanged> =>
  async ({ object, old_object: old }, { key, at }, deps) => {
    const openId = object.open_id ?? old?.open_id
    if (!openId) return []
    const user = {
      openId,
      unionId: object.union_id ?? null,
      name: object.name ?? null,
      mobile: null,
      departmentIds: object.department_ids ?? [],
      isResigned: isResigned || (object.status?.is_resigned ?? false),
    }
    return [
      ...(user.isResigned ? await tellOfResigned(openId, key, deps) : []),
      ...mirrorAccounts(deps.db, [user], at),
    ]
  }
export const userChanged = mirrorUser(false)
export const userResigned = mirrorUser(true)

export const departmentChanged: EventHandler<LarkEvents['contact.department.updated_v3']> = async (
  { object },
  { at },
  deps,
) => {
  const { open_department_id: id, name } = object
  if (!id || !name) return []
  const parentId = object.parent_department_id || null
  return mirrorDepartments(deps.db, [{ openDepartmentId: id, name, parentId }], at)
}

export const departmentRemoved: EventHandler<LarkEvents['contact.department.deleted_v3']> = async (
  { object, old_object: old },
  _context,
  deps,
) => {
  const id = object.open_department_id ?? old?.open_department_id
  return id ? removeDepartments(deps.db, [id]) : []
}
