/** 延期, 办结, 有异议: a unit asks, the office is told. */

import { CloseOutsForm, RequestForm } from '../../cards/actions.ts'
import { closeOutsFormCard, requestsResultCard } from '../../cards/tasks/several-requests.ts'
import {
  type FormKind,
  requestFormCard,
  requestResultCard,
  requestWords,
} from '../../cards/tasks/task-request.ts'
import { findTask } from '../../db/plans.ts'
import { type Asked, openNodes } from '../../src/domain/task-requests.ts'
import { isIsoDate } from '../../src/domain/time.ts'
import { foldWidth } from '../../src/domain/written-form.ts'
import { saidDateAt } from '../../src/import/cells/dates.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice, failure, sendPrivately, success, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Said, Writes } from '../types.ts'
import { requestFormView, taskRequestView } from '../views/request-views.ts'
import { taskRef } from '../views/task-views.ts'
import { ownPlans } from '../visibility.ts'
import { findSaidTasks } from './find-task.ts'
import {
  askEach,
  askRefusals,
  type Found,
  refusalToOpen,
  requestWrites,
  type Wish,
} from './request-writes.ts'
import { noSuchDay, splitDecision } from './said-decision.ts'

/** 延期 14 · 办结 14,15 · 有异议 14: the form; with the reason behind it, at once. */
const sayRequest =
  (kind: FormKind): CommandHandler =>
  async (said, deps) => {
    if (kind === 'close_out' && said.rest === '') return offerCloseOuts(said, deps)
    const said_ = await findSaidTasks(said, kind, deps)
    if ('card' in said_) return answer(said, said_.card, deps)
    const { found, rest } = said_
    const [first] = found
    if (!first) return []
    if (found.length > 1 || rest !== '') return askInWords(said, found, rest, kind, deps)
    const refusal = refusalToOpen(first, said.speaker)
    if (refusal) return notTaken(said, first, kind, refusal, deps)
    return answer(said, requestFormCard(requestFormView(first, kind, deps.clock.now())), deps)
  }
export const sayExtension = sayRequest('extension')
export const sayCloseOut = sayRequest('close_out')
export const sayObjection = sayRequest('objection')

const titleOf = ({ plan, task }: Found): string => `${plan.code}-${task.seq}`

const notTaken = (said: Said, found: Found, kind: FormKind, line: string, deps: Deps): Writes =>
  answerNotice(
    said,
    {
      title: `${titleOf(found)} · ${requestWords[kind].word} · 未提交`,
      lines: [line],
      tone: 'warning',
    },
    deps,
  )

/** One task or several: each is a request of its own; those refused are named with the reason. */
async function askInWords(
  said: Said,
  all: readonly Found[],
  rest: string,
  kind: FormKind,
  deps: Deps,
): Promise<Writes> {
  const asked = await Promise.all(
    all.map(async (found) => {
      const wishes = wishesOf(found, kind, rest)
      if ('line' in wishes) return { found, line: wishes.line }
      const outcome = await askEach(found, wishes, said.speaker, deps)
      return outcome.ok
        ? { found, taken: outcome.taken }
        : { found, line: askRefusals[outcome.reason] }
    }),
  )
  const writes = await Promise.all(
    asked.map(({ found, taken = [] }) => requestWrites(found, taken, said.key, deps)),
  )
  const [only] = asked
  if (asked.length === 1 && only?.line) return notTaken(said, only.found, kind, only.line, deps)
  const views = asked.flatMap(({ found, taken = [] }) =>
    taken.map(({ task, request }) => taskRequestView({ plan: found.plan, task }, request, '')),
  )
  const refused = asked.flatMap(({ found, line }) =>
    line ? [`${titleOf(found)}　未提交：${line}`] : [],
  )
  const [view] = views
  const card =
    views.length === 1 && refused.length === 0 && view
      ? requestResultCard(view)
      : requestsResultCard({ kind, at: deps.clock.now(), taken: views, refused })
  return [...writes.flat(), ...answer(said, card, deps)]
}

function wishesOf(
  found: Found,
  kind: FormKind,
  rest: string,
): readonly Wish[] | { readonly line: string } {
  if (kind !== 'extension') return [{ asked: { kind }, reason: rest }]
  const wishes = extensionInWords(found, rest)
  if (wishes === 'no-such-day') return { line: noSuchDay }
  if (wishes) return wishes
  const example = `例如：延期 ${titleOf(found)} 9月30日 用地手续未批`
  return { line: `请先写新的日期，再写原因。${example}` }
}

