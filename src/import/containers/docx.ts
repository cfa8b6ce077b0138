import type { Contents } from '../table.ts'
import { Unreadable } from '../unreadable.ts'
import { readNumbering } from './docx-numbering.ts'
import type { StoryCounts } from './docx-places.ts'
import { readStory } from './docx-story.ts'
import { blocksOf, wordsOf } from './flow.ts'
import { unrepeated } from './margins.ts'
import { mainPart, relationsOf } from './relations.ts'
import { openZip } from './zip.ts'

/**
 * Reads a .docx (Word, WPS, LibreOffice; ECMA-376): the body's paragraphs and tables in order, with
 * merged cells (gridSpan, vMerge, hMerge), automatic numbers, tracked changes taken over, text
 * boxes and nested tables; then what headers, footers and notes say besides. `line` is the
 * paragraph's place in the file, `row` the row of its table. Macros and relations that point out of
 * the file are never followed.
 */
export function readDocx(bytes: Uint8Array): Contents {
  const archive = openZip(bytes)
  const main = mainPart(archive, 'word/document.xml')
  const relations = relationsOf(archive, main)
  const part = (type: string) => {
    const target = relations.find((one) => one.type === type)?.target
    return target === undefined ? undefined : archive.read(target)
  }
  const numbering = () => readNumbering(part('numbering'), part('styles'))
  const counts: StoryCounts = {
    ...{ lines: 0, rows: 0, cells: 0 },
    ...{ hidden: 0, pinyin: 0, chunks: 0, prompts: 0 },
  }
  const body = archive.read(main) ?? new Uint8Array()
  const flow = readStory(body, numbering(), counts)
  const blocks = blocksOf(flow)
  if (blocks.length === 0 && counts.chunks > 0) {
    throw new Unreadable(
      '这个文档的内容是嵌入的网页，请用 Word 或 WPS 打开后另存为 .docx 再发给我。',
    )
  }
  const margins = relations
    .filter(({ type }) => /^(?:header|footer|footnotes|endnotes)$/.test(type))
    .flatMap(({ target }) => {
      const margin = archive.read(target)
      return margin ? wordsOf(readStory(margin, numbering(), counts)) : []
    })
  const besides = unrepeated(margins, wordsOf(flow))
  return {
    blocks: besides.length > 0 ? [...blocks, { kind: 'words', pieces: besides }] : blocks,
    repairs: counts.pinyin > 0 ? [{ kind: 'pinyin_above', count: counts.pinyin }] : [],
    remarks: remarksOf(counts),
  }
}

function remarksOf({ hidden, chunks, prompts }: StoryCounts): string[] {
  return [
    ...(prompts > 0 ? [`文档里有 ${prompts} 处填写框没有填写，按空白读取。`] : []),
    ...(hidden > 0 ? [`文档里有 ${hidden} 处隐藏文字，打印时不显示，未读取。`] : []),
    ...(chunks > 0 ? ['文档里嵌入了其他文件的内容，未读取。'] : []),
  ]
}
