/** 佐证: the question and the list. */
import { evidenceListCard, evidenceQuestionCard } from '../reports/evidence.ts'
import type { Exhibit } from './exhibit.ts'
import * as sample from './samples.ts'

const { hostileLong, hostileRef, idOf, many } = sample

const evidenceQuestion = {
  evidenceId: idOf(800),
  fileName: '开工现场.jpg',
  at: sample.asOf,
  tasks: [sample.ref(7), sample.ref(14)],
}

const evidenceList = {
  ...sample.ref(14),
  at: sample.asOf,
  mayReport: true,
  evidence: [
    { fileName: '开工现场.jpg', by: '陆闻笙', at: sample.asOf, size: 812_000 },
    { fileName: '中标通知书.pdf', by: '陆闻笙', at: sample.asOf - 86_400_000, size: null },
  ],
}

export const evidences: readonly Exhibit[] = [
  { name: 'evidence-question', card: evidenceQuestionCard(evidenceQuestion) },
  {
    name: 'evidence-question-hostile',
    card: evidenceQuestionCard({
      ...evidenceQuestion,
      fileName: hostileLong,
      tasks: many(40, hostileRef),
    }),
  },
  { name: 'evidence-list', card: evidenceListCard(evidenceList) },
  {
    name: 'evidence-list-empty',
    card: evidenceListCard({ ...evidenceList, mayReport: false, evidence: [] }),
  },
  {
    name: 'evidence-list-hostile',
    card: evidenceListCard({
      ...evidenceList,
      ...hostileRef(14),
      evidence: many(60, () => ({
        fileName: hostileLong,
        by: hostileLong,
        at: sample.asOf,
        size: 31_000_000,
      })),
    }),
  },
]
