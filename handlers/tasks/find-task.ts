/** "14", as somebody means it. */

import type { Card } from '../../cards/kit.ts'
import { noticeCard } from '../../cards/notice.ts'
import { type ChoicePurpose, choiceVerbs, taskChoiceCard } from '../../cards/tasks/task-choice.ts'
import { loadPeople, type People } from '../../db/known-people.ts'
import { listTasks, type TaskScope } from '../../db/task-list.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import {
  parseTaskReference,
  parseTaskReferences,
  resolveReference,
  type TaskReference,
} from '../../src/domain/task-reference.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import type { Said } from '../types.ts'
import { taskRef } from '../views/task-views.ts'
import { ownScope, seenScope } from '../visibility.ts'
import { loadListed } from './listed-tasks.ts'

export type FoundTask = { readonly plan: Plan; readonly task: Task; readonly rest: string }

/**
 * The task that was said, among those the speaker may see; or the card that asks back or says
 * that there is none. Own duties first, then all that is visible.
 */
export async function findSaidTask(
  said: Said,
  purpose: ChoicePurpose,
  deps: Deps,
  covered?: TaskScope,
): Promise<FoundTask | { readonly card: Card }> {
  const at = deps.clock.now()
  const verb = choiceVerbs[purpose]
  const reference = parseTaskReference(said.rest)
  if (!reference) {
    const lines = [`请写上序号，例如：${verb} 14`, '不知道序号时，发送：我的任务']
    return { card: noticeCard({ title: `${verb} · 请写序号`, lines, tone: 'info' }) }
  }
  const people = await loadPeople(deps.db, at)
  const [own, visible] = await Promise.all([
    covered ? [] : numbered(await ownScope(deps.db, said.speaker, people), reference, people, deps),
    numbered(covered ?? (await seenScope(deps.db, said.speaker, people)), reference, people, deps),
  ])
  const found = resolveReference(reference, visible, own)
  if (found.kind === 'one') {
    return { plan: found.task.plan, task: found.task.task, rest: reference.rest }
  }
  if (found.kind === 'none') return { card: unknownTask(`${verb} ${said.rest}`, said.isPrivate) }
  return {
    card: taskChoiceCard({
      said: `${verb} ${said.rest}`,
      purpose,
      at,
      choices: found.choices.map(({ plan, task }) => ({
        ...taskRef(plan, task),
        planTitle: plan.title,
        version: task.version,
      })),
      words: reference.rest,
    }),
  }
}

/**
 * Several tasks, such as `办结 14,15,18`: each is one, or the card that asks back says which is not.
 * What was said after the numbers is said of all of them.
 */
export async function findSaidTasks(
  said: Said,
  purpose: ChoicePurpose,
  deps: Deps,
): Promise<
  { readonly found: readonly FoundTask[]; readonly rest: string } | { readonly card: Card }
> {
  const list = parseTaskReferences(said.rest)
  if (!list || list.references.length < 2) {
    const one = await findSaidTask(said, purpose, deps)
    return 'card' in one ? one : { found: [one], rest: one.rest }
  }
  const found: FoundTask[] = []
  for (const { code, seq } of list.references.slice(0, mostAtOnce)) {
    const rest = code ? `${code}-${seq}` : String(seq)
    const one = await findSaidTask({ ...said, rest }, purpose, deps)
    if ('card' in one) return one
    if (!found.some(({ task }) => task.id === one.task.id)) found.push(one)
  }
  return { found, rest: list.rest }
}

/** One list of writes must not grow without end. */
const mostAtOnce = 20

/** More than are ever asked back. */
const mostChoices = 10

/** The tasks of that number in a scope. */
async function numbered(
  scope: TaskScope,
  { code, seq }: TaskReference,
  people: People,
  deps: Deps,
) {
  const listed = await listTasks(
    deps.db,
    scope,
    { kind: 'pieces', pieces: [{ kind: 'number', code, seq }] },
    { on: shanghaiDate(deps.clock.now()), page: 1, perPage: mostChoices },
  )
  return (await loadListed(listed, people, deps)).map(({ plan, task }) => ({
    planId: plan.id,
    code: plan.code,
    taskId: task.id,
    seq: task.seq,
    plan,
    task,
  }))
}

const unknownTask = (said: string, isPrivate: boolean): Card =>
  noticeCard({
    title: '没有找到这项任务',
    lines: [
      `您说的是“${said}”。${isPrivate ? '您能看到的计划中没有这个序号。' : '本群订阅的范围内没有这个序号。'}`,
      isPrivate ? '发送“我的任务”查看您的任务。' : '个人任务请到私聊查看。',
    ],
    tone: 'warning',
  })
