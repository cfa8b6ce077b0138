/** 单项专报: one task on one page, 情况—问题—建议, from its figures by plain rules and in the unit's own words. */
import { chineseDate, chineseHour, shanghaiDate, yearOf } from '../../domain/time.ts'
import type { Paper, PaperLine } from '../paper.ts'
import type { PrintedNode, PrintedTask, Snapshot } from '../snapshot.ts'
import { dueWords } from '../words.ts'

/** @param snapshot of this task alone */
export function taskBrief(snapshot: Snapshot): Paper {
  const { plan, tasks, asOf } = snapshot
  const [task] = tasks
  if (!task) throw new Error('a brief without a task')
  const today = shanghaiDate(asOf)
  const late = task.nodes.filter(
    ({ due, doneOn }) => doneOn === null && due < today && due >= plan.effectiveOn,
  )
  return {
    title: `关于“${task.title ?? shortened(task.text)}”推进情况的专报`,
    lines: [
      heading('一、任务情况'),
      text(`本项为《${plan.title}》第${task.seq}项。${whoDoesIt(task)}`),
      text(`任务要求：${task.text}`),
      heading('二、进展情况'),
      text(standing(task, asOf)),
      ...said('', task.progress, '责任单位尚未填报进展。'),
      heading('三、存在问题'),
      ...lateLines(late, plan.year),
      ...said('', task.problems, late.length > 0 ? '' : '责任单位未反映存在问题。'),
      heading('四、下步建议'),
      ...said('责任单位计划：', task.nextSteps, ''),
      text(advice(task, late)),
      { kind: 'signature', text: chineseDate(today) },
    ],
  }
}

const heading = (words: string): PaperLine => ({ kind: 'heading', text: words })
const text = (words: string): PaperLine => ({ kind: 'text', text: words })

const shortened = (words: string): string => (words.length > 20 ? `${words.slice(0, 20)}…` : words)

/** What a unit wrote, a paragraph a line; or what is said where it wrote nothing. */
function said(label: string, words: string, otherwise: string): PaperLine[] {
  const lines = words.split('\n').filter((line) => line.trim() !== '')
  if (lines.length === 0) return otherwise === '' ? [] : [text(otherwise)]
  return lines.map((line, at) => text(`${at === 0 ? label : ''}${line}`))
}

function whoDoesIt({ leaders, units }: PrintedTask): string {
  const names = (all: readonly { readonly name: string }[]) =>
    all.map(({ name }) => name).join('、')
  const parts = [
    ['牵头领导', leaders],
    ['牵头单位', units.filter(({ isLead }) => isLead)],
    ['配合单位', units.filter(({ isLead }) => !isLead)],
  ] as const
  const named = parts.filter(([, all]) => all.length > 0)
  return named.length === 0
    ? ''
    : `${named.map(([role, all]) => `${role}${names(all)}`).join('，')}。`
}

function standing({ nodes, rate }: PrintedTask, asOf: number): string {
  const done = nodes.filter(({ doneOn }) => doneOn !== null).length
  const parts = [
    ...(rate.value === null
      ? []
      : [`完成率${rate.value}%${rate.isHandSet ? '（督查室核定）' : ''}`]),
    ...(nodes.length === 0 ? [] : [`时间节点${nodes.length}个，已完成${done}个`]),
  ]
  const when = `截至${yearOf(shanghaiDate(asOf))}年${chineseHour(asOf)}`
  return parts.length === 0 ? `${when}，尚无可统计的数据。` : `${when}，${parts.join('；')}。`
}

const lateLines = (late: readonly PrintedNode[], year: number): PaperLine[] =>
  late.length === 0
    ? []
    : [
        text(
          `已到期未完成的节点${late.length}个：${late.map((one) => nodeWords(one, year)).join('；')}。`,
        ),
      ]

const nodeWords = ({ item, due, text: words }: PrintedNode, year: number): string =>
  `${item === null ? '' : `${item}：`}${dueWords(due, year)}${words}`

function advice({ units }: PrintedTask, late: readonly PrintedNode[]): string {
  const lead = units.find(({ isLead }) => isLead)?.name ?? '牵头单位'
  return late.length > 0
    ? `请${lead}逐个说明到期未完成节点的原因，明确完成时限和责任人。`
    : `请${lead}按时间节点继续推进，按期填报。`
}
