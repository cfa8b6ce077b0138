/** Posts, pickers, stand-ins, 人员. */
import { type ContactView, contactCard } from '../people/contact.ts'
import { type NamesakesView, namesakesCard } from '../people/namesakes.ts'
import { type PeopleListView, peopleListCard } from '../people/people-list.ts'
import {
  type ConsentView,
  consentCard,
  entrustedCard,
  entrustFormCard,
  type PickPersonView,
  pickPersonCard,
} from '../people/person.ts'
import { resignedCard } from '../people/resigned.ts'
import { type StaffListView, staffListCard } from '../people/staff-list.ts'
import { taskCard } from '../tasks/task.ts'
import { type Exhibit, states } from './exhibit.ts'
import * as sample from './samples.ts'

const { hostileLong, many } = sample
const at = sample.asOf

const picker: PickPersonView = {
  purpose: '审签人 · 区科技局',
  act: { kind: 'post', unitId: 'unit:区科技局', post: 'signer' },
  said: '',
  candidates: [
    { openId: 'ou_1', name: '沈一舟', units: ['区科技局'] },
    { openId: 'ou_2', name: '罗安', units: ['区经信局'] },
  ],
  words: '审签人 区科技局',
  at,
}

const post: ConsentView = {
  what: '联络员确认 · 区科技局 · 沈一舟',
  lines: ['沈一舟（区科技局）说自己是区科技局的联络员。', '同意后，该单位的任务会提醒到其本人。'],
  state: 'open',
  agree: { action: 'post.grant', postId: 'p1' },
  refuse: { action: 'post.refuse', postId: 'p1' },
  words: '联络员 区科技局 沈一舟',
  at,
}

const handover: ConsentView = {
  what: '移交申请 · 高朗 → 卫东',
  lines: ['高朗要把名下的任务移交给卫东（区城管局），自2026年7月1日起。'],
  state: 'open',
  agree: { action: 'handover.agree', handoverId: 'h1' },
  refuse: { action: 'handover.refuse', handoverId: 'h1' },
  words: '移交 高朗→卫东',
  at,
}

const list: PeopleListView = {
  waiting: [],
  page: 1,
  pages: 3,
  rows: [
    {
      kind: 'person',
      partyId: 'person:高朗',
      name: '高朗',
      units: ['区住建局', '区城管局', '区水利局'],
      tasks: 6,
      earliestDue: '2026-03-31',
    },
    {
      kind: 'unit',
      partyId: 'unit:区水利局',
      name: '区水利局',
      units: [],
      tasks: 2,
      earliestDue: null,
    },
  ],
  persons: 16,
  units: 2,
  total: 40,
  at,
}

const contact: ContactView = {
  openId: 'ou_1',
  name: '沈一舟',
  units: ['区科技局'],
  bound: [],
  posts: [],
  namesakes: [
    { partyId: 'person:沈一舟', name: '沈一舟', units: ['区科技局'], isBound: false },
    { partyId: 'person:沈一舟@区教育局', name: '沈一舟', units: ['区教育局'], isBound: true },
  ],
  offered: [{ unitId: 'unit:区科技局', name: '区科技局' }],
  at,
}

const entrusted = { from: '高朗', untilOn: null, total: 9, rows: many(6, sample.taskRow), at }

const namesakes: NamesakesView = {
  printedId: 'person:王强',
  name: '王强',
  rows: [
    {
      scope: 'unit:区教育局',
      unit: '区教育局',
      tasks: 3,
      bound: null,
      proposed: { openId: 'ou_3', name: '王强' },
    },
    { scope: 'unit:区水利局', unit: '区水利局', tasks: 1, bound: '王强', proposed: null },
  ],
  at,
}

const resigned = {
  openId: 'ou_1',
  name: '高朗',
  tasks: many(3, (n) => sample.ref(n + 1)),
  posts: ['区住建局联络员'],
  fromOn: '2026-06-25',
  at,
}

const staff: StaffListView = {
  listId: 'staff-1',
  fileName: '青禾区督办联络员名单.xlsx',
  state: 'waiting',
  total: 46,
  byMobile: 40,
  byName: 2,
  byOffice: 1,
  missing: ['陆远（区统计局）'],
  posts: 42,
  bindings: 11,
  doubts: 7,
  rows: many(5, (n) => ({
    row: n,
    unit: '区科技局',
    name: '沈一舟',
    candidates: many(2, (m) => ({ openId: `ou_${n}${m}`, label: '沈一舟 · 区教育局' })),
  })),
  page: 1,
  pages: 2,
  at,
}

