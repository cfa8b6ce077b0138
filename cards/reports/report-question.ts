/** What is not plausible in a report: asked before it is stored (design §8). */
import type { DoubtAboutReport, ReportDoubt } from '../../src/domain/plausibility.ts'
import {
  button,
  buttons,
  type Card,
  card,
  colored,
  cut,
  inline,
  markdown,
  note,
  plain,
} from '../kit.ts'
import { completionMark, dayAt, numberOf } from '../words.ts'
import { formOf, type ReportFormView } from './report-form-view.ts'

export const doubtWords: Readonly<Record<DoubtAboutReport, string>> = {
  'percent-fell': '进度比上次低',
  'percent-jumped': '进度一次提高很多',
  'value-fell': '累计数比上次小',
  'value-jumped': '数字是上次的10倍以上',
  'unit-changed': '计量单位与上次不同',
  'full-with-open-node': '填了100%，仍有节点未完成',
  'same-words': '进展连续三次一字不差',
  'after-freeze': '更正已截止的一期，须督查室同意',
}

/** `进度比上次低（60% → 40%）`. */
export const doubtLine = ({ kind, about }: ReportDoubt): string =>
  about === '' ? doubtWords[kind] : `${doubtWords[kind]}（${about}）`

export type ReportQuestionView = Pick<
  ReportFormView,
  'taskId' | 'code' | 'seq' | 'title' | 'version' | 'base' | 'corrects' | 'step'
> & {
  /** Epoch ms. */
  readonly at: number
  readonly percent: string | null
  readonly progress: string
  readonly doubts: readonly ReportDoubt[]
}

export function reportQuestionCard(view: ReportQuestionView): Card {
  const number = cut(numberOf(view), 20)
  return card({
    title: `${number} · 还没有提交 · 请核对${view.doubts.length}处 · ${dayAt(view.at)}`,
    template: 'orange',
    elements: [
      markdown(`**${inline(view.title, 40)}**`),
      markdown(view.doubts.slice(0, 8).map((one) => colored(inline(doubtLine(one), 80), 'orange'))),
      markdown(completionMark(view.percent)),
      plain(cut(view.progress, 300) || '未填进展情况'),
      buttons(
        button('仍然提交', 'main', { action: 'report.confirm', ...formOf(view) }),
        button('返回修改', 'default', { action: 'report.edit', ...formOf(view) }),
      ),
      note(
        `填写的内容已存为草稿。没有错就提交，审核时会看到这处疑问　也可发送：仍然提交 ${number}，或 填报 ${number}`,
      ),
    ],
  })
}

export type ReportEchoView = ReportQuestionView & {
  /** Indicators that were said. */
  readonly figures: readonly { readonly name: string; readonly value: string }[]
  /** Texts of the milestones marked done. */
  readonly milestonesDone: readonly string[]
  readonly problems: string
  readonly nextSteps: string
}

/** What was said in words, before it is sent: 确认 sends it. */
export function reportEchoCard(view: ReportEchoView): Card {
  const number = cut(numberOf(view), 20)
  const verb = view.corrects ? '更正' : '填报'
  const lines = [
    `进展情况：${cut(view.progress, 500)}`,
    ...view.figures.slice(0, 20).map(({ name, value }) => `${cut(name, 24)}：${cut(value, 20)}`),
    ...view.milestonesDone.slice(0, 10).map((one) => `完成节点：${cut(one, 40)}`),
    ...(view.problems ? [`存在问题：${cut(view.problems, 300)}`] : []),
    ...(view.nextSteps ? [`下步计划：${cut(view.nextSteps, 300)}`] : []),
  ]
  return card({
    title: `${number} · ${verb}待确认 · ${dayAt(view.at)}`,
    template: view.doubts.length > 0 ? 'orange' : 'blue',
    elements: [
      markdown(`**${inline(view.title, 40)}**`),
      markdown(completionMark(view.percent)),
      plain(lines.join('\n')),
      ...(view.doubts.length > 0
        ? [
            markdown(
              view.doubts
                .slice(0, 8)
                .map((one) => colored(`请核对：${inline(doubtLine(one), 70)}`, 'orange')),
            ),
          ]
        : []),
      buttons(
        button('确认', 'main', { action: 'report.confirm', ...formOf(view) }),
        button('返回修改', 'default', { action: 'report.edit', ...formOf(view) }),
      ),
      note(`还没有提交。没有错请回复：确认　要改就重新发送：${verb} ${number} …`),
    ],
  })
}
