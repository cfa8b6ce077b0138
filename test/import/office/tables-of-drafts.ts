import type { DraftPlan, DraftTask, DutyRole } from '../../../src/domain/draft-plan.ts'
import type { OfficeCell, OfficeDocument } from './office-files.ts'

type Rows = OfficeCell[][]

const names = ({ duties }: DraftTask, ...roles: DutyRole[]) =>
  duties.filter(({ role }) => roles.includes(role)).map(({ name }) => name)
const starred = ({ duties }: DraftTask, ...roles: DutyRole[]) =>
  duties
    .filter(({ role }) => roles.includes(role))
    .map(({ name, lead }) => (lead ? `*${name}` : name))

/** Places where a value differs from the one before: from there it reaches so many rows. */
function runsOf(values: readonly string[]): Map<number, number> {
  const runs = new Map<number, number>()
  let from = 0
  for (const [at, value] of values.entries()) {
    if (value !== values[from]) from = at
    runs.set(from, at - from + 1)
  }
  return runs
}

/** 3月底前…; nodes of a sub-project stand in one line behind its name. */
function nodeLines({ milestones }: DraftTask): string[] {
  const words = ({ due, text }: DraftTask['milestones'][number]) =>
    `${Number(due.slice(5, 7))}月底前${text}`
  const items = [...new Set(milestones.map(({ item }) => item))]
  return items.flatMap((item) => {
    const own = milestones.filter((node) => node.item === item).map(words)
    return item === null ? own.map((node) => `${node}；`) : [`${item}：${own.join('；')}。`]
  })
}

/** A decomposition as it is printed: each task a row, units and persons a paragraph each. */
export function decompositionTable(name: string, { plan, tasks }: DraftPlan): OfficeDocument {
  const sections = runsOf(tasks.map(({ section }) => section.join('/')))
  const header = '序号 类别 重点工作任务 时间节点要求 牵头区领导 责任单位 推进形式 责任人'.split(
    ' ',
  )
  const rows: Rows = tasks.map((task, at) => [
    task.seq,
    sections.has(at) ? { text: task.section.at(-1) ?? '', rows: sections.get(at) ?? 1 } : null,
    task.text,
    nodeLines(task),
    starred(task, 'lead_leader'),
    starred(task, 'lead_unit', 'co_unit'),
    [...task.forms],
    names(task, 'owner', 'liaison', 'leader_liaison'),
  ])
  return {
    name,
    title: plan.title,
    above: ['（带*为牵头单位）'],
    widths: [1.2, 2.2, 7, 9, 2.4, 3.6, 3.2, 2.2],
    rows: [header, ...rows],
  }
}

/** An assignment: a row across for each heading, its projects merged over their tasks. */
export function assignmentTable(name: string, { plan, tasks }: DraftPlan): OfficeDocument {
  const header = '序号 项目 重点工作 牵头领导 牵头单位 主要参与单位'.split(' ')
  const projects = runsOf(tasks.map(({ section }) => section.join('/')))
  const headings = runsOf(tasks.map(({ section }) => section[0] ?? ''))
  let count = 0
  const rows = tasks.flatMap((task, at): Rows => {
    const heading = headings.has(at) && task.section[0]
    if (heading) count += 1
    const number = '一二三四五六七八九十'[count - 1]
    return [
      ...(heading ? [[{ text: `${number}、${heading}`, columns: header.length }]] : []),
      [
        task.seq,
        projects.has(at) ? { text: task.section[1] ?? '', rows: projects.get(at) ?? 1 } : null,
        task.text,
        names(task, 'lead_leader'),
        names(task, 'lead_unit'),
        names(task, 'co_unit').join('、'),
      ],
    ]
  })
  return { name, title: plan.title, widths: [1.2, 3, 10, 2.4, 3.6, 6], rows: [header, ...rows] }
}

/** Progress by category: the category merged over its goals, no numbers. */
export function categoryTable(name: string, { plan, tasks }: DraftPlan): OfficeDocument {
  const header = '项目名称 项目内容 牵头单位 责任单位 目前进展情况'.split(' ')
  const categories = runsOf(tasks.map(({ section }) => section.join('/')))
  const rows: Rows = tasks.map((task, at) => [
    categories.has(at) ? { text: task.section[0] ?? '', rows: categories.get(at) ?? 1 } : null,
    task.text,
    names(task, 'lead_unit').join('、'),
    names(task, 'lead_unit', 'co_unit').join('、'),
    task.progress ?? '',
  ])
  return { name, title: plan.title, widths: [2.6, 7, 3, 5, 11], rows: [header, ...rows] }
}

