/** 导出: a printed form of a plan as a file in the private chat, made apart from the conversation. */
import { z } from 'zod'
import { exportChoiceCard } from '../../cards/exports/export-choice.ts'
import { noticeCard } from '../../cards/notice.ts'
import { audit } from '../../db/audit.ts'
import { forgetExportBytes, insertExport } from '../../db/exports.ts'
import { enqueue } from '../../db/outbox.ts'
import { findPerson } from '../../db/roles.ts'
import { addWork } from '../../db/work.ts'
import type { PlanWithTasks, Task } from '../../src/domain/plan.ts'
import {
  type FormName,
  formNames,
  formWords,
  isPaper,
  type PrintRequest,
  parsePrintRequest,
  printedFileName,
  usualForm,
} from '../../src/domain/print-forms.ts'
import { may, rolesOn } from '../../src/domain/roles.ts'
import { dayMs, shanghaiDate } from '../../src/domain/time.ts'
import { takeSnapshot } from '../../src/export/snapshot.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice, asContent, info, tell, warning } from '../answers.ts'
import { findSaidTask } from '../tasks/find-task.ts'
import type { CardHandler, CommandHandler, Said, WorkHandler, Writes } from '../types.ts'
import { visiblePlans } from '../visibility.ts'

const ExportOrder = z.object({
  openId: z.string(),
  planId: z.string(),
  form: z.enum(formNames as [FormName, ...FormName[]]),
  format: z.enum(['word', 'excel']),
  edition: z.enum(['internal', 'public']),
  /** The tasks that the asker leads, and no others. */
  onlyLed: z.boolean(),
  /** This task, and no other: 单项专报. */
  taskId: z.string().nullable(),
})
type ExportOrder = z.infer<typeof ExportOrder>

/** A file that is there sooner is not announced. */
const noticeMs = 2_000
const keptMs = 14 * dayMs

/** 导出 分解表 excel XH21 公开版. */
export const sayExport: CommandHandler = async (said, deps) => {
  const request = parsePrintRequest(said.rest)
  if (!request) {
    const lines = [
      `没有看懂“${said.rest.slice(0, 40)}”。`,
      `可以导出：${formNames.map(formWords).join('、')}；后面可写 word 或 excel、计划编码、公开版。`,
      '例如：导出 分解表 excel',
    ]
    return answerNotice(said, { title: '导出 · 没有看懂', lines, tone: 'info' }, deps)
  }
  if (request.form !== null && isPaper(request.form)) return sayBrief(request, said, deps)
  const plans = await exportablePlans(said.speaker, deps)
  const { planCode } = request
  const named = planCode === null ? plans : plans.filter(({ plan }) => plan.code === planCode)
  const [found, ...others] = named
  if (!found) {
    const lines = [
      planCode === null ? '您现在没有可以导出的计划。' : `您能查看的计划里没有 ${planCode}。`,
    ]
    return answerNotice(said, { title: '没有可导出的计划', lines, tone: 'warning' }, deps)
  }
  if (others.length > 0 || (request.form === null && planCode === null)) {
    const view = { at: deps.clock.now(), form: request.form, plans: named.map(choiceOf) }
    return answer(said, exportChoiceCard(view), deps)
  }
  const form = request.form ?? usualForm[found.plan.kind]
  const { format, edition } = request
  const order = {
    openId: said.speaker,
    planId: found.plan.id,
    form,
    format,
    edition,
    onlyLed: false,
    taskId: null,
  }
  return begin(order, said.key, deps)
}

/** 导出 专报 14. */
async function sayBrief(request: PrintRequest, said: Said, deps: Deps): Promise<Writes> {
  const found = await findSaidTask({ ...said, rest: request.task ?? '' }, 'show', deps)
  if ('card' in found) {
    if (request.task !== null) return answer(said, found.card, deps)
    const lines = ['请写上序号，例如：导出 专报 14', '不知道序号时，发送：我的任务']
    return answerNotice(said, { title: '单项专报 · 请写序号', lines, tone: 'info' }, deps)
  }
  const order: ExportOrder = {
    openId: said.speaker,
    planId: found.plan.id,
    form: 'task_brief',
    format: 'word',
    edition: request.edition,
    onlyLed: false,
    taskId: found.task.id,
  }
  return begin(order, said.key, deps)
}

const choiceOf = ({ plan, tasks }: PlanWithTasks) => ({
  planId: plan.id,
  code: plan.code,
  title: plan.title,
  kind: plan.kind,
  tasks: tasks.length,
})

