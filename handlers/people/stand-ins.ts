/** 请假代办, 移交, 转办: somebody else does the work. */

import { noticeCard } from '../../cards/notice.ts'
import { consentCard } from '../../cards/people/person.ts'
import { audit } from '../../db/audit.ts'
import { enqueue } from '../../db/outbox.ts'
import { accountNames, departmentNames, officeMembers } from '../../db/people.ts'
import { findTask } from '../../db/plans.ts'
import {
  endPass,
  endStandIn,
  findHandover,
  type Handover,
  handoversAsked,
  passTask,
  saveHandover,
  setStandIn,
} from '../../db/stand-ins.ts'
import { areColleagues } from '../../src/domain/directory.ts'
import { isToldOf } from '../../src/domain/people.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import { isChased } from '../../src/domain/plan-window.ts'
import { atShanghai, chineseDate, shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answerNotice, asContent, info, success, tell, warning } from '../answers.ts'
import type { CommandHandler, Decision, Press, Said, Writes } from '../types.ts'
import { type ActKind, type Doing, type Done, entryOf, nameAndUnit, refused } from './person-act.ts'

const strangers = '只能交给本单位的同事；跨单位请督查室办理。'

/** To a colleague of one's own; the office to anybody. */
async function mayEntrust(fromId: string, { by, person }: Doing, deps: Deps) {
  if (await isAllowed(deps.db, by, 'manage_people')) return 'office' as const
  const from = await entryOf(fromId, deps)
  if (by !== fromId || !from) return undefined
  return areColleagues(from, person) ? ('self' as const) : undefined
}

export const standInAct: ActKind<'stand_in'> = {
  purpose: async ({ openId, untilOn }, deps) => {
    const from = await entryOf(openId, deps)
    return (
      from && {
        title: `请假代办 · 到${chineseDate(untilOn)}`,
        words: `请假代办 至${chineseDate(untilOn)}`,
        unit: from.units[0] ?? null,
        name: '',
      }
    )
  },
  perform: async ({ openId, untilOn }, doing, deps) => {
    const title = '请假代办'
    const at = deps.clock.now()
    const today = shanghaiDate(at)
    if (doing.person.openId === openId) return refused(title, '请选择另一个人。')
    if (untilOn < today) return refused(title, '代办的最后一天已经过去。')
    if (!(await mayEntrust(openId, doing, deps))) return refused(title, strangers)
    const id = deps.newId()
    const standIn = {
      id,
      openId,
      standInId: doing.person.openId,
      fromOn: today,
      untilOn,
      by: doing.by,
      at,
    }
    return {
      title: `${title} · 到${chineseDate(untilOn)}`,
      lines: [
        `${nameAndUnit(doing.person)}代办到${chineseDate(untilOn)}，期间的提醒发给其本人，您仍可办理。`,
        '提前回来请发送：请假代办 取消',
      ],
      tone: 'success',
      writes: [
        audit(deps.db, {
          subject: `stand-in:${id}`,
          version: 1,
          type: 'stand-in.set',
          actor: doing.by,
          at,
          via: doing.via,
          after: standIn,
        }),
        ...setStandIn(deps.db, standIn),
        ...entrust(doing.person.openId, id, { how: 'stand_in', fromId: openId, untilOn }, deps),
      ],
    }
  },
}

/** 请假代办 取消 */
export const cancelStandIn: CommandHandler = async (said, deps) => {
  const at = deps.clock.now()
  return [
    audit(deps.db, {
      subject: `stand-in-of:${said.speaker}:${said.key}`,
      version: 1,
      type: 'stand-in.ended',
      actor: said.speaker,
      at,
      via: said.key,
    }),
    ...endStandIn(deps.db, said.speaker, at),
    ...answerNotice(
      said,
      { title: '请假代办 · 已取消', lines: ['提醒恢复发给您本人。'], tone: 'success' },
      deps,
    ),
  ]
}

export const handOverAct: ActKind<'hand_over'> = {
  purpose: async ({ fromId, fromOn }, deps) => {
    const from = await nameOf(fromId, deps)
    const [unit] = await departmentNames(deps.db, fromId)
    return {
      title: `移交 · ${from} · 自${chineseDate(fromOn)}`,
      words: `移交 ${from}→`,
      unit: unit ?? null,
      name: '',
    }
  },
  perform: async ({ fromId, fromOn }, doing, deps) => {
    const title = '移交'
    const at = deps.clock.now()
    if (doing.person.openId === fromId) return refused(title, '请选择另一个人。')
    const office = await isAllowed(deps.db, doing.by, 'manage_people')
    if (!office && doing.by !== fromId)
      return refused(title, '只能移交自己的任务；他人的请督查室办理。')
    const waiting = (await handoversAsked(deps.db)).find(
      (one) => one.fromId === fromId && one.toId === doing.person.openId,
    )
    if (waiting && !office) {
      return { ...refused(title, '已经提出过，督查室还没有决定。'), tone: 'info' }
    }
    const handover: Handover = {
      id: waiting?.id ?? deps.newId(),
      fromId,
      toId: doing.person.openId,
      fromOn: waiting?.fromOn ?? fromOn,
      state: office ? 'agreed' : 'asked',
      askedBy: waiting?.askedBy ?? doing.by,
      decidedBy: office ? doing.by : null,
      at,
      version: (waiting?.version ?? 0) + 1,
    }
    const from = await nameOf(fromId, deps)
    const what = `${from} → ${nameAndUnit(doing.person)}，自${chineseDate(handover.fromOn)}起`
    const head = audit(deps.db, {
      subject: `handover:${handover.id}`,
      version: handover.version,
      type: `handover.${handover.state}`,
      actor: doing.by,
      at,
      via: doing.via,
      after: handover,
    })
    if (office)
      return done(`移交 · ${from} → ${doing.person.name}`, what, [
        head,
        ...(await effect(handover, deps)),
      ])
    const card = consentCard(await handoverView(handover, deps))
    const members = await officeMembers(deps.db)
    return {
      title: '移交 · 待督查室确认',
      lines: [what, '督查室同意后生效。'],
      tone: 'info',
      writes: [
        head,
        ...saveHandover(deps.db, handover),
        ...members.flatMap((openId) =>
          tell(openId, `handover:${handover.id}:${openId}`, asContent(card), deps),
        ),
      ],
    }
  },
}

