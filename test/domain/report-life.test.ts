import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  moveReport,
  type ReportActor,
  type ReportEvent,
  type ReportState,
  reportWays,
  startOfReport,
} from '../../src/domain/report-life.ts'
import { at, report } from './samples.ts'

const now = at('2021-06-22T09:00')
const nobody: ReportActor = { by: 'ou_other', isOffice: false, isSigner: false, at: now }
const office = { ...nobody, by: 'ou_office', isOffice: true }
const signer = { ...nobody, by: 'ou_signer', isSigner: true }
const author = { ...nobody, by: 'ou_owner' }
const system = { ...nobody, by: 'system', isOffice: true }

const states: readonly ReportState[] = [
  'awaiting_sign_off',
  'submitted',
  'accepted',
  'returned',
  'withdrawn',
]
const events: readonly ReportEvent[] = [
  { kind: 'signed' },
  { kind: 'lapsed' },
  { kind: 'accepted' },
  { kind: 'returned', reason: '补照片' },
  { kind: 'withdrawn' },
]

/** Who may bring each event about, in the state from which it starts. */
const rightful = (state: ReportState, kind: ReportEvent['kind']): ReportActor =>
  kind === 'signed'
    ? signer
    : kind === 'lapsed'
      ? system
      : kind === 'withdrawn'
        ? author
        : kind === 'returned' && state === 'awaiting_sign_off'
          ? signer
          : office

describe('every state × every event', () => {
  const cells = states.flatMap((state) => events.map((event) => [state, event] as const))
  it.each(cells)('%s, %o', (status, event) => {
    const to = reportWays[status][event.kind]
    const moved = moveReport(report({ status }), event, rightful(status, event.kind))
    if (to) expect(moved).toMatchObject({ ok: true, report: { status: to, version: 2 } })
    else expect(moved).toMatchObject({ ok: false })
  })

  it.each(cells)('%s, %o by somebody else changes nothing', (status, event) => {
    expect(moveReport(report({ status }), event, nobody)).toMatchObject({ ok: false })
  })
})

it('reaches no state outside the table, whoever does what in whatever order', () => {
  const acts = fc.array(
    fc.record({
      event: fc.constantFrom(...events, { kind: 'returned' as const, reason: ' ' }),
      actor: fc.constantFrom(nobody, office, signer, author, system, {
        ...office,
        isSigner: true,
        by: 'ou_owner',
      }),
    }),
    { maxLength: 12 },
  )
  const begin = fc.constantFrom<ReportState>('awaiting_sign_off', 'submitted')
  fc.assert(
    fc.property(begin, acts, (status, all) => {
      let current = report({ status })
      for (const { event, actor } of all) {
        const moved = moveReport(current, event, actor)
        if (!moved.ok) {
          expect(moved.reason).not.toBe('')
          continue
        }
        expect(moved.report.status).toBe(reportWays[current.status][event.kind])
        expect(moved.report.version).toBe(current.version + 1)
        current = moved.report
      }
      expect(states).toContain(current.status)
    }),
  )
})

it.each<[string, ReportState, ReportEvent, ReportActor, string]>([
  ['a signature by the office', 'awaiting_sign_off', { kind: 'signed' }, office, 'not-signer'],
  [
    'acceptance before the signature',
    'awaiting_sign_off',
    { kind: 'accepted' },
    office,
    'awaits-sign-off',
  ],
  ['a second signature', 'submitted', { kind: 'signed' }, signer, 'not-awaiting-sign-off'],
  [
    'a return by the signer once it is with the office',
    'submitted',
    { kind: 'returned', reason: 'x' },
    signer,
    'not-office',
  ],
  ['withdrawal once accepted', 'accepted', { kind: 'withdrawn' }, author, 'already-reviewed'],
  ['withdrawal by the office', 'submitted', { kind: 'withdrawn' }, office, 'not-author'],
  ['anything once withdrawn', 'withdrawn', { kind: 'accepted' }, office, 'already-withdrawn'],
  [
    'a return without words',
    'submitted',
    { kind: 'returned', reason: ' \n' },
    office,
    'reason-missing',
  ],
])('refuses %s', (_, status, event, actor, reason) => {
  expect(moveReport(report({ status }), event, actor)).toEqual({ ok: false, reason })
})

it('says who sent it back', () => {
  const step = { kind: 'returned', reason: ' 补照片 ' } as const
  const moved = moveReport(report({ status: 'awaiting_sign_off' }), step, signer)
  expect(moved).toMatchObject({ ok: true, report: { signOff: 'refused', returnReason: '补照片' } })
})

describe('where a report begins', () => {
  const signing = { signers: ['ou_signer'], isDirect: false }
  it.each([
    ['ou_owner', signing, false, 'awaiting_sign_off', 'waiting'],
    ['ou_signer', signing, false, 'submitted', 'own'],
    ['ou_owner', { ...signing, isDirect: true }, false, 'submitted', 'direct'],
    ['ou_owner', { signers: [], isDirect: false }, false, 'submitted', 'no_signer'],
    ['ou_office', signing, true, 'submitted', 'on_behalf'],
  ] as const)('of %s with %o, 代录 %s: %s, %s', (by, of, isOnBehalf, status, signOff) => {
    expect(startOfReport(by, now, of, isOnBehalf)).toMatchObject({ status, signOff })
  })
})
