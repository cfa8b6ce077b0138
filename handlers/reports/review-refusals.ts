import { returnReasonLimit } from '../../src/domain/report-life.ts'
import type { ReviewRefusal } from '../../src/domain/review.ts'

/** Why a report does not move on, in words. */
export const reviewRefusals: Readonly<Record<ReviewRefusal | 'nothing-to-withdraw', string>> = {
  'not-office': '只有督查室可以审核',
  'not-signer': '只有牵头单位的审签人可以审签、退回待审签的填报',
  'not-author': '只有填报人自己可以撤回',
  'awaits-sign-off': '还在等单位审签，审签后才到督查室审核',
  'not-awaiting-sign-off': '这条填报不在待审签',
  superseded: '填报人已重新填报，请看最新的一条',
  'already-reviewed': '这条填报已经审核过',
  'already-withdrawn': '这条填报已经撤回',
  'nothing-to-withdraw': '这项任务还没有填报',
  'reason-missing': '请写明退回原因',
  'reason-too-long': `退回原因最多 ${returnReasonLimit} 字`,
}
