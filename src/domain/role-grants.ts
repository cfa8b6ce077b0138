/** Granting and revoking the roles that belong to an account (design §14). */
import { type GlobalRole, globalRoles, may, type Role, roleWords } from './roles.ts'
import { foldWidth, simplifyCommandWords } from './written-form.ts'

const otherWords: Readonly<Record<GlobalRole, readonly string[]>> = {
  admin: ['管理员'],
  office: ['督查室成员', '督查'],
  audit: ['审计员', '审计人员'],
  principal: ['主要领导人'],
}

/** `主要领导 贺明远` as a role and what was said of whom. Undefined: no role was named. */
export function parseGrant(
  text: string,
): { readonly role: GlobalRole; readonly who: string } | undefined {
  const said = simplifyCommandWords(foldWidth(text)).trim()
  const words = globalRoles
    .flatMap((role) => [roleWords[role], ...otherWords[role]].map((word) => ({ role, word })))
    .sort((a, b) => b.word.length - a.word.length)
  const found = words.find(({ word }) => said.startsWith(word))
  if (!found) return undefined
  const who = said.slice(found.word.length).replace(/^[\s:：,，、给@]+|[\s。.]+$/g, '')
  return { role: found.role, who }
}

export type GrantRefusal = 'not-allowed' | 'oneself' | 'already-so' | 'last-of-office' | 'resigned'

export type Grant = {
  readonly role: GlobalRole
  readonly isGrant: boolean
  /** Granted to who does it. */
  readonly byRoles: readonly Role[]
  readonly isOneself: boolean
  /** Granted to whom it is about. */
  readonly held: readonly GlobalRole[]
  readonly isResigned: boolean
  readonly officeMembers: number
}

/**
 * Whether a role may be given or taken. Nobody gives himself one: an administrator, who sees no
 * task, would else make himself the office. The office is never left without a member.
 */
export function refusalOfGrant(grant: Grant): GrantRefusal | null {
  if (!may(grant.byRoles, 'grant_roles')) return 'not-allowed'
  if (grant.held.includes(grant.role) === grant.isGrant) return 'already-so'
  if (grant.isGrant && grant.isOneself) return 'oneself'
  if (grant.isGrant && grant.isResigned) return 'resigned'
  if (!grant.isGrant && grant.role === 'office' && grant.officeMembers <= 1) {
    return 'last-of-office'
  }
  return null
}
