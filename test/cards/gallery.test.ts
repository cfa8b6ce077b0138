import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CardAction, ReportForm } from '../../cards/actions.ts'
import { gallery } from '../../cards/gallery/index.ts'
import { bytesOf, limits, nodesOf } from '../../cards/kit.ts'
import { cardProblems, countNodes } from '../../src/sandbox/platform/card-rules.ts'
import { contentsOf, objectsIn } from './reading.ts'

const folder = new URL('../fixtures/cards/', import.meta.url)
const fileOf = (name: string) => new URL(`${name}.json`, folder)
const isUpdate = process.env.UPDATE_CARDS === '1'

describe.each(gallery)('card $name', ({ name, card }) => {
  it('equals its file', () => {
    const made = `${JSON.stringify(card, null, 2)}\n`
    if (isUpdate) writeFileSync(fileOf(name), made)
    expect(made).toBe(readFileSync(fileOf(name), 'utf8'))
  })

  it('keeps the rules and limits of the platform', () => {
    expect(cardProblems(card)).toEqual([])
    expect(bytesOf(card)).toBeLessThanOrEqual(limits.bytes)
    expect(nodesOf(card)).toBeLessThanOrEqual(limits.nodes)
    expect(countNodes(card)).toBe(nodesOf(card))
  })

  it('says in title and preview what it is about', () => {
    expect(card.header.title.content).not.toBe('')
    expect(card.config.summary.content).not.toBe('')
  })

  it('carries only actions that the door parses, whole', () => {
    for (const { type, value } of objectsIn(card).filter((one) => one.type === 'callback')) {
      expect(type).toBe('callback')
      expect(CardAction.parse(value)).toEqual(value)
    }
  })

  it('lets nothing that people wrote mention, link or format', () => {
    for (const content of contentsOf(card, 'markdown')) {
      const ours = content
        .replace(/<font color='(red|orange|green|grey)'>|<\/font>|<br>/g, '')
        .replace(/\*\*/g, '')
        .replace(/`[^`<]*`/g, '')
      expect(ours).not.toMatch(/[<>[\]*_~`!|$\\]/)
      expect(ours).not.toMatch(/https?:\/\//)
      expect(ours).not.toContain('\u202e')
      expect(ours).not.toContain('\u0007')
    }
  })

  it('labels every button', () => {
    for (const pressed of objectsIn(card).filter((one) => one.tag === 'button')) {
      expect((pressed.text as { content: string }).content).not.toBe('')
    }
  })
})

describe('the gallery', () => {
  it('has names of its own and no file without a card', () => {
    const names = gallery.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    const files = readdirSync(folder).map((file) => file.replace(/\.json$/, ''))
    expect(files.sort()).toEqual([...names].sort())
  })

  it('shows a button for every action', () => {
    const pressed = new Set(
      gallery
        .flatMap(({ card }) => objectsIn(card))
        .filter((one) => one.type === 'callback')
        .map((one) => (one.value as { action: string }).action),
    )
    const known = CardAction.options.map((option) => option.shape.action.value)
    expect([...pressed].sort()).toEqual([...known].sort())
  })

  it('names the fields of the report form as the door reads them', () => {
    const forms = gallery.filter(({ name }) => name.startsWith('report-form'))
    const named = forms
      .flatMap(({ card }) => objectsIn(card))
      .filter(({ tag }) => tag !== 'button' && tag !== 'form')
      .flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
    const fields = new Set(named.filter((name) => !name.startsWith('value_')))
    expect([...fields].sort()).toEqual(Object.keys(ReportForm.shape).sort())
  })
})
