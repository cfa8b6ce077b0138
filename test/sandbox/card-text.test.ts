import { describe, expect, it } from 'vitest'
import { cardSummary, renderCardText } from '../../src/sandbox/platform/card-text.ts'
import { markdownText } from '../../src/sandbox/platform/markdown-text.ts'
import { displayWidth } from '../../src/sandbox/platform/text-width.ts'
import { button, card, text } from './stage.ts'

const names = (id: string) => ({ ou_zhang: '张三' })[id]

describe('markdownText', () => {
  it.each([
    ['**责任单位**：*发改局* ~~旧~~ `码`', '责任单位：发改局 旧 码'],
    ['[链接](https://a.cn) <a href="https://b.cn">乙</a>', '链接 乙'],
    ["<font color='red'>逾期</font> <text_tag color='red'>滞后</text_tag>", '逾期 [滞后]'],
    ['<at id=ou_zhang></at> <at id=all></at>', '@张三 @所有人'],
    ['1&#42;2&#95;3 &lt;b&gt; &amp;', '1*2_3 <b> &'],
    ['# 标题\n- 一\n> 二<br>三', '标题\n· 一\n二\n三'],
    ['2 * 3 * 4', '2 * 3 * 4'],
  ])('%j → %j', (markdown, shown) => {
    expect(markdownText(markdown, names)).toBe(shown)
  })
})

it('counts full-width characters as two', () => {
  expect(displayWidth('任务a，')).toBe(7)
})

it('draws a card for a terminal', () => {
  const shown = renderCardText(
    {
      schema: '2.0',
      header: {
        title: text('待签收'),
        subtitle: text('第 14 项'),
        text_tag_list: [{ tag: 'text_tag', text: text('逾期'), color: 'red' }],
      },
      body: {
        elements: [
          { tag: 'markdown', content: '**单位**：<person id="ou_zhang"></person>' },
          {
            tag: 'table',
            columns: [
              { name: 'a', display_name: '任务' },
              { name: 'b', display_name: 'n' },
            ],
            rows: [
              { a: '老旧小区改造', b: '1' },
              { a: 'abc', b: '22' },
            ],
          },
          {
            tag: 'collapsible_panel',
            header: { title: text('更多') },
            elements: [{ tag: 'div', text: text('内容') }],
          },
          {
            tag: 'form',
            name: 'f',
            elements: [
              { tag: 'input', name: 'note', label: text('进展：'), required: true },
              {
                tag: 'date_picker',
                name: 'd',
                initial_date: '2026-03-01',
                placeholder: text('期限'),
              },
              {
                tag: 'select_static',
                name: 's',
                placeholder: text('状态'),
                options: [{ text: text('正常'), value: 'ok' }],
              },
              {
                tag: 'column_set',
                columns: [button('提交'), button('清空')].map((one) => ({
                  tag: 'column',
                  elements: [one],
                })),
              },
            ],
          },
          button('签收'),
          button('退回', { disabled: true }),
        ],
      },
    },
    names,
  )
  expect(shown.split('\n')).toEqual([
    '【待签收】 [逾期]',
    '第 14 项',
    '单位：张三',
    '任务          n',
    '────────────  ──',
    '老旧小区改造  1',
    'abc           22',
    '▸ 更多',
    '  内容',
    '进展*：____',
    '期限：2026-03-01',
    '状态：____（正常）',
    '[提交]  [清空]',
    '[签收] [退回]（不可用）',
  ])
})

it('takes the summary for the chat list, else the title', () => {
  expect(cardSummary({ ...card(), config: { summary: { content: '摘要' } } })).toBe('摘要')
  expect(cardSummary(card())).toBe('标题')
  expect(renderCardText(undefined)).toBe('')
})
