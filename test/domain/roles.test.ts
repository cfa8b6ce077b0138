import { describe, expect, it } from 'vitest'
import type { DutyRole } from '../../src/domain/draft-plan.ts'
import {
  actTable,
  dutyRoles,
  may,
  type Person,
  type Role,
  rolesOn,
  roleWords,
  seesTask,
  sightTable,
} from '../../src/domain/roles.ts'
import { duty, task } from './samples.ts'

const roles = Object.keys(roleWords) as readonly Role[]

type Table = Readonly<Record<string, { readonly words: string; readonly by: readonly Role[] }>>

/** The table as Markdown: a row an act, a column a role. */
const printed = (table: Table): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(['', ...roles.map((role) => roleWords[role])]),
    line(['---', ...roles.map(() => ':-:')]),
    ...Object.values(table).map(({ words, by }) =>
      line([
        words,
        ...roles.map((role) => (by.includes('nobody') || by.includes(role) ? '✓' : '')),
      ]),
    ),
  ].join('\n')
}

const page = `# 谁能做什么，谁能看什么

本页由 \`src/domain/roles.ts\` 生成（\`npx vitest run test/domain/roles.test.ts -u\`），测试核对两者一致。
\`test/handlers/roles.test.ts\` 让每种角色逐格向运行中的系统提出，结果与本表一致。

系统管理员、督查室、审计、主要领导是授予的；群主、群管理员以平台当时所说为准；其余由任务表上的责任而来，只对该项任务有效。
一人兼有几种角色时，有一种可以就可以。“其他人”打勾的，是人人可做、只涉及自己的事。

## 谁能做什么

${printed(actTable)}

## 谁能看什么

${printed(sightTable)}
`

it('is printed in the documentation as it is', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/roles.md')
})

const person = (with_: Partial<Person> = {}): Person => ({
  openId: 'ou_x',
  roles: [],
  planIds: [],
  ...with_,
})

describe('roles on a task', () => {
  it.each<[DutyRole, Role]>([
    ['lead_leader', 'leader'],
    ['leader_liaison', 'leader_liaison'],
    ['lead_unit', 'lead_unit'],
    ['co_unit', 'co_unit'],
    ['owner', 'owner'],
    ['liaison', 'liaison'],
  ])('%s makes a %s', (role, expected) => {
    const of = task({ duties: [duty(role, '某', ['ou_x'])] })
    expect(dutyRoles(of, 'ou_x')).toEqual([expected])
    expect(dutyRoles(of, 'ou_y')).toEqual([])
  })

  it('adds what is granted, and a duty elsewhere in the plan', () => {
    const of = task({ duties: [duty('owner', '某', ['ou_x'])] })
    const who = person({ roles: ['principal'], planIds: [of.planId] })
    expect(rolesOn(of, who)).toEqual(['principal', 'owner', 'participant'])
    expect(rolesOn(of, person({ planIds: ['another'] }))).toEqual(['owner'])
  })

  it('lets everybody do what is about oneself, and nobody anything else', () => {
    expect(may([], 'ask_help')).toBe(true)
    expect(may([], 'report')).toBe(false)
    expect(may(['audit', 'admin'], 'open_task')).toBe(false)
  })

  it('hides an internal task from those who have a duty elsewhere in the plan', () => {
    const neighbour = person({ planIds: ['p1'] })
    expect(seesTask(task(), neighbour)).toBe(true)
    expect(seesTask(task({ isInternal: true }), neighbour)).toBe(false)
    const owner = { ...task({ isInternal: true }), duties: [duty('owner', '某', ['ou_x'])] }
    expect(seesTask(owner, neighbour)).toBe(true)
  })
})
