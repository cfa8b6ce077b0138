/** What the gallery shows of reports: the form, what was sent, what waits for a signature or a review. */
import type { ReportDoneView } from '../reports/report-done.ts'
import type { FigureField, MergedView, ReportFormView } from '../reports/report-form-view.ts'
import type { ReturnedView, WaitingReport } from '../reports/review.ts'
import type { SignDeskView } from '../reports/sign-off.ts'
import { milestone } from './samples-tasks.ts'
import { asOf, idOf, many, ref } from './texts.ts'

export const reportForm: ReportFormView = {
  ...ref(14),
  period: '2026-06',
  version: 3,
  asOf,
  openMilestones: many(3, (n) => ({
    ...milestone(n + 1),
    id: idOf(n),
    status: n === 1 ? 'overdue' : n === 2 ? 'due_soon' : 'later',
  })),
  values: {
    percent: '45',
    progress: '2所已开工，1所正在办理施工许可。',
    problems: '',
    nextSteps: '',
    highlights: '',
    milestonesDone: [],
    noFigure: null,
    expectedOn: '',
    source: null,
  },
  base: idOf(301),
  corrects: null,
  asksHighlights: true,
  asksSource: false,
  figures: [],
  page: 1,
  hasStages: false,
  step: null,
  sent: null,
  merged: null,
  refused: null,
  returnReason: null,
  last: { at: Date.parse('2026-06-05T09:12:00+08:00'), percent: '45' },
}

export const reportDone: ReportDoneView = {
  ...ref(14),
  period: '2026-06',
  at: asOf,
  status: 'submitted',
  percent: '60',
  progress: '3所全部开工。',
  problems: '',
  nextSteps: '9月底前主体封顶。',
  highlights: '',
  reportId: idOf(302),
  marks: [],
  doubts: [],
  milestonesDone: ['5月30日 开工3所'],
  mayEdit: true,
  mayWithdraw: true,
}

/** What somebody else entered while the form was open. */
export const merged: MergedView = {
  by: '叶疏桐',
  at: asOf - 600_000,
  changes: [
    { field: 'percent', theirs: '55%', isMineKept: true },
    { field: 'problems', theirs: '1所用地手续未完成。', isMineKept: false },
    { field: 'milestones_done', theirs: '5月30日 开工3所', isMineKept: false },
  ],
}

export const figure = (n: number): FigureField => ({
  indicatorId: idOf(500 + n),
  item: ['城东片区', '城西片区', '云栖片区'][Math.floor((n - 1) / 20)] ?? null,
  name: ['引进亿元以上项目', '新增停车位', '完成投资'][(n - 1) % 3] ?? '',
  unit: ['个', '个', '亿元'][(n - 1) % 3] ?? '',
  targetText: ['不少于15个', '300个', '2.5亿元'][(n - 1) % 3] ?? null,
  value: ['12', '180', '1.2'][(n - 1) % 3] ?? '',
})

export const waitingReport = (seq: number): WaitingReport => ({
  ...ref(seq),
  reportId: idOf(500 + seq),
  period: '2026-06',
  at: asOf - 86_400_000 + seq * 60_000,
  by: '陆闻笙',
  percent: '60',
  percentBefore: seq === 2 ? '75' : '45',
  progress: '3所全部开工，其中1所主体封顶。',
  problems: seq === 3 ? '1所用地手续未完成。' : '',
  nextSteps: '9月底前主体封顶。',
  milestonesDone: seq === 1 ? ['开工3所'] : [],
  highlights: '',
  doubts:
    seq === 2
      ? [
          { kind: 'percent-fell', about: '75% → 60%' },
          { kind: 'same-words', about: '' },
        ]
      : [],
  marks: seq === 3 ? ['更正', '未审签'] : ['已审签'],
})

export const signDesk: SignDeskView = {
  asOf: asOf,
  page: 1,
  pages: 3,
  total: 9,
  reports: many(4, (n) => ({ ...waitingReport(n), marks: [] })),
}

export const returned: ReturnedView = {
  ...ref(14),
  at: asOf,
  period: '2026-06',
  percent: '60',
  progress: '3所全部开工。',
  reason: '请写明哪1所尚缺用地手续，何时取得。',
  mendOn: '2026-06-29',
  of: 'office',
}
