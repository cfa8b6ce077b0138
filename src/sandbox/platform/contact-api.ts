import { type Call, type Endpoint, page } from './endpoint.ts'
import { badField, Refusal } from './refusal.ts'
import type { Store } from './store.ts'
import type { Department, Person } from './world.ts'

const paging = { max: 50, usual: 10, sizeCode: 40011, tokenCode: 40012 }

function userStatus(person: Person) {
  const gone = person.isResigned === true
  return {
    is_frozen: false,
    is_resigned: gone,
    is_activated: !gone,
    is_exited: false,
    is_unjoin: false,
  }
}

/** Each field stands behind a scope of its own: contact-v3/user/field-overview. */
export function userData(store: Store, person: Person): Record<string, unknown> {
  const base = { open_id: person.openId, union_id: person.unionId }
  const named = store.hasScope('contact:user.base:readonly')
    ? { name: person.name, en_name: '', nickname: '', avatar: { avatar_72: '' } }
    : {}
  const placed = store.hasScope('contact:user.department:readonly')
    ? { department_ids: person.departmentIds }
    : {}
  const phone =
    store.hasScope('contact:user.phone:readonly') && person.mobile !== undefined
      ? { mobile: person.mobile.startsWith('+') ? person.mobile : `+86${person.mobile}` }
      : {}
  const employee = store.hasScope('contact:user.employee:readonly')
    ? { status: userStatus(person), job_title: person.jobTitle ?? '', is_tenant_manager: false }
    : {}
  return { ...base, ...named, ...placed, ...phone, ...employee }
}

function findUser(call: Call, id: string): Person | undefined {
  const type = call.query('user_id_type') ?? 'open_id'
  const key = type === 'union_id' ? 'unionId' : 'openId'
  if (type === 'user_id') return undefined
  return call.store.people.find((person) => person[key] === id)
}

/** contact-v3/user/get: 41012 unknown, 41050 outside the contact scope. */
function getUser(call: Call) {
  const person = findUser(call, call.param('user_id'))
  if (!person) throw new Refusal(41012)
  if (!call.store.isVisible(person.openId)) throw new Refusal(41050)
  return { user: userData(call.store, person) }
}

/** contact-v3/user/batch: up to 50 ids, those out of sight are left out. */
function getUsers(call: Call) {
  const ids = call.context.req.queries('user_ids') ?? []
  if (ids.length === 0 || ids.length > 50) throw badField('user_ids', '1 to 50 user ids')
  const people = ids.map((id) => findUser(call, id)).filter((person) => person !== undefined)
  const seen = people.filter((person) => call.store.isVisible(person.openId))
  return { items: seen.map((person) => userData(call.store, person)) }
}

function findDepartment(call: Call, id: string): Department | undefined {
  const key =
    call.query('department_id_type') === 'department_id' ? 'departmentId' : 'openDepartmentId'
  return call.store.departments.find((department) => department[key] === id)
}

/** contact-v3/user/find_by_department: direct members, `0` is the root. */
function findByDepartment(call: Call) {
  const { store } = call
  const id = call.query('department_id')
  if (id === undefined) throw badField('department_id', 'department_id is required')
  const department = id === '0' ? '0' : findDepartment(call, id)?.openDepartmentId
  if (department === undefined) throw new Refusal(40004, { status: 403 })
  const members = store.people.filter(
    (person) =>
      !person.isResigned &&
      store.isVisible(person.openId) &&
      (person.departmentIds.includes(department) ||
        (department === '0' && person.departmentIds.length === 0)),
  )
  const part = page(call, members, paging)
  return { ...part, items: part.items.map((person) => userData(store, person)) }
}

const digits = (mobile: string) => mobile.replace(/^\+86/, '').replace(/\D/g, '')

function idList(body: Record<string, unknown>, key: string): string[] {
  const value = body[key] ?? []
  if (!Array.isArray(value) || value.length > 50) throw badField(key, `at most 50 ${key}`)
  return value.map(String)
}

