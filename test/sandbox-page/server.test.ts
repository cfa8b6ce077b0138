import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqlite } from '../../db/sqlite.ts'
import { atShanghai } from '../../src/domain/time.ts'
import { findPressable } from '../../src/sandbox/platform/card-form.ts'
import { renderCardText } from '../../src/sandbox/platform/card-text.ts'
import { sampleGroupId, sampleOpenId } from '../../src/sandbox/sample/world.ts'
import { settle } from '../../src/sandbox/settle.ts'
import { type StartedPage, sandboxFolder, startPage } from '../support/start-page.ts'

const office = sampleOpenId('林督查')

/** Presses the newest card of the private chat that has such a button. */
async function presses({ platform, call, server }: StartedPage, name: string, label: string) {
  const openId = sampleOpenId(name)
  const message = platform.messages(platform.p2pChatId(openId)).findLast(({ card }) => {
    try {
      return findPressable(card, label) !== undefined
    } catch {
      return false
    }
  })
  const messageId = message?.messageId
  const pressed = await call('press', { as: name, messageId, button: label })
  await settle(server.sender)
  return pressed.body.toast?.content
}

const says = async ({ call, server }: StartedPage, as: string, text: string, chat = 'p2p') => {
  await call('say', { as, text, chat, mention: chat !== 'p2p' })
  await settle(server.sender)
}

async function dispatched(page: StartedPage) {
  await page.call('sample-table', { as: office })
  await settle(page.server.sender)
  expect(await presses(page, '林督查', '确认导入')).toContain('已导入为草案')
  for (const name of ['高朗', '贺明远']) {
    await says(page, name, '你好')
    await presses(page, name, '是')
  }
  await presses(page, '林督查', '下发')
  expect(await presses(page, '林督查', '确认下发')).toContain('已下发')
}

const titlesTo = ({ platform }: StartedPage, name: string) =>
  platform
    .messages(platform.p2pChatId(sampleOpenId(name)))
    .filter(({ card }) => card)
    .map(({ card }) => renderCardText(card).split('\n')[0])

it('begins on the morning of the sample plan, and leads from / to the page', async () => {
  const page = await startPage()
  const { body } = await page.call('clock')
  expect(Math.abs(body.now - atShanghai('2026-03-02', '09:00'))).toBeLessThan(10_000)
  expect(body.nextMorning).toBe(atShanghai('2026-03-03', '08:30'))
  expect(body.nextMonday).toBe(atShanghai('2026-03-09', '08:30'))
  expect(body.nextDigest.slotAt).toBe(atShanghai('2026-03-09', '08:10'))
  const root = await fetch(page.server.url, { redirect: 'manual' })
  expect([root.status, root.headers.get('location')]).toEqual([302, '/sandbox'])
})

it('does on the way what the clock passes, each slot at its time, and sends without waiting', {
  timeout: 90_000,
}, async () => {
  const page = await startPage()
  await dispatched(page)
  const before = Date.now()
  const moved = await page.call('clock', { to: atShanghai('2026-04-13', '08:30') })
  // Each of the nine sends has a minute of jitter or more.
  expect(Date.now() - before).toBeLessThan(60_000)
  expect(moved.body.now).toBeGreaterThanOrEqual(atShanghai('2026-04-13', '08:30'))
  const days = (name: string, word: string) =>
    titlesTo(page, name).flatMap((title) =>
      title?.includes(word) ? (/(\d+月\d+日)】$/.exec(title)?.[1] ?? title) : [],
    )
  // 6 April is a public holiday.
  const mondays = ['3月9日', '3月16日', '3月23日', '3月30日', '4月7日', '4月13日']
  expect(days('贺明远', '周报')).toEqual(mondays)
  expect(days('高朗', '到期提醒')).toEqual(['3月26日', '3月31日', '4月1日'])
  const onTheWay = page.platform
    .messages()
    .filter(({ from, createdAt }) => from === 'bot' && createdAt >= atShanghai('2026-03-03'))
  expect(moved.body.sent).toEqual(onTheWay.map(({ messageId }) => messageId))
  const again = await page.call('clock', { to: atShanghai('2026-04-13', '08:29') })
  expect(again.status).toBe(409)
})

