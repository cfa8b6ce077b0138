import { ReportForm } from '../../cards/actions.ts'
import { reportDoneCard, reportFormCard, reportStaleCard } from '../../cards/reports/report-form.ts'
import { audit } from '../../db/audit.ts'
import { accountNames } from '../../db/people.ts'
import { updateTaskState } from '../../db/plan-writes.ts'
import { findTask } from '../../db/plans.ts'
import { dropReportDraft, findReportDraft, keepReportDraft } from '../../db/report-drafts.ts'
import { insertReport } from '../../db/reports.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import {
  mayReport,
  parsePercent,
  type ReportOutcome,
  type ReportRefusal,
  reportTextLimit,
  submitReport,
  takesReports,
} from '../../src/domain/reporting.ts'
import { monthOf, shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, failure, info, sendPrivately, success, warning } from '../answers.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CardHandler, CommandHandler, Press, PressReply, Writes } from '../types.ts'
import { reportDoneView, reportFormView, reportStaleView, taskRef } from '../views/task-views.ts'

const refusals: Readonly<Record<ReportRefusal, string>> = {
  'not-your-task': '您不是这项任务的责任人、联络员或责任单位，不能填报',
  'plan-not-running': '这个计划没有在执行，现在不能填报',
  'task-ended': '这项任务已经结束，不再填报',
  'stale-version': '这项任务刚刚有更新，请看最新内容后重新填报',
  'percent-not-a-number': '请填 0–100 的数字，例如 60',
  'percent-out-of-range': '应在 0 到 100 之间',
  'percent-too-precise': '最多两位小数',
  'progress-missing': '请写几句进展',
  'too-long': `最多 ${reportTextLimit} 字`,
  'value-not-a-number': '请填数字，例如 12.5；没有数据请写 暂无数据、未到期、未公布 或 不适用',
  'value-not-a-percentage': '请填 0–100 的百分数',
  'unknown-indicator': '有一个指标已不在任务表中，请重新打开填报',
  'unknown-milestone': '有一个节点已不在任务表中，请重新选择',
}

const fieldNames = {
  percent: ['percent', '完成进度'],
  progress: ['progress', '进展情况'],
  problems: ['problems', '存在问题'],
  nextSteps: ['next_steps', '下步计划'],
  milestonesDone: ['milestones_done', '已完成的节点'],
  values: ['values', '指标数值'],
} as const

type Found = { readonly plan: Plan; readonly task: Task }

/** 填报 14: the form, filled with the last values or the draft that was refused. */
export const openReport: CommandHandler = async (said, deps) => {
  const found = await findSaidTask(said, 'report', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const refusal = await refusalToOpen(found, said.speaker, deps)
  if (refusal) {
    const { code, seq } = taskRef(found.plan, found.task)
    const title = `${code}-${seq} · 不能填报`
    return answerNotice(said, { title, lines: [refusal], tone: 'warning' }, deps)
  }
  return answer(said, await formCard(found, said.speaker, deps, wordsOf(found.rest)), deps)
}

/** `已开工3所，完成60%` goes into the form: the words as progress, the percentage as such. */
function wordsOf(rest: string) {
  if (rest === '') return undefined
  return { progress: rest, percent: /(\d+(?:\.\d+)?)\s*[%％]/.exec(rest)?.[1] ?? '' }
}

/** The form comes as a new message in the private chat, wherever the button was. */
export const openPressedReport: CardHandler<'report.open'> = async (
  { taskId, words = '' },
  press,
  deps,
) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  const refusal = await refusalToOpen(found, press.operator, deps)
  if (refusal) return { reply: { toast: warning(refusal) } }
  const card = await formCard(found, press.operator, deps, wordsOf(words))
  return sendPrivately(press, 'form', card, '填报表已发到私聊', deps)
}

async function refusalToOpen({ plan, task }: Found, openId: string, deps: Deps) {
  const isOfficeMember = await isAllowed(deps.db, openId, 'report_for_others')
  if (!mayReport(task, openId) && !isOfficeMember) return refusals['not-your-task']
  return takesReports(plan, isOfficeMember) ? undefined : refusals['plan-not-running']
}

async function formCard(
  found: Found,
  openId: string,
  deps: Deps,
  said?: { readonly progress: string; readonly percent: string },
) {
  const draft = await findReportDraft(
    deps.db,
    openId,
    found.task.id,
    monthOf(shanghaiDate(deps.clock.now())),
  )
  return reportFormCard(reportFormView(found, draft, said, deps.clock.now()))
}

