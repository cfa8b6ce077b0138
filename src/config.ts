import { z } from 'zod'
import { isConnectableAppId, larkBaseUrl } from './lark/addresses.ts'

/** The settings, parsed once from the environment (design §13). */
export type Config = {
  /** Absent: the sandbox. */
  readonly lark?: LarkCredentials
  readonly eventMode: EventMode
  /** Base URL of the platform, without a slash at the end. */
  readonly larkBaseUrl: string
  readonly larkDomain: string
  readonly database: DatabaseAddress
  readonly port: number
  readonly host: string
  readonly adminOpenIds: readonly string[]
  /** Absent: `/metrics` answers loopback alone. */
  readonly metricsToken?: string
}

/** How events come: over a connection that we open, or to an address of ours. */
type EventMode = 'websocket' | 'webhook'

export type LarkCredentials = {
  readonly appId: string
  readonly appSecret: string
  /** Of the app's 加密策略; absent: events come over the long connection. */
  readonly webhook?: WebhookSecrets
}

export type WebhookSecrets = { readonly encryptKey: string; readonly verificationToken: string }

type DatabaseAddress =
  /** Path of the file, or `:memory:`. */
  | { readonly kind: 'sqlite'; readonly path: string }
  /** It holds the password: it is for the driver alone. */
  | { readonly kind: 'postgres'; readonly url: string }

/** A setting is missing or wrong. The message names the variable and says what it should be. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
  }
}

const blank = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blank, schema)

const Environment = z.object({
  LARK_APP_ID: optional(
    z
      .string()
      .regex(/^cli_\w+$/, '应以 cli_ 开头，见开发者后台“凭证与基础信息”')
      .optional(),
  ),
  LARK_APP_SECRET: optional(z.string().optional()),
  LARK_ENCRYPT_KEY: optional(z.string().optional()),
  LARK_VERIFICATION_TOKEN: optional(z.string().optional()),
  LARK_DOMAIN: optional(
    z
      .string()
      .regex(
        /^(feishu|lark|https?:\/\/[^\s/@]+\/?)$/,
        '应为 feishu、lark 或私有部署的地址（如 https://open.example.cn）',
      )
      .default('feishu'),
  ),
  LARK_EVENT_MODE: optional(
    z
      .enum(
        ['websocket', 'webhook'],
        '应为 websocket（长连接，不需要公网地址）或 webhook（需要公网地址）',
      )
      .optional(),
  ),
  DATABASE_URL: optional(z.string().default('file:./data/duban.db')),
  PORT: optional(
    z.coerce
      .number('应为 0–65535 的整数')
      .int('应为 0–65535 的整数')
      .min(0, '应为 0–65535 的整数')
      .max(65535, '应为 0–65535 的整数')
      .default(3000),
  ),
  HOST: optional(z.string().optional()),
  ADMIN_OPEN_IDS: optional(
    z
      .string()
      .default('')
      .transform((text) => text.split(/[,，\s]+/).filter(Boolean))
      .pipe(z.array(z.string().regex(/^ou_\w+$/, '应为以逗号分隔的 open_id（以 ou_ 开头）'))),
  ),
  METRICS_TOKEN: optional(
    z
      .string()
      .regex(/^[!-~]+$/, '应为不含空格的随机串，如 openssl rand -hex 24 的输出')
      .optional(),
  ),
  NODE_ENV: z.string().optional(),
})

/**
 * Parses the environment. Nothing else reads it.
 * @throws ConfigError with a line per problem: the variable's name and what it should be
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${String(issue.path[0])}：${issue.message}`),
    )
  }
  const values = parsed.data
  const problems: string[] = []
  if (!values.LARK_APP_ID && values.NODE_ENV === 'production') {
    problems.push('LARK_APP_ID：NODE_ENV=production 时必须填写应用凭证（沙盒不会在生产环境启动）')
  }
  const eventMode = values.LARK_EVENT_MODE ?? (hasCredentials(values) ? 'websocket' : 'webhook')
  const lark = readCredentials(values, eventMode, problems)
  const database = readDatabase(values.DATABASE_URL, problems)
  if (problems.length > 0) throw new ConfigError(problems)
  return {
    ...(lark ? { lark } : {}),
    eventMode,
    larkBaseUrl: larkBaseUrl(values.LARK_DOMAIN),
    larkDomain: values.LARK_DOMAIN,
    database,
    port: values.PORT,
    host: values.HOST ?? (lark ? '0.0.0.0' : '127.0.0.1'),
    adminOpenIds: values.ADMIN_OPEN_IDS,
    ...(values.METRICS_TOKEN ? { metricsToken: values.METRICS_TOKEN } : {}),
  }
}

type Credentials = Pick<
  z.infer<typeof Environment>,
  'LARK_APP_ID' | 'LARK_APP_SECRET' | 'LARK_ENCRYPT_KEY' | 'LARK_VERIFICATION_TOKEN'
>

const hasCredentials = (values: Credentials): boolean =>
  [
    values.LARK_APP_ID,
    values.LARK_APP_SECRET,
    values.LARK_ENCRYPT_KEY,
    values.LARK_VERIFICATION_TOKEN,
  ].some(Boolean)

const meanings = {
  LARK_APP_ID: '应用的 App ID（以 cli_ 开头）',
  LARK_APP_SECRET: '应用的 App Secret',
  LARK_ENCRYPT_KEY: 'webhook 方式必填：“事件与回调 → 加密策略”中的 Encrypt Key',
  LARK_VERIFICATION_TOKEN: 'webhook 方式必填：“事件与回调 → 加密策略”中的 Verification Token',
}

/** All that the mode needs, or none: half a set of credentials is a mistake, not a sandbox. */
function readCredentials(
  values: Credentials,
  mode: EventMode,
  problems: string[],
): LarkCredentials | undefined {
  if (!hasCredentials(values)) return undefined
  const { LARK_APP_ID: appId, LARK_APP_SECRET: appSecret } = values
  const { LARK_ENCRYPT_KEY: encryptKey, LARK_VERIFICATION_TOKEN: verificationToken } = values
  if (appId && appSecret && mode === 'websocket') {
    if (!isConnectableAppId(appId)) {
      problems.push('LARK_APP_ID：应为 cli_ 加 16 位十六进制数，见开发者后台“凭证与基础信息”')
    }
    return { appId, appSecret }
  }
  if (appId && appSecret && encryptKey && verificationToken) {
    return { appId, appSecret, webhook: { encryptKey, verificationToken } }
  }
  const needed =
    mode === 'webhook'
      ? (Object.keys(meanings) as (keyof typeof meanings)[])
      : (['LARK_APP_ID', 'LARK_APP_SECRET'] as const)
  for (const name of needed) {
    if (!values[name]) problems.push(`${name}：未填写。${meanings[name]}`)
  }
  return undefined
}

