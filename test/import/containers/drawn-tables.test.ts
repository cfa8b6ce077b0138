import { describe, expect, it } from 'vitest'
import { readText } from '../../../src/import/containers/text.ts'
import { unaccounted } from '../accounting.ts'
import { draftOf } from '../dumped-table.ts'
import { printed, wordsOf } from './read-fixture.ts'

const title = '2025年清湾区重点工作分解表'
const rows = [
  ['序号', '重点任务', '责任单位', '完成时限'],
  ['1', '改造茶园12片。/带动农户300户。', '区农业农村局', '6月底前'],
  ['2', '修缮渡口4处。', '区交通局、各镇街', '9月底前'],
  ['3', '开办夜校6所。', '区教育局', '12月底前'],
]
const gridOf = (text: string) => {
  const [grid] = readText(text).blocks.filter((block) => block.kind === 'grid')
  return grid ? printed(grid) : undefined
}
const cells = (row: readonly string[], line: string) => row.map((cell) => cell.replace('/', line))

const markdown = [
  `# ${title}`,
  '',
  ...rows.flatMap((row, at) => [
    `| ${cells(row, '<br>').join(' | ')} |`,
    ...(at === 0 ? ['|:---:|---|----|---:|'] : []),
  ]),
  '',
  '说明：由区督查室解释。',
].join('\n')

const display = (text: string) => [...text].reduce((sum, one) => sum + (one > '\u2000' ? 2 : 1), 0)
const padded = (text: string, width: number) => text + ' '.repeat(width - display(text))
const widths = [6, 24, 20, 12]
/** The second line of a cell stands below its first. */
const columns = [
  title,
  ...rows.flatMap((row) => {
    const lines = row.map((cell) => cell.split('/'))
    const high = Math.max(...lines.map((own) => own.length))
    return Array.from({ length: high }, (_, at) =>
      lines
        .map((own, column) => padded(own[at] ?? '', widths[column] ?? 0))
        .join('')
        .trimEnd(),
    )
  }),
  '',
  '说明：由区督查室解释。',
].join('\n')

const ruled = (corner: string, across: string, down: string) => {
  const rule = `${corner}${widths.map((width) => across.repeat(width) + corner).join('')}`
  return [
    title,
    rule,
    ...columns
      .split('\n')
      .slice(1, -2)
      .flatMap((line, at, all) => {
        const places = widths.map((_, column) => widths.slice(0, column).reduce((a, b) => a + b, 0))
        const cut = places.map((from, column) => cutAt(line, from, from + (widths[column] ?? 0)))
        const goesOn = all[at + 1]?.startsWith(' ')
        return [`${down}${cut.join(down)}${down}`, ...(goesOn ? [] : [rule])]
      }),
    '说明：由区督查室解释。',
  ].join('\n')
}

function cutAt(line: string, from: number, to: number): string {
  let place = 0
  let cut = ''
  for (const one of line) {
    if (place >= from && place < to) cut += one
    place += display(one)
  }
  return cut
}

describe('a table that a text draws', () => {
  it.each([
    ['in Markdown', markdown],
    ['as columns with blanks between them', columns],
    ['with plus signs', ruled('+', '-', '|')],
    ['with box signs', ruled('┼', '─', '│')],
  ])('%s is a grid, the rest are words', (_what, text) => {
    expect(gridOf(text)).toEqual(rows)
    expect(wordsOf(readText(text)).map((words) => words.replace('# ', ''))).toEqual([
      title,
      '说明：由区督查室解释。',
    ])
    const draft = draftOf(text)
    expect(draft.tasks.map(({ seq, milestones }) => [seq, milestones[0]?.due])).toEqual([
      [1, '2025-06-30'],
      [2, '2025-09-30'],
      [3, '2025-12-31'],
    ])
    expect(unaccounted(readText(text), draft)).toEqual([])
  })

  it('keeps names of two characters that were spread, between wide blanks', () => {
    const text =
      '序号　重点任务　责任单位　责任人\n1　修路　区交通局　高　朗\n2　架桥　区水利局　林知夏\n3　种树　区园林局　姜　禾'
    expect(gridOf(text)?.map((row) => row[3])).toEqual(['责任人', '高朗', '林知夏', '姜禾'])
  })

  it.each([
    ['bars in words', '甲|乙|丙\n丁|戊|己\n子|丑|寅'],
    [
      'a header that nothing follows',
      '序号  重点任务  责任单位\n请各单位按要求报送。\n联系人：顾长风',
    ],
    ['a ruler between paragraphs', '第一段文字。\n-----\n第二段文字。'],
  ])('is none where there is %s', (_what, text) => {
    expect(gridOf(text)).toBeUndefined()
    expect(unaccountedWords(text)).toEqual([])
  })

  it('costs no more than its length', () => {
    const bars = Array(20_000).fill('甲|乙|丙').join('\n')
    const headers = Array(5000).fill('序号  重点任务  责任单位\n请报送。\n甲\n乙').join('\n')
    const start = performance.now()
    readText(bars)
    readText(headers)
    const whole = performance.now() - start
    const half = performance.now()
    readText(bars.slice(0, bars.length / 2))
    readText(headers.slice(0, headers.length / 2))
    expect(whole).toBeLessThan(6 * (performance.now() - half) + 100)
  })
})

/** The words of a text that no block holds. */
function unaccountedWords(text: string): string[] {
  const held = readText(text).blocks.flatMap((block) =>
    block.kind === 'words'
      ? block.pieces.map((piece) => piece.text)
      : block.cells.flatMap(({ pieces }) => pieces.map((piece) => piece.text)),
  )
  return text.split('\n').filter((line) => !held.join('\n').includes(line.trim()))
}
