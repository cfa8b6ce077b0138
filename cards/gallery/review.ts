/** 审核: the desk, a return, and what comes back to the author. */

import {
  returnDoneCard,
  returnedCard,
  returnFormCard,
  reviewDeskCard,
  type WaitingReport,
} from '../reports/review.ts'
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
  doubts: ['percent-fell', 'percent-jumped', 'full-with-open-node', 'same-words'],
})

const hostileBack = { ...back, ...hostileRef(14), progress: hostileLong, reason: hostileLong }

export const reviews: readonly Exhibit[] = [
  { name: 'review-desk', card: reviewDeskCard(desk) },
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
  { name: 'review-returned-hostile', card: returnedCard(hostileBack) },
]
