/** Each cell of the table of acts against the running bot: one account of each role tries each act. */
import { afterAll, describe, expect, it } from 'vitest'
import { CardAction } from '../../cards/actions.ts'
import { actsOfAction, actsOfCommand } from '../../handlers/acts.ts'
import { type CommandName, commandTable } from '../../src/domain/commands.ts'
import { type Act, actTable, globalRoles, may, type Role, sees } from '../../src/domain/roles.ts'
import {
  type CastRole,
  cast,
  castRoles,
  internalText,
  neighbourText,
  openText,
} from '../support/role-cast.ts'
import { type RoleStage, startRoleStage } from '../support/role-stage.ts'
import type { Trial } from '../support/role-trial.ts'
import { trials } from '../support/role-trials.ts'

const granted: readonly Role[] = [...globalRoles, 'group_admin', 'nobody']

/** Who has a duty on the task is also somebody of its plan. */
const rolesOf = (role: Role): readonly Role[] =>
  granted.includes(role) ? [role] : [role, 'participant']

const isAllowed = (role: Role, acts: readonly Act[]): boolean =>
  acts.some((act) => may(rolesOf(role), act))

const counted = { cells: 0, done: 0, refused: 0 }
afterAll(() => {
  process.stdout.write(`cells of the table of acts tried: ${JSON.stringify(counted)}\n`)
})

/** Texts of tasks that the role may not see, and was shown. */
function leaked(role: Role, shown: string): readonly string[] {
  const hidden = [
    ...(sees(rolesOf(role), 'task') ? [] : [openText, neighbourText]),
    ...(sees(rolesOf(role), 'internal_task') ? [] : [internalText]),
  ]
  return hidden.filter((text) => shown.includes(text))
}

/** Done, or refused; a refusal has words and changes nothing. */
async function outcome(stage: RoleStage, trial: Trial, role: CastRole): Promise<string> {
  await stage.restore()
  const before = await stage.state()
  const shown = (await trial.by(stage, cast[role])).trim()
  if (leaked(role, shown).length > 0) return `shown ${leaked(role, shown).join()}`
  const hasChanged = (await stage.state()) !== before
  const isDone = trial.shows ? trial.shows.test(shown) : hasChanged
  if (isDone) return 'done'
  if (hasChanged) return 'refused, and yet something changed'
  return shown === '' ? 'refused without words' : 'refused'
}

describe('each role tries each act', () => {
  it('has a way to try every act', () => {
    const tried = new Set(trials.flatMap(({ acts }) => acts))
    expect(Object.keys(actTable).filter((act) => !tried.has(act as Act))).toEqual([])
  })

  it('does what the table lets it do, and refuses the rest in words', {
    timeout: 600_000,
  }, async () => {
    const stage = await startRoleStage()
    const wrong: string[] = []
    for (const trial of trials) {
      for (const role of castRoles) {
        const expected = isAllowed(role, trial.acts) ? 'done' : 'refused'
        const found = await outcome(stage, trial, role)
        counted.cells += 1
        counted[expected] += 1
        if (found !== expected) wrong.push(`${role} · ${trial.name}: ${found}, not ${expected}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

/** What the fields of a button hold on the stage; a new field has to be named here. */
const fields = async ({ bot }: RoleStage): Promise<Readonly<Record<string, unknown>>> => {
  const [read] = await bot.db.query.selectFrom('imports').select('id').execute()
  const [asked] = await bot.db.query.selectFrom('column_questions').select('id').execute()
  return {
    taskId: 'a-2',
    planId: 'plan-a',
    form: 'decomposition',
    format: 'word',
    onlyLed: false,
    importId: read?.id,
    questionId: asked?.id,
    reportId: 'report-2',
    requestId: 'request-3',
    directiveId: 'directive-3',
    subscriptionId: 'sub-1',
    offerId: 'none',
    postId: 'post-1',
    handoverId: 'handover-1',
    listId: 'staff-1',
    how: 'stand_in',
    row: 0,
    act: { kind: 'pass_on', taskId: 'a-2' },
    personId: 'person:陶然',
    version: 1,
    planVersion: 1,
    page: 1,
    number: 1,
    choice: '1',
    period: '2026-03',
    asOf: bot.clock.now(),
    kind: 'close_out',
    change: 'suspended',
    intoTaskId: 'a-3',
    field: 'title',
    from: 'desk',
    unit: '区住建局',
    reason: '选址调整',
    say: 'faster',
    filter: 'all',
    of: 'plan',
    scope: 'task',
    ids: ['a-2-n1'],
    isTaken: true,
    profile: 'compilation',
    words: '已开工',
    query: 'words',
    said: '清淤',
    isInternal: true,
    purgeId: 'purge-1',
    what: 'report',
    id: 'report-2',
    openId: bot.openId('江澄'),
    role: 'principal',
    isGrant: true,
    subject: 'task:a-2',
    base: 'report-2',
    corrects: 'report-2',
    step: { at: 1, of: 2 },
    stage: 'start',
    after: 'a-1',
    evidenceId: 'none',
  }
}

describe('every button and every word', () => {
  it('does nothing for a role that may not, and says so', { timeout: 600_000 }, async () => {
    const stage = await startRoleStage()
    await stage.restore()
    const known = await fields(stage)
    const before = await stage.state()
    const wrong: string[] = []
    const expectRefusal = async (role: Role, name: string, act: () => Promise<string>) => {
      counted.cells += 1
      counted.refused += 1
      const shown = (await act()).trim()
      if (shown === '') wrong.push(`${role} · ${name}: no words`)
      if (leaked(role, shown).length > 0) wrong.push(`${role} · ${name}: shown what is not seen`)
      if ((await stage.state()) === before) return
      wrong.push(`${role} · ${name}: something changed`)
      await stage.restore()
    }
    for (const { shape } of CardAction.options) {
      const action = shape.action.value
      const others = Object.keys(shape).filter((field) => field !== 'action')
      expect(others.filter((field) => !(field in known))).toEqual([])
      const value = { action, ...Object.fromEntries(others.map((one) => [one, known[one]])) }
      const form = { reason: '原因', text: '内容', answer: '意见', progress: '进展', percent: '60' }
      for (const role of castRoles.filter((one) => !isAllowed(one, actsOfAction[action]))) {
        await expectRefusal(role, action, () => stage.presses(cast[role], value, form))
      }
    }
    for (const [name, { words }] of Object.entries(commandTable)) {
      const acts = actsOfCommand[name as CommandName]
      for (const role of castRoles.filter((one) => !isAllowed(one, acts))) {
        for (const said of [words[0], `${words[0]} AA26-2 原因内容`, `${words[0]} AA26`]) {
          await expectRefusal(role, said, () => stage.says(cast[role], said))
        }
      }
    }
    expect(wrong).toEqual([])
  })
})
