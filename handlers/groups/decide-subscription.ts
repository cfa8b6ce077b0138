import { subscriptionResultCard } from '../../cards/group.ts'
import { audit } from '../../db/audit.ts'
import {
  findChat,
  findSubscription,
  pendingSubscriptions,
  updateSubscription,
} from '../../db/chats.ts'
import { enqueue } from '../../db/outbox.ts'
import type { SubscriptionTable } from '../../db/schema/chats.ts'
import { parseTaskReference } from '../../src/domain/task-reference.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, asContent, info, success, warning } from '../answers.ts'
import { answerInWords } from '../tasks/decide-task-request.ts'
import type { CommandHandler, Decision, Press } from '../types.ts'
import { subscriptionScope, subscriptionTimes } from './subscribe.ts'
import { subscriptionRequest } from './subscription-request.ts'

type Verdict = 'approve' | 'refuse'

async function decide(
  row: SubscriptionTable,
  verdict: Verdict,
  by: string,
  via: string,
  deps: Deps,
): Promise<Decision> {
  if (row.state !== 'pending') {
    return { reply: { toast: info('已经处理过'), card: await subscriptionRequest(row, deps) } }
  }
  const at = deps.clock.now()
  const state = verdict === 'approve' ? ('active' as const) : ('refused' as const)
  const chat = await findChat(deps.db, row.chat_id)
  const result = subscriptionResultCard({
    outcome: state === 'active' ? 'active' : 'refused',
    groupName: chat?.name ?? '',
    what: subscriptionScope,
    when: subscriptionTimes,
    at,
  })
  return {
    reply: {
      toast: success(verdict === 'approve' ? '已同意' : '已处理'),
      card: await subscriptionRequest({ ...row, state, version: row.version + 1 }, deps),
    },
    writes: [
      audit(deps.db, {
        subject: `subscription:${row.id}`,
        version: row.version + 1,
        type: `subscription.${verdict}d`,
        actor: by,
        at,
        via,
        before: { state: row.state },
        after: { state },
      }),
      ...updateSubscription(deps.db, row, {
        state,
        is_office_approved: verdict === 'approve' ? 1 : 0,
      }),
      enqueue(
        deps.db,
        `subscription-decided:${row.id}`,
        { type: 'chat_id', id: row.chat_id },
        asContent(result),
        at,
      ),
    ],
  }
}

const pressed =
  (verdict: Verdict) =>
  async (
    { subscriptionId }: { readonly subscriptionId: string },
    press: Press,
    deps: Deps,
  ): Promise<Decision> => {
    const row = await findSubscription(deps.db, subscriptionId)
    if (!row) return { reply: { toast: warning('找不到这条申请') } }
    if (!(await isAllowed(deps.db, press.operator, 'decide_subscriptions'))) {
      return { reply: { toast: warning('只有督查室可以决定') } }
    }
    return decide(row, verdict, press.operator, press.eventId, deps)
  }
export const approveSubscription = pressed('approve')
export const refuseSubscription = pressed('refuse')

/** 同意 · 不同意, said in words by the office: the one request that is open. */
const inWords =
  (verdict: Verdict): CommandHandler =>
  async (said, deps) => {
    if (said.rest !== '' && parseTaskReference(said.rest)) {
      return answerInWords(said, verdict === 'approve', deps)
    }
    const notice = (title: string, line: string) =>
      answerNotice(said, { title, lines: [line], tone: 'info' }, deps)
    if (!(await isAllowed(deps.db, said.speaker, 'decide_subscriptions')))
      return notice('没有待您决定的事', '发送“帮助”。')
    const open = await pendingSubscriptions(deps.db)
    const [row] = open
    if (!row) return notice('没有待决定的申请', '现在没有群在申请订阅。')
    if (open.length > 1) return notice('有几个申请', '请在各自的申请卡片上按“同意”或“不同意”。')
    const { reply, writes = [] } = await decide(row, verdict, said.speaker, said.key, deps)
    return [...writes, ...(reply.card ? answer(said, reply.card, deps) : [])]
  }
export const sayAgree = inWords('approve')
export const sayDisagree = inWords('refuse')
