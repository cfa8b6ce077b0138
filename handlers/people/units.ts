/** 单位别名, 更名, 单位合并, 单位拆分, 单位组, 机构序列, 领导排序: the office says what names mean. */
import { audit } from '../../db/audit.ts'
import { loadPeopleFacts } from '../../db/people-facts.ts'
import { isKnownUnit } from '../../db/posts.ts'
import {
  printedOrder,
  removeAlias,
  removeUnitChanges,
  setAliases,
  setPrintedOrder,
  setUnitChange,
  setUnitGroup,
  type UnitChange,
} from '../../db/units.ts'
import { nameOfParty, partyIdOf } from '../../src/domain/parties.ts'
import { resolverOf } from '../../src/domain/people.ts'
import { chineseDate, shanghaiDate } from '../../src/domain/time.ts'
import { parseNameAndList, parseOrder, parseUnitChange } from '../../src/domain/unit-words.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { answerNotice } from '../answers.ts'
import type { CommandHandler, Said, Writes } from '../types.ts'

/** Of one unit, of one group. */
const mostNames = 20
const mostInOrder = 200

const unit = (name: string): string => partyIdOf('unit', name)

type Outcome = {
  readonly title: string
  readonly lines: readonly string[]
  readonly writes?: Writes
  /** For the trail. */
  readonly after?: unknown
}

/** A command of the office about names: what comes of it is said, and kept in the trail. */
const ofTheOffice =
  (word: string, act: (said: Said, deps: Deps) => Promise<Outcome>): CommandHandler =>
  async (said, deps) => {
    if (!(await isAllowed(deps.db, said.speaker, 'manage_people'))) {
      const lines = ['只有督查室可以设定单位名称和排序。']
      return answerNotice(said, { title: word, lines, tone: 'warning' }, deps)
    }
    const { title, lines, writes = [], after } = await act(said, deps)
    const tone = writes.length > 0 ? 'success' : 'info'
    const trail = audit(deps.db, {
      subject: `units:${said.key}`,
      version: 1,
      type: `units.${word}`,
      actor: said.speaker,
      at: deps.clock.now(),
      via: said.key,
      after,
    })
    return [
      ...(writes.length > 0 ? [trail] : []),
      ...writes,
      ...answerNotice(said, { title, lines, tone }, deps),
    ]
  }

const by = (said: Said, deps: Deps) => ({ by: said.speaker, at: deps.clock.now() })

/** 单位别名 区科技局 科技局、区科信局 · 单位别名 取消 科技局 · 单位别名 */
export const sayAlias = ofTheOffice('单位别名', async (said, deps) => {
  const { name, list } = parseNameAndList(said.rest)
  const facts = await loadPeopleFacts(deps.db)
  if (!name) {
    const known = facts.aliases.map((one) => `${one.name} → ${nameOfParty(one.unitId)}`)
    const example = '例如：单位别名 区科技局 科技局、区科信局'
    return { title: `单位别名 · ${known.length}个`, lines: known.length > 0 ? known : [example] }
  }
  if (name === '取消') {
    const gone = list.filter((one) => facts.aliases.some((alias) => alias.name === one))
    if (gone.length === 0) return { title: '单位别名', lines: ['没有这个别名。'] }
    const writes = gone.flatMap((one) => removeAlias(deps.db, one))
    return { title: '单位别名 · 已取消', lines: gone, writes, after: { gone } }
  }
  const title = `单位别名 · ${name}`
  if (list.length === 0 || list.length > mostNames) {
    return {
      title,
      lines: [`请在单位后写别名，最多${mostNames}个，例如：单位别名 区科技局 科技局`],
    }
  }
  if (!(await isKnownUnit(deps.db, name))) {
    return { title, lines: [`任务表里没有“${name}”这个单位，请按表上的名称写。`] }
  }
  const unitId = resolverOf(facts, deps.clock.now()).unitOf(unit(name))
  const names = list.filter((one) => unit(one) !== unitId)
  const writes = names.length > 0 ? setAliases(deps.db, unitId, names, by(said, deps)) : []
  const lines = [
    `${names.join('、')} 都指 ${nameOfParty(unitId)}，已导入和以后导入的任务表都按此对应。`,
    '取消请发送：单位别名 取消 别名',
  ]
  return { title: `${title} · 已设`, lines, writes, after: { unitId, names } }
})

const changeWords = { rename: '更名', merger: '单位合并', split: '单位拆分' } as const
const examples = {
  rename: '更名 区经信局 区经信和数据局 自2026-07-01',
  merger: '单位合并 甲局、乙局 为 丙局 自2026-07-01',
  split: '单位拆分 甲局 为 乙局、丙局 自2026-07-01',
} as const

const fits = {
  rename: (from: number, to: number) => from === 1 && to === 1,
  merger: (from: number, to: number) => from >= 1 && to === 1,
  split: (from: number, to: number) => from === 1 && to >= 2,
} as const

