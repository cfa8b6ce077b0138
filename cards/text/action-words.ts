/** What one types instead of pressing a button: buttons do all that words do (design §8). */

import { formWords, isPaper } from '../../src/domain/print-forms.ts'
import { stageWords } from '../../src/domain/stages.ts'
import type { OfficeChange } from '../../src/domain/task-changes.ts'
import type { ActionName, ActionOf, CardAction } from '../actions.ts'
import { oneLine } from '../kit.ts'
import { choiceVerbs } from '../tasks/task-choice.ts'
import { fieldWords } from '../tasks/task-edit.ts'

/** How tasks and plans are called: `QL26-14`, `QL26`; undefined: not known, the number is left out. */
export type NamesOf = {
  /** By the id of a task, or of a request or directive on one. */
  readonly task: (id: string) => string | undefined
  readonly plan: (id: string) => string | undefined
}

type Typed<Name extends ActionName> = (
  action: ActionOf<Name>,
  names: NamesOf,
  label: string,
) => string | null

const requestWords = { extension: '延期', close_out: '办结', objection: '有异议' } as const
const filing = '立项 标题；来源 会议纪要；文号 第3号；牵头 单位；责任人 姓名；期限 9月30日'
const directions = { faster: '请加快', reason: '请说明原因', plan: '请报方案' } as const

const of = (names: NamesOf, word: string, id: string, rest = ''): string =>
  [word, names.task(id) ?? '14', rest].filter(Boolean).join(' ')

const numbered = (names: NamesOf, id: string): string =>
  of(names, '批示编号', id, '青督批〔2026〕5号')

const requestAsked = (names: NamesOf, id: string, kind: ActionOf<'request.open'>['kind']): string =>
  of(names, requestWords[kind], id, kind === 'extension' ? '9月30日 原因' : '原因')

/** The first step of 中止, 恢复 …: the card that asks once more comes of it. */
const changeAsked = (names: NamesOf, id: string, change: OfficeChange): string =>
  of(names, choiceVerbs[change], id, change === 'merged' ? '15 原因' : '原因')

/**
 * Where the words are not the button's own with the number of its task. Null: there is nothing to
 * type, since the text says it all or the next word does the same.
 */
