import type { DraftPlan } from '../../../src/domain/draft-plan.ts'
import { compiledDraft, compiledText, sampleParts } from '../compiled-table.ts'
import { draftOf as decompositionOf, dump, usualRows } from '../dumped-table.ts'
import {
  blankLineDump,
  categoryRows,
  listRows,
  draftOf as progressOf,
  tabDump,
} from '../families/progress-dumps.ts'
import type { OfficeDocument } from './office-files.ts'
import * as tables from './tables-of-drafts.ts'

/** An invented table of each family: its draft, read from a text, and the document made of it. */
export async function inventedTables(): Promise<
  readonly { readonly draft: DraftPlan; readonly document: OfficeDocument }[]
> {
  const compilation = await compiledDraft(compiledText(sampleParts))
  const decomposition = decompositionOf(
    dump({
      header: [
        '序号',
        '分类',
        ...'重点工作任务 时间节点要求 牵头区领导 责任单位 推进形式 责任人'.split(' '),
      ],
      rows: usualRows.map((row, at) => [at < 2 ? '山水行动' : '民生行动', ...row]),
    }),
  )
  const category = progressOf(tabDump(categoryRows))
  const list = progressOf(blankLineDump(listRows))
  const assignment = decompositionOf(assignmentDump)
  return [
    { draft: compilation, document: tables.compilationTable('compilation', compilation) },
    { draft: decomposition, document: tables.decompositionTable('decomposition', decomposition) },
    { draft: category, document: tables.categoryTable('category', category) },
    { draft: list, document: tables.progressList('list', list) },
    { draft: assignment, document: tables.assignmentTable('assignment', assignment) },
  ]
}

const assignmentDump = dump({
  above: ['2025年清湾区重点工作责任分解表'],
  header: '序号 项目 重点工作 牵头领导 牵头单位 主要参与单位'.split(' '),
  rows: [
    { line: '\t一、在绿色发展上求突破' },
    ['茶园提质', '改造茶园12片，带动农户300户。', '鲁明远', '区农业农村局', '区财政局、各镇街'],
    ['茶园提质', '办好茶文化节3场。', ['白知秋', '鲁明远'], '区文广旅体局', '区农业农村局'],
    ['渡口修缮', '修缮渡口4处。', '白知秋', '区交通局', '清湾城投集团、各镇街'],
    { line: '\t二、在民生保障上下功夫' },
    ['夜校开办', '开办夜校6所。', '顾长风', '区教育局', '各镇街、各平台'],
    ['夜校开办', '编写教材8册。', '顾长风', '区教育局', '区文广旅体局'],
  ],
})
