/** 导出 of which plan, and as what? Each plan with two buttons; other forms by words. */

import type { PlanKind } from '../../src/domain/draft-plan.ts'
import {
  type FormName,
  formNames,
  formWords,
  type PrintFormat,
  usualForm,
} from '../../src/domain/print-forms.ts'
import { button, buttons, type Card, card, cut, note, oneLine, plain } from '../kit.ts'
import { dayAt } from '../words.ts'

export type ExportChoiceView = {
  /** Epoch ms. */
  readonly at: number
  /** Null: each plan in its usual form. */
  readonly form: FormName | null
  readonly plans: readonly {
    readonly planId: string
    readonly code: string
    readonly title: string
    readonly kind: PlanKind
    readonly tasks: number
  }[]
}

const mostPlans = 8
const formatWords: Readonly<Record<PrintFormat, string>> = { word: 'Word', excel: 'Excel' }

export function exportChoiceCard({ at, form, plans }: ExportChoiceView): Card {
  const shown = plans.slice(0, mostPlans)
  const first = shown[0]
  return card({
    title: `导出 · 请选择计划 · ${plans.length}个 · ${dayAt(at)}`,
    template: 'blue',
    elements: [
      ...shown.flatMap((plan) => {
        const chosen = form ?? usualForm[plan.kind]
        const make = (format: PrintFormat) =>
          button(`${cut(formWords(chosen), 12)} ${formatWords[format]}`, 'default', {
            action: 'export.table',
            planId: plan.planId,
            form: chosen,
            format,
          })
        return [
          plain(`${cut(plan.code, 16)} ${cut(oneLine(plan.title), 40)}（${plan.tasks}项）`),
          buttons(make('word'), make('excel')),
        ]
      }),
      ...(plans.length > shown.length ? [note(`另有 ${plans.length - shown.length} 个计划`)] : []),
      note(`可以导出：${formNames.map(formWords).join('、')}`),
      ...(first
        ? [
            note(
              `也可发送：导出 ${formWords(form ?? usualForm[first.kind])} excel ${cut(first.code, 16)}`,
            ),
          ]
        : []),
    ],
  })
}
