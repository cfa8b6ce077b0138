/** Doubts of an import as a list of lines, the first ones at once. */
import type { Doubt } from '../../src/domain/draft-plan.ts'
import { button, type CardElement, cut, markdown, note, oneLine, plain } from '../kit.ts'
import { doubtKinds } from '../words.ts'
import type { ImportPreviewView } from './import-preview.ts'

function doubtText(doubt: Doubt): string {
  const where = doubt.taskSeq === null ? '全文' : `第${doubt.taskSeq}项`
  const source = oneLine(doubt.source)
  return (
    `${where}　${doubtKinds[doubt.kind]}：${cut(oneLine(doubt.text), 80)}` +
    (source ? `\n原文：${cut(source, 60)}` : '')
  )
}

/** The first three; the others one press away, where they are answered. */
export function doubtList({
  importId,
  doubts,
  doubtsInAll,
}: Pick<ImportPreviewView, 'importId' | 'doubts' | 'doubtsInAll'>): readonly CardElement[] {
  if (doubtsInAll === 0) return [note('未发现疑点。')]
  const answered = doubtsInAll - doubts.length
  const label = doubts.length > 0 ? `逐条核对（${doubts.length} 处）` : '查看核对结果'
  return [
    markdown(
      doubts.length > 0
        ? `**疑点 ${doubts.length} 处，请核对**${answered > 0 ? `　已核对 ${answered} 处` : ''}`
        : `**疑点 ${doubtsInAll} 处，已全部核对**`,
    ),
    ...doubts.slice(0, 3).map((doubt) => plain(doubtText(doubt))),
    button(label, 'default', { action: 'doubts.page', importId, page: 1 }, { fill: true }),
  ]
}
