/** 文本模式: what would be a card leaves as plain text, with the words to type (design §8). */
import { idsIn, type NamesOf } from '../../cards/text/action-words.ts'
import { actionsIn, cardText } from '../../cards/text/card-text.ts'
import { namesOfIds } from '../../db/names-of-ids.ts'
import type { OutboxRow } from '../../db/outbox.ts'
import { isInTextMode } from '../../db/people.ts'
import type { Deps } from '../../src/ports.ts'
import type { Rendered } from '../types.ts'

/** A message to one account in text mode becomes text; cards in groups stay what they are. */
export async function asTheyRead(
  row: OutboxRow,
  rendered: Rendered,
  deps: Deps,
): Promise<Rendered> {
  const { target } = row
  if ('drop' in rendered || rendered.body.msgType !== 'interactive') return rendered
  if (target.type !== 'open_id' || !(await isInTextMode(deps.db, target.id))) return rendered
  return { body: { msgType: 'text', text: await asText(rendered.body.card, deps) } }
}

/** A card as plain text, with the numbers of the tasks that its buttons speak of. */
async function asText(card: object, deps: Deps): Promise<string> {
  const ids = [...new Set(actionsIn(card).flatMap(idsIn))]
  const known = await namesOfIds(deps.db, ids)
  const names: NamesOf = { task: (id) => known.get(id), plan: (id) => known.get(id) }
  return cardText(card, names)
}
