/** The nodes on the card of one task: three at once, the others folded away. */
import type { MilestoneStatus } from '../../src/domain/milestone-status.ts'
import {
  type CardElement,
  collapsible,
  colored,
  cut,
  inline,
  markdown,
  note,
  oneLine,
  plain,
} from '../kit.ts'
import { dayNear, milestoneLook } from '../words.ts'
import type { TaskMilestone, TaskView } from './task-view.ts'

const urgency: readonly MilestoneStatus[] = [
  'overdue',
  'due_today',
  'due_soon',
  'later',
  'to_be_supplied',
]

/** The three most urgent, then all of them folded away. */
export function milestones({
  milestones: all,
  asOf: at,
  standing,
}: TaskView): readonly CardElement[] {
  if (all.length === 0) {
    const todo = standing === 'awaiting_breakdown' ? '，由牵头单位分解' : ''
    return [note(`任务表未列时间节点${todo}。`)]
  }
  const urgent = all
    .filter((one) => one.status !== 'done')
    .sort((a, b) => rank(a.status) - rank(b.status) || a.dueOn.localeCompare(b.dueOn))
    .slice(0, 3)
  const done = all.filter((one) => one.status === 'done').length
  const title = `全部节点 ${all.length} 个，已完成 ${done} 个`
  if (urgent.length === 0) return [collapsible(title, groups(all, at))]
  return [
    markdown(urgent.map((one) => urgentLine(one, at))),
    ...(all.length > urgent.length ? [collapsible(title, groups(all, at))] : []),
  ]
}

const rank = (status: MilestoneStatus): number => urgency.indexOf(status)

function urgentLine(one: TaskMilestone, at: number): string {
  const look = milestoneLook(one.status)
  const item = one.item ? `${inline(one.item, 14)}：` : ''
  return `${colored(look.word, look.color)}　**${dayNear(one.dueOn, at)}**　${item}${inline(one.text, 40)}`
}

const listed = 60

const groupsListed = 24

/** One block an item; a task with sixty nodes must still fit. */
function groups(all: readonly TaskMilestone[], at: number): readonly CardElement[] {
  const chars = all.length > 20 ? 30 : 60
  const byItem = new Map<string, string[]>()
  for (const one of all.slice(0, listed)) {
    const lines = byItem.get(one.item ?? '') ?? []
    byItem.set(one.item ?? '', lines)
    lines.push(
      `${dayNear(one.dueOn, at)}　${milestoneLook(one.status).word}　${cut(oneLine(one.text), chars)}`,
    )
  }
  const blocks = [...byItem].map(([item, lines]) =>
    [...(item ? [`【${cut(oneLine(item), 30)}】`] : []), ...lines].join('\n'),
  )
  const rest = blocks.slice(groupsListed).join('\n')
  const left = all.length - listed
  return [
    ...blocks.slice(0, groupsListed).map(plain),
    ...(rest ? [plain(rest)] : []),
    ...(left > 0 ? [note(`另有 ${left} 个节点`)] : []),
  ]
}
