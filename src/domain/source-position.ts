import type { SourcePosition } from './draft-plan.ts'

/** Where something stood in a file, in words: 第3行, “分解表”第3行, 第2页第3行. Empty: nobody knows. */
export function positionWords({ line, sheet, page, row }: SourcePosition): string {
  const place = sheet !== undefined ? `“${sheet}”` : page !== undefined ? `第${page}页` : ''
  const at = line ?? row
  return at === undefined ? place : `${place}第${at}行`
}
