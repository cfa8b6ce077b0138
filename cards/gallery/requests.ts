/** 延期, 办结, 有异议; 中止 and its like; 工作要求. */
import { directiveCard, directiveFormCard, directiveReplyCard } from '../tasks/directive.ts'
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
}

const closeOut: TaskRequestView = {
  ...taskRequest,
  kind: 'close_out',
  node: null,
  newDueOn: null,
  reason: '6个文化客厅全部建成开放。',
}

const decided = { answer: '请按原定日期推进。', decidedAt: sample.asOf }

export const hostileRequest: TaskRequestView = {
  ...taskRequest,
  ...hostileRef(14),
  by: hostileLong,
  reason: hostileLong,
  node: { dueOn: '2026-06-30', text: hostileLong },
  isLate: true,
  answer: hostileLong,
}

export const taskRequests: readonly Exhibit[] = [
  ...states('request-form', ['extension', 'close_out', 'objection'], (kind) =>
    requestFormCard({ ...asked, kind }),
  ),
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

export const directives: readonly Exhibit[] = [
  { name: 'directive-form', card: directiveFormCard(ref(14), sample.asOf) },
  { name: 'directive', card: directiveCard(directive) },
  { name: 'directive-answered', card: directiveCard(answered) },
  { name: 'directive-reply', card: directiveReplyCard(answered) },
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
    name: 'task-internal-confirm',
    card: taskInternalCard({ ...internal, ...hostileRef(14), isInternal: false, isDone: false }),
  },
  {
    name: 'task-internal-unmarked',
    card: taskInternalCard({ ...internal, isInternal: false, isDone: true }),
  },
]