function readDatabase(url: string, problems: string[]): DatabaseAddress {
  if (url === ':memory:' || url === 'file::memory:') return { kind: 'sqlite', path: ':memory:' }
  const path = /^file:(?:\/\/)?(.+)$/.exec(url)?.[1]
  if (path) return { kind: 'sqlite', path }
  // Never quoted: what was meant for an address may hold a password.
  if (!/^postgres(ql)?:/.test(url)) {
    problems.push(
      'DATABASE_URL：应为 file: 开头的 SQLite 文件（如 file:./data/duban.db）或 postgres:// 开头的 PostgreSQL 地址',
    )
  } else if (passwordOf(url) === undefined) {
    problems.push(
      'DATABASE_URL：应为 postgres://用户:密码@主机:5432/数据库名，其中的特殊字符按 URL 编码（如 @ 写作 %40）',
    )
  }
  return { kind: 'postgres', url }
}

/** Empty where there is none, undefined where the address cannot be read. */
function passwordOf(url: string): string | undefined {
  try {
    const { password, pathname } = new URL(url)
    return pathname.length > 1 ? decodeURIComponent(password) : undefined
  } catch {
    return undefined
  }
}

/** A shorter one is no secret, and hiding its every occurrence would make logs unreadable. */
const shortestPassword = 6

/** What no log and no message may show. */
export function secretsOf({
  lark,
  database,
  metricsToken,
}: Pick<Config, 'lark' | 'database' | 'metricsToken'>): string[] {
  const password = (database.kind === 'postgres' && passwordOf(database.url)) || ''
  const { appSecret, webhook } = lark ?? {}
  const { encryptKey, verificationToken } = webhook ?? {}
  const ofDatabase =
    password.length < shortestPassword ? [] : [password, encodeURIComponent(password)]
  const ofMetrics = (metricsToken ?? '').length < shortestPassword ? [] : [metricsToken]
  return [appSecret, encryptKey, verificationToken, ...ofMetrics, ...ofDatabase].filter(
    (secret) => secret !== undefined,
  )
}