const typed: { readonly [Name in ActionName]?: Typed<Name> } = {
  'report.open': ({ taskId }, names) => of(names, '填报', taskId),
  'report.submit': ({ taskId, corrects }, names) =>
    of(names, corrects ? '更正' : '填报', taskId, '进展…，完成60%，问题：…，下步：…'),
  'report.figure': ({ taskId }, names) => of(names, '填报', taskId, '60%'),
  'report.confirm': ({ taskId }, names) => of(names, '确认', taskId),
  'report.edit': ({ taskId }, names) => of(names, '填报', taskId),
  'report.page': () => null,
  'report.stage': ({ taskId, stage }, names) => of(names, '阶段', taskId, stageWords[stage]),
  'report.correct': ({ taskId }, names) => of(names, '更正', taskId),
  'report.withdraw': ({ taskId }, names) => of(names, '撤回', taskId),
  'report.steps': () => '逐项填报',
  'report.skip': () => null,
  'evidence.assign': ({ taskId }, names) => of(names, '佐证', taskId),
  'sign.accept': ({ taskId }, names) => of(names, '审签', taskId),
  'sign.all': () => '一键审签',
  'sign.page': () => null,
  'review.accept': ({ taskId }, names) => of(names, '通过', taskId),
  'review.accept-all': () => '一键通过',
  'review.return.open': ({ taskId }, names) => of(names, '退回', taskId, '原因'),
  'review.return': ({ taskId }, names) => of(names, '退回', taskId, '原因'),
  'task.show': ({ taskId }, names) => of(names, '任务', taskId),
  'task.acknowledge': ({ taskId }, names) => of(names, '签收', taskId),
  'tasks.acknowledge-all': () => '全部签收',
  'tasks.find': () => null,
  'tasks.page': ({ page }) => (page === 1 ? '我的任务' : null),
  'request.open': ({ taskId, kind }, names) => requestAsked(names, taskId, kind),
  'request.submit': ({ taskId, kind }, names) => requestAsked(names, taskId, kind),
  'request.grant': ({ requestId }, names) => of(names, '同意', requestId),
  'request.refuse.open': ({ requestId }, names) => of(names, '不同意', requestId, '原因'),
  'request.refuse': ({ requestId }, names) => of(names, '不同意', requestId, '原因'),
  'task.change.open': ({ taskId, change }, names) => changeAsked(names, taskId, change),
  'task.change.ask': ({ taskId, change }, names) => changeAsked(names, taskId, change),
  'task.change': ({ taskId, change, reason, intoTaskId }, names) => {
    const into = intoTaskId ? [names.task(intoTaskId) ?? '15'] : []
    return of(names, `确认${choiceVerbs[change]}`, taskId, [...into, oneLine(reason)].join(' '))
  },
  'task.internal': ({ taskId, isInternal }, names) =>
    of(names, isInternal ? '内部' : '取消内部', taskId),
  'directive.give': ({ taskId, say }, names) => of(names, '工作要求', taskId, directions[say]),
  'directive.open': ({ taskId }, names) => of(names, '工作要求', taskId, '内容'),
  'directive.submit': ({ taskId }, names) => of(names, '工作要求', taskId, '内容'),
  'directive.show': ({ directiveId }, names) => of(names, '答复', directiveId, '内容'),
  'directive.number.open': ({ directiveId }, names) => numbered(names, directiveId),
  'directive.number': ({ directiveId }, names) => numbered(names, directiveId),
  'directive.reply': ({ directiveId }, names) => of(names, '答复', directiveId, '内容'),
  'plan.check.confirm': ({ planId }, names) => `确认核验 ${names.plan(planId) ?? ''}`.trim(),
  'plan.archive.confirm': ({ planId }, names) => `确认归档 ${names.plan(planId) ?? ''}`.trim(),
  'plan.carry.confirm': ({ planId }, names) => `确认结转 ${names.plan(planId) ?? ''}`.trim(),
  'breakdown.submit': ({ taskId }, names) =>
    of(names, '分解', taskId, '6月底前完成招标；12月底前完工'),
  'close-outs.submit': () => '办结 14,15,18 完成情况',
  'filing.open': () => filing,
  'filing.submit': () => filing,
  'phone.call.open': ({ unit }) => `已电话联系 ${oneLine(unit)} 情况`,
  'phone.call': ({ unit }) => `已电话联系 ${oneLine(unit)} 情况`,
  'role.list': () => '授权',
  'role.find': () => '授权 主要领导 姓名',
  'edit.open': ({ taskId, field }, names) =>
    of(names, '改', taskId, field ? `${fieldWords[field]} …` : ''),
  'review.page': ({ page }) => (page === 1 ? '审核' : null),
  'rate.show': ({ taskId, page }, names) => (page === 1 ? of(names, '完成率', taskId) : null),
  'indicators.show': ({ scope, id, page }, names) =>
    page > 1 ? null : `指标 ${names[scope](id) ?? ''}`.trim(),
  'export.table': ({ form, format, planId, taskId }, names) =>
    isPaper(form)
      ? of(names, '打印 专报', taskId ?? '')
      : ['导出', formWords(form), format === 'excel' ? format : '', names.plan(planId) ?? '']
          .filter(Boolean)
          .join(' '),
  'binding.accept': () => '是',
  'binding.decline': () => '不是',
  'import.cancel': () => '取消',
  'columns.cancel': () => '取消',
}

/** The words in the place of a button; null: none are needed. */
export function wordsFor(action: CardAction, label: string, names: NamesOf): string | null {
  const own = typed[action.action] as Typed<ActionName> | undefined
  if (own) return own(action, names, label)
  const word = label.replace(/[（(].*$/, '').trim()
  const number =
    'taskId' in action && typeof action.taskId === 'string'
      ? names.task(action.taskId)
      : 'planId' in action && typeof action.planId === 'string'
        ? names.plan(action.planId)
        : undefined
  return number ? `${word} ${number}` : word
}

/** Ids that the words of a card's buttons need names for. */
export const idsIn = (action: CardAction): readonly string[] =>
  (['taskId', 'intoTaskId', 'requestId', 'directiveId', 'planId', 'id'] as const).flatMap(
    (field) => {
      const id = (action as Readonly<Record<string, unknown>>)[field]
      return typeof id === 'string' ? [id] : []
    },
  )
