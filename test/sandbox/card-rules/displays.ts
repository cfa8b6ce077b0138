/** What is shown: choices, images, people, charts, tables, rich text. */
import { button, card, text } from '../stage.ts'
import { columns, el, many, md, numberColumn, option, panel, type Rule, table } from './building.ts'

export const displayRules: readonly Rule[] = [
  [
    'checker buttons',
    card(el('checker', { text: text('x'), button_area: { buttons: many(3, () => button('b')) } })),
    card(el('checker', { text: text('x'), button_area: { buttons: many(4, () => button('b')) } })),
    200621,
  ],
  [
    'overflow options',
    card(el('overflow', { options: [option('a')] })),
    card(el('overflow')),
    200621,
  ],
  [
    'images have an alt',
    card(el('img', { img_key: 'k', alt: text('') })),
    card(el('img', { img_key: 'k' })),
    200621,
  ],
  [
    'image combinations',
    card(el('img_combination', { combination_mode: 'double', img_list: [{ img_key: 'k' }] })),
    card(el('img_combination', { combination_mode: 'four', img_list: [{ img_key: 'k' }] })),
    200621,
  ],
  [
    'person',
    card(el('person', { user_id: 'ou_a' })),
    card(el('person', { user_id: '张三 ' })),
    100290,
  ],
  [
    'person_list',
    card(el('person_list', { persons: [{ id: 'x y' }], drop_invalid_user_id: true })),
    card(el('person_list', { persons: [{ id: 'x y' }] })),
    100290,
  ],
  [
    'charts are objects',
    card(el('chart', { chart_spec: { type: 'bar' } })),
    card(el('chart', { chart_spec: '{}' })),
    200550,
  ],
  [
    'charts hold no functions',
    card(el('chart', { chart_spec: { type: 'bar' } })),
    card(el('chart', { chart_spec: { type: 'bar', label: 'function (x) {}' } })),
    200550,
  ],
  [
    'row keys are columns',
    card(table([numberColumn], [{ n: 1 }])),
    card(table([numberColumn], [{ m: 1 }])),
    200915,
  ],
  [
    'cells fit their column',
    card(table([numberColumn], [{ n: 1 }])),
    card(table([numberColumn], [{ n: '1' }])),
    200914,
  ],
  [
    'date cells are milliseconds',
    card(table([{ name: 'd', data_type: 'date' }], [{ d: 1_700_000_000_000 }])),
    card(table([{ name: 'd', data_type: 'date' }], [{ d: '2026-01-01' }])),
    200914,
  ],
  [
    'options cells',
    card(table([{ name: 'o', data_type: 'options' }], [{ o: [{ text: 'a', color: 'red' }] }])),
    card(table([{ name: 'o', data_type: 'options' }], [{ o: [{ label: 'a' }] }])),
    200914,
  ],
  [
    'page_size',
    card(table([numberColumn], [], { page_size: 10 })),
    card(table([numberColumn], [], { page_size: 11 })),
    200621,
  ],
  [
    'column width',
    card(table([{ ...numberColumn, width: '80px' }], [])),
    card(table([{ ...numberColumn, width: '60px' }], [])),
    200621,
  ],
  [
    'column weight',
    card(columns(md('x'))),
    card(el('column_set', { columns: [el('column', { weight: 6, elements: [] })] })),
    200621,
  ],
  [
    'panel headers',
    card(panel([md('x')])),
    card(el('collapsible_panel', { elements: [] })),
    200621,
  ],
  ['an at has an id', card(md('<at id=ou_a></at>')), card(md('<at></at>')), 100290],
  ['links in rich text', card(md('[文](https://a.cn)')), card(md('[文](a.cn)')), 200621],
  ['a space after a bare link', card(md('https://a.cn 见')), card(md('https://a.cn见')), 200621],
  [
    'four tables in rich text',
    card(md('|a|b|\n|---|---|\n|1|2|\n\n'.repeat(4))),
    card(md('|a|b|\n|---|---|\n|1|2|\n\n'.repeat(5))),
    11310,
  ],
  [
    'links in tags',
    card(md("<link url='https://a.cn'>x</link>")),
    card(md("<link url='ftp://a'>x</link>")),
    200621,
  ],
  [
    'links of badges and moments',
    card(md("<number_tag url='https://a.cn'>3</number_tag>")),
    card(md("<local_datetime millisecond='1' link='a.cn'></local_datetime>")),
    200621,
  ],
  [
    'a badge holds 0 to 99',
    card(md('<number_tag>99</number_tag>')),
    card(md('<number_tag>100</number_tag>')),
    200621,
  ],
  [
    'a moment needs milliseconds',
    card(md("<local_datetime millisecond='1700000000000'></local_datetime>")),
    card(md("<local_datetime format_type='date'></local_datetime>")),
    200621,
  ],
  [
    'kinds of charts',
    card(el('chart', { chart_spec: { type: 'linearProgress', data: {} } })),
    card(el('chart', { chart_spec: { type: 'sankey', data: {} } })),
    200550,
  ],
  [
    'card_link',
    { ...card(), card_link: { url: 'https://a.cn' } },
    { ...card(), card_link: { pc_url: 'https://a.cn' } },
    200621,
  ],
  [
    'icons',
    card(
      el('div', {
        text: text('x'),
        icon: { tag: 'standard_icon', token: 'ok_outlined', color: 'red' },
      }),
    ),
    card(el('div', { text: text('x'), icon: { tag: 'icon', token: 'ok' } })),
    200621,
  ],
]