const sayChange = (kind: UnitChange['kind']): CommandHandler =>
  ofTheOffice(changeWords[kind], async (said, deps) => {
    const word = changeWords[kind]
    const cancelled = /^取消\s*(\S+)$/.exec(said.rest)?.[1]
    if (cancelled) {
      const writes = removeUnitChanges(deps.db, [unit(cancelled)])
      const after = { cancelled }
      return { title: `${word} · 已取消`, lines: [`${cancelled}仍用原名。`], writes, after }
    }
    const asked = parseUnitChange(said.rest, shanghaiDate(deps.clock.now()))
    if (!asked || !fits[kind](asked.from.length, asked.to.length)) {
      return {
        title: word,
        lines: [`请这样写：${examples[kind]}`, `取消请发送：${word} 取消 原名`],
      }
    }
    if (asked.from.length * asked.to.length > 10)
      return { title: word, lines: ['一次最多十个单位。'] }
    const known = await Promise.all(asked.from.map((name) => isKnownUnit(deps.db, name)))
    const unknown = asked.from.filter((_, index) => !known[index])
    if (unknown.length > 0) {
      return { title: word, lines: [`任务表里没有“${unknown.join('、')}”，请按表上的名称写。`] }
    }
    const change: UnitChange = {
      kind,
      fromIds: asked.from.map(unit),
      toIds: asked.to.map(unit),
      fromOn: asked.fromOn,
    }
    if (await isCircular(change, deps)) {
      return { title: word, lines: ['新单位已经改成了原单位，请先取消前一次。'] }
    }
    const lines = [
      `${asked.from.join('、')} → ${asked.to.join('、')}，自${chineseDate(asked.fromOn)}起。`,
      '任务、联络员、审签人随之转到新单位，原表照印原名。',
      ...(kind === 'split' ? [`没有另行指定的任务归${asked.to[0]}。`] : []),
    ]
    return {
      title: `${word} · ${asked.to.join('、')} · 已设`,
      lines,
      writes: setUnitChange(deps.db, change, by(said, deps)),
      after: change,
    }
  })
export const sayRename = sayChange('rename')
export const sayMerge = sayChange('merger')
export const saySplitUnit = sayChange('split')

/** A successor that leads back to the unit: names would run in a circle. */
async function isCircular({ fromIds, toIds, fromOn }: UnitChange, deps: Deps): Promise<boolean> {
  const facts = await loadPeopleFacts(deps.db)
  const later = resolverOf(
    { ...facts, changes: facts.changes.map((one) => ({ ...one, fromOn })) },
    Math.max(deps.clock.now(), Date.parse(`${fromOn}T12:00:00+08:00`)),
  )
  return toIds.some((id) => fromIds.includes(later.unitOf(id)))
}

/** 单位组 各镇街 甲镇政府、乙镇政府 · 单位组 各镇街 */
export const sayUnitGroup = ofTheOffice('单位组', async (said, deps) => {
  const { name, list } = parseNameAndList(said.rest)
  const { groups } = await loadPeopleFacts(deps.db)
  if (!name) {
    const names = [...new Set(groups.map(({ groupId }) => nameOfParty(groupId)))]
    const example = '例如：单位组 各镇街 甲镇政府、乙镇政府'
    return { title: `单位组 · ${names.length}个`, lines: names.length > 0 ? names : [example] }
  }
  if (list.length === 0) {
    const members = groups.filter(({ groupId }) => groupId === unit(name))
    const lines = members.map(({ unitId }) => nameOfParty(unitId))
    return {
      title: `单位组 · ${name} · ${lines.length}个`,
      lines: lines.length > 0 ? lines : ['还没有成员。'],
    }
  }
  if (list.length > mostNames) return { title: '单位组', lines: [`一组最多${mostNames}个单位。`] }
  const members = list[0] === '取消' ? [] : list
  return {
    title: `单位组 · ${name} · ${members.length}个`,
    lines: [members.length > 0 ? members.join('、') : '已取消。', '单位组不催办、不必填报。'],
    writes: setUnitGroup(deps.db, unit(name), members.map(unit)),
    after: { name, members },
  }
})

const sayOrder = (kind: 'unit' | 'person', word: string): CommandHandler =>
  ofTheOffice(word, async (said, deps) => {
    const names = parseOrder(said.rest)
    if (names.length === 0) {
      const known = await printedOrder(deps.db, kind)
      const lines = known.length > 0 ? [known.join('、')] : [`例如：${word} 甲、乙、丙`]
      return { title: `${word} · ${known.length}个`, lines }
    }
    if (names.length > mostInOrder) return { title: word, lines: [`一次最多${mostInOrder}个。`] }
    return {
      title: `${word} · ${names.length}个 · 已设`,
      lines: [names.join('、'), '打印时按此排列，未列入的排在后面。'],
      writes: setPrintedOrder(deps.db, kind, names),
      after: { names },
    }
  })
export const sayUnitOrder = sayOrder('unit', '机构序列')
export const sayLeaderOrder = sayOrder('person', '领导排序')
