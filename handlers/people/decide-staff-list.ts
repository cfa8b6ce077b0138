/** 确认绑定 and 取消 of a list of staff: one card, one press, all bound. */
import { audit } from '../../db/audit.ts'
import { bindAll } from '../../db/bindings.ts'
import { readDirectory } from '../../db/directory.ts'
import { savePosts, type UnitPost } from '../../db/posts.ts'
import {
  findStaffList,
  type StaffList,
  saveStaffList,
  waitingStaffList,
} from '../../db/staff-lists.ts'
import { setNamesake } from '../../db/units.ts'
import { partyIdOf } from '../../src/domain/parties.ts'
import type { StaffEffect } from '../../src/domain/staff-list.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, info, success, warning } from '../answers.ts'
import type { CommandHandler, Decision, Press, Writes } from '../types.ts'
import { assignmentsOf } from './bind-account.ts'
import { resolverNow } from './person-act.ts'
import { cardOf, effectsOf, staffCard } from './staff-list-card.ts'

type Act = (list: StaffList, by: string, via: string, deps: Deps) => Promise<Decision>

const advance = (
  list: StaffList,
  by: string,
  via: string,
  type: string,
  after: unknown,
  deps: Deps,
): Writes => [
  audit(deps.db, {
    subject: `staff-list:${list.id}`,
    version: list.version,
    type,
    actor: by,
    at: deps.clock.now(),
    via,
    after,
  }),
  ...saveStaffList(deps.db, list),
]

/** 确认绑定 */
const commit: Act = async (list, by, via, deps) => {
  const effects = await effectsOf(list, deps)
  const after = { ...list, state: 'committed' as const, version: list.version + 1 }
  const directory = await readDirectory(deps.db)
  return {
    reply: {
      toast: success('已绑定'),
      card: cardOf(after, effects, directory, 1, deps.clock.now()),
    },
    writes: [
      ...advance(after, by, via, 'staff-list.committed', effects, deps),
      ...(await effectWrites(effects, by, deps)),
    ],
  }
}

async function effectWrites(
  effects: readonly StaffEffect[],
  by: string,
  deps: Deps,
): Promise<Writes> {
  const at = deps.clock.now()
  const resolver = await resolverNow(deps)
  const posts = effects.flatMap((effect): UnitPost[] =>
    effect.kind === 'post'
      ? [
          {
            id: deps.newId(),
            unitId: resolver.unitOf(partyIdOf('unit', effect.unit)),
            post: effect.post,
            openId: effect.openId,
            fromOn: shanghaiDate(at),
            untilOn: null,
            state: 'held',
            askedBy: by,
            grantedBy: by,
            at,
            version: 1,
          },
        ]
      : [],
  )
  const bound = effects.flatMap((effect) =>
    effect.kind === 'post' ? [] : [{ partyId: effect.partyId, openId: effect.openId, by }],
  )
  const assigned = await Promise.all([
    ...posts
      .filter(({ post }) => post === 'liaison')
      .map(({ unitId, openId }) => assignmentsOf(resolver.namesOf(unitId), openId, 'staff', deps)),
    ...bound.map(({ partyId, openId }) =>
      assignmentsOf([partyId.replace(/@.*$/, '')], openId, partyId, deps),
    ),
  ])
  return [
    ...savePosts(deps.db, posts),
    ...effects.flatMap((effect) =>
      effect.kind === 'namesake' ? setNamesake(deps.db, { ...effect, by }, at) : [],
    ),
    ...bindAll(deps.db, bound, at),
    ...assigned.flat(),
  ]
}

const cancel: Act = async (list, by, via, deps) => {
  const after = { ...list, state: 'cancelled' as const, version: list.version + 1 }
  return {
    reply: { toast: info('已取消'), card: await staffCard(after, 1, deps) },
    writes: advance(after, by, via, 'staff-list.cancelled', null, deps),
  }
}

/** The office alone, while the list waits. */
async function onList(
  list: StaffList | undefined,
  by: string,
  via: string,
  act: Act,
  deps: Deps,
): Promise<Decision> {
  if (!(await isAllowed(deps.db, by, 'manage_people'))) {
    return { reply: { toast: warning('只有督查室可以导入人员表') } }
  }
  if (!list) return { reply: { toast: warning('没有待确认的人员表') } }
  if (list.state !== 'waiting') {
    return { reply: { toast: info('已经处理过'), card: await staffCard(list, 1, deps) } }
  }
  return act(list, by, via, deps)
}

const pressed =
  (act: Act) =>
  async ({ listId }: { readonly listId: string }, press: Press, deps: Deps): Promise<Decision> =>
    onList(await findStaffList(deps.db, listId), press.operator, press.eventId, act, deps)

export const commitStaffList = pressed(commit)

export const cancelStaffList = pressed(cancel)

export const turnStaffPage = async (
  { listId, page }: { readonly listId: string; readonly page: number },
  press: Press,
  deps: Deps,
): Promise<Decision> =>
  onList(
    await findStaffList(deps.db, listId),
    press.operator,
    press.eventId,
    async (list) => ({ reply: { card: await staffCard(list, page, deps) } }),
    deps,
  )

/** One of those who come into question is meant. */
export const pickStaff = async (
  {
    listId,
    row,
    openId,
  }: { readonly listId: string; readonly row: number; readonly openId: string },
  press: Press,
  deps: Deps,
): Promise<Decision> =>
  onList(
    await findStaffList(deps.db, listId),
    press.operator,
    press.eventId,
    async (list, by, via) => {
      if (!list.rows[row]?.candidates.includes(openId)) {
        return { reply: { toast: warning('这一行没有这个人可选') } }
      }
      const rows = list.rows.map((one, index) =>
        index === row ? { ...one, openId, by: 'office' as const } : one,
      )
      const after = { ...list, rows, version: list.version + 1 }
      return {
        reply: { toast: success('已选定'), card: await staffCard(after, 1, deps) },
        writes: advance(after, by, via, 'staff-list.picked', { row, openId }, deps),
      }
    },
    deps,
  )

const inWords =
  (act: Act): CommandHandler =>
  async (said, deps) => {
    const list = await waitingStaffList(deps.db, said.speaker)
    const { reply, writes = [] } = await onList(list, said.speaker, said.key, act, deps)
    const line = reply.toast?.content ?? ''
    return [
      ...writes,
      ...(reply.card
        ? answer(said, reply.card, deps)
        : answerNotice(said, { title: '人员表', lines: [line], tone: 'info' }, deps)),
    ]
  }

export const sayCommitStaff = inWords(commit)

export const sayCancelStaff = inWords(cancel)
