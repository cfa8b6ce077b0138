import { z } from 'zod'
import { audit } from '../../db/audit.ts'
import {
  grantOffice,
  isOffice,
  officeMembers,
  readSetting,
  removeSetting,
  writeSetting,
} from '../../db/people.ts'
import { sha256Hex } from '../../src/digest.ts'
import { foldWidth } from '../../src/domain/written-form.ts'
import { answerNotice } from '../answers.ts'
import type { CommandHandler } from '../types.ts'

/** Setting that holds the code printed at start; the code itself is never stored. */
export const claimSetting = 'office_claim'
export const claimLifeMs = 30 * 60_000
/** A six-digit code can be guessed: after so many wrong ones it is void. */
export const maxWrong = 10

export const Claim = z.object({
  digest: z.string(),
  /** What the code was made from, together with the app's secret. */
  seed: z.string().optional(),
  expiresAt: z.number(),
  wrong: z.number(),
})
export type Claim = z.infer<typeof Claim>

/** 认领 123456: the one who can read the server's start-up words becomes the office's first member. */
export const claimOffice: CommandHandler = async (said, deps) => {
  const at = deps.clock.now()
  const notice = (title: string, line: string, tone: 'success' | 'warning' | 'info') =>
    answerNotice(said, { title, lines: [line], tone }, deps)
  if (await isOffice(deps.db, said.speaker)) {
    return notice('您已是督查室成员', '发送“帮助”查看可以做什么。', 'info')
  }
  if (!said.isPrivate) return notice('请在私聊里认领', '认领码不要发在群里。', 'warning')
  const stored = await readSetting(deps.db, claimSetting)
  const claim = stored ? Claim.parse(JSON.parse(stored)) : undefined
  const code = foldWidth(said.rest).replace(/\s/g, '')
  if (!claim || claim.expiresAt < at || claim.wrong >= maxWrong) {
    const isTaken = (await officeMembers(deps.db)).length > 0
    const line = isTaken
      ? '督查室已有成员。要加入，请系统管理员把您的账号写入 ADMIN_OPEN_IDS。'
      : '认领码已使用或已过期，请重启服务取得新的认领码。'
    return notice('认领码无效', line, 'warning')
  }
  // One version a try: of guesses that come at once each is counted, or run again.
  const tried = (type: string) =>
    audit(deps.db, {
      subject: `claim:${claim.digest}`,
      version: claim.wrong + 1,
      type,
      actor: said.speaker,
      at,
      via: said.key,
    })
  if ((await sha256Hex(code)) !== claim.digest) {
    return [
      tried('office.claim-refused'),
      writeSetting(deps.db, claimSetting, JSON.stringify({ ...claim, wrong: claim.wrong + 1 })),
      ...notice('认领码不对', '请核对服务启动时显示的6位数字，例如：认领 123456', 'warning'),
    ]
  }
  return [
    tried('office.claimed'),
    removeSetting(deps.db, claimSetting),
    grantOffice(deps.db, said.speaker, at),
    ...notice(
      '您现在是督查室成员',
      '把任务表文件发到这里即可导入；发送“帮助”查看可以做什么。',
      'success',
    ),
  ]
}
