import { expect, it } from 'vitest'
import { bind } from '../../db/bindings.ts'
import * as directoryModule from '../../db/directory.ts'
import { mirrorAccounts, mirrorDepartments } from '../../db/people.ts'
import * as factsModule from '../../db/people-facts.ts'
import { insertPlan } from '../../db/plan-writes.ts'
import { loadPlans } from '../../db/plans.ts'
import * as postsModule from '../../db/posts.ts'
import * as staffModule from '../../db/staff-lists.ts'
import * as standInsModule from '../../db/stand-ins.ts'
import * as unitsModule from '../../db/units.ts'
import { duty, plan, task } from '../domain/samples.ts'
import { type Part, watched } from './watched.ts'

const facts = watched(factsModule)
const posts = watched(postsModule)
const standIns = watched(standInsModule)
const staff = watched(staffModule)
const units = watched(unitsModule)
const directory = watched(directoryModule)

const now = 1_772_413_200_000

const post: postsModule.UnitPost = {
  id: 'post1',
  unitId: 'unit:区科技局',
  post: 'liaison',
  openId: 'ou_lab',
  fromOn: '2021-03-01',
  untilOn: null,
  state: 'asked',
  askedBy: 'ou_lab',
  grantedBy: null,
  at: 1,
  version: 1,
}

const standIn: standInsModule.StandIn = {
  id: 's',
  openId: 'ou_a',
  standInId: 'ou_b',
  fromOn: '2020-01-01',
  untilOn: '2099-01-01',
  by: 'ou_a',
  at: 1,
}

const handover: standInsModule.Handover = {
  id: 'h',
  fromId: 'ou_lab',
  toId: 'ou_c',
  fromOn: '2021-01-01',
  state: 'agreed',
  askedBy: 'ou_lab',
  decidedBy: 'ou_office',
  at: 2,
  version: 2,
}

const by = { by: 'ou_a', at: 1 }
const change: unitsModule.UnitChange = {
  kind: 'rename',
  fromIds: ['unit:区科技局'],
  toIds: ['unit:区科数局'],
  fromOn: '2021-07-01',
}
const namesake = {
  printedId: 'person:石磊',
  scope: 'task:t9',
  partyId: 'person:石磊@task:t9',
  by: 'ou_a',
}
/** More than one statement takes. */
const names = (word: string) => Array.from({ length: 60 }, (_, n) => `${word}${n}`)

const pass = { id: 'p', taskId: 't2', fromId: 'ou_c', toId: 'ou_d' }

