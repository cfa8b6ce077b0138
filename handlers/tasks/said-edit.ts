/** 改 14 …, as said and as filled in. */
import type { z } from 'zod'
import type { EditForm } from '../../cards/actions.ts'
import type { Edit, EditField, NodeEdit } from '../../src/domain/task-edits.ts'
import { isIsoDate } from '../../src/domain/time.ts'
import { foldWidth } from '../../src/domain/written-form.ts'
import { saidDateAt } from '../../src/import/cells/dates.ts'
import type { Found } from './request-writes.ts'

/** The longest of two that begin alike comes first. */
const fieldNames: readonly (readonly [string, EditField])[] = [
  ['牵头领导', 'lead_leader'],
  ['牵头单位', 'lead_unit'],
  ['配合单位', 'co_unit'],
  ['责任单位', 'lead_unit'],
  ['单位', 'lead_unit'],
  ['领导', 'lead_leader'],
  ['责任人', 'owner'],
  ['联络员', 'liaison'],
  ['标题', 'title'],
  ['目标', 'target'],
  ['内容', 'target'],
  ['节点', 'node'],
]

/** The field that was said, and what follows it. `implied`: what the command itself says. */
export function fieldSaid(
  said: string,
  implied: EditField | null,
): { readonly field: EditField | null; readonly rest: string } {
  const found = fieldNames.find(([word]) => said.startsWith(word))
  if (!found) return { field: implied, rest: said }
  const rest = said.slice(found[0].length).replace(/^\s*(?:改?[为成到]|[:：])?\s*/, '')
  return { field: found[1], rest }
}

export const namesIn = (said: string): readonly string[] =>
  said
    .split(/[、,，;；\s]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** Undefined: a node that there is not. */
export function editInWords(
  field: EditField,
  said: string,
  found: Found,
): Edit | 'no-such-day' | undefined {
  if (field === 'title' || field === 'target') return { field, value: said }
  if (field === 'lead_unit') {
    const [unit = '', owners = ''] = said.split(/[\s，,；;]*责任人[:：]?\s*/)
    return { field, value: unit.trim(), owners: namesIn(owners) }
  }
  if (field === 'node') {
    const node = nodeInWords(said, found)
    return typeof node === 'object' ? { field, node } : node
  }
  return { field, names: namesIn(said) }
}

/** `2 9月30日 完成主体`, `2 9月30日`, `2 完成主体`, `2 删去`, `加 9月30日 完工`. */
function nodeInWords(said: string, { plan, task }: Found): NodeEdit | 'no-such-day' | undefined {
  const text = foldWidth(said).trim()
  const added = /^(?:新增|增加|加)\s*/.exec(text)
  const number = /^第?\s*(\d{1,2})(?!\d|\s*[月年.\-/])\s*[个项]?\s*/.exec(text)
  const start = (added ?? number)?.[0].length
  if (start === undefined) return undefined
  const milestone = task.milestones[Number(number?.[1]) - 1]
  if (number && !milestone) return undefined
  const rest = text.slice(start)
  if (milestone && /^(?:删去|删除|删)$/.test(rest)) {
    return { act: 'drop', milestoneId: milestone.id }
  }
  const date = saidDateAt(rest, 0, plan.year)
  if (date === 'no-such-day') return date
  const dueOn = date?.dues[0] ?? null
  const words = rest.slice(date?.end ?? 0).replace(/^[\s，,。；;：:前]+/, '')
  if (milestone) {
    return { act: 'change', milestoneId: milestone.id, dueOn, text: words || null }
  }
  return dueOn === null ? undefined : { act: 'add', dueOn, text: words }
}

/** What the form of a field says. */
export function editInForm(field: EditField, form: z.infer<typeof EditForm>): Edit {
  if (field === 'title' || field === 'target') return { field, value: form.value }
  if (field === 'lead_unit') return { field, value: form.value, owners: namesIn(form.owners) }
  if (field !== 'node') return { field, names: namesIn(form.value) }
  const dueOn = isIsoDate(form.due_on) ? form.due_on : null
  const milestoneId = form.milestone
  if (milestoneId === 'new') {
    return { field, node: { act: 'add', dueOn: dueOn ?? '', text: form.text } }
  }
  if (/^(?:删去|删除)$/.test(form.text.trim())) {
    return { field, node: { act: 'drop', milestoneId } }
  }
  return { field, node: { act: 'change', milestoneId, dueOn, text: form.text.trim() || null } }
}
