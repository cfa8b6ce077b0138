/** An answer to a doubt, out of the form or out of words. */
import { choiceLabel } from '../../cards/imports/doubt-words.ts'
import { DoubtForm } from '../../cards/imports/import-actions.ts'
import type { DoubtAnswer } from '../../src/domain/doubt-answers.ts'
import type { DoubtOffer } from '../../src/domain/doubt-offers.ts'
import { parseSpokenDate } from '../../src/domain/spoken-date.ts'
import { foldWidth } from '../../src/domain/written-form.ts'

export type ReadAnswer =
  | { readonly ok: true; readonly answer: DoubtAnswer }
  | { readonly ok: false; readonly said: string }

const refuse = (said: string): ReadAnswer => ({ ok: false, said })
const take = (answer: DoubtAnswer): ReadAnswer => ({ ok: true, answer })

const namesIn = (text: string): readonly string[] =>
  text
    .split(/[、,，;；\s]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** What the form of a doubt says; its fields are those of the kind that was offered. */
export function answerOfForm(offer: DoubtOffer, values: unknown): ReadAnswer {
  const form = DoubtForm.safeParse(values)
  const asked = offer.form
  if (!form.success || !asked) return refuse('这张表单无法读取，请重新打开疑点')
  const { unit, other_unit: otherUnit, seq, names, milestone, due } = form.data
  switch (asked.kind) {
    case 'lead':
      return take({ kind: 'lead', unit: otherUnit || unit })
    case 'seq':
      return readSeq(seq)
    case 'names':
      return take({ kind: 'names', names: namesIn(names) })
    case 'date':
      return take({
        kind: 'date',
        due: due.slice(0, 10),
        milestone: milestone === '' || milestone === 'new' ? null : Number(milestone),
      })
  }
}

function readSeq(text: string): ReadAnswer {
  const digits = foldWidth(text)
    .replace(/^第|项$/g, '')
    .trim()
  return /^\d{1,4}$/.test(digits)
    ? take({ kind: 'seq', seq: Number(digits) })
    : refuse('请写一个序号，例如 26')
}

const agreement = /^(?:已?核对|确认|保持|无误|是|对)$/

/**
 * What was said: the words of a button, or what its form would take.
 * @param year of dates that are said without one
 */
export function answerOfWords(offer: DoubtOffer, said: string, year: number): ReadAnswer {
  const text = said.trim()
  const choice = offer.choices.find((one) => choiceLabel(one) === text)
  if (choice) return take(choice.answer)
  const asIs = offer.choices.find(({ answer }) => answer.kind === 'checked')
  if (asIs && agreement.test(text)) return take(asIs.answer)
  const { form } = offer
  switch (form?.kind) {
    case 'lead':
      return take({ kind: 'lead', unit: text.replace(/牵头$/, '') })
    case 'seq':
      return readSeq(text)
    case 'names':
      return take({ kind: 'names', names: namesIn(text) })
    case 'date': {
      const due = parseSpokenDate(text, year)
      if (due) return take({ kind: 'date', due, milestone: form.milestone })
      return refuse('请写日期，例如 11月30日')
    }
    default:
      return refuse(`请说：${offer.choices.map(choiceLabel).join(' 或 ')}`)
  }
}
