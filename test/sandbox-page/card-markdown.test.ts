import { describe, expect, it } from 'vitest'
import { hostile } from '../../cards/gallery/samples.ts'
import { escapeMarkdown } from '../../cards/kit.ts'
import { type Block, parseBlocks } from '../../src/sandbox/page/card/markdown/blocks.ts'
import { type Inline, parseInline } from '../../src/sandbox/page/card/markdown/inline.ts'

/** A tree as short text: `bold(a)`, `link(url|a)`. */
function said(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text
      if (node.kind === 'break') return '⏎'
      if (node.kind === 'emoji') return `emoji(${node.key})`
      if (node.kind === 'code') return `code(${node.text})`
      if (node.kind === 'image') return `image(${node.key}|${node.title})`
      if (node.kind === 'link') return `link(${node.url}|${said(node.inside)})`
      if (node.kind !== 'tag') return `${node.kind}(${said(node.inside)})`
      const attributes = Object.entries(node.attributes).map(([key, value]) => `${key}=${value}`)
      return `${node.name}[${attributes.join(' ')}](${said(node.inside)})`
    })
    .join('')
}

const inline = (source: string) => said(parseInline(source))

const shape = (blocks: readonly Block[]): unknown[] =>
  blocks.map((block) => {
    if (block.kind === 'paragraph') return said(block.inside)
    if (block.kind === 'heading') return `h${block.level} ${said(block.inside)}`
    if (block.kind === 'rule') return 'hr'
    if (block.kind === 'code') return `${block.language}: ${block.text}`
    if (block.kind === 'quote') return { quote: shape(block.inside) }
    if (block.kind === 'list') return { [`list ${block.start ?? '•'}`]: block.items.map(shape) }
    return {
      head: block.head.map(said),
      aligns: block.aligns,
      rows: block.rows.map((row) => row.map(said)),
    }
  })

const blocks = (source: string) => shape(parseBlocks(source))

describe('inline markdown', () => {
  it.each([
    ['**粗** *斜* _斜_ ~~删~~', 'bold(粗) italic(斜) italic(斜) strike(删)'],
    ['***都***', 'italic(bold(都))'],
    ['**外 *内* 外**', 'bold(外 italic(内) 外)'],
    ['2*3*4 和 a_b_c', '2italic(3)4 和 a_b_c'],
    ['** 空 **，~单~，*开', '** 空 **，~单~，*开'],
    ['`a*b*` ``c`d``', 'code(a*b*) code(c`d)'],
    ['`没有结尾', '`没有结尾'],
    ['甲<br>乙<br/>丙\n丁', '甲⏎乙⏎丙⏎丁'],
    ['\\*不斜\\*', '*不斜*'],
    [':DONE: 12:30:00 &#58;OK&#58;', 'emoji(DONE) 12:30:00 :OK:'],
    ['&#42;不斜&#42; &lt;br&gt; &#x2a; &sim;', '*不斜* <br> * ~'],
  ])('%s', (source, expected) => {
    expect(inline(source)).toBe(expected)
  })

  // CommonMark: a run after punctuation closes only before a space or punctuation.
  it('does not close bold between Chinese punctuation and a word', () => {
    expect(inline('**单位：**区科技局')).toBe('**单位：**区科技局')
    expect(inline('**单位**：区科技局')).toBe('bold(单位)：区科技局')
  })

  it.each([
    ['[甲](https://a.example/x?y=1)', 'link(https://a.example/x?y=1|甲)'],
    ['[**甲**](https://a.example)', 'link(https://a.example|bold(甲))'],
    ['[甲](https://a.example/(b))', 'link(https://a.example/(b)|甲)'],
    ['[甲] (https://a.example)', '[甲] (link(https://a.example|https://a.example))'],
    ['见 https://a.example/x。', '见 link(https://a.example/x|https://a.example/x)。'],
    ['![图](img_1)', 'image(img_1|图)'],
    ['[甲]()', 'link(|甲)'],
  ])('links: %s', (source, expected) => {
    expect(inline(source)).toBe(expected)
  })

  it.each([
    ['<at id=ou_x></at>', 'at[id=ou_x]()'],
    [
      '<font color=\'red\'>**红**<font color="blue">蓝</font></font>',
      'font[color=red](bold(红)font[color=blue](蓝))',
    ],
    ['**<font color=red>逾期</font>**', 'bold(font[color=red](逾期))'],
    ['<text_tag color="orange">逾期</text_tag>', 'text_tag[color=orange](逾期)'],
    ["<a href='https://a.example'>甲</a>", 'a[href=https://a.example](甲)'],
    ['<raw>**不粗**</raw>', 'raw[](**不粗**)'],
    ['<font color=red>没有结尾', '<font color=red>没有结尾'],
    [
      '<b>粗</b> <script>x</script> <img src=x onerror=y>',
      '<b>粗</b> <script>x</script> <img src=x onerror=y>',
    ],
  ])('tags: %s', (source, expected) => {
    expect(inline(source)).toBe(expected)
  })

  it('shows what people wrote as they wrote it once it is escaped', () => {
    expect(inline(escapeMarkdown(hostile))).toBe(hostile)
  })

  it('keeps its time on text that is made to cost', () => {
    const began = performance.now()
    for (const source of [
      '['.repeat(20_000),
      '*a '.repeat(10_000),
      '<font color=red>'.repeat(2000),
    ])
      parseInline(source)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

describe('blocks of markdown', () => {
  it('reads headings, rules and paragraphs', () => {
    expect(blocks('# 一\n###### 六 ##\n正文\n接着\n\n另段\n\n---\n<hr>\n末')).toEqual([
      'h1 一',
      'h6 六',
      '正文⏎接着',
      '另段',
      'hr',
      'hr',
      '末',
    ])
  })

  it('reads lists by four spaces a level', () => {
    expect(blocks('- 甲\n    - 甲一\n    - 甲二\n- 乙\n\n3. 丙\n4. 丁')).toEqual([
      { 'list •': [['甲', { 'list •': [['甲一'], ['甲二']] }], ['乙']] },
      { 'list 3': [['丙'], ['丁']] },
    ])
  })

  it('reads code, fenced and indented, and quotes', () => {
    expect(blocks('```ts\nconst a = "**"\n```\n> 引\n> - 甲\n\n    缩进')).toEqual([
      'ts: const a = "**"',
      { quote: ['引', { 'list •': [['甲']] }] },
      ': 缩进',
    ])
  })

  it('reads tables with their alignment; a bar can be escaped', () => {
    expect(blocks('| 单位 | 数 |\n|:--|--:|\n| **甲** | 1 |\n| a\\|b |\n\n完')).toEqual([
      {
        head: ['单位', '数'],
        aligns: ['left', 'right'],
        rows: [
          ['bold(甲)', '1'],
          ['a|b', ''],
        ],
      },
      '完',
    ])
  })
})