it('goes on until something is sent, and until all of that slot has left', async () => {
  const page = await startPage()
  await dispatched(page)
  const seen = page.platform.messages().length
  const { body } = await page.call('clock', { until: 'sent' })
  const fresh = page.platform.messages().slice(seen)
  expect(fresh.length).toBeGreaterThan(0)
  expect(body.sent).toEqual(fresh.map(({ messageId }) => messageId))
  const tenMinutes = 600_000
  for (const { createdAt } of fresh) expect(body.now - createdAt).toBeLessThan(2 * tenMinutes)
  expect(body.now - (fresh[0]?.createdAt ?? 0)).toBeGreaterThan(tenMinutes - 60_000)
})

it('starts anew: the sample world, an empty database, the first morning', async () => {
  const page = await startPage()
  await dispatched(page)
  await page.platform.addBotToChat(sampleGroupId, sampleOpenId('章越'))
  await page.call('clock', { to: atShanghai('2026-03-09', '08:30') })
  expect((await page.call('start-anew', {})).status).toBe(200)
  expect(page.platform.messages()).toEqual([])
  expect(page.platform.chats.map(({ botIsIn }) => botIsIn)).toEqual([false])
  const { db } = page.server.sender.deps
  expect(await db.query.selectFrom('plans').selectAll().execute()).toEqual([])
  await dispatched(page)
  await page.call('clock', { to: atShanghai('2026-03-09', '08:30') })
  expect(titlesTo(page, '贺明远').at(-1)).toContain('3月9日')
})

it('goes on where it was stopped: chats, plan and time', async () => {
  const folder = sandboxFolder()
  const first = await startPage(folder)
  await dispatched(first)
  await first.call('clock', { to: atShanghai('2026-03-04', '08:30') })
  const said = first.platform.messages()
  await first.close()
  const second = await startPage(folder)
  expect(second.platform.messages()).toEqual(said)
  expect((await second.call('clock')).body.now).toBeGreaterThan(atShanghai('2026-03-04', '08:30'))
  expect(await presses(second, '高朗', '全部签收（2 项）')).toBe('已签收 2 项')
  await says(second, '高朗', '任务 5')
  expect(titlesTo(second, '高朗').at(-1)).toContain('QH26-5')
})

it('does not empty a database that something else began', async () => {
  const folder = sandboxFolder()
  const first = await startPage(folder)
  await dispatched(first)
  await first.close()
  const db = openSqlite(join(folder, 'page.db'))
  await db.atomic([db.query.deleteFrom('settings').where('key', '=', 'sandbox')])
  await db.close()
  const page = await startPage(folder)
  expect((await page.call('start-anew', {})).status).toBe(409)
  const plans = page.server.sender.deps.db.query.selectFrom('plans').selectAll()
  expect(await plans.execute()).toHaveLength(1)
})

it('shows the way of a message: event, calls, and the row that sent it', async () => {
  const page = await startPage()
  await says(page, '林督查', '帮助')
  const [said, answer] = page.platform.messages()
  const event = await page.call(`trace/${said?.messageId}`)
  expect(event.body.events).toMatchObject([
    { type: 'im.message.receive_v1', answers: [{ status: 200 }] },
  ])
  const trace = await page.call(`trace/${answer?.messageId}`)
  expect(trace.body.requests).toMatchObject([{ method: 'POST', status: 200, code: 0 }])
  const { body } = await page.call(`outbox/${answer?.messageId}`)
  expect(body.rows).toMatchObject([{ state: 'sent', attempts: 1, kind: 'card' }])
})

it('lets no other site in', async () => {
  const page = await startPage()
  const from = (headers: Record<string, string>, url: string) =>
    fetch(`${url}/people`, { headers }).then(({ status }) => status)
  for (const url of [`${page.pageUrl}/api`, `${page.platform.url}/sandbox`]) {
    expect(await from({ origin: 'https://elsewhere.example' }, url)).toBe(403)
    expect(await from({}, url)).toBe(200)
  }
})
