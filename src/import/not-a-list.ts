import { isTaskText } from './cells/sections.ts'
import { withoutBlanks } from './cells/spacing.ts'
import { cellText } from './cells/text.ts'
import { type Column, columnOf } from './column-words.ts'
import { columnKinds, type HeadedTable } from './columns.ts'
import type { Block, Contents, TableCell } from './table.ts'

/** A table as it is judged: the words of its header without blanks, and how many rows it has. */
type Judged = {
  readonly header: readonly string[]
  readonly kinds: readonly Column[]
  readonly rows: number
}

const some = (header: readonly string[], pattern: RegExp) =>
  header.some((words) => pattern.test(words))

/** Kinds of tables that have some columns of a task list and are none. */
const otherKinds: Readonly<Record<string, (table: Judged) => boolean>> = {
  亮灯规则: ({ header, rows }) =>
    /灯/.test(header.find((words) => !/^序号?$|^编号$/.test(words)) ?? '') &&
    !some(header, /单位|部门/) &&
    rows <= 12,
  评分办法: ({ header, kinds }) =>
    some(header, /(?:评分|计分|赋分|考评|扣分|加分)(?:标准|办法|方法|细则|规则|依据|情形|说明)/) &&
    !kinds.includes('progress'),
  考评表: ({ header, kinds }) =>
    some(header, /^(?:分值|得分|权重)/) &&
    !kinds.some((kind) => /unit|progress|nodes|leaders/.test(kind)),
  会议议程: ({ header }) => some(header, /议题|议程|汇报人|发言人|列席|参会|主持人/),
  会议或活动安排: ({ header }) =>
    some(header, /地点/) && some(header, /^(?:活动|会议)?(?:时间|日期)$/),
  名单: ({ header }) => some(header, /^(?:姓名|名字)$|^(?:组员|成员)姓名/),
  值班表: ({ header }) => some(header, /值班|带班/),
  排名表: ({ header, kinds }) =>
    some(header, /排名|名次|位次/) &&
    (some(header, /(?:任务|项目|事项|工作)(?:总|件|个)?数$/) || !kinds.includes('task')),
}

/** What a table is instead of a list of tasks, by its header. `undefined`: it may be one. */
export function otherKindOf(table: HeadedTable, { blocks }: Contents): string | undefined {
  const { to, end, columns } = table
  const rows = blocks[table.block]?.kind === 'grid' ? end - to : (end - to) / columns.length
  const header = columns.map(({ words }) => withoutBlanks(words))
  return kindOf({ header, kinds: columnKinds(table), rows })
}

/** The same for a header that is only known by its words, of a table with so many rows. */
export function otherKindOfHeader(words: readonly string[], rows: number): string | undefined {
  const header = words.map(withoutBlanks)
  return kindOf({ header, kinds: header.map(columnOf), rows })
}

function kindOf(table: Judged): string | undefined {
  return Object.entries(otherKinds).find(([, isIt]) => isIt(table))?.[0]
}

/** Whether what was read says what is to be done: words, not numbers, names or single signs. */
export function saysTasks(tasks: readonly { readonly text: string }[]): boolean {
  return tasks.filter(({ text }) => isTaskText(text)).length >= tasks.length / 2
}

const shown = 3
const mostWords = 8
const longestWords = 12
const needs =
  '任务表要有表头：“任务”一栏，再加时间节点、进展情况、责任单位、牵头领导中的至少一栏，最好有序号。请检查是否发错文件；表格发成图片或纯文字的，请发原表。'

/** Why a file gives no tasks: what was seen in it, and what a list of tasks needs. */
export function noTableMessage(contents: Contents, tables: readonly HeadedTable[]): string {
  const headed = new Set(tables.map(({ block }) => block))
  const seen = [
    ...tables.map((table) => {
      const words = table.columns.map((column) => column.words)
      return tableWords(table.columns.length, words, otherKindOf(table, contents))
    }),
    ...contents.blocks.flatMap((block, at) => (headed.has(at) ? [] : unheaded(block))),
  ]
  const more = seen.length > shown ? `等${seen.length}张表` : ''
  const what =
    seen.length > 0 ? `看到${seen.slice(0, shown).join('；')}${more}` : onlyWords(contents)
  return `没有找到任务表。${what}。${needs}`
}

function tableWords(columns: number, printed: readonly string[], kind: string | undefined): string {
  const words = printed.filter((word) => word !== '')
  const listed = words.slice(0, mostWords).map((word) => cut(word, longestWords))
  const more = words.length > mostWords ? '…' : ''
  return `一张${columns}栏的表：${listed.join('、')}${more}${kind ? `，像是${kind}` : ''}`
}

/** A table without a header that is known, by its first row; a dump of cells, by the first ones. */
function unheaded(block: Block): string[] {
  if (block.kind === 'words') return []
  const filled = block.cells.filter(({ pieces }) => pieces.length > 0)
  if (block.kind === 'run') {
    const listed = filled.slice(0, mostWords).map((cell) => cut(cellText(cell), longestWords))
    return filled.length > 1
      ? [`一段分格的文字（共${filled.length}格）：${listed.join('、')}…`]
      : []
  }
  const top = block.cells.find(({ pieces }) => pieces.length > 0)?.row ?? 0
  const words = block.cells.filter(({ row }) => row === top).map(cellText)
  const kind = otherKindOfHeader(words, block.rows - top - 1)
  return [tableWords(block.columns, words, kind)]
}

function onlyWords({ blocks }: Contents): string {
  const texts = blocks
    .flatMap((block): readonly Pick<TableCell, 'pieces'>[] =>
      block.kind === 'words' ? [block] : block.cells,
    )
    .flatMap(({ pieces }) => pieces.map(({ text }) => text.trim()))
  return `文件里只有文字，没有表格（共${texts.length}段，开头是“${cut(texts[0] ?? '', 20)}”）`
}

function cut(words: string, length: number): string {
  return words.length > length ? `${words.slice(0, length)}…` : words
}
