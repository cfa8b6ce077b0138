import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { startPlatform } from '../../src/sandbox/platform/platform.ts'
import {
  sampleGroupId,
  sampleOffice,
  sampleOpenId,
  sampleWorld,
} from '../../src/sandbox/sample/world.ts'
import { workFolder } from '../support/run-duban.ts'
import { startDuban } from '../support/start-duban.ts'

const secrets = { appSecret: 'app-secret', encryptKey: 'encrypt-key', verificationToken: 'token-1' }

async function startTown() {
  const world = sampleWorld(secrets)
  const platform = await startPlatform({ world, webhookBase: '' })
  onTestFinished(() => platform.close())
  const folder = workFolder()
  const env = {
    LARK_APP_ID: world.app.appId,
    LARK_APP_SECRET: secrets.appSecret,
    LARK_EVENT_MODE: 'webhook',
    LARK_ENCRYPT_KEY: secrets.encryptKey,
    LARK_VERIFICATION_TOKEN: secrets.verificationToken,
    LARK_DOMAIN: platform.url,
    DATABASE_URL: `file:${join(folder, 'duban.db')}`,
    ADMIN_OPEN_IDS: sampleOpenId(sampleOffice),
  }
  return { platform, folder, env, people: world.people.map(({ openId }) => openId) }
}

type Town = Awaited<ReturnType<typeof startTown>>

const said = ({ platform }: Town, who: string, id: string, chat: string, text: string) =>
  platform.sealed(
    platform.envelope(
      'im.message.receive_v1',
      {
        sender: { sender_id: { open_id: who }, sender_type: 'user' },
        message: {
          message_id: id,
          chat_id: chat,
          chat_type: chat === sampleGroupId ? 'group' : 'p2p',
          message_type: 'text',
          content: JSON.stringify({ text }),
        },
      },
      { event_id: `ev_${id}` },
    ),
  )

/** Posts events on `lanes` connections until one is refused. @returns keys of the acknowledged */
async function flood(town: Town, url: string, run: string, lanes: number): Promise<string[]> {
  const acknowledged: string[] = []
  const lane = async (place: number) => {
    for (let number = 0; ; number += 1) {
      const id = `om_${run}_${place}_${number}`
      const { body, headers } = said(town, town.people[0] ?? '', id, sampleGroupId, '早上好')
      try {
        const { status } = await fetch(`${url}/webhook/event`, { method: 'POST', body, headers })
        if (status === 200) acknowledged.push(id)
      } catch {
        return
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, place) => lane(place)))
  return acknowledged
}

const rows = <Row>(folder: string, sql: string): Row[] => {
  const db = new BetterSqlite3(join(folder, 'duban.db'), { readonly: true })
  const all = db.prepare(sql).all() as Row[]
  db.close()
  return all
}

it('loses nothing of what it acknowledged when it is stopped under load', async () => {
  const town = await startTown()
  const server = await startDuban(town.folder, town.env)
  town.platform.setWebhookBase(server.url)
  const flooding = flood(town, server.url, 'first', 16)
  const asked: string[] = []
  for (const who of town.people.slice(0, 8)) {
    const id = `om_help_${who}`
    const chat = town.platform.p2pChatId(who)
    const { status } = await town.platform.post('/webhook/event', said(town, who, id, chat, '帮助'))
    if (status === 200) asked.push(who)
  }
  const from = Date.now()
  server.signal('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(Date.now() - from).toBeLessThan(10_000)
  expect(server.printed()).toContain('"event":"server.stopped","isFinished":true')

  const acknowledged = await flooding
  expect(acknowledged.length).toBeGreaterThan(20)
  const kept = new Set(
    rows<{ key: string }>(town.folder, 'SELECT key FROM inbox').map((r) => r.key),
  )
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
  expect(rows(town.folder, 'SELECT * FROM leases')).toEqual([])
  expect(
    rows(town.folder, "SELECT id FROM outbox WHERE state = 'waiting' AND lease_holder IS NOT NULL"),
  ).toEqual([])

  const again = await startDuban(town.folder, town.env)
  const answersTo = (who: string) =>
    town.platform.messages(town.platform.p2pChatId(who)).filter(({ from }) => from === 'bot').length
  await expect.poll(() => asked.map(answersTo), { timeout: 20_000 }).toEqual(asked.map(() => 1))
  const undone = () => rows(town.folder, "SELECT key FROM inbox WHERE state != 'done'")
  await expect.poll(undone, { timeout: 20_000 }).toEqual([])
  again.signal('SIGTERM')
  expect(await again.ended).toBe(0)
})

it('ends at once on the second signal', async () => {
  const silent = createServer(() => {})
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
  onTestFinished(() => void silent.closeAllConnections())
  onTestFinished(() => void silent.close())
  const { folder, env } = await startTown()
  const { port } = silent.address() as AddressInfo
  const server = await startDuban(folder, { ...env, LARK_DOMAIN: `http://127.0.0.1:${port}` })
  await new Promise((done) => silent.once('request', done))
  server.signal('SIGTERM')
  await expect.poll(() => server.printed(), { timeout: 10_000 }).toContain('server.stopping')
  await new Promise((done) => setTimeout(done, 600))
  server.signal('SIGTERM')
  expect(await server.ended).toBe(1)
  expect(server.printed()).not.toContain('server.stopped')
})
