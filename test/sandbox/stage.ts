import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as lark from '@larksuiteoapi/node-sdk'
import { decrypt } from '../../src/sandbox/platform/crypto.ts'
import {
  type Limits,
  type Platform,
  startPlatform,
  type World,
} from '../../src/sandbox/platform/platform.ts'

export const start = Date.parse('2026-03-02T09:00:00+08:00')

export const world = (): World => ({
  app: {
    appId: 'cli_0123456789abcdef',
    appSecret: 'secret',
    encryptKey: 'test key',
    verificationToken: 'verify',
    botOpenId: 'ou_bot',
    botName: '督办助手',
    tenantKey: 't1',
    availability: ['ou_zhang', 'ou_li', 'ou_gone'],
  },
  departments: [
    { openDepartmentId: 'od-a', name: '区政府办', parentId: '0' },
    { openDepartmentId: 'od-b', name: '督查室', parentId: 'od-a', leaderOpenId: 'ou_zhang' },
  ],
  people: [
    person('zhang', '张三', ['od-b'], '13800000001'),
    person('li', '李四', ['od-a'], '13800000002'),
    person('wang', '王五', [], '13800000003'),
    { ...person('gone', '赵六', ['od-a'], '13800000004'), isResigned: true },
  ],
  chats: [
    group('oc_team', '重点工作群'),
    { ...group('oc_out', '别的群'), botIsIn: false },
    { ...group('oc_dead', '旧群'), status: 'dissolved' },
  ],
})

const person = (key: string, name: string, departmentIds: string[], mobile: string) => ({
  openId: `ou_${key}`,
  unionId: `on_${key}`,
  name,
  departmentIds,
  mobile,
})

const group = (chatId: string, name: string) => ({
  chatId,
  name,
  mode: 'group' as const,
  ownerOpenId: 'ou_zhang',
  managerOpenIds: ['ou_li'],
  memberOpenIds: ['ou_zhang', 'ou_li', 'ou_wang'],
  external: false,
  botIsIn: true,
  status: 'normal' as const,
})

type Received = {
  path: string
  headers: Record<string, unknown>
  raw: string
  // biome-ignore lint/suspicious/noExplicitAny: payloads of the platform, looked into by tests
  body: any
}

type Answer = { status?: number; body?: unknown; raw?: string; waitMs?: number }

/** A stand-in for the bot: keeps what came, answers what the test says. */
async function startStub() {
  const received: Received[] = []
  const stub = { received, answer: (_: Received): Answer => ({ body: {} }) }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const raw = Buffer.concat(chunks).toString('utf8')
    const body = JSON.parse(decrypt(JSON.parse(raw).encrypt, 'test key'))
    const came = { path: request.url ?? '', headers: request.headers, raw, body }
    received.push(came)
    if (body.type === 'url_verification') {
      response.end(JSON.stringify({ challenge: body.challenge }))
      return
    }
    const { status = 200, body: out = {}, raw: rawOut, waitMs = 0 } = stub.answer(came)
    setTimeout(() => response.writeHead(status).end(rawOut ?? JSON.stringify(out)), waitMs)
  })
  const url = await listening(server)
  return Object.assign(stub, { url, close: () => closing(server) })
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const closing = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/** The emulator, a stub bot and a clock the test moves. */
export async function startStage(limits: Partial<Limits> = {}, base = world()) {
  const stub = await startStub()
  const clock = { at: start }
  const platform = await startPlatform({
    world: base,
    webhookBase: stub.url,
    now: () => clock.at,
    limits: { answerMs: 300, ...limits },
  })
  const { token } = await tokenOf(platform)
  return {
    platform,
    stub,
    clock,
    api: apiOf(platform, token),
    close: async () => {
      await platform.close()
      await stub.close()
    },
  }
}

export async function tokenOf(platform: Platform, secret = 'secret') {
  const response = await fetch(`${platform.url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ app_id: 'cli_0123456789abcdef', app_secret: secret }),
  })
  const body = (await response.json()) as {
    code: number
    tenant_access_token: string
    expire: number
  }
  return {
    status: response.status,
    code: body.code,
    token: body.tenant_access_token,
    expire: body.expire,
  }
}

/** Calls an API with plain HTTP. */
export const apiOf =
  (platform: Platform, token: string) =>
  async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${platform.url}/open-apis${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json; charset=utf-8',
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    // biome-ignore lint/suspicious/noExplicitAny: bodies of the platform, looked into by tests
    const answer = (await response.json()) as any
    return {
      status: response.status,
      code: answer.code as number,
      headers: response.headers,
      answer,
    }
  }

export const sendText = (id: string, text = '你好', uuid?: string) => ({
  receive_id: id,
  msg_type: 'text',
  content: JSON.stringify({ text }),
  ...(uuid ? { uuid } : {}),
})

export const sendCard = (id: string, card: object) => ({
  receive_id: id,
  msg_type: 'interactive',
  content: JSON.stringify(card),
})

export const text = (content: string) => ({ tag: 'plain_text', content })

export const card = (...elements: object[]) => ({
  schema: '2.0',
  header: { title: text('标题') },
  body: { elements },
})

export const button = (label: string, more: object = {}) => ({
  tag: 'button',
  text: text(label),
  behaviors: [{ type: 'callback', value: { action: label } }],
  ...more,
})

/** The real SDK against the emulator, quiet. */
export function sdk(platform: Platform) {
  const mute = () => {}
  const logger = { error: mute, warn: mute, info: mute, debug: mute, trace: mute }
  return new lark.Client({
    appId: 'cli_0123456789abcdef',
    appSecret: 'secret',
    domain: platform.url,
    logger,
  })
}
