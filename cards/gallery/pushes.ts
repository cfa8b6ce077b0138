/** Groups, digests and reminders. */

import {
  groupIntroCard,
  subscriptionListCard,
  subscriptionRequestCard,
  subscriptionResultCard,
} from '../group.ts'
import { groupDigestCard, leaderDigestCard } from '../pushes/digest.ts'
import { reminderCard, unreachedCard } from '../pushes/reminder.ts'
import { type Exhibit, states } from './exhibit.ts'
import * as sample from './samples.ts'

const { hostile, hostileLong, hostileRef, many, ref } = sample

export const groups: readonly Exhibit[] = [
  {
    name: 'group-intro',
    card: groupIntroCard({
      groupName: '城建工作群',
      isExternal: false,
      examples: ['订阅 单位 区住建局', '订阅 板块 民生实事', '订阅 任务 1,5,8'],
    }),
  },
  {
    name: 'group-intro-hostile',
    card: groupIntroCard({
      groupName: hostileLong,
      isExternal: false,
      examples: many(30, () => hostileLong),
    }),
  },
  {
    name: 'group-intro-external',
    card: groupIntroCard({ groupName: '青岚—云栖协作群', isExternal: true, examples: [] }),
  },
  { name: 'subscription-list', card: subscriptionListCard(sample.subscriptions) },
  {
    name: 'subscription-list-empty',
    card: subscriptionListCard({ ...sample.subscriptions, subscriptions: [] }),
  },
  {
    name: 'subscription-list-hostile',
    card: subscriptionListCard({
      ...sample.subscriptions,
      groupName: hostileLong,
      subscriptions: many(99, (n) => ({
        id: sample.idOf(n),
        version: n,
        what: hostileLong,
        when: hostile,
        state: 'paused',
      })),
    }),
  },
  ...states('subscription-request', ['open', 'approved', 'refused'], (state) =>
    subscriptionRequestCard({ ...sample.subscriptionRequest, state }),
  ),
  {
    name: 'subscription-request-hostile',
    card: subscriptionRequestCard({
      ...sample.subscriptionRequest,
      groupName: hostileLong,
      by: hostileLong,
      what: hostileLong,
      when: hostileLong,
      plans: many(30, () => hostileLong),
    }),
  },
  ...states(
    'subscription',
    [
      'active',
      'waiting',
      'refused',
      'cancelled',
      'exists',
      'paused',
      'external_group',
      'not_admin',
      'no_plan',
    ],
    (outcome) =>
      subscriptionResultCard({
        outcome,
        groupName: '城建工作群',
        what: '全部',
        when: '每周一 9点',
        at: sample.asOf,
      }),
  ),
]

const emptyDigest = {
  ...sample.digest,
  sentence: '截至6月25日18时，本群订阅的9项重点工作，无逾期；近期到期节点0个，近7天已报0项。',
  figures: { total: 9, reported: 0, dueSoon: 0, overdue: 0, toBeSupplied: 0, pending: 0 },
  attention: [],
  upcoming: [],
  reported: [],
  openDirectives: [],
}

const hostileDigest = {
  ...sample.digest,
  plans: many(30, (n) => ({ planId: sample.idOf(n), code: hostile })),
  code: hostile,
  planTitle: hostileLong,
  sentence: many(40, () => ({ text: hostileLong, isStrong: true })),
  attention: many(300, (n) => ({ ...sample.digestTask(n), ...hostileRef(n), words: hostileLong })),
  upcoming: many(300, (n) => ({
    ...sample.digestTask(n),
    ...hostileRef(n),
    node: { dueOn: '2026-12-31', text: hostileLong },
  })),
  reported: many(300, (n) => ({
    ...sample.digestReported(n),
    ...hostileRef(n),
    percent: hostile,
    words: hostileLong,
  })),
  openDirectives: many(90, (n) => ({ ...hostileRef(n), at: sample.asOf, text: hostileLong })),
}

const inGroup = {
  groupName: '城建工作群',
  what: '全部',
  when: '每周一',
  sentence:
    '截至6月25日18时，本群订阅的42项重点工作，正常40项、逾期2项；近期到期节点3个，近7天已报6项。',
}

export const digests: readonly Exhibit[] = [
  { name: 'leader-digest', card: leaderDigestCard(sample.leaderDigest) },
  {
    name: 'leader-digest-calm',
    card: leaderDigestCard({
      plans: [],
      ...emptyDigest,
      sentence:
        '沈副区长：截至6月25日18时，您牵头的9项重点工作，正常9项、无逾期；近期到期节点0个，近7天已报0项。',
    }),
  },
  { name: 'leader-digest-hostile', card: leaderDigestCard(hostileDigest) },
  {
    name: 'group-digest',
    card: groupDigestCard({
      ...sample.digest,
      ...inGroup,
      figures: { ...sample.digest.figures, total: 42 },
    }),
  },
  { name: 'group-digest-empty', card: groupDigestCard({ ...inGroup, ...emptyDigest }) },
  {
    name: 'group-digest-hostile',
    card: groupDigestCard({
      ...hostileDigest,
      groupName: hostileLong,
      what: hostileLong,
      when: hostileLong,
      sentence: hostileLong,
    }),
  },
]

export const reminders: readonly Exhibit[] = [
  { name: 'reminder', card: reminderCard(sample.reminder) },
  {
    name: 'reminder-one',
    card: reminderCard({
      ...sample.reminder,
      items: [sample.reminderItem(14, 'due_today')],
      figure: {
        taskId: sample.reminderItem(14, 'due_today').taskId,
        base: null,
        indicator: null,
        percent: '45',
      },
    }),
  },
  {
    name: 'reminder-one-indicator',
    card: reminderCard({
      ...sample.reminder,
      items: [sample.reminderItem(14, 'due_today')],
      figure: {
        taskId: sample.reminderItem(14, 'due_today').taskId,
        base: sample.idOf(301),
        indicator: sample.figure(1),
        percent: '',
      },
    }),
  },
  { name: 'reminder-empty', card: reminderCard({ ...sample.reminder, items: [] }) },
  {
    name: 'reminder-300-hostile',
    card: reminderCard({
      ...sample.reminder,
      items: many(300, (n) => ({
        ...sample.reminderItem(
          n,
          (['due_today', 'due_in_3', 'due_this_month'] as const)[n % 3] ?? 'due_this_month',
        ),
        ...hostileRef(n),
        node: { dueOn: '2026-12-31', text: hostileLong },
      })),
    }),
  },
  {
    name: 'unreached',
    card: unreachedCard({
      code: 'QL26',
      planTitle: '2026年青岚区政府重点工作任务分解表',
      at: sample.asOf,
      tasks: [
        { ...ref(14), persons: ['顾清越'], node: { dueOn: '2026-06-30', text: '开工3所' } },
        { ...ref(21), persons: [], node: null },
      ],
    }),
  },
  {
    name: 'unreached-hostile',
    card: unreachedCard({
      code: hostile,
      planTitle: hostileLong,
      at: sample.asOf,
      tasks: many(300, (n) => ({
        ...hostileRef(n),
        persons: many(50, () => hostileLong),
        node: { dueOn: '2026-12-31', text: hostileLong },
      })),
    }),
  },
]
