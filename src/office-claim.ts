import { audit } from '../db/audit.ts'
import { type Database, isDuplicate } from '../db/database.ts'
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
  const members = await officeMembers(db)
  for (const openId of adminOpenIds.filter((one) => !members.includes(one))) {
    await grantByConfiguration(db, openId, now)
  }
  if (members.length > 0 || adminOpenIds.length > 0) return undefined
  const code = String(100_000 + Math.floor(random() * 900_000))
  const claim = { digest: await sha256Hex(code), expiresAt: now + claimLifeMs, wrong: 0 }
  await db.atomic([writeSetting(db, claimSetting, JSON.stringify(claim))])
  return code
}

async function grantByConfiguration(db: Database, openId: string, at: number): Promise<void> {
  const subject = `office:${openId}`
  const event = { subject, version: 1, type: 'office.configured', actor: 'system', at, via: null }
  try {
    await db.atomic([audit(db, event), grantOffice(db, openId, at)])
  } catch (error) {
    // Another process that starts at the same time has just done it.
    if (!isDuplicate(error, 'audit_events')) throw error
  }
}