/** A button with plan, form and format; 打印版 of a digest is of the tasks that one leads. */
export const exportPressed: CardHandler<'export.table'> = async (action, press, deps) => {
  const plans = await exportablePlans(press.operator, deps)
  if (!plans.some(({ plan }) => plan.id === action.planId)) {
    return { reply: { toast: warning('这个计划不在您能导出的范围内') } }
  }
  const { planId, form, onlyLed = false, taskId = null } = action
  if (isPaper(form) && taskId === null)
    return { reply: { toast: warning('请写序号：导出 专报 14') } }
  const format = isPaper(form) ? 'word' : action.format
  const order = {
    openId: press.operator,
    planId,
    form,
    format,
    edition: 'internal',
    onlyLed,
    taskId,
  } as const
  return {
    reply: { toast: info('正在生成，完成后发到您的私聊') },
    writes: begin(order, press.eventId, deps),
  }
}

/** The plans that an account sees, of which it may have a print, with the tasks that it sees. */
async function exportablePlans(openId: string, deps: Deps): Promise<readonly PlanWithTasks[]> {
  const at = deps.clock.now()
  const [plans, person] = await Promise.all([
    visiblePlans(deps.db, openId, at),
    findPerson(deps.db, openId, at),
  ])
  return plans.filter(({ tasks }) =>
    tasks.some((task) => may(rolesOn(task, person), 'export_tables')),
  )
}

function begin(order: ExportOrder, key: string, deps: Deps): Writes {
  const at = deps.clock.now()
  const exportId = `export:${key}`.slice(0, 80)
  return [
    addWork(deps.db, { id: exportId, kind: 'make_export', payload: order }, at),
    enqueue(
      deps.db,
      `progress:${exportId}`,
      { type: 'open_id', id: order.openId },
      { kind: 'export_progress', exportId, form: order.form },
      at,
      { notBefore: at + noticeMs },
    ),
  ]
}

/** The work: what the asker sees now is frozen, printed apart, kept, and sent by a row of the outbox. */
export const makeExport: WorkHandler = async (payload, workId, deps) => {
  const order = ExportOrder.parse(payload)
  const asOf = deps.clock.now()
  const plans = await exportablePlans(order.openId, deps)
  const found = plans.find(({ plan }) => plan.id === order.planId)
  if (!found) return refuse(order, workId, '这个计划已不在您能导出的范围内。', deps)
  const tasks = found.tasks.filter(isOrdered(order))
  const snapshot = takeSnapshot({ plan: found.plan, tasks }, { asOf, edition: order.edition })
  if (snapshot.tasks.length === 0) return refuse(order, workId, '没有可以打印的任务。', deps)
  const { form, format, edition, openId, planId } = order
  const printed = await deps.printer({ form, format, snapshot })
  if (!printed.ok) return refuse(order, workId, printed.message, deps)
  const fileName = printedFileName(found.plan.title, form, format, shanghaiDate(asOf))
  const file = { id: workId, openId, planId, form, format, edition, asOf, fileName }
  const count = snapshot.tasks.length
  return [
    audit(deps.db, {
      subject: workId,
      version: 1,
      type: 'export.made',
      actor: openId,
      at: asOf,
      via: workId,
      after: { planId, form, format, edition, tasks: count },
    }),
    ...insertExport(deps.db, { ...file, tasks: count }, printed.bytes, asOf),
    ...forgetExportBytes(deps.db, asOf - keptMs),
    ...tell(openId, `file:${workId}`, { kind: 'export_file', exportId: workId }, deps),
  ]
}

const isOrdered =
  ({ openId, onlyLed, taskId }: ExportOrder) =>
  (task: Task): boolean =>
    (taskId === null || task.id === taskId) && (!onlyLed || isLedBy(openId)(task))

const isLedBy =
  (openId: string) =>
  ({ duties }: PlanWithTasks['tasks'][number]): boolean =>
    duties.some(({ role, openIds }) => role === 'lead_leader' && openIds.includes(openId))

/** Tried for the last time: whoever waits for the file is told. */
export const giveUpExport: WorkHandler = async (payload, workId, deps) => {
  const order = ExportOrder.safeParse(payload)
  const line = '多次尝试都没有成功，请稍后重新发送；仍不行请联系管理员。'
  return order.success ? refuse(order.data, workId, line, deps) : []
}

function refuse({ openId, form }: ExportOrder, workId: string, line: string, deps: Deps): Writes {
  const title = `${formWords(form)} · 没有生成`
  const card = noticeCard({ title, lines: [line], tone: 'warning' })
  return tell(openId, `refused:${workId}`, asContent(card), deps)
}
