/** 电话督办: who is called, and 已电话联系 as a record. */
import { PhoneForm } from '../../cards/actions.ts'
import {
  phonedCard,
  phoneFormCard,
  phoneListCard,
  unitsPerPage,
} from '../../cards/desk/phone-list.ts'
import { pageOf } from '../../cards/pager.ts'
import { audit } from '../../db/audit.ts'
import { kindWords } from '../../db/outbox-content.ts'
import { accountNames } from '../../db/people.ts'
import { insertPhoneCall, lastCalls, lastMessagesTo } from '../../db/phone-calls.ts'
import { loadPlans } from '../../db/plans.ts'
import { type UnitToCall, unitsToCall } from '../../src/domain/phone-list.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, failure, sendPrivately, success, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Writes } from '../types.ts'

const notYours = '电话督办由督查室办理'
const noteLimit = 300
const messagesShown = 3

async function toCall(deps: Deps): Promise<readonly UnitToCall[]> {
  const at = deps.clock.now()
  return unitsToCall(await loadPlans(deps.db, { inState: 'running' }, at), shanghaiDate(at))
}

const numbersShown = 3

/** Asked of the platform then and there, and kept nowhere; without the scope for it there are none. */
async function mobilesOf(openIds: readonly string[], deps: Deps): Promise<readonly string[]> {
  const asked = openIds.slice(0, numbersShown).map(async (openId) => {
    try {
      const user = await deps.larkRead.user(openId)
      return user?.mobile ? [`${user.name ?? ''} ${user.mobile}`.trim()] : []
    } catch (error) {
      deps.log('phone-list.no-number', { error })
      return []
    }
  })
  return (await Promise.all(asked)).flat()
}

/** Those called least lately come first, so that the list is worked off. */
async function phoneList(page: number, deps: Deps) {
  const units = await toCall(deps)
  const calls = await lastCalls(
    deps.db,
    units.map(({ unit }) => unit),
  )
  const calledAt = ({ unit }: UnitToCall): number => calls.get(unit)?.at ?? 0
  const inOrder = [...units].sort((a, b) => calledAt(a) - calledAt(b))
  const shown = pageOf(inOrder, page, unitsPerPage)
  const names = await accountNames(
    deps.db,
    shown.rows.flatMap(({ unit }) => calls.get(unit)?.by ?? []),
  )
  const rows = await Promise.all(
    shown.rows.map(async ({ unit, reasons, names: people, openIds, tasks }) => {
      const [messages, mobiles] = await Promise.all([
        lastMessagesTo(deps.db, openIds, messagesShown),
        mobilesOf(openIds, deps),
      ])
      const call = calls.get(unit)
      return {
        unit,
        reasons,
        names: people,
        mobiles,
        tasks: tasks.map(({ plan, task }) => `${plan.code}-${task.seq}`),
        messages: messages.map(({ kind, at, isSent }) => ({
          what: kindWords[kind as keyof typeof kindWords] ?? kind,
          at,
          isSent,
        })),
        lastCall: call ? { by: names.get(call.by) ?? '', at: call.at, note: call.note } : null,
      }
    }),
  )
  return phoneListCard({
    asOf: deps.clock.now(),
    page: shown.page,
    pages: shown.pages,
    units: units.length,
    tasks: units.reduce((sum, { tasks }) => sum + tasks.length, 0),
    rows,
  })
}

/** 电话督办 */
export const sayPhoneList: CommandHandler = async (said, deps) =>
  (await isAllowed(deps.db, said.speaker, 'call_units'))
    ? answer(said, await phoneList(1, deps), deps)
    : answerNotice(said, { title: '电话督办', lines: [notYours], tone: 'warning' }, deps)

export const turnPhonePage: CardHandler<'phone.page'> = async ({ page }, press, deps) =>
  (await isAllowed(deps.db, press.operator, 'call_units'))
    ? { reply: { card: await phoneList(page, deps) } }
    : { reply: { toast: warning(notYours) } }

type Call = { readonly unit: string; readonly note: string }

const callWrites = ({ unit, note }: Call, by: string, via: string, deps: Deps): Writes => {
  const id = deps.newId()
  const at = deps.clock.now()
  return [
    audit(deps.db, {
      subject: `phone-call:${id}`,
      version: 1,
      type: 'phone.called',
      actor: by,
      at,
      via,
      after: { unit, note },
    }),
    ...insertPhoneCall(deps.db, { id, unit, note, by, at }),
  ]
}

/** What cannot be recorded, in words. */
const refusalOf = ({ unit, note }: Call): string | undefined =>
  unit === ''
    ? '请写单位和情况，例如：已电话联系 区住建局 明天签收'
    : note === ''
      ? '请写明联系情况'
      : [...note].length > noteLimit
        ? `联系情况最多 ${noteLimit} 字`
        : undefined

/** 已电话联系 单位 情况 */
export const sayPhoned: CommandHandler = async (said, deps) => {
  const refuse = (line: string) =>
    answerNotice(said, { title: '已电话联系 · 未记录', lines: [line], tone: 'warning' }, deps)
  if (!(await isAllowed(deps.db, said.speaker, 'call_units'))) return refuse(notYours)
  const [unit = '', ...words] = said.rest.split(/[\s，,：:]+/)
  const call = { unit, note: words.join(' ').trim() }
  const refusal = refusalOf(call)
  if (refusal) return refuse(refusal)
  return [
    ...callWrites(call, said.speaker, said.key, deps),
    ...answer(said, phonedCard({ ...call, at: deps.clock.now() }), deps),
  ]
}

export const openPhoneForm: CardHandler<'phone.call.open'> = async ({ unit }, press, deps) =>
  (await isAllowed(deps.db, press.operator, 'call_units'))
    ? sendPrivately(
        press,
        'phone-form',
        phoneFormCard(unit, deps.clock.now()),
        '请填写联系情况',
        deps,
      )
    : { reply: { toast: warning(notYours) } }

/** 记录 */
export const phonePressed: CardHandler<'phone.call'> = async ({ unit }, press, deps) => {
  if (!(await isAllowed(deps.db, press.operator, 'call_units'))) {
    return { reply: { toast: warning(notYours) } }
  }
  const form = PhoneForm.safeParse(press.form)
  const call = { unit, note: form.success ? form.data.note.trim() : '' }
  const refusal = refusalOf(call)
  if (refusal) return { reply: { toast: failure(refusal) } }
  return {
    reply: { toast: success('已记录'), card: phonedCard({ ...call, at: deps.clock.now() }) },
    writes: callWrites(call, press.operator, press.eventId, deps),
  }
}
