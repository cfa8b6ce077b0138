import { describe, expect, it } from 'vitest'
import { type ActionName, CardAction } from '../../cards/actions.ts'
import { gallery } from '../../cards/gallery/index.ts'
import { wordsFor } from '../../cards/text/action-words.ts'
import { actionsIn, cardText } from '../../cards/text/card-text.ts'
import { parseCommand } from '../../src/domain/commands.ts'
import { parsePrintRequest } from '../../src/domain/print-forms.ts'
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

const paging = 'a page of a list: one types what one looks for'
const byNumber = 'the card’s grey line prints the words, with the number in its list'
const byName = 'the card’s grey line prints the words, with the name'

const named = (why: string, ...names: readonly ActionName[]) =>
  names.map((name) => [name as string, why] as const)

/** Buttons in whose place no words are printed, and why. */
const unsaid: ReadonlyMap<string, string> = new Map([
  ...named(
    paging,
    'doubts.page',
    'import.show',
    'columns.page',
    'staff.page',
    'people.page',
    'tasks.find',
    'tasks.page',
    'report.page',
    'rate.show',
    'rate.group',
    'indicators.show',
    'sign.page',
    'trail.page',
    'overview.page',
    'waiting.page',
    'review.page',
    'phone.page',
  ),
  ...named(
    byNumber,
    'doubt.answer',
    'doubt.open',
    'doubt.fill',
    'indicators.decide',
    'columns.fill',
  ),
  ...named(
    byName,
    'role.ask',
    'person.ask',
    'person.choose',
    'person.pick',
    'staff.pick',
    'entrust.submit',
    'binding.assign',
    'binding.refuse',
  ),
  ...named(
    'the card’s grey line prints 导入为 and 修整',
    'import.purpose',
    'import.assign',
    'import.repairs',
    'import.reread',
  ),
  ...named('nothing is done by it', 'plan.later', 'staff.cancel'),
  ...named('the question says all; 填报 says the rest', 'report.skip'),
  ...named('the words need the rate and its reason: 核定 14 85% 原因', 'rate.set'),
  ...named('the words are 公式 with the code and the formula’s name', 'rate.formula'),
  ...named('one of several entries is chosen on a card, and asked again', 'purge.ask'),
])

describe('the words in the place of a button', () => {
  const pressed = gallery.flatMap(({ card }) =>
    objectsIn(card).flatMap((one) => {
      const [behavior] = Array.isArray(one.behaviors) ? one.behaviors : []
      const action = CardAction.safeParse(behavior?.value)
      if (one.tag !== 'button' || !action.success) return []
      return [{ action: action.data, label: (one.text as { content: string }).content }]
    }),
  )

  const isSaid = ({ action, label }: (typeof pressed)[number]): boolean => {
    const words = wordsFor(action, label, names)
    return words !== null && parseCommand(words).command !== null
  }

  it('are words of the chat for every button, but those that are listed', () => {
    const silent = pressed.filter((one) => !isSaid(one) && !unsaid.has(one.action.action))
    expect([...new Set(silent.map(({ action, label }) => `${action.action}: ${label}`))]).toEqual(
      [],
    )
  })

  it('are listed as unsaid only where they are', () => {
    const silent = new Set(pressed.filter((one) => !isSaid(one)).map(({ action }) => action.action))
    expect([...unsaid.keys()].filter((name) => !silent.has(name as ActionName))).toEqual([])
  })

  it.each([
    [{ action: 'filing.submit' }, '立项并下发', 'file', /^标题；/],
    [
      { action: 'export.table', planId: 'p', taskId: 't', form: 'task_brief', format: 'word' },
      '打印版',
      'export',
      /^专报 QL26-14$/,
    ],
    [
      { action: 'export.table', planId: 'p', form: 'leader_list', format: 'excel', onlyLed: true },
      '打印版',
      'export',
      /^领导牵头事项一览表 excel QL26$/,
    ],
    [
      { action: 'indicators.show', scope: 'task', id: 't', page: 1 },
      '建议指标1个',
      'indicators',
      /^QL26-14$/,
    ],
    [
      { action: 'request.open', taskId: 't', kind: 'extension' },
      '申请延期',
      'extension',
      /^QL26-14 9月30日 原因$/,
    ],
    [{ action: 'role.find' }, '查找', 'grant_role', /姓名/],
  ] as const)('mean what the button does: %j', (action, label, command, rest) => {
    const words = wordsFor(CardAction.parse(action), label, names) ?? ''
    expect(parseCommand(words)).toEqual({ command, rest: expect.stringMatching(rest) })
    if (command === 'export') expect(parsePrintRequest(words.slice(2))).toBeDefined()
  })

  it('are found for every action of the gallery', () => {
    const found = new Set(gallery.flatMap(({ card }) => actionsIn(card)).map((one) => one.action))
    expect(found.size).toBe(CardAction.options.length)
  })
})
