/** The words one can say to the bot, and how forgiving it is about their spelling. */
import { isPlanCode, normalisePlanCode } from './plan-code.ts'
import { splitPage } from './task-query.ts'
import { parseTaskReference, parseTaskReferences } from './task-reference.ts'
import { foldWidth, simplifyCommandWords } from './written-form.ts'

/**
 * What may follow a word: prose after a word that takes nothing is no command. `page`: 第2页;
 * `name`: anything, but apart from the word, since prose may begin with it.
 */
type Takes = 'nothing' | 'page' | 'task' | 'tasks' | 'code' | 'name' | 'text'

type CommandRow = { readonly words: readonly [string, ...string[]]; readonly takes: Takes }

/** The first word of a row is the one that is suggested. */
export const commandTable = {
  help: { words: ['帮助', 'help', '菜单', '?'], takes: 'text' },
  my_tasks: { words: ['我的任务'], takes: 'page' },
  waiting_for_me: { words: ['待我办理', '待办'], takes: 'page' },
  show_task: { words: ['任务'], takes: 'task' },
  find_words: { words: ['查', '查找', '查看', '查询', '搜索'], takes: 'text' },
  find_unit: { words: ['单位'], takes: 'name' },
  find_leader: { words: ['领导'], takes: 'name' },
  find_section: { words: ['板块', '分类'], takes: 'name' },
  find_overdue: { words: ['逾期'], takes: 'page' },
  find_lagging: { words: ['滞后'], takes: 'page' },
  find_this_week: { words: ['本周到期', '本周'], takes: 'page' },
  report: { words: ['填报', '更新'], takes: 'task' },
  correct_report: { words: ['更正'], takes: 'task' },
  withdraw_report: { words: ['撤回'], takes: 'task' },
  confirm_report: { words: ['仍然提交', '确认提交', '确认'], takes: 'task' },
  stage: { words: ['阶段'], takes: 'task' },
  evidence: { words: ['佐证'], takes: 'task' },
  text_mode: { words: ['文本模式', '卡片模式'], takes: 'text' },
  report_steps: { words: ['逐项填报'], takes: 'nothing' },
  sign: { words: ['审签'], takes: 'task' },
  sign_all: { words: ['一键审签', '全部审签'], takes: 'nothing' },
  allow_direct: { words: ['授权直报', '授权联络员直报'], takes: 'nothing' },
  end_direct: { words: ['取消直报', '取消联络员直报'], takes: 'nothing' },
  nothing_new: { words: ['无新增', '本期无新增'], takes: 'task' },
  acknowledge: { words: ['签收'], takes: 'task' },
  acknowledge_all: { words: ['全部签收', '签收全部'], takes: 'nothing' },
  claim: { words: ['认领'], takes: 'text' },
  bind: { words: ['绑定', '我是'], takes: 'text' },
  people: { words: ['人员'], takes: 'nothing' },
  liaison: { words: ['联络员'], takes: 'text' },
  signer: { words: ['审签人'], takes: 'text' },
  head: { words: ['负责人'], takes: 'text' },
  dismiss: { words: ['撤下'], takes: 'text' },
  bind_person: { words: ['绑定人员'], takes: 'text' },
  namesakes: { words: ['同名'], takes: 'text' },
  unit_alias: { words: ['单位别名'], takes: 'text' },
  rename_unit: { words: ['更名', '单位更名'], takes: 'text' },
  merge_units: { words: ['单位合并'], takes: 'text' },
  split_unit: { words: ['单位拆分'], takes: 'text' },
  unit_group: { words: ['单位组'], takes: 'text' },
  unit_order: { words: ['机构序列'], takes: 'text' },
  leader_order: { words: ['领导排序'], takes: 'text' },
  staff_list: { words: ['导入人员表'], takes: 'nothing' },
  confirm_staff: { words: ['确认绑定'], takes: 'nothing' },
  cancel_staff: { words: ['取消人员表'], takes: 'nothing' },
  stand_in: { words: ['请假代办', '代办'], takes: 'text' },
  hand_over: { words: ['移交'], takes: 'text' },
  pass_on: { words: ['转办', '转经办人'], takes: 'task' },
  list_subscriptions: { words: ['订阅列表', '我的订阅'], takes: 'nothing' },
  subscribe: { words: ['订阅'], takes: 'text' },
  unsubscribe: { words: ['退订', '取消订阅'], takes: 'text' },
  dispatch: { words: ['下发'], takes: 'code' },
  confirm_dispatch: { words: ['确认下发'], takes: 'code' },
  trial_run: { words: ['试运行'], takes: 'code' },
  confirm_import: { words: ['确认导入'], takes: 'code' },
  confirm_update: { words: ['确认更新'], takes: 'code' },
  confirm_record: { words: ['确认代录', '确认录入'], takes: 'code' },
  cancel: { words: ['取消'], takes: 'nothing' },
  doubts: { words: ['疑点', '存疑'], takes: 'text' },
  import_as: { words: ['导入为'], takes: 'text' },
  repairs: { words: ['修整'], takes: 'text' },
  columns: { words: ['栏目'], takes: 'text' },
  dispatch_changes: { words: ['下发变动'], takes: 'code' },
  withdraw_import: { words: ['撤销导入'], takes: 'code' },
  confirm_withdraw: { words: ['确认撤销'], takes: 'code' },
  void_plan: { words: ['作废计划', '作废'], takes: 'text' },
  confirm_void: { words: ['确认作废'], takes: 'text' },
  year_end_check: { words: ['年终核验'], takes: 'code' },
  confirm_year_end_check: { words: ['确认核验', '确认年终核验'], takes: 'code' },
  archive: { words: ['归档'], takes: 'code' },
  confirm_archive: { words: ['确认归档'], takes: 'code' },
  next_year: { words: ['新建下年计划', '结转'], takes: 'code' },
  confirm_next_year: { words: ['确认结转'], takes: 'text' },
  yes: { words: ['是', '是的'], takes: 'nothing' },
  no: { words: ['不是'], takes: 'nothing' },
  agree: { words: ['同意'], takes: 'text' },
  disagree: { words: ['不同意'], takes: 'text' },
  review: { words: ['审核'], takes: 'page' },
  accept_report: { words: ['通过'], takes: 'task' },
  accept_all_reports: { words: ['一键通过'], takes: 'nothing' },
  return_report: { words: ['退回'], takes: 'task' },
  extension: { words: ['延期', '逾期说明'], takes: 'tasks' },
  close_out: { words: ['办结', '申请办结'], takes: 'tasks' },
  objection: { words: ['有异议', '异议', '申请改派'], takes: 'task' },
  break_down: { words: ['分解'], takes: 'task' },
  suspend: { words: ['中止'], takes: 'task' },
  resume: { words: ['恢复'], takes: 'task' },
  withdraw: { words: ['撤项'], takes: 'task' },
  reopen: { words: ['重开'], takes: 'task' },
  merge: { words: ['并入'], takes: 'task' },
  confirm_suspend: { words: ['确认中止'], takes: 'task' },
  confirm_resume: { words: ['确认恢复'], takes: 'task' },
  confirm_withdraw_task: { words: ['确认撤项'], takes: 'task' },
  confirm_merge: { words: ['确认并入'], takes: 'task' },
  confirm_reopen: { words: ['确认重开'], takes: 'task' },
  edit: { words: ['改', '修改', '调整'], takes: 'task' },
  reassign: { words: ['改派'], takes: 'task' },
  file: { words: ['立项'], takes: 'text' },
  phone_list: { words: ['电话督办'], takes: 'nothing' },
  phoned: { words: ['已电话联系', '电话联系'], takes: 'text' },
  number_directive: { words: ['批示编号', '编号'], takes: 'task' },
  direct: { words: ['工作要求', '批示'], takes: 'task' },
  reply: { words: ['答复', '回复要求'], takes: 'task' },
  grant_role: { words: ['授权', '设置角色', '角色'], takes: 'text' },
  revoke_role: { words: ['撤销授权', '取消授权'], takes: 'text' },
  confirm_grant: { words: ['确认授权'], takes: 'text' },
  confirm_revoke: { words: ['确认撤销授权', '确认取消授权'], takes: 'text' },
  trail: { words: ['痕迹', '审计'], takes: 'text' },
  purge: { words: ['误传清除', '清除误传'], takes: 'text' },
  confirm_purge: { words: ['确认清除'], takes: 'nothing' },
  refuse_purge: { words: ['不清除', '不同意清除'], takes: 'nothing' },
  overview: { words: ['总览', '全区总览'], takes: 'code' },
  mark_internal: { words: ['内部', '内部事项'], takes: 'task' },
  unmark_internal: { words: ['取消内部', '不再内部'], takes: 'task' },
  indicators: { words: ['指标', '建议指标'], takes: 'text' },
  rate: { words: ['完成率', '完成率怎么来的'], takes: 'text' },
  set_rate: { words: ['核定', '人工核定', '核定完成率'], takes: 'task' },
  formula: { words: ['公式', '计算公式'], takes: 'text' },
  weekly_report: { words: ['周报'], takes: 'code' },
  export: { words: ['导出', '打印'], takes: 'text' },
} as const satisfies Readonly<Record<string, CommandRow>>

