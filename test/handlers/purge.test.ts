import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { contentPlaces } from '../../db/content-places.ts'
import { keepEvidenceBytes } from '../../db/evidence.ts'
import type { Schema } from '../../db/schema.ts'
import { addWork, isWorkWaiting } from '../../db/work.ts'
import { renderCardText } from '../../src/sandbox/platform/card-text.ts'
import { type Bot, startBot } from '../support/start-bot.ts'

const start = '2026-03-02T09:00'
const one = '林督查'
const other = '周督查'
const secret = '某地块挂牌底价为每亩"三百"万元，\n评标专家为*赵钱孙李*'
/** Any of these pieces would be a copy. */
const pieces = ['某地块挂牌底价', '挂牌底价为每亩', '评标专家为', '赵钱孙李']

const prepared = async (database = ':memory:') => {
  const bot = await startBot(start, { office: [one, other], database })
  await bot.dispatched({ bound: ['陶然', '苏敬之'] })
  return bot
}

/** How often a piece stands anywhere in the database. */
async function copiesIn({ db }: Bot, wanted = pieces): Promise<readonly string[]> {
  const tables = await db.query.introspection.getTables()
  const rows = await Promise.all(
    tables.map(async ({ name }) => {
      const all = await db.query
        .selectFrom(name as keyof Schema)
        .selectAll()
        .execute()
      return all.flatMap((row) =>
        wanted
          .filter((piece) => JSON.stringify(row).includes(piece))
          .map((piece) => `${name}: ${piece}`),
      )
    }),
  )
  return rows.flat()
}

const textsOnPhones = ({ platform }: Bot, who: readonly string[], bot: Bot) =>
  who
    .flatMap((name) => platform.messages(bot.privateChat(name)))
    .filter(({ from }) => from === 'bot')
    .map(({ card, text }) => (card ? renderCardText(card, () => undefined) : text))
    .join('\n')

it('takes a report out of everything that is kept and shown, and leaves a trace without content', async () => {
  const bot = await prepared()
  await bot.says('陶然', '填报 6')
  await bot.presses('陶然', '提交', { percent: '30', progress: secret, problems: secret })
  await bot.says(one, '审核')
  await bot.says('陶然', '任务 6')
  expect((await copiesIn(bot)).length).toBeGreaterThan(5)

  await bot.says(one, '误传清除 6')
  expect(bot.lastCard(one).text).not.toContain(pieces[0])
  await bot.presses(one, choice(bot))
  expect(bot.lastCard(other).text).toContain('误传清除 · 待另一名成员确认')
  await bot.says(one, '确认清除')
  expect(bot.messagesTo(one).at(-1)).toContain('提出人自己不能确认')
  expect((await bot.presses(other, '确认清除')).toast).toBe('已清除')

  expect(await copiesIn(bot)).toEqual([])
  expect(textsOnPhones(bot, [one, other, '陶然'], bot)).not.toContain(pieces[0])
  await bot.says('陶然', '任务 6')
  expect(bot.lastCard('陶然').text).not.toContain(pieces[0])
  const trace = await bot.db.query
    .selectFrom('audit_events')
    .selectAll()
    .where('subject', 'like', 'purge:%')
    .orderBy('version')
    .execute()
  expect(trace.map(({ type, actor }) => [type, actor])).toEqual([
    ['purge.asked', bot.openId(one)],
    ['purge.done', bot.openId(other)],
  ])
})

it('takes a report of few words out by its id, with its figures', async () => {
  const bot = await prepared()
  for (const percent of ['20', '37']) {
    await bot.says('陶然', '填报 6')
    await bot.presses('陶然', '提交', { percent, progress: `完成${percent}%` })
    await bot.says(one, '通过 6')
    bot.clock.pass(60_000)
  }
  await bot.says(one, '误传清除 6')
  expect(bot.lastCard(one).text).toMatch(/20% 陶然的填报/)
  const [, button = ''] = /\[([^\]]*37% 陶然的填报)\]/.exec(bot.lastCard(one).text) ?? []
  await bot.presses(one, button)
  await bot.presses(other, '确认清除')
  expect(await copiesIn(bot, ['完成37%', '"percent":"37"'])).toEqual([])
  expect(await copiesIn(bot, ['完成20%'])).not.toEqual([])
  await bot.says(one, '痕迹 6')
  expect(bot.lastCard(one).text).not.toContain('37')
})

/** The button that names the report. */
const choice = (bot: Bot): string => {
  const found = /\[([^\]]*陶然的填报)\]/.exec(bot.lastCard(one).text)
  return found?.[1] ?? ''
}

it('takes out a text that was only said, a directive and a reason, wherever they stand', async () => {
  const bot = await prepared()
  await bot.says('陶然', secret)
  await bot.says('苏敬之', `工作要求 6 ${secret}`)
  await bot.says('陶然', `延期 6 9月30日 ${secret}`)
  await bot.says('陶然', `填报 6 ${secret}`)
  expect((await copiesIn(bot)).length).toBeGreaterThan(8)
  await bot.says(one, `误传清除 ${secret}`)
  await bot.says(other, '确认清除')
  expect(await copiesIn(bot)).toEqual([])
  expect(bot.lastCard(other).text).toMatch(/工作要求 1处/)
})

it('empties a file that should not have been sent, and all that was shown of it', async () => {
  const bot = await startBot(start, { office: [one, other] })
  await bot.drops(one, {
    name: '2026年底价清单.csv',
    content:
      '序号,任务,牵头单位,完成时限\n1,某地块挂牌底价核定,区水利局,6月底前完成\n2,评标专家为赵钱孙李,区水利局,9月底前完成\n',
  })
  expect((await copiesIn(bot)).length).toBeGreaterThan(0)
  await bot.says(one, '误传清除')
  const [, button = ''] = /\[([^\]]*导入的文件)\]/.exec(bot.lastCard(one).text) ?? []
  await bot.presses(one, button)
  await bot.presses(other, '确认清除')
  expect(await copiesIn(bot, [...pieces, '底价清单'])).toEqual([])
})