const done = (title: string, line: string, writes: Writes): Done => ({
  title,
  lines: [line, '接手人会收到一张卡片，列出全部在办任务；原经办人的旧卡片不再受理。'],
  tone: 'success',
  writes,
})

/** The account's name, also of somebody who left. */
async function nameOf(openId: string, deps: Deps): Promise<string> {
  return (await accountNames(deps.db, [openId])).get(openId) ?? '该账号'
}

const effect = async (handover: Handover, deps: Deps): Promise<Writes> => [
  ...saveHandover(deps.db, handover),
  ...entrust(
    handover.toId,
    handover.id,
    { how: 'handover', fromId: handover.fromId, untilOn: null },
    deps,
    handover.fromOn,
  ),
]

const handoverStates = { asked: 'open', agreed: 'granted', refused: 'refused' } as const

async function handoverView(handover: Handover, deps: Deps) {
  const from = await nameOf(handover.fromId, deps)
  const to = await entryOf(handover.toId, deps)
  return {
    what: `移交申请 · ${from} → ${to?.name ?? ''}`,
    lines: [
      `${from}要把名下的任务移交给${to ? nameAndUnit(to) : '（账号已离职）'}，自${chineseDate(handover.fromOn)}起。`,
      '同意后，接手人收到全部在办任务，原经办人不再被提醒。',
    ],
    state: handoverStates[handover.state],
    agree: { action: 'handover.agree', handoverId: handover.id },
    refuse: { action: 'handover.refuse', handoverId: handover.id },
    words: `移交 ${from}→${to?.name ?? ''}`,
    at: handover.at,
  } as const
}

const decided =
  (state: 'agreed' | 'refused') =>
  async (
    { handoverId }: { readonly handoverId: string },
    press: Press,
    deps: Deps,
  ): Promise<Decision> => {
    const handover = await findHandover(deps.db, handoverId)
    if (!handover) return { reply: { toast: warning('找不到这条申请') } }
    if (!(await isAllowed(deps.db, press.operator, 'manage_people'))) {
      return { reply: { toast: warning('只有督查室可以确认') } }
    }
    const show = async (one: Handover) => consentCard(await handoverView(one, deps))
    if (handover.state !== 'asked') {
      return { reply: { toast: info('已经处理过'), card: await show(handover) } }
    }
    const at = deps.clock.now()
    const after = { ...handover, state, decidedBy: press.operator, version: handover.version + 1 }
    const lines = [
      state === 'agreed' ? '督查室已同意移交。' : '督查室没有同意移交，任务仍由您办理。',
    ]
    const tone = state === 'agreed' ? ('success' as const) : ('warning' as const)
    return {
      reply: { toast: success('已处理'), card: await show(after) },
      writes: [
        audit(deps.db, {
          subject: `handover:${handover.id}`,
          version: after.version,
          type: `handover.${state}`,
          actor: press.operator,
          at,
          via: press.eventId,
          before: { state: handover.state },
          after,
        }),
        ...(state === 'agreed' ? await effect(after, deps) : saveHandover(deps.db, after)),
        ...tell(
          handover.askedBy,
          `handover-${state}:${handover.id}`,
          asContent(
            noticeCard({
              title: `移交 · ${state === 'agreed' ? '已同意' : '未同意'}`,
              lines,
              tone,
            }),
          ),
          deps,
        ),
      ],
    }
  }
export const agreeHandover = decided('agreed')
export const refuseHandover = decided('refused')

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

type Entrusted = {
  readonly how: 'handover' | 'stand_in' | 'pass_on'
  readonly fromId: string
  readonly untilOn: string | null
  readonly taskId?: string
}

/** One card with what is somebody's from now on, or from the morning of a day on. */
const entrust = (
  openId: string,
  id: string,
  given: Entrusted,
  deps: Deps,
  fromOn: string | null = null,
): Writes => {
  const at = deps.clock.now()
  const begins = fromOn && fromOn > shanghaiDate(at) ? atShanghai(fromOn, '08:45') : at
  const content = {
    kind: 'entrusted' as const,
    openId,
    how: given.how,
    fromId: given.fromId,
    untilOn: given.untilOn,
    taskId: given.taskId ?? null,
  }
  const to = { type: 'open_id', id: openId } as const
  return [enqueue(deps.db, `entrusted:${id}`, to, content, at, { notBefore: begins })]
}
