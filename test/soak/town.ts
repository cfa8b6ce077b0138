/** An invented town for load: many people, each with tasks of one large plan. */

import type { World } from '../../src/sandbox/platform/platform.ts'
import { sampleGroupId, sampleOpenId, sampleWorld } from '../../src/sandbox/sample/world.ts'

export type Official = { readonly openId: string; readonly name: string }

export type Town = {
  readonly world: World
  readonly officials: readonly Official[]
  /** The office's member, who imports and sends out the plan. */
  readonly office: string
  readonly groupId: string
  readonly planFileName: string
  readonly planText: string
  /** Task numbers run from 1; those of which the official at that place is an owner. */
  readonly tasksOf: (place: number) => readonly number[]
  readonly taskCount: number
}

const surnames = [...'王李张刘陈杨赵黄周吴徐孙马朱胡林']
const firsts = [...'一文国建志晓海春雨雪']
const seconds = [...'凡杰华军平丽峰梅']
const units = ['区投促局', '区商务局', '区科技局', '区住建局', '区水利局', '区民政局']

/** Two-part given names, no two the same; up to 1,280 people. */
function nameAt(place: number): string {
  const surname = surnames[place % surnames.length]
  const rest = Math.floor(place / surnames.length)
  const first = firsts[(rest + place) % firsts.length]
  const second = seconds[Math.floor(rest / firsts.length + place) % seconds.length]
  return `${surname}${first}${second}`
}

function officialsOf(count: number): readonly Official[] {
  const names = new Set<string>()
  for (let place = 0; names.size < count; place += 1) names.add(nameAt(place))
  return [...names].map((name, place) => ({
    openId: `ou_soak${String(place + 1).padStart(4, '0')}`,
    name,
  }))
}

const year = 2026
const title = `青禾区${year}年重点工作任务分解表`
const header = [
  '序号',
  '重点工作任务',
  '时间节点要求',
  '牵头区领导',
  '责任单位',
  '推进形式',
  '责任人',
]
const cell = (...lines: readonly string[]) => `\t${lines.join('\n\n')}`

/** The printed table as a text dump, one cell a block: as `samplePlanText`, but long. */
function planText(taskCount: number, ownersOf: (task: number) => readonly string[]): string {
  const tasks = Array.from({ length: taskCount }, (_, index) => index + 1)
  const textOf = (task: number) => `第${task}号工程建设行动。全年完成${task}处改造。`
  const rows = tasks.flatMap((task) => [
    '',
    cell(String(task)),
    cell(textOf(task)),
    cell('3月底前完成方案审查。', '4月底前开工。', '6月底前完成一半。', '12月底前全部完成。'),
    cell('贺明远'),
    cell(`*${units[task % units.length]}`, '各镇街'),
    cell('每月督查通报'),
    cell(...ownersOf(task)),
  ])
  return [
    '云州市青禾区人民政府办公室文件',
    '',
    `青政办〔${year}〕6号`,
    '',
    `关于印发青禾区${year}年重点工作任务分解表的通知`,
    '',
    '（一）城乡建设行动',
    ...tasks.map((task) => `${task}.${textOf(task)}`),
    '',
    '云州市青禾区人民政府办公室',
    '',
    `${year}年2月10日`,
    '',
    title,
    '（带*为牵头单位）',
    ...header.map((word) => `\t${word}`),
    ...rows,
    '',
  ].join('\n')
}

export type TownOptions = {
  /** How many officials. */
  readonly size: number
  /** Default: as many as officials. */
  readonly taskCount?: number
  /** Printed beside each task, default: two. The last is the leader's liaison, whom nobody chases. */
  readonly personsEach?: number
}

/** The last person of a task is the first of the next. */
export function createTown({ size, taskCount = size, personsEach = 2 }: TownOptions): Town {
  const officials = officialsOf(size)
  const world = sampleWorld({
    appSecret: 'soak-app-secret-0001',
    encryptKey: 'soak-encrypt-key-0001',
    verificationToken: 'soak-verification-token',
  })
  const placesOf = (task: number) =>
    Array.from(
      { length: personsEach },
      (_, person) => ((task - 1) * (personsEach - 1) + person) % size,
    )
  world.people.push(
    ...officials.map(({ openId, name }) => ({
      openId,
      unionId: openId.replace('ou_', 'on_'),
      name,
      departmentIds: ['od-sandbox4'],
    })),
  )
  for (const chat of world.chats) chat.memberOpenIds.push(...officials.map(({ openId }) => openId))
  return {
    world,
    officials,
    office: sampleOpenId('林督查'),
    groupId: sampleGroupId,
    planFileName: `${title}.txt`,
    planText: planText(taskCount, (task) =>
      placesOf(task).map((place) => officials[place]?.name ?? ''),
    ),
    tasksOf: (place) =>
      Array.from({ length: taskCount }, (_, index) => index + 1).filter((task) =>
        placesOf(task).includes(place),
      ),
    taskCount,
  }
}
