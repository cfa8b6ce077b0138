import {
  type Config,
  ConfigError,
  type LarkCredentials,
  readConfig,
  type WebhookSecrets,
} from '../config.ts'
import type { Env } from './bindings.ts'

export type WorkerConfig = Config & {
  readonly lark: LarkCredentials & { readonly webhook: WebhookSecrets }
}

/** They say where a server listens and stores; a Worker has bindings for that. */
const unused = ['DATABASE_URL', 'PORT', 'HOST']

/**
 * The settings of a Worker, from `[vars]` and secrets.
 * @throws ConfigError with a line per problem
 */
export function readSettings(env: Env): WorkerConfig {
  const texts = Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && !unused.includes(entry[0]),
    ),
  )
  if (texts.LARK_EVENT_MODE === 'websocket') {
    throw new ConfigError([
      'LARK_EVENT_MODE：Workers 不能保持长连接，请设为 webhook 或不设；需要长连接请用 Node 版',
    ])
  }
  const config = readConfig({ ...texts, LARK_EVENT_MODE: 'webhook' })
  const webhook = config.lark?.webhook
  if (!config.lark || !webhook) {
    throw new ConfigError([
      'LARK_APP_ID：未填写。Workers 上没有沙盒，请用 wrangler secret put 填写 LARK_APP_ID、LARK_APP_SECRET、LARK_ENCRYPT_KEY、LARK_VERIFICATION_TOKEN',
    ])
  }
  return { ...config, lark: { ...config.lark, webhook } }
}
