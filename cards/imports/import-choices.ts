/** The small forms beside a preview: what a document is for, and which repairs are made. */
import {
  button,
  type Card,
  card,
  cut,
  form,
  inline,
  markdown,
  multiSelect,
  note,
  oneLine,
  plain,
  select,
} from '../kit.ts'
import { dayAt } from '../words.ts'
import { repairWord } from './repair-words.ts'

export type PurposeView = {
  readonly importId: string
  readonly code: string
  readonly title: string
  /** Epoch ms. */
  readonly at: number
  /** `plan`, `update:<plan>` or `progress:<plan>`. */
  readonly purpose: string
  readonly plans: readonly {
    readonly planId: string
    readonly code: string
    readonly title: string
    /** Progress is recorded on a plan under way only. */
    readonly takesReports: boolean
  }[]
}

const mostPlans = 12

export function purposeCard(view: PurposeView): Card {
  const { importId } = view
  const plans = view.plans.slice(0, mostPlans)
  const named = (plan: PurposeView['plans'][number]) =>
    `${cut(plan.code, 16)} ${cut(oneLine(plan.title), 20)}`
  const options = [
    { text: '一个新的计划', value: 'plan' },
    ...plans.map((plan) => ({ text: `更新 ${named(plan)}`, value: `update:${plan.planId}` })),
    ...plans
      .filter(({ takesReports }) => takesReports)
      .map((plan) => ({ text: `进展 ${named(plan)}`, value: `progress:${plan.planId}` })),
  ]
  const chosen = options.findIndex(({ value }) => value === view.purpose) + 1
  return card({
    title: `导入 ${cut(view.code, 16)} · 用途待定 · ${dayAt(view.at)}`,
    template: 'orange',
    elements: [
      markdown(`**${inline(view.title, 60)}**`),
      plain('这份文件是什么？选好后再给您看结果，这一步不改任何计划。'),
      form('import_purpose', [
        select('purpose', '请选择', options, chosen),
        button(
          '确定',
          'main',
          { action: 'import.assign', importId },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      button('返回预览', 'default', { action: 'import.show', importId }, { fill: true }),
      note(
        `也可发送：导入为 新计划${plans[0] ? `　导入为 更新 ${cut(plans[0].code, 16)}　导入为 进展 ${cut(plans[0].code, 16)}` : ''}`,
      ),
    ],
  })
}

export type RepairsView = {
  readonly importId: string
  readonly code: string
  readonly title: string
  /** Epoch ms. */
  readonly at: number
  /** That can be switched off, with how often each was made; 0 where it is off. */
  readonly repairs: readonly {
    readonly kind: string
    readonly count: number
    readonly isOff: boolean
  }[]
}

/** Each repair changes what is printed: the office may leave it out, and sees what is read then. */
export function repairsCard(view: RepairsView): Card {
  const { importId } = view
  const repairs = view.repairs.slice(0, 20)
  return card({
    title: `导入 ${cut(view.code, 16)} · 版面修整 · ${dayAt(view.at)}`,
    template: 'orange',
    elements: [
      markdown(`**${inline(view.title, 60)}**`),
      plain('选中的修整不作，按原样重新读取文件；已核对的疑点仍然有效。'),
      form('import_repairs', [
        multiSelect(
          'off',
          '不作的修整',
          repairs.map(({ kind, count, isOff }) => ({
            text: `${repairWord(kind)}${isOff ? '（未作）' : `（${count} 处）`}`,
            value: kind,
          })),
          repairs.filter(({ isOff }) => isOff).map(({ kind }) => kind),
        ),
        button(
          '重新读取',
          'main',
          { action: 'import.reread', importId },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      button('返回预览', 'default', { action: 'import.show', importId }, { fill: true }),
      ...(repairs[0]
        ? [note(`也可发送：修整 不作 ${repairWord(repairs[0].kind)}　修整 全部`)]
        : []),
    ],
  })
}
