/** 延期, 办结, 有异议: a unit asks, the office is told. */
import { RequestForm } from '../../cards/actions.ts'
import { requestFormCard, requestResultCard, requestWords } from '../../cards/tasks/task-request.ts'
import { audit } from '../../db/audit.ts'
import { officeMembers } from '../../db/people.ts'
import { updateTaskState } from '../../db/plan-writes.ts'
import { findTask } from '../../db/plans.ts'
import { insertTaskRequest, openTaskRequests } from '../../db/task-requests.ts'
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import { mayAcknowledge, reportTextLimit } from '../../src/domain/reporting.ts'
import {
  type Asked,
  type AskOutcome,
  type AskRefusal,
  askOffice,
  type RequestKind,
} from '../../src/domain/task-requests.ts'
import { isIsoDate, shanghaiDate } from '../../src/domain/time.ts'
import { foldWidth } from '../../src/domain/written-form.ts'
import { dateWordAt } from '../../src/import/cells/dates.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice, failure, sendPrivately, success, tell, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Said, Writes } from '../types.ts'
import { requestFormView, taskRequestView } from '../views/request-views.ts'
import { findSaidTask } from './find-task.ts'

const refusals: Readonly<Record<AskRefusal, string>> = {
  'not-your-task': '您不是这项任务的责任人、联络员或牵头单位，不能提出',
  'plan-not-running': '这个计划没有在执行，现在不能提出',
  'wrong-state': '这项任务现在的状态不能提出这个申请',
  'already-asked': '已经提出过，督查室还没有决定',
  'reason-missing': '请写明原因',
  'reason-too-long': `原因最多 ${reportTextLimit} 字`,
  'no-such-node': '请选择要延期的节点',
  'node-done': '这个节点已经报完成，不用延期',
  'date-not-later': '新的日期要晚于原定日期，也不能早于今天',
  'date-beyond-plan': '新的日期超出了本计划的期限',
}

type Found = { readonly plan: Plan; readonly task: Task }

/** 延期 14 · 办结 14 · 有异议 14: the form; with the reason behind it, at once. */
const sayRequest =
  (kind: RequestKind): CommandHandler =>
  async (said, deps) => {
    const found = await findSaidTask(said, kind, deps)
    if ('card' in found) return answer(said, found.card, deps)
    if (found.rest !== '') return askInWords(said, found, kind, deps)
    const refusal = refusalToOpen(found, said.speaker)
    if (refusal) return notTaken(said, found, kind, refusal, deps)
    return answer(said, requestFormCard(requestFormView(found, kind, deps.clock.now())), deps)
  }
export const sayExtension = sayRequest('extension')
export const sayCloseOut = sayRequest('close_out')
export const sayObjection = sayRequest('objection')

const refusalToOpen = ({ plan, task }: Found, openId: string): string | undefined =>
  !mayAcknowledge(task, openId)
    ? refusals['not-your-task']
    : plan.state === 'running' && !plan.isTrial
      ? undefined
      : refusals['plan-not-running']

const notTaken = (said: Said, found: Found, kind: RequestKind, line: string, deps: Deps): Writes =>
  answerNotice(
    said,
    {
      title: `${found.plan.code}-${found.task.seq} · ${requestWords[kind].word} · 未提交`,
      lines: [line],
      tone: 'warning',
    },
    deps,
  )

async function askInWords(
  said: Said,
  found: Found & { readonly rest: string },
  kind: RequestKind,
  deps: Deps,
): Promise<Writes> {
  const asked =
    kind === 'extension' ? extensionInWords(found, found.rest) : { kind, reason: found.rest }
  if (!asked) {
    const example = `例如：延期 ${found.plan.code}-${found.task.seq} 9月30日 用地手续未批`
    return notTaken(said, found, kind, `请先写新的日期，再写原因。${example}`, deps)
  }
  const outcome = await ask(found, asked, said.speaker, asked.reason, deps)
  if (!outcome.ok) return notTaken(said, found, kind, refusals[outcome.reason], deps)
  const view = taskRequestView({ plan: found.plan, task: outcome.task }, outcome.request, '')
  return [
    ...(await requestWrites(found, outcome, said.key, deps)),
    ...answer(said, requestResultCard(view), deps),
  ]
}

/** `9月30日 用地手续未批`: for the node that is due first of those not done. */
function extensionInWords({ plan, task }: Found, rest: string) {
  const text = foldWidth(rest).trim()
  const date = dateWordAt(text, 0, plan.year)
  const [newDueOn] = date?.dues ?? []
  const [first] = requestFormView({ plan, task }, 'extension', 0).milestones
  if (!date || !newDueOn) return undefined
  const reason = text.slice(date.end).replace(/^[\s，,。；;：:]+/, '')
  return { kind: 'extension' as const, milestoneId: first?.id ?? '', newDueOn, reason }
}

async function ask(
  { plan, task }: Found,
  asked: Asked,
  by: string,
  reason: string,
  deps: Deps,
): Promise<AskOutcome> {
  const at = deps.clock.now()
  return askOffice(task, plan, asked, {
    id: deps.newId(),
    by,
    at,
    today: shanghaiDate(at),
    reason,
    open: await openTaskRequests(deps.db, task.id),
  })
}

async function requestWrites(
  { task }: Found,
  { request, task: after }: Extract<AskOutcome, { ok: true }>,
  via: string,
  deps: Deps,
): Promise<Writes> {
  const office = await officeMembers(deps.db)
  return [
    audit(deps.db, {
      subject: `task:${task.id}`,
      version: after.version,
      type: `task.${request.kind}.asked`,
      actor: request.by,
      at: request.at,
      via,
      before: { state: task.state },
      after: { state: after.state, request },
    }),
    ...updateTaskState(deps.db, after),
    ...insertTaskRequest(deps.db, request),
    ...office.flatMap((openId) =>
      tell(
        openId,
        `request:${request.id}:${openId}`,
        { kind: 'task_request', requestId: request.id },
        deps,
      ),
    ),
  ]
}

/** A button on the task's card: the form comes into the private chat. */
export const openRequestForm: CardHandler<'request.open'> = async (
  { taskId, kind },
  press,
  deps,
) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  const refusal = refusalToOpen(found, press.operator)
  if (refusal) return { reply: { toast: warning(refusal) } }
  const card = requestFormCard(requestFormView(found, kind, deps.clock.now()))
  return sendPrivately(press, 'request-form', card, '表单已发到私聊', deps)
}

/** 提交督查室 */
export const submitRequest: CardHandler<'request.submit'> = async (
  { taskId, kind },
  press,
  deps,
) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  const form = RequestForm.safeParse(press.form)
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  if (!form.success) return { reply: { toast: failure('这张表单无法读取，请重新打开') } }
  const asked = askedBy(kind, form.data)
  if (!asked) return { reply: { toast: failure('请选择新的完成日期') } }
  const outcome = await ask(found, asked, press.operator, form.data.reason ?? '', deps)
  if (!outcome.ok) return { reply: { toast: failure(refusals[outcome.reason]) } }
  const view = taskRequestView({ plan: found.plan, task: outcome.task }, outcome.request, '')
  return {
    reply: { toast: success('已提交督查室'), card: requestResultCard(view) },
    writes: await requestWrites(found, outcome, press.eventId, deps),
  }
}

function askedBy(
  kind: RequestKind,
  form: { readonly milestone?: string | null | undefined; readonly new_due_on: IsoDate },
): Asked | undefined {
  if (kind !== 'extension') return { kind }
  if (!isIsoDate(form.new_due_on)) return undefined
  return { kind, milestoneId: form.milestone ?? '', newDueOn: form.new_due_on }
}
