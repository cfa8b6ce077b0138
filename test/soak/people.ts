/** The officials at work: what they say and press, and what each of it is to lead to. */
import { ClientRefusal } from '../../src/sandbox/platform/platform.ts'
import type { Random } from './random.ts'
import {
  cardsTitled,
  firstTitle,
  pressUntilAnswered,
  type Stage,
  sleep,
  toldTo,
  until,
} from './stage.ts'

export type Spoken = {
  readonly openId: string
  readonly messageId: string
  readonly isInGroup: boolean
  /** How the title of the one answer begins. */
  readonly answer: string
}

type Reported = {
  readonly openId: string
  readonly task: number
  /** The words of the report, used once. */
  readonly marker: string
  /** The percentage can be read, so that the report is to be stored. */
  readonly isValid: boolean
  readonly isAnswered: boolean
  /** What the bot said to it: stored, or why not. */
  readonly toast: string
  /** Presses until one was answered. */
  readonly tries: number
}

/** What was done, and what is to come of it. */
export type Diary = {
  readonly spoken: Spoken[]
  readonly reported: Reported[]
  /** Presses of 签收 that were answered. */
  signed: number
  readonly oddities: string[]
}

export const newDiary = (): Diary => ({ spoken: [], reported: [], signed: 0, oddities: [] })

export type Work = {
  readonly stage: Stage
  readonly code: string
  readonly diary: Diary
  readonly random: Random
  /** What people do by now. */
  readonly habits: () => readonly Habit[]
  readonly isOver: () => boolean
}

/** While the bot is killed again and again, little is sent between the leases of the dead. */
const formPatienceMs = 400_000

type Place = number

/** Something that the official at that place does. */
export type Habit = (work: Work, place: Place) => Promise<unknown>

const openIdAt = ({ stage }: Work, place: Place) => stage.town.officials[place]?.openId ?? ''

async function sayTo(work: Work, place: Place, text: string, answer: string): Promise<string> {
  const openId = openIdAt(work, place)
  const { messageId, delivered } = await work.stage.platform.say(openId, 'p2p', text)
  work.diary.spoken.push({ openId, messageId, isInGroup: false, answer })
  return delivered?.eventId ?? ''
}

const askForTasks = (work: Work, place: Place) => sayTo(work, place, '我的任务', '我的任务 · ')

const showTask = (work: Work, place: Place) => {
  const task = work.random.pick(work.stage.town.tasksOf(place))
  return sayTo(work, place, `任务 ${task}`, `${work.code}-${task} · `)
}

const askForHelp = (work: Work, place: Place) => sayTo(work, place, '帮助', '督办助手 · 您可以')

async function askInGroup(work: Work, place: Place): Promise<void> {
  const { platform, town } = work.stage
  const openId = openIdAt(work, place)
  const said = await platform.say(openId, town.groupId, '帮助', { mention: true })
  const { messageId } = said
  work.diary.spoken.push({ openId, messageId, isInGroup: true, answer: '督办助手 · 本群' })
}

/** 填报 N, then the form that comes, filled in and sent until the bot has answered. */
async function report(work: Work, place: Place): Promise<void> {
  const { stage, diary, random, code } = work
  // One writer a task: the first of its two owners.
  const task = place + 1
  const openId = openIdAt(work, place)
  const title = `填报 ${code}-${task} · 待`
  const before = cardsTitled(stage, openId, title).length
  const eventId = await sayTo(work, place, `填报 ${task}`, title)
  const form = await until(
    `the form of task ${task}`,
    () => cardsTitled(stage, openId, title)[before] ?? (stage.redelivery.gaveUp(eventId) && null),
    formPatienceMs,
  ).catch(() => null)
  // What did not come although it was acknowledged is found in the end.
  if (!form) return
  const marker = `进展${diary.reported.length + 1}号`
  const isValid = random.next() < 0.9
  // Always the same: what falls or jumps is asked about before it is stored.
  const percent = isValid ? '20' : '一百二'
  const index = diary.reported.push({
    openId,
    task,
    marker,
    isValid,
    isAnswered: false,
    toast: '',
    tries: 0,
  })
  const values = { percent, progress: marker }
  const pressed = await pressUntilAnswered(stage, openId, form.messageId, '提交', values)
  diary.reported[index - 1] = {
    openId,
    task,
    marker,
    isValid,
    isAnswered: pressed.status === 200,
    toast: `${pressed.toast?.type}: ${pressed.toast?.content}`,
    tries: pressed.tries,
  }
}

async function acknowledge(work: Work, place: Place): Promise<void> {
  const { stage, diary } = work
  const openId = openIdAt(work, place)
  const card = toldTo(stage, openId).find((one) => firstTitle(one).includes('新任务'))
  if (!card) return
  try {
    const pressed = await pressUntilAnswered(stage, openId, card.messageId, '签收')
    if (pressed.status === 200) diary.signed += 1
    else diary.oddities.push(`签收: ${pressed.code} ${pressed.reason}`)
  } catch (error) {
    // Nothing is left to sign on the card.
    if (!(error instanceof ClientRefusal)) throw error
  }
}

/** A draft's tasks are nobody's to see. */
export const habitsOfDrafts: readonly Habit[] = [askForTasks, askForHelp, askInGroup]
/** Of those who have their tasks and need not report yet. */
export const habitsOfReceivers: readonly Habit[] = [
  ...habitsOfDrafts,
  showTask,
  showTask,
  acknowledge,
]
export const habitsOfReporters: readonly Habit[] = [...habitsOfReceivers, report, report, report]

/** So many of them at a time, until it is over; each finishes what it began. */
export async function letPeopleWork(work: Work, count: number, pauseMs: number): Promise<void> {
  const busy = new Set<Place>()
  const { random, stage } = work
  const worker = async () => {
    while (!work.isOver()) {
      await sleep(random.between(0, 2 * pauseMs))
      const place = random.below(stage.town.officials.length)
      if (busy.has(place) || work.isOver()) continue
      busy.add(place)
      await random.pick(work.habits())(work, place)
      busy.delete(place)
    }
  }
  await Promise.all(Array.from({ length: count }, worker))
}
