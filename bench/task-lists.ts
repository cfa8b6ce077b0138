/** 我的任务 and 查: their time with 5,000 visible tasks among 100,000, beside 1,000 in all. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bind } from '../db/bindings.ts'
import type { Database } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { insertPlan } from '../db/plan-writes.ts'
import { openSqlite } from '../db/sqlite.ts'
import { findTasks } from '../handlers/tasks/find-tasks.ts'
import { showMyTasks } from '../handlers/tasks/show-tasks.ts'
import type { CommandHandler, Said } from '../handlers/types.ts'
import type { Plan, Task } from '../src/domain/plan.ts'
import { atShanghai } from '../src/domain/time.ts'
import type { Deps } from '../src/ports.ts'
import { duty, milestone, plan, task } from '../test/domain/samples.ts'
import { median, percentile, table } from './figures.ts'

const at = atShanghai('2026-06-15', '10:00')
const asker = 'ou_asker'
const tasksPerPlan = 200
const rounds = 60
const aim = { p95Ms: 50, ratio: 2 } as const

type Size = { readonly tasks: number; readonly visible: number }
const sizes = {
  small: { tasks: 1_000, visible: 1_000 },
  large: { tasks: 100_000, visible: 5_000 },
} as const satisfies Readonly<Record<string, Size>>

const asked: readonly (readonly [name: string, handler: CommandHandler, rest: string])[] = [
  ['my tasks', showMyTasks, ''],
  ['my tasks, page 50', showMyTasks, '第50页'],
  ['words', findTasks('words'), '改造'],
  ['words, rare', findTasks('words'), '百泉路 单位7局'],
  ['initials', findTasks('words'), 'ljxq'],
  ['unit', findTasks('unit'), '单位7局'],
  ['overdue', findTasks('overdue'), ''],
  ['lagging', findTasks('lagging'), ''],
  ['due this week', findTasks('this_week'), ''],
]

/** Prints p50, p95 and the ratio of each. @returns whether all keep to the aim */
export async function measureTaskLists(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'))
  const small = await timesOf(join(folder, 'small.db'), sizes.small)
  const large = await timesOf(join(folder, 'large.db'), sizes.large)
  rmSync(folder, { recursive: true, force: true })
  const rows = asked.map(([name], index) => {
    const [few = [], many = []] = [small[index], large[index]]
    const ratio = median(many) / median(few)
    const p95 = percentile(many, 0.95)
    return { name, few, many, ratio, p95, isKept: ratio <= aim.ratio && p95 <= aim.p95Ms }
  })
  const ms = (value: number) => value.toFixed(1)
  console.log(
    `lists: ${sizes.large.visible} visible of ${sizes.large.tasks} tasks, beside ${sizes.small.tasks} in all; SQLite file, ms\n`,
  )
  console.log(
    table([
      ['', 'p50 of few', 'p50', 'p95', 'ratio', ''],
      ...rows.map(({ name, few, many, ratio, p95, isKept }) => [
        name,
        ms(median(few)),
        ms(median(many)),
        ms(p95),
        ratio.toFixed(2),
        isKept ? '' : 'missed',
      ]),
    ]),
  )
  return rows.every(({ isKept }) => isKept)
}

async function timesOf(path: string, size: Size): Promise<readonly (readonly number[])[]> {
  const db = openSqlite(path)
  await migrate(db, at)
  await fill(db, size)
  const deps = { db, clock: { now: () => at } } as unknown as Deps
  const times: number[][] = []
  for (const [, handler, rest] of asked) {
    await handler(saidAs(rest), deps)
    const own: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const from = performance.now()
      await handler(saidAs(rest), deps)
      own.push(performance.now() - from)
    }
    times.push(own)
  }
  await db.close()
  return times
}

const saidAs = (rest: string): Said => ({
  message: {
    messageId: 'om_bench',
    chatId: '',
    chatType: 'p2p',
    senderOpenId: asker,
    senderType: 'user',
    createTime: at,
    content: { kind: 'text', text: rest },
    mentions: [],
    isBotMentioned: false,
  },
  speaker: asker,
  isPrivate: true,
  rest,
  key: 'bench',
})

/** The asker's unit is on every visible task; the others are of other plans and other units. */
async function fill(db: Database, { tasks, visible }: Size): Promise<void> {
  const plans = tasks / tasksPerPlan
  for (let number = 0; number < plans; number += 1) {
    const isVisible = number < visible / tasksPerPlan
    const one = planOf(number)
    const all = Array.from({ length: tasksPerPlan }, (_, place) => taskOf(one, place, isVisible))
    await db.atomic(insertPlan(db, { ...one, sourceDigest: one.id }, all, at))
  }
  await db.atomic([
    bind(db, { partyId: 'unit:区综合局', openId: asker, by: asker }, at),
    ...Array.from({ length: tasksPerPlan }, (_, place) =>
      bind(db, { partyId: `person:人员${place}`, openId: `ou_${place}`, by: asker }, at),
    ),
    db.query.updateTable('milestones').set({ done_on: '2026-03-01' }).where('id', 'like', '%3-3'),
  ])
}

const planOf = (number: number): Plan =>
  plan({
    id: `plan-${number}`,
    code: `P${String(number).padStart(3, '0')}`,
    title: `第${number}号重点工作清单`,
    year: 2026,
    issuedOn: null,
    effectiveOn: '2026-01-05',
  })

const works = ['老旧小区改造', '学校扩建', '河道清淤', '园区路网建设', '养老服务设施提升']

function taskOf(inPlan: Plan, place: number, isVisible: boolean): Task {
  const id = `${inPlan.id}-task-0000-0000-${place}`
  return task({
    id,
    planId: inPlan.id,
    seq: place + 1,
    section: [`${['一、民生实事', '二、产业提升'][place % 2]}`],
    title: `${works[place % works.length]}${place % 97 === 3 ? '百泉路段' : ''}工程`,
    text: '推进项目前期、用地、招标、施工和验收，按季度完成进度，确保年底前建成投用。'.repeat(3),
    state: place % 11 === 0 ? 'awaiting_acknowledgement' : 'in_progress',
    version: 1,
    duties: [
      duty('lead_leader', `领导${place % 12}`),
      duty('lead_unit', isVisible ? '区综合局' : `区单位${place % 40}局`),
      duty('co_unit', `区单位${place % 60}局`),
      duty('owner', `人员${place}`),
    ],
    milestones: [3, 6, 9].map((month) =>
      milestone(`${id}-${month}`, `2026-0${month}-${10 + (place % 18)}`),
    ),
  })
}
