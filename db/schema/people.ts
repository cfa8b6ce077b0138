/** Accounts, who is whom, posts and roles, units, who stands in. */
import type { Post } from '../../src/domain/people-facts.ts'
import type { GlobalRole } from '../../src/domain/roles.ts'
import type { Bit, Optional } from './columns.ts'

type AccountTable = {
  open_id: string
  union_id: string | null
  name: string | null
  is_resigned: Bit
  greeted_at: number | null
  updated_at: number
  /** Epoch ms: a full mirror did not meet them any more. */
  gone_at: number | null
  text_mode: Bit
}
type DepartmentTable = {
  open_department_id: string
  name: string
  parent_id: string | null
  updated_at: number
}
type AccountDepartmentTable = { open_id: string; open_department_id: string }
type RoleTable = { open_id: string; role: GlobalRole; granted_at: number }
type PartyTable = { id: string; kind: 'person' | 'unit'; name: string }
type BindingTable = { party_id: string; open_id: string; bound_by: string; bound_at: number }
export type BindingOfferTable = {
  id: string
  open_id: string
  party_id: string
  state: 'open' | 'accepted' | 'declined' | 'taken' | 'withdrawn'
  version: number
  created_at: number
}
export type BindingRequestTable = {
  id: string
  open_id: string
  real_name: string | null
  reason: 'none' | 'several' | 'declined'
  said: string | null
  state: 'open' | 'assigned' | 'refused'
  decided_by: string | null
  version: number
  created_at: number
}
export type UnitPostTable = {
  id: string
  unit_id: string
  post: Post
  open_id: string
  from_on: string
  until_on: string | null
  state: 'asked' | 'held' | 'refused' | 'ended'
  asked_by: string
  granted_by: string | null
  at: number
  version: number
}
type StandInTable = {
  id: string
  open_id: string
  stand_in_id: string
  from_on: string
  until_on: string
  by_open_id: string
  at: number
  ended_at: number | null
}
export type HandoverTable = {
  id: string
  from_id: string
  to_id: string
  from_on: string
  state: 'asked' | 'agreed' | 'refused'
  asked_by: string
  decided_by: string | null
  at: number
  version: number
}
type TaskPassTable = {
  id: string
  task_id: string
  from_id: string
  to_id: string
  at: number
  ended_at: number | null
}
type UnitAliasTable = { name: string; unit_id: string; by_open_id: string; at: number }
export type UnitChangeTable = {
  unit_id: string
  successor_id: string
  kind: 'rename' | 'merger' | 'split'
  from_on: string
  is_main: Bit
  by_open_id: string
  at: number
}
type UnitGroupTable = { group_id: string; unit_id: string; position: number }
type NamesakeTable = {
  printed_id: string
  scope: string
  party_id: string
  by_open_id: string
  at: number
}
type PersonQuestionTable = { open_id: string; act: string; at: number }
export type StaffListTable = {
  id: string
  open_id: string
  file_name: string
  rows: string
  state: 'waiting' | 'committed' | 'cancelled'
  created_at: number
  version: number
}
type PrintedOrderTable = { party_id: string; position: number }

export type PeopleTables = {
  accounts: Optional<AccountTable, 'is_resigned' | 'greeted_at' | 'gone_at' | 'text_mode'>
  departments: DepartmentTable
  account_departments: AccountDepartmentTable
  roles: RoleTable
  parties: PartyTable
  bindings: BindingTable
  binding_offers: BindingOfferTable
  binding_requests: Optional<BindingRequestTable, 'decided_by'>
  unit_posts: UnitPostTable
  stand_ins: Optional<StandInTable, 'ended_at'>
  handovers: HandoverTable
  task_passes: Optional<TaskPassTable, 'ended_at'>
  unit_aliases: UnitAliasTable
  unit_changes: UnitChangeTable
  unit_groups: UnitGroupTable
  namesakes: NamesakeTable
  person_questions: PersonQuestionTable
  staff_lists: StaffListTable
  printed_order: PrintedOrderTable
}
