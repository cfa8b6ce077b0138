/** 工作要求: leaders instruct, units answer. */
import { DirectiveForm } from '../../cards/actions.ts'
import { directiveCard, directiveFormCard } from '../../cards/tasks/directive.ts'
import { audit } from '../../db/audit.ts'
import { findDirective, insertDirective, openDirectives, recordReply } from '../../db/directives.ts'
import { accountNames, officeMembers } from '../../db/people.ts'
import { findTask } from '../../db/plans.ts'
import {
  type Directive,
  type DirectiveRefusal,
  giveDirective,
  type ReplyRefusal,
  readyWords,
  replyToDirective,
} from '../../src/domain/directives.ts'
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import { reportTextLimit } from '../../src/domain/report-content.ts'
import { mayReport } from '../../src/domain/reporting.ts'
import { isIsoDate, shanghaiDate } from '../../src/domain/time.ts'
import { foldWidth } from '../../src/domain/written-form.ts'
import { saidDateAt } from '../../src/import/cells/dates.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowedOn } from '../allowed.ts'
import { answer, answerNotice, failure, sendPrivately, success, tell, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Decision, Press, Writes } from '../types.ts'
import { taskRef } from '../views/task-views.ts'
import { isVisible } from '../visibility.ts'
import { findSaidTask } from './find-task.ts'
import { noSuchDay } from './said-decision.ts'

const refusals: Readonly<Record<DirectiveRefusal, string>> = {
  'not-your-lead': '只有这项任务的牵头领导和督查室可以提工作要求',
  'plan-not-running': '这个计划没有在执行',
  'task-ended': '这项任务已经结束',
  'text-missing': '请写明要求，例如：工作要求 14 请本周报方案',
  'too-long': `最多 ${reportTextLimit} 字`,
  'date-past': '答复期限已过，请写今天或以后的日期',
  'already-open': '同样的要求已经提出，责任人还没有答复',
}

const replyRefusals: Readonly<Record<ReplyRefusal, string>> = {
  'not-your-task': '您不是这项任务的责任人、联络员或责任单位，不能答复',
  'already-answered': '这条工作要求已经答复过',
  'text-missing': '请写明答复',
  'too-long': `最多 ${reportTextLimit} 字`,
}

type Found = { readonly plan: Plan; readonly task: Task }

/** What is wanted, and by when. */
type Wanted = { readonly text: string; readonly dueOn: IsoDate | null }

/** `9月30日前 请报方案`: a date at the head is the limit. */
function wantedIn(rest: string, year: number): Wanted | 'no-such-day' {
  const date = saidDateAt(foldWidth(rest), 0, year)
  if (date === 'no-such-day') return date
  const [dueOn] = date?.dues ?? []
  if (!date?.isFirm || !dueOn) return { text: rest, dueOn: null }
  return { text: rest.slice(date.end).replace(/^[\s前，,。；;：:]+/, ''), dueOn }
}

async function give(found: Found, by: string, wanted: Wanted, deps: Deps) {
  const [mayDirect, open] = await Promise.all([
    isAllowedOn(deps.db, found.task, by, 'direct', deps.clock.now()),
    openDirectives(deps.db, { taskId: found.task.id }),
  ])
  const at = deps.clock.now()
  const today = shanghaiDate(at)
  const giving = { id: deps.newId(), by, mayDirect, at, today, ...wanted, open }
  return giveDirective(found.task, found.plan, giving)
}

/** Told at once to the responsible persons; where nobody is bound, to the office, which calls. */
async function givenWrites(
  { plan }: Found,
  directive: Directive,
  receivers: readonly string[],
  via: string,
  deps: Deps,
): Promise<Writes> {
  const told = receivers.length > 0 ? receivers : await officeMembers(deps.db)
  const content = { kind: 'directive', planId: plan.id, directiveId: directive.id } as const
  return [
    audit(deps.db, {
      subject: `directive:${directive.id}`,
      version: directive.version,
      type: 'directive.given',
      actor: directive.by,
      at: directive.at,
      via,
      after: { taskId: directive.taskId, text: directive.text, dueOn: directive.dueOn, receivers },
    }),
    ...insertDirective(deps.db, directive),
    ...told.flatMap((openId) => tell(openId, `directive:${directive.id}:${openId}`, content, deps)),
  ]
}

const given = (receivers: readonly string[]): string =>
  receivers.length > 0
    ? `已发给责任人 ${receivers.length} 人`
    : '责任人还没有绑定，已转督查室电话通知'

async function pressedGive(
  taskId: string,
  wanted: Wanted,
  press: Press,
  deps: Deps,
): Promise<Decision> {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  const outcome = await give(found, press.operator, wanted, deps)
  if (!outcome.ok) return { reply: { toast: warning(refusals[outcome.reason]) } }
  return {
    reply: { toast: success(given(outcome.receivers)) },
    writes: await givenWrites(found, outcome.directive, outcome.receivers, press.eventId, deps),
  }
}

/** 请加快 · 请说明原因 · 请报方案 */
export const giveReadyDirective: CardHandler<'directive.give'> = ({ taskId, say }, press, deps) =>
  pressedGive(taskId, { text: readyWords[say], dueOn: null }, press, deps)

/** Own words: the form comes into the private chat. */
export const openDirectiveForm: CardHandler<'directive.open'> = async ({ taskId }, press, deps) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  if (!(await isAllowedOn(deps.db, found.task, press.operator, 'direct', deps.clock.now()))) {
    return { reply: { toast: warning(refusals['not-your-lead']) } }
  }
  // A draft or a trial is shown to nobody whom it will concern.
  if (!(await isVisible(deps.db, found, press.operator, deps.clock.now()))) {
    return { reply: { toast: warning(refusals['plan-not-running']) } }
  }
  const card = directiveFormCard(taskRef(found.plan, found.task), deps.clock.now())
  return sendPrivately(press, 'directive-form', card, '表单已发到私聊', deps)
}

