/** "14", as somebody means it. */

import type { Card } from '../../cards/kit.ts'
import { noticeCard } from '../../cards/notice.ts'
import { type ChoicePurpose, choiceVerbs, taskChoiceCard } from '../../cards/tasks/task-choice.ts'
import type { Plan, PlanWithTasks, Task } from '../../src/domain/plan.ts'
import { parseTaskReference, resolveReference } from '../../src/domain/task-reference.ts'
import type { Deps } from '../../src/ports.ts'
import type { Said } from '../types.ts'
import { taskRef } from '../views/task-views.ts'
import { ownPlans, visiblePlans } from '../visibility.ts'

export type FoundTask = { readonly plan: Plan; readonly task: Task; readonly rest: string }

/**
 * The task that was said, among those the speaker may see; or the card that asks back or says
 * that there is none. Own duties first, then all that is visible.
 */
export async function findSaidTask(
  said: Said,
  purpose: ChoicePurpose,
  deps: Deps,
  covered?: readonly PlanWithTasks[],
): Promise<FoundTask | { readonly card: Card }> {
  const at = deps.clock.now()
  const verb = choiceVerbs[purpose]
  const reference = parseTaskReference(said.rest)
  if (!reference) {
    const lines = [`请写上序号，例如：${verb} 14`, '不知道序号时，发送：我的任务']
    return { card: noticeCard({ title: `${verb} · 请写序号`, lines, tone: 'info' }) }
  }
  const [own, visible] = await Promise.all([
    covered ? [] : ownPlans(deps.db, said.speaker, deps.clock.now()),
    covered ?? visiblePlans(deps.db, said.speaker, deps.clock.now()),
  ])
  const found = resolveReference(reference, candidates(visible), candidates(own))
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

const candidates = (plans: readonly PlanWithTasks[]) =>
  plans.flatMap(({ plan, tasks }) =>
    tasks.map((task) => ({
      planId: plan.id,
      code: plan.code,
      taskId: task.id,
      seq: task.seq,
      plan,
      task,
    })),
  )

const unknownTask = (said: string, isPrivate: boolean): Card =>
  noticeCard({
    title: '没有找到这项任务',
    lines: [
      `您说的是“${said}”。${isPrivate ? '您能看到的计划中没有这个序号。' : '本群订阅的范围内没有这个序号。'}`,
      isPrivate ? '发送“我的任务”查看您的任务。' : '个人任务请到私聊查看。',
    ],
    tone: 'warning',
  })
