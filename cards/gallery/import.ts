/** Help, notices, and all cards from a file to 下发 and 绑定. */

import { bindingOfferCard, bindingRequestCard } from '../binding.ts'
import { type HelpView, helpCard } from '../help.ts'
import { importPreviewCard } from '../imports/import-preview.ts'
import { dispatchConfirmCard, importSummaryCard } from '../imports/import-summary.ts'
import { noticeCard } from '../notice.ts'
import { assignmentCard } from '../tasks/assignment.ts'
import { type Exhibit, states } from './exhibit.ts'
import * as sample from './samples.ts'

const { hostile, hostileLong, hostileRef, many } = sample

const nobody = {
  isOffice: false,
  granted: [],
  isLeader: false,
  isBound: false,
  inGroup: false,
} as const

const helpViews: readonly (HelpView & { readonly name: string })[] = [
  { ...nobody, name: 'help-stranger' },
  { ...nobody, name: 'help-official', isBound: true },
  { ...nobody, name: 'help-leader', isLeader: true, isBound: true },
  { ...nobody, name: 'help-office', isOffice: true, isBound: true },
  { ...nobody, name: 'help-group', isBound: true, inGroup: true },
  { ...nobody, name: 'help-principal', granted: ['principal'] },
  { ...nobody, name: 'help-audit', granted: ['audit'] },
  { ...nobody, name: 'help-admin', granted: ['admin'] },
  {
    ...nobody,
    name: 'help-everything',
    granted: ['admin', 'audit', 'principal'],
    isOffice: true,
    isLeader: true,
    isBound: true,
  },
]

export const help: readonly Exhibit[] = helpViews.map(({ name, ...view }) => ({
  name,
  card: helpCard(view),
}))

const noticeTexts = {
  info: { title: '正在读取 · 重点工作任务分解表.docx', lines: ['读完后给您预览，一般不到1分钟。'] },
  success: { title: 'QL26-14 · 已签收 · 6月25日', lines: ['下一节点：6月30日　主体结构封顶'] },
  warning: { title: 'QL26-14 · 未签收', lines: ['这项任务不由您负责。如有误，请联系督查室。'] },
  error: {
    title: '导入失败',
    lines: ['文件里没有找到任务表。', '请发来含序号、任务、时间节点的表。'],
  },
} as const

export const notices: readonly Exhibit[] = [
  ...states('notice', ['info', 'success', 'warning', 'error'], (tone) =>
    noticeCard({ ...noticeTexts[tone], tone }),
  ),
  {
    name: 'notice-link',
    card: noticeCard({
      title: '请到私聊填报',
      lines: ['填报表已发到您的私聊。'],
      tone: 'info',
      link: { text: '打开私聊', url: 'https://applink.feishu.cn/client/bot/open?appId=cli_x' },
    }),
  },
  {
    name: 'notice-hostile',
    card: noticeCard({ title: hostile, lines: many(40, () => hostileLong), tone: 'error' }),
  },
  { name: 'notice-empty', card: noticeCard({ title: '没有找到', lines: [], tone: 'info' }) },
]

const hostileDoubt = {
  kind: 'damaged_text',
  taskSeq: 3,
  text: hostileLong,
  source: hostileLong,
} as const