export const submitDirective: CardHandler<'directive.submit'> = async ({ taskId }, press, deps) => {
  const form = DirectiveForm.safeParse(press.form)
  if (!form.success) return { reply: { toast: failure('这张表单无法读取，请重新打开') } }
  const { text, due_on: dueOn } = form.data
  const wanted = { text: text ?? '', dueOn: isIsoDate(dueOn) ? dueOn : null }
  return pressedGive(taskId, wanted, press, deps)
}

/** 工作要求 14 话 · 工作要求 14 9月30日前 话 */
export const sayDirective: CommandHandler = async (said, deps) => {
  const found = await findSaidTask(said, 'direct', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const title = `${found.plan.code}-${found.task.seq} · 工作要求`
  const wanted = wantedIn(found.rest, found.plan.year)
  const outcome =
    wanted === 'no-such-day' ? undefined : await give(found, said.speaker, wanted, deps)
  if (!outcome?.ok) {
    const lines = [outcome ? refusals[outcome.reason] : noSuchDay]
    return answerNotice(said, { title: `${title} · 未发出`, lines, tone: 'warning' }, deps)
  }
  const { directive, receivers } = outcome
  const lines = [given(receivers), '答复后会告诉您。']
  return [
    ...(await givenWrites(found, directive, receivers, said.key, deps)),
    ...answerNotice(said, { title: `${title} · 已发出`, lines, tone: 'success' }, deps),
  ]
}

/** A directive with its task, and the names that its card shows. */
export async function directiveView(directiveId: string, deps: Deps) {
  const directive = await findDirective(deps.db, directiveId)
  const found = directive && (await findTask(deps.db, directive.taskId, deps.clock.now()))
  return directive && found && { ...found, directive, view: await viewOf(found, directive, deps) }
}

export async function viewOf({ plan, task }: Found, directive: Directive, deps: Deps) {
  const { by, reply, repliedBy, repliedAt } = directive
  const names = await accountNames(deps.db, repliedBy ? [by, repliedBy] : [by])
  return {
    ...taskRef(plan, task),
    directiveId: directive.id,
    by: names.get(by) ?? '',
    at: directive.at,
    text: directive.text,
    number: directive.number,
    dueOn: directive.dueOn,
    reply:
      reply === null
        ? null
        : { by: names.get(repliedBy ?? '') ?? '', at: repliedAt ?? directive.at, text: reply },
  }
}

const replyWrites = ({ plan }: Found, directive: Directive, via: string, deps: Deps): Writes => [
  audit(deps.db, {
    subject: `directive:${directive.id}`,
    version: directive.version,
    type: 'directive.answered',
    actor: directive.repliedBy ?? '',
    at: directive.repliedAt ?? directive.at,
    via,
    after: { taskId: directive.taskId, reply: directive.reply },
  }),
  ...recordReply(deps.db, directive),
  ...tell(
    directive.by,
    `directive-reply:${directive.id}`,
    { kind: 'directive_reply', planId: plan.id, directiveId: directive.id },
    deps,
  ),
]

/** 答复, on 待我办理: the directive's own card, with the field for the answer. */
export const showDirective: CardHandler<'directive.show'> = async (
  { directiveId },
  press,
  deps,
) => {
  const found = await directiveView(directiveId, deps)
  if (!found) return { reply: { toast: warning('找不到这条工作要求') } }
  if (!mayReport(found.task, press.operator)) {
    return { reply: { toast: warning(replyRefusals['not-your-task']) } }
  }
  return sendPrivately(press, 'directive-show', directiveCard(found.view), '已发到私聊', deps)
}

/** 答复, on the card of the directive: it is redrawn with the answer. */
export const replyPressed: CardHandler<'directive.reply'> = async (
  { directiveId },
  press,
  deps,
) => {
  const found = await directiveView(directiveId, deps)
  if (!found || !(await isVisible(deps.db, found, press.operator, deps.clock.now()))) {
    return { reply: { toast: warning('找不到这条工作要求') } }
  }
  const form = DirectiveForm.safeParse(press.form)
  const outcome = replyToDirective(found.directive, found.task, {
    by: press.operator,
    at: deps.clock.now(),
    text: form.success ? (form.data.text ?? '') : '',
  })
  if (!outcome.ok) {
    const isLate = outcome.reason === 'already-answered'
    const toast = failure(replyRefusals[outcome.reason])
    return { reply: isLate ? { toast, card: directiveCard(found.view) } : { toast } }
  }
  return {
    reply: {
      toast: success('已答复，已告知领导'),
      card: directiveCard(await viewOf(found, outcome.directive, deps)),
    },
    writes: replyWrites(found, outcome.directive, press.eventId, deps),
  }
}

/** 答复 14 话: the oldest open one on that task. */
export const sayReply: CommandHandler = async (said, deps) => {
  const found = await findSaidTask(said, 'reply', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const title = `${found.plan.code}-${found.task.seq} · 工作要求`
  const [open] = await openDirectives(deps.db, { taskId: found.task.id })
  const refuse = (line: string) =>
    answerNotice(said, { title: `${title} · 未答复`, lines: [line], tone: 'warning' }, deps)
  if (!open) return refuse('这项任务没有待答复的工作要求')
  const made = { by: said.speaker, at: deps.clock.now(), text: found.rest }
  const outcome = replyToDirective(open, found.task, made)
  if (!outcome.ok) return refuse(replyRefusals[outcome.reason])
  return [
    ...replyWrites(found, outcome.directive, said.key, deps),
    ...answer(said, directiveCard(await viewOf(found, outcome.directive, deps)), deps),
  ]
}
