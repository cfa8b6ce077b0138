/** What 延期, 办结, 有异议 and 分解 have in common: the rule asked, its refusals, the writes. */
import { breakdownRefusals, lifeRefusals } from '../../cards/tasks/life-words.ts'
import { audit } from '../../db/audit.ts'
import { officeMembers } from '../../db/people.ts'
import { updateTaskState } from '../../db/plan-writes.ts'
import { insertTaskRequest, openTaskRequests, recordDecision } from '../../db/task-requests.ts'
import { mayAcknowledge } from '../../src/domain/acknowledging.ts'
import type { Plan, Task } from '../../src/domain/plan.ts'
import { reportTextLimit } from '../../src/domain/report-content.ts'
import {
  type Asked,
  type AskOutcome,
  type AskRefusal,
  askOffice,
  type TaskRequest,
} from '../../src/domain/task-requests.ts'
import { shanghaiDate } from '../../src/domain/time.ts'
import type { Deps } from '../../src/ports.ts'
import { tell } from '../answers.ts'
import type { Writes } from '../types.ts'

export const askRefusals: Readonly<Record<AskRefusal, string>> = {
  ...lifeRefusals,
  ...breakdownRefusals,
  'not-your-task': '您不是这项任务的责任人、联络员或牵头单位，不能提出',
  'plan-not-running': '这个计划没有在执行，现在不能提出',
  'already-asked': '已经提出过，督查室还没有决定',
  'reason-missing': '请写明原因',
  'reason-too-long': `原因最多 ${reportTextLimit} 字`,
  'reference-missing': '民生实事延期要写明决定依据，例如：延期 14 9月30日 原因 依据：会议纪要第3号',
  'no-such-node': '请选择要延期的节点',
  'node-done': '这个节点已经报完成，不用延期',
  'date-not-later': '新的日期要晚于原定日期，也不能早于今天',
}

export type Found = { readonly plan: Plan; readonly task: Task }

/** Why somebody is not given a form at all. */
export const refusalToOpen = ({ plan, task }: Found, openId: string): string | undefined =>
  !mayAcknowledge(task, openId)
    ? askRefusals['not-your-task']
    : plan.state === 'running' && !plan.isTrial
      ? undefined
      : askRefusals['plan-not-running']

export type Wish = { readonly asked: Asked; readonly reason: string }

type Taken = Extract<AskOutcome, { ok: true }>

/**
 * Several wishes about one task, each a request of its own: all are taken, or the first that is
 * refused says why.
 */
export async function askEach(
  { plan, task }: Found,
  wishes: readonly Wish[],
  by: string,
  deps: Deps,
): Promise<
  | { readonly ok: true; readonly taken: readonly Taken[] }
  | { readonly ok: false; readonly reason: AskRefusal }
> {
  const at = deps.clock.now()
  const open: Pick<TaskRequest, 'kind' | 'milestoneId'>[] = [
    ...(await openTaskRequests(deps.db, task.id)),
  ]
  const taken: Taken[] = []
  let now = task
  for (const { asked, reason } of wishes) {
    const asking = { id: deps.newId(), by, at, today: shanghaiDate(at), reason, open }
    const outcome = askOffice(now, plan, asked, asking)
    if (!outcome.ok) return outcome
    taken.push(outcome)
    open.push(outcome.request)
    now = outcome.task
  }
  return { ok: true, taken }
}

/** The writes of requests on one task, in the order in which they were taken. */
export async function requestWrites(
  { task }: Found,
  taken: readonly Taken[],
  via: string,
  deps: Deps,
): Promise<Writes> {
  const office = await officeMembers(deps.db)
  const last = taken.at(-1)
  return [
    ...taken.map(({ request, task: after }) =>
      audit(deps.db, {
        subject: `task:${task.id}`,
        version: after.version,
        type: `task.${request.kind}.asked`,
        actor: request.by,
        at: request.at,
        via,
        before: { state: task.state },
        after: { state: after.state, request },
      }),
    ),
    ...(last ? updateTaskState(deps.db, last.task) : []),
    ...taken.flatMap(({ request }) => insertTaskRequest(deps.db, request)),
    ...taken.flatMap(({ request }) =>
      office.flatMap((openId) =>
        tell(
          openId,
          `request:${request.id}:${openId}`,
          { kind: 'task_request', requestId: request.id },
          deps,
        ),
      ),
    ),
  ]
}

/** What the office answers to requests by what it did meanwhile. */
type Answered = {
  /** Null: all kinds. */
  readonly kind: TaskRequest['kind'] | null
  readonly state: 'granted' | 'refused'
  readonly words: string
  readonly by: string
  /** A request that is answered apart. */
  readonly except?: string
}

/** Open requests are answered by an act of the office; whoever asked is told. */
export async function answerRequests(
  { plan, task }: Found,
  { kind, state, words, by, except }: Answered,
  deps: Deps,
): Promise<Writes> {
  const open = (await openTaskRequests(deps.db, task.id)).filter(
    (one) => one.id !== except && (kind === null || one.kind === kind),
  )
  const decided = { state, answer: words, decidedBy: by, decidedAt: deps.clock.now() }
  return open.flatMap((request) => [
    ...recordDecision(deps.db, { ...request, ...decided, version: request.version + 1 }, null),
    ...tell(
      request.by,
      `decided:${request.id}`,
      { kind: 'request_decided', planId: plan.id, requestId: request.id },
      deps,
    ),
  ])
}
