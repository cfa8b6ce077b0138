/** 改, 调整, 改派: the office changes one field of a task. */
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import type { OfficeChange } from '../../src/domain/task-changes.ts'
import type { EditField } from '../../src/domain/task-edits.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  cut,
  datePicker,
  form,
  input,
  markdown,
  note,
  oneLine,
  plain,
  select,
} from '../kit.ts'
import { dateOf, dayAt, numberOf, type TaskRef, taskLine, timeAt } from '../words.ts'
import { changeWords } from './task-change.ts'

/** What the office says for each field. */
export const fieldWords: Readonly<Record<EditField, string>> = {
  title: '标题',
  target: '目标',
  lead_unit: '单位',
  lead_leader: '牵头领导',
  co_unit: '配合单位',
  owner: '责任人',
  liaison: '联络员',
  node: '节点',
}

export type EditMenuView = TaskRef & {
  /** Epoch ms. */
  readonly at: number
  /** What each field says now. */
  readonly values: Readonly<Record<EditField, string>>
  /** What may happen to the task's state. */
  readonly changes: readonly OfficeChange[]
}

const fields = Object.keys(fieldWords) as readonly EditField[]

const said = (task: TaskRef): string => cut(numberOf(task), 20)

/** 改 14: which field? */
export const editMenuCard = (view: EditMenuView): Card =>
  card({
    title: `改 ${said(view)} · 请选择 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      markdown(taskLine(view)),
      plain(
        fields
          .map(
            (field) => `${fieldWords[field]}：${cut(oneLine(view.values[field]), 60) || '（无）'}`,
          )
          .join('\n'),
      ),
      ...pairs(fields).map((pair) =>
        buttons(
          ...pair.map((field) =>
            button(`改${fieldWords[field]}`, 'default', {
              action: 'edit.open',
              taskId: view.taskId,
              field,
            }),
          ),
        ),
      ),
      ...pairs(view.changes).map((pair) =>
        buttons(
          ...pair.map((change) =>
            button(changeWords[change].word, 'default', {
              action: 'task.change.open',
              taskId: view.taskId,
              change,
            }),
          ),
        ),
      ),
      note(`也可发送：改 ${said(view)} 标题 新标题，或 中止 ${said(view)} 原因`),
    ],
  })

const pairs = <One>(all: readonly One[]): readonly (readonly One[])[] =>
  Array.from({ length: Math.ceil(all.length / 2) }, (_, n) => all.slice(2 * n, 2 * n + 2))

export type EditFormView = TaskRef & {
  readonly version: number
  readonly field: EditField
  /** Epoch ms. */
  readonly at: number
  /** What the field says now. */
  readonly value: string
  /** Of 节点: those not done, soonest first. */
  readonly nodes: readonly { readonly id: string; readonly dueOn: IsoDate; readonly text: string }[]
  /** It rests on a decision: reason and reference have to be given. */
  readonly needsDecision: boolean
}

const examples: Readonly<Record<EditField, string>> = {
  title: '标题 新标题',
  target: '目标 新目标 原因：… 依据：会议纪要第3号',
  lead_unit: '单位 区交通局 责任人 姓名 原因：… 依据：会议纪要第3号',
  lead_leader: '牵头领导 姓名',
  co_unit: '配合单位 区教育局、区水利局',
  owner: '责任人 姓名',
  liaison: '联络员 姓名',
  node: '节点 2 9月30日 完成主体工程',
}

export function editFormCard(view: EditFormView): Card {
  const { taskId, field, version } = view
  return card({
    title: `改 ${said(view)} ${fieldWords[field]} · 待填写 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      markdown(taskLine(view)),
      plain(`现在：${cut(view.value, 500) || '（无）'}`),
      ...(field === 'lead_unit'
        ? [plain('改派后由新单位重新签收；工作要求和申请一并转过去。')]
        : []),
      form('edit', [
        ...inputs(view),
        input('reason', view.needsDecision ? '调整原因（必填）' : '原因（可不填）', {
          required: view.needsDecision,
          maxLength: 500,
        }),
        input('reference', view.needsDecision ? '决定依据（必填）' : '依据（可不填）', {
          placeholder: '例如：区政府常务会议纪要第3号',
          required: view.needsDecision,
          maxLength: 100,
        }),
        button(
          field === 'lead_unit' ? '改派' : '修改',
          'main',
          { action: 'edit.submit', taskId, field, version },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note(`也可发送：改 ${said(view)} ${examples[field]}`),
    ],
  })
}

function inputs({ field, value, nodes }: EditFormView): readonly CardElement[] {
  switch (field) {
    case 'target':
      return [
        input('value', '新的目标', { value, multiline: true, required: true, maxLength: 1000 }),
      ]
    case 'lead_unit':
      return [
        input('value', '新的牵头单位', { required: true, maxLength: 40 }),
        input('owners', '新的责任人（几个用顿号隔开，可不填）', { maxLength: 100 }),
      ]
    case 'node':
      return [
        select(
          'milestone',
          '哪个节点',
          [
            ...nodes.slice(0, 40).map(({ id, dueOn, text }) => ({
              text: `${dateOf(dueOn)} ${cut(oneLine(text), 24)}`,
              value: id,
            })),
            { text: '新增一个节点', value: 'new' },
          ],
          1,
        ),
        datePicker('due_on', '新的日期（不改可不选）', null, false),
        input('text', '新的内容（不改可不填；填“删去”即删去这个节点）', { maxLength: 200 }),
      ]
    default:
      return [
        input('value', `新的${fieldWords[field]}${field === 'title' ? '' : '（几个用顿号隔开）'}`, {
          value,
          required: true,
          maxLength: 200,
        }),
      ]
  }
}

export type EditDoneView = TaskRef & {
  readonly field: EditField
  readonly before: string
  readonly after: string
  readonly reason: string | null
  readonly reference: string | null
  /** Epoch ms. */
  readonly at: number
  /** 改派: the new unit is asked to acknowledge. */
  readonly isReassigned: boolean
}

/** What was changed: the old value beside the new one. */
export const editDoneCard = (view: EditDoneView): Card =>
  card({
    title: `${said(view)} · 已改${fieldWords[view.field]} · ${dayAt(view.at)}`,
    template: 'green',
    elements: [
      markdown(taskLine(view)),
      plain(`原${fieldWords[view.field]}：${cut(view.before, 500) || '（无）'}`),
      plain(`现${fieldWords[view.field]}：${cut(view.after, 500)}`),
      ...(view.reason ? [plain(`原因：${cut(view.reason, 300)}`)] : []),
      ...(view.reference ? [plain(`依据：${cut(view.reference, 100)}`)] : []),
      ...(view.isReassigned ? [plain('已请新单位签收；没有人绑定时会另外告诉您。')] : []),
      note(`${timeAt(view.at)}办理，已记入台账　查看请发送：任务 ${said(view)}`),
    ],
  })

/** 中止, 撤项 …: asks for the reason. */
export const changeFormCard = (task: TaskRef, change: OfficeChange, at: number): Card =>
  card({
    title: `${changeWords[change].word} ${said(task)} · 待填原因 · ${dayAt(at)}`,
    template: 'orange',
    elements: [
      markdown(taskLine(task)),
      plain(changeWords[change].effect),
      form('change', [
        ...(change === 'merged'
          ? [
              input('into', '并入哪一项（序号）', {
                placeholder: '例如：15',
                required: true,
                maxLength: 20,
              }),
            ]
          : []),
        input('reason', '原因和依据（必填）', {
          placeholder: '例如：项目选址调整（会议纪要第3号）',
          multiline: true,
          required: true,
          maxLength: 1000,
        }),
        button(
          '下一步',
          'main',
          { action: 'task.change.ask', taskId: task.taskId, change },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note(
        `也可发送：${changeWords[change].word} ${said(task)} ${change === 'merged' ? '15 ' : ''}原因`,
      ),
    ],
  })
