/** What is wrong at the end: from the platform's log and the database, nothing else. */
import { createHash } from 'node:crypto'
import { groupBy } from '../../src/domain/group-by.ts'
import type { Message } from '../../src/sandbox/platform/platform.ts'
import { readLedger } from './ledger.ts'
import type { Diary, Spoken } from './people.ts'
import { deliveriesOf } from './replays.ts'
import { firstTitle, type Stage, toldTo } from './stage.ts'

/** Sentences, each about one thing that is not as it has to be. None: all is well. */
export type Faults = readonly string[]

/** What a run came to: its counts in a line, and what is wrong. */
export type Verdict = { readonly line: string; readonly faults: Faults }

const countBy = <T>(items: readonly T[], key: (item: T) => string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return counts
}

/** Ids of the messages that the bot has acknowledged. */
const acknowledgedMessages = (stage: Stage): ReadonlySet<string> =>
  new Set(
    deliveriesOf(stage)
      .filter(({ isAcknowledged }) => isAcknowledged)
      .flatMap(({ event }) => event.message?.message_id ?? []),
  )

/** Each acknowledged message is answered by one message; one that was given up, by one at most. */
export function answerFaults(stage: Stage, diary: Diary): Faults {
  const acknowledged = acknowledgedMessages(stage)
  const bots = stage.platform.messages().filter(({ from }) => from === 'bot')
  const replies = countBy(bots, ({ parentId }) => parentId ?? '')
  const isRight = (count: number, asked: readonly Spoken[]) =>
    count <= asked.length &&
    count >= asked.filter(({ messageId }) => acknowledged.has(messageId)).length
  const inGroup = diary.spoken
    .filter(({ isInGroup }) => isInGroup)
    .map((one) => ({ one, count: replies.get(one.messageId) ?? 0 }))
    .filter(({ one, count }) => !isRight(count, [one]))
    .map(({ one, count }) => `${one.messageId} in the group has ${count} answers`)
  const inPrivate = groupBy(
    diary.spoken.filter(({ isInGroup }) => !isInGroup),
    ({ openId, answer }) => `${openId}|${answer}`,
  )
  const wrong = [...inPrivate].flatMap(([key, asked]) => {
    const [openId = '', answer = ''] = key.split('|')
    const answers = toldTo(stage, openId).filter((one) => firstTitle(one).startsWith(answer))
    return isRight(answers.length, asked)
      ? []
      : [`${openId} asked ${asked.length} times for “${answer}” and has ${answers.length}`]
  })
  return [...inGroup, ...wrong]
}

/** Said when a report was stored, by this press or by the one whose answer was lost. */
const saysStored = /^(success|info): 已提交/

/** What was said to be stored is stored once, what was refused never; no version is missing. */
export function reportFaults(stage: Stage, diary: Diary): Promise<Faults> {
  return readLedger(stage.bot.databaseUrl, async (ask) => {
    const stored = countBy(await ask('select progress from reports'), (row) => String(row.progress))
    const reports = diary.reported.flatMap(({ marker, isValid, isAnswered, toast }) => {
      const count = stored.get(marker) ?? 0
      const isStored = isAnswered && saysStored.test(toast)
      const isRight = isAnswered ? count === (isStored && isValid ? 1 : 0) : count <= 1
      return isRight
        ? []
        : [`report “${marker}” is stored ${count} times (answered: ${isAnswered}, ${toast})`]
    })
    const gaps = await ask(`select subject, count(*) as n, min(version) as low, max(version) as high
      from audit_events group by subject having max(version) - min(version) + 1 <> count(*)`)
    const behind = await ask(`select t.id, t.version, max(a.version) as high
      from tasks t join audit_events a on a.subject = 'task:' || t.id
      group by t.id, t.version having t.version <> max(a.version)`)
    const unaudited =
      await ask(`select r.id from reports r where not exists (select 1 from audit_events a
      where a.subject = 'task:' || r.task_id and a.after like '%' || r.id || '%')`)
    const signedTwice = await ask(`select subject, count(*) as n from audit_events
      where type in ('task.acknowledged', 'report.submitted+acknowledged')
      group by subject having count(*) > 1`)
    return [
      ...reports,
      ...gaps.map((row) => `versions are missing in the trail: ${JSON.stringify(row)}`),
      ...behind.map((row) => `a task is not at its trail's version: ${JSON.stringify(row)}`),
      ...unaudited.map((row) => `a report without its trail: ${JSON.stringify(row)}`),
      ...signedTwice.map((row) => `signed for twice: ${JSON.stringify(row)}`),
    ]
  })
}

