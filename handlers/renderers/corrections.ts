/** 更正 in digests: the next one opens with it, one that was sent is redrawn and says so. */
import { type Card, cut, note } from '../../cards/kit.ts'
import { dayAt, percentOf, periodOf } from '../../cards/words.ts'
import { type Correction, correctionsSince } from '../../db/told.ts'
import type { PlanTask } from '../../src/domain/digests.ts'
import { dayMs } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'

/** A digest tells of a week; so far back it says what was put right. */
const tellsDays = 7
const linesShown = 5

/** The corrections of the week, of tasks that the digest tells of, before everything else. */
export async function withCorrections(
  card: Card,
  tasks: readonly PlanTask[],
  at: number,
  deps: Deps,
): Promise<Card> {
  const all = await correctionsSince(deps.db, at - tellsDays * dayMs)
  const lines = all.flatMap((one) => {
    const found = tasks.find(({ task }) => task.id === one.taskId)
    return found ? [lineOf(found, one)] : []
  })
  if (lines.length === 0) return card
  const left = lines.length - linesShown
  const said = [...lines.slice(0, linesShown), ...(left > 0 ? [`另有 ${left} 处更正`] : [])].join(
    '\n',
  )
  const first = { tag: 'div', text: { tag: 'plain_text', content: said } }
  return { ...card, body: { ...card.body, elements: [first, ...card.body.elements] } }
}

const lineOf = ({ plan, task }: PlanTask, { before, after, period, at }: Correction): string =>
  `更正：${cut(plan.code, 12)}-${task.seq} ${periodOf(period)}进展，${
    before === after ? '内容有更正' : `${percentOf(before)} 更正为 ${percentOf(after)}`
  }（${dayAt(at)}）`

/** Says on top of a redrawn card that it was put right. */
export function markCorrected(card: Card): Card {
  const title = `已更正 · ${card.header.title.content}`
  return {
    ...card,
    header: { ...card.header, title: { tag: 'plain_text', content: cut(title, 60) } },
    body: {
      ...card.body,
      elements: [note('这张卡片发出后有数据更正，以下为更正后的内容'), ...card.body.elements],
    },
  }
}
