/** 工作要求: given, received, answered. */
import { directiveWord, readyWords } from '../../src/domain/directives.ts'
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  cut,
  datePicker,
  form,
  inline,
  input,
  markdown,
  note,
  oneLine,
  plain,
  smallButtons,
} from '../kit.ts'
import { dateOf, dayAt, dayOf, numberOf, type TaskRef, taskLine, timeAt } from '../words.ts'

export type DirectiveView = TaskRef & {
  readonly directiveId: string
  /** Who gave it, and when (epoch ms). */
  readonly by: string
  readonly at: number
  readonly text: string
  /** 批示: its number. */
  readonly number: string | null
  /** By when it is to be answered. */
  readonly dueOn: IsoDate | null
  readonly reply: { readonly by: string; readonly at: number; readonly text: string } | null
}

const said = (task: TaskRef): string => cut(numberOf(task), 20)

/** Own words of a leader. */
export const directiveFormCard = (task: TaskRef, at: number): Card =>
  card({
    title: `工作要求 ${said(task)} · 待填写 · ${dayAt(at)}`,
    template: 'blue',
    elements: [
      markdown(taskLine(task)),
      form('directive', [
        input('text', '工作要求（必填，会立即发给责任人）', {
          placeholder: '例如：本周内把用地问题的解决方案报来',
          multiline: true,
          required: true,
          maxLength: 500,
        }),
        datePicker('due_on', '答复期限（可不选）', null, false),
        button(
          '发出',
          'main',
          { action: 'directive.submit', taskId: task.taskId },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note(`也可发送：工作要求 ${said(task)} 9月30日前 要求的内容`),
    ],
  })

/** One press each; own words open a form. */
export const directiveButtons = (taskId: string): CardElement =>
  smallButtons(
    ...ready.map((say) =>
      button(
        readyWords[say],
        'default',
        { action: 'directive.give', taskId, say },
        { small: true },
      ),
    ),
    button('自拟要求', 'default', { action: 'directive.open', taskId }, { small: true }),
  )

const ready = ['faster', 'reason', 'plan'] as const

const head = (view: DirectiveView): readonly CardElement[] => [
  markdown(taskLine(view)),
  markdown(`**${directiveWord(view)}** ${inline(view.text, 500)}`),
  ...(view.number ? [plain(`编号：${cut(oneLine(view.number), 40)}`)] : []),
  ...(view.dueOn ? [plain(`请在${dateOf(view.dueOn)}前答复`)] : []),
  note(`${cut(oneLine(view.by), 20)} · ${timeAt(view.at)}`),
]

const stateOf = ({ reply, dueOn }: DirectiveView): string =>
  reply ? '已答复' : dueOn ? `${dayOf(dueOn)}前答复` : '待答复'

/** To the responsible persons: what is wanted, and where to answer. */
export function directiveCard(view: DirectiveView): Card {
  const { reply } = view
  return card({
    title: `${said(view)} · ${directiveWord(view)} · ${stateOf(view)} · ${dayAt(view.at)}`,
    template: reply ? 'green' : 'orange',
    elements: [
      ...head(view),
      ...(reply
        ? answered(reply)
        : [
            form('reply', [
              input('text', '答复（必填）', {
                placeholder: '进展、原因、下一步',
                multiline: true,
                required: true,
                maxLength: 500,
              }),
              button(
                '答复',
                'main',
                { action: 'directive.reply', directiveId: view.directiveId },
                { name: 'submit', submit: true, fill: true },
              ),
            ]),
            buttons(button('填报', 'default', { action: 'report.open', taskId: view.taskId })),
          ]),
      note(`依据：领导工作要求${reply ? '' : `　也可发送：答复 ${said(view)} 内容`}`),
    ],
  })
}

const answered = (reply: NonNullable<DirectiveView['reply']>): readonly CardElement[] => [
  plain(`答复：${cut(reply.text, 500)}`),
  note(`${cut(oneLine(reply.by), 20)} · ${timeAt(reply.at)}`),
]

/** To who gave it: the answer. */
export const directiveReplyCard = (view: DirectiveView): Card =>
  card({
    title: `${said(view)} · ${directiveWord(view)} · ${stateOf(view)} · ${dayAt(view.reply?.at ?? view.at)}`,
    template: 'green',
    elements: [
      ...head(view),
      ...(view.reply ? answered(view.reply) : []),
      note(`依据：您的工作要求　查看任务请发送：任务 ${said(view)}`),
    ],
  })

/** The office gives it a number: a 批示 from then on. */
export const numberFormCard = (view: DirectiveView): Card =>
  card({
    title: `${said(view)} · 批示编号 · 待填写 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      ...head(view),
      form('numbering', [
        input('number', '批示编号（必填）', {
          placeholder: '例如：青督批〔2026〕5号',
          required: true,
          maxLength: 40,
        }),
        button(
          '编号',
          'main',
          { action: 'directive.number', directiveId: view.directiveId },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note(`也可发送：批示编号 ${said(view)} 青督批〔2026〕5号`),
    ],
  })

/** It has its number. */
export const numberedCard = (view: DirectiveView): Card =>
  card({
    title: `${said(view)} · 已编号为批示 · ${dayAt(view.at)}`,
    template: 'green',
    elements: [...head(view), note(`已记入台账　查看请发送：任务 ${said(view)}`)],
  })
