/** 移交: somebody's tasks become another's; the office agrees. */
import { noticeCard } from '../../cards/notice.ts'
import { consentCard } from '../../cards/people/person.ts'
import { audit } from '../../db/audit.ts'
import { accountNames, departmentNames, officeMembers } from '../../db/people.ts'
import {
  findHandover,
  type Handover,
  handoversAsked,
  handoversFrom,
  saveHandover,
} from '../../db/stand-ins.ts'
import { chineseDate, shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { asContent, info, success, tell, warning } from '../answers.ts'
import type { Decision, Press, Writes } from '../types.ts'
import { entrust } from './entrust.ts'
import { type ActKind, type Done, entryOf, nameAndUnit, refused } from './person-act.ts'

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
    if (office && !waiting && (await isAgreed(fromId, doing.person.openId, fromOn, deps))) {
      return { ...refused(title, '已经移交过，接手人已收到卡片。'), tone: 'info' }
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
    const head = audit(deps.db, {
      subject: `handover:${handover.id}`,
      version: handover.version,
      type: `handover.${handover.state}`,
      actor: doing.by,
      at,
      via: doing.via,
      after: handover,
    })
    const from = await nameOf(fromId, deps)
    const what = `${from} → ${nameAndUnit(doing.person)}，自${chineseDate(handover.fromOn)}起`
    return office
      ? done(`移交 · ${from} → ${doing.person.name}`, what, [
          head,
          ...(await effect(handover, deps)),
        ])
      : asked(what, [head, ...(await askOffice(handover, deps))])
  },
}

/** Said before, and not handed back since: nobody gets the same card twice. */
async function isAgreed(fromId: string, toId: string, fromOn: string, deps: Deps) {
  const [[last], [back]] = await Promise.all([
    handoversFrom(deps.db, fromId),
    handoversFrom(deps.db, toId),
  ])
  if (last?.state !== 'agreed' || last.toId !== toId) return false
  if (back?.toId === fromId && back.state === 'agreed' && back.at > last.at) return false
  return last.fromOn === fromOn || last.fromOn <= shanghaiDate(deps.clock.now())
}

const asked = (what: string, writes: Writes): Done => ({
  title: '移交 · 待督查室确认',
  lines: [what, '督查室同意后生效。'],
  tone: 'info',
  writes,
})

async function askOffice(handover: Handover, deps: Deps): Promise<Writes> {
  const card = consentCard(await handoverView(handover, deps))
  const members = await officeMembers(deps.db)
  return [
    ...saveHandover(deps.db, handover),
    ...members.flatMap((openId) =>
      tell(openId, `handover:${handover.id}:${openId}`, asContent(card), deps),
    ),
  ]
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
        ...tellAsker(handover, state, deps),
      ],
    }
  }

function tellAsker({ id, askedBy }: Handover, state: 'agreed' | 'refused', deps: Deps): Writes {
  const isAgreed = state === 'agreed'
  const card = noticeCard({
    title: `移交 · ${isAgreed ? '已同意' : '未同意'}`,
    lines: [isAgreed ? '督查室已同意移交。' : '督查室没有同意移交，任务仍由您办理。'],
    tone: isAgreed ? 'success' : 'warning',
  })
  return tell(askedBy, `handover-${state}:${id}`, asContent(card), deps)
}

export const agreeHandover = decided('agreed')

export const refuseHandover = decided('refused')
