/** 审核: the desk, a return, and what comes back to the author. */

import {
  returnDoneCard,
  returnedCard,
  returnFormCard,
  type WaitingReport,
} from '../reports/review.ts'
import { signDeskCard } from '../reports/sign-off.ts'
import type { Exhibit } from './exhibit.ts'
import * as sample from './samples.ts'

const { hostile, hostileLong, hostileRef, many } = sample
const { returned: back, waitingReport: waiting } = sample

export const hostileWaiting = (n: number): WaitingReport => ({
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
  { name: 'review-return-form', card: returnFormCard(waiting(14)) },
  { name: 'review-return-form-hostile', card: returnFormCard(hostileWaiting(14)) },
  { name: 'review-return-done', card: returnDoneCard(back) },
  { name: 'review-return-done-hostile', card: returnDoneCard(hostileBack) },
  { name: 'review-returned', card: returnedCard(back) },
  { name: 'review-returned-by-signer', card: returnedCard({ ...back, of: 'signer' }) },
  { name: 'review-returned-hostile', card: returnedCard(hostileBack) },
]