export const people: readonly Exhibit[] = [
  { name: 'task-to-pass-on', card: taskCard({ ...sample.task, mayPassOn: true }) },
  ...states('staff-list', ['waiting', 'committed', 'cancelled'], (state) =>
    staffListCard({ ...staff, state }),
  ),
  {
    name: 'staff-list-unchanged',
    card: staffListCard({
      ...staff,
      posts: 0,
      bindings: 0,
      doubts: 0,
      rows: [],
      missing: [],
      pages: 1,
    }),
  },
  {
    name: 'staff-list-hostile',
    card: staffListCard({
      ...staff,
      fileName: hostileLong,
      missing: many(300, () => hostileLong),
      rows: many(5, (n) => ({
        row: n,
        unit: hostileLong,
        name: hostileLong,
        candidates: many(3, (m) => ({ openId: `ou_${m}`, label: hostileLong })),
      })),
    }),
  },
  { name: 'namesakes', card: namesakesCard(namesakes) },
  {
    name: 'namesakes-hostile',
    card: namesakesCard({
      ...namesakes,
      name: hostileLong,
      rows: many(30, (n) => ({
        scope: `unit:${n}`,
        unit: hostileLong,
        tasks: n,
        bound: hostileLong,
        proposed: { openId: 'ou_3', name: hostileLong },
      })),
    }),
  },
  { name: 'resigned', card: resignedCard(resigned) },
  {
    name: 'resigned-hostile',
    card: resignedCard({
      ...resigned,
      name: hostileLong,
      tasks: many(60, (n) => sample.hostileRef(n + 1)),
      posts: many(9, () => hostileLong),
    }),
  },
  { name: 'pick-person', card: pickPersonCard(picker) },
  {
    name: 'pick-person-none',
    card: pickPersonCard({ ...picker, said: '张三丰', candidates: [] }),
  },
  {
    name: 'pick-person-hostile',
    card: pickPersonCard({
      ...picker,
      purpose: hostileLong,
      said: hostileLong,
      words: hostileLong,
      candidates: many(90, (n) => ({
        openId: `ou_${n}`,
        name: hostileLong,
        units: [hostileLong],
      })),
    }),
  },
  ...states('post-consent', ['open', 'granted', 'refused', 'gone'], (state) =>
    consentCard({ ...post, state }),
  ),
  { name: 'handover-consent', card: consentCard(handover) },
  {
    name: 'post-consent-hostile',
    card: consentCard({ ...post, what: hostileLong, lines: many(4, () => hostileLong) }),
  },
  ...states('entrust-form', ['stand_in', 'handover'], (how) =>
    entrustFormCard({ how, candidates: picker.candidates, at }),
  ),
  { name: 'entrust-form-none', card: entrustFormCard({ how: 'stand_in', candidates: [], at }) },
  ...states('entrusted', ['handover', 'stand_in', 'pass_on'], (how) =>
    entrustedCard({ ...entrusted, how, untilOn: how === 'stand_in' ? '2026-07-01' : null }),
  ),
  {
    name: 'entrusted-hostile',
    card: entrustedCard({ ...entrusted, how: 'handover', from: hostileLong }),
  },
  { name: 'people-list', card: peopleListCard(list) },
  {
    name: 'people-list-waiting',
    card: peopleListCard({
      ...list,
      waiting: many(5, () => ({
        what: '联络员 · 区科技局 · 沈一舟',
        agree: post.agree,
        refuse: post.refuse,
      })),
    }),
  },
  {
    name: 'people-list-done',
    card: peopleListCard({ ...list, rows: [], persons: 0, units: 0, pages: 1 }),
  },
  {
    name: 'people-list-hostile',
    card: peopleListCard({
      ...list,
      waiting: many(3, () => ({
        what: hostileLong,
        agree: handover.agree,
        refuse: handover.refuse,
      })),
      rows: many(8, (n) => ({
        kind: 'person',
        partyId: `person:${n}`,
        name: hostileLong,
        units: many(9, () => hostileLong),
        tasks: n,
        earliestDue: '2026-03-31',
      })),
    }),
  },
  { name: 'contact', card: contactCard(contact) },
  {
    name: 'contact-bound',
    card: contactCard({
      ...contact,
      bound: ['沈一舟'],
      posts: [{ unit: '区科技局', post: 'liaison' }],
      namesakes: [],
      offered: [],
    }),
  },
  {
    name: 'contact-hostile',
    card: contactCard({
      ...contact,
      name: hostileLong,
      units: [hostileLong],
      bound: many(30, () => hostileLong),
      namesakes: many(3, (n) => ({
        partyId: `person:${n}`,
        name: hostileLong,
        units: [hostileLong],
        isBound: true,
      })),
      offered: many(3, (n) => ({ unitId: `unit:${n}`, name: hostileLong })),
    }),
  },
]
