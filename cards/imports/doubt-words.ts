/** The words of answers to doubts: on buttons, and as what was answered. */
import type { DoubtAnswer } from '../../src/domain/doubt-answers.ts'
import type { ChoiceName, DoubtOffer } from '../../src/domain/doubt-offers.ts'
import { cut, oneLine } from '../kit.ts'
import { dateOf } from '../words.ts'

const labels: Readonly<Record<ChoiceName, string>> = {
  checked: '已核对',
  keep: '保持',
  keep_date: '日期无误',
  keep_both: '保留两项',
  confirm: '序号无误',
  printed: '采用印制值',
  computed: '采用计算值',
  join: '合并',
  target: '以目标为准',
  node: '以节点为准',
  owner: '责任人',
  leader_liaison: '领导的联络员',
  merge: '合并为一项',
  first_unit: '牵头',
  second_unit: '牵头',
}

type Choice = DoubtOffer['choices'][number]

/** What a button says, and what can be said instead. */
export const choiceLabel = ({ name, answer }: Choice): string =>
  answer.kind === 'lead' ? `${cut(oneLine(answer.unit), 10)}${labels[name]}` : labels[name]

/** What was answered, in words. */
export function answerWords(answer: DoubtAnswer, offer: DoubtOffer): string {
  const same = offer.choices.find((one) => JSON.stringify(one.answer) === JSON.stringify(answer))
  if (same && answer.kind !== 'lead' && answer.kind !== 'names') return labels[same.name]
  switch (answer.kind) {
    case 'checked':
    case 'merge':
      return labels[answer.kind]
    case 'computed_rate':
      return labels.computed
    case 'lead':
      return `由${oneLine(answer.unit)}牵头`
    case 'figure':
      return labels[answer.counts]
    case 'seq':
      return `序号改为${answer.seq}`
    case 'names':
      return `改为：${answer.names.join('、')}`
    case 'role':
      return labels[answer.role]
    case 'date':
      return `${answer.milestone === null ? '新增节点' : '日期改为'} ${dateOf(answer.due)}`
  }
}
