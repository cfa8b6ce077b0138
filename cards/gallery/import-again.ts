/** All cards of 疑点, 更新计划, 录入进展, 版面修整, 撤销导入 and 作废计划. */

import { purposeCard, repairsCard } from '../imports/import-choices.ts'
import { columnsCard } from '../imports/import-columns.ts'
import { type DoubtRow, doubtFormCard, doubtsCard } from '../imports/import-doubts.ts'
import { importProgressCard } from '../imports/import-progress.ts'
import { importUpdateCard } from '../imports/import-update.ts'
import { planEndedCard, voidFormCard, withdrawConfirmCard } from '../plan-end.ts'
import { type Exhibit, states } from './exhibit.ts'
import * as sample from './samples-again.ts'
import { hostile, hostileLong, idOf, many } from './texts.ts'

const { doubtsView, doubtRows, update, progress, planEnd } = sample
const formOf = (kind: string, row: DoubtRow): Exhibit => ({
  name: `doubt-form-${kind}`,
  card: doubtFormCard({ ...doubtsView, row, page: 1 }),
})

const hostileRow: DoubtRow = {
  number: 99,
  kind: 'unit_split',
  taskSeq: 3,
  text: hostileLong,
  source: hostileLong,
  choices: [
    { name: 'keep', label: hostileLong },
    { name: 'first_unit', label: hostileLong },
    { name: 'second_unit', label: hostileLong },
  ],
  form: { kind: 'names', names: many(40, () => hostileLong) },
  answered: null,
}

export const doubts: readonly Exhibit[] = [
  { name: 'doubts', card: doubtsCard(doubtsView) },
  {
    name: 'doubts-answered',
    card: doubtsCard({
      ...doubtsView,
      page: 3,
      total: 11,
      open: 0,
      rows: [sample.answeredRow],
    }),
  },
  {
    name: 'doubts-of-a-plan',
    card: doubtsCard({
      ...doubtsView,
      isWaiting: false,
      pages: 1,
      total: 2,
      open: 1,
      rows: [sample.answeredRow, ...doubtRows.slice(0, 1)],
    }),
  },
  {
    name: 'doubts-none',
    card: doubtsCard({ ...doubtsView, pages: 1, total: 0, open: 0, rows: [] }),
  },
  {
    name: 'doubts-hostile',
    card: doubtsCard({
      ...doubtsView,
      code: hostile,
      title: hostileLong,
      page: 2,
      rows: many(5, (n) => ({
        ...hostileRow,
        answered: n % 2 ? null : { words: hostileLong, by: hostileLong, at: 0 },
      })),
    }),
  },
  ...doubtRows.flatMap((row) => (row.form ? [formOf(row.form.kind, row)] : [])),
  formOf('date-new', {
    ...(doubtRows[4] as DoubtRow),
    form: { kind: 'date', milestones: [], milestone: null },
  }),
  formOf('hostile', hostileRow),
  formOf('hostile-lead', {
    ...hostileRow,
    form: { kind: 'lead', units: many(60, (n) => `${n}${hostileLong}`) },
  }),
  formOf('hostile-date', {
    ...hostileRow,
    form: {
      kind: 'date',
      milestones: many(60, () => ({ item: hostileLong, due: '2026-03-31', text: hostileLong })),
      milestone: 3,
    },
  }),
]

export const updates: readonly Exhibit[] = [
  ...states('import-update', ['waiting', 'committed', 'cancelled', 'unchanged'], (state) =>
    importUpdateCard({ ...update, state, toTell: state === 'committed' ? 5 : 0 }),
  ),
  {
    name: 'import-update-plain',
    card: importUpdateCard({
      ...update,
      counts: { added: 0, restored: 0, changed: 1, removed: 0 },
      doubts: [],
      doubtsInAll: 0,
      isReordered: false,
      planChanges: [],
      page: 1,
      pages: 1,
      rows: update.rows.slice(3, 4),
      hasProgress: false,
      mayReread: false,
    }),
  },
  {
    name: 'import-update-hostile',
    card: importUpdateCard({
      ...update,
      code: hostile,
      title: hostileLong,
      fileName: hostileLong,
      doubts: many(9, () => ({
        kind: 'damaged_text',
        taskSeq: 3,
        text: hostileLong,
        source: hostileLong,
      })),
      planChanges: (['title', 'issuer', 'docNo', 'issuedOn'] as const).map((field) => ({
        field,
        before: hostileLong,
        after: hostile,
      })),
      page: 3,
      pages: 9,
      rows: many(40, (seq) => ({
        kind: 'changed' as const,
        seq,
        title: hostileLong,
        changes: many(30, (n) =>
          n % 2
            ? { field: 'text' as const, before: hostileLong, after: `${hostile}${hostileLong}` }
            : {
                field: 'milestone' as const,
                before: { item: hostileLong, dueOn: '2026-03-31', text: hostileLong },
                after: { item: hostile, dueOn: '2026-03-31', text: hostile },
              },
        ),
        isReassigned: true,
        isReported: true,
      })),
    }),
  },
]

