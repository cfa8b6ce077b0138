/** 工作要求: a leader's instruction on a task, open until the unit answers it (design §2, §7). */
import type { Plan, Task } from './plan.ts'
import { isEnded } from './plan-window.ts'
import { reminderReceivers } from './reminders.ts'
import { reportTextLimit } from './reporting.ts'
import { dutyRoles, may } from './roles.ts'

export type Directive = {
  readonly id: string
  readonly taskId: string
  /** An open_id. */
  readonly by: string
  readonly text: string
  /** Epoch ms. */
  readonly at: number
  /** The unit's answer; null while it is open. */
  readonly reply: string | null
  readonly repliedBy: string | null
  /** Epoch ms. */
  readonly repliedAt: number | null
  readonly version: number
}

/** What a leader says with one press. */
export const readyWords = { faster: '请加快', reason: '请说明原因', plan: '请报方案' } as const
export type ReadyWord = keyof typeof readyWords

export type DirectiveRefusal =
  | 'not-your-lead'
  | 'plan-not-running'
  | 'task-ended'
  | 'text-missing'
  | 'too-long'
  | 'already-open'

export type Giving = {
  readonly id: string
  readonly by: string
  /** By the table of roles. */
  readonly mayDirect: boolean
  /** Epoch ms. */
  readonly at: number
  readonly text: string
  /** On the task, not answered. */
  readonly open: readonly Directive[]
}

/** Takes an instruction. The same words are not given twice while they wait for an answer. */
export function giveDirective(
  task: Task,
  plan: Plan,
  { id, by, mayDirect, at, text: said, open }: Giving,
):
  | { readonly ok: true; readonly directive: Directive; readonly receivers: readonly string[] }
  | { readonly ok: false; readonly reason: DirectiveRefusal } {
  const refuse = (reason: DirectiveRefusal) => ({ ok: false, reason }) as const
  if (!mayDirect) return refuse('not-your-lead')
  if (plan.state !== 'running' || plan.isTrial) return refuse('plan-not-running')
  if (isEnded(task)) return refuse('task-ended')
  const text = said.trim()
  if (text === '') return refuse('text-missing')
  if ([...text].length > reportTextLimit) return refuse('too-long')
  if (open.some((one) => one.by === by && one.text === text)) return refuse('already-open')
  const nothingYet = { reply: null, repliedBy: null, repliedAt: null }
  return {
    ok: true,
    directive: { id, taskId: task.id, by, text, at, ...nothingYet, version: 1 },
    receivers: reminderReceivers(task).filter((openId) => openId !== by),
  }
}

export type ReplyRefusal = 'not-your-task' | 'already-answered' | 'text-missing' | 'too-long'

/** The unit's answer: of whoever may report on the task, once. */
export function replyToDirective(
  directive: Directive,
  task: Task,
  { by, at, text: said }: { readonly by: string; readonly at: number; readonly text: string },
):
  | { readonly ok: true; readonly directive: Directive }
  | { readonly ok: false; readonly reason: ReplyRefusal } {
  if (!may(dutyRoles(task, by), 'reply_to_directive')) return { ok: false, reason: 'not-your-task' }
  if (directive.reply !== null) return { ok: false, reason: 'already-answered' }
  const text = said.trim()
  if (text === '') return { ok: false, reason: 'text-missing' }
  if ([...text].length > reportTextLimit) return { ok: false, reason: 'too-long' }
  return {
    ok: true,
    directive: {
      ...directive,
      reply: text,
      repliedBy: by,
      repliedAt: at,
      version: directive.version + 1,
    },
  }
}
