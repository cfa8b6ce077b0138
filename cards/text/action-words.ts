/** What one types instead of pressing a button: buttons do all that words do (design §8). */

import { stageWords } from '../../src/domain/stages.ts'
import type { OfficeChange } from '../../src/domain/task-changes.ts'
import type { ActionName, ActionOf, CardAction } from '../actions.ts'
import { oneLine } from '../kit.ts'
import { choiceVerbs } from '../tasks/task-choice.ts'

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
const directions = { faster: '请加快', reason: '请说明原因', plan: '请报方案' } as const

const of = (names: NamesOf, word: string, id: string, rest = ''): string =>
  [word, names.task(id) ?? '14', rest].filter(Boolean).join(' ')

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
  'review.page': () => null,
  'task.show': ({ taskId }, names) => of(names, '任务', taskId),
  'task.acknowledge': ({ taskId }, names) => of(names, '签收', taskId),
  'tasks.acknowledge-all': () => '全部签收',
  'tasks.find': () => null,
  'tasks.page': ({ page }) => (page === 1 ? '我的任务' : null),
  'request.open': ({ taskId, kind }, names) => of(names, requestWords[kind], taskId, '原因'),
  'request.submit': ({ taskId, kind }, names) => of(names, requestWords[kind], taskId, '原因'),
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
  'directive.reply': ({ directiveId }, names) => of(names, '答复', directiveId, '内容'),
  'plan.check.confirm': ({ planId }, names) => `确认核验 ${names.plan(planId) ?? ''}`.trim(),
  'plan.archive.confirm': ({ planId }, names) => `确认归档 ${names.plan(planId) ?? ''}`.trim(),
  'plan.carry.confirm': ({ planId }, names) => `确认结转 ${names.plan(planId) ?? ''}`.trim(),
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
  (['taskId', 'intoTaskId', 'requestId', 'directiveId', 'planId'] as const).flatMap((field) => {
    const id = (action as Readonly<Record<string, unknown>>)[field]
    return typeof id === 'string' ? [id] : []
  })
