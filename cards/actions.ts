import { z } from 'zod'
import { type FormName, formNames } from '../src/domain/print-forms.ts'
import { queryKinds } from '../src/domain/task-query.ts'
import { importActions } from './imports/import-actions.ts'
import { peopleActions } from './people/people-actions.ts'
import { reportActions } from './reports/report-actions.ts'

const id = z.string().min(1).max(80)
const version = z.int().min(0)
const globalRole = z.enum(['admin', 'office', 'audit', 'principal'])
const requestKind = z.enum(['extension', 'close_out', 'objection'])
const change = z.enum(['suspended', 'resumed', 'withdrawn', 'merged', 'reopened'])
const editField = z.enum([
  'title',
  'target',
  'lead_unit',
  'lead_leader',
  'co_unit',
  'owner',
  'liaison',
  'node',
])

/**
 * What a button of ours may carry. The door parses each press with it, and cards build their
 * buttons from it. A value is visible to and replayable by the client: it names things, it never
 * grants anything. Old shapes stay in the union, since cards outlive our code.
 */
export const CardAction = z.discriminatedUnion('action', [
  ...importActions,
  ...peopleActions,
  z.object({ action: z.literal('plan.dispatch'), planId: id, version }),
  z.object({ action: z.literal('plan.dispatch.confirm'), planId: id, version }),
  z.object({ action: z.literal('plan.trial'), planId: id, version }),
  z.object({ action: z.literal('plan.later'), planId: id, version }),
  z.object({ action: z.literal('binding.accept'), offerId: id }),
  z.object({ action: z.literal('binding.decline'), offerId: id }),
  z.object({ action: z.literal('binding.assign'), requestId: id, personId: id }),
  z.object({ action: z.literal('binding.refuse'), requestId: id }),
  z.object({ action: z.literal('tasks.page'), page: z.int().min(1) }),
  z.object({
    action: z.literal('tasks.find'),
    query: z.enum(queryKinds),
    said: z.string().max(60),
    page: z.int().min(1),
  }),
  z.object({ action: z.literal('task.show'), taskId: id }),
  z.object({
    action: z.literal('task.acknowledge'),
    taskId: id,
    version,
    from: z.literal('waiting').optional(),
  }),

  z.object({ action: z.literal('tasks.acknowledge-all'), planId: id }),
  ...reportActions,
  z.object({ action: z.literal('request.open'), taskId: id, kind: requestKind }),
  z.object({ action: z.literal('request.submit'), taskId: id, kind: requestKind }),
  z.object({ action: z.literal('close-outs.submit') }),
  /** `from`: the desk that it stands on, to be redrawn without it. */
  z.object({
    action: z.literal('request.grant'),
    requestId: id,
    from: z.literal('desk').optional(),
  }),
  z.object({ action: z.literal('request.refuse.open'), requestId: id }),
  z.object({ action: z.literal('request.refuse'), requestId: id }),
  z.object({
    action: z.literal('task.change'),
    taskId: id,
    version,
    change,
    reason: z.string().max(1000),
    /** Of 并入. */
    intoTaskId: id.optional(),
  }),
  z.object({
    action: z.literal('purge.ask'),
    what: z.enum(['report', 'directive', 'request', 'evidence', 'import']),
    id,
  }),
  z.object({ action: z.literal('purge.confirm'), purgeId: id }),
  z.object({ action: z.literal('purge.refuse'), purgeId: id }),
  z.object({ action: z.literal('overview.page'), page: z.int().min(1) }),
  z.object({ action: z.literal('role.list') }),
  z.object({ action: z.literal('role.find') }),
  z.object({ action: z.literal('role.ask'), openId: id, role: globalRole, isGrant: z.boolean() }),
  z.object({
    action: z.literal('role.change'),
    openId: id,
    role: globalRole,
    isGrant: z.boolean(),
  }),
  /** `subject`: `task:<id>`, `plan:<id>`, or `all`. */
  z.object({ action: z.literal('trail.page'), subject: id, page: z.int().min(1) }),
  z.object({
    action: z.literal('task.internal'),
    taskId: id,
    version,
    isInternal: z.boolean(),
  }),
  z.object({ action: z.literal('task.change.open'), taskId: id, change }),
  z.object({ action: z.literal('task.change.ask'), taskId: id, change }),
  z.object({ action: z.literal('breakdown.open'), taskId: id }),
  z.object({ action: z.literal('breakdown.submit'), taskId: id }),
  /** `field` null: which one is asked. */
  z.object({ action: z.literal('edit.open'), taskId: id, field: editField.nullable() }),
  z.object({ action: z.literal('edit.submit'), taskId: id, field: editField, version }),
  z.object({ action: z.literal('filing.open') }),
  z.object({ action: z.literal('filing.submit') }),
  z.object({ action: z.literal('waiting.page'), page: z.int().min(1) }),
  z.object({ action: z.literal('phone.page'), page: z.int().min(1) }),
  z.object({ action: z.literal('phone.call.open'), unit: z.string().min(1).max(60) }),
  z.object({ action: z.literal('phone.call'), unit: z.string().min(1).max(60) }),
  z.object({ action: z.literal('directive.show'), directiveId: id }),
  z.object({ action: z.literal('directive.number.open'), directiveId: id }),
  z.object({ action: z.literal('directive.number'), directiveId: id }),
  z.object({
    action: z.literal('directive.give'),
    taskId: id,
    say: z.enum(['faster', 'reason', 'plan']),
  }),
  z.object({ action: z.literal('directive.open'), taskId: id }),
  z.object({ action: z.literal('directive.submit'), taskId: id }),
  z.object({ action: z.literal('directive.reply'), directiveId: id }),
  z.object({
    action: z.literal('indicators.show'),
    scope: z.enum(['task', 'plan']),
    id,
    page: z.int().min(1),
  }),
  z.object({
    action: z.literal('indicators.decide'),
    scope: z.enum(['task', 'plan']),
    id,
    page: z.int().min(1),
    ids: z.array(id).min(1).max(10),
    isTaken: z.boolean(),
  }),
  z.object({ action: z.literal('rate.show'), taskId: id, page: z.int().min(1) }),
  /** `of`: `plan`, or a kind and a name, such as `unit:区住建局`. */
  z.object({
    action: z.literal('rate.group'),
    planId: id,
    of: z.string().max(200),
    page: z.int().min(1),
  }),
  z.object({ action: z.literal('rate.set.open'), taskId: id }),
  z.object({ action: z.literal('rate.set'), taskId: id, version }),
  z.object({
    action: z.literal('rate.formula'),
    planId: id,
    version,
    profile: z.enum(['default', 'compilation']),
  }),
  /** `onlyLed`: the tasks that the presser leads, and no others. */
  z.object({
    action: z.literal('export.table'),
    planId: id,
    form: z.enum(formNames as [FormName, ...FormName[]]),
    format: z.enum(['word', 'excel']),
    onlyLed: z.boolean().optional(),
    taskId: id.optional(),
  }),
  z.object({ action: z.literal('subscription.create'), filter: z.literal('all') }),
  z.object({ action: z.literal('subscription.approve'), subscriptionId: id, version }),
  z.object({ action: z.literal('subscription.refuse'), subscriptionId: id, version }),
  z.object({ action: z.literal('subscription.cancel'), subscriptionId: id, version }),
])
export type CardAction = z.infer<typeof CardAction>

