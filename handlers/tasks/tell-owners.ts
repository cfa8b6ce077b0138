/** 改 责任人: who is named anew is told once; the office hears of names that are nobody's account. */
import { noticeCard } from '../../cards/notice.ts'
import { printedDuty } from '../../src/domain/parties.ts'
import type { Task } from '../../src/domain/plan.ts'
import type { Deps } from '../../src/ports.ts'
import { asContent, tell } from '../answers.ts'
import { resolverNow } from '../people/person-act.ts'
import type { Writes } from '../types.ts'
import type { Found } from './request-writes.ts'

/** @param task as it is from now on */
export async function tellOwners(
  { plan, task: before }: Found,
  task: Task,
  by: string,
  deps: Deps,
): Promise<Writes> {
  const named = new Set(before.duties.filter(({ role }) => role === 'owner').map((one) => one.name))
  const added = (await resolverNow(deps))
    .duties(task.id, task.duties.map(printedDuty))
    .filter(({ role, name }) => role === 'owner' && !named.has(name))
  const number = `${plan.code}-${task.seq}`
  const key = `owner:${task.id}:v${task.version}`
  const card = noticeCard({
    title: `${number} · 由您负责`,
    lines: [
      task.title ?? task.text.slice(0, 60),
      `督查室已将您列为这项任务的责任人。发送“任务 ${number}”查看。`,
    ],
    tone: 'info',
  })
  const receivers = new Set(added.flatMap(({ openIds }) => openIds))
  const unbound = added.filter(({ openIds }) => openIds.length === 0).map(({ name }) => name)
  return [
    ...[...receivers].flatMap((openId) => tell(openId, `${key}:${openId}`, asContent(card), deps)),
    ...(unbound.length === 0
      ? []
      : tell(by, `${key}:unbound`, asContent(unboundCard(number, unbound)), deps)),
  ]
}

const unboundCard = (number: string, names: readonly string[]) =>
  noticeCard({
    title: `${number} · 责任人未绑定`,
    lines: [
      `${names.join('、')} 还没有绑定账号，没有收到通知。`,
      '请电话通知，并请本人给机器人发一句话完成绑定。',
    ],
    tone: 'warning',
  })
