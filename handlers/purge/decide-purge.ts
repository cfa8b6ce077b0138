/** 确认清除, 不清除: the other member of the office says so, and it is done at once. */
import { noticeCard } from '../../cards/notice.ts'
import { audit } from '../../db/audit.ts'
import { forgetExportBytes } from '../../db/exports.ts'
import { enqueueAll } from '../../db/outbox.ts'
import { digestsQuoting, forgetReport } from '../../db/purge-reports.ts'
import { type Found, findContent, purgeRows, sentMessages } from '../../db/purge-search.ts'
import { closePurge, findPurge, openPurges } from '../../db/purges.ts'
import { type DecidePurgeRefusal, decidePurge, type Purge } from '../../src/domain/purge.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, asContent, info, success, tell, warning } from '../answers.ts'
import type { CommandHandler, Decision, Press, Writes } from '../types.ts'
import { cardOf, placesOf } from './purge-card.ts'

const refusals: Readonly<Record<DecidePurgeRefusal, string>> = {
  'not-allowed': '只有督查室可以办理误传清除',
  own: '提出人自己不能确认，请督查室另一名成员确认',
  'already-decided': '这项清除已经处理过',
}

async function decide(
  purge: Purge,
  isConfirmed: boolean,
  by: string,
  via: string,
  deps: Deps,
): Promise<Decision> {
  const { target } = purge
  const found = target && isConfirmed ? await findContent(deps.db, target) : []
  const outcome = decidePurge(purge, {
    by,
    at: deps.clock.now(),
    mayPurge: await isAllowed(deps.db, by, 'purge'),
    isConfirmed,
    places: found.length,
  })
  if (!outcome.ok) return { reply: { toast: warning(refusals[outcome.reason]) } }
  const sent = target && isConfirmed ? await sentMessages(deps.db, found) : []
  const places = placesOf(found)
  const unpatched = sent.filter(({ isCard }) => !isCard).length
  const told = await digestsQuoting(deps.db, found)
  const card = await cardOf(outcome.purge, places, { unpatched, told }, deps)
  const isWhole = unpatched + told === 0
  return {
    reply: {
      toast: success(
        isConfirmed ? (isWhole ? '已清除' : '已清除库内内容，已发出的还有未清除') : '没有清除',
      ),
      card,
    },
    writes: [
      ...decisionWrites(outcome.purge, found, places, via, deps),
      ...found.flatMap(({ table, row }) =>
        table === 'reports' && target?.kind === 'report' && row.id === target.id
          ? forgetReport(deps.db, target.id, String(row.task_id))
          : [],
      ),
      ...redrawn(
        outcome.purge.id,
        sent.flatMap(({ messageId, isCard }) => (isCard ? [messageId] : [])),
        deps,
      ),
      ...(by === purge.askedBy
        ? []
        : tell(purge.askedBy, `purged:${purge.id}:asked`, asContent(card), deps)),
    ],
  }
}

const decisionWrites = (
  purge: Purge,
  found: readonly Found[],
  places: readonly string[],
  via: string,
  deps: Deps,
): Writes => [
  audit(deps.db, {
    subject: `purge:${purge.id}`,
    version: purge.version,
    type: `purge.${purge.state}`,
    actor: purge.decidedBy ?? '',
    at: purge.decidedAt ?? purge.askedAt,
    via,
    after: { about: purge.about, places },
  }),
  ...purgeRows(deps.db, found),
  // A printed file may hold it, packed: it can be printed again.
  ...(found.length > 0 ? forgetExportBytes(deps.db, (purge.decidedAt ?? purge.askedAt) + 1) : []),
  ...closePurge(deps.db, purge),
]

/** Cards that stand in chats are drawn anew without it. */
const redrawn = (purgeId: string, messageIds: readonly string[], deps: Deps): Writes => {
  const lines = ['督查室已按规定清除与这条消息有关的内容。', '查看最新情况请发送：我的任务']
  const content = asContent(noticeCard({ title: '内容已按规定清除', lines, tone: 'info' }))
  return enqueueAll(
    deps.db,
    messageIds.map((id) => ({
      key: `purged:${purgeId}:${id}`,
      to: { type: 'patch', id },
      content,
    })),
    deps.clock.now(),
  )
}

const pressed =
  (isConfirmed: boolean) =>
  async (
    { purgeId }: { readonly purgeId: string },
    press: Press,
    deps: Deps,
  ): Promise<Decision> => {
    if (!(await isAllowed(deps.db, press.operator, 'purge'))) {
      return { reply: { toast: warning(refusals['not-allowed']) } }
    }
    const purge = await findPurge(deps.db, purgeId)
    if (!purge) return { reply: { toast: info('找不到这项清除') } }
    return decide(purge, isConfirmed, press.operator, press.eventId, deps)
  }
export const confirmPurge = pressed(true)
export const refusePurge = pressed(false)

/** 确认清除 · 不清除, in words: the oldest that waits for somebody else than who asked. */
const inWords =
  (isConfirmed: boolean): CommandHandler =>
  async (said, deps) => {
    const refuse = (line: string) =>
      answerNotice(said, { title: '误传清除', lines: [line], tone: 'warning' }, deps)
    if (!(await isAllowed(deps.db, said.speaker, 'purge'))) return refuse(refusals['not-allowed'])
    const open = await openPurges(deps.db)
    const purge = open.find(({ askedBy }) => askedBy !== said.speaker) ?? open[0]
    if (!purge) return refuse('没有待确认的清除')
    const { reply, writes = [] } = await decide(purge, isConfirmed, said.speaker, said.key, deps)
    if (!reply.card) return refuse(reply.toast?.content ?? '')
    return [...writes, ...answer(said, reply.card, deps)]
  }
export const sayConfirmPurge = inWords(true)
export const sayRefusePurge = inWords(false)
