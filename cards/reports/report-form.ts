/** 填报: the form. Its inputs: `report-inputs.ts`; what was sent with it: `report-done.ts`. */
import { stages, stageWords } from '../../src/domain/stages.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  colored,
  cut,
  fits,
  form,
  inline,
  markdown,
  note,
  oneLine,
  plain,
} from '../kit.ts'
import { dayAt, numberOf, percentOf, periodOf, previewOf, timeAt } from '../words.ts'
import { fields, formOf, type MergedView, type ReportFormView } from './report-form-view.ts'
import { inputs, milestoneSelect, type OptionLimits, optionLimits } from './report-inputs.ts'

export function reportFormCard(view: ReportFormView): Card {
  const [roomiest, ...others] = optionLimits
  const first = formCardOf(view, roomiest)
  return others.reduce((made, limits) => (fits(made) ? made : formCardOf(view, limits)), first)
}

function formCardOf(view: ReportFormView, options: OptionLimits): Card {
  const verb = view.corrects ? '更正' : '填报'
  const mark = view.refused ? '待改正' : view.merged ? '有更新，请核对' : `待${verb}`
  const step = view.step ? ` · ${view.step.at}/${view.step.of}` : ''
  const state = `${verb} ${cut(numberOf(view), 20)}${step} · ${mark}`
  return card({
    title: `${state} · ${dayAt(view.asOf)}`,
    summary: `${state} · ${previewOf(view, 16)} · ${dayAt(view.asOf)}`,
    template: view.refused || view.merged ? 'orange' : 'blue',
    elements: [
      ...above(view),
      form('report', [
        ...milestoneSelect(view, options),
        ...inputs(view),
        button(
          '提交',
          'main',
          { action: 'report.submit', period: view.period, ...formOf(view) },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      ...stageButtons(view),
      ...skip(view),
      note(
        `也可发送：${verb} ${view.seq} 已开工3所，完成60%　` +
          (view.corrects ? `撤回 ${view.seq}` : `没有新进展：无新增 ${view.seq}`),
      ),
    ],
  })
}

/** What one should know before one fills it in. */
function above(view: ReportFormView): readonly CardElement[] {
  const last = view.last ? `　上次：${timeAt(view.last.at)} 报 ${percentOf(view.last.percent)}` : ''
  const { refused } = view
  return [
    ...(view.sent ? [note(cut(oneLine(view.sent), 80))] : []),
    ...(refused
      ? [
          markdown(
            `${colored('未提交', 'red')}：${refused.field ? `**${fields[refused.field]}** ` : ''}${inline(refused.reason, 80)}`,
          ),
        ]
      : []),
    ...merged(view.merged),
    markdown(`**${inline(view.title, 40)}**`),
    ...(view.returnReason ? [markdown(`**退回原因** ${inline(view.returnReason, 500)}`)] : []),
    note(
      view.corrects
        ? `更正${periodOf(view.period)}填报${view.corrects.isFrozen ? '：这一期已截止，督查室同意后生效' : ''}${last}`
        : `${periodOf(view.period)}进展，截至${dayAt(view.asOf)}${last}`,
    ),
  ]
}

/** Two people on one task: what the other entered, beside what became of one's own. */
function merged(view: MergedView | null): readonly CardElement[] {
  if (!view) return []
  const lines = view.changes
    .slice(0, 6)
    .map(
      ({ field: name, theirs, isMineKept }) =>
        `**${fields[name]}** ${inline(theirs, 60) || '空'}${isMineKept ? '（您填的不同，保留您的）' : '（已并入）'}`,
    )
  return [
    markdown([
      `${colored('未提交', 'red')}：您填写期间，${inline(view.by, 20)}于${timeAt(view.at)}提交了新内容。`,
      ...(lines.length > 0 ? lines : ['内容与您填的一致。']),
      '下面是合并后的内容，核对后再提交；也可直接回复：确认。',
    ]),
  ]
}

/** One tap instead of words, for a project that has no numbers. */
function stageButtons(view: ReportFormView): readonly CardElement[] {
  if (!view.hasStages) return []
  const row = (some: readonly (typeof stages)[number][]) =>
    buttons(
      ...some.map((stage) =>
        button(stageWords[stage], 'default', { action: 'report.stage', stage, ...formOf(view) }),
      ),
    )
  return [
    plain('或者只报到了哪一步（按一下即提交）：'),
    row(stages.slice(0, 3)),
    row(stages.slice(3)),
  ]
}

const skip = ({ step, taskId }: ReportFormView): readonly CardElement[] =>
  step && step.at < step.of
    ? [buttons(button('跳过这一项', 'default', { action: 'report.skip', after: taskId, step }))]
    : []
