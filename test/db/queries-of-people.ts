import { expect, it } from 'vitest'
import * as auditModule from '../../db/audit.ts'
import * as bindingsModule from '../../db/bindings.ts'
import * as chatsModule from '../../db/chats.ts'
import type { ColumnQuestion } from '../../db/column-questions.ts'
import * as questionsModule from '../../db/column-questions.ts'
import * as answersModule from '../../db/doubt-answers.ts'
import * as importsModule from '../../db/imports.ts'
import * as peopleModule from '../../db/people.ts'
import type { SubscriptionTable } from '../../db/schema/chats.ts'
import { type Part, watched } from './watched.ts'

const audits = watched(auditModule)
const people = watched(peopleModule)
const bindings = watched(bindingsModule)
const chats = watched(chatsModule)
const imports = watched(importsModule)
const answers = watched(answersModule)
const questions = watched(questionsModule)

const user = (openId: string, name: string | null, departmentIds: readonly string[] = []) => ({
  openId,
  unionId: null,
  name,
  mobile: null,
  departmentIds,
  isResigned: false,
})

export const peopleQueries: Part = {
  subject: 'people, their names, the office and its settings',
  modules: [audits, people, bindings],
  ask: (asked) => {
    it('remember who reads plain text', async () => {
      const { db } = asked
      expect(await people.isInTextMode(db, 'ou_text')).toBe(false)
      await db.atomic(people.setTextMode(db, 'ou_text', true, 1))
      expect(await people.isInTextMode(db, 'ou_text')).toBe(true)
      await db.atomic(people.setTextMode(db, 'ou_text', false, 2))
      expect(await people.isInTextMode(db, 'ou_text')).toBe(false)
      await db.query.deleteFrom('accounts').where('open_id', '=', 'ou_text').execute()
    })

    it('mirror the directory, and say who is called how', async () => {
      const { db } = asked
      const many = Array.from({ length: 60 }, (_, n) => user(`ou_${n}`, `人${n}`, ['od_a', 'od_b']))
      await db.atomic(people.mirrorAccounts(db, [user('ou_a', '张三', ['od_b']), ...many], 1))
      await db.atomic(people.mirrorAccounts(db, [user('ou_a', null)], 2))
      await db.atomic(
        people.mirrorDepartments(
          db,
          ['od_a', 'od_b', 'od_a'].map((id, n) => ({
            openDepartmentId: id,
            name: `${id} ${n}`,
            parentId: null,
          })),
          1,
        ),
      )
      await db.atomic(people.markGreeted(db, 'ou_a', 3))
      expect(await people.findAccount(db, 'ou_a')).toEqual({
        openId: 'ou_a',
        name: '张三',
        isResigned: false,
        greetedAt: 3,
      })
      expect(await people.findAccount(db, 'ou_none')).toBeUndefined()
      expect(await people.placedAccounts(db)).toContain('ou_59')
      await db.atomic(people.markGone(db, ['ou_59'], 4))
      expect(await people.placedAccounts(db)).not.toContain('ou_59')
      await db.atomic(people.mirrorAccounts(db, [user('ou_59', '人59', ['od_a', 'od_b'])], 5))
      expect(await people.placedAccounts(db)).toContain('ou_59')
      await db.atomic(
        people.mirrorDepartments(db, [{ openDepartmentId: 'od_c', name: 'c', parentId: null }], 1),
      )
      await db.atomic(people.removeDepartments(db, ['od_c']))
      expect([...(await people.departmentIds(db))].sort()).toEqual(['od_a', 'od_b'])
      expect(await people.departmentNames(db, 'ou_a')).toEqual(['od_b 1'])
      expect(await people.departmentNames(db, 'ou_7')).toEqual(['od_a 2', 'od_b 1'])
      expect(await people.presentAccounts(db)).toContainEqual({ openId: 'ou_a', name: '张三' })
      const ids = Array.from({ length: 150 }, (_, n) => `ou_${n}`)
      expect((await people.accountNames(db, ids)).size).toBe(60)
      expect((await people.accountNames(db, [])).size).toBe(0)
    })

    it('take somebody for one even where the directory lists them twice', async () => {
      const { db } = asked
      const twice = [user('ou_b', '李四', ['od_a']), user('ou_b', '李肆', ['od_a', 'od_b'])]
      await db.atomic(people.mirrorAccounts(db, twice, 1))
      expect(await people.findAccount(db, 'ou_b')).toMatchObject({ name: '李肆' })
      expect(await people.departmentNames(db, 'ou_b')).toHaveLength(2)
    })

    it('know the office and the settings', async () => {
      const { db } = asked
      await db.atomic([
        people.grantOffice(db, 'ou_a', 1),
        people.grantOffice(db, 'ou_a', 2),
        people.writeSetting(db, 'a', 'one'),
        people.writeSetting(db, 'a', 'two'),
        people.writeSetting(db, 'b', 'three'),
        people.removeSetting(db, 'b'),
      ])
      expect(await people.officeMembers(db)).toEqual(['ou_a'])
      expect(await people.isOffice(db, 'ou_a')).toBe(true)
      expect(await people.isOffice(db, 'ou_b')).toBe(false)
      await db.atomic(people.replaceSetting(db, 'a', 'other', 'late'))
      expect(await people.readSetting(db, 'a')).toBe('two')
      await db.atomic(people.replaceSetting(db, 'a', 'two', 'new'))
      await db.atomic(people.replaceSetting(db, 'b', undefined, 'first'))
      expect(await people.readSetting(db, 'a')).toBe('new')
      expect(await people.readSetting(db, 'b')).toBe('first')
    })

    it('keep the trail', async () => {
      const { db } = asked
      const event = { subject: 's', type: 't', actor: 'ou_a', at: 1, via: null }
      await db.atomic([
        audits.audit(db, { ...event, version: 1, before: { a: 1 } }),
        ...audits.auditAll(db, [{ ...event, version: 2, after: [2] }]),
      ])
      const rows = await db.query
        .selectFrom('audit_events')
        .selectAll()
        .orderBy('version')
        .execute()
      expect(rows).toMatchObject([
        { before: '{"a":1}', after: null },
        { before: null, after: '[2]' },
      ])
      const first = { subject: 's', version: 2, before: null, after: [2] }
      expect(await audits.readTrail(db, ['s'], { from: 0, count: 1 })).toMatchObject({
        entries: [first],
        total: 2,
      })
      expect(await audits.readTrail(db, 'all', { from: 1, count: 5 })).toMatchObject({
        entries: [{ version: 1, before: { a: 1 }, after: null }],
        total: 2,
      })
      expect(await audits.nextVersion(db, 's')).toBe(3)
      expect(await audits.nextVersion(db, 'none')).toBe(1)
    })

    it('tie accounts to printed names', async () => {
      const { db } = asked
      await db.query
        .insertInto('parties')
        .values({ id: 'person:张三', kind: 'person', name: '张三' })
        .execute()
      const binding = { partyId: 'person:张三', by: 'ou_a' }
      await db.atomic([
        bindings.bind(db, { ...binding, openId: 'ou_a' }, 1),
        bindings.bind(db, { ...binding, openId: 'ou_a' }, 2),
        bindings.bind(db, { ...binding, openId: 'ou_b' }, 3),
      ])
      await db.atomic(bindings.bindAll(db, [{ ...binding, openId: 'ou_c' }], 4))
      expect(await bindings.partiesOf(db, 'ou_a')).toEqual([])
      await db.atomic([
        bindings.bind(db, { ...binding, openId: 'ou_a' }, 5),
        bindings.bind(db, { ...binding, openId: 'ou_b' }, 6),
      ])
      await db.atomic([bindings.unbindOthers(db, 'person:张三', 'ou_a')])
      expect(await bindings.partiesOf(db, 'ou_a')).toEqual(['person:张三'])
      expect(await bindings.partiesOf(db, 'ou_b')).toEqual([])
      expect(await bindings.printedPeople(db, 1, '张三')).toEqual([])
    })

    it('ask who somebody is, and take the answer', async () => {
      const { db } = asked
      const offer = { openId: 'ou_a', partyId: 'person:张三' }
      await db.atomic([
        ...bindings.addOffer(db, { ...offer, id: 'o1' }, 1),
        ...bindings.addOffer(db, { ...offer, id: 'o2' }, 2),
      ])
      const found = await bindings.findOffer(db, 'o1')
      expect(found).toMatchObject({ state: 'open', version: 1, created_at: 1 })
      if (found) await db.atomic(bindings.closeOffer(db, found, 'declined'))
      const offers = await bindings.offersTo(db, 'ou_a')
      expect(offers.map(({ id, state }) => [id, state])).toEqual([
        ['o2', 'open'],
        ['o1', 'declined'],
      ])
      expect(await bindings.openOffersAbout(db, 'person:张三')).toMatchObject([{ id: 'o2' }])
    })

    it('pass what the bot cannot decide to the office', async () => {
      const { db } = asked
      const request = { id: 'q', open_id: 'ou_a', real_name: null, reason: 'none', said: '你好' }
      await db.atomic(bindings.addBindingRequest(db, { ...request, reason: 'none' }, 1))
      const open = await bindings.openBindingRequestOf(db, 'ou_a')
      expect(open).toMatchObject({ ...request, state: 'open', decided_by: null })
      expect(await bindings.openBindingRequests(db)).toEqual([open])
      if (open) await db.atomic([bindings.updateWords(db, open, '我是张三')])
      const said = await bindings.findBindingRequest(db, 'q')
      expect(said).toMatchObject({ said: '我是张三', version: 2 })
      if (said) await db.atomic(bindings.closeBindingRequest(db, said, 'assigned', 'ou_b'))
      expect(await bindings.openBindingRequestOf(db, 'ou_a')).toBeUndefined()
      expect((await bindings.lastBindingRequestOf(db, 'ou_a'))?.state).not.toBe('open')
    })
  },
}

