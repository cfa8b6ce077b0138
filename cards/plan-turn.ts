/** 年终核验 and 归档: asked by a second card, and what became of it. */
import { button, type Card, card, cut, inline, markdown, note, plain } from './kit.ts'
import { dayAt } from './words.ts'

export type PlanTurnView = {
  readonly to: 'year_end_check' | 'archived'
  readonly planId: string
  readonly version: number
  readonly code: string
  readonly title: string
  /** Epoch ms. */
  readonly at: number
  readonly tasks: number
  /** Neither closed nor withdrawn. */
  readonly unfinished: number
  /** Reports that wait for the office. */
  readonly pending: number
}

const turns = {
  year_end_check: {
    word: '年终核验',
    action: 'plan.check.confirm',
    said: '确认核验',
    means:
      '转入年终核验后，不再提醒、催办，不再推送周报。承办单位仍可补报数据，督查室照常审核，指标可以核准补齐。',
    done: '已转入年终核验：不再提醒、催办、推送。补报和审核照常。',
    next: (code: string) => `数据核完后发送：归档 ${code}`,
  },
  archived: {
    word: '归档',
    action: 'plan.archive.confirm',
    said: '确认归档',
    means: '归档后任务和填报不再变动，各群对本计划的订阅终止。全部记录保留。不能退回年终核验。',
    done: '已归档：任务和填报不再变动，各群对本计划的订阅已终止。全部记录保留。',
    next: (code: string) => `未办结的任务可以结转：新建下年计划 ${code}`,
  },
} as const

export function planTurnCard(view: PlanTurnView): Card {
  const { planId, version } = view
  const code = cut(view.code, 16)
  const turn = turns[view.to]
  const open = [
    ...(view.unfinished > 0 ? [`未办结 ${view.unfinished} 项`] : []),
    ...(view.pending > 0 ? [`待审核的填报 ${view.pending} 项`] : []),
  ]
  return card({
    title: `${code} · ${turn.word}待确认 · 任务${view.tasks}项 · ${dayAt(view.at)}`,
    template: 'orange',
    elements: [
      markdown(`**${inline(view.title, 60)}**`),
      ...(open.length > 0 ? [markdown(`现在还有：**${open.join('、')}**`)] : []),
      plain(turn.means),
      button(turn.said, 'main', { action: turn.action, planId, version }, { fill: true }),
      note(`不${turn.word}就不必理会这张卡片。也可发送：${turn.said} ${code}`),
    ],
  })
}

export function planTurnedCard(view: Pick<PlanTurnView, 'to' | 'code' | 'title' | 'at'>): Card {
  const code = cut(view.code, 16)
  const turn = turns[view.to]
  return card({
    title: `${code} · ${view.to === 'archived' ? '已归档' : '年终核验中'} · ${dayAt(view.at)}`,
    template: view.to === 'archived' ? 'grey' : 'green',
    elements: [markdown(`**${inline(view.title, 60)}**`), plain(turn.done), note(turn.next(code))],
  })
}
