/** 完成率 of a plan, a section, a unit or a leader: the mean of which tasks. */
import type { NodeRate } from '../../src/domain/live-rates.ts'
import { type RateProfileName, rateProfiles } from '../../src/domain/rates.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  collapsible,
  columns,
  cut,
  hr,
  inline,
  markdown,
  note,
} from '../kit.ts'
import { type Paged, pager } from '../pager.ts'
import { dayAt, type TaskRef, taskLine, timeAt } from '../words.ts'
import { nodesWord, profileWords, rateMark, rateWord } from './rate-words.ts'

export type GroupRateView = Paged & {
  /** Epoch ms. */
  readonly asOf: number
  readonly planId: string
  readonly planVersion: number
  readonly code: string
  readonly planTitle: string
  /** `plan`, `section:民生实事`, `unit:区住建局`, `leader:何某`: what is asked for. */
  readonly of: string
  /** How it is called: 全部任务, 民生实事, 区住建局. */
  readonly name: string
  readonly shown: string | null
  /** Tasks in the mean, and all of them. */
  readonly counted: number
  readonly all: number
  readonly nodes: NodeRate
  readonly profile: RateProfileName
  /** Of a plan, in printed order. */
  readonly sections: readonly GroupRow[]
  readonly units: readonly GroupRow[]
  /** Of the page, the lowest first. */
  readonly rows: readonly (TaskRef & {
    readonly shown: string | null
    readonly isHandSet: boolean
  })[]
  /** Who may choose the plan's formula. */
  readonly mayChoose: boolean
}

type GroupRow = {
  readonly name: string
  readonly shown: string | null
  readonly tasks: number
}

export const tasksTogether = 10
const groupsShown = 30

export function groupRateCard(view: GroupRateView): Card {
  const { planId, of } = view
  const left = view.all - view.counted
  const nodes = nodesWord(view.nodes)
  return card({
    title: `${cut(view.name, 20)} · 完成率 ${rateWord(view.shown, false)} · ${view.all}项 · ${dayAt(view.asOf)}`,
    subtitle: `${view.code}　${view.planTitle}`,
    template: 'blue',
    elements: [
      markdown([
        `**${inline(view.name, 40)}**　完成率 ${rateMark(view.shown, false)}`,
        `${view.counted}项任务完成率的平均` +
          (left > 0 ? `；${left}项没有数据或已中止、撤项，不计入` : ''),
        ...(nodes === '' ? [] : [nodes]),
      ]),
      ...groups('各板块', view.sections),
      ...groups('各牵头单位（按任务表次序，不是排名）', view.units),
      hr(),
      ...view.rows.slice(0, tasksTogether).map(taskRow),
      ...pager(view, (page) => ({ action: 'rate.group', planId, of, page })),
      ...(view.mayChoose ? [formulaButton(view)] : []),
      note(`公式：${profileWords[view.profile].word}。${profileWords[view.profile].rule}。`),
      note(
        `截至${timeAt(view.asOf)}已审核的数据，完成率低的在前　也可发送：完成率 ${cut(view.of === 'plan' ? view.code : view.name, 20)}`,
      ),
    ],
  })
}

function groups(title: string, rows: readonly GroupRow[]): readonly CardElement[] {
  if (rows.length < 2) return []
  const lines = rows
    .slice(0, groupsShown)
    .map(({ name, shown, tasks }) => `${inline(name, 24)}　${rateMark(shown, false)}　${tasks}项`)
  const left = rows.length - lines.length
  return [collapsible(title, [markdown([...lines, ...(left > 0 ? [`另有 ${left} 个`] : [])])])]
}

const taskRow = (task: GroupRateView['rows'][number]): CardElement =>
  columns([
    { weight: 4, elements: [markdown([taskLine(task, 24), rateMark(task.shown, task.isHandSet)])] },
    {
      elements: [
        button(
          '怎么来的',
          'primary',
          { action: 'rate.show', taskId: task.taskId, page: 1 },
          { small: true },
        ),
      ],
    },
  ])

/** The other formula, as a button. */
function formulaButton({ planId, planVersion, profile }: GroupRateView): CardElement {
  const names = Object.keys(rateProfiles) as RateProfileName[]
  return buttons(
    ...names
      .filter((name) => name !== profile)
      .map((name) =>
        button(`改用${profileWords[name].word}`, 'default', {
          action: 'rate.formula',
          planId,
          version: planVersion,
          profile: name,
        }),
      ),
  )
}
