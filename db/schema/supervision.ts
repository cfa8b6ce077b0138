/** What is asked, ordered and changed on a task beside reports. */

export type TaskRequestTable = {
  id: string
  task_id: string
  kind: 'extension' | 'close_out' | 'objection' | 'breakdown'
  milestone_id: string | null
  new_due_on: string | null
  reason: string
  reference: string | null
  details: string | null
  by_open_id: string
  created_at: number
  state: 'open' | 'granted' | 'refused'
  answer: string | null
  decided_by: string | null
  decided_at: number | null
  version: number
}
export type DirectiveTable = {
  id: string
  task_id: string
  by_open_id: string
  text: string
  at: number
  reply: string | null
  replied_by: string | null
  replied_at: number | null
  version: number
  number: string | null
  due_on: string | null
}
export type TaskEditTable = {
  id: string
  task_id: string
  field: string
  before: string
  after: string
  reason: string | null
  reference: string | null
  by_open_id: string
  at: number
}
type PhoneCallTable = {
  id: string
  unit: string
  note: string
  by_open_id: string
  at: number
}

export type SupervisionTables = {
  task_requests: TaskRequestTable
  directives: DirectiveTable
  task_edits: TaskEditTable
  phone_calls: PhoneCallTable
}
