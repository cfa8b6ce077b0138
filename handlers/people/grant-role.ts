/** 授权, 撤销授权: the office and administrators say who has which role (design §14). */
import { RoleForm } from '../../cards/actions.ts'
import type { Card } from '../../cards/kit.ts'
import { noticeCard } from '../../cards/notice.ts'
import { roleChangeCard, roleChoiceCard, roleListCard } from '../../cards/roles.ts'
import { audit, nextVersion } from '../../db/audit.ts'
import { departmentNames, findAccount, presentAccounts } from '../../db/people.ts'
import { grantRole, revokeRole, roleHolders, rolesOf } from '../../db/roles.ts'
import { normaliseName } from '../../src/domain/matching.ts'
import { type GrantRefusal, parseGrant, refusalOfGrant } from '../../src/domain/role-grants.ts'
import { type GlobalRole, roleWords } from '../../src/domain/roles.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, asContent, info, success, tell, warning } from '../answers.ts'
import type { CardHandler, CommandHandler, Decision, Said, Writes } from '../types.ts'

const refusals: Readonly<Record<GrantRefusal, string>> = {
  'not-allowed': '只有督查室和系统管理员可以授权',
  oneself: '不能给自己授权，请另一位成员办理',
  'already-so': '现在就是这样，没有改动',
  'last-of-office': '督查室至少要有一名成员，请先授权另一位',
  resigned: '这个账号已离职，不能授权',
}

type Change = { readonly openId: string; readonly role: GlobalRole; readonly isGrant: boolean }

async function refusalOf({ openId, role, isGrant }: Change, by: string, deps: Deps) {
  const [byRoles, held, holders, account] = await Promise.all([
    rolesOf(deps.db, by),
    rolesOf(deps.db, openId),
    roleHolders(deps.db),
    findAccount(deps.db, openId),
  ])
  return refusalOfGrant({
    role,
    isGrant,
    byRoles,
    isOneself: by === openId,
    held,
    isResigned: account?.isResigned ?? false,
    officeMembers: holders.filter((one) => one.role === 'office').length,
  })
}

async function changeCard(change: Change, isDone: boolean, deps: Deps): Promise<Card> {
  const [account, units] = await Promise.all([
    findAccount(deps.db, change.openId),
    departmentNames(deps.db, change.openId),
  ])
  const name = account?.name ?? '（未取得姓名）'
  return roleChangeCard({ ...change, name, units, isDone, at: deps.clock.now() })
}

async function listCard(deps: Deps): Promise<Card> {
  const holders = await roleHolders(deps.db)
  return roleListCard({
    at: deps.clock.now(),
    holders: holders.map((one) => ({ ...one, name: one.name ?? '（未取得姓名）' })),
  })
}

type Candidate = { readonly openId: string; readonly name: string }

/** Whom a name means: everybody present who is called so; for a revocation, who has the role. */
async function candidates(
  who: string,
  role: GlobalRole,
  isGrant: boolean,
  deps: Deps,
): Promise<readonly Candidate[]> {
  const wanted = normaliseName(who)
  const all = isGrant
    ? await presentAccounts(deps.db)
    : (await roleHolders(deps.db)).flatMap((one) =>
        one.role === role && one.name ? [{ openId: one.openId, name: one.name }] : [],
      )
  return all.filter(({ name }) => normaliseName(name) === wanted)
}

/** Whom and what a role and a name mean, and that it may be; else the card that says why not. */
async function meantBy(
  said: { readonly role: GlobalRole; readonly who: string; readonly isGrant: boolean },
  by: string,
  deps: Deps,
): Promise<{ readonly change: Change } | { readonly card: Card }> {
  const { role, who, isGrant } = said
  const found = await candidates(who, role, isGrant, deps)
  const [first] = found
  const refuse = (line: string) => ({
    card: noticeCard({ title: '授权 · 没有改动', lines: [line], tone: 'warning' }),
  })
  if (!first) {
    return refuse(isGrant ? `通讯录里没有“${who}”。` : `“${who}”没有${roleWords[role]}的授权。`)
  }
  if (found.length > 1) {
    const named = await Promise.all(
      found.map(async (one) => ({ ...one, units: await departmentNames(deps.db, one.openId) })),
    )
    const at = deps.clock.now()
    return { card: roleChoiceCard({ role, said: who, at, candidates: named }) }
  }
  const change = { openId: first.openId, role, isGrant }
  const refusal = await refusalOf(change, by, deps)
  return refusal ? refuse(refusals[refusal]) : { change }
}

