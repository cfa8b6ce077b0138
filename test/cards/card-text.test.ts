import { describe, expect, it } from 'vitest'
import { CardAction } from '../../cards/actions.ts'
import { gallery } from '../../cards/gallery/index.ts'
import { wordsFor } from '../../cards/text/action-words.ts'
import { actionsIn, cardText } from '../../cards/text/card-text.ts'
import { parseCommand } from '../../src/domain/commands.ts'
import { objectsIn } from './reading.ts'

const names = { task: () => 'QL26-14', plan: () => 'QL26' }

describe.each(gallery)('$name as text', ({ name, card }) => {
  const text = cardText(card, names)

  it('begins with the title', () => {
    const title = card.header.title.content
    expect(text.startsWith('【')).toBe(true)
    if (!/[<\]]/.test(title)) expect(text).toContain(`【${title}】`)
  })

  it('says all that the card says, within what one reads', () => {
    if (text.endsWith('…')) return
    for (const { text: part } of objectsIn(card).filter(({ tag }) => tag === 'div')) {
      for (const line of String((part as { content: string }).content).split('\n')) {
        if (line.trim() !== '' && !/[<\]]/.test(line)) expect(text).toContain(line)
      }
    }
  })

  it('leaves no markup, and mentions and links nobody', () => {
    expect(text).not.toMatch(/<[a-z/]|\]\(/i)
    if (!/hostile/.test(name)) expect(text).not.toMatch(/\*\*|&#\d+;/)
  })
})

/** What officials, signers and leaders press: all of it can be said. The office's desks of imports
 * and people print their words themselves. */
const said =
  /^(report|sign|review|request|binding)\.|^task\.(show|acknowledge|change$)|^tasks\.(page|acknowledge-all)|^directive\.(give|open|submit|reply)$/

/** Choosing among candidates is the office's, on a card that says what to type. */
const candidates = new Set(['binding.assign', 'binding.refuse'])

describe('the words in the place of a button', () => {
  const pressed = gallery.flatMap(({ card }) =>
    objectsIn(card).flatMap((one) => {
      const [behavior] = Array.isArray(one.behaviors) ? one.behaviors : []
      const action = CardAction.safeParse(behavior?.value)
      if (one.tag !== 'button' || !action.success) return []
      return [{ action: action.data, label: (one.text as { content: string }).content }]
    }),
  )

  it('are words of the chat', () => {
    const strange = new Set(
      pressed.flatMap(({ action, label }) => {
        const words = wordsFor(action, label, names)
        if (words === null || !said.test(action.action) || candidates.has(action.action)) return []
        return parseCommand(words).command === null ? [`${action.action}: ${words}`] : []
      }),
    )
    expect([...strange]).toEqual([])
  })

  it('are found for every action of the gallery', () => {
    const found = new Set(gallery.flatMap(({ card }) => actionsIn(card)).map((one) => one.action))
    expect(found.size).toBe(CardAction.options.length)
  })
})
