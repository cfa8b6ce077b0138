import { describe, expect, it } from 'vitest'
import { cardProblems } from '../../src/sandbox/platform/card-rules.ts'
import { button, card, text } from './stage.ts'

const el = (tag: string, more: object = {}) => ({ tag, ...more })
const submit = button('提交', { name: 'ok', form_action_type: 'submit' })
const form = (...elements: object[]) => el('form', { name: 'f', elements: [...elements, submit] })
const option = (value: string) => ({ text: text(value), value })
const select = (more: object = {}) => el('select_static', { options: [option('a')], ...more })
const panel = (elements: object[]) =>
  el('collapsible_panel', { header: { title: text('更多') }, elements })
const columns = (...elements: object[]) =>
  el('column_set', { columns: [el('column', { width: 'weighted', weight: 1, elements })] })
const nested = (depth: number, leaf: object): object =>
  depth === 0 ? leaf : panel([nested(depth - 1, leaf)])
const table = (columnList: object[], rows: object[], more: object = {}) =>
  el('table', { columns: columnList, rows, ...more })
const md = (content: string, more: object = {}) => el('markdown', { content, ...more })
const many = (count: number, make: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => make(index))
const head = (more: object) => ({ ...card(md('x')), header: { title: text('t'), ...more } })
const withConfig = (config: object) => ({ ...card(md('x')), config })
const tag = { tag: 'text_tag', text: text('逾期'), color: 'red' }
const callbackOf = (value: unknown) => button('x', { behaviors: [{ type: 'callback', value }] })
const numberColumn = { name: 'n', data_type: 'number' }

/** Rule, a card that keeps it, a card that breaks it, the code of the refusal. */
const rules: [string, unknown, unknown, number][] = [
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
  ['form at the root', card(form()), card(columns(form())), 200621],
  ['no form in a panel', card(panel([md('x')])), card(panel([form()])), 200621],
  [
    'table at the root',
    card(table([numberColumn], [])),
    card(panel([table([numberColumn], [])])),
    200621,
  ],
  ['no table in a form', card(form(md('x'))), card(form(table([numberColumn], []))), 200621],
  [
    'multi-selects in forms',
    card(form(el('multi_select_static', { name: 'm', options: [option('a')] }))),
    card(el('multi_select_static', { options: [option('a')] })),
    200621,
  ],
  [
    'people in forms',
    card(form(el('multi_select_person', { name: 'm' }))),
    card(el('multi_select_person')),
    200621,
  ],
  [
    'columns only in a column_set',
    card(columns(md('x'))),
    card(el('column_set', { columns: [md('x')] })),
    200621,
  ],
  ['five levels', card(nested(5, md('x'))), card(nested(6, md('x'))), 200621],
  ['200 nodes', card(...many(199, () => el('hr'))), card(...many(201, () => el('hr'))), 11310],
  ['30 KB in UTF-8', card(md('字'.repeat(10_000))), card(md('字'.repeat(10_300))), 200860],
  [
    'five tables',
    card(...many(5, () => table([numberColumn], []))),
    card(...many(6, () => table([numberColumn], []))),
    11310,
  ],
  [
    'a form submits',
    card(form()),
    card(el('form', { name: 'f', elements: [button('x', { name: 'b' })] })),
    200621,
  ],
  ['a form has a name', card(form()), card(el('form', { elements: [submit] })), 200621],
  [
    'inputs in forms have names',
    card(form(el('input', { name: 'i' }))),
    card(form(el('input'))),
    200530,
  ],
  [
    'names are unique',
    card(form(el('input', { name: 'i' }))),
    card(form(el('input', { name: 'i' }), el('input', { name: 'i' }))),
    200530,
  ],
  [
    'buttons in forms have names',
    card(form()),
    card(el('form', { name: 'f', elements: [button('x', { form_action_type: 'submit' })] })),
    200530,
  ],
  ['submit belongs in a form', card(form()), card(submit), 200621],
  [
    'required belongs in a form',
    card(form(select({ name: 's', required: true }))),
    card(select({ required: true })),
    200621,
  ],
  ['button text', card(button('字'.repeat(100))), card(button('字'.repeat(101))), 200621],
  [
    'button types',
    card(button('x', { type: 'primary_filled' })),
    card(button('x', { type: 'blue' })),
    200621,
  ],
  ['no value on a button', card(button('x')), card(button('x', { value: {} })), 200621],
  ['callback values are objects', card(callbackOf({ a: 1 })), card(callbackOf('a')), 200621],
  [
    'links',
    card(button('x', { behaviors: [{ type: 'open_url', default_url: 'https://a.cn' }] })),
    card(button('x', { behaviors: [{ type: 'open_url', default_url: 'a.cn' }] })),
    200621,
  ],
  [
    'a confirmation has a title',
    card(button('x', { confirm: { title: text('t'), text: text('x') } })),
    card(button('x', { confirm: { text: text('x') } })),
    200621,
  ],
  [
    'clickable containers act',
    card(
      el('interactive_container', { elements: [], behaviors: [{ type: 'callback', value: {} }] }),
    ),
    card(el('interactive_container', { elements: [] })),
    200621,
  ],
  [
    'max_length',
    card(el('input', { max_length: 1000 })),
    card(el('input', { max_length: 1001 })),
    200621,
  ],
  [
    'default within max_length',
    card(el('input', { max_length: 3, default_value: 'abc' })),
    card(el('input', { max_length: 3, default_value: 'abcd' })),
    200621,
  ],
  [
    'input types',
    card(el('input', { input_type: 'multiline_text' })),
    card(el('input', { input_type: 'number' })),
    200621,
  ],
  [
    'placeholder length',
    card(el('input', { placeholder: text('字'.repeat(100)) })),
    card(el('input', { placeholder: text('字'.repeat(101)) })),
    200621,
  ],
  [
    'option values are unique',
    card(select({ options: [option('a'), option('b')] })),
    card(select({ options: [option('a'), option('a')] })),
    200621,
  ],
  ['initial_index', card(select({ initial_index: 1 })), card(select({ initial_index: 2 })), 200621],
  [
    'initial_option',
    card(select({ initial_option: 'a' })),
    card(select({ initial_option: 'z' })),
    200621,
  ],
  [
    'select_person takes open_ids',
    card(el('select_person', { options: [{ value: 'ou_a' }] })),
    card(el('select_person', { options: [{ value: 'on_a' }] })),
    100290,
  ],
  [
    'dates',
    card(el('date_picker', { initial_date: '2026-03-01' })),
    card(el('date_picker', { initial_date: '2026/03/01' })),
    200621,
  ],
  [
    'pickers show something',
    card(el('picker_time', { placeholder: text('x') })),
    card(el('picker_time')),
    200621,
  ],
  [
    'date and time',
    card(el('picker_datetime', { initial_datetime: '2026-03-01 08:00' })),
    card(el('picker_datetime', { initial_datetime: '2026-03-01' })),
    200621,
  ],
  [
    'several images in a form',
    card(
      form(
        el('select_img', {
          name: 'i',
          multi_select: true,
          options: [{ img_key: 'k', value: 'v' }],
        }),
      ),
    ),
    card(el('select_img', { multi_select: true, options: [{ img_key: 'k', value: 'v' }] })),
    200621,
  ],
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
