/**
 * `duban setup`: an app made in the console gets what it lacks by a scan, or a pilot app is made;
 * then `.env`, a connection that is held while the console's mode is saved, and what is left to click.
 */
import type { LarkCredentials } from '../config.ts'
import { neededScopes } from '../lark/scopes.ts'

export type SetupOptions = {
  /** An app that was made in the console; left out: a pilot app is offered. */
  readonly appId?: string
  /** `feishu`, `lark`, or the base URL of a private deployment. */
  readonly domain: string
}

/** As the registration flow of the SDK takes and gives them (platform page §7.3). */
export type Registration = {
  readonly appId?: string
  readonly createOnly?: boolean
  readonly appPreset?: { readonly name: string; readonly desc: string }
  readonly addons: Addons
  readonly onQRCodeReady: (code: { readonly url: string; readonly expireIn: number }) => void
}
type Registered = {
  readonly client_id: string
  readonly client_secret: string
  readonly user_info?: { readonly open_id?: string; readonly tenant_brand?: 'feishu' | 'lark' }
}
export type Addons = {
  readonly scopes: { readonly tenant: string[] }
  readonly events: { readonly items: { readonly tenant: string[] } }
  readonly callbacks: { readonly items: string[] }
}

/** What setup does to the world. */
export type SetupTools = {
  readonly ask: (question: string) => Promise<string>
  readonly print: (line: string) => void
  /** As text that a phone can scan. */
  readonly drawCode: (url: string) => Promise<string>
  readonly register: (registration: Registration) => Promise<Registered>
  /** Opens the long connection. @returns whether it opened, and a way to end it */
  readonly connect: (
    lark: LarkCredentials,
  ) => Promise<{ readonly isOpen: boolean; readonly close: () => Promise<void> }>
  readonly env: {
    readonly read: () => string | undefined
    /** Readable by its owner alone. */
    readonly write: (text: string) => void
  }
  readonly events: readonly string[]
}

/** @returns the exit code: 0 done, 1 given up */
export async function runSetup(options: SetupOptions, tools: SetupTools): Promise<number> {
  const { ask, print } = tools
  if (/^https?:/.test(options.domain)) {
    print('私有部署没有扫码注册：请在其开发者后台建应用、开通下列权限和事件，再把凭证写入 .env。')
    printNeeds(tools)
    return 1
  }
  if (!options.appId) {
    print('没有给出应用（--app cli_…），将扫码新建一个“个人助手”类应用，只适合试点：')
    print(
      '有的个人类应用不能主动推送消息。正式使用请由管理员在开发者后台建“企业自建应用”，再带 --app 运行。',
    )
    if (!isYes(await ask('新建试点应用吗？（是/否）'))) return 1
  }
  const made = await scan(options, tools)
  if (!made) return 1
  const lark = { appId: made.client_id, appSecret: made.client_secret }
  const domain = made.user_info?.tenant_brand ?? options.domain
  if (!(await writeEnv(lark, domain, made.user_info?.open_id, tools))) return 1
  await holdConnection(lark, tools)
  printLeft(print)
  return 0
}

const isYes = (answer: string): boolean => /^\s*(是|y|yes|好|确认)\s*$/i.test(answer)

export const addonsFor = (events: readonly string[]): Addons => ({
  scopes: { tenant: neededScopes.map(({ anyOf }) => anyOf[0]) },
  events: { items: { tenant: [...events] } },
  callbacks: { items: ['card.action.trigger'] },
})

/** Codes of the registration flow that end it. */
const refusals: Readonly<Record<string, string>> = {
  access_denied: '扫码的人没有同意。请由企业管理员或应用的开发者扫码',
  expired_token: '二维码过期了，请重新运行 duban setup',
  abort: '已取消',
}

async function scan({ appId }: SetupOptions, { print, drawCode, register, events }: SetupTools) {
  try {
    return await register({
      ...(appId ? { appId } : { createOnly: true, appPreset: pilot }),
      addons: addonsFor(events),
      onQRCodeReady: async ({ url, expireIn }) => {
        print(`请用飞书扫码（${Math.round(expireIn / 60)} 分钟内有效），或在浏览器打开：${url}`)
        print(await drawCode(url))
      },
    })
  } catch (error) {
    const { code } = error as { readonly code?: string }
    print((code && refusals[code]) ?? '连不上飞书的注册服务，请检查网络或代理后重试')
    return undefined
  }
}

const pilot = { name: '督办助手', desc: '重点工作督查督办：任务、填报、提醒、周报' }

/** The file of settings: what stood there stays, but for what this sets anew. */
export function envText(old: string | undefined, values: Readonly<Record<string, string>>): string {
  const kept = (old ?? '')
    .split('\n')
    .filter((line) => !Object.keys(values).some((name) => line.startsWith(`${name}=`)))
    .join('\n')
    .trim()
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}`)
  return `${[...(kept ? [kept] : []), ...lines].join('\n')}\n`
}

async function writeEnv(
  { appId, appSecret }: LarkCredentials,
  domain: string,
  openId: string | undefined,
  { ask, print, env }: SetupTools,
): Promise<boolean> {
  const old = env.read()
  const hasOther = old !== undefined && /^LARK_APP_(ID|SECRET)=./m.test(old)
  if (hasOther && !isYes(await ask('.env 里已有应用凭证，换成新的吗？（是/否）'))) {
    print('没有改动 .env。')
    return false
  }
  const first = openId && !/^ADMIN_OPEN_IDS=./m.test(old ?? '') ? { ADMIN_OPEN_IDS: openId } : {}
  env.write(
    envText(old, {
      LARK_APP_ID: appId,
      LARK_APP_SECRET: appSecret,
      LARK_DOMAIN: domain,
      LARK_EVENT_MODE: 'websocket',
      ...first,
    }),
  )
  print(`凭证已写入 .env（只有您本人可读）。应用：${appId}`)
  if (openId && 'ADMIN_OPEN_IDS' in first) print('扫码的人已设为督查室的第一位成员。')
  return true
}

/** The console saves the mode only while a connection is there (platform page §2.1). */
async function holdConnection(lark: LarkCredentials, { ask, print, connect }: SetupTools) {
  const connection = await connect(lark)
  try {
    if (!connection.isOpen) {
      print('长连接没有建立，运行 duban doctor 查看原因。')
      return
    }
    print('长连接已建立，正在保持。请到开发者后台“事件与回调”：')
    print('  事件配置、回调配置都选“使用长连接接收”，分别保存。')
    await ask('保存好了按回车继续')
  } finally {
    await connection.close()
  }
}

const leftToClick = [
  '“添加应用能力”里确认已有“机器人”',
  '“机器人 → 自定义菜单”按 docs/it-guide.md 填四项（可以以后再填）',
  '“权限管理 → 数据权限”把通讯录权限范围设为全部成员或有任务的部门',
  '“版本管理与发布”创建版本，可用范围选所有要收任务的人，提交审核；通过后才生效',
  '运行 duban doctor 逐项检查，再运行 duban start',
]

function printLeft(print: SetupTools['print']): void {
  print('还要在开发者后台点几下：')
  leftToClick.forEach((step, index) => {
    print(`  ${index + 1}. ${step}`)
  })
}

function printNeeds({ print, events }: SetupTools): void {
  for (const { anyOf, why } of neededScopes) print(`  权限 ${anyOf[0]}：${why}`)
  for (const event of events) print(`  事件 ${event}`)
  print('  回调 card.action.trigger')
}
