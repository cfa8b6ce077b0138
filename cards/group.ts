/** Groups: the introduction, subscriptions and their results. Nothing personal is shown here. */
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  colored,
  columns,
  cut,
  head,
  inline,
  markdown,
  names,
  note,
  oneLine,
  plain,
  type Template,
} from './kit.ts'
import { dayAt } from './words.ts'

export type GroupIntroView = {
  readonly groupName: string
  /** An external group can hear what the bot is, and subscribe to nothing. */
  readonly isExternal: boolean
  /** Lines of the grammar that fit this group, such as `订阅 单位 区住建局`. */
  readonly examples: readonly string[]
}

export type SubscriptionState = 'waiting' | 'active' | 'paused' | 'refused' | 'cancelled'

export type SubscriptionListView = {
  readonly groupName: string
  /** Epoch ms. */
  readonly at: number
  readonly subscriptions: readonly {
    readonly id: string
    readonly version: number
    /** `全部`, `单位 区住建局`. */
    readonly what: string
    /** `每周一 9点`. */
    readonly when: string
    readonly state: SubscriptionState
  }[]
}

export type SubscriptionRequestView = {
  readonly state: 'open' | 'approved' | 'refused'
  readonly subscriptionId: string
  readonly version: number
  readonly groupName: string
  readonly members: number
  /** Of them, those who may not see the plan otherwise. */
  readonly membersOutside: number
  readonly by: string
  readonly what: string
  readonly when: string
  /** Titles. */
  readonly plans: readonly string[]
  /** Epoch ms. */
  readonly at: number
}

export type SubscriptionOutcome =
  | 'active'
  | 'waiting'
  | 'refused'
  | 'cancelled'
  | 'exists'
  | 'paused'
  | 'external_group'
  | 'not_admin'
  | 'no_plan'

export type SubscriptionResultView = {
  readonly outcome: SubscriptionOutcome
  readonly groupName: string
  readonly what: string
  readonly when: string
  /** Epoch ms. */
  readonly at: number
}

const groupOf = (name: string): string => cut(oneLine(name), 20) || '本群'

/** Said once, when the bot is added. */
export function groupIntroCard(view: GroupIntroView): Card {
  const title = `督办助手 · 已加入“${groupOf(view.groupName)}”`
  if (view.isExternal) {
    const said = '本群含外部成员，不能订阅工作进展。个人任务请到私聊查看。'
    return card({ title: `${title} · 外部群`, template: 'grey', elements: [plain(said)] })
  }
  const examples = view.examples.slice(0, 4).map((one) => `· ${cut(oneLine(one), 40)}`)
  return card({
    title: `${title} · 可订阅`,
    template: 'blue',
    elements: [
      plain('订阅后，每周一向本群发送重点工作进展摘要：已报、临期、逾期各几项。'),
      buttons(button('订阅全部', 'main', { action: 'subscription.create', filter: 'all' })),
      ...(examples.length > 0 ? [plain(`也可 @督办助手 说：\n${examples.join('\n')}`)] : []),
      note('只有群主、管理员和督查室可以订阅。个人任务请到私聊查看。'),
    ],
  })
}

const states: Readonly<
  Record<SubscriptionState, { word: string; color: 'green' | 'orange' | 'grey' }>
> = {
  active: { word: '已生效', color: 'green' },
  waiting: { word: '待督查室同意', color: 'orange' },
  paused: { word: '已暂停', color: 'orange' },
  refused: { word: '未同意', color: 'grey' },
  cancelled: { word: '已退订', color: 'grey' },
}

export function subscriptionListCard(view: SubscriptionListView): Card {
  const { shown, left } = head(view.subscriptions, 10)
  const active = view.subscriptions.filter((one) => one.state === 'active').length
  return card({
    title: `本群订阅 · 已生效${active}条 · ${dayAt(view.at)}`,
    subtitle: groupOf(view.groupName),
    template: 'blue',
    elements: [
      ...(shown.length === 0 ? [plain('本群还没有订阅。')] : []),
      ...shown.map(subscriptionRow),
      ...(left > 0 ? [note(`另有 ${left} 条`)] : []),
      note('也可发送：订阅 全部　退订 全部'),
    ],
  })
}

