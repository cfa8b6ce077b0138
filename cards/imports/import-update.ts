/** 更新计划: what a newer version of a plan's document adds, changes and takes out. */

import type { NodeFacts } from '../../src/domain/milestone-matching.ts'
import type { PlanChange, TaskChange } from '../../src/domain/plan-diff.ts'
import { difference } from '../difference.ts'
import {
  button,
  buttons,
  type Card,
  type CardElement,
  card,
  cut,
  hr,
  inline,
  markdown,
  note,
  oneLine,
  plain,
  smallButtons,
  type Template,
} from '../kit.ts'
import { pager } from '../pager.ts'
import { dayAt, dayNear, roles } from '../words.ts'
import { doubtList } from './doubt-list.ts'
import type { RunningPlanFileView } from './import-preview.ts'

export const updatesPerPage = 6

export type UpdateRow = {
  readonly kind: 'added' | 'restored' | 'changed' | 'removed'
  readonly seq: number
  readonly title: string
  readonly changes: readonly TaskChange[]
  /** Another lead unit: it acknowledges anew. */
  readonly isReassigned: boolean
  /** Something was reported of it: it is kept. */
  readonly isReported: boolean
}

export type ImportUpdateView = RunningPlanFileView & {
  readonly planId: string
  readonly planVersion: number
  readonly counts: Readonly<Record<UpdateRow['kind'], number>>
  readonly isReordered: boolean
  readonly planChanges: readonly PlanChange[]
  readonly page: number
  readonly pages: number
  readonly rows: readonly UpdateRow[]
  /** The table says how far things are, too: an update does not record that. */
  readonly hasProgress: boolean
  readonly mayReread: boolean
  /** How many of a running plan's people have something new to acknowledge. */
  readonly toTell: number
}

type State = ImportUpdateView['state']
type Look = { readonly word: string; readonly template: Template; readonly said: string }

const looks: Readonly<Record<State, Look>> = {
  waiting: {
    word: '待确认更新',
    template: 'blue',
    said: '确认更新后：进展、填报、签收、绑定、订阅都保留；删去的任务归档，不会丢失；不通知任何人。',
  },
  committed: { word: '已更新', template: 'green', said: '已按新文件更新，进展和填报都保留。' },
  cancelled: { word: '已取消更新', template: 'grey', said: '已取消，计划没有改动。' },
  unchanged: { word: '没有变化', template: 'grey', said: '与现有计划没有变化，未作任何改动。' },
}

const kinds: Readonly<Record<UpdateRow['kind'], string>> = {
  added: '新增',
  restored: '恢复',
  changed: '修改',
  removed: '删去',
}

export function importUpdateCard(view: ImportUpdateView): Card {
  const look = looks[view.state]
  const isWaiting = view.state === 'waiting'
  const found = (Object.keys(kinds) as UpdateRow['kind'][]).filter((kind) => view.counts[kind] > 0)
  const counted = found.map((kind) => `${kinds[kind]}${view.counts[kind]}`).join(' ')
  const all = found.reduce((sum, kind) => sum + view.counts[kind], 0)
  const titled = (counts: string) =>
    `${cut(view.code, 16)} · ${look.word}${counts ? ` · ${counts}` : ''} · ${dayAt(view.at)}`
  return card({
    title: titled(found.length > 2 ? `变动${all}项` : counted),
    summary: titled(counted),
    subtitle: view.fileName,
    template: look.template,
    elements: [
      markdown(`**${inline(view.title, 60)}**`),
      ...(view.state === 'unchanged' ? [] : contents(view)),
      plain(look.said),
      ...(isWaiting ? choices(view) : []),
      ...(view.state === 'committed' ? afterwards(view) : []),
    ],
  })
}

function contents(view: ImportUpdateView): readonly CardElement[] {
  const { importId, planChanges, rows } = view
  const lines = planChanges.map(planLine)
  return [
    ...(lines.length > 0 ? [plain(lines.join('\n'))] : []),
    ...(view.isReordered ? [note('任务的先后次序有变动。')] : []),
    ...(view.state === 'waiting' ? doubtList(view) : []),
    ...rows.slice(0, updatesPerPage).flatMap((row) => [hr(), ...updateRow(row, view.at)]),
    ...pager(view, (page) => ({ action: 'import.show', importId, page })),
  ]
}

