/** `… 原因：… 依据：…`, as the end of what somebody said. */

export type SaidDecision = {
  /** What stands before them. */
  readonly words: string
  readonly reason: string
  readonly reference: string
}

const label = /(?:^|[\s，,；;。（(])(原因|理由|依据|根据)[:：]\s*/g

/** Takes 原因： and 依据： apart; each reaches to the next of them or to the end. */
export function splitDecision(said: string): SaidDecision {
  const marks = [...said.matchAll(label)]
  const parts = marks.map((mark, n) => ({
    name: mark[1] === '依据' || mark[1] === '根据' ? ('reference' as const) : ('reason' as const),
    text: said
      .slice(mark.index + mark[0].length, marks[n + 1]?.index)
      .replace(/[\s，,；;。）)]+$/, ''),
  }))
  const of = (name: 'reason' | 'reference') => parts.find((part) => part.name === name)?.text ?? ''
  const words = said.slice(0, marks[0]?.index).trim()
  return { words, reason: of('reason'), reference: of('reference') }
}

/** 4月31日: not guessed at. */
export const noSuchDay = '没有这一天，请重写日期'
