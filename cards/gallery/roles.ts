/** 授权 and 痕迹. */
import { globalRoles } from '../../src/domain/roles.ts'
import { roleChangeCard, roleChoiceCard, roleListCard } from '../roles.ts'
import { type TrailView, trailCard } from '../trail.ts'
import type { Exhibit } from './exhibit.ts'
import * as sample from './samples.ts'

const { hostileLong, idOf, many } = sample

const holder = (n: number) => ({
  openId: idOf(n),
  name: n % 9 === 5 ? hostileLong : `成员${n + 1}`,
  role: globalRoles[n % globalRoles.length] ?? 'office',
})

const change = {
  openId: idOf(1),
  name: '何志远',
  units: ['区政府领导'],
  role: 'principal',
  isGrant: true,
  at: sample.asOf,
  isDone: false,
} as const

const choice = (count: number) => ({
  role: 'audit' as const,
  said: '何志远',
  at: sample.asOf,
  candidates: many(count, (n) => ({ ...holder(n), units: n === 3 ? [] : [`单位${n}`] })),
})

export const roles: readonly Exhibit[] = [
  { name: 'roles-list', card: roleListCard({ at: sample.asOf, holders: many(4, holder) }) },
  { name: 'roles-list-empty', card: roleListCard({ at: sample.asOf, holders: [] }) },
  {
    name: 'roles-list-hostile',
    card: roleListCard({ at: sample.asOf, holders: many(90, holder) }),
  },
  { name: 'role-grant-confirm', card: roleChangeCard(change) },
  { name: 'role-grant-done', card: roleChangeCard({ ...change, isDone: true }) },
  {
    name: 'role-revoke-hostile',
    card: roleChangeCard({
      ...change,
      isGrant: false,
      name: hostileLong,
      units: [hostileLong, hostileLong],
    }),
  },
  { name: 'role-choice', card: roleChoiceCard(choice(4)) },
  { name: 'role-choice-hostile', card: roleChoiceCard(choice(12)) },
]

const trail: TrailView = {
  subject: 'task:t1',
  of: 'QL26-14',
  at: sample.asOf,
  total: 3,
  page: 1,
  pages: 1,
  entries: [
    {
      at: sample.asOf,
      by: '林督查',
      what: '退回补正',
      about: null,
      details: ['状态：退回补正', '退回原因：请补充开工数'],
    },
    {
      at: sample.asOf,
      by: '陶然',
      what: '填报（视同签收）',
      about: null,
      details: ['状态：办理中', '完成进度：30', '进展情况：方案已送审', '原状态：待签收'],
    },
    { at: sample.asOf, by: '系统', what: '下发', about: null, details: [] },
  ],
}

export const trails: readonly Exhibit[] = [
  { name: 'trail-of-task', card: trailCard(trail) },
  { name: 'trail-empty', card: trailCard({ ...trail, total: 0, entries: [] }) },
  {
    name: 'trail-hostile',
    card: trailCard({
      ...trail,
      subject: 'all',
      of: '全部',
      total: 900,
      page: 3,
      pages: 113,
      entries: many(20, () => ({
        at: sample.asOf,
        by: hostileLong,
        what: hostileLong,
        about: 'QL26-14',
        details: many(20, () => hostileLong),
      })),
    }),
  },
]