/** contact-v3/user/batch_get_id: an entry without `user_id` was not found. */
function batchGetId(call: Call) {
  const { store, body } = call
  const type = call.query('user_id_type') ?? 'open_id'
  const answer = (key: 'mobile' | 'email', value: string) => {
    const person = store.people.find((one) =>
      key === 'email' ? one.email === value : one.mobile && digits(one.mobile) === digits(value),
    )
    const isFound =
      person &&
      store.isVisible(person.openId) &&
      (!person.isResigned || body.include_resigned === true)
    if (!person || !isFound) return { [key]: value }
    const id = type === 'union_id' ? person.unionId : person.openId
    return { user_id: id, [key]: value, status: userStatus(person) }
  }
  return {
    user_list: [
      ...idList(body, 'emails').map((email) => answer('email', email)),
      ...idList(body, 'mobiles').map((mobile) => answer('mobile', mobile)),
    ],
  }
}

function departmentData(store: Store, department: Department) {
  const members = store.people.filter(
    (person) => !person.isResigned && person.departmentIds.includes(department.openDepartmentId),
  )
  return {
    ...(store.hasScope('contact:department.base:readonly')
      ? { name: department.name, i18n_name: { zh_cn: department.name } }
      : {}),
    parent_department_id: department.parentId,
    department_id: department.departmentId ?? department.openDepartmentId,
    open_department_id: department.openDepartmentId,
    leader_user_id: department.leaderOpenId ?? '',
    leaders: department.leaderOpenId ? [{ leaderType: 1, leaderID: department.leaderOpenId }] : [],
    order: '100',
    member_count: members.length,
    status: { is_deleted: false },
  }
}

function getDepartment(call: Call) {
  const department = findDepartment(call, call.param('department_id'))
  if (!department) throw new Refusal(40015)
  return { department: departmentData(call.store, department) }
}

/** contact-v3/department/children: with `fetch_child` the whole tree below. */
function children(call: Call) {
  const { store } = call
  const id = call.param('department_id')
  const top = id === '0' ? '0' : findDepartment(call, id)?.openDepartmentId
  if (top === undefined) throw new Refusal(40004, { status: 403 })
  const below = (parent: string): Department[] =>
    store.departments
      .filter((department) => department.parentId === parent)
      .flatMap((department) => [
        department,
        ...(call.query('fetch_child') === 'true' ? below(department.openDepartmentId) : []),
      ])
  const part = page(call, below(top), paging)
  return { ...part, items: part.items.map((department) => departmentData(store, department)) }
}

/** contact-v3/scope/list: what the app may see of the directory. */
function scopes({ store }: Call) {
  const { contactScope = 'all' } = store.app
  const isAll = contactScope === 'all'
  const top = store.departments.filter((department) => department.parentId === '0')
  return {
    department_ids: isAll ? top.map((department) => department.openDepartmentId) : [],
    user_ids: isAll
      ? store.people
          .filter(({ departmentIds }) => departmentIds.length === 0)
          .map((one) => one.openId)
      : contactScope,
    group_ids: [],
    has_more: false,
  }
}

const contact = ['contact:contact.base:readonly', 'contact:contact:readonly_as_app']
const users = '/contact/v3/users'
const departments = '/contact/v3/departments'

export const contactEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: `${users}/batch`, scopes: contact, handle: getUsers },
  { method: 'GET', path: `${users}/find_by_department`, scopes: contact, handle: findByDepartment },
  {
    method: 'POST',
    path: `${users}/batch_get_id`,
    scopes: ['contact:user.id:readonly'],
    handle: batchGetId,
  },
  { method: 'GET', path: `${users}/:user_id`, scopes: contact, handle: getUser },
  {
    method: 'GET',
    path: `${departments}/:department_id/children`,
    scopes: contact,
    handle: children,
  },
  { method: 'GET', path: `${departments}/:department_id`, scopes: contact, handle: getDepartment },
  { method: 'GET', path: '/contact/v3/scopes', scopes: contact, handle: scopes },
]