export type ActionName = CardAction['action']
export type ActionOf<Name extends ActionName> = Extract<CardAction, { action: Name }>

export { ReportForm, ReturnForm } from './reports/report-actions.ts'

/** What was typed; nothing typed is `''`. */
const typed = z
  .string()
  .nullish()
  .transform((said) => said ?? '')

/** A picked date arrives with its offset: `2026-09-30 +0800`. Nothing picked is `''`. */
const picked = typed.transform((date) => date.slice(0, 10))

/** Nothing ticked arrives as nothing, as '' or as []: all alike (platform page §6.7). */
const ticked = z
  .union([z.array(z.string()), z.literal('')])
  .nullish()
  .transform((value) => value || [])

/** The form of 延期, 办结, 有异议. `milestone`: of forms that took one node. */
export const RequestForm = z.object({
  milestone: z.string().nullish(),
  milestones: ticked,
  new_due_on: picked,
  reason: z.string().nullish(),
  reference: typed,
})

export type RequestForm = z.infer<typeof RequestForm>

/** The form of 办结 for several tasks. */
export const CloseOutsForm = z.object({ tasks: ticked, reason: typed })

/** Rows for a node each in the form of 分解. */
export const nodeRows = 6

/** The form of 分解: `due_1`, `text_1` …; what does not fit there in lines. */
export const BreakdownForm = z.object({
  more: typed,
  indicators: typed,
  liaison: typed,
  ...Object.fromEntries(
    Array.from({ length: nodeRows }, (_, row) => [
      [`due_${row + 1}`, picked],
      [`text_${row + 1}`, typed],
    ]).flat() as [string, typeof typed][],
  ),
})

/** The form of 改: one field's new value, and what it rests on. */
export const EditForm = z.object({
  value: typed,
  owners: typed,
  milestone: typed,
  due_on: picked,
  text: typed,
  reason: typed,
  reference: typed,
})

/** The form of 中止, 恢复, 撤项, 并入, 重开. */
export const ChangeForm = z.object({ reason: typed, into: typed })

/** The form of 立项. */
export const FilingForm = z.object({
  plan: typed,
  preset: typed,
  title: typed,
  text: typed,
  number: typed,
  lead_unit: typed,
  co_units: typed,
  owners: typed,
  leader: typed,
  due_on: picked,
})

/** What was said on the phone. */
export const PhoneForm = z.object({ note: typed })

/** The number that the office gives a directive. */
export const NumberForm = z.object({ number: typed })

/** The form of a 工作要求, and of its answer. */
export const DirectiveForm = z.object({ text: z.string().nullish(), due_on: picked })

/** The form of 人工核定. */
export const SetRateForm = z.object({
  subject: z.string().nullish(),
  rate: z.string().nullish(),
  reason: z.string().nullish(),
})

/** The form of a refusal. */
export const RefuseForm = z.object({ answer: z.string().nullish() })

/** The form of 授权: the role, and the person's name. */
export const RoleForm = z.object({ role: globalRole, name: z.string().nullish() })
