import { mirrorAccounts, mirrorDepartments } from '../../db/people.ts'
import type { LarkEvents } from '../../src/lark/events.ts'
import type { LarkUser } from '../../src/ports.ts'
import type { EventHandler, WorkHandler } from '../types.ts'

/** Departments and members as the platform has them now. */
export const mirrorDirectory: WorkHandler = async (_payload, _workId, deps) => {
  const at = deps.clock.now()
  const departments = await deps.larkRead.departments()
  const users = new Map<string, LarkUser>()
  for (const id of ['0', ...departments.map(({ openDepartmentId }) => openDepartmentId)]) {
    // Whoever is in several departments comes with each, and says all of them each time.
    for (const user of await deps.larkRead.departmentMembers(id)) users.set(user.openId, user)
  }
  return [
    ...mirrorDepartments(deps.db, departments, at),
    ...mirrorAccounts(deps.db, [...users.values()], at),
  ]
}

type UserChanged = LarkEvents['contact.user.updated_v3']

/** Somebody joined, changed or resigned. */
const mirrorUser =
  (isResigned: boolean): EventHandler<UserChanged> =>
  async ({ object, old_object: old }, { at }, deps) => {
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
    return mirrorAccounts(deps.db, [user], at)
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