const planFields: Readonly<Record<PlanChange['field'], string>> = {
  title: '标题',
  issuer: '印发单位',
  docNo: '文号',
  issuedOn: '印发日期',
}

const planLine = ({ field, before, after }: PlanChange): string =>
  `${planFields[field]}：${cut(oneLine(before ?? '无'), 60)} → ${cut(oneLine(after ?? '无'), 60)}`

const linesPerTask = 8

function updateRow(row: UpdateRow, at: number): readonly CardElement[] {
  const lines = row.changes.slice(0, linesPerTask).map((change) => changeLine(change, at))
  const left = row.changes.length - lines.length
  if (left > 0) lines.push(`另有 ${left} 处`)
  if (row.isReassigned) lines.push('牵头单位变了，需重新签收。')
  if (row.kind === 'removed') lines.push(row.isReported ? '归档，已有的填报保留。' : '归档。')
  if (row.kind === 'restored') lines.push('此前删去，现恢复为当时的状态。')
  return [
    markdown(`**${kinds[row.kind]}　第${row.seq}项　${inline(row.title, 30)}**`),
    ...(lines.length > 0 ? [plain(lines.join('\n'))] : []),
  ]
}

const fields = {
  ...roles,
  seq: '序号',
  title: '标题',
  text: '正文',
  section: '板块',
  forms: '推进形式',
  order: '节点次序',
  milestone: '节点',
  item: '细化项目',
  indicator: '指标',
  itemOrder: '细化项目次序',
  rate: '印制完成率',
} as const

const lineChars = 60

function changeLine(change: TaskChange, at: number): string {
  const label = fields[change.field]
  if (change.field === 'milestone') return nodeLine(change, at)
  if (change.field === 'order' || change.field === 'itemOrder') return `${label}有变动`
  const words = (value: typeof change.before): string =>
    Array.isArray(value) ? value.join('、') : String(value ?? '')
  const shown = difference(words(change.before), words(change.after), lineChars)
  return `${label}：${shown.before || '无'} → ${shown.after || '无'}`
}

function nodeLine(
  { before, after }: { readonly before: NodeFacts | null; readonly after: NodeFacts | null },
  at: number,
): string {
  const words = (node: NodeFacts, text = node.text) =>
    `${dayNear(node.dueOn, at)}　${node.item ? `${cut(oneLine(node.item), 16)}：` : ''}${cut(oneLine(text), 40)}`
  if (before && after) {
    const text = difference(before.text, after.text, 40)
    return `节点：${words(before, text.before)} → ${words(after, text.after)}`
  }
  if (after) return `新增节点：${words(after)}`
  return before ? `删去节点：${words(before)}` : ''
}

function choices(view: ImportUpdateView): readonly CardElement[] {
  const { importId, planVersion } = view
  const code = cut(view.code, 16)
  return [
    ...(view.hasProgress
      ? [note('表中带有进展：更新只改任务本身；要录入进展，更新后再发一次这份文件。')]
      : []),
    buttons(
      button('确认更新', 'main', { action: 'import.update', importId, planVersion }),
      button('取消', 'default', { action: 'import.cancel', importId }),
    ),
    smallButtons(
      ...(view.mayReread
        ? [button('版面修整', 'default', { action: 'import.repairs', importId }, { small: true })]
        : []),
      button('不是更新', 'default', { action: 'import.purpose', importId }, { small: true }),
    ),
    note(`也可发送：确认更新 ${code}　取消　疑点　导入为 新计划`),
  ]
}

function afterwards(view: ImportUpdateView): readonly CardElement[] {
  const { planId, planVersion: version, toTell, doubts, importId } = view
  const code = cut(view.code, 16)
  return [
    ...(toTell > 0
      ? [
          plain(`${toTell} 人有新的或改派的任务待签收，还没有通知。`),
          button(
            '下发变动',
            'main',
            { action: 'plan.dispatch-changes', planId, version },
            { fill: true },
          ),
          note(`也可发送：下发变动 ${code}`),
        ]
      : []),
    ...(doubts.length > 0
      ? [
          button(
            `核对疑点（${doubts.length} 处）`,
            'default',
            { action: 'doubts.page', importId, page: 1 },
            { fill: true },
          ),
          note(`也可发送：疑点 ${code}`),
        ]
      : []),
  ]
}
