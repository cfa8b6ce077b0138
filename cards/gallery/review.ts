/** 审核: the desk, a return, and what comes back to the author. */

import {
  returnDoneCard,
  returnedCard,
  returnFormCard,
  reviewDeskCard,
  type WaitingReport,
} from '../reports/review.ts'
import { signDeskCard } from '../reports/sign-off.ts'
import type { Exhibit } from './exhibit.ts'
import { hostileRequest } from './requests.ts'
import * as sample from './samples.ts'

const { hostile, hostileLong, hostileRef, many } = sample
const { returned: back, reviewDesk: desk, waitingReport: waiting } = sample

const hostileWaiting = (n: number): WaitingReport => ({
  ...waiting(n),
  ...hostileRef(n),
  by: hostileLong,
  percent: hostile,
  percentBefore: hostile,
  progress: hostileLong,
  problems: hostileLong,
  nextSteps: hostileLong,
  milestonesDone: many(60, () => hostileLong),
  highlights: hostileLong,
  marks: many(9, () => hostileLong),
  doubts: many(9, () => ({ kind: 'value-jumped' as const, about: hostileLong })),
})

const hostileBack = { ...back, ...hostileRef(14), progress: hostileLong, reason: hostileLong }

export const signOffs: readonly Exhibit[] = [
  { name: 'sign-desk', card: signDeskCard(sample.signDesk) },
  {
    name: 'sign-desk-one',
    card: signDeskCard({ ...sample.signDesk, pages: 1, total: 1, reports: [waiting(14)] }),
  },
  {
    name: 'sign-desk-last-page',
    card: signDeskCard({ ...sample.signDesk, page: 3, reports: [waiting(9)] }),
  },
  { name: 'sign-desk-empty', card: signDeskCard({ ...sample.signDesk, total: 0, reports: [] }) },
  {
    name: 'sign-desk-hostile',
    card: signDeskCard({ ...sample.signDesk, reports: many(40, hostileWaiting) }),
  },
]

export const reviews: readonly Exhibit[] = [
  { name: 'review-desk', card: reviewDeskCard(desk) },
  {
    name: 'review-desk-people',
    card: reviewDeskCard({
      ...desk,
      total: 0,
      withoutDoubts: 0,
      pages: 1,
      reports: [],
      people: [
        '岗位和移交待确认 2 项',
        '3 个单位无人绑定，收不到消息：区水利局、区统计局、区商务局',
      ],
    }),
  },
  {
    name: 'review-desk-requests',
    card: reviewDeskCard({ ...desk, requests: many(5, () => sample.taskRequest) }),
  },
  {
    name: 'review-desk-last-page',
    card: reviewDeskCard({ ...desk, page: 3, withoutDoubts: 9, reports: [waiting(9)] }),
  },
  {
    name: 'review-desk-one',
    card: reviewDeskCard({
      ...desk,
      pages: 1,
      total: 1,
      withoutDoubts: 0,
      reports: [{ ...waiting(2), progress: '' }],
    }),
  },
  {
    name: 'review-desk-empty',
    card: reviewDeskCard({ ...desk, total: 0, pages: 1, withoutDoubts: 0, reports: [] }),
  },
  {
    name: 'review-desk-hostile',
    card: reviewDeskCard({
      ...desk,
      reports: many(40, hostileWaiting),
      requests: many(40, () => hostileRequest),
    }),
  },
  { name: 'review-return-form', card: returnFormCard(waiting(14)) },
  { name: 'review-return-form-hostile', card: returnFormCard(hostileWaiting(14)) },
  { name: 'review-return-done', card: returnDoneCard(back) },
  { name: 'review-return-done-hostile', card: returnDoneCard(hostileBack) },
  { name: 'review-returned', card: returnedCard(back) },
  { name: 'review-returned-by-signer', card: returnedCard({ ...back, of: 'signer' }) },
  { name: 'review-returned-hostile', card: returnedCard(hostileBack) },
]
