/** 填报: the form, the question, what was sent. */

import type { DoubtAboutReport } from '../../src/domain/plausibility.ts'
import { reportDoneCard } from '../reports/report-done.ts'
import { reportFormCard } from '../reports/report-form.ts'
import { figuresPerPage } from '../reports/report-inputs.ts'
import { doubtWords, reportEchoCard, reportQuestionCard } from '../reports/report-question.ts'
import { type Exhibit, states } from './exhibit.ts'
import * as sample from './samples.ts'

const { hostile, hostileLong, hostileRef, idOf, long, many, reportForm } = sample

const hostileValues = {
  percent: hostile,
  progress: hostileLong,
  problems: hostileLong,
  nextSteps: hostileLong,
  highlights: hostileLong,
}

const emptyValues = {
  percent: '',
  progress: '',
  problems: '',
  nextSteps: '',
  highlights: '',
  milestonesDone: [],
  noFigure: null,
  expectedOn: '',
  source: null,
}

const hostileForm = {
  ...reportForm,
  ...hostileRef(14),
  openMilestones: many(60, (n) => ({
    ...sample.milestone(n),
    item: hostile,
    text: hostileLong,
    id: idOf(n),
    status: n < 40 ? ('overdue' as const) : ('later' as const),
  })),
  values: {
    ...hostileValues,
    milestonesDone: many(60, idOf),
    noFigure: 'unpublished' as const,
    expectedOn: '2026-07-15',
    source: 'meeting' as const,
  },
  refused: { field: null, reason: hostileLong },
  returnReason: hostileLong,
  asksSource: true,
  hasStages: true,
  step: { at: 3, of: 7 },
  sent: hostileLong,
  merged: {
    by: hostileLong,
    at: sample.asOf,
    changes: many(12, () => ({
      field: 'progress' as const,
      theirs: hostileLong,
      isMineKept: true,
    })),
  },
}

const forms: readonly Exhibit[] = [
  { name: 'report-form', card: reportFormCard(reportForm) },
  {
    name: 'report-form-first',
    card: reportFormCard({
      ...reportForm,
      openMilestones: [],
      values: emptyValues,
      last: null,
      base: null,
      asksHighlights: false,
    }),
  },
  {
    name: 'report-form-refused',
    card: reportFormCard({
      ...reportForm,
      values: {
        ...reportForm.values,
        percent: '八成',
        problems: '缺资金',
        milestonesDone: [idOf(1), idOf(999)],
      },
      refused: { field: 'percent', reason: '请填 0–100 的数字，如 80' },
    }),
  },
  {
    name: 'report-form-returned',
    card: reportFormCard({ ...reportForm, returnReason: '请写明哪2所已开工' }),
  },
  {
    name: 'report-form-correction',
    card: reportFormCard({
      ...reportForm,
      period: '2026-05',
      corrects: { reportId: idOf(301), isFrozen: true },
      values: { ...reportForm.values, noFigure: 'unpublished', expectedOn: '2026-07-15' },
    }),
  },
  {
    name: 'report-form-on-behalf',
    card: reportFormCard({ ...reportForm, asksSource: true }),
  },
  {
    name: 'report-form-step',
    card: reportFormCard({
      ...reportForm,
      step: { at: 3, of: 7 },
      sent: '✓ 已提交 QL26-7 · 60%（撤回请发送：撤回 QL26-7）',
    }),
  },
  { name: 'report-form-stages', card: reportFormCard({ ...reportForm, hasStages: true }) },
  { name: 'report-form-merged', card: reportFormCard({ ...reportForm, merged: sample.merged }) },
  {
    name: 'report-form-figures',
    card: reportFormCard({ ...reportForm, figures: many(3, sample.figure) }),
  },
  {
    name: 'report-form-40-milestones-60-figures',
    card: reportFormCard({
      ...reportForm,
      openMilestones: many(40, (n) => ({
        ...sample.milestone(n),
        item: long(20),
        text: long(80),
        id: idOf(n),
        status: n < 25 ? 'overdue' : 'later',
      })),
      values: {
        percent: '',
        progress: long(1000),
        problems: long(1000),
        nextSteps: long(1000),
        highlights: long(1000),
        milestonesDone: many(40, idOf),
        noFigure: null,
        expectedOn: '',
        source: null,
      },
      figures: many(60, (n) => ({ ...sample.figure(n), name: long(60), value: long(40) })),
      page: 2,
      asksSource: true,
    }),
  },
  {
    name: 'report-form-hostile',
    card: reportFormCard({
      ...hostileForm,
      figures: many(figuresPerPage * 3, (n) => ({
        indicatorId: idOf(500 + n),
        item: `${n}${hostile}`,
        name: hostileLong,
        unit: hostile,
        targetText: hostileLong,
        value: hostileLong,
      })),
    }),
  },
]

const question = {
  ...sample.ref(14),
  version: 3,
  base: idOf(301),
  corrects: null,
  step: null,
  at: sample.asOf,
  percent: '100',
  progress: '3所全部完工。',
}

const echo = {
  ...question,
  figures: [{ name: '引进亿元以上项目', value: '15个' }],
  milestonesDone: ['开工3所'],
  problems: '1所用地手续未完成。',
  nextSteps: '',
  doubts: [],
}

export const reports: readonly Exhibit[] = [
  ...forms,
  { name: 'report-echo', card: reportEchoCard(echo) },
  {
    name: 'report-echo-hostile',
    card: reportEchoCard({
      ...echo,
      ...hostileRef(14),
      ...hostileValues,
      corrects: { reportId: idOf(301), isFrozen: false },
      figures: many(60, () => ({ name: hostileLong, value: hostileLong })),
      milestonesDone: many(60, () => hostileLong),
      doubts: many(12, () => ({ kind: 'value-fell' as const, about: hostileLong })),
    }),
  },
  {
    name: 'report-question',
    card: reportQuestionCard({
      ...question,
      doubts: [
        { kind: 'percent-jumped', about: '30% → 100%' },
        { kind: 'full-with-open-node', about: '2个节点' },
      ],
    }),
  },
  {
    name: 'report-question-all-hostile',
    card: reportQuestionCard({
      ...question,
      ...hostileRef(14),
      progress: hostileLong,
      step: { at: 3, of: 7 },
      doubts: many(12, (n) => {
        const kinds = Object.keys(doubtWords) as DoubtAboutReport[]
        return { kind: kinds[n % kinds.length] ?? 'same-words', about: hostileLong }
      }),
    }),
  },
  ...states(
    'report-done',
    ['awaiting_sign_off', 'submitted', 'accepted', 'returned', 'withdrawn'],
    (status) =>
      reportDoneCard({
        ...sample.reportDone,
        status,
        mayEdit: true,
        mayWithdraw: status === 'submitted' || status === 'awaiting_sign_off',
      }),
  ),
  {
    name: 'report-done-corrected',
    card: reportDoneCard({
      ...sample.reportDone,
      marks: ['更正', '代录（电话）', '未审签', '暂无数据：未公布，预计7月15日'],
      doubts: ['进度比上次低（75% → 60%）'],
    }),
  },
  {
    name: 'report-done-hostile',
    card: reportDoneCard({
      ...sample.reportDone,
      ...hostileRef(14),
      ...hostileValues,
      marks: many(12, () => hostileLong),
      doubts: many(12, () => hostileLong),
      milestonesDone: many(60, () => hostileLong),
    }),
  },
]
