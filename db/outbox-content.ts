import { z } from 'zod'
import { type FormName, formNames } from '../src/domain/print-forms.ts'

const planned = {
  /** Shanghai date and instant (epoch ms) of the slot that planned it. */
  slotDate: z.string(),
  slotAt: z.number(),
  /** A drill (`schedule run --at`): what is still due is judged by its time, whoever sends. */
  drillAt: z.number().nullish(),
  /** 试运行: the office gets it instead of this receiver, whose name is printed on it. */
  trialFor: z.string().nullish(),
}

/**
 * What a row of the outbox says: the kind of message and the ids it speaks of. Only direct answers
 * (`card`, `text`) carry their look; the others are made when they leave.
 */
export const OutboxContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('card'), card: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('import_preview'), importId: z.string() }),
  z.object({
    kind: z.literal('assignment'),
    planId: z.string(),
    openId: z.string(),
    trialFor: z.string().nullish(),
  }),
  z.object({ kind: z.literal('binding_request'), requestId: z.string() }),
  /** What somebody is to do in the place of `fromId`: one task, or all that are open. */
  z.object({
    kind: z.literal('entrusted'),
    openId: z.string(),
    how: z.enum(['handover', 'stand_in', 'pass_on']),
    fromId: z.string(),
    untilOn: z.string().nullable(),
    taskId: z.string().nullable(),
  }),
  z.object({ kind: z.literal('purge_request'), purgeId: z.string() }),
  z.object({ kind: z.literal('staff_list'), listId: z.string() }),
  /** A printed name that is probably several persons. */
  z.object({ kind: z.literal('namesakes'), name: z.string() }),
  z.object({ kind: z.literal('subscription_request'), subscriptionId: z.string() }),
  z.object({
    kind: z.literal('report_returned'),
    planId: z.string(),
    taskId: z.string(),
    reportId: z.string(),
  }),
  /** A digest that was sent, redrawn since a figure of this task was put right. */
  z.object({ kind: z.literal('corrected'), outboxId: z.string(), taskId: z.string() }),
  /** All that waits for this signer when it leaves. */
  z.object({ kind: z.literal('sign_off'), openId: z.string() }),
  z.object({ kind: z.literal('task_request'), requestId: z.string() }),
  z.object({ kind: z.literal('request_decided'), planId: z.string(), requestId: z.string() }),
  z.object({ kind: z.literal('directive'), planId: z.string(), directiveId: z.string() }),
  z.object({ kind: z.literal('directive_reply'), planId: z.string(), directiveId: z.string() }),
  z.object({ kind: z.literal('export_file'), exportId: z.string() }),
  z.object({
    kind: z.literal('export_progress'),
    exportId: z.string(),
    form: z.enum(formNames as [FormName, ...FormName[]]),
  }),
  z.object({
    kind: z.literal('reminder'),
    openId: z.string(),
    items: z.array(
      z.object({
        planId: z.string(),
        taskId: z.string(),
        milestoneId: z.string(),
        rule: z.enum(['month_list', 'three_days_before', 'on_the_day']),
        dueOn: z.string(),
      }),
    ),
    ...planned,
  }),
  z.object({
    kind: z.literal('unreached'),
    items: z.array(
      z.object({
        planId: z.string(),
        taskId: z.string(),
        milestoneId: z.string(),
        names: z.array(z.string()),
      }),
    ),
    ...planned,
  }),
  z.object({
    kind: z.literal('leader_digest'),
    openId: z.string(),
    planIds: z.array(z.string()),
    ...planned,
  }),
  z.object({
    kind: z.literal('group_digest'),
    chatId: z.string(),
    planIds: z.array(z.string()),
    ...planned,
  }),
])
export type OutboxContent = z.infer<typeof OutboxContent>
export type OutboxKind = OutboxContent['kind']
export type ContentOf<Kind extends OutboxKind> = Extract<OutboxContent, { kind: Kind }>

/** What each kind of message is, in the office's words. */
export const kindWords: Readonly<Record<OutboxKind, string>> = {
  card: '答复',
  text: '文字',
  import_preview: '导入预览',
  assignment: '任务卡',
  binding_request: '绑定申请',
  entrusted: '移交、代办、转办',
  purge_request: '误传清除',
  namesakes: '同名核对',
  staff_list: '人员表预览',
  subscription_request: '订阅申请',
  report_returned: '退回补正',
  corrected: '更正',
  sign_off: '待审签',
  task_request: '任务申请',
  request_decided: '申请结果',
  directive: '工作要求',
  directive_reply: '要求的答复',
  export_file: '导出文件',
  export_progress: '导出进度',
  reminder: '到期提醒',
  unreached: '未绑定提示',
  leader_digest: '领导周报',
  group_digest: '群周报',
}
