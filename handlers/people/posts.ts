/** 联络员, 审签人, 负责人 of a unit: claimed or proposed, granted by the office, ended. */

import { noticeCard } from '../../cards/notice.ts'
import { consentCard, postWords } from '../../cards/people/person.ts'
import { audit } from '../../db/audit.ts'
import { officeMembers } from '../../db/people.ts'
import { findPost, isKnownUnit, postsInState, savePost, type UnitPost } from '../../db/posts.ts'
import { isGroupName, nameOfParty, partyIdOf } from '../../src/domain/parties.ts'
import type { Post } from '../../src/domain/people-facts.ts'
import { parseDismissal } from '../../src/domain/people-words.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answerNotice, asContent, info, success, tell, warning } from '../answers.ts'
import type { CommandHandler, Decision, Press, Writes } from '../types.ts'
import { assignmentsOf } from './bind-account.ts'
import {
  type ActKind,
  type Doing,
  type Done,
  entryOf,
  nameAndUnit,
  refused,
  resolverNow,
} from './person-act.ts'

/** A unit as it was said, by the name that it has now; undefined: nothing is called so. */
export async function unitSaid(name: string, deps: Deps): Promise<string | undefined> {
  if (!(await isKnownUnit(deps.db, name))) return undefined
  return (await resolverNow(deps)).unitOf(partyIdOf('unit', name))
}

export const postAct: ActKind<'post'> = {
  purpose: async ({ unitId, post }) => {
    const unit = nameOfParty(unitId)
    const word = postWords[post]
    return { title: `${word} · ${unit}`, words: `${word} ${unit}`, unit, name: '' }
  },
  perform: async ({ unitId, post }, doing, deps) => {
    const unit = nameOfParty(unitId)
    const title = `${postWords[post]} · ${unit}`
    if (isGroupName(unit)) return refused(title, '这是一组单位的统称，请写明是哪个单位。')
    const posts = await Promise.all([postsInState(deps.db, 'held'), postsInState(deps.db, 'asked')])
    const same = posts
      .flat()
      .find(
        (one) => one.unitId === unitId && one.post === post && one.openId === doing.person.openId,
      )
    const office = await isAllowed(deps.db, doing.by, 'manage_people')
    if (same?.state === 'held')
      return { ...refused(title, `${nameAndUnit(doing.person)}已经是。`), tone: 'info' }
    if (office) return grantNow(same ?? newPost(unitId, post, doing, deps), doing, title, deps)
    if (same) return { ...refused(title, '已经提出过，督查室还没有确认。'), tone: 'info' }
    return ask(newPost(unitId, post, doing, deps), doing, title, deps)
  },
}

const newPost = (unitId: string, post: Post, { by, person }: Doing, deps: Deps): UnitPost => ({
  id: deps.newId(),
  unitId,
  post,
  openId: person.openId,
  fromOn: shanghaiDate(deps.clock.now()),
  untilOn: null,
  state: 'asked',
  askedBy: by,
  grantedBy: null,
  at: deps.clock.now(),
  version: 0,
})

async function grantNow(post: UnitPost, doing: Doing, title: string, deps: Deps): Promise<Done> {
  return {
    title: `${title} · 已设`,
    lines: [
      `${nameAndUnit(doing.person)}现为${nameOfParty(post.unitId)}的${postWords[post.post]}。`,
    ],
    tone: 'success',
    writes: await changeWrites(post, 'held', doing.by, doing.via, deps),
  }
}

/** Of oneself, or by somebody who acts for the unit already. */
async function ask(post: UnitPost, doing: Doing, title: string, deps: Deps): Promise<Done> {
  const resolver = await resolverNow(deps)
  const own = resolver.reach(doing.by).partyIds
  const ofUnit = resolver.namesOf(post.unitId).some((id) => own.includes(id))
  if (post.openId !== doing.by && !ofUnit) {
    return refused(title, '只有本单位的联络员、审签人可以提出他人，也可请督查室设定。')
  }
  const asked = { ...post, version: post.version + 1 }
  const proposer = await entryOf(doing.by, deps)
  const card = consentCard(await requestView(asked, deps, proposer?.name))
  const office = await officeMembers(deps.db)
  return {
    title: `${title} · 待督查室确认`,
    lines: ['已请督查室确认，确认后会通知您。'],
    tone: 'info',
    writes: [
      audit(deps.db, {
        subject: `unit-post:${post.id}`,
        version: asked.version,
        type: 'unit-post.asked',
        actor: doing.by,
        at: deps.clock.now(),
        via: doing.via,
        after: asked,
      }),
      ...savePost(deps.db, asked),
      ...office.flatMap((openId) =>
        tell(openId, `post:${post.id}:${openId}`, asContent(card), deps),
      ),
    ],
  }
}

const consentStates = { asked: 'open', held: 'granted', refused: 'refused', ended: 'gone' } as const

/** A post that waits for the office, as its own card. */
export const postCardOf = async (post: UnitPost, deps: Deps) =>
  consentCard(await requestView(post, deps))

