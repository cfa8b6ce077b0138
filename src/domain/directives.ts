/** 工作要求: a leader's instruction on a task, open until the unit answers it (design §2, §7). */
import type { IsoDate } from './draft-plan.ts'
import type { Plan, Task } from './plan.ts'
import { isEnded } from './plan-window.ts'
import { reminderReceivers } from './reminders.ts'
import { reportTextLimit } from './report-content.ts'
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
  /** 批示: the number that the office gave it; null: a 工作要求. */
  readonly number: string | null
  /** By when it is to be answered, where it says so. */
  readonly dueOn: IsoDate | null
  readonly version: number
}

/** What a leader says with one press. */
export const readyWords = { faster: '请加快', reason: '请说明原因', plan: '请报方案' } as const

export type DirectiveRefusal =
  | 'not-your-lead'
  | 'plan-not-running'
  | 'task-ended'
  | 'text-missing'
  | 'too-long'
  | 'already-open'
  | 'date-past'

export type Giving = {
  readonly id: string
  readonly by: string
  /** By the table of roles. */
  readonly mayDirect: boolean
  /** Epoch ms. */
  readonly at: number
  readonly text: string
  readonly dueOn: IsoDate | null
  /** Shanghai date of `at`. */
  readonly today: IsoDate
  /** On the task, not answered. */
  readonly open: readonly Directive[]
}

/** Takes an instruction. The same words are not given twice while they wait for an answer. */
export function giveDirective(
  task: Task,
  plan: Plan,
  { id, by, mayDirect, at, today, text: said, dueOn, open }: Giving,
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
  if (dueOn !== null && dueOn < today) return refuse('date-past')
  if (open.some((one) => one.by === by && one.text === text)) return refuse('already-open')
  const nothingYet = { reply: null, repliedBy: null, repliedAt: null }
  return {
    ok: true,
    directive: {
      id,
      taskId: task.id,
      by,
      text,
      at,
      dueOn,
      number: null,
      ...nothingYet,
      version: 1,
    },
    receivers: reminderReceivers(task).filter((openId) => openId !== by),
  }
}

export type NumberRefusal = 'not-office' | 'number-missing' | 'number-too-long' | 'has-a-number'

/** 批示: the office gives a directive its number, once. */
export function numberDirective(
  directive: Directive,
  { isOffice, number: said }: { readonly isOffice: boolean; readonly number: string },
):
  | { readonly ok: true; readonly directive: Directive }
  | { readonly ok: false; readonly reason: NumberRefusal } {
  const refuse = (reason: NumberRefusal) => ({ ok: false, reason }) as const
  if (!isOffice) return refuse('not-office')
  const number = said.trim()
  if (number === '') return refuse('number-missing')
  if ([...number].length > 40) return refuse('number-too-long')
  if (directive.number !== null) return refuse('has-a-number')
  return { ok: true, directive: { ...directive, number, version: directive.version + 1 } }
}

/** 批示 once it has a number. */
export const directiveWord = ({ number }: Pick<Directive, 'number'>): string =>
  number === null ? '工作要求' : '批示'

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
