import { type Cell, cellText, readText, toCells, toPieces } from './containers/text.ts'
import { decodeText } from './decode.ts'
import { readDecomposition } from './families/decomposition.ts'
import { findHeader, isDecomposition } from './families/decomposition-header.ts'
import { splitHeadings } from './families/decomposition-rows.ts'
import { limits, refuseFile } from './guard.ts'
import type { ReadOutcome } from './outcome.ts'
import { classifiedMessage, isClassifiedText } from './secrecy.ts'

const tableNeeds =
  '任务表需要有表头：序号、任务、时间节点、牵头领导、责任单位、推进形式、责任人，每格以制表符（Tab）开头。'

/**
 * Reads a file into a draft plan. Never throws for what a file holds: what cannot be read is
 * refused in words for the one who sent it (limits and refusals: design, §11 and §14).
 */
export function readDocument(bytes: Uint8Array, fileName: string): ReadOutcome {
  const refusal = refuseFile(bytes, fileName)
  if (refusal) return refusal === classifiedMessage ? classified : refused(refusal)
  const text = decodeText(bytes)
  if (text === undefined) {
    return refused('文件内容不是文字，或编码无法识别。请另存为 UTF-8 编码的 .txt 文本后再发给我。')
  }
  if (isClassifiedText(text)) return classified
  if (text.trim() === '') return refused('文件里没有文字，请检查后重新发送。')
  const { fragments } = readText(text)
  const isTooLong = fragments.some((fragment) => fragment.text.length > limits.lineCharacters)
  if (fragments.length > limits.lines || isTooLong) {
    return refused('文件内容过多，超出可以读取的行数或单行长度，请拆分后分次发送。')
  }
  return readTable(fragments, fileName)
}

function readTable(
  fragments: ReturnType<typeof readText>['fragments'],
  fileName: string,
): ReadOutcome {
  const cells = splitHeadings(toCells(fragments))
  const header = findHeader(cells.map(cellText))
  if (!header) {
    return noTable(
      `没有找到任务分解表（目前只能读取带时间节点的分解表）。${tableNeeds}请检查是否发错文件，或把表格另存为文本后再发。`,
    )
  }
  if (!isDecomposition(header)) {
    return noTable(`这张表没有“任务”或“时间节点”栏，暂时只能读取任务分解表。${tableNeeds}`)
  }
  const most = limits.rows * header.columns.length
  if (cells.length - header.to > most) return refused('任务表超过 20000 行，请拆分后分次发送。')
  const isHuge = ({ pieces }: Cell) => pieces.length > limits.cellLines
  if (cells.slice(header.from).some(isHuge)) {
    return refused(`任务表里有一格超过 ${limits.cellLines} 行，请检查文件后重新发送。`)
  }
  const draft = readDecomposition(toPieces(fragments), cells, header, fileName)
  if (draft.tasks.length === 0) return noTable(`表头下面没有任务行。${tableNeeds}`)
  return { ok: true, draft }
}

const classified: ReadOutcome = { ok: false, reason: 'classified', message: classifiedMessage }

function refused(message: string): ReadOutcome {
  return { ok: false, reason: 'refused', message }
}

function noTable(message: string): ReadOutcome {
  return { ok: false, reason: 'no-table', message }
}
