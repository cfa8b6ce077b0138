/** 分解: a lead unit enters the nodes of a task printed without any; the office approves. */
import { BreakdownForm, nodeRows } from '../../cards/actions.ts'
import { breakdownFormCard } from '../../cards/tasks/breakdown.ts'
import { requestResultCard } from '../../cards/tasks/task-request.ts'
import { findTask } from '../../db/plans.ts'
import { latestBreakdown } from '../../db/task-requests.ts'
import type { Breakdown } from '../../src/domain/breakdown.ts'
import { isIsoDate } from '../../src/domain/time.ts'
import { readBreakdown, readNodeLines } from '../../src/import/breakdown-words.ts'
import { namesNoSuchDay } from '../../src/import/cells/dates.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice, failure, sendPrivately, success, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Said, Writes } from '../types.ts'
import { taskRequestView } from '../views/request-views.ts'
import { taskRef } from '../views/task-views.ts'
import { findSaidTask } from './find-task.ts'
import { askEach, askRefusals, type Found, refusalToOpen, requestWrites } from './request-writes.ts'
import { noSuchDay } from './said-decision.ts'

/** What was sent back last, to go on from; else empty. */
async function formOf({ plan, task }: Found, deps: Deps) {
  const last = await latestBreakdown(deps.db, task.id)
  const entered = last?.breakdown
  return breakdownFormCard({
    ...taskRef(plan, task),
    text: task.text,
    at: deps.clock.now(),
    nodes: entered?.nodes ?? [],
    indicators: (entered?.indicators ?? []).map(
      ({ name, target, unit }) => `${name} ${target}${unit}`,
    ),
    liaison: entered?.liaison ?? '',
    returned: last?.state === 'refused' ? last.answer : null,
  })
}

function refusalToBreakDown(found: Found, openId: string): string | undefined {
  const refusal = refusalToOpen(found, openId)
  if (refusal) return refusal
  return found.task.state === 'awaiting_breakdown' ? undefined : askRefusals['broken-down']
}

async function propose(found: Found, breakdown: Breakdown, by: string, deps: Deps) {
  const wish = { asked: { kind: 'breakdown', breakdown } as const, reason: '' }
  return askEach(found, [wish], by, deps)
}

/** 分解 14: the form; with nodes behind it, at once. */
export const sayBreakdown: CommandHandler = async (said, deps) => {
  const found = await findSaidTask(said, 'breakdown', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const refusal = refusalToBreakDown(found, said.speaker)
  if (refusal) return notTaken(said, found, refusal, deps)
  if (found.rest === '') return answer(said, await formOf(found, deps), deps)
  const { breakdown, unread } = readBreakdown(found.rest, found.plan.year)
  if (unread.length > 0) {
    const why = unread.some((part) => namesNoSuchDay(part, found.plan.year))
      ? noSuchDay
      : '没有读出日期'
    const line = `${why}：“${unread.join('；').slice(0, 60)}”。每个节点请先写日期，例如：6月底前完成招标`
    return notTaken(said, found, line, deps)
  }
  const outcome = await propose(found, breakdown, said.speaker, deps)
  if (!outcome.ok) return notTaken(said, found, askRefusals[outcome.reason], deps)
  const [taken] = outcome.taken
  const { plan } = found
  return [
    ...(await requestWrites(found, outcome.taken, said.key, deps)),
    ...(taken
      ? answer(
          said,
          requestResultCard(taskRequestView({ plan, task: taken.task }, taken.request, '')),
          deps,
        )
      : []),
  ]
}

const notTaken = (said: Said, { plan, task }: Found, line: string, deps: Deps): Writes =>
  answerNotice(
    said,
    { title: `${plan.code}-${task.seq} · 分解 · 未提交`, lines: [line], tone: 'warning' },
    deps,
  )

/** 分解, on a card: the form comes into the private chat. */
export const openBreakdown: CardHandler<'breakdown.open'> = async ({ taskId }, press, deps) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  const refusal = refusalToBreakDown(found, press.operator)
  if (refusal) return { reply: { toast: warning(refusal) } }
  return sendPrivately(press, 'breakdown', await formOf(found, deps), '分解表已发到私聊', deps)
}

/** 提交督查室 */
export const submitBreakdown: CardHandler<'breakdown.submit'> = async ({ taskId }, press, deps) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  const form = BreakdownForm.safeParse(press.form)
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  if (!form.success) return { reply: { toast: failure('这张表单无法读取，请重新打开') } }
  const read = breakdownOf(form.data, found.plan.year)
  if ('line' in read) return { reply: { toast: failure(read.line) } }
  const outcome = await propose(found, read.breakdown, press.operator, deps)
  if (!outcome.ok) return { reply: { toast: failure(askRefusals[outcome.reason]) } }
  const [taken] = outcome.taken
  if (!taken) return { reply: { toast: failure(askRefusals['no-nodes']) } }
  const view = taskRequestView({ plan: found.plan, task: taken.task }, taken.request, '')
  return {
    reply: { toast: success('已提交督查室'), card: requestResultCard(view) },
    writes: await requestWrites(found, outcome.taken, press.eventId, deps),
  }
}

type Form = Readonly<Record<string, string>>

function breakdownOf(
  form: Form,
  year: number,
): { readonly breakdown: Breakdown } | { readonly line: string } {
  const rows = Array.from({ length: nodeRows }, (_, row) => ({
    dueOn: form[`due_${row + 1}`] ?? '',
    text: form[`text_${row + 1}`] ?? '',
  })).filter(({ dueOn, text }) => dueOn !== '' || text.trim() !== '')
  const undated = rows.findIndex(({ dueOn }) => !isIsoDate(dueOn))
  if (undated >= 0) return { line: `节点${undated + 1}没有选日期` }
  const more = readNodeLines(form.more ?? '', year)
  const [unread] = more.unread
  if (unread) return { line: `没有读出日期：${unread.slice(0, 30)}` }
  const { breakdown } = readBreakdown(
    (form.indicators ?? '')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => `指标 ${line}`)
      .join('\n'),
    year,
  )
  return {
    breakdown: {
      nodes: [...rows, ...more.nodes],
      indicators: breakdown.indicators,
      liaison: form.liaison?.trim() || null,
    },
  }
}
