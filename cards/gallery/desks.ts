/** 待我办理, 审核, 电话督办. */
import { officeDeskCard } from '../desk/office-desk.ts'
import { phonedCard, phoneFormCard, phoneListCard } from '../desk/phone-list.ts'
import { waitingCard } from '../desk/waiting.ts'
import { subscriptionRequestCard } from '../group.ts'
import type { Exhibit } from './exhibit.ts'
import { hostileRequest } from './requests.ts'
import { hostileWaiting } from './review.ts'
import * as sample from './samples.ts'

const { hostileLong, hostileRef, many, officeDesk, phoneList, waiting } = sample

const nothing = { page: 1, pages: 1, items: [] }
const group = subscriptionRequestCard(sample.subscriptionRequest)

export const desks: readonly Exhibit[] = [
  { name: 'waiting', card: waitingCard(waiting) },
  { name: 'waiting-of-office', card: waitingCard({ ...waiting, onDesk: 12 }) },
  { name: 'waiting-none', card: waitingCard({ ...waiting, ...nothing, counts: {}, owed: 0 }) },
  {
    name: 'waiting-hostile',
    card: waitingCard({
      ...waiting,
      onDesk: 900,
      items: many(60, (n) => ({
        ...sample.waitingItem(n),
        ...hostileRef(n),
        about: hostileLong,
      })),
    }),
  },
  { name: 'office-desk', card: officeDeskCard(officeDesk) },
  {
    name: 'office-desk-of-all-kinds',
    card: officeDeskCard({
      ...officeDesk,
      others: 1,
      items: [
        ...officeDesk.items.slice(2),
        { kind: 'other', title: group.header.title.content, elements: group.body.elements },
      ],
    }),
  },
  {
    name: 'office-desk-people',
    card: officeDeskCard({
      ...officeDesk,
      people: [
        '岗位和移交待确认 2 项',
        '3 个单位无人绑定，收不到消息：区水利局、区统计局、区商务局',
      ],
    }),
  },
  {
    name: 'office-desk-last-page',
    card: officeDeskCard({ ...officeDesk, page: 3, items: officeDesk.items.slice(0, 1) }),
  },
  {
    name: 'office-desk-empty',
    card: officeDeskCard({ ...officeDesk, ...nothing, reports: 0, withoutDoubts: 0, requests: 0 }),
  },
  {
    name: 'office-desk-hostile',
    card: officeDeskCard({
      ...officeDesk,
      people: many(30, () => hostileLong),
      items: many(40, (n) =>
        n % 2 === 0
          ? { kind: 'report', report: hostileWaiting(n) }
          : { kind: 'request', request: hostileRequest },
      ),
    }),
  },
  { name: 'phone-list', card: phoneListCard(phoneList) },
  {
    name: 'phone-list-empty',
    card: phoneListCard({ ...phoneList, page: 1, pages: 1, units: 0, tasks: 0, rows: [] }),
  },
  {
    name: 'phone-list-hostile',
    card: phoneListCard({
      ...phoneList,
      rows: many(40, () => ({
        unit: hostileLong,
        reasons: ['unbound', 'unacknowledged', 'overdue'],
        names: many(90, () => hostileLong),
        mobiles: many(90, () => hostileLong),
        tasks: many(90, () => hostileLong),
        messages: many(90, () => ({ what: hostileLong, at: sample.asOf, isSent: false })),
        lastCall: { by: hostileLong, at: sample.asOf, note: hostileLong },
      })),
    }),
  },
  { name: 'phone-form', card: phoneFormCard('区教育局', sample.asOf) },
  {
    name: 'phoned',
    card: phonedCard({ unit: '区教育局', note: '已联系张科长，明天签收', at: sample.asOf }),
  },
]
