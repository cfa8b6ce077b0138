/** What of the people waits for the office: posts, handovers, units that nobody can be reached for. */
import type { WaitingPerson } from '../../cards/people/people-list.ts'
import { postWords } from '../../cards/people/person.ts'
import { accountNames } from '../../db/people.ts'
import { loadPlans, plansInState } from '../../db/plans.ts'
import { postsInState } from '../../db/posts.ts'
import { handoversAsked } from '../../db/stand-ins.ts'
import { nameOfParty } from '../../src/domain/parties.ts'
import { chineseDate } from '../../src/domain/time.ts'
import { unboundOf } from '../../src/domain/unbound.ts'
import type { Deps } from '../../src/ports.ts'

/** Posts and handovers that were asked for, oldest first. */
export async function askedOfOffice(deps: Deps): Promise<readonly WaitingPerson[]> {
  const [posts, handovers] = await Promise.all([
    postsInState(deps.db, 'asked'),
    handoversAsked(deps.db),
  ])
  const names = await accountNames(deps.db, [
    ...new Set([
      ...posts.map(({ openId }) => openId),
      ...handovers.flatMap(({ fromId, toId }) => [fromId, toId]),
    ]),
  ])
  const nameOf = (openId: string) => names.get(openId) ?? '该账号'
  return [
    ...posts.map(
      ({ id, unitId, post, openId }): WaitingPerson => ({
        what: `${postWords[post]} · ${nameOfParty(unitId)} · ${nameOf(openId)}`,
        agree: { action: 'post.grant', postId: id },
        refuse: { action: 'post.refuse', postId: id },
      }),
    ),
    ...handovers.map(
      ({ id, fromId, toId, fromOn }): WaitingPerson => ({
        what: `移交 · ${nameOf(fromId)} → ${nameOf(toId)} · 自${chineseDate(fromOn)}`,
        agree: { action: 'handover.agree', handoverId: id },
        refuse: { action: 'handover.refuse', handoverId: id },
      }),
    ),
  ]
}

/** Lines for the office's desk; none where nothing waits. */
export async function peopleLines(deps: Deps): Promise<readonly string[]> {
  const running = await plansInState(deps.db, ['running', 'year_end_check'])
  const [asked, plans] = await Promise.all([
    askedOfOffice(deps),
    loadPlans(deps.db, { planIds: running.map(({ id }) => id) }, deps.clock.now()),
  ])
  const units = unboundOf(plans).filter(({ kind }) => kind === 'unit')
  const [first] = units
  return [
    ...(asked.length > 0 ? [`岗位和移交待确认 ${asked.length} 项`] : []),
    ...(first
      ? [
          `${units.length} 个单位无人绑定，收不到消息：${units
            .slice(0, 3)
            .map(({ name }) => name)
            .join('、')}${units.length > 3 ? '等' : ''}`,
        ]
      : []),
  ]
}