export const postQueries: Part = {
  subject: 'units, posts and who stands for whom',
  modules: [facts, posts, standIns, directory, units, staff],
  ask: (asked) => {
    it('count a post once it is granted', async () => {
      const { db } = asked
      const duties = [duty('lead_unit', '区科技局'), duty('owner', '石磊')]
      const tasks = [
        task({ duties, milestones: [] }),
        task({ id: 't2', duties: [], milestones: [] }),
      ]
      await db.atomic(insertPlan(db, { ...plan(), sourceDigest: 'd' }, tasks, 1))
      await db.atomic([...posts.ensureUnits(db, []), ...posts.savePost(db, post)])
      expect(await posts.postsInState(db, 'asked')).toEqual([post])
      expect(await loadPlans(db, { openId: 'ou_lab' }, now)).toEqual([])
      const held = { ...post, state: 'held', grantedBy: 'ou_office', version: 2 } as const
      await db.atomic(posts.savePost(db, held))
      expect(await posts.findPost(db, 'post1')).toEqual(held)
      expect(await posts.findPost(db, 'none')).toBeUndefined()
      expect(await posts.postsOf(db, 'ou_lab')).toEqual([held])
      expect(await posts.isKnownUnit(db, '区科技局')).toBe(true)
      expect(await posts.isKnownUnit(db, '区气象局')).toBe(false)
      expect(await posts.unitNames(db)).toEqual(['区科技局'])
      const [mine] = await loadPlans(db, { openId: 'ou_lab' }, now)
      expect(mine?.tasks.map(({ id }) => id)).toEqual(['t1'])
      expect(mine?.tasks[0]?.duties[0]?.openIds).toEqual(['ou_lab'])
    })

    it('read all that says who stands for whom', async () => {
      const { db } = asked
      const { query } = db
      await db.atomic([
        bind(db, { partyId: 'person:石磊', openId: 'ou_a', by: 'ou_a' }, 1),
        ...standIns.setStandIn(db, { ...standIn, id: 's0', standInId: 'ou_lab' }),
        ...standIns.setStandIn(db, standIn),
        ...standIns.saveHandover(db, { ...handover, state: 'asked' }),
        ...standIns.saveHandover(db, { ...handover, id: 'h2', fromId: 'ou_z', state: 'asked' }),
        ...standIns.saveHandover(db, handover),
        ...standIns.passTask(db, { ...pass, id: 'p0' }, 1),
        ...standIns.passTask(db, pass, 2),
        ...units.setAliases(db, 'unit:区科技局', ['科技局', '科信局'], by),
        ...units.setAliases(db, 'unit:区科技局', ['科技局'], by),
        ...units.removeAlias(db, '科信局'),
        ...units.setUnitChange(db, { ...change, kind: 'split', fromOn: '2020-01-01' }, by),
        ...units.removeUnitChanges(db, ['unit:无']),
        ...units.setUnitChange(db, change, by),
        ...units.setUnitGroup(db, 'unit:旧片区', ['unit:区科数局']),
        ...units.setUnitGroup(db, 'unit:旧片区', []),
        ...units.setUnitGroup(db, 'unit:镇街片区', ['unit:区科数局']),
        ...units.setPrintedOrder(db, 'unit', names('局')),
        ...units.setPrintedOrder(db, 'unit', ['区科数局', '区科技局']),
        ...units.setPrintedOrder(db, 'person', names('人')),
        ...units.setNamesake(db, namesake, 1),
        ...units.setNamesake(db, namesake, 2),
        query.insertInto('accounts').values({
          open_id: 'ou_gone',
          union_id: null,
          name: '走',
          is_resigned: 1,
          updated_at: 1,
        }),
      ])
      expect(await standIns.findHandover(db, 'h')).toEqual(handover)
      expect(await standIns.handoversFrom(db, 'ou_lab')).toEqual([handover])
      expect(await standIns.handoversAsked(db)).toMatchObject([{ id: 'h2' }])
      const read = await facts.loadPeopleFacts(db)
      expect(read.standIns).toHaveLength(1)
      expect(read.aliases).toEqual([{ name: '科技局', unitId: 'unit:区科技局' }])
      expect(read.groups).toHaveLength(1)
      expect(await units.printedOrder(db, 'unit')).toEqual(['区科数局', '区科技局'])
      expect(await units.printedOrder(db, 'person')).toEqual(names('人'))
      expect(read.passes).toHaveLength(1)
      expect(Object.entries(read).filter(([, rows]) => rows.length === 0)).toEqual([])
      expect(read.changes).toEqual([
        {
          unitId: 'unit:区科技局',
          successorId: 'unit:区科数局',
          fromOn: '2021-07-01',
          isMain: true,
        },
      ])
      const [own] = await loadPlans(db, { openId: 'ou_c' }, now)
      expect(own?.tasks[0]?.duties[0]).toMatchObject({ name: '区科数局', printed: '区科技局' })
      const [away] = await loadPlans(db, { openId: 'ou_b' }, now)
      expect(away?.tasks[0]?.duties[1]).toMatchObject({ openIds: ['ou_a', 'ou_b'], away: ['ou_a'] })
      await db.atomic(standIns.endStandIn(db, 'ou_a', 3))
      await db.atomic(standIns.endPass(db, 't2', 'ou_c', 3))
      expect((await facts.loadPeopleFacts(db)).passes).toEqual([])
      expect(await loadPlans(db, { openId: 'ou_b' }, now)).toEqual([])
    })

    it('keep a staff list and what it brings, more than one statement takes', async () => {
      const { db } = asked
      const list: staffModule.StaffList = {
        id: 'staff-1',
        openId: 'ou_a',
        fileName: '人员表.xlsx',
        rows: [
          { unit: '甲局', name: '石磊', post: '', openId: null, by: null, candidates: ['ou_a'] },
        ],
        state: 'waiting',
        createdAt: 1,
        version: 1,
      }
      await db.atomic(staff.saveStaffList(db, list))
      expect(await staff.waitingStaffList(db, 'ou_a')).toEqual(list)
      const done = { ...list, state: 'committed', version: 2 } as const
      await db.atomic(staff.saveStaffList(db, done))
      expect(await staff.findStaffList(db, 'staff-1')).toEqual(done)
      expect(await staff.waitingStaffList(db, 'ou_a')).toBeUndefined()
      const many = Array.from({ length: 60 }, (_, n) => ({
        ...post,
        id: `many${n}`,
        unitId: `unit:局${n}`,
        state: 'held' as const,
      }))
      await db.atomic([...posts.savePosts(db, many), ...posts.savePosts(db, [])])
      expect((await posts.postsOf(db, 'ou_lab')).length).toBeGreaterThanOrEqual(60)
    })

    it('know the directory, and the question that was asked last', async () => {
      const { db } = asked
      const user = { unionId: null, mobile: null, isResigned: false }
      const department = { openDepartmentId: 'od_lab', name: '区科技局', parentId: null }
      await db.atomic([
        ...mirrorDepartments(db, [department], 1),
        ...mirrorAccounts(
          db,
          [
            { ...user, openId: 'ou_x', name: '石磊', departmentIds: ['od_lab'] },
            { ...user, openId: 'ou_y', name: '顾言', departmentIds: [] },
          ],
          1,
        ),
        ...standIns.rememberQuestion(db, 'ou_x', { kind: 'a' }, 1),
        ...standIns.rememberQuestion(db, 'ou_x', { kind: 'b' }, 5),
      ])
      expect(await directory.readDirectory(db)).toEqual([
        { openId: 'ou_x', name: '石磊', units: ['区科技局'] },
        { openId: 'ou_y', name: '顾言', units: [] },
      ])
      expect(await standIns.questionOf(db, 'ou_x', 5)).toEqual({ kind: 'b' })
      expect(await standIns.questionOf(db, 'ou_x', 6)).toBeUndefined()
      await db.atomic(standIns.forgetQuestion(db, 'ou_x'))
      expect(await standIns.questionOf(db, 'ou_x', 0)).toBeUndefined()
    })
  },
}
