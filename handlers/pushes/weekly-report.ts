import { enqueue } from '../../db/outbox.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import { answerNotice } from '../answers.ts'
import { coveredPlans } from '../groups/subscriptions-in-force.ts'
import type { CommandHandler } from '../types.ts'
import { ownPlans } from '../visibility.ts'

/** 周报: the digest now; in a group for what it subscribed to, in private for the tasks one leads. */
export const sendWeeklyReport: CommandHandler = async (said, deps) => {
  const at = deps.clock.now()
  const slot = { slotDate: shanghaiDate(at), slotAt: at }
  if (!said.isPrivate) {
    const { chatId } = said.message
    const planIds = (await coveredPlans(chatId, deps)).map(({ plan }) => plan.id)
    if (planIds.length === 0) return nothing()
    const content = { kind: 'group_digest' as const, chatId, planIds, ...slot }
    return [enqueue(deps.db, `answer:${said.key}`, { type: 'chat_id', id: chatId }, content, at)]
  }
  const openId = said.speaker
  const plans = await ownPlans(deps.db, openId, deps.clock.now())
  const led = plans.filter(({ tasks }) =>
    tasks.some(({ duties }) =>
      duties.some(({ role, openIds }) => role === 'lead_leader' && openIds.includes(openId)),
    ),
  )
  if (led.length === 0) return nothing()
  const planIds = led.map(({ plan }) => plan.id)
  const content = { kind: 'leader_digest' as const, openId, planIds, ...slot }
  return [enqueue(deps.db, `answer:${said.key}`, { type: 'open_id', id: openId }, content, at)]

  function nothing() {
    const lines = [
      said.isPrivate
        ? '您没有牵头的任务，请发送：我的任务'
        : '本群没有生效的订阅，请发送：订阅列表',
    ]
    return answerNotice(said, { title: '没有可发的周报', lines, tone: 'info' }, deps)
  }
}
