/** 转办: one task to a colleague, and back. */
import { audit } from '../../db/audit.ts'
import { findTask } from '../../db/plans.ts'
import { endPass, passTask } from '../../db/stand-ins.ts'
import { areColleagues } from '../../src/domain/directory.ts'
import { isToldOf } from '../../src/domain/duty-holders.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import { isChased } from '../../src/domain/plan-window.ts'
import type { Deps } from '../../src/ports.ts'
import { answerNotice } from '../answers.ts'
import type { Said, Writes } from '../types.ts'
import { entrust, strangers } from './entrust.ts'
import { type ActKind, entryOf, nameAndUnit, refused } from './person-act.ts'

/** 转办 14 取消: the one who passed it on takes it back. */
export function takeBack(
  said: Said,
  { plan, task }: { readonly plan: Plan; readonly task: Task },
  deps: Deps,
): Writes {
  const at = deps.clock.now()
  const lines = ['提醒恢复发给您本人。']
  return [
    audit(deps.db, {
      subject: `task-pass-of:${task.id}:${said.key}`,
      version: 1,
      type: 'task.taken-back',
      actor: said.speaker,
      at,
      via: said.key,
    }),
    ...endPass(deps.db, task.id, said.speaker, at),
    ...answerNotice(
      said,
      { title: `转办 ${plan.code}-${task.seq} · 已收回`, lines, tone: 'success' },
      deps,
    ),
  ]
}

export const passOnAct: ActKind<'pass_on'> = {
  purpose: async ({ taskId }, deps) => {
    const found = await findTask(deps.db, taskId, deps.clock.now())
    if (!found) return undefined
    const number = `${found.plan.code}-${found.task.seq}`
    const unit = found.task.duties.find(({ role }) => role === 'lead_unit')?.name ?? null
    return { title: `转办 ${number}`, words: `转办 ${number}`, unit, name: '' }
  },
  perform: async ({ taskId }, doing, deps) => {
    const found = await findTask(deps.db, taskId, deps.clock.now())
    if (!found) return refused('转办', '找不到这项任务。')
    const number = `${found.plan.code}-${found.task.seq}`
    const title = `转办 ${number}`
    const { person, by, via } = doing
    if (!isToldOf(found.task, by)) return refused(title, '这项任务现在不由您经办，不能转办。')
    if (!isChased(found.task)) return refused(title, '这项任务已经结束或中止，不能转办。')
    if (person.openId === by) return refused(title, '请选择另一个人。')
    const me = await entryOf(by, deps)
    if (!me || !areColleagues(me, person)) return refused(title, strangers)
    const at = deps.clock.now()
    const id = deps.newId()
    return {
      title: `${title} · 已转给${person.name}`,
      lines: [
        `${nameAndUnit(person)}现在是经办人，提醒发给其本人；您仍可查看和填报；收回请发送：${title} 取消`,
      ],
      tone: 'success',
      writes: [
        audit(deps.db, {
          subject: `task-pass:${id}`,
          version: 1,
          type: 'task.passed-on',
          actor: by,
          at,
          via,
          after: { taskId, fromId: by, toId: person.openId },
        }),
        ...passTask(deps.db, { id, taskId, fromId: by, toId: person.openId }, at),
        ...entrust(person.openId, id, { how: 'pass_on', fromId: by, untilOn: null, taskId }, deps),
      ],
    }
  },
}
