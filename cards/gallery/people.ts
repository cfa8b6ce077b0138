/** Posts, pickers, stand-ins, 人员. */
import { contactCard } from '../people/contact.ts'
import { namesakesCard } from '../people/namesakes.ts'
import { peopleListCard } from '../people/people-list.ts'
import { consentCard, entrustedCard, entrustFormCard, pickPersonCard } from '../people/person.ts'
import { resignedCard } from '../people/resigned.ts'
import { staffListCard } from '../people/staff-list.ts'
import { taskCard } from '../tasks/task.ts'
import { type Exhibit, states } from './exhibit.ts'
import * as sample from './samples.ts'
import {
  contact,
  entrusted,
  handover,
  list,
  namesakes,
  picker,
  post,
  resigned,
  staff,
} from './samples-people.ts'

const { hostileLong, many } = sample
const at = sample.asOf

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
