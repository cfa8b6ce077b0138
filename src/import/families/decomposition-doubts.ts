import type { Doubt, DraftTask } from '../../domain/draft-plan.ts'
import type { HeadedTable } from '../columns.ts'
import type { TableRow } from '../rows/table-row.ts'
import type { ReadNodes } from './decomposition-nodes.ts'
import { contradictions } from './decomposition-targets.ts'
import { doubtAbout, doubtAt } from './doubts.ts'
import type { NumberedRow } from './numbered-row.ts'
import { isNothing } from './period-nodes.ts'

/** What makes a date depend on something else than the calendar. */
const condition =
  /以[^，。；]{1,24}为准|视[^，。；]{1,20}(?:而定|确定)|待[^，。；]{2,20}(?:下达|批复|批准|交地|交付|明确|确定)后/

/** Characters that no font knows, or a question mark within a word of Chinese. */
const damage = /[\ufffd\ue000-\uf8ff]|(?<=\p{Script=Han})\?(?=[\p{Script=Han}\p{L}])/u

/** Doubts about a row as a whole: its number, its columns, damaged characters. */
export function rowDoubts(
  { row, seq, numbering }: NumberedRow,
  before: NumberedRow | undefined,
  task: DraftTask | undefined,
): Doubt[] {
  const opening = task?.text.slice(0, 30) ?? ''
  const doubts: Doubt[] = []
  const about = (kind: Doubt['kind'], text: string, quote = opening) =>
    doubts.push(doubtAbout(kind, seq, text, row, quote))
  if (numbering === 'restored')
    about('seq_restored', `这一行没有序号，按位置补为第${seq}项，请核对。`)
  if (
    numbering === 'printed' &&
    before &&
    seq !== before.seq + 1 &&
    !restarts(row, seq, before.row)
  ) {
    about('seq_gap', `序号从${before.seq}到${seq}，不连续，请核对是否缺行或重复。`)
  }
  if (row.guessed) about('column_guess', `第${seq}项的单元格数与表头不符，按内容归入各栏，请核对。`)
  if (row.unsureUnit !== undefined) {
    about(
      'boundary_positional',
      `第${seq}项的${row.unsureUnit}与其他各项一样计入配合单位，请核对是否牵头。`,
      row.unsureUnit,
    )
  }
  const damaged = Object.values(row.cells)
    .flatMap((cell) => cell.pieces)
    .find(({ text }) => damage.test(text))
  if (damaged) {
    const from = Math.max(0, damaged.text.search(damage) - 16)
    const quote = damaged.text.slice(from, from + 40)
    doubts.push(doubtAt('damaged_text', seq, `第${seq}项有无法识别的字，请核对。`, damaged, quote))
  }
  return doubts
}

/** One doubt for a table that prints no numbers at all. */
export function noNumberDoubts(rows: readonly NumberedRow[]): Doubt[] {
  const [first] = rows
  if (first?.numbering !== 'none') return []
  const piece = Object.values(first.row.cells).flatMap((cell) => cell.pieces)[0]
  const text = '表中没有序号，按行的先后编号，请核对。'
  return piece ? [doubtAt('seq_restored', null, text, piece, piece.text)] : []
}

/** One doubt for a file without headers. */
export function guessedColumnDoubts(
  tables: readonly HeadedTable[],
  [first]: readonly NumberedRow[],
): Doubt[] {
  const piece = Object.values(first?.row.cells ?? {}).flatMap((cell) => cell.pieces)[0]
  if (!piece || !tables.some(({ isGuessed }) => isGuessed)) return []
  const text = '表没有表头，各栏按内容认定，请核对。'
  return [doubtAt('column_guess', null, text, piece, piece.text)]
}

/** Numbers may begin again below a new heading. */
function restarts(row: TableRow, seq: number, before: TableRow): boolean {
  return seq === 1 && row.section.join('\n') !== before.section.join('\n')
}

/** Doubts about a task's time nodes: dates that are damaged or conditional, targets that differ. */
export function nodeDoubts(
  { seq }: NumberedRow,
  task: DraftTask | undefined,
  nodes: ReadNodes | undefined,
): Doubt[] {
  if (!task || !nodes) return []
  const words = nodes.unread.filter(({ text }) => !isNothing(text))
  const unread = words.map((piece) =>
    doubtAt('damaged_date', seq, `第${seq}项的时间节点里没有读出日期，请补充。`, piece, piece.text),
  )
  const damaged = nodes.damaged.map(({ piece, quote }) =>
    doubtAt('damaged_date', seq, `第${seq}项有一处日期文字有损，请核对日期。`, piece, quote),
  )
  const conditional = nodes.milestones.flatMap(({ text, due, piece }) => {
    const words = condition.exec(text)
    return words
      ? [
          doubtAt(
            'conditional_date',
            seq,
            `第${seq}项 ${due} 的节点附有条件，日期可能变动，请核对。`,
            piece,
            words[0],
          ),
        ]
      : []
  })
  return [...unread, ...damaged, ...conditional, ...targetDoubts(seq, task, nodes)]
}

/** One doubt a task, which names all its targets that differ from the last node. */
function targetDoubts(seq: number, task: DraftTask, nodes: ReadNodes): Doubt[] {
  const differing = contradictions(task.text, task.milestones)
  const piece = nodes.milestones[differing[0]?.at ?? -1]?.piece
  if (!piece) return []
  const pairs = differing.map(
    ({ target, node }) => `目标${target.printed}、最后节点${node.printed}`,
  )
  const text = `第${seq}项的目标与最后节点不一致（${pairs.join('；')}），请核对。`
  return [doubtAt('target_vs_node', seq, text, piece, piece.text)]
}
