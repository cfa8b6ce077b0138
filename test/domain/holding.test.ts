import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isSigner } from '../../src/domain/duty-holders.ts'
import type { PrintedDuty } from '../../src/domain/parties.ts'
import { resolverOf } from '../../src/domain/people.ts'
import type { PeopleFacts, Post } from '../../src/domain/people-facts.ts'
import { at } from './samples.ts'

const now = at('2026-07-01T09:00')
const before = at('2026-06-01T09:00')

const accounts = fc.constantFrom('ou_a', 'ou_b', 'ou_c')
const units = fc.constantFrom('unit:区一局', 'unit:区二局', 'unit:区三局', 'unit:各镇街')
const persons = fc.constantFrom('person:甲', 'person:乙', 'person:丙', 'person:乙@区一局')
const few = <One>(one: fc.Arbitrary<One>) => fc.array(one, { maxLength: 3 })
const always = { fromOn: '2026-01-01', untilOn: '2026-12-31' }

const facts: fc.Arbitrary<PeopleFacts> = fc.record({
  bindings: few(
    fc.record({ partyId: fc.oneof(units, persons), openId: accounts, at: fc.constant(before) }),
  ),
  posts: few(
    fc.record({
      unitId: units,
      post: fc.constantFrom<Post>('signer', 'liaison', 'head', 'member'),
      openId: accounts,
      fromOn: fc.constant(always.fromOn),
      untilOn: fc.constant(null),
      at: fc.constant(before),
    }),
  ),
  standIns: few(
    fc.record({ openId: accounts, standInId: accounts }).map((one) => ({ ...one, ...always })),
  ),
  handovers: few(
    fc
      .record({ fromId: accounts, toId: accounts })
      .map((one) => ({ ...one, fromOn: '2026-06-10', at: before })),
  ),
  passes: few(fc.record({ taskId: fc.constantFrom('t1', 't2'), fromId: accounts, toId: accounts })),
  aliases: few(fc.record({ name: fc.constantFrom('一局', '区二局'), unitId: units })),
  changes: few(
    fc
      .record({ unitId: units, successorId: units })
      .map((one) => ({ ...one, fromOn: '2026-02-01', isMain: true })),
  ),
  groups: fc.constant([]),
  namesakes: few(
    fc.record({
      printedId: fc.constant('person:乙'),
      scope: fc.oneof(units, fc.constant('task:t1')),
      partyId: persons,
    }),
  ),
  resigned: few(accounts),
})

const duty = (role: PrintedDuty['role'], partyId: string): PrintedDuty => ({
  role,
  partyId,
  name: partyId.slice(partyId.indexOf(':') + 1),
  isLead: true,
})
const printed = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom('lead_unit', 'co_unit'), units).map(([role, id]) => duty(role, id)),
    fc
      .tuple(fc.constantFrom('lead_leader', 'owner', 'liaison', 'signer'), persons)
      .map(([role, id]) => duty(role, id)),
  ),
  { maxLength: 4 },
)

it('says by the printed names alone whose a task is, or that only its duties can say', () => {
  fc.assert(
    fc.property(facts, printed, accounts, (known, names, openId) => {
      const resolver = resolverOf(known, now)
      const duties = resolver.duties('t1', names)
      const isOwn =
        duties.some(({ openIds }) => openIds.includes(openId)) || isSigner({ duties }, openId)
      const { always: sure, leading, standingIn, unsure } = resolver.holding(openId)
      const isSure = names.some(
        ({ role, partyId }) =>
          sure.includes(partyId) ||
          (role === 'lead_unit' && leading.includes(partyId)) ||
          (role !== 'lead_leader' && standingIn.includes(partyId)),
      )
      const isUnsure =
        unsure.taskIds.includes('t1') ||
        names.some(({ partyId }) => unsure.partyIds.includes(partyId))
      if (isSure) expect(isOwn).toBe(true)
      if (isOwn) expect(isSure || isUnsure).toBe(true)
    }),
    { numRuns: 3_000 },
  )
})
