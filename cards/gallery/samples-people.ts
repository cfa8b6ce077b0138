/** What the gallery shows of people: pickers, consents, lists, namesakes. */
import type { ContactView } from '../people/contact.ts'
import type { NamesakesView } from '../people/namesakes.ts'
import type { PeopleListView } from '../people/people-list.ts'
import type { ConsentView, PickPersonView } from '../people/person.ts'
import type { StaffListView } from '../people/staff-list.ts'
import * as sample from './samples.ts'

const { many } = sample
const at = sample.asOf

export const picker: PickPersonView = {
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

export const post: ConsentView = {
  what: '联络员确认 · 区科技局 · 沈一舟',
  lines: ['沈一舟（区科技局）说自己是区科技局的联络员。', '同意后，该单位的任务会提醒到其本人。'],
  state: 'open',
  agree: { action: 'post.grant', postId: 'p1' },
  refuse: { action: 'post.refuse', postId: 'p1' },
  words: '联络员 区科技局 沈一舟',
  at,
}

export const handover: ConsentView = {
  what: '移交申请 · 高朗 → 卫东',
  lines: ['高朗要把名下的任务移交给卫东（区城管局），自2026年7月1日起。'],
  state: 'open',
  agree: { action: 'handover.agree', handoverId: 'h1' },
  refuse: { action: 'handover.refuse', handoverId: 'h1' },
  words: '移交 高朗→卫东',
  at,
}

export const list: PeopleListView = {
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

export const contact: ContactView = {
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

export const entrusted = {
  from: '高朗',
  untilOn: null,
  total: 9,
  rows: many(6, sample.taskRow),
  at,
}

export const namesakes: NamesakesView = {
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

export const resigned = {
  openId: 'ou_1',
  name: '高朗',
  tasks: many(3, (n) => sample.ref(n + 1)),
  posts: ['区住建局联络员'],
  fromOn: '2026-06-25',
  at,
}

export const staff: StaffListView = {
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