export const imports: readonly Exhibit[] = [
  ...states('import-preview', ['waiting', 'committed', 'cancelled', 'unchanged'], (state) =>
    importPreviewCard({ ...sample.preview, state }),
  ),
  {
    name: 'import-preview-bare',
    card: importPreviewCard({
      ...sample.preview,
      plan: { ...sample.preview.plan, issuer: null, docNo: null, issuedOn: null, kind: 'custom' },
      sections: [],
      doubts: [],
      doubtsInAll: 0,
      repairs: [],
      mayReread: false,
      reach: { receivers: 0, unbound: [], firstReminderOn: null },
      samples: [],
    }),
  },
  {
    name: 'import-preview-hostile',
    card: importPreviewCard({
      ...sample.preview,
      fileName: hostileLong,
      plan: {
        ...sample.preview.plan,
        title: hostileLong,
        code: hostile,
        issuer: hostileLong,
        docNo: hostileLong,
      },
      sections: many(80, (n) => ({ name: hostileLong, tasks: n })),
      doubts: many(200, () => hostileDoubt),
      doubtsInAll: 300,
      repairs: many(40, (n) => ({ kind: `${hostileLong}${n}`, count: n })),
      repairsOff: many(40, () => hostileLong),
      remarks: many(40, () => hostileLong),
      reach: {
        receivers: 300,
        unbound: many(300, () => hostileLong),
        firstReminderOn: '2026-04-01',
      },
      leftovers: many(90, (line) => ({ line, text: hostileLong })),
      samples: many(9, (seq) => ({
        seq,
        title: hostileLong,
        leadUnit: hostileLong,
        persons: many(9, () => hostileLong),
        milestones: many(60, () => ({ dueOn: '2026-03-31', text: hostileLong })),
      })),
    }),
  },
  ...states('import-summary', ['draft', 'running', 'trial', 'later'], (state) =>
    importSummaryCard({ ...sample.summary, state }),
  ),
  {
    name: 'import-summary-nobody',
    card: importSummaryCard({ ...sample.summary, receivers: [], firstReminderOn: null }),
  },
  {
    name: 'import-summary-hostile',
    card: importSummaryCard({
      ...sample.summary,
      code: hostile,
      title: hostileLong,
      receivers: many(300, (n) => ({
        name: hostileLong,
        tasks: n,
        leading: n,
        owned: n,
        firstOn: '2026-04-01',
      })),
      unbound: many(300, () => hostileLong),
    }),
  },
  { name: 'dispatch-confirm', card: dispatchConfirmCard(sample.confirm) },
  {
    name: 'dispatch-confirm-all-bound',
    card: dispatchConfirmCard({ ...sample.confirm, unbound: [] }),
  },
  {
    name: 'dispatch-confirm-hostile',
    card: dispatchConfirmCard({
      ...sample.confirm,
      code: hostile,
      title: hostileLong,
      unbound: many(300, () => hostile),
    }),
  },
]

export const assignments: readonly Exhibit[] = [
  { name: 'assignment-waiting', card: assignmentCard(sample.assignment) },
  {
    name: 'assignment-one',
    card: assignmentCard({ ...sample.assignment, tasks: [sample.assigned(14)] }),
  },
  {
    name: 'assignment-done',
    card: assignmentCard({
      ...sample.assignment,
      tasks: sample.assignment.tasks.map((task) => ({ ...task, isAcknowledged: true })),
    }),
  },
  { name: 'assignment-empty', card: assignmentCard({ ...sample.assignment, tasks: [] }) },
  {
    name: 'assignment-300-hostile',
    card: assignmentCard({
      ...sample.assignment,
      code: hostile,
      title: hostileLong,
      tasks: many(300, (n) => ({
        ...sample.assigned(n),
        ...hostileRef(n),
        next: { dueOn: '2026-12-31', text: hostileLong },
      })),
    }),
  },
]

export const bindings: readonly Exhibit[] = [
  ...states('binding-offer', ['open', 'accepted', 'declined', 'taken'], (state) =>
    bindingOfferCard({ ...sample.offer, state }),
  ),
  {
    name: 'binding-offer-hostile',
    card: bindingOfferCard({
      ...sample.offer,
      name: hostileLong,
      units: many(30, () => hostileLong),
    }),
  },
  ...states('binding-request', ['open', 'assigned', 'refused'], (state) =>
    bindingRequestCard({
      ...sample.request,
      state,
      assignedTo: state === 'assigned' ? '程予墨（区水务局）' : null,
    }),
  ),
  {
    name: 'binding-request-none',
    card: bindingRequestCard({
      ...sample.request,
      reason: 'none',
      department: null,
      said: null,
      candidates: [],
    }),
  },
  {
    name: 'binding-request-hostile',
    card: bindingRequestCard({
      ...sample.request,
      realName: hostileLong,
      department: hostileLong,
      said: hostileLong,
      candidates: many(40, (n) => ({
        personId: sample.idOf(n),
        name: hostileLong,
        units: many(9, () => hostileLong),
        tasks: n,
        isBound: n % 2 === 0,
      })),
    }),
  },
]
