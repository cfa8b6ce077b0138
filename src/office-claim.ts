import { audit } from '../db/audit.ts'
import { type Database, isDuplicate } from '../db/database.ts'
import { grantOffice, officeMembers, readSetting, replaceSetting } from '../db/people.ts'
import { Claim, claimLifeMs, claimSetting, maxWrong } from '../handlers/people/claim-office.ts'
import { sha256Hex } from './digest.ts'

/**
 * Makes the configured accounts members of the office. Where nobody is one yet, a six-digit code
 * is made: said to the bot within 30 minutes, once, it makes the speaker the first member. Replicas
 * that start meanwhile print the same code: it comes from a seed that they share and the app's
 * secret, which the database does not hold.
 * @param random a number of 0 up to 1, unpredictable
 * @returns the code to print, if there is one
 */
export async function prepareOffice(
  db: Database,
  adminOpenIds: readonly string[],
  now: number,
  random: () => number,
  secret: string,
): Promise<string | undefined> {
  await configureOffice(db, adminOpenIds, now)
  if ((await officeMembers(db)).length > 0) return undefined
  const stored = await readSetting(db, claimSetting)
  const code = stored && (await codeOf(stored, now, secret))
  if (code) return code
  const seed = String(random())
  const claim: Claim = {
    digest: await sha256Hex(await derive(seed, secret)),
    seed,
    expiresAt: now + claimLifeMs,
    wrong: 0,
  }
  await db.atomic(replaceSetting(db, claimSetting, stored, JSON.stringify(claim)))
  // Of several that start at once one has written: its code is the one to print.
  const written = await readSetting(db, claimSetting)
  return written && codeOf(written, now, secret)
}

/** The code of a claim that can still be used and was made with this secret. */
async function codeOf(stored: string, now: number, secret: string): Promise<string | undefined> {
  const claim = Claim.parse(JSON.parse(stored))
  if (claim.expiresAt < now || claim.wrong >= maxWrong || !claim.seed) return undefined
  const code = await derive(claim.seed, secret)
  return (await sha256Hex(code)) === claim.digest ? code : undefined
}

async function derive(seed: string, secret: string): Promise<string> {
  const digest = await sha256Hex(`${secret}:${seed}`)
  return String(100_000 + (Number.parseInt(digest.slice(0, 12), 16) % 900_000))
}

/** Makes the configured accounts members of the office. */
export async function configureOffice(
  db: Database,
  adminOpenIds: readonly string[],
  now: number,
): Promise<void> {
  const members = await officeMembers(db)
  for (const openId of adminOpenIds.filter((one) => !members.includes(one))) {
    await grantByConfiguration(db, openId, now)
  }
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
