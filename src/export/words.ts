/** Dates, numerals and headings as the printed tables write them. */
import type { IsoDate } from '../domain/draft-plan.ts'
import { chineseHour, endOfMonth, shanghaiDate, yearOf } from '../domain/time.ts'
import type { HeadLine } from './page.ts'
import type { PrintedName, PrintedNode, Snapshot } from './snapshot.ts'

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1–99 in Chinese numerals: 十二. */
export function numeral(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  if (tens === 0) return digits[ones] ?? ''
  return `${tens === 1 ? '' : digits[tens]}十${digits[ones]}`
}

/** A due date as tables print it: the end of a month is 6月底前. Another year is said. */
export function dueWords(due: IsoDate, planYear: number): string {
  const [year, month, day] = due.split('-').map(Number)
  const ofYear = year === planYear ? '' : `${year}年`
  return due === endOfMonth(due) ? `${ofYear}${month}月底前` : `${ofYear}${month}月${day}日前`
}

/** The lines of a cell of time nodes: a sub-project's name above its nodes, one node a line. */
export function nodeLines(
  nodes: readonly PrintedNode[],
  planYear: number,
): { readonly lines: readonly string[]; readonly boldLines: ReadonlySet<number> } {
  const all: string[] = []
  const boldLines = new Set<number>()
  let item: string | null = null
  for (const [at, node] of nodes.entries()) {
    if (node.item !== null && node.item !== item && isHeading(node.item)) {
      boldLines.add(all.length)
      all.push(node.item)
    }
    const label = node.item !== null && !isHeading(node.item) ? `${node.item}：` : ''
    item = node.item
    const next = nodes[at + 1]
    const end = next === undefined || next.item !== item ? '。' : '；'
    const words = node.text === '' ? '' : `，${node.text}`
    all.push(`${label}${dueWords(node.due, planYear)}${words}${end}`)
  }
  return { lines: all, boldLines }
}

/** Words that can stand on a line of their own above nodes. */
const isHeading = (item: string): boolean => item.length <= 40 && !/[。；;，,]/.test(item)

/** Units on one line; leads with `*` where `marked`. */
export const unitWords = (units: readonly PrintedName[], marked: boolean): string =>
  units.map(({ name, isLead }) => `${marked && isLead ? '*' : ''}${name}`).join('、')

/** Whether the first unit of each row, and it alone, leads: then no mark is needed. */
export const leadsStandFirst = ({ tasks }: Snapshot): boolean =>
  tasks.every(({ units }) => units.every(({ isLead }, at) => isLead === (at === 0)))

/** What a plan is about, without the kind of table that it was printed as: 2026年重点工作任务. */
export const planName = (title: string): string =>
  title.replace(/(?:责任)?(?:分解|分工|一览|进展情况|完成情况)(?:表|方案|汇编)?$|清单$/, '') ||
  title

/** What stands above every table: issuer, number, title, date, and as of when it speaks. */
export function headOf(
  { plan, asOf }: Snapshot,
  title: string,
  notes: readonly string[] = [],
): readonly HeadLine[] {
  return [
    ...issuerLine(plan.issuer),
    ...(plan.docNo === null ? [] : [{ kind: 'docNo' as const, text: plan.docNo }]),
    { kind: 'title', text: title },
    ...(plan.issuedOn === null ? [] : [{ kind: 'date' as const, on: plan.issuedOn }]),
    ...notes.map((text) => ({ kind: 'note' as const, text })),
    { kind: 'note', text: asOfWords(plan, asOf) },
  ]
}

/** The plan's year is said where nothing above names it. */
function asOfWords({ title, year, issuedOn }: Snapshot['plan'], asOf: number): string {
  const isNamed = /(?:19|20)\d{2}年/.test(title) || (issuedOn !== null && yearOf(issuedOn) === year)
  return `（${isNamed ? '' : `${year}年度，`}数据截至${yearOf(shanghaiDate(asOf))}年${chineseHour(asOf)}）`
}

const office = /(?:政府|办公室|委员会|办公厅|区委|市委|县委|局|领导小组|指挥部)$/

/** An office signs with its name; what is not plainly one is said to be the issuer. */
export function issuerLine(issuer: string | null): readonly HeadLine[] {
  if (issuer === null) return []
  return [{ kind: 'issuer', text: office.test(issuer) ? issuer : `发布单位：${issuer}` }]
}
