/** 同名 王强: the office tells two persons of one printed name apart, by unit or by task. */

import { noticeCard } from '../../cards/notice.ts'
import { namesakesCard } from '../../cards/people/namesakes.ts'
import { audit } from '../../db/audit.ts'
import { printedPeople, unbindOthers } from '../../db/bindings.ts'
import { readDirectory } from '../../db/directory.ts'
import { accountNames } from '../../db/people.ts'
import { loadPlans } from '../../db/plans.ts'
import { setNamesake } from '../../db/units.ts'
import { isOfUnit } from '../../src/domain/directory.ts'
import { groupBy } from '../../src/domain/group-by.ts'
import { normaliseName } from '../../src/domain/matching.ts'
import { suspectedNamesakes } from '../../src/domain/namesakes.ts'
import {
  isUnitRole,
  nameOfParty,
  namesakeIdOf,
  partyIdOf,
  printedDuty,
  printedIdOf,
} from '../../src/domain/parties.ts'
import type { PlanWithTasks } from '../../src/domain/plan.ts'
import { isEnded } from '../../src/domain/plan-window.ts'
import type { Deps } from '../../src/ports.ts'
import { isAllowed } from '../allowed.ts'
import { asContent, tell } from '../answers.ts'
import type { Writes } from '../types.ts'
import { bindWrites } from './bind-account.ts'
import { type ActKind, nameAndUnit, refused } from './person-act.ts'

const scopeName = (scope: string): string =>
  scope.startsWith('unit:') ? nameOfParty(scope) : '这项任务'

export const namesakeAct: ActKind<'namesake'> = {
  purpose: async ({ printedId, scope }) => {
    const name = nameOfParty(printedId)
    const where = scopeName(scope)
    return {
      title: `同名 · ${name} · ${where}`,
      words: `同名 ${name} ${where}`,
      unit: scope.startsWith('unit:') ? where : null,
      name,
    }
  },
  perform: async ({ printedId, scope }, { by, via, person }, deps) => {
    const name = nameOfParty(printedId)
    const title = `同名 · ${name} · ${scopeName(scope)}`
    if (!(await isAllowed(deps.db, by, 'manage_people'))) {
      return refused(title, '只有督查室可以区分同名的人。')
    }
    const at = deps.clock.now()
    const partyId = namesakeIdOf(printedId, scope)
    const notice = noticeCard({
      title: `您已绑定为 ${name}（${scopeName(scope)}）`,
      lines: ['督查室已确认您的身份。', '发送“我的任务”查看您的任务。'],
      tone: 'success',
    })
    return {
      title: `${title} · 已指定`,
      lines: [
        `${scopeName(scope)}的“${name}”是${nameAndUnit(person)}，以后导入的任务表也这样对应。`,
      ],
      tone: 'success',
      writes: [
        audit(deps.db, {
          subject: `namesake:${via}`,
          version: 1,
          type: 'namesake.set',
          actor: by,
          at,
          via,
          after: { printedId, scope, openId: person.openId },
        }),
        ...setNamesake(deps.db, { printedId, scope, partyId, by }, at),
        unbindOthers(deps.db, partyId, person.openId),
        ...(await bindWrites(partyId, person.openId, by, deps)),
        ...tell(person.openId, `bound:${via}:${person.openId}`, asContent(notice), deps),
      ],
    }
  },
}

/** The card of one printed name; undefined: no table prints it. */
export async function namesakesOfName(name: string, deps: Deps) {
  const at = deps.clock.now()
  const people = (await printedPeople(deps.db, at, name)).filter((one) => one.name === name)
  const [first] = people
  if (!first) return undefined
  const printedId = printedIdOf(first.partyId)
  const plans = await loadPlans(deps.db, { partyId: printedId }, at)
  const named = plans
    .flatMap(({ tasks }) => tasks)
    .filter((task) => !isEnded(task))
    .flatMap(({ duties }) => {
      const own = duties.find((duty) => printedDuty(duty).partyId === printedId)
      const unit = duties.find(({ role }) => isUnitRole(role))?.name
      return own && unit ? [{ unit, openIds: own.openIds }] : []
    })
  const [directory, accounts] = await Promise.all([
    readDirectory(deps.db),
    accountNames(deps.db, [...new Set(named.flatMap(({ openIds }) => openIds))]),
  ])
  const said = normaliseName(name)
  const rows = [...groupBy(named, ({ unit }) => unit)].map(([unit, group]) => {
    const [only, more] = directory.filter(
      (entry) => normaliseName(entry.name) === said && isOfUnit(entry, unit),
    )
    const openId = group[0]?.openIds[0]
    return {
      scope: partyIdOf('unit', unit),
      unit,
      tasks: group.length,
      bound: openId ? (accounts.get(openId) ?? '该账号') : null,
      proposed: only && !more && only.openId !== openId ? only : null,
    }
  })
  return namesakesCard({ printedId, name, rows, at })
}

const mostProposed = 3

/** After an import: names that are probably several persons, one card each to the one who imported. */
export async function proposeNamesakes(
  openId: string,
  { plan, tasks }: PlanWithTasks,
  deps: Deps,
): Promise<Writes> {
  const printed = tasks.flatMap(({ duties }) => {
    const units = duties.filter(({ role }) => role === 'lead_unit').map(({ name }) => name)
    return duties
      .filter((duty) => !isUnitRole(duty.role) && duty.openIds.length === 0)
      .flatMap(({ name }) => units.map((unit) => ({ name, unit })))
  })
  const people = [...groupBy(printed, ({ name }) => name)].map(([name, group]) => ({
    partyId: partyIdOf('person', name),
    name,
    units: [...new Set(group.map(({ unit }) => unit))],
  }))
  const suspected = suspectedNamesakes(people, await readDirectory(deps.db)).slice(0, mostProposed)
  return suspected.flatMap(({ name }) =>
    tell(openId, `namesakes:${plan.id}:${name}`, { kind: 'namesakes', name }, deps),
  )
}
