/** What stands on the desks. */
import type { OfficeDeskView } from '../desk/office-desk.ts'
import type { PhoneListView } from '../desk/phone-list.ts'
import type { WaitingItem, WaitingView } from '../desk/waiting.ts'
import { waitingReport } from './samples-reports.ts'
import { taskRequest } from './samples-tasks.ts'
import { asOf, idOf, many, ref } from './texts.ts'

export const officeDesk: OfficeDeskView = {
  asOf: asOf,
  page: 1,
  pages: 3,
  reports: 9,
  withoutDoubts: 7,
  requests: 1,
  others: 0,
  people: [],
  items: [
    ...many(3, (n) => ({ kind: 'report' as const, report: waitingReport(n) })),
    { kind: 'request', request: taskRequest },
  ],
}

export const waitingItem = (n: number): WaitingItem => ({
  ...ref(n),
  kind:
    (['mend', 'directive', 'acknowledge', 'break_down', 'report', 'sign'] as const)[n % 6] ??
    'mend',
  version: 3,
  since: asOf - n * 86_400_000,
  dueOn: n % 3 === 0 ? '2026-06-30' : null,
  about: '开工3所',
  subjectId: idOf(n),
})

export const waiting: WaitingView = {
  asOf,
  page: 1,
  pages: 2,
  counts: { mend: 1, directive: 2, acknowledge: 3, break_down: 1, report: 4, sign: 1 },
  items: many(6, waitingItem),
  owed: 5,
  onDesk: null,
}

export const phoneList: PhoneListView = {
  asOf,
  page: 1,
  pages: 2,
  units: 7,
  tasks: 12,
  rows: many(5, (n) => ({
    unit: '区教育局',
    reasons: n % 2 === 0 ? ['unbound'] : ['unacknowledged', 'overdue'],
    names: ['陆闻笙'],
    mobiles: n % 2 === 0 ? ['13800000000'] : [],
    tasks: ['QL26-14', 'QL26-15'],
    messages:
      n % 2 === 0
        ? []
        : many(3, (m) => ({ what: '到期提醒', at: asOf - m * 86_400_000, isSent: m > 1 })),
    lastCall:
      n === 3 ? { by: '林督查', at: asOf - 86_400_000, note: '已联系张科长，明天上午签收' } : null,
  })),
}