export type CommandName = keyof typeof commandTable

export type ParsedCommand =
  | { readonly command: CommandName; readonly rest: string }
  /** Not a command; `suggestions` are the nearest words, nearest first, perhaps none. */
  | { readonly command: null; readonly suggestions: readonly string[] }

const rows = Object.entries(commandTable) as unknown as readonly [CommandName, CommandRow][]

const escapeWord = (character: string): string => character.replace(/[?]/, '\\?')

/** A word at the beginning, its characters perhaps apart; the longest word of all comes first. */
const patterns = rows
  .flatMap(([command, { words, takes }]) => words.map((word) => ({ command, word, takes })))
  .sort((a, b) => b.word.length - a.word.length)
  .map(({ command, word, takes }) => ({
    command,
    takes,
    pattern: new RegExp(`^${[...word].map(escapeWord).join('\\s*')}`, 'i'),
  }))

const punctuation = /^[\s\p{P}~]+|[\s\p{P}~]+$/gu

const accepts: Readonly<Record<Takes, (rest: string, isApart: boolean) => boolean>> = {
  nothing: () => false,
  page: (rest) => splitPage(rest).words === '',
  name: (_rest, isApart) => isApart,
  task: (rest) => parseTaskReference(rest) !== undefined,
  tasks: (rest) => parseTaskReferences(rest) !== undefined,
  code: (rest) => isPlanCode(normalisePlanCode(rest)),
  text: () => true,
}

