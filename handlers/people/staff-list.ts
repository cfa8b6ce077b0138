/** 导入人员表: the office drops a list of staff; one card, one press, all bound. */

import { pageOf } from '../../cards/pager.ts'
import { candidateLine } from '../../cards/people/person.ts'
import { doubtsPerPage, staffListCard } from '../../cards/people/staff-list.ts'
import { audit } from '../../db/audit.ts'
import { bindAll, printedPeople } from '../../db/bindings.ts'
import { readDirectory } from '../../db/directory.ts'
import { forgetEvent } from '../../db/inbox.ts'
import { enqueue } from '../../db/outbox.ts'
import { savePosts, type UnitPost } from '../../db/posts.ts'
import {
  findStaffList,
  type StaffList,
  saveStaffList,
  waitingStaffList,
} from '../../db/staff-lists.ts'
import { forgetQuestion, questionOf, rememberQuestion } from '../../db/stand-ins.ts'
import { setNamesake } from '../../db/units.ts'
import { forgetWork } from '../../db/work.ts'
import { partyIdOf } from '../../src/domain/parties.ts'
import {
  matchStaff,
  type StaffEffect,
  type StaffEntry,
  staffEffects,
} from '../../src/domain/staff-list.ts'
import { dayMs, shanghaiDate } from '../../src/domain/time.ts'
import { LarkError } from '../../src/lark/errors.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answer, answerNotice, asContent, info, success, warning } from '../answers.ts'
import { classifiedCard } from '../imports/refuse-classified.ts'
import { download, refuseFile, SentFile } from '../imports/sent-file.ts'
import type { CommandHandler, Decision, Press, WorkHandler, Writes } from '../types.ts'
import { assignmentsOf } from './bind-account.ts'
import { resolverNow } from './person-act.ts'

const listWords = /人员表|人员名单|人员信息|通讯录|花名册|联络员|审签人/
const taskWords = /任务|分解|分工|进展|清单|计划/

/** Whether a file is a staff list: it was announced, or its name says so. */
export async function isStaffList(openId: string, fileName: string, deps: Deps): Promise<boolean> {
  if (listWords.test(fileName) && !taskWords.test(fileName)) return true
  const asked = await questionOf(deps.db, openId, deps.clock.now() - dayMs / 24)
  return (asked as { kind?: unknown } | undefined)?.kind === 'staff_list'
}

/** 导入人员表: the next file of this member is one. */
export const sayStaffList: CommandHandler = async (said, deps) => {
  if (!(await isAllowed(deps.db, said.speaker, 'manage_people'))) {
    const lines = ['只有督查室可以导入人员表。']
    return answerNotice(said, { title: '导入人员表', lines, tone: 'warning' }, deps)
  }
  const lines = [
    '请把人员表发给我（Excel、Word 或 CSV），一小时内有效。',
    '表头要有“单位”“姓名”，最好有“岗位”（联络员、审签人、负责人）和“手机号”。',
    '先按手机号、再按单位和姓名对上账号，您确认后一次绑定。',
  ]
  return [
    ...rememberQuestion(deps.db, said.speaker, { kind: 'staff_list' }, deps.clock.now()),
    ...answerNotice(said, { title: '导入人员表 · 请发文件', lines, tone: 'info' }, deps),
  ]
}

