/** 导入之后: 谁将收到什么, and the way to 下发. */
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  collapsible,
  cut,
  head,
  inline,
  markdown,
  names,
  note,
  oneLine,
  plain,
  smallButtons,
  type Template,
} from '../kit.ts'
import { dateOf, dayAt, dayNear, firstReminder } from '../words.ts'
import { countsLine, type PlanCounts } from './import-preview.ts'

export type ImportSummaryView = {
  readonly state: 'draft' | 'running' | 'trial' | 'later'
  readonly planId: string
  readonly version: number
  readonly code: string
  readonly title: string
  readonly effectiveOn: IsoDate
  /** Epoch ms. */
  readonly at: number
  readonly counts: PlanCounts
  readonly receivers: readonly Receiver[]
  /** Names in the table that have no account. */
  readonly unbound: readonly string[]
  readonly firstReminderOn: IsoDate | null
}

/** A bound person and their tasks; `leading` of them as 牵头领导, `owned` as 责任人. */
export type Receiver = {
  readonly name: string
  readonly tasks: number
  readonly leading: number
  readonly owned: number
  /** The first day on which this person would be reminded. */
  readonly firstOn: IsoDate | null
}

export type DispatchConfirmView = {
  readonly planId: string
  readonly version: number
  readonly code: string
  readonly title: string
  /** Epoch ms. */
  readonly at: number
  readonly tasks: number
  readonly receivers: number
  readonly unbound: readonly string[]
  readonly firstReminderOn: IsoDate | null
}

type State = ImportSummaryView['state']
type Look = { readonly word: string; readonly template: Template; readonly said: string }

const looks: Readonly<Record<State, Look>> = {
  draft: {
    word: '草案',
    template: 'blue',
    said: '尚未下发，无人收到通知。试运行：所有消息只发督查室。',
  },
  running: { word: '已下发', template: 'green', said: '已下发，任务卡正在发出。' },
  trial: {
    word: '试运行',
    template: 'orange',
    said: '试运行中：所有消息只发督查室，下发后才发给责任人。',
  },
  later: { word: '暂不下发', template: 'grey', said: '已存为草案，随时可以下发。' },
}

export function importSummaryCard(view: ImportSummaryView): Card {
  const look = looks[view.state]
  return card({
    title: `${cut(view.code, 16)} · ${look.word} · 任务${view.counts.tasks}项 · ${dayAt(view.at)}`,
    template: look.template,
    elements: [
      markdown(`**${inline(view.title, 60)}**`),
      countsLine(view.counts),
      ...receiverList(view),
      unboundBlock(view.unbound),
      note(
        `生效：${dateOf(view.effectiveOn)}　首次提醒：${firstReminder(view.firstReminderOn, view.receivers.length)}`,
      ),
      plain(look.said),
      ...choices(view),
    ],
  })
}

function receiverList(view: ImportSummaryView): readonly CardElement[] {
  const title = view.state === 'running' ? '已绑定的人' : '谁将收到什么'
  if (view.receivers.length === 0) return [plain(`${title}：还没有人绑定账号。`)]
  const { shown, left } = head(view.receivers, 30)
  const lines = shown.map((one) => {
    const parts = [
      ...(one.leading > 0 ? [`牵头 ${one.leading} 项`] : []),
      ...(one.owned > 0 ? [`责任 ${one.owned} 项`] : []),
    ]
    const of = parts.length > 0 ? `（${parts.join('，')}）` : ''
    const first = one.firstOn ? `　${dayNear(one.firstOn, view.at)}首次提醒` : ''
    return `${cut(oneLine(one.name), 20)}　任务 ${one.tasks} 项${of}${first}`
  })
  if (left > 0) lines.push(`另有 ${left} 人`)
  const isShort = lines.length <= 5
  return [collapsible(`${title}：${view.receivers.length} 人`, [plain(lines.join('\n'))], isShort)]
}

const unboundBlock = (unbound: readonly string[]): CardElement =>
  unbound.length === 0
    ? note('表中责任人均已绑定。')
    : markdown(`**未绑定 ${unbound.length} 人**，收不到消息：${inline(names(unbound, 12), 300)}`)

function choices(view: ImportSummaryView): readonly CardElement[] {
  const { planId, version } = view
  const dispatch = button('下发', 'main', { action: 'plan.dispatch', planId, version })
  const trial = button('试运行', 'default', { action: 'plan.trial', planId, version })
  const later = button('稍后', 'default', { action: 'plan.later', planId, version })
  const rows: Readonly<Record<State, readonly CardElement[]>> = {
    draft: [dispatch, trial, later],
    later: [dispatch, trial],
    trial: [dispatch],
    running: [],
  }
  const row = rows[view.state]
  const code = cut(view.code, 16)
  const isSilent = view.state === 'draft' || view.state === 'later'
  const end = isSilent
    ? button('撤销导入', 'default', { action: 'plan.withdraw', planId, version }, { small: true })
    : button('作废计划', 'default', { action: 'plan.void', planId, version }, { small: true })
  const words = [
    ...(row.length > 0 ? [`下发 ${code}`] : []),
    ...(view.counts.proposals > 0 ? [`指标 ${code}`] : []),
    ...(isSilent ? [`试运行 ${code}`, `撤销导入 ${code}`] : [`作废计划 ${code}`]),
  ]
  return [
    ...(row.length > 0 ? [buttons(...row)] : []),
    smallButtons(
      ...(view.counts.proposals === 0
        ? []
        : [
            button(
              `建议指标${view.counts.proposals}个`,
              'default',
              { action: 'indicators.show', scope: 'plan', id: planId, page: 1 },
              { small: true },
            ),
          ]),
      end,
    ),
    note(`也可发送：${words.join('　')}`),
  ]
}

/** The second card of 下发: what cannot be undone is asked twice. */
export function dispatchConfirmCard(view: DispatchConfirmView): Card {
  const { planId, version } = view
  return card({
    title: `${cut(view.code, 16)} · 下发待确认 · ${view.receivers}人 · ${dayAt(view.at)}`,
    template: 'orange',
    elements: [
      markdown(`**${inline(view.title, 60)}**`),
      markdown(`将向 **${view.receivers}** 人发送任务卡，涉及 **${view.tasks}** 项任务。`),
      view.unbound.length === 0
        ? note('表中责任人均已绑定。')
        : markdown(
            `**未绑定 ${view.unbound.length} 人不会收到**：${inline(names(view.unbound, 12), 300)}`,
          ),
      note(`首次提醒：${firstReminder(view.firstReminderOn, view.receivers)}　下发后不能撤回。`),
      buttons(
        button('确认下发', 'main', { action: 'plan.dispatch.confirm', planId, version }),
        button('稍后', 'default', { action: 'plan.later', planId, version }),
      ),
    ],
  })
}
