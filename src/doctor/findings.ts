/** What `duban doctor` says: from what was found to a line per check, with what to do. */
import { missingScopes } from '../lark/scopes.ts'

/** Something that was looked up, or why it could not be. */
export type Fact<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string }

export type Facts = {
  /** A line per wrong setting. Where there is one, nothing else was looked up. */
  readonly settings: readonly string[]
  /** Absent without credentials: the sandbox. */
  readonly app?: {
    readonly state: Fact<{ readonly name: string; readonly activateStatus: number }>
    readonly scopes: Fact<readonly string[]>
    /** Absent in webhook mode. */
    readonly connection?: Fact<void>
    /** How much this machine is ahead of the platform, in ms. */
    readonly aheadMs: Fact<number | undefined>
  }
  readonly database?: Fact<{ readonly isNew: boolean; readonly pending: readonly string[] }>
  readonly people?: Fact<PeopleFact>
  /** This year and the next, and whether their statutory calendar is known. */
  readonly calendar: readonly { readonly year: number; readonly isKnown: boolean }[]
  /** A Worker is configured here for the platform of the mainland. */
  readonly isFeishuOnWorkers: boolean
}

type PeopleFact = {
  readonly bound: number
  /** Printed names of bound people whom the directory does not show (any more). */
  readonly unseen: readonly string[]
  /** Printed names of those to whom the platform refused a message: 230013. */
  readonly unavailable: readonly string[]
}

type Level = 'ok' | 'warning' | 'error'
export type Finding = { readonly level: Level; readonly check: string; readonly words: string }

export function findings(facts: Facts): readonly Finding[] {
  if (facts.settings.length > 0) return facts.settings.map((line) => bad('配置', line))
  return [
    good('配置', '各项设置可用'),
    ...appFindings(facts.app),
    ...databaseFindings(facts.database),
    ...peopleFindings(facts.people),
    ...facts.calendar.map(calendarFinding),
    ...(facts.isFeishuOnWorkers ? [bad('运行方式', feishuOnWorkers)] : []),
  ]
}

const finding =
  (level: Level) =>
  (check: string, words: string): Finding => ({ level, check, words })
const good = finding('ok')
const odd = finding('warning')
const bad = finding('error')

const feishuOnWorkers =
  'wrangler.toml 把 Workers 指向飞书（境内）。境内政务数据不得出境，请改用 Node 版部署在本地机房；Workers 只用于境外 Lark 或测试数据'

function appFindings(app: Facts['app']): readonly Finding[] {
  if (!app) return [odd('凭证', '没有填写 LARK_APP_ID，启动的是沙盒。正式使用请填写应用凭证')]
  if (!app.state.ok) {
    return [bad('凭证', `${app.state.problem}。请检查 LARK_APP_ID、LARK_APP_SECRET、LARK_DOMAIN`)]
  }
  return [
    good('凭证', `可以登录，应用名称：${app.state.value.name || '（未命名）'}`),
    stateFinding(app.state.value.activateStatus),
    ...scopeFindings(app.scopes),
    connectionFinding(app.connection),
    clockFinding(app.aheadMs),
  ]
}

const states: Readonly<Record<number, string>> = {
  0: '应用还没有发布。请在开发者后台“版本管理与发布”创建版本并提交审核',
  1: '应用被企业停用。请管理员在管理后台启用',
  3: '应用已安装，等待启用。请管理员在管理后台启用',
  4: '新版本等待审核。审核通过前，改动的权限、事件不生效',
}

function stateFinding(status: number): Finding {
  const words = states[status]
  if (status === 2) return good('应用状态', '已启用')
  return bad('应用状态', words ?? `未知状态 ${status}，请在开发者后台查看应用是否已发布、启用`)
}

function scopeFindings(scopes: Fact<readonly string[]>): readonly Finding[] {
  if (!scopes.ok) return [bad('权限', `查不到已开通的权限：${scopes.problem}`)]
  const missing = missingScopes(scopes.value)
  if (missing.length === 0) return [good('权限', '需要的权限都已开通')]
  return missing.map(({ anyOf, why, isOptional }) => {
    const words = `缺少 ${anyOf[0]}（${why}）。请在“权限管理”开通并发布新版本`
    return isOptional ? odd('权限', words) : bad('权限', words)
  })
}

function connectionFinding(connection: Fact<void> | undefined): Finding {
  if (!connection) {
    return odd('事件', 'webhook 方式：请在后台“事件与回调”确认请求地址校验通过，本机无法代为检查')
  }
  if (!connection.ok) return bad('事件', `不能建立长连接：${connection.problem}`)
  return good(
    '事件',
    '可以建立长连接。注意：同一应用只在一处运行，别处用同一凭证连接会分走事件（多副本除外）',
  )
}

/** Presses older than five minutes are refused; a minute off already misleads. */
const bearableMs = 60_000

function clockFinding(ahead: Fact<number | undefined>): Finding {
  if (!ahead.ok) return odd('时钟', `没有比对：${ahead.problem}`)
  if (ahead.value === undefined) return odd('时钟', '没有比对：平台没有返回时间')
  const minutes = Math.round(Math.abs(ahead.value) / 60_000)
  if (Math.abs(ahead.value) <= bearableMs) return good('时钟', '与平台一致')
  const side = ahead.value > 0 ? '快' : '慢'
  return bad('时钟', `本机比平台${side} ${minutes} 分钟。请校准时间（NTP），否则按钮和提醒会失灵`)
}

function databaseFindings(database: Facts['database']): readonly Finding[] {
  if (!database) return []
  if (!database.ok) return [bad('数据库', database.problem)]
  const { isNew, pending } = database.value
  if (isNew) return [good('数据库', '还没有建立，首次启动时自动建立')]
  if (pending.length === 0) return [good('数据库', '可以读写，结构是最新的')]
  return [
    odd('数据库', `有 ${pending.length} 项结构更新，下次启动时自动完成，或先运行 duban migrate`),
  ]
}

const namesShown = 10
const some = (names: readonly string[]): string =>
  `${names.slice(0, namesShown).join('、')}${names.length > namesShown ? ` 等 ${names.length} 人` : ''}`

function peopleFindings(people: Facts['people']): readonly Finding[] {
  if (!people) return []
  if (!people.ok) return [odd('人员', people.problem)]
  const { bound, unseen, unavailable } = people.value
  const problems = [
    ...(unseen.length > 0
      ? [odd('人员', `通讯录里看不到：${some(unseen)}。请扩大“通讯录权限范围”，已离职的请改绑`)]
      : []),
    ...(unavailable.length > 0
      ? [bad('人员', `消息发不到：${some(unavailable)}。请把他们加入应用的“可用范围”`)]
      : []),
  ]
  return problems.length > 0 ? problems : [good('人员', `已绑定 ${bound} 人，都能收到消息`)]
}

const calendarFinding = ({ year, isKnown }: Facts['calendar'][number]): Finding =>
  isKnown
    ? good('日历', `${year} 年的节假日和调休已收录`)
    : odd('日历', `${year} 年的节假日还没有收录，只按周末推算；国务院通知公布后请升级`)
