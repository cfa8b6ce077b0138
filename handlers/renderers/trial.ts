import { type Card, note } from '../../cards/kit.ts'

/** 试运行: says on the office's copy whom the message was for. */
export function forTrial(card: Card, trialFor: string | null | undefined): Card {
  if (!trialFor) return card
  const line = note(`试运行：只发督查室，正式下发后发给 ${trialFor}`)
  return { ...card, body: { ...card.body, elements: [line, ...card.body.elements] } }
}
