/** What the gallery shows of groups, digests and reminders. */
import type { SubscriptionListView, SubscriptionRequestView } from '../group.ts'
import type { DigestReported, DigestTask, DigestView, LeaderDigestView } from '../pushes/digest.ts'
import type { ReminderItem, ReminderView } from '../pushes/reminder.ts'
import { asOf, idOf, many, planTitle, ref } from './texts.ts'

export const subscriptions: SubscriptionListView = {
  groupName: '城建工作群',
  at: asOf,
  subscriptions: [
    { id: idOf(1), version: 1, what: '全部', when: '每周一 9点', state: 'active' },
    { id: idOf(2), version: 1, what: '单位 区住建局', when: '每周一 9点', state: 'waiting' },
    { id: idOf(3), version: 2, what: '板块 民生实事', when: '每月1日', state: 'refused' },
  ],
}

export const subscriptionRequest: SubscriptionRequestView = {
  state: 'open',
  subscriptionId: idOf(904),
  version: 1,
  groupName: '城建工作群',
  members: 36,
  membersOutside: 4,
  by: '陆闻笙',
  what: '全部',
  when: '每周一 9点',
  plans: [planTitle],
  at: asOf,
}

export const digestTask = (seq: number): DigestTask => ({
  ...ref(seq),
  standing: 'overdue',
  overdueDays: 30 - (seq % 30),
  node: { dueOn: '2026-05-30', text: '开工3所' },
  moreNodes: seq % 3,
  words: seq % 2 === 0 ? '用地手续未完成，已报区政府协调' : null,
})

export const digestReported = (seq: number): DigestReported => ({
  ...ref(seq),
  at: asOf - 86_400_000,
  percent: '60',
  words: '3所全部开工。',
  isPending: seq % 2 === 0,
})

export const digest: DigestView = {
  code: 'QL26',
  planTitle: planTitle,
  asOf,
  sentence: [
    { text: '沈副区长：截至6月25日18时，您牵头的', isStrong: false },
    { text: '9项', isStrong: true },
    { text: '重点工作，正常7项、', isStrong: false },
    { text: '逾期2项', isStrong: true },
    { text: '；近期到期节点3个，近7天已报6项。', isStrong: false },
  ],
  figures: { total: 9, reported: 6, dueSoon: 3, overdue: 2, toBeSupplied: 0, pending: 2 },
  attention: [digestTask(7), digestTask(14)],
  upcoming: [
    {
      ...digestTask(3),
      standing: 'due_soon',
      overdueDays: 0,
      node: { dueOn: '2026-06-30', text: '完成招标' },
    },
  ],
  reported: many(2, digestReported),
}

export const reminderItem = (seq: number, rule: ReminderItem['rule']): ReminderItem => ({
  ...ref(seq),
  rule,
  node: {
    dueOn: rule === 'due_today' ? '2026-06-25' : '2026-06-30',
    text: '主体结构封顶，完成投资2.1亿元',
  },
  mayReport: true,
})

export const reminder: ReminderView = {
  on: '2026-06-25',
  items: [
    reminderItem(14, 'due_today'),
    reminderItem(7, 'due_in_3'),
    reminderItem(21, 'due_this_month'),
    reminderItem(14, 'due_this_month'),
  ],
  figure: null,
}

export const leaderDigest: LeaderDigestView = {
  ...digest,
  plans: [{ planId: idOf(1), code: 'QL26' }],
  openDirectives: [{ ...ref(7), at: asOf - 5 * 86_400_000, text: '请说明原因' }],
}
