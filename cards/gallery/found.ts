/** 查, 单位, 逾期 … */
import { type FoundTask, type FoundTasksView, foundTasksCard } from '../tasks/found-tasks.ts'
import type { Exhibit } from './exhibit.ts'
import * as sample from './samples.ts'

const { hostile, hostileLong, hostileRef, many } = sample

const rows: readonly FoundTask[] = many(8, (n) => {
  const { taskId, code, seq, title, standing, overdueDays, next } = sample.taskRow(n)
  return {
    taskId,
    code,
    seq,
    title,
    standing,
    overdueDays,
    nextOn: next?.dueOn ?? null,
    leadUnit: n % 5 === 0 ? null : '区住建局',
  }
})

const view: FoundTasksView = {
  asOf: sample.asOf,
  query: 'words',
  said: '改造',
  page: 1,
  pages: 3,
  total: 21,
  overdue: 2,
  rows,
  isCut: false,
  inGroup: false,
}

const nothing = { ...view, total: 0, overdue: 0, pages: 1, rows: [] }

export const found: readonly Exhibit[] = [
  { name: 'found-words-first-page', card: foundTasksCard(view) },
  {
    name: 'found-overdue-last-page',
    card: foundTasksCard({ ...view, query: 'overdue', said: '', page: 3, overdue: 21 }),
  },
  {
    name: 'found-unit-in-group',
    card: foundTasksCard({
      ...view,
      query: 'unit',
      said: '住建',
      pages: 1,
      total: 2,
      overdue: 0,
      rows: rows.slice(6),
      isCut: true,
      inGroup: true,
    }),
  },
  { name: 'found-words-none', card: foundTasksCard(nothing) },
  {
    name: 'found-unit-none-in-group',
    card: foundTasksCard({ ...nothing, query: 'unit', said: '卫健', inGroup: true }),
  },
  { name: 'found-overdue-none', card: foundTasksCard({ ...nothing, query: 'overdue', said: '' }) },
  {
    name: 'found-this-week-none',
    card: foundTasksCard({ ...nothing, query: 'this_week', said: '' }),
  },
  {
    name: 'found-300-hostile',
    card: foundTasksCard({
      ...view,
      said: hostileLong.slice(0, 60),
      pages: 40,
      total: 300,
      rows: many(300, (n) => ({
        ...hostileRef(n),
        standing: 'overdue',
        overdueDays: 300,
        nextOn: '2026-12-31',
        leadUnit: hostile,
      })),
    }),
  },
]