it('takes a file that was sent as evidence away with its bytes', async () => {
  const bot = await prepared()
  const [{ id: taskId } = { id: '' }] = await bot.db.query
    .selectFrom('tasks')
    .select('id')
    .where('seq', '=', 6)
    .execute()
  await bot.db.atomic([
    addWork(bot.db, { id: 'evidence:e1', kind: 'keep_evidence', payload: { evidenceId: 'e1' } }, 1),
    bot.db.query.insertInto('evidence').values({
      id: 'e1',
      task_id: taskId,
      by_open_id: bot.openId('陶然'),
      at: bot.clock.now(),
      kind: 'file',
      file_name: '某地块挂牌底价核定.docx',
      size: 3,
      version: 1,
    }),
    bot.db.query
      .insertInto('evidence_chunks')
      .values({ evidence_id: 'e1', position: 0, body: 'YWJj' }),
  ])
  await bot.says(one, '误传清除 6')
  const [, button = ''] = /\[([^\]]*的佐证)\]/.exec(bot.lastCard(one).text) ?? []
  await bot.presses(one, button)
  await bot.presses(other, '确认清除')
  // The bytes that were on their way come too late, and nothing asks for them again.
  await bot.db.atomic(keepEvidenceBytes(bot.db, 'e1', Uint8Array.of(1, 2, 3)))
  expect(await bot.db.query.selectFrom('evidence_chunks').selectAll().execute()).toEqual([])
  expect(await isWorkWaiting(bot.db, 'evidence:e1')).toBe(false)
  expect(await copiesIn(bot)).toEqual([])
})

it('says which backups may still hold it, and keeps it when the other member says no', async () => {
  const bot = await prepared()
  await bot.says('苏敬之', `工作要求 6 ${secret}`)
  bot.clock.pass(3_600_000)
  await bot.db.atomic([
    bot.db.query
      .insertInto('backups')
      .values({ made_at: bot.clock.now(), file_name: 'duban-0302.db' }),
  ])
  await bot.says(one, '误传清除 某地块挂牌底价')
  expect((await bot.presses(other, '不清除')).toast).toBe('没有清除')
  await bot.says('陶然', '任务 6')
  expect(bot.lastCard('陶然').text).toContain(pieces[0])
  await bot.says(one, '误传清除 某地块挂牌底价')
  const { card } = await bot.presses(other, '确认清除')
  expect(card).toContain('duban-0302.db')
})

it('needs a second member', async () => {
  const bot = await startBot(start)
  await bot.dispatched()
  await bot.says(one, '误传清除 某地块挂牌底价')
  expect(bot.lastCard(one).text).toContain('要两名督查室成员共同办理')
})

it('leaves nothing in the files of SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'duban-purge-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const bot = await prepared(join(folder, 'duban.db'))
  await bot.says('苏敬之', '工作要求 6 某地块挂牌底价为每亩三百万元')
  await bot.says(one, '误传清除 某地块挂牌底价')
  await bot.presses(other, '确认清除')
  await bot.db.close()
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
  expect(bytes.some((file) => file.includes('某地块挂牌底价'))).toBe(false)
})

it('knows every column in which words are kept', async () => {
  const bot = await startBot(start)
  const tables = await bot.db.query.introspection.getTables()
  const unknown = tables.flatMap(({ name, columns }) => {
    const place = contentPlaces[name as keyof Schema]
    const known = new Set<string>([...(place?.key ?? []), ...(place?.words ?? [])])
    const isWritten = (place?.words.length ?? 0) > 0
    return columns
      .filter(
        ({ dataType, name: column }) => isWritten && dataType === 'TEXT' && !known.has(column),
      )
      .map(({ name: column }) => `${name}.${column}`)
      .filter(
        (column) => !withoutWords.has(column) && !withoutWords.has(column.split('.')[1] ?? ''),
      )
  })
  expect(unknown).toEqual([])
})

/** Ids, marks, numbers and dates. */
const withoutWords: ReadonlySet<string> = new Set([
  'asks',
  'lights.profile',
  'lights.light',
  'lights.labels',
  'urgent_on',
  'phone_calls.unit',
  'suspended_from',
  'merged_into',
  'base_report_id',
  'signed_by',
  'sign_off',
  'source',
  'corrects',
  'doubts',
  'stage',
  'no_figure',
  'expected_on',

  'kind',
  'form',
  'format',
  'edition',
  'state',
  'lane',
  'request_id',
  'receiver_type',
  'receiver_id',
  'lease_holder',
  'log_id',
  'message_id',
  'chat_id',
  'type',
  'actor',
  'via',
  'code',
  'issued_on',
  'effective_on',
  'source_digest',
  'rate_profile',
  'plan_id',
  'last_report_id',
  'last_accepted_report_id',
  'task_id',
  'item_id',
  'target',
  'baseline',
  'direction',
  'value',
  'none',
  'value_report_id',
  'due_on',
  'done_on',
  'done_by_report',
  'printed_due_on',
  'period',
  'author_open_id',
  'percent',
  'milestones_done',
  'status',
  'reviewed_by',
  'import_id',
  'field',
  'rate',
  'set_by',
  'milestone_id',
  'new_due_on',
  'by_open_id',
  'decided_by',
  'replied_by',
  'open_id',
  'digest',
  'purpose',
  'target_plan_id',
  'file_key',
  'repairs_off',
  'answered_by',
  'real_name',
  'binding_requests.reason',
  'asked_by',
  'light_profile',
])