const subscription = (id: string, with_: Partial<SubscriptionTable>): SubscriptionTable => ({
  id,
  chat_id: 'oc_a',
  filter: '{}',
  subscriber_open_id: 'ou_a',
  is_office_approved: 0,
  state: 'pending',
  created_at: 1,
  version: 1,
  ...with_,
})

const draft = {
  plan: { title: '计划', year: 2026, issuer: null, docNo: null, issuedOn: null, kind: 'custom' },
  tasks: [],
  doubts: [],
  leftovers: [{ line: 1, text: '“引号”\u0000' }],
  repairs: [],
} as const

export const importQueries: Part = {
  subject: 'groups, subscriptions and documents',
  modules: [chats, imports, answers, questions],
  ask: (asked) => {
    it('follow groups and what they subscribed to', async () => {
      const { db } = asked
      const chat = { chatId: 'oc_a', state: 'active', isExternal: false } as const
      await db.atomic([
        ...chats.saveChat(db, { ...chat, name: '旧名' }, 1),
        ...chats.saveChat(db, { ...chat, name: '新名' }, 2),
        ...chats.saveChat(db, { ...chat, chatId: 'oc_b', name: '外部', isExternal: true }, 2),
        ...chats.insertSubscription(db, subscription('a', {})),
        ...chats.insertSubscription(db, subscription('b', { state: 'active', created_at: 2 })),
        ...chats.insertSubscription(db, subscription('c', { chat_id: 'oc_b', state: 'active' })),
      ])
      expect(await chats.findChat(db, 'oc_a')).toMatchObject({ name: '新名', is_external: 0 })
      expect(await chats.subscriptionsOf(db, 'oc_a')).toMatchObject([{ id: 'a' }, { id: 'b' }])
      expect(await chats.countSubscriptions(db, 'oc_a')).toBe(2)
      expect(await chats.countSubscriptions(db, 'oc_none')).toBe(0)
      expect(await chats.activeSubscriptions(db)).toEqual([
        subscription('b', { state: 'active', created_at: 2 }),
      ])
      const [pending] = await chats.pendingSubscriptions(db)
      expect(pending).toEqual(subscription('a', {}))
      const approved = { state: 'active', is_office_approved: 1 } as const
      if (pending) await db.atomic(chats.updateSubscription(db, pending, approved))
      expect(await chats.findSubscription(db, 'a')).toEqual(
        subscription('a', { ...approved, version: 2 }),
      )
      await db.atomic(chats.leaveChat(db, 'oc_a', 'left', 3))
      expect(await chats.activeSubscriptions(db)).toEqual([])
    })

    it('keep a document until it is answered', async () => {
      const { db } = asked
      const read = {
        id: 'i1',
        open_id: 'ou_a',
        chat_id: null,
        file_name: '任务表.txt',
        digest: 'd',
        draft,
        code: 'XH26',
        state: 'waiting',
        plan_id: null,
        created_at: 1,
        version: 1,
      } as const
      await db.atomic(imports.insertImport(db, read))
      await db.atomic(imports.insertImport(db, { ...read, id: 'i2', created_at: 2 }))
      await db.atomic(imports.insertImport(db, { ...read, file_name: '又一次' }))
      const usual = {
        purpose: 'plan',
        target_plan_id: null,
        message_id: null,
        file_key: null,
        repairs_off: [],
      } as const
      expect(await imports.findImport(db, 'i1')).toEqual({ ...read, ...usual })
      expect(await imports.waitingImportOf(db, 'ou_a')).toMatchObject({ id: 'i2', draft })
      await db.atomic(imports.closeImport(db, { id: 'i2', version: 1 }, 'committed', 'p1'))
      expect(await imports.findImport(db, 'i2')).toMatchObject({ plan_id: 'p1', version: 2 })
      expect(await imports.waitingImportOf(db, 'ou_a')).toMatchObject({ id: 'i1' })
    })

    it('read a document once more, and take it for something else', async () => {
      const { db } = asked
      const read = await imports.findImport(db, 'i1')
      if (!read) throw new Error('no import')
      const again = { draft: { ...draft, repairs: [{ kind: 'k', count: 1 }] }, digest: 'e' }
      await db.atomic([
        ...imports.rereadImport(db, read, { ...again, repairs_off: ['glued_names'] }),
        ...imports.assignImport(db, { ...read, version: 2 }, 'progress', 'p9'),
        ...imports.touchImport(db, { ...read, version: 3 }),
      ])
      expect(await imports.findImport(db, 'i1')).toMatchObject({
        ...again,
        repairs_off: ['glued_names'],
        purpose: 'progress',
        target_plan_id: 'p9',
        version: 4,
      })
      expect(await imports.recordedOn(db, 'e')).toBeUndefined()
      expect(await imports.sourceImportOf(db, 'p1')).toMatchObject({ id: 'i2' })
      expect(await imports.sourceImportOf(db, 'p9')).toBeUndefined()
    })

    it('ask what the columns of a table hold, and know it the next time', async () => {
      const { db } = asked
      const headers = ['号', '要办 的事']
      const question: ColumnQuestion = {
        id: 'q1',
        open_id: 'ou_a',
        file_name: '表.xlsx',
        message_id: 'om_1',
        file_key: 'file_1',
        asked: {
          name: null,
          rows: 3,
          columns: headers.map((header) => ({ header, guess: 'other', samples: ['甲'] })),
        },
        columns: ['seq', 'other'],
        state: 'waiting',
        created_at: 5,
        version: 1,
      }
      await db.atomic([
        ...questions.insertColumnQuestion(db, question),
        ...questions.insertColumnQuestion(db, { ...question, file_name: '又一次' }),
        ...questions.insertColumnQuestion(db, { ...question, id: 'q2', created_at: 6 }),
      ])
      expect(await questions.findColumnQuestion(db, 'q1')).toEqual(question)
      expect(await questions.waitingColumnQuestionOf(db, 'ou_a')).toMatchObject({ id: 'q2' })
      await db.atomic(
        questions.updateColumnQuestion(
          db,
          { id: 'q2', version: 1 },
          { columns: ['seq', 'task'], state: 'answered' },
        ),
      )
      expect(await questions.waitingColumnQuestionOf(db, 'ou_a')).toMatchObject({ id: 'q1' })
      expect(await questions.findColumnQuestion(db, 'q2')).toMatchObject({
        columns: ['seq', 'task'],
        version: 2,
      })
      const save = (issuer: string, columns: ColumnQuestion['columns'], at: number) =>
        questions.saveColumnProfile(db, headers, { issuer, columns }, 'ou_a', at)
      await db.atomic([
        ...save('', ['seq', 'other'], 1),
        ...save('青禾区', ['seq', 'task'], 2),
        ...save('', ['seq', 'section'], 3),
      ])
      expect(await questions.columnProfiles(db, ['号', '要办的事'])).toEqual([
        { issuer: '', columns: ['seq', 'section'] },
        { issuer: '青禾区', columns: ['seq', 'task'] },
      ])
      expect(await questions.columnProfiles(db, ['号'])).toEqual([])
    })

    it('keep what was answered to its doubts', async () => {
      const { db } = asked
      const checked = { answer: { kind: 'checked' }, by: 'ou_a', at: 1 } as const
      const lead = { answer: { kind: 'lead', unit: '区住建局' }, by: 'ou_b', at: 2 } as const
      const many = Array.from({ length: 45 }, (_, n) => [n + 1, checked] as const)
      await db.atomic(answers.saveAnswers(db, 'i1', new Map(many)))
      await db.atomic([
        ...answers.saveAnswers(db, 'i1', new Map([[3, lead]])),
        ...answers.saveAnswers(db, 'i1', new Map()),
        ...answers.dropAnswer(db, 'i1', 45),
      ])
      const given = await answers.answersTo(db, 'i1')
      expect([...given.keys()]).toEqual(Array.from({ length: 44 }, (_, n) => n + 1))
      expect([given.get(2), given.get(3)]).toEqual([checked, lead])
      await db.atomic(answers.dropAnswers(db, 'i1'))
      expect((await answers.answersTo(db, 'i1')).size).toBe(0)
    })
  },
}