/** 提交: stored and audited, or refused with the field named and the values kept. */
export const submitPressedReport: CardHandler<'report.submit'> = async (action, press, deps) => {
  const found = await findTask(deps.db, action.taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  const form = ReportForm.safeParse(press.form)
  if (!form.success) return { reply: { toast: failure('这张表单无法读取，请重新打开填报') } }
  // The task moved on: the first press was taken. Else it was refused, and is again.
  if (press.isRepeat && found.task.version !== action.version) {
    return { reply: await currentState(found, press, deps) }
  }

  const isOfficeMember = await isAllowed(deps.db, press.operator, 'report_for_others')
  const outcome = submitReport(
    found.task,
    found.plan,
    {
      percent: form.data.percent ?? '',
      milestonesDone: form.data.milestones_done,
      values: [],
      progress: form.data.progress ?? '',
      problems: form.data.problems ?? '',
      nextSteps: form.data.next_steps ?? '',
      version: action.version,
    },
    {
      reportId: deps.newId(),
      by: press.operator,
      at: deps.clock.now(),
      isOffice: isOfficeMember,
      onBehalf: isOfficeMember && !mayReport(found.task, press.operator),
      isRepeat: false,
    },
  )
  if (!outcome.ok) return refused(outcome, found, press, deps)
  const { plan } = found
  return {
    reply: {
      toast: success('已提交，待审核'),
      card: reportDoneCard(reportDoneView(plan, outcome.task, outcome.report, press.operator)),
    },
    writes: reportWrites(found, outcome, press.operator, press.eventId, deps),
  }
}

function reportWrites(
  found: Found,
  outcome: Extract<ReportOutcome, { ok: true }>,
  by: string,
  via: string,
  deps: Deps,
): Writes {
  const { report, task } = outcome
  return [
    audit(deps.db, {
      subject: `task:${task.id}`,
      version: task.version,
      type: outcome.isAcknowledged ? 'report.submitted+acknowledged' : 'report.submitted',
      actor: by,
      at: report.at,
      via,
      before: { state: found.task.state, report: found.task.lastReport },
      after: { state: task.state, report, isOnBehalf: outcome.isOnBehalf },
    }),
    ...updateTaskState(deps.db, task),
    ...insertReport(deps.db, report, outcome, outcome.isOnBehalf),
    ...dropReportDraft(deps.db, by, task.id),
  ]
}

/** What was typed is kept, whatever the reason; only somebody else's task keeps nothing. */
async function refused(
  outcome: Extract<ReportOutcome, { ok: false }>,
  found: Found,
  press: Press,
  deps: Deps,
): Promise<{ reply: PressReply; writes?: Writes }> {
  const reason = refusals[outcome.reason]
  if (outcome.reason === 'not-your-task') return { reply: { toast: warning(reason) } }
  if (outcome.reason === 'stale-version' && wasJustSubmitted(found.task, press)) {
    return { reply: await currentState(found, press, deps) }
  }
  const [name, label] = outcome.field ? fieldNames[outcome.field] : [null, null]
  const writes = keepReportDraft(deps.db, {
    openId: press.operator,
    taskId: found.task.id,
    period: monthOf(shanghaiDate(deps.clock.now())),
    form: press.form,
    field: name,
    refusal: name ? reason : null,
    at: deps.clock.now(),
  })
  const said = label ? `“${label}”${reason}。已存为草稿，改好再提交` : `${reason}。填写的内容已保留`
  if (outcome.reason !== 'stale-version') return { reply: { toast: failure(said) }, writes }
  const card = await staleCard(found, press.operator, deps)
  return { reply: { toast: warning(said), card }, writes }
}

/** The same values from the same person: a second press on the same button. */
function wasJustSubmitted({ lastReport: last }: Task, press: Press): boolean {
  const form = ReportForm.safeParse(press.form)
  if (last?.authorOpenId !== press.operator || !form.success) return false
  const { percent, progress, problems, next_steps, milestones_done } = form.data
  const typed = parsePercent(percent ?? '')
  return (
    typed.ok &&
    typed.percent === last.percent &&
    (progress ?? '').trim() === last.progress &&
    (problems ?? '').trim() === last.problems &&
    (next_steps ?? '').trim() === last.nextSteps &&
    (milestones_done ?? last.milestonesDone).every((id) => last.milestonesDone.includes(id))
  )
}

async function currentState({ plan, task }: Found, press: Press, deps: Deps): Promise<PressReply> {
  const last = task.lastReport
  if (last?.authorOpenId !== press.operator) {
    return {
      toast: info('这张卡片已处理，以下是最新内容'),
      card: await staleCard({ plan, task }, press.operator, deps),
    }
  }
  return {
    toast: info('已提交过，没有重复记录'),
    card: reportDoneCard(reportDoneView(plan, task, last, press.operator)),
  }
}

async function staleCard({ plan, task }: Found, openId: string, deps: Deps) {
  const author = task.lastReport?.authorOpenId ?? ''
  const names = await accountNames(deps.db, author ? [author] : [])
  return reportStaleCard(
    reportStaleView(plan, task, openId, names.get(author) ?? '', deps.clock.now()),
  )
}

/** 无新增 14: a report that says so, with the last values. */
export const reportNothingNew: CommandHandler = async (said, deps) => {
  const found = await findSaidTask(said, 'report', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const outcome = submitReport(
    found.task,
    found.plan,
    {
      percent: '',
      milestonesDone: [],
      values: [],
      progress: '',
      problems: '',
      nextSteps: '',
      version: null,
    },
    {
      reportId: deps.newId(),
      by: said.speaker,
      at: deps.clock.now(),
      isOffice: false,
      onBehalf: false,
      isRepeat: true,
    },
  )
  if (!outcome.ok) {
    const lines = [refusals[outcome.reason]]
    return answerNotice(said, { title: '未填报', lines, tone: 'warning' }, deps)
  }
  return [
    ...reportWrites(found, outcome, said.speaker, said.key, deps),
    ...answer(
      said,
      reportDoneCard(reportDoneView(found.plan, outcome.task, outcome.report, said.speaker)),
      deps,
    ),
  ]
}
