/** 改, 调整, 改派: the office changes one field of a task; what it said before is kept and shown. */
import { EditForm } from '../../cards/actions.ts'
import { lifeRefusals } from '../../cards/tasks/life-words.ts'
import {
  editDoneCard,
  editFormCard,
  editMenuCard,
  fieldWords,
} from '../../cards/tasks/task-edit.ts'
import { audit } from '../../db/audit.ts'
import { findTask } from '../../db/plans.ts'
import { recordEdit } from '../../db/task-edits.ts'
import { reportTextLimit } from '../../src/domain/report-content.ts'
import {
  type Edit,
  type EditField,
  type EditOutcome,
  type EditRefusal,
  editTask,
} from '../../src/domain/task-edits.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, failure, info, sendPrivately, success, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Said, Writes } from '../types.ts'
import { editDoneView, editFormView, editMenuView } from '../views/edit-views.ts'
import { findSaidTask } from './find-task.ts'
import { answerRequests, type Found } from './request-writes.ts'
import { noSuchDay, type SaidDecision, splitDecision } from './said-decision.ts'
import { editInForm, editInWords, fieldSaid } from './said-edit.ts'
import { tellOwners } from './tell-owners.ts'
import { askToAcknowledge } from './tell-unit.ts'

const editRefusals: Readonly<Record<EditRefusal, string>> = {
  ...lifeRefusals,
  'not-office': '只有督查室可以修改任务',
  'value-missing': '请写明改成什么',
  'value-too-long': '太长了，请缩短',
  'too-many-names': '最多写 20 个',
  'nothing-changed': '和现在一样，没有改动',
  'no-such-node': '没有这个节点，请用：改 14 节点 序号 日期 内容',
  'node-done': '这个节点已经报完成，不能改',
  'date-beyond-plan': '日期超出了本计划的期限',
  'reason-missing':
    '调整目标或牵头单位要写明原因，例如：改 14 单位 区交通局 原因：职能划转 依据：会议纪要第3号',
  'reason-too-long': `原因和依据最多 ${reportTextLimit} 字`,
  'reference-missing': '调整目标或牵头单位要写明决定依据，例如：依据：会议纪要第3号',
}

type Decided = Omit<SaidDecision, 'words'>

async function change(found: Found, edit: Edit, decided: Decided, by: string, deps: Deps) {
  return editTask(found.task, found.plan, edit, {
    id: deps.newId(),
    by,
    isOffice: await isAllowed(deps.db, by, 'edit_task'),
    at: deps.clock.now(),
    ...decided,
  })
}

type Made = Extract<EditOutcome, { ok: true }>

async function editWrites(
  { plan, task: before }: Found,
  { task, edit, dropped, isReassigned }: Made,
  via: string,
  deps: Deps,
): Promise<Writes> {
  const isLive = plan.state === 'running' && !plan.isTrial
  return [
    audit(deps.db, {
      subject: `task:${task.id}`,
      version: task.version,
      type: isReassigned ? 'task.reassigned' : 'task.edited',
      actor: edit.by,
      at: edit.at,
      via,
      before: { state: before.state, [edit.field]: edit.before },
      after: {
        state: task.state,
        [edit.field]: edit.after,
        reason: edit.reason,
        reference: edit.reference,
      },
    }),
    ...recordEdit(deps.db, task, edit, dropped),
    ...(isReassigned && isLive
      ? [
          ...askToAcknowledge(task, edit.by, deps),
          ...(await answerRequests(
            { plan, task: before },
            { kind: 'objection', state: 'granted', words: `已改派：${edit.after}`, by: edit.by },
            deps,
          )),
        ]
      : []),
    ...(isLive && edit.field === 'owner'
      ? await tellOwners({ plan, task: before }, task, edit.by, deps)
      : []),
  ]
}

const notChanged = (said: Said, { plan, task }: Found, line: string, deps: Deps): Writes =>
  answerNotice(
    said,
    { title: `${plan.code}-${task.seq} · 未修改`, lines: [line], tone: 'warning' },
    deps,
  )

/** 改 14 · 改 14 标题 · 改 14 标题 新标题; 调整 and 改派 are the same with their field. */
const sayEdit =
  (implied: EditField | null): CommandHandler =>
  async (said, deps) => {
    const found = await findSaidTask(said, 'edit', deps)
    if ('card' in found) return answer(said, found.card, deps)
    if (!(await isAllowed(deps.db, said.speaker, 'edit_task'))) {
      return notChanged(said, found, editRefusals['not-office'], deps)
    }
    const { field, rest } = fieldSaid(found.rest, implied)
    const at = deps.clock.now()
    if (!field && rest !== '') {
      const line = `请写明改哪一项：${Object.values(fieldWords).join('、')}`
      return notChanged(said, found, line, deps)
    }
    if (!field) return answer(said, editMenuCard(editMenuView(found, at)), deps)
    if (rest === '') return answer(said, editFormCard(editFormView(found, field, at)), deps)
    const { words, ...decided } = splitDecision(rest)
    const edit = editInWords(field, words, found)
    if (edit === 'no-such-day') return notChanged(said, found, noSuchDay, deps)
    if (!edit) return notChanged(said, found, editRefusals['no-such-node'], deps)
    const made = await change(found, edit, decided, said.speaker, deps)
    if (!made.ok) return notChanged(said, found, editRefusals[made.reason], deps)
    return [
      ...(await editWrites(found, made, said.key, deps)),
      ...answer(said, editDoneCard(editDoneView(found, made)), deps),
    ]
  }
export const sayChangeField = sayEdit(null)
export const sayReassign = sayEdit('lead_unit')

/** A button of the menu, of an objection or of the task's card: the form comes into the private chat. */
export const openEdit: CardHandler<'edit.open'> = async ({ taskId, field }, press, deps) => {
  if (!(await isAllowed(deps.db, press.operator, 'edit_task'))) {
    return { reply: { toast: warning(editRefusals['not-office']) } }
  }
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  const at = deps.clock.now()
  const card = field
    ? editFormCard(editFormView(found, field, at))
    : editMenuCard(editMenuView(found, at))
  return sendPrivately(press, 'edit', card, '已发到私聊', deps)
}

/** 修改 */
export const submitEdit: CardHandler<'edit.submit'> = async (
  { taskId, field, version },
  press,
  deps,
) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  const form = EditForm.safeParse(press.form)
  if (!found) return { reply: { toast: warning('找不到这项任务') } }
  if (!form.success) return { reply: { toast: failure('这张表单无法读取，请重新打开') } }
  const { reason, reference } = form.data
  const edit = editInForm(field, form.data)
  const made = await change(found, edit, { reason, reference }, press.operator, deps)
  if (found.task.version !== version && (made.ok || made.reason !== 'not-office')) {
    const card = editFormCard(editFormView(found, field, deps.clock.now()))
    return { reply: { toast: info('这项任务刚刚有变动，请看最新内容后再改'), card } }
  }
  if (!made.ok) return { reply: { toast: failure(editRefusals[made.reason]) } }
  return {
    reply: { toast: success('已修改'), card: editDoneCard(editDoneView(found, made)) },
    writes: await editWrites(found, made, press.eventId, deps),
  }
}
