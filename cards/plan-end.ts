/** 撤销导入 and 作废计划: asked by a second card, and what became of it. */
import {
  button,
  buttons,
  type Card,
  card,
  cut,
  form,
  inline,
  input,
  markdown,
  note,
  plain,
} from './kit.ts'
import { dayAt } from './words.ts'

export type PlanEndView = {
  readonly planId: string
  readonly version: number
  readonly code: string
  readonly title: string
  /** Epoch ms. */
  readonly at: number
  readonly tasks: number
  readonly reports: number
}

/** Nothing was reported or sent yet: the plan goes as if it had not been imported. */
export function withdrawConfirmCard(view: PlanEndView): Card {
  const { planId, version } = view
  const code = cut(view.code, 16)
  return card({
    title: `${code} · 撤销导入待确认 · 任务${view.tasks}项 · ${dayAt(view.at)}`,
    template: 'orange',
    elements: [
      markdown(`**${inline(view.title, 60)}**`),
      plain('还没有填报，也没有发过消息。撤销后这个计划不再出现，同一份文件可以重新导入。'),
      buttons(
        button('确认撤销', 'danger', { action: 'plan.withdraw.confirm', planId, version }),
        button('不撤销', 'default', { action: 'plan.later', planId, version }),
      ),
      note(`也可发送：确认撤销 ${code}`),
    ],
  })
}

/** `reason`: as it was said; it can be put better here. */
export function voidFormCard(view: PlanEndView & { readonly reason: string }): Card {
  const { planId, version } = view
  const code = cut(view.code, 16)
  return card({
    title: `${code} · 作废待确认 · 任务${view.tasks}项 · ${dayAt(view.at)}`,
    template: 'red',
    elements: [
      markdown(`**${inline(view.title, 60)}**`),
      plain(
        `任务 ${view.tasks} 项，其中 ${view.reports} 项有填报。作废后不再提醒、催办、推送，订阅终止；` +
          '任务、填报和记录都保留，不能恢复执行。',
      ),
      form('plan_void', [
        input('reason', '作废原因（必填）', {
          value: view.reason,
          multiline: true,
          required: true,
          maxLength: 500,
          placeholder: '例如：以青政办〔2026〕9号文代替',
        }),
        button(
          '确认作废',
          'danger',
          { action: 'plan.void.confirm', planId, version },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note(`不作废就不必理会这张卡片。也可发送：确认作废 ${code} 原因`),
    ],
  })
}

export type PlanEndedView = Pick<PlanEndView, 'code' | 'title' | 'at'> & {
  readonly how: 'withdrawn' | 'voided'
  readonly reason: string | null
}

export function planEndedCard(view: PlanEndedView): Card {
  const isVoid = view.how === 'voided'
  return card({
    title: `${cut(view.code, 16)} · ${isVoid ? '已作废' : '已撤销导入'} · ${dayAt(view.at)}`,
    template: 'grey',
    elements: [
      markdown(`**${inline(view.title, 60)}**`),
      plain(
        isVoid
          ? '计划已作废：不再提醒、催办、推送。任务、填报和记录都保留。'
          : '已撤销导入，没有通知过任何人。需要时请重新发来文件。',
      ),
      ...(view.reason ? [plain(`原因：${cut(view.reason, 300)}`)] : []),
    ],
  })
}