function withRest(text: string, length: number): string {
  const rest = text.slice(length)
  if (rest.replace(punctuation, '') === '') return ''
  return rest.replace(/^[\s:：,，、。.!！;；-]+/, '').trim()
}

function matched(text: string, folded: string): ParsedCommand | undefined {
  for (const { command, takes, pattern } of patterns) {
    const found = pattern.exec(folded)
    if (!found) continue
    const rest = withRest(text, found[0].length)
    const isApart = /^[\s:：]/.test(text.slice(found[0].length))
    if (rest === '' || accepts[takes](rest, isApart)) return { command, rest }
  }
  return undefined
}

/** Reads what somebody typed. A bare number shows the task; a number with words reports on it. */
export function parseCommand(text: string): ParsedCommand {
  const start = /^(?:[\s\u200b\ufeff/、,，.。:：!！]|@_user_\d+)*/.exec(text)?.[0].length ?? 0
  const said = text.slice(start).trimEnd()
  const folded = simplifyCommandWords(foldWidth(said))
  const command = matched(said, folded)
  if (command) return command
  const reference = parseTaskReference(said)
  if (reference) return { command: reference.rest === '' ? 'show_task' : 'report', rest: said }
  return { command: null, suggestions: suggestionsFor(folded) }
}

/** Levenshtein. */
export function editDistance(a: string, b: string): number {
  const from = [...a]
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  from.forEach((character, i) => {
    const current = [i + 1]
    ;[...b].forEach((other, j) => {
      current.push(
        Math.min(
          (previous[j + 1] ?? 0) + 1,
          (current[j] ?? 0) + 1,
          (previous[j] ?? 0) + (character === other ? 0 : 1),
        ),
      )
    })
    previous = current
  })
  return previous.at(-1) ?? 0
}

/** Words of the design that are not built yet: to be told so, not to be taken for a slip. */
const plannedWords = ['月报', '排名', '催办', '设置'] as const

/** The word that a text begins with and that this release does not know yet. */
export function plannedWord(text: string): string | undefined {
  const said = simplifyCommandWords(foldWidth(text)).trim()
  return plannedWords.find((word) => said.startsWith(word))
}

const suggestionLimit = 3

/** The words nearest to the beginning of a text; at least half of a word has to be right. */
function suggestionsFor(folded: string): string[] {
  const head = (/^[^\s\d\p{P}]+/u.exec(folded)?.[0] ?? '').slice(0, 8)
  if (head === '') return []
  const near = rows
    .map(([, { words, takes }]) => ({
      word: words[0],
      takes,
      distance: Math.min(...words.map((word) => editDistance(head, word) / word.length)),
    }))
    .filter(({ distance }) => distance <= 0.5)
    .sort((a, b) => a.distance - b.distance)
  const number = /[A-Za-z]*\d+(?:-\d+)?/.exec(folded)?.[0]
  return near
    .slice(0, suggestionLimit)
    .map(({ word, takes }) =>
      (takes === 'task' || takes === 'tasks') && number ? `${word} ${number}` : word,
    )
}
