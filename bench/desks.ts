/** The desks and the presses on them: a plan of 200 tasks, 50 units, 2,000 reports; size and time. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytesOf, type Card, limits, nodesOf } from '../cards/kit.ts'
import { bind } from '../db/bindings.ts'
import type { Database } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { grantOffice } from '../db/people.ts'
import { insertPlan } from '../db/plan-writes.ts'
import { insertReport } from '../db/reports.ts'
import { openSqlite } from '../db/sqlite.ts'
import { insertTaskRequest } from '../db/task-requests.ts'
import { cardActions } from '../handlers/index.ts'
import type { CardHandler, Press } from '../handlers/types.ts'
import type { Task } from '../src/domain/plan.ts'
import { atShanghai } from '../src/domain/time.ts'
import type { Deps } from '../src/ports.ts'
import { duty, milestone, plan, report, task } from '../test/domain/samples.ts'
import { percentile, table } from './figures.ts'

const at = atShanghai('2021-06-22', '10:00')
const aim = { p99Ms: 300 } as const
const sizes = { tasks: 200, units: 50, reports: 2_000, requests: 60 } as const
const rounds = 100
const office = 'ou_office'
const owner = 'ou_owner1'

type Act = readonly [name: string, action: { readonly action: string }, by: string]

const acts: readonly Act[] = [
  ['审核', { action: 'review.page', page: 1 } as never, office],
  ['审核, page 20', { action: 'review.page', page: 20 } as never, office],
  ['电话督办', { action: 'phone.page', page: 1 } as never, office],
  ['待我办理, office', { action: 'waiting.page', page: 1 } as never, office],
  ['待我办理, owner', { action: 'waiting.page', page: 1 } as never, owner],
  ['我的任务', { action: 'tasks.page', page: 1 } as never, owner],
  ['任务', { action: 'task.show', taskId: 't1' } as never, office],
  ['通过', { action: 'review.accept', taskId: 't1', reportId: 'r1-9' } as never, office],
  [
    '同意, on the desk',
    { action: 'request.grant', requestId: 'q3', from: 'desk' } as never,
    office,
  ],
  [
    '签收, on 待我办理',
    { action: 'task.acknowledge', taskId: 't51', version: 1, from: 'waiting' } as never,
    owner,
  ],
]

const pressBy = (operator: string): Press => ({
  eventId: 'bench',
  operator,
  messageId: 'om_bench',
  chatId: 'oc_bench',
  form: {},
  isRepeat: false,
})

/** Prints p50, p99 and the size of each card. @returns whether all keep to the aims */
export async function measureDesks(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'))
  const db = openSqlite(join(folder, 'desks.db'))
  await migrate(db, at)
  await fill(db)
  const deps = {
    db,
    clock: { now: () => at },
    newId: () => 'new',
    log: () => {},
  } as unknown as Deps
  const rows = []
  for (const [name, action, by] of acts) rows.push(await measured(name, action, by, deps))
  await db.close()
  rmSync(folder, { recursive: true, force: true })
  console.log(
    `desks: presses on a plan of ${sizes.tasks} tasks, ${sizes.units} units, ${sizes.reports} reports, ${sizes.requests} requests; their writes not committed; SQLite file\n`,
  )
  console.log(
    table([
      ['', 'p50 ms', 'p99 ms', 'bytes', 'nodes', ''],
      ...rows.map(({ name, times, bytes, nodes, isKept }) => [
        name,
        percentile(times, 0.5).toFixed(1),
        percentile(times, 0.99).toFixed(1),
        String(bytes),
        String(nodes),
        isKept ? '' : 'missed',
      ]),
    ]),
  )
  console.log(
    `\n  aim: p99 under ${aim.p99Ms} ms, at most ${limits.bytes} bytes and ${limits.nodes} nodes`,
  )
  return rows.every(({ isKept }) => isKept)
}

async function measured(name: string, action: Act[1], by: string, deps: Deps) {
  const handler = cardActions[action.action as keyof typeof cardActions] as CardHandler
  const press = () => handler(action as never, pressBy(by), deps)
  const first = await press()
  const card = first.reply.card as Card | undefined
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now()
    await press()
    times.push(performance.now() - from)
  }
  const [bytes, nodes] = card ? [bytesOf(card), nodesOf(card)] : [0, 0]
  const isSmall = bytes <= limits.bytes && nodes <= limits.nodes
  return { name, times, bytes, nodes, isKept: isSmall && percentile(times, 0.99) <= aim.p99Ms }
}

const unitOf = (number: number): string => `单位${number % sizes.units}局`

function taskOf(number: number): Task {
  const base = task({
    id: `t${number}`,
    seq: number,
    version: 1,
    state: number % 4 === 3 ? 'awaiting_acknowledgement' : 'in_progress',
    duties: [
      duty('lead_unit', unitOf(number)),
      duty('co_unit', unitOf(number + 7)),
      duty('owner', `责任人${number % sizes.units}`),
    ],
    milestones: [1, 2, 3, 4].map((n) => milestone(`m${number}-${n}`, `2021-0${n + 4}-30`)),
  })
  const isAsked = base.state === 'awaiting_acknowledgement'
  return { ...base, life: { ...base.life, awaitingSince: isAsked ? at - 86_400_000 : null } }
}

/** Every fifth unit has nobody bound; each task has ten reports, the last one waiting for the office. */
async function fill(db: Database): Promise<void> {
  const tasks = Array.from({ length: sizes.tasks }, (_, place) => taskOf(place + 1))
  await db.atomic([
    ...insertPlan(db, { ...plan(), sourceDigest: 'bench' }, tasks, at),
    grantOffice(db, office, at),
    ...Array.from({ length: sizes.units }, (_, number) => number)
      .filter((number) => number % 5 !== 0)
      .map((number) =>
        bind(
          db,
          { partyId: `person:责任人${number}`, openId: `ou_owner${number}`, by: office },
          at,
        ),
      ),
  ])
  const perTask = sizes.reports / sizes.tasks
  const none = { newlyDone: [], takenBack: [] }
  for (const one of tasks) {
    const reports = Array.from({ length: perTask }, (_, n) =>
      report({
        id: `r${one.seq}-${n}`,
        taskId: one.id,
        authorOpenId: `ou_owner${one.seq % sizes.units}`,
        progress: '已完成施工招标，正在办理用地手续，下周进场施工。'.repeat(4),
        at: at - (perTask - n) * 86_400_000,
        status: n === perTask - 1 ? 'submitted' : 'accepted',
      }),
    )
    await db.atomic(reports.flatMap((each) => insertReport(db, each, none, false)))
  }
  await db.atomic(
    tasks.slice(0, sizes.requests).flatMap((one, n) =>
      insertTaskRequest(db, {
        id: `q${n}`,
        taskId: one.id,
        kind: 'extension',
        milestoneId: `m${one.seq}-2`,
        newDueOn: '2021-09-30',
        reason: '用地手续未批，预计9月取得。'.repeat(5),
        reference: '会议纪要第3号',
        breakdown: null,
        by: `ou_owner${one.seq % sizes.units}`,
        at: at - n * 3_600_000,
        state: 'open',
        answer: null,
        decidedBy: null,
        decidedAt: null,
        version: 1,
      }),
    ),
  )
}
