/** 任务 N: all there is to know about one task, the urgent nodes first. */
import { directiveWord } from '../../src/domain/directives.ts'
import type { DutyRole } from '../../src/domain/draft-plan.ts'
import {
  button,
  type Card,
  type CardElement,
  card,
  collapsible,
  colored,
  cut,
  hr,
  inline,
  markdown,
  note,
  oneLine,
  plain,
  smallButtons,
} from '../kit.ts'
import {
  dayAt,
  dayOf,
  numberOf,
  percentOf,
  previewOf,
  reportLooks,
  roles,
  standingWord,
  templateOf,
  timeAt,
} from '../words.ts'
import { actions } from './task-buttons.ts'
import { milestones } from './task-nodes.ts'
import { lightLine, rates } from './task-rates.ts'
import type { LastReport, TaskChangeLine, TaskDirective, TaskView } from './task-view.ts'

const roleOrder: readonly DutyRole[] = [
  'lead_leader',
  'lead_unit',
  'co_unit',
  'owner',
  'liaison',
  'leader_liaison',
  'signer',
]

export function taskCard(view: TaskView): Card {
  const { standing, overdueDays } = view
  const state = `${cut(numberOf(view), 20)} · ${standingWord(standing, overdueDays)}`
  return card({
    title: `${state} · ${dayAt(view.asOf)}`,
    summary: `${state} · ${previewOf(view, 20)} · ${dayAt(view.asOf)}`,
    subtitle: view.planTitle,
    template: templateOf(standing),
    elements: [
      markdown(`**${inline(view.title, 40)}**`),
      ...(view.isInternal ? [note('内部事项：不进群、不进他人的查询和统计')] : []),
      ...(view.marks.length > 0 ? [note(view.marks.slice(0, 8).join(' · '))] : []),
      ...milestones(view),
      ...lightLine(view.light),
      ...rates(view),
      ...lastReport(view.lastReport),
      ...directives(view.directives, view.mayEdit),
      ...actions(view),
      hr(),
      ...duties(view),
      ...edits(view.edits),
      ...wholeText(view.text),
      note(origin(view)),
    ],
  })
}

const directives = (all: readonly TaskDirective[], mayNumber: boolean): readonly CardElement[] =>
  all
    .slice(0, 3)
    .flatMap((one) => [
      plain(
        `${directiveWord(one)}（${directiveFacts(one)}）：${cut(one.text, 150)}\n` +
          (one.reply === null ? '待答复' : `答复：${cut(one.reply, 150)}`),
      ),
      ...(mayNumber && one.number === null
        ? [
            smallButtons(
              button(
                '编为批示',
                'default',
                { action: 'directive.number.open', directiveId: one.id },
                { small: true },
              ),
            ),
          ]
        : []),
    ])

const directiveFacts = ({ by, at, number, dueOn }: TaskDirective): string =>
  [
    cut(oneLine(by), 12),
    dayAt(at),
    ...(number ? [cut(oneLine(number), 30)] : []),
    ...(dueOn ? [`${dayOf(dueOn)}前答复`] : []),
  ].join('，')

const editsShown = 4

/** What fields said before the office changed them. */
function edits(all: readonly TaskChangeLine[]): readonly CardElement[] {
  if (all.length === 0) return []
  const lines = all
    .slice(0, editsShown)
    .map(
      ({ field, before, at, reference }) =>
        `原${field}：${cut(oneLine(before), 60) || '（无）'}（${dayAt(at)}改${reference ? `，依据：${cut(oneLine(reference), 30)}` : ''}）`,
    )
  return [plain(lines.join('\n'))]
}

function lastReport(report: LastReport | null): readonly CardElement[] {
  if (!report) return [note('尚未填报。')]
  const look = reportLooks[report.status]
  const words = [
    ...(report.returnReason ? [`退回原因：${cut(report.returnReason, 200)}`] : []),
    cut(report.progress, 300),
    ...(report.problems ? [`存在问题：${cut(report.problems, 150)}`] : []),
    ...(report.nextSteps ? [`下步计划：${cut(report.nextSteps, 150)}`] : []),
  ].filter((line) => line !== '')
  return [
    markdown(
      `**最近填报** ${inline(percentOf(report.percent), 9)} · ${colored(look.word, look.color)}<br>` +
        `${inline([report.by, ...report.marks].join(' · '), 90)} · ${timeAt(report.at)}`,
    ),
    ...(words.length > 0 ? [plain(words.join('\n'))] : []),
  ]
}

function duties(view: TaskView): readonly CardElement[] {
  const lines = roleOrder.flatMap((role) => {
    const held = view.duties.filter((duty) => duty.role === role)
    if (held.length === 0) return []
    const star = held.length > 1
    const said = held
      .slice(0, 12)
      .map((duty) => `${cut(oneLine(duty.name), 16)}${star && duty.isLead ? '*' : ''}`)
      .join('、')
    const left = held.length > 12 ? ` 等 ${held.length} 个` : ''
    return [`**${roles[role]}**　${inline(said + left, 250)}`]
  })
  if (view.forms.length > 0) {
    lines.push(`**推进形式**　${inline(view.forms.slice(0, 6).join('、'), 60)}`)
  }
  return lines.length > 0 ? [markdown(lines)] : []
}

/** Short texts at once, long ones on a press. */
function wholeText(text: string): readonly CardElement[] {
  const shown = plain(cut(text, 1500))
  return Array.from(text).length <= 80 ? [shown] : [collapsible('任务全文', [shown])]
}

function origin(view: TaskView): string {
  const section = view.section.map((one) => cut(oneLine(one), 20)).join(' / ')
  const verb = view.mayAcknowledge ? '签收' : view.mayReport ? '填报' : null
  const words = verb ? `　也可发送：${verb} ${view.seq}` : ''
  const source = view.origin ? `来源：${cut(oneLine(view.origin), 60)}　` : ''
  return `${source}${section ? `${cut(section, 60)}　` : ''}截至${timeAt(view.asOf)}${words}`
}
