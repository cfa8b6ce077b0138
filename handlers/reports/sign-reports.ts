/** 审签: the signer of the lead unit looks through what its people report, before the office does. */
import { signDeskCard } from '../../cards/reports/sign-off.ts'
import { audit, nextVersion } from '../../db/audit.ts'
import { accountNames } from '../../db/people.ts'
import { findTask } from '../../db/plans.ts'
import { allowDirect, directUnits, endDirect } from '../../db/signing.ts'
import { isSigner } from '../../src/domain/duty-holders.ts'
import { partyIdOf } from '../../src/domain/parties.ts'
import type { ReportActor } from '../../src/domain/report-life.ts'
import type { Deps } from '../../src/ports.ts'
import { answer, answerNotice, info, success, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Said, Writes } from '../types.ts'
import { signDeskView, type Waiting } from '../views/review-views.ts'
import { ownPlans } from '../visibility.ts'
import { reviewRefusals } from './review-refusals.ts'
import { sayStep } from './review-reports.ts'
import { stepWith } from './review-writes.ts'
import { waitingReports } from './waiting-reports.ts'

/** What waits for this signer, without what was just signed. */
export async function awaitingSignature(
  openId: string,
  deps: Deps,
  without: readonly string[] = [],
): Promise<readonly Waiting[]> {
  const waiting = await waitingReports(deps, without, 'sign_off')
  return waiting.filter(({ task }) => isSigner(task, openId))
}

/** The signer's desk; also what the merged card shows when it leaves. */
export async function signDesk(
  openId: string,
  page: number,
  deps: Deps,
  without: readonly string[] = [],
) {
  const waiting = await awaitingSignature(openId, deps, without)
  const authors = [...new Set(waiting.map(({ report }) => report.authorOpenId))]
  const names = await accountNames(deps.db, authors)
  return signDeskCard(signDeskView(waiting, page, names, deps.clock.now()))
}

/** 审签 shows the desk; 审签 14 signs one. */
export const saySign: CommandHandler = async (said, deps) =>
  said.rest === ''
    ? answer(said, await signDesk(said.speaker, 1, deps), deps)
    : sayStep(() => ({ kind: 'signed' }), '已审签，已送督查室审核', '审签')(said, deps)

export const turnSignPage: CardHandler<'sign.page'> = async ({ page }, press, deps) => ({
  reply: { card: await signDesk(press.operator, page, deps) },
})

export const signPressed: CardHandler<'sign.accept'> = async (
  { taskId, reportId },
  press,
  deps,
) => {
  const found = await findTask(deps.db, taskId, deps.clock.now())
  if (!found) return { reply: { toast: warning('找不到这条填报') } }
  const actor = signerAt(press.operator, isSigner(found.task, press.operator), deps)
  const stepped = stepWith(found, reportId, { kind: 'signed' }, actor, press.eventId, deps)
  if (!stepped.ok) {
    const toast = warning(reviewRefusals[stepped.reason])
    if (!actor.isSigner) return { reply: { toast } }
    return { reply: { toast, card: await signDesk(press.operator, 1, deps) } }
  }
  return {
    reply: {
      toast: success('已审签，已送督查室审核'),
      card: await signDesk(press.operator, 1, deps, [taskId]),
    },
    writes: stepped.writes,
  }
}

const signerAt = (by: string, signs: boolean, deps: Deps): ReportActor => ({
  by,
  isOffice: false,
  isSigner: signs,
  at: deps.clock.now(),
})

/** One list of writes must not grow without end; what is left is signed by the next press. */
const mostAtOnce = 100

async function signAll(by: string, until: number, via: string, deps: Deps) {
  const waiting = (await awaitingSignature(by, deps))
    .filter(({ report }) => report.at <= until)
    .sort((a, b) => a.report.at - b.report.at)
    .slice(0, mostAtOnce)
  const writes = waiting.flatMap((one): Writes => {
    const actor = signerAt(by, true, deps)
    const stepped = stepWith(one, one.report.id, { kind: 'signed' }, actor, via, deps)
    return stepped.ok ? stepped.writes : []
  })
  return { ids: waiting.map(({ task }) => task.id), writes }
}

/** 一键审签: what the card showed; what came later is not signed with it. */
export const signAllPressed: CardHandler<'sign.all'> = async ({ asOf }, press, deps) => {
  const { ids, writes } = await signAll(press.operator, asOf, press.eventId, deps)
  const card = await signDesk(press.operator, 1, deps, ids)
  if (ids.length === 0) return { reply: { toast: info('没有等您审签的填报'), card } }
  return { reply: { toast: success(`已审签 ${ids.length} 项`), card }, writes }
}

/** 一键审签, in words. */
export const saySignAll: CommandHandler = async (said, deps) => {
  const { ids, writes } = await signAll(said.speaker, deps.clock.now(), said.key, deps)
  const title = ids.length > 0 ? `已审签 ${ids.length} 项` : '没有等您审签的填报'
  const lines = [ids.length > 0 ? '已送督查室审核' : '您的任务请发送：我的任务']
  return [...writes, ...answerNotice(said, { title, lines, tone: 'success' }, deps)]
}

/** The units for which somebody signs. */
async function unitsSignedBy(openId: string, deps: Deps): Promise<readonly string[]> {
  const plans = await ownPlans(deps.db, openId, deps.clock.now())
  const duties = plans.flatMap(({ tasks }) => tasks.flatMap((task) => task.duties))
  const signed = duties.filter(
    ({ role, signerIds = [] }) => role === 'lead_unit' && signerIds.includes(openId),
  )
  return [...new Set(signed.map(({ name }) => name))]
}

/** 授权直报 · 取消直报: the signer lets the unit's liaisons report without a signature, or no longer. */
const sayDirectly =
  (isAllowed: boolean): CommandHandler =>
  async (said, deps) => {
    const units = await unitsSignedBy(said.speaker, deps)
    if (units.length === 0) {
      const lines = ['只有本单位的审签人可以授权或取消联络员直报']
      return answerNotice(said, { title: '未改动', lines, tone: 'warning' }, deps)
    }
    const direct = await directUnits(deps.db)
    const changed = units.filter((unit) => direct.has(unit) !== isAllowed)
    const title = isAllowed ? '已授权联络员直报' : '已取消联络员直报'
    const line = isAllowed ? '填报不再经审签，注明授权直报' : '以后的填报须经审签'
    const writes = await Promise.all(
      changed.map((unit) => directWrites(said, unit, isAllowed, deps)),
    )
    return [
      ...writes.flat(),
      ...answerNotice(said, { title, lines: [units.join('、'), line], tone: 'success' }, deps),
    ]
  }

async function directWrites(
  said: Said,
  unit: string,
  isAllowed: boolean,
  deps: Deps,
): Promise<Writes> {
  const partyId = partyIdOf('unit', unit)
  const subject = `direct:${partyId}`
  const at = deps.clock.now()
  return [
    audit(deps.db, {
      subject,
      version: await nextVersion(deps.db, subject),
      type: isAllowed ? 'direct_reporting.allowed' : 'direct_reporting.ended',
      actor: said.speaker,
      at,
      via: said.key,
    }),
    ...(isAllowed ? allowDirect(deps.db, partyId, said.speaker, at) : endDirect(deps.db, partyId)),
  ]
}
export const sayAllowDirect = sayDirectly(true)
export const sayEndDirect = sayDirectly(false)
