import { describe, expect, it } from 'vitest'
import { cardProblems } from '../../../src/sandbox/platform/card-rules.ts'
import { button, card, text } from '../stage.ts'
import { columns, el, md } from './building.ts'
import { displayRules } from './displays.ts'
import { formRules } from './forms.ts'
import { wholeCardRules } from './whole-card.ts'

const rules = [...wholeCardRules, ...formRules, ...displayRules]

describe('cardProblems', () => {
  it.each(rules)('%s', (_, good, bad, code) => {
    expect(cardProblems(good)).toEqual([])
    expect(cardProblems(bad).map((problem) => problem.code)).toContain(code)
  })

  it('names the place, the words and the page of a problem', () => {
    const [problem] = cardProblems(card(md('ok'), columns(button('x', { size: 'huge' }))))
    expect(problem).toMatchObject({ path: 'body.elements[1].columns[0].elements[0].size' })
    expect(problem?.message).toContain('tiny')
    expect(problem?.page).toContain('interactive-components/button')
  })

  it('asks who and what exists when it is told how', () => {
    const known = {
      isKnownPerson: (id: string) => id === 'ou_a',
      isKnownImage: (key: string) => key === 'img_a',
    }
    const good = card(md('<at id=ou_a></at><at id=all></at> ![图](img_a)'))
    const bad = card(
      md('<at ids=ou_a,ou_b></at> ![图](img_b)'),
      el('img', { img_key: 'img_c', alt: text('') }),
      el('person_list', { persons: [{ id: 'ou_b' }] }),
    )
    expect(cardProblems(good, known)).toEqual([])
    expect(cardProblems(bad, known).map(({ code }) => code)).toEqual([
      100290, 200570, 200570, 100290,
    ])
  })

  it('never throws, whatever it is given', () => {
    for (const odd of [
      null,
      1,
      [],
      card(null as never),
      card([] as never),
      { schema: '2.0', body: 1, header: [] },
    ])
      expect(cardProblems(odd).length).toBeGreaterThan(0)
  })
})