/** `节点1、3 9月30日 用地手续未批 依据：…`; without nodes: for the one that is due first of those not done. */
function extensionInWords(
  { plan, task }: Found,
  rest: string,
): readonly Wish[] | 'no-such-day' | undefined {
  const text = foldWidth(rest).trim()
  const nodes = /^(全部)?节点\s*((?:\d{1,2}(?!\d|\s*[月年./])\s*[,，、]?\s*)*)/.exec(text)
  const from = nodes?.[0].length ?? 0
  const date = saidDateAt(text, from, plan.year)
  if (date === 'no-such-day') return date
  const [newDueOn] = date?.dues ?? []
  if (!date || !newDueOn) return undefined
  const { words, reference } = splitDecision(text.slice(date.end).replace(/^[\s，,。；;：:]+/, ''))
  const open = openNodes(task)
  const numbers = (nodes?.[2] ?? '').match(/\d+/g) ?? []
  const meant = nodes?.[1]
    ? open
    : numbers.length > 0
      ? numbers.map((number) => task.milestones[Number(number) - 1])
      : open.slice(0, 1)
  const ids = meant.length > 0 ? meant.map((node) => node?.id ?? '') : ['']
  return ids.map((milestoneId) => ({
    asked: { kind: 'extension', milestoneId, newDueOn, reference },
    reason: words,
  }))
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
  const reason = form.data.reason ?? ''
  const wishes = asked.map((one) => ({ asked: one, reason }))
  const outcome = await askEach(found, wishes, press.operator, deps)
  if (!outcome.ok) return { reply: { toast: failure(askRefusals[outcome.reason]) } }
  const views = outcome.taken.map(({ task, request }) =>
    taskRequestView({ plan: found.plan, task }, request, ''),
  )
  const [view] = views
  const card =
    views.length === 1 && view
      ? requestResultCard(view)
      : requestsResultCard({ kind, at: deps.clock.now(), taken: views, refused: [] })
  return {
    reply: { toast: success('已提交督查室'), card },
    writes: await requestWrites(found, outcome.taken, press.eventId, deps),
  }
}

function askedBy(kind: FormKind, form: RequestForm): readonly Asked[] | undefined {
  if (kind !== 'extension') return [{ kind }]
  const { new_due_on: newDueOn, reference } = form
  if (!isIsoDate(newDueOn)) return undefined
  const chosen = form.milestones.length > 0 ? form.milestones : [form.milestone ?? '']
  return chosen.map((milestoneId) => ({ kind, milestoneId, newDueOn, reference }))
}

const closable = async (openId: string, deps: Deps): Promise<readonly Found[]> =>
  (await ownPlans(deps.db, openId, deps.clock.now())).flatMap(({ plan, tasks }) =>
    tasks
      .filter((task) => task.state === 'in_progress' && !refusalToOpen({ plan, task }, openId))
      .map((task) => ({ plan, task })),
  )

/** 办结, without a number: which of one's tasks are done? */
async function offerCloseOuts(said: Said, deps: Deps): Promise<Writes> {
  const own = await closable(said.speaker, deps)
  if (own.length === 0) {
    const lines = ['没有可以申请办结的任务。', '签收过、正在办理的任务才能申请。']
    return answerNotice(said, { title: '办结 · 没有可选的任务', lines, tone: 'info' }, deps)
  }
  const tasks = own.map(({ plan, task }) => taskRef(plan, task))
  return answer(said, closeOutsFormCard({ at: deps.clock.now(), tasks }), deps)
}

/** 申请办结, for all that were ticked. */
export const submitCloseOuts: CardHandler<'close-outs.submit'> = async (_action, press, deps) => {
  const form = CloseOutsForm.safeParse(press.form)
  if (!form.success) return { reply: { toast: failure('这张表单无法读取，请重新打开') } }
  const { tasks, reason } = form.data
  const own = (await closable(press.operator, deps)).filter(({ task }) => tasks.includes(task.id))
  if (own.length === 0) return { reply: { toast: failure('请至少选一项任务') } }
  const asked = await Promise.all(
    own.map(async (found) => {
      const wish: Wish = { asked: { kind: 'close_out' }, reason }
      return { found, outcome: await askEach(found, [wish], press.operator, deps) }
    }),
  )
  const [refused] = asked.flatMap(({ outcome }) => (outcome.ok ? [] : [outcome.reason]))
  if (refused) return { reply: { toast: failure(askRefusals[refused]) } }
  const taken = asked.flatMap(({ found, outcome }) =>
    outcome.ok ? [{ found, taken: outcome.taken }] : [],
  )
  const views = taken.flatMap((one) =>
    one.taken.map(({ task, request }) =>
      taskRequestView({ plan: one.found.plan, task }, request, ''),
    ),
  )
  const writes = await Promise.all(
    taken.map((one) => requestWrites(one.found, one.taken, press.eventId, deps)),
  )
  const card = requestsResultCard({
    kind: 'close_out',
    at: deps.clock.now(),
    taken: views,
    refused: [],
  })
  return { reply: { toast: success(`已提交 ${views.length} 项`), card }, writes: writes.flat() }
}
