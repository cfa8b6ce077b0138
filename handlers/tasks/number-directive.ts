/** 批示编号: the office gives a directive its number; from then on it is a 批示. */
import { NumberForm } from '../../cards/actions.ts'
import { numberedCard, numberFormCard } from '../../cards/tasks/directive.ts'
import { audit } from '../../db/audit.ts'
import { latestDirectives, recordNumber } from '../../db/directives.ts'
import { type Directive, type NumberRefusal, numberDirective } from '../../src/domain/directives.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, failure, sendPrivately, success, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Writes } from '../types.ts'
import { directiveView, viewOf } from './directives.ts'
import { findSaidTask } from './find-task.ts'

const refusals: Readonly<Record<NumberRefusal, string>> = {
  'not-office': '只有督查室可以编号',
  'number-missing': '请写明编号，例如：批示编号 14 青督批〔2026〕5号',
  'number-too-long': '编号最多 40 字',
  'has-a-number': '这条批示已经编过号',
}

const decide = async (directive: Directive, number: string, by: string, deps: Deps) =>
  numberDirective(directive, {
    isOffice: await isAllowed(deps.db, by, 'number_directives'),
    number,
  })

const numberWrites = (directive: Directive, by: string, via: string, deps: Deps): Writes => [
  audit(deps.db, {
    subject: `directive:${directive.id}`,
    version: directive.version,
    type: 'directive.numbered',
    actor: by,
    at: deps.clock.now(),
    via,
    after: { taskId: directive.taskId, number: directive.number },
  }),
  ...recordNumber(deps.db, directive),
]

/** 批示编号 14 编号: the newest one of that task without a number. */
export const sayNumber: CommandHandler = async (said, deps) => {
  const found = await findSaidTask(said, 'number', deps)
  if ('card' in found) return answer(said, found.card, deps)
  const title = `${found.plan.code}-${found.task.seq} · 批示编号`
  const refuse = (line: string) =>
    answerNotice(said, { title: `${title} · 未编号`, lines: [line], tone: 'warning' }, deps)
  const all = await latestDirectives(deps.db, found.task.id, 20)
  const directive = all.find(({ number }) => number === null) ?? all[0]
  if (!directive) return refuse('这项任务没有工作要求')
  const outcome = await decide(directive, found.rest, said.speaker, deps)
  if (!outcome.ok) return refuse(refusals[outcome.reason])
  return [
    ...numberWrites(outcome.directive, said.speaker, said.key, deps),
    ...answer(said, numberedCard(await viewOf(found, outcome.directive, deps)), deps),
  ]
}

/** 编为批示, on the task's card. */
export const openNumberForm: CardHandler<'directive.number.open'> = async (
  { directiveId },
  press,
  deps,
) => {
  if (!(await isAllowed(deps.db, press.operator, 'number_directives'))) {
    return { reply: { toast: warning(refusals['not-office']) } }
  }
  const found = await directiveView(directiveId, deps)
  if (!found) return { reply: { toast: warning('找不到这条工作要求') } }
  return sendPrivately(press, 'number-form', numberFormCard(found.view), '请填写编号', deps)
}

export const numberPressed: CardHandler<'directive.number'> = async (
  { directiveId },
  press,
  deps,
) => {
  const found = await directiveView(directiveId, deps)
  const form = NumberForm.safeParse(press.form)
  if (!found) return { reply: { toast: warning('找不到这条工作要求') } }
  const number = form.success ? form.data.number : ''
  const outcome = await decide(found.directive, number, press.operator, deps)
  if (!outcome.ok) return { reply: { toast: failure(refusals[outcome.reason]) } }
  const view = await viewOf(found, outcome.directive, deps)
  return {
    reply: { toast: success('已编号'), card: numberedCard(view) },
    writes: numberWrites(outcome.directive, press.operator, press.eventId, deps),
  }
}
