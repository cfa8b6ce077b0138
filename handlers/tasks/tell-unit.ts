/** A task that is new to a unit (改派, 立项, 分解 approved): its people are asked to acknowledge. */
import { z } from 'zod'
import { noticeCard } from '../../cards/notice.ts'
import { openDirectives } from '../../db/directives.ts'
import { officeMembers } from '../../db/people.ts'
import { findTask } from '../../db/plans.ts'
import { addWork } from '../../db/work.ts'
import type { Task } from '../../src/domain/plan.ts'
import { reminderReceivers } from '../../src/domain/reminders.ts'
import type { Deps } from '../../src/ports.ts'
import { asContent, tell } from '../answers.ts'
import type { WorkHandler, Writes } from '../types.ts'

const Payload = z.object({ taskId: z.string(), by: z.string() })

/**
 * Done apart, once the change is committed: who is bound to the new duties is known to the
 * database then, not before.
 */
export const askToAcknowledge = (task: Task, by: string, deps: Deps): Writes => [
  addWork(
    deps.db,
    {
      id: `assigned:${task.id}:v${task.version}`,
      kind: 'ask_to_acknowledge',
      payload: { taskId: task.id, by },
    },
    deps.clock.now(),
  ),
]

/** One card each, and the directives that are open; where nobody is bound the office is told. */
export const tellUnit: WorkHandler = async (payload, workId, deps) => {
  const { taskId, by } = Payload.parse(payload)
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (found?.plan.state !== 'running' || found.plan.isTrial) return []
  const { plan, task } = found
  if (task.state !== 'awaiting_acknowledgement' && task.state !== 'awaiting_breakdown') return []
  const receivers = reminderReceivers(task).filter((openId) => openId !== by)
  if (receivers.length === 0) return unreached(`${plan.code}-${task.seq}`, task, workId, deps)
  const directives = await openDirectives(deps.db, { taskId })
  return receivers.flatMap((openId) => [
    ...tell(openId, `${workId}:${openId}`, { kind: 'assignment', planId: plan.id, openId }, deps),
    ...directives.flatMap(({ id }) =>
      tell(
        openId,
        `directive:${id}:${openId}`,
        { kind: 'directive', planId: plan.id, directiveId: id },
        deps,
      ),
    ),
  ])
}

/** Never a silent no-send (design §6). */
async function unreached(number: string, task: Task, workId: string, deps: Deps): Promise<Writes> {
  const names = task.duties
    .filter(({ role }) => role === 'lead_unit' || role === 'owner')
    .map(({ name }) => name)
  const card = noticeCard({
    title: `${number} · 待签收 · 没有人收到`,
    lines: [
      `${names.join('、')} 还没有人绑定，签收通知发不到。`,
      '请电话通知，并请本人给机器人发一句话完成绑定。已列入：电话督办',
    ],
    tone: 'warning',
  })
  return (await officeMembers(deps.db)).flatMap((openId) =>
    tell(openId, `${workId}:unreached:${openId}`, asContent(card), deps),
  )
}
