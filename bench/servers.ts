/** What is measured beside the whole bot, each in a process of its own. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import * as lark from '@larksuiteoapi/node-sdk'
import { migrate } from '../db/migrate.ts'
import { openSqlite } from '../db/sqlite.ts'
import { createApp } from '../src/app.ts'
import { assemble } from '../src/core.ts'
import { jsonLog } from '../src/log.ts'
import type { Keys } from './bodies.ts'

/** Says on which port it listens: the one line that the bench waits for. */
const tellPort = (port: number) => process.stdout.write(`{"port":${port}}\n`)

/** The reference: the SDK's own adapter, and a handler that does nothing. */
export function serveSdk({ encryptKey, verificationToken }: Keys): void {
  const quiet = { fatal() {}, error() {}, warn() {}, info() {}, debug() {}, trace() {} }
  const dispatcher = new lark.EventDispatcher({
    encryptKey,
    verificationToken,
    logger: quiet,
  }).register({ 'im.message.receive_v1': async () => {} })
  const server = createServer(lark.adaptDefault('/webhook/event', dispatcher))
  server.listen(0, '127.0.0.1', () => tellPort((server.address() as AddressInfo).port))
}

/** Our accept path alone: verify, decrypt, parse, store durably, answer. Nothing is handled. */
export async function serveAcceptPath(keys: Keys, databasePath: string): Promise<void> {
  const db = openSqlite(databasePath)
  await migrate(db, Date.now())
  const { appId, ...webhook } = keys
  const { deps, verifier } = assemble({
    config: {
      lark: { appId, appSecret: 'bench', webhook },
      eventMode: 'webhook',
      larkBaseUrl: 'http://127.0.0.1:9',
      larkDomain: 'http://127.0.0.1:9',
      database: { kind: 'sqlite', path: databasePath },
      port: 0,
      host: '127.0.0.1',
      adminOpenIds: [],
    },
    db,
    documents: {
      read: () => Promise.reject(new Error('no documents are read here')),
      staffList: () => Promise.reject(new Error('no documents are read here')),
    },
    log: jsonLog((line) => process.stderr.write(`${line}\n`), []),
    clock: { now: () => Date.now() },
    wake: () => {},
  })
  const app = createApp({ deps, verifier, checkReady: async () => {} })
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => tellPort(info.port))
}