/** The job: read it apart, ask the platform for the mobiles, answer with the preview. */
export const readStaffFile: WorkHandler = async (payload, workId, deps) => {
  const file = SentFile.parse(payload)
  const downloaded = await download(file, workId, deps)
  if ('refused' in downloaded) return downloaded.refused
  const read = await deps.documents.staffList(downloaded.bytes, file.fileName)
  const to = { type: 'open_id', id: file.openId } as const
  const at = deps.clock.now()
  if (!read.ok && read.reason === 'classified') {
    return [
      forgetWork(deps.db, workId),
      forgetEvent(deps.db, file.messageId),
      enqueue(deps.db, `refused:${workId}`, to, asContent(classifiedCard()), at),
    ]
  }
  if (!read.ok) return refuseFile(file, workId, '没有读出人员表', read.message, deps)
  const mobiles = read.rows.flatMap(({ mobile }) => mobile ?? [])
  const [directory, byMobile] = await Promise.all([
    readDirectory(deps.db),
    accountsOf([...new Set(mobiles)], deps),
  ])
  const list: StaffList = {
    id: `staff-${workId}`.slice(0, 80),
    openId: file.openId,
    fileName: file.fileName,
    rows: matchStaff(read.rows, directory, byMobile),
    state: 'waiting',
    createdAt: at,
    version: 1,
  }
  return [
    ...forgetQuestion(deps.db, file.openId),
    ...saveStaffList(deps.db, list),
    enqueue(deps.db, `staff:${list.id}`, to, { kind: 'staff_list', listId: list.id }, at),
  ]
}

/** Without the right to look up mobiles, names and units have to do. */
async function accountsOf(
  mobiles: readonly string[],
  deps: Deps,
): Promise<ReadonlyMap<string, string>> {
  try {
    return await deps.larkRead.openIdsByMobile(mobiles)
  } catch (error) {
    if (!(error instanceof LarkError)) throw error
    deps.log('staff.mobiles-unread', { code: error.code })
    return new Map()
  }
}

/** What of a list is not so already. */
async function effectsOf(list: StaffList, deps: Deps): Promise<readonly StaffEffect[]> {
  const [people, resolver] = await Promise.all([
    printedPeople(deps.db, deps.clock.now()),
    resolverNow(deps),
  ])
  const unitIdOf = (name: string) => resolver.unitOf(partyIdOf('unit', name))
  const isHeld = (effect: StaffEffect) =>
    effect.kind === 'post' &&
    resolver.holders(unitIdOf(effect.unit), effect.post).includes(effect.openId)
  const effects = staffEffects(list.rows, people, unitIdOf).filter((effect) => !isHeld(effect))
  return [...new Map(effects.map((effect) => [JSON.stringify(effect), effect])).values()]
}

export async function staffCard(list: StaffList, page: number, deps: Deps) {
  const [effects, directory] = await Promise.all([
    list.state === 'waiting' ? effectsOf(list, deps) : [],
    readDirectory(deps.db),
  ])
  return cardOf(list, effects, directory, page, deps.clock.now())
}

function cardOf(
  list: StaffList,
  effects: readonly StaffEffect[],
  directory: Awaited<ReturnType<typeof readDirectory>>,
  page: number,
  at: number,
) {
  const entries = new Map(directory.map((entry) => [entry.openId, entry]))
  const by = (how: StaffEntry['by']) => list.rows.filter((row) => row.by === how).length
  const open = list.rows.map((row, index) => ({ ...row, row: index }))
  const doubts = open
    .filter(({ openId, candidates }) => openId === null && candidates.length > 0)
    .map(({ row, unit, name, candidates }) => ({
      row,
      unit,
      name,
      candidates: candidates.flatMap((openId) => {
        const entry = entries.get(openId)
        return entry ? [{ openId, label: candidateLine(entry) }] : []
      }),
    }))
  return staffListCard({
    listId: list.id,
    fileName: list.fileName,
    state: list.state,
    total: list.rows.length,
    byMobile: by('mobile'),
    byName: by('name'),
    byOffice: by('office'),
    missing: list.rows
      .filter(({ openId, candidates }) => openId === null && candidates.length === 0)
      .map(({ name, unit }) => `${name}（${unit}）`),
    posts: effects.filter(({ kind }) => kind === 'post').length,
    bindings: effects.filter(({ kind }) => kind !== 'post').length,
    doubts: doubts.length,
    ...pageOf(doubts, page, doubtsPerPage),
    at,
  })
}

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
