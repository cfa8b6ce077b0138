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

/** What is asked when a role and a name were said. */
async function cardFor(
  said: { readonly role: GlobalRole; readonly who: string; readonly isGrant: boolean },
  by: string,
  deps: Deps,
): Promise<Card> {
  const { role, who, isGrant } = said
  const found = await candidates(who, role, isGrant, deps)
  const [first] = found
  const refuse = (line: string) =>
    noticeCard({ title: '授权 · 没有改动', lines: [line], tone: 'warning' })
  if (!first) {
    return refuse(isGrant ? `通讯录里没有“${who}”。` : `“${who}”没有${roleWords[role]}的授权。`)
  }
  if (found.length > 1) {
    const named = await Promise.all(
      found.map(async (one) => ({ ...one, units: await departmentNames(deps.db, one.openId) })),
    )
    return roleChoiceCard({ role, said: who, at: deps.clock.now(), candidates: named })
  }
  const change = { openId: first.openId, role, isGrant }
  const refusal = await refusalOf(change, by, deps)
  return refusal ? refuse(refusals[refusal]) : changeCard(change, false, deps)
}

/** 授权 · 授权 主要领导 姓名 · 撤销授权 审计 姓名 */
const sayChange =
  (isGrant: boolean): CommandHandler =>
  async (said, deps) => {
    const notice = (line: string) =>
      answerNotice(said, { title: '授权', lines: [line], tone: 'info' }, deps)
    if (!(await isAllowed(deps.db, said.speaker, 'grant_roles'))) {
      return notice(refusals['not-allowed'])
    }
    const asked = parseGrant(said.rest)
    if (!asked && said.rest === '') return answer(said, await listCard(deps), deps)
    if (!asked || asked.who === '') {
      return notice(
        '请写角色和姓名，例如：授权 主要领导 王小明。角色：系统管理员、督查室、审计、主要领导',
      )
    }
    const card = await cardFor(
      { ...asked, who: mentioned(said) ?? asked.who, isGrant },
      said.speaker,
      deps,
    )
    return answer(said, card, deps)
  }
export const sayGrant = sayChange(true)
export const sayRevoke = sayChange(false)

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
  const card = await cardFor({ role: form.data.role, who, isGrant: true }, press.operator, deps)
  return { reply: { card } }
}

export const askRoleChange: CardHandler<'role.ask'> = async (change, press, deps) => {
  const refusal = await refusalOf(change, press.operator, deps)
  if (refusal) return { reply: { toast: warning(refusals[refusal]) } }
  return { reply: { card: await changeCard(change, false, deps) } }
}

/** 确认授权: the one concerned and the other members of the office are told. */
export const changeRole: CardHandler<'role.change'> = async (change, press, deps) => {
  const { openId, role, isGrant } = change
  // One line of changes for all who hold a role: of two that would empty the office one is decided
  // anew. Read first, so that what is checked is no older.
  const subject = `role:${role}`
  const version = await nextVersion(deps.db, subject)
  const refusal = await refusalOf(change, press.operator, deps)
  if (refusal) {
    const toast = refusal === 'already-so' ? info : warning
    return { reply: { toast: toast(refusals[refusal]) } }
  }
  const at = deps.clock.now()
  return {
    reply: {
      toast: success(isGrant ? '已授权' : '已撤销授权'),
      card: await changeCard(change, true, deps),
    },
    writes: [
      audit(deps.db, {
        subject,
        version,
        type: isGrant ? 'role.granted' : 'role.revoked',
        actor: press.operator,
        at,
        via: press.eventId,
        before: { held: !isGrant },
        after: { held: isGrant, role, openId },
      }),
      isGrant ? grantRole(deps.db, openId, role, at) : revokeRole(deps.db, openId, role),
      ...(await tellOf(change, press.operator, press.eventId, deps)),
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
