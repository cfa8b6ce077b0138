/** The card as a whole: root, header, styles, ids. */
import { card, text } from '../stage.ts'
import { columns, el, head, many, md, type Rule, tag, withConfig } from './building.ts'

export const wholeCardRules: readonly Rule[] = [
  ['schema is 2.0', card(md('x')), { ...card(md('x')), schema: '1.0' }, 200621],
  ['an empty card', {}, 'text', 200621],
  ['known tags', card(el('hr')), card(el('note', { elements: [] })), 200861],
  ['tags of 2.0', card(md('x')), card(el('action', { actions: [] })), 200861],
  ['no unknown properties', card(md('x')), card(md('x', { color: 'red' })), 200621],
  ['no unknown properties at the root', card(), { ...card(), elements: [] }, 200621],
  ['required properties', card(md('x')), card(el('markdown')), 200621],
  ['shared cards', withConfig({ update_multi: true }), withConfig({ update_multi: false }), 200621],
  ['width modes', withConfig({ width_mode: 'fill' }), withConfig({ width_mode: 'wide' }), 200621],
  ['locales', withConfig({ locales: ['zh_cn'] }), withConfig({ locales: ['cn'] }), 200621],
  ['header colours', head({ template: 'blue' }), head({ template: 'pink' }), 200621],
  ['header needs a title', head({}), { ...card(), header: { template: 'red' } }, 200621],
  [
    'three tags',
    head({ text_tag_list: [tag, tag, tag] }),
    head({ text_tag_list: many(4, () => tag) }),
    200621,
  ],
  [
    'tag colours',
    head({ text_tag_list: [tag] }),
    head({ text_tag_list: [{ ...tag, color: 'pink' }] }),
    200621,
  ],
  [
    'spacing',
    { ...card(), body: { vertical_spacing: 'medium', elements: [] } },
    { ...card(), body: { vertical_spacing: '100px', elements: [] } },
    200621,
  ],
  [
    'padding',
    { ...card(), body: { padding: '4px 12px', elements: [] } },
    { ...card(), body: { padding: '-4px', elements: [] } },
    200621,
  ],
  [
    'margins may be negative',
    card(md('x', { margin: '4px -12px' })),
    card(md('x', { margin: '-100px' })),
    200621,
  ],
  [
    'text sizes',
    card(md('x', { text_size: 'notation' })),
    card(md('x', { text_size: 'tiny' })),
    200621,
  ],
  [
    'own text sizes',
    {
      ...card(md('x', { text_size: 'mine' })),
      config: { style: { text_size: { mine: { default: 'normal' } } } },
    },
    card(md('x', { text_size: 'mine' })),
    200621,
  ],
  [
    'colours',
    card(el('div', { text: { ...text('x'), text_color: 'grey-500' } })),
    card(el('div', { text: { ...text('x'), text_color: 'pinkish' } })),
    200621,
  ],
  [
    'element_id grammar',
    card(md('x', { element_id: 'a_1' })),
    card(md('x', { element_id: '1a' })),
    200621,
  ],
  [
    'element_id length',
    card(md('x', { element_id: 'a'.repeat(20) })),
    card(md('x', { element_id: 'a'.repeat(21) })),
    200621,
  ],
  [
    'element_id unique',
    card(md('x', { element_id: 'a' }), md('y', { element_id: 'b' })),
    card(md('x', { element_id: 'a' }), columns(md('y', { element_id: 'a' }))),
    300301,
  ],
]
