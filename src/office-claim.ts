import type { Database } from '../db/database.ts'
import { grantOffice, officeMembers, writeSetting } from '../db/people.ts'
import { claimLifeMs, claimSetting } from '../handlers/claim-office.ts'
import { sha256Hex } from './digest.ts'

/**
 * Makes the configured accounts members of the office. Where nobody is one yet, a six-digit code
 * is made: said to the bot within 30 minutes, once, it makes the speaker the first member.
 * @param random a number of 0 up to 1, unpredictable
 * @returns the code to print, if there is one
 */
export async function prepareOffice(
  db: Database,
  adminOpenIds: readonly string[],
  now: number,
  random: () => number,
): Promise<string | undefined> {
  await db.atomic(adminOpenIds.map((openId) => grantOffice(db, openId, now)))
  if ((await officeMembers(db)).length > 0) return undefined
  const code = String(100_000 + Math.floor(random() * 900_000))
  const claim = { digest: await sha256Hex(code), expiresAt: now + claimLifeMs, wrong: 0 }
  await db.atomic([writeSetting(db, claimSetting, JSON.stringify(claim))])
  return code
}