async function requestView(post: UnitPost, deps: Deps, proposer?: string) {
  const person = await entryOf(post.openId, deps)
  const by = proposer ?? (await entryOf(post.askedBy, deps))?.name ?? ''
  const unit = nameOfParty(post.unitId)
  const word = postWords[post.post]
  const who = person ? nameAndUnit(person) : '（账号已离职）'
  return {
    what: `${word}确认 · ${unit} · ${person?.name ?? ''}`,
    lines: [
      post.askedBy === post.openId
        ? `${who}说自己是${unit}的${word}。`
        : `${by}提出由${who}担任${unit}的${word}。`,
      post.post === 'signer'
        ? '同意后，该单位的填报由其审签。'
        : '同意后，该单位的任务会提醒到其本人。',
    ],
    state: consentStates[post.state],
    agree: { action: 'post.grant', postId: post.id },
    refuse: { action: 'post.refuse', postId: post.id },
    words: `${word} ${unit} ${person?.name ?? ''}`,
    at: post.at,
  } as const
}

/** The office's 同意 or 不同意, or the end of a post. Tells the one whom it is about. */
async function changeWrites(
  post: UnitPost,
  state: 'held' | 'refused' | 'ended',
  by: string,
  via: string,
  deps: Deps,
): Promise<Writes> {
  const at = deps.clock.now()
  const after: UnitPost = {
    ...post,
    state,
    version: post.version + 1,
    ...(state === 'held' ? { grantedBy: by, fromOn: shanghaiDate(at) } : {}),
    ...(state === 'ended' ? { untilOn: shanghaiDate(at) } : {}),
  }
  const unit = nameOfParty(post.unitId)
  const word = postWords[post.post]
  const said = {
    held: { title: `您现在是${unit}的${word}`, line: '督查室已确认。发送“我的任务”查看任务。' },
    refused: {
      title: `${unit}${word} · 未确认`,
      line: '督查室核对后没有同意。如有误，请联系督查室。',
    },
    ended: { title: `您不再是${unit}的${word}`, line: '督查室已撤下。如有误，请联系督查室。' },
  }[state]
  const tone = state === 'held' ? ('success' as const) : ('warning' as const)
  const notice = noticeCard({ title: said.title, lines: [said.line], tone })
  const resolver = await resolverNow(deps)
  return [
    audit(deps.db, {
      subject: `unit-post:${post.id}`,
      version: after.version,
      type: `unit-post.${state}`,
      actor: by,
      at,
      via,
      before: { state: post.state },
      after,
    }),
    ...savePost(deps.db, after),
    ...tell(post.openId, `post-${state}:${post.id}:${after.version}`, asContent(notice), deps),
    ...(state === 'held' && post.post === 'liaison'
      ? await assignmentsOf(resolver.namesOf(post.unitId), post.openId, post.id, deps)
      : []),
  ]
}

const pressed =
  (state: 'held' | 'refused') =>
  async ({ postId }: { readonly postId: string }, press: Press, deps: Deps): Promise<Decision> => {
    const post = await findPost(deps.db, postId)
    if (!post) return { reply: { toast: warning('找不到这条申请') } }
    if (!(await isAllowed(deps.db, press.operator, 'manage_people'))) {
      return { reply: { toast: warning('只有督查室可以确认') } }
    }
    const show = async (one: UnitPost) => consentCard(await requestView(one, deps))
    if (post.state !== 'asked') {
      return { reply: { toast: info('已经处理过'), card: await show(post) } }
    }
    return {
      reply: { toast: success('已处理'), card: await show({ ...post, state }) },
      writes: await changeWrites(post, state, press.operator, press.eventId, deps),
    }
  }
export const grantPost = pressed('held')
export const refusePost = pressed('refused')

/** 撤下 区科技局 联络员 沈一舟: ends a post; of one that is only asked for it is a no. */
export const sayDismiss: CommandHandler = async (said, deps) => {
  const notice = (title: string, line: string, tone: 'info' | 'success' | 'warning' = 'warning') =>
    answerNotice(said, { title, lines: [line], tone }, deps)
  if (!(await isAllowed(deps.db, said.speaker, 'manage_people'))) {
    return notice('撤下', '只有督查室可以撤下。')
  }
  const asked = parseDismissal(said.rest)
  if (!asked) return notice('撤下', '请写单位、岗位和姓名，例如：撤下 区科技局 联络员 沈一舟')
  const unitId = await unitSaid(asked.unit, deps)
  const posts = await Promise.all([postsInState(deps.db, 'held'), postsInState(deps.db, 'asked')])
  const held = posts.flat().filter((one) => one.unitId === unitId && one.post === asked.post)
  const names = await Promise.all(held.map(({ openId }) => entryOf(openId, deps)))
  const found = held.filter((_, n) => !asked.person || names[n]?.name === asked.person)
  const title = `撤下 · ${asked.unit}${postWords[asked.post]}`
  const [post] = found
  if (!post) return notice(title, '没有这样的人。')
  if (found.length > 1) {
    return notice(
      title,
      `有几位：${names.flatMap((one) => one?.name ?? []).join('、')}。请写明姓名。`,
    )
  }
  const state = post.state === 'asked' ? 'refused' : 'ended'
  return [
    ...(await changeWrites(post, state, said.speaker, said.key, deps)),
    ...notice(
      `${title} · 已撤下`,
      `${names[held.indexOf(post)]?.name ?? '该账号'}已撤下。`,
      'success',
    ),
  ]
}