/** 授权 · 授权 主要领导 姓名 · 撤销授权 审计 姓名 · 确认授权 审计 姓名: the second card's button in words. */
const sayChange =
  (isGrant: boolean, isConfirmed: boolean): CommandHandler =>
  async (said, deps) => {
    const notice = (line: string) =>
      answerNotice(said, { title: '授权', lines: [line], tone: 'info' }, deps)
    if (!(await isAllowed(deps.db, said.speaker, 'grant_roles'))) {
      return notice(refusals['not-allowed'])
    }
    const asked = parseGrant(said.rest)
    if (said.rest === '' && !isConfirmed) return answer(said, await listCard(deps), deps)
    if (!asked || asked.who === '') {
      return notice(
        `请写角色和姓名，例如：${isConfirmed ? '确认' : ''}${verbOf({ isGrant })} 主要领导 王小明。角色：系统管理员、督查室、审计、主要领导`,
      )
    }
    const who = mentioned(said) ?? asked.who
    const meant = await meantBy({ ...asked, who, isGrant }, said.speaker, deps)
    if ('card' in meant) return answer(said, meant.card, deps)
    const { change } = meant
    if (!isConfirmed) return answer(said, await changeCard(change, false, deps), deps)
    const decided = await decide(change, said.speaker, said.key, deps)
    if ('refusal' in decided) return notice(refusals[decided.refusal])
    return [...decided.writes, ...answer(said, await changeCard(change, true, deps), deps)]
  }
export const sayGrant = sayChange(true, false)
export const sayRevoke = sayChange(false, false)
export const sayConfirmGrant = sayChange(true, true)
export const sayConfirmRevoke = sayChange(false, true)

/** The name of the first person who was mentioned with @. */
const mentioned = ({ message }: Said): string | undefined =>
  message.mentions.find(({ openId, name }) => openId && name)?.name

const onlyAllowed = async (by: string, deps: Deps): Promise<Decision | undefined> =>
  (await isAllowed(deps.db, by, 'grant_roles'))
    ? undefined
    : { reply: { toast: warning(refusals['not-allowed']) } }

export const listRolesPressed: CardHandler<'role.list'> = async (_action, press, deps) =>
  (await onlyAllowed(press.operator, deps)) ?? { reply: { card: await listCard(deps) } }

export const findForRole: CardHandler<'role.find'> = async (_action, press, deps) => {
  const refused = await onlyAllowed(press.operator, deps)
  if (refused) return refused
  const form = RoleForm.safeParse(press.form)
  const who = form.success ? (form.data.name ?? '').trim() : ''
  if (!form.success || who === '') return { reply: { toast: warning('请选择角色并写姓名') } }
  const asked = { role: form.data.role, who, isGrant: true }
  const meant = await meantBy(asked, press.operator, deps)
  const card = 'card' in meant ? meant.card : await changeCard(meant.change, false, deps)
  return { reply: { card } }
}

export const askRoleChange: CardHandler<'role.ask'> = async (change, press, deps) => {
  const refusal = await refusalOf(change, press.operator, deps)
  if (refusal) return { reply: { toast: warning(refusals[refusal]) } }
  return { reply: { card: await changeCard(change, false, deps) } }
}

/** 确认授权: the one concerned and the other members of the office are told. */
export const changeRole: CardHandler<'role.change'> = async (change, press, deps) => {
  const decided = await decide(change, press.operator, press.eventId, deps)
  if ('refusal' in decided) {
    const toast = decided.refusal === 'already-so' ? info : warning
    return { reply: { toast: toast(refusals[decided.refusal]) } }
  }
  return {
    reply: {
      toast: success(`已${verbOf(change)}`),
      card: await changeCard(change, true, deps),
    },
    writes: decided.writes,
  }
}

const verbOf = ({ isGrant }: Pick<Change, 'isGrant'>): string => (isGrant ? '授权' : '撤销授权')

/** The one check and the writes, pressed or said. */
async function decide(
  change: Change,
  by: string,
  via: string,
  deps: Deps,
): Promise<{ readonly refusal: GrantRefusal } | { readonly writes: Writes }> {
  const { openId, role, isGrant } = change
  // One line of changes for all who hold a role: of two that would empty the office one is decided
  // anew. Read first, so that what is checked is no older.
  const subject = `role:${role}`
  const version = await nextVersion(deps.db, subject)
  const refusal = await refusalOf(change, by, deps)
  if (refusal) return { refusal }
  const at = deps.clock.now()
  return {
    writes: [
      audit(deps.db, {
        subject,
        version,
        type: isGrant ? 'role.granted' : 'role.revoked',
        actor: by,
        at,
        via,
        before: { held: !isGrant },
        after: { held: isGrant, role, openId },
      }),
      isGrant ? grantRole(deps.db, openId, role, at) : revokeRole(deps.db, openId, role),
      ...(await tellOf(change, by, via, deps)),
    ],
  }
}

async function tellOf(change: Change, by: string, via: string, deps: Deps): Promise<Writes> {
  const { openId, role, isGrant } = change
  const [account, holders] = await Promise.all([findAccount(deps.db, openId), roleHolders(deps.db)])
  const word = `${isGrant ? '授权' : '撤销授权'}：${roleWords[role]}`
  const card = (line: string) =>
    asContent(noticeCard({ title: `${word} · 已办理`, lines: [line], tone: 'info' }))
  const others = holders.filter(
    (one) => one.role === 'office' && one.openId !== by && one.openId !== openId,
  )
  return [
    ...tell(
      openId,
      `role-changed:${via}`,
      card(isGrant ? '发送“帮助”查看现在可以做什么。' : '如有疑问请联系督查室。'),
      deps,
    ),
    ...others.flatMap((one) =>
      tell(
        one.openId,
        `role-changed:${via}:${one.openId}`,
        card(`对象：${account?.name ?? '（未取得姓名）'}`),
        deps,
      ),
    ),
  ]
}