/** A progress list: numbers, goals, progress, units. */
export function progressList(name: string, { plan, tasks }: DraftPlan): OfficeDocument {
  const header = '序号 年度目标任务 进展情况 责任单位'.split(' ')
  const rows: Rows = tasks.map((task) => [
    task.seq,
    task.text,
    task.progress ?? '',
    names(task, 'lead_unit', 'co_unit').join('、'),
  ])
  return { name, title: plan.title, widths: [1.2, 9, 12, 4], rows: [header, ...rows] }
}

const rateOf = (rate: number | null): OfficeCell => (rate === null ? null : { percent: rate })

/** A compilation: tasks merged over their items, items over their indicators, two header rows. */
export function compilationTable(name: string, { plan, tasks }: DraftPlan): OfficeDocument {
  const width = 12
  const two = (text: string) => ({ text, rows: 2 })
  const header: Rows = [
    [
      two('序号'),
      { text: '重点工作', columns: 2 },
      null,
      { text: '细化项目', columns: 2 },
      null,
      { text: '量化指标', columns: 4 },
      ...[null, null, null],
      ...['责任单位', '主要亮点', '存在问题与下步计划'].map(two),
    ],
    [
      null,
      ...'任务说明 完成率 任务说明 完成率 指标名称 数值及单位 当前值 完成率'.split(' '),
      ...[null, null, null],
    ],
  ]
  const parts = runsOf(tasks.map(({ section }) => section[0] ?? ''))
  const groups = runsOf(tasks.map(({ section }) => section.join('/')))
  let [part, group] = [0, 0]
  const rows = tasks.flatMap((task, at): Rows => {
    const headings: Rows = []
    if (parts.has(at)) {
      ;[part, group] = [part + 1, 0]
      headings.push([{ text: `${numeral(part)}、${task.section[0]}`, columns: width }])
    }
    if (groups.has(at) && task.section[1]) {
      group += 1
      headings.push([{ text: `（${numeral(group)}）${task.section[1]}`, columns: width }])
    }
    return [...headings, ...rowsOfTask(task, width)]
  })
  return {
    name,
    title: plan.title,
    headerRows: 2,
    widths: [1.2, 7, 1.8, 6, 1.8, 3.5, 2.6, 2.6, 1.8, 3, 12, 12],
    rows: [...header, ...rows],
  }
}

function numeral(count: number): string {
  const ones = '一二三四五六七八九'
  const tens = Math.floor(count / 10)
  const ten = tens === 0 ? '' : `${tens > 1 ? ones[tens - 1] : ''}十`
  return ten + (ones[(count % 10) - 1] ?? '')
}

function rowsOfTask(task: DraftTask, width: number): Rows {
  const items = task.items.length > 0 ? task.items : [{ title: '', rate: null, indicators: [] }]
  const rows = items.flatMap((item): Rows => {
    const indicators = item.indicators.length > 0 ? item.indicators : [null]
    return indicators.map((one, at): OfficeCell[] => {
      const row = Array<OfficeCell>(width).fill(null)
      if (at === 0) {
        row[3] = { text: item.title, rows: indicators.length }
        row[4] = spanned(rateOf(item.rate), indicators.length)
      }
      if (one) row.splice(5, 4, one.name, one.target, one.current, rateOf(one.rate))
      return row
    })
  })
  const high = rows.length
  const first = rows[0]
  const merged = (text: string | null): OfficeCell => ({ text: text ?? '', rows: high })
  first?.splice(0, 3, merged(String(task.seq)), merged(task.text), spanned(rateOf(task.rate), high))
  first?.splice(
    9,
    3,
    merged(names(task, 'lead_unit', 'co_unit').join('、')),
    merged(task.highlights),
    merged(task.problems),
  )
  return rows
}

function spanned(cell: OfficeCell, rows: number): OfficeCell {
  if (cell === null) return { text: '', rows }
  return typeof cell === 'object' && 'percent' in cell ? { ...cell, rows } : cell
}