export const progressTables: readonly Exhibit[] = [
  ...states('import-progress', ['waiting', 'committed', 'cancelled', 'unchanged'], (state) =>
    importProgressCard({ ...progress, state }),
  ),
  {
    name: 'import-progress-nothing',
    card: importProgressCard({
      ...progress,
      issuedOn: null,
      counts: { matched: 0, unmatched: 2, newer: 0, ended: 1, empty: 0 },
      page: 1,
      pages: 1,
      rows: progress.rows.slice(0, 1),
    }),
  },
  {
    name: 'import-progress-hostile',
    card: importProgressCard({
      ...progress,
      code: hostile,
      title: hostileLong,
      fileName: hostileLong,
      doubts: many(9, () => ({
        kind: 'rate_mismatch',
        taskSeq: 3,
        text: hostileLong,
        source: hostileLong,
      })),
      doubtsInAll: 9,
      page: 2,
      rows: many(40, (seq) => ({
        verdict: 'newer' as const,
        place: hostileLong,
        seq,
        title: hostileLong,
        task: { seq, title: hostileLong },
        percent: hostileLong,
        percentBefore: hostileLong,
        progress: hostileLong,
        problems: hostileLong,
      })),
    }),
  },
]

export const importChoices: readonly Exhibit[] = [
  { name: 'import-purpose', card: purposeCard(sample.purpose) },
  { name: 'import-purpose-first', card: purposeCard({ ...sample.purpose, plans: [] }) },
  {
    name: 'import-purpose-hostile',
    card: purposeCard({
      ...sample.purpose,
      code: hostile,
      title: hostileLong,
      plans: many(40, (n) => ({
        planId: idOf(n),
        code: hostileLong,
        title: hostileLong,
        takesReports: true,
      })),
    }),
  },
  { name: 'import-repairs', card: repairsCard(sample.repairs) },
  {
    name: 'import-repairs-hostile',
    card: repairsCard({
      ...sample.repairs,
      code: hostile,
      title: hostileLong,
      repairs: many(40, (n) => ({ kind: `unknown_kind_${n}`, count: n, isOff: n % 2 === 0 })),
    }),
  },
]

export const columns: readonly Exhibit[] = [
  ...states('import-columns', ['waiting', 'answered', 'cancelled'], (state) =>
    columnsCard({ ...sample.columns, state }),
  ),
  {
    name: 'import-columns-again',
    card: columnsCard({
      ...sample.columns,
      page: 2,
      columns: sample.columns.columns.slice(0, 2),
      isAgain: true,
    }),
  },
  {
    name: 'import-columns-hostile',
    card: columnsCard({
      ...sample.columns,
      fileName: hostileLong,
      columns: many(40, (number) => ({
        number,
        header: hostileLong,
        samples: many(9, () => hostileLong),
        chosen: 'other' as const,
      })),
    }),
  },
]

export const planEnds: readonly Exhibit[] = [
  { name: 'plan-withdraw', card: withdrawConfirmCard({ ...planEnd, reports: 0 }) },
  { name: 'plan-void', card: voidFormCard({ ...planEnd, reason: '' }) },
  {
    name: 'plan-void-hostile',
    card: voidFormCard({ ...planEnd, code: hostile, title: hostileLong, reason: hostileLong }),
  },
  { name: 'plan-withdrawn', card: planEndedCard({ ...planEnd, how: 'withdrawn', reason: null }) },
  {
    name: 'plan-voided',
    card: planEndedCard({ ...planEnd, how: 'voided', reason: '以青政办〔2026〕9号文代替' }),
  },
]