/** All is handled and settled; each sent row is one message, each message one sent row. */
export function sendingFaults(stage: Stage): Promise<Faults> {
  const bots = new Map(
    stage.platform
      .messages()
      .filter(({ from }) => from === 'bot')
      .map((message) => [message.messageId, message]),
  )
  return readLedger(stage.bot.databaseUrl, async (ask) => {
    const unsettled = await ask(`select id, state, reason from outbox where state = 'failed'
      or (state = 'waiting' and not_before <= ${stage.clock.now()})`)
    const unhandled = await ask("select key, state, error from inbox where state <> 'done'")
    const undone = await ask(`select id, state, error from work
      where state = 'failed' or (state = 'waiting' and kind <> 'mirror_directory')`)
    const open = await ask("select job, at from slots where state = 'open'")
    const sent = await ask(`select id, message_id from outbox
      where state = 'sent' and receiver_type <> 'patch'`)
    const rowsOf = countBy(sent, (row) => String(row.message_id))
    // Taken by the platform, then the bot was killed; by the next try there was no reason to send.
    const droppedLater = new Set(
      (await ask("select id from outbox where state = 'dropped' and attempts > 1")).map(({ id }) =>
        createHash('sha256').update(String(id)).digest('hex').slice(0, 40),
      ),
    )
    return [
      ...unsettled.map((row) => `not sent: ${JSON.stringify(row)}`),
      ...unhandled.map((row) => `not handled: ${JSON.stringify(row)}`),
      ...undone.map((row) => `not done: ${JSON.stringify(row)}`),
      ...open.map((row) => `a slot is still open: ${JSON.stringify(row)}`),
      ...sent
        .filter((row) => !bots.has(String(row.message_id)))
        .map((row) => `recorded as sent, but the platform has it not: ${row.id}`),
      ...[...bots.values()]
        .filter(
          ({ messageId, uuid }) =>
            rowsOf.get(messageId) !== (droppedLater.has(uuid ?? '') ? undefined : 1),
        )
        .map(
          (one) => `“${firstTitle(one) || one.text}” has ${rowsOf.get(one.messageId) ?? 0} rows`,
        ),
    ]
  })
}

const chinese = (date: string) => {
  const [, month, day] = date.split('-').map(Number)
  return `${month}月${day}日`
}

/** Rightly not sent, when the report came between planning and sending, or the day was over. */
const rightDrops = ['reported', 'past_due']

/** Every official has the plan's card once, and one reminder for each day that was run. */
export async function pushFaults(stage: Stage, dates: readonly string[]): Promise<Faults> {
  const dropped = await readLedger(
    stage.bot.databaseUrl,
    async (ask) =>
      new Map(
        (await ask("select id, reason from outbox where state = 'dropped'")).map((row) => [
          String(row.id),
          String(row.reason),
        ]),
      ),
  )
  const expectOne = (name: string, key: string, is: (message: Message) => boolean) =>
    stage.town.officials.flatMap(({ openId }) => {
      const count = toldTo(stage, openId).filter(is).length
      const reason = dropped.get(`${key}${openId}`)
      if (count === 1 || (count === 0 && reason && rightDrops.includes(reason))) return []
      return [`${openId} has ${name} ${count} times${reason ? ` (dropped: ${reason})` : ''}`]
    })
  return [
    ...expectOne("the plan's card", '', isPlanCard),
    ...dates.flatMap((date) =>
      expectOne(`the reminder of ${date}`, `remind:${date}:`, (one) => isReminderOf(date, one)),
    ),
  ]
}

const isPlanCard = (message: Message): boolean => firstTitle(message).includes('新任务')

export function isReminderOf(date: string, message: Message): boolean {
  const title = firstTitle(message)
  return title.startsWith('到期提醒') && title.endsWith(` ${chinese(date)}`)
}

/** The platform gave each message one id, whatever it was asked twice. */
export function doubleFaults({ platform }: Stage): Faults {
  const uuids = countBy(
    platform.messages().filter(({ uuid }) => uuid !== undefined),
    ({ uuid }) => String(uuid),
  )
  return [...uuids].flatMap(([uuid, count]) => (count === 1 ? [] : [`${uuid} came ${count} times`]))
}

/** Every slot that was reached is closed, and one process at most says that it closed it. */
export async function slotFaults(stage: Stage, expected: readonly string[]): Promise<Faults> {
  const rows = await readLedger(stage.bot.databaseUrl, (ask) =>
    ask('select job, at, state from slots'),
  )
  const states = new Map(
    rows.map(({ job, at, state }) => [`${job} ${new Date(Number(at)).toISOString()}`, state]),
  )
  const said = countBy(
    stage.replicas.flatMap(({ bot }) => bot.closedSlots),
    (slot) => slot,
  )
  return [
    ...expected
      .filter((slot) => states.get(slot) !== 'closed')
      .map((slot) => `${slot} is ${states.get(slot) ?? 'not there'}`),
    ...[...states].flatMap(([slot, state]) => (state === 'open' ? [`${slot} is still open`] : [])),
    ...[...said].flatMap(([slot, count]) => (count === 1 ? [] : [`${slot} ran ${count} times`])),
  ]
}
