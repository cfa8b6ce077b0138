/**
 * Where people's words are kept. A new table does not compile without a line here, and a test holds
 * each column of words to it: 误传清除 (design §14) has to find them all.
 */
import type { Schema } from './schema.ts'

type Place<Table extends keyof Schema> = {
  /** What tells its rows apart. */
  readonly key: readonly (keyof Schema[Table] & string)[]
  /** Columns with words, or with JSON that holds some. */
  readonly words: readonly (keyof Schema[Table] & string)[]
}

const none = { key: [], words: [] } as const

export const contentPlaces: { readonly [Table in keyof Schema]: Place<Table> } = {
  inbox: { key: ['key'], words: ['payload', 'error'] },
  work: { key: ['id'], words: ['payload', 'error'] },
  outbox: { key: ['id'], words: ['content', 'reason'] },
  audit_events: { key: ['subject', 'version'], words: ['before', 'after'] },
  purges: { key: ['id'], words: ['target', 'about'] },
  plans: { key: ['id'], words: ['title', 'issuer', 'doc_no'] },
  tasks: {
    key: ['id'],
    words: ['section', 'title', 'text', 'forms', 'printed_rate', 'source', 'source_no'],
  },
  task_edits: { key: ['id'], words: ['before', 'after', 'reason', 'reference'] },
  items: { key: ['id'], words: ['title', 'printed_rate'] },
  indicators: {
    key: ['id'],
    words: ['name', 'unit', 'target_text', 'basis', 'said', 'printed_rate'],
  },
  milestones: { key: ['id'], words: ['item', 'text'] },
  reports: {
    key: ['id'],
    words: ['progress', 'problems', 'next_steps', 'highlights', 'return_reason'],
  },
  report_values: { key: ['report_id', 'indicator_id'], words: ['said'] },
  report_drafts: { key: ['open_id', 'task_id', 'period'], words: ['form', 'refusal'] },
  lights: { key: ['task_id', 'as_of'], words: ['inputs'] },
  hand_set_rates: { key: ['subject_id'], words: ['reason'] },
  task_requests: { key: ['id'], words: ['reason', 'answer', 'reference', 'details'] },
  directives: { key: ['id'], words: ['text', 'reply', 'number'] },
  phone_calls: { key: ['id'], words: ['note'] },
  imports: { key: ['id'], words: ['file_name', 'draft'] },
  doubt_answers: { key: ['import_id', 'number'], words: ['answer'] },
  column_questions: { key: ['id'], words: ['file_name', 'asked', 'columns'] },
  column_profiles: { key: ['header', 'issuer'], words: ['columns'] },
  binding_requests: { key: ['id'], words: ['said'] },
  evidence: { key: ['id'], words: ['file_name'] },
  exports: { key: ['id'], words: ['file_name'] },
  staff_lists: { key: ['id'], words: ['file_name', 'rows'] },
  // Names of people, units and groups, ids and marks: nobody writes there.
  // Packed files, in which no word can be found: a purge removes them all.
  export_chunks: none,
  evidence_chunks: none,
  handled_events: none,
  slots: none,
  leases: none,
  settings: none,
  backups: none,
  accounts: none,
  departments: none,
  account_departments: none,
  roles: none,
  parties: none,
  bindings: none,
  binding_offers: none,
  unit_posts: none,
  stand_ins: none,
  handovers: none,
  task_passes: none,
  unit_aliases: none,
  unit_changes: none,
  unit_groups: none,
  namesakes: none,
  person_questions: none,
  printed_order: none,
  duties: none,
  direct_reporting: none,
  chats: none,
  subscriptions: none,
}

/** Copies of what was said and sent, beside the rows that were made of it. */
export const copies = ['inbox', 'work', 'outbox', 'audit_events', 'report_drafts'] as const

/** What each table is called in the trace. */
export const placeWords: Readonly<Partial<Record<keyof Schema, string>>> = {
  inbox: '收到的消息',
  work: '处理中的文件',
  outbox: '发出的消息',
  audit_events: '痕迹',
  plans: '计划',
  tasks: '任务',
  items: '细化项目',
  indicators: '量化指标',
  milestones: '时间节点',
  reports: '填报',
  report_values: '填报的数值',
  report_drafts: '填报草稿',
  lights: '亮灯',
  hand_set_rates: '手工完成率',
  task_requests: '申请',
  directives: '工作要求',
  imports: '导入的文件',
  doubt_answers: '疑点答复',
  column_questions: '栏目询问',
  column_profiles: '栏目记忆',
  binding_requests: '身份说明',
  evidence: '佐证',
  exports: '导出的文件',
  staff_lists: '人员表',
  purges: '清除申请',
}
