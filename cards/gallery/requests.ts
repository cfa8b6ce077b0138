/** 延期, 办结, 有异议; 中止 and its like; 工作要求. */

import {
  directiveCard,
  directiveFormCard,
  directiveReplyCard,
  numberedCard,
  numberFormCard,
} from '../tasks/directive.ts'
import { closeOutsFormCard, requestsResultCard } from '../tasks/several-requests.ts'
import { taskChangeCard } from '../tasks/task-change.ts'
import { taskInternalCard } from '../tasks/task-internal.ts'
import {
  type RequestFormView,
  refuseFormCard,
  requestFormCard,
  requestResultCard,
  type TaskRequestView,
  taskRequestCard,
} from '../tasks/task-request.ts'
import { type Exhibit, states } from './exhibit.ts'
import * as sample from './samples.ts'

const { hostile, hostileLong, hostileRef, idOf, many, ref, taskRequest } = sample

const asked: RequestFormView = {
  ...ref(14),
  kind: 'extension',
  at: sample.asOf,
  milestones: many(3, (n) => ({ ...sample.milestone(n + 1), id: idOf(n) })),
  openNodes: 3,
  needsReference: false,
  isLate: false,
}

const closeOut: TaskRequestView = {
  ...taskRequest,
  kind: 'close_out',
  node: null,
  newDueOn: null,
  reason: '6个文化客厅全部建成开放。',
}

const objection: TaskRequestView = {
  ...closeOut,
  kind: 'objection',
  reason: '用地和招标均由交通部门办理，建议由区交通局牵头。',
}

const broken: TaskRequestView = {
  ...closeOut,
  kind: 'breakdown',
  reason: '',
  lines: ['2026年6月30日　完成施工招标', '2026年12月31日　完工', '指标：开放场次 120场'],
}

const decided = { answer: '请按原定日期推进。', decidedAt: sample.asOf }

export const hostileRequest: TaskRequestView = {
  ...taskRequest,
  ...hostileRef(14),
  by: hostileLong,
  reason: hostileLong,
  node: { dueOn: '2026-06-30', text: hostileLong },
  isLate: true,
  reference: hostileLong,
  lines: many(60, () => hostileLong),
  answer: hostileLong,
}

export const taskRequests: readonly Exhibit[] = [
  ...states('request-form', ['extension', 'close_out', 'objection'], (kind) =>
    requestFormCard({ ...asked, kind }),
  ),
  {
    name: 'request-form-late',
    card: requestFormCard({ ...asked, isLate: true, needsReference: true }),
  },
  {
    name: 'close-outs-form',
    card: closeOutsFormCard({ at: sample.asOf, tasks: many(5, (n) => ref(n)) }),
  },
  {
    name: 'close-outs-form-hostile',
    card: closeOutsFormCard({ at: sample.asOf, tasks: many(90, (n) => hostileRef(n)) }),
  },
  {
    name: 'requests-result',
    card: requestsResultCard({
      kind: 'close_out',
      at: sample.asOf,
      taken: [closeOut, { ...closeOut, ...ref(15) }],
      refused: ['QL26-18　未提交：这项任务还没有签收，请先签收'],
    }),
  },
  {
    name: 'requests-result-hostile',
    card: requestsResultCard({
      kind: 'extension',
      at: sample.asOf,
      taken: many(40, () => hostileRequest),
      refused: many(40, () => hostileLong),
    }),
  },
  {
    name: 'request-form-hostile',
    card: requestFormCard({
      ...asked,
      ...hostileRef(14),
      milestones: many(90, (n) => ({ ...sample.milestone(n), id: idOf(n), text: hostileLong })),
    }),
  },
  { name: 'request-extension', card: taskRequestCard(taskRequest) },
  { name: 'request-extension-late', card: taskRequestCard({ ...taskRequest, isLate: true }) },
  { name: 'request-close-out', card: taskRequestCard(closeOut) },
  { name: 'request-objection', card: taskRequestCard(objection) },
  { name: 'request-breakdown', card: taskRequestCard(broken) },
  {
    name: 'request-granted',
    card: taskRequestCard({ ...taskRequest, state: 'granted', decidedAt: sample.asOf }),
  },
  {
    name: 'request-refused',
    card: taskRequestCard({ ...taskRequest, ...decided, state: 'refused' }),
  },
  { name: 'request-hostile', card: taskRequestCard(hostileRequest) },
  { name: 'request-refuse-form', card: refuseFormCard(taskRequest) },
  ...states('request-result', ['open', 'granted', 'refused'], (state) =>
    requestResultCard({ ...taskRequest, ...(state === 'refused' ? decided : {}), state }),
  ),
]

const { directive } = sample
const answered = {
  ...directive,
  reply: { by: '陆闻笙', at: sample.asOf, text: '方案已于今日报送，9月底前取得用地手续。' },
}

const numbered = { ...directive, number: '青督批〔2026〕5号', dueOn: '2026-06-30' }

export const directives: readonly Exhibit[] = [
  { name: 'directive-form', card: directiveFormCard(ref(14), sample.asOf) },
  { name: 'directive', card: directiveCard(directive) },
  { name: 'directive-answered', card: directiveCard(answered) },
  { name: 'directive-reply', card: directiveReplyCard(answered) },
  { name: 'directive-numbered', card: directiveCard(numbered) },
  { name: 'directive-number-form', card: numberFormCard(directive) },
  { name: 'directive-number-done', card: numberedCard(numbered) },
  {
    name: 'directive-hostile',
    card: directiveCard({
      ...directive,
      ...hostileRef(14),
      by: hostileLong,
      text: hostileLong,
      reply: { by: hostileLong, at: sample.asOf, text: hostileLong },
    }),
  },
]

const change = {
  ...ref(14),
  reason: '选址调整，见区政府专题会议纪要第3号。',
  version: 3,
  at: sample.asOf,
}

export const taskChanges: readonly Exhibit[] = [
  ...states('task-change', ['suspended', 'resumed', 'withdrawn', 'reopened'], (kind) =>
    taskChangeCard({ ...change, change: kind, isDone: false }),
  ),
  {
    name: 'task-change-merged',
    card: taskChangeCard({ ...change, change: 'merged', into: ref(15), isDone: false }),
  },
  { name: 'task-changed', card: taskChangeCard({ ...change, change: 'suspended', isDone: true }) },
  {
    name: 'task-change-hostile',
    card: taskChangeCard({
      ...change,
      ...hostileRef(14),
      reason: `${hostileLong}${hostile}`,
      change: 'suspended',
      isDone: false,
    }),
  },
]

const internal = { ...ref(14), version: 3, at: sample.asOf }

/** 内部事项. */
export const internalTasks: readonly Exhibit[] = [
  {
    name: 'task-internal-marked',
    card: taskInternalCard({ ...internal, isInternal: true, isDone: true }),
  },
  {
    name: 'task-internal-hostile',
    card: taskInternalCard({ ...internal, ...hostileRef(14), isInternal: false, isDone: false }),
  },
  {
    name: 'task-internal-unmarked',
    card: taskInternalCard({ ...internal, isInternal: false, isDone: true }),
  },
]