function subscriptionRow(one: SubscriptionListView['subscriptions'][number]): CardElement {
  const { word, color } = states[one.state]
  const said = markdown([
    `**${inline(one.what, 40)}**`,
    `${inline(one.when, 30)} · ${colored(word, color)}`,
  ])
  if (one.state === 'refused' || one.state === 'cancelled') return said
  const cancel = {
    action: 'subscription.cancel',
    subscriptionId: one.id,
    version: one.version,
  } as const
  return columns([
    { weight: 4, elements: [said] },
    { elements: [button('退订', 'default', cancel, { small: true })] },
  ])
}

const requestLooks: Readonly<
  Record<SubscriptionRequestView['state'], { word: string; template: Template }>
> = {
  open: { word: '待同意', template: 'orange' },
  approved: { word: '已同意', template: 'green' },
  refused: { word: '不同意', template: 'grey' },
}

/** To the office: a group asks for more than its subscriber may show it. */
export function subscriptionRequestCard(view: SubscriptionRequestView): Card {
  const look = requestLooks[view.state]
  const ids = { subscriptionId: view.subscriptionId, version: view.version }
  return card({
    title: `订阅申请 · ${groupOf(view.groupName)} · ${look.word} · ${dayAt(view.at)}`,
    template: look.template,
    elements: [
      markdown([
        `**${inline(view.what, 40)}** · ${inline(view.when, 30)}`,
        `群：${inline(groupOf(view.groupName), 20)}，成员 **${view.members}** 人`,
        view.membersOutside > 0
          ? `其中 ${colored(`**${view.membersOutside}** 人不在计划可见范围内`, 'red')}`
          : '成员都在计划可见范围内',
        `申请人：${inline(view.by, 20)}`,
      ]),
      ...(view.plans.length > 0
        ? [plain(`涉及计划：${cut(names(view.plans, 5, '个计划'), 150)}`)]
        : []),
      ...(view.state === 'open'
        ? [
            buttons(
              button('同意', 'main', { action: 'subscription.approve', ...ids }),
              button('不同意', 'default', { action: 'subscription.refuse', ...ids }),
            ),
            note('也可发送：同意　或　不同意'),
          ]
        : []),
    ],
  })
}

type Result = { readonly word: string; readonly template: Template; readonly said: string }

const results: Readonly<Record<SubscriptionOutcome, Result>> = {
  active: { word: '已生效', template: 'green', said: '订阅已生效，将按时向本群发送摘要。' },
  waiting: { word: '待同意', template: 'orange', said: '已报督查室，同意后生效。' },
  refused: {
    word: '未同意',
    template: 'grey',
    said: '督查室未同意这条订阅。如有疑问请联系督查室。',
  },
  cancelled: { word: '已退订', template: 'grey', said: '已退订，不再向本群发送。' },
  exists: { word: '已有此订阅', template: 'blue', said: '本群已有同样的订阅，未重复添加。' },
  paused: { word: '已暂停', template: 'orange', said: '订阅已暂停。恢复请群主或管理员重新订阅。' },
  external_group: { word: '不能订阅', template: 'red', said: '本群含外部成员，不能订阅。' },
  not_admin: {
    word: '不能订阅',
    template: 'orange',
    said: '只有群主、管理员和督查室可以订阅或退订，请他们来操作。',
  },
  no_plan: { word: '暂无计划', template: 'grey', said: '目前没有执行中的计划，下发后再订阅。' },
}

export function subscriptionResultCard(view: SubscriptionResultView): Card {
  const { word, template, said } = results[view.outcome]
  return card({
    title: `订阅 ${cut(oneLine(view.what), 20)} · ${word} · ${dayAt(view.at)}`,
    template,
    elements: [
      plain(said),
      note(
        `${groupOf(view.groupName)}　${cut(oneLine(view.what), 40)}　${cut(oneLine(view.when), 30)}`,
      ),
    ],
  })
}
