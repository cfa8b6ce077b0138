/** The states of a task and what leads from one to another (design §3). */
import type { TaskState } from './plan.ts'

export type TaskEvent =
  /** The nodes that the lead unit entered were approved. */
  | 'broken_down'
  | 'acknowledged'
  /** 视同签收: unanswered for three working days. */
  | 'deemed_acknowledged'
  /** Counts as an acknowledgement where none was given. */
  | 'reported'
  | 'close_out_requested'
  | 'close_out_granted'
  | 'close_out_refused'
  /** 改, 调整: the office changes a field; another lead unit acknowledges anew (改派). */
  | 'adjusted'
  | 'reassigned'
  /** 中止, 恢复, 撤项, 并入, 重开: the office's own acts. */
  | 'suspended'
  | 'resumed'
  | 'withdrawn'
  | 'merged'
  | 'reopened'

/** `as_before`: the state in which it was suspended. */
type Way = TaskState | 'as_before'

const ending = { suspended: 'suspended', withdrawn: 'withdrawn', merged: 'withdrawn' } as const

/** Every way there is; what does not stand here does not happen. */
const ways: Readonly<Record<TaskState, Readonly<Partial<Record<TaskEvent, Way>>>>> = {
  awaiting_breakdown: {
    broken_down: 'awaiting_acknowledgement',
    reported: 'awaiting_breakdown',
    adjusted: 'awaiting_breakdown',
    reassigned: 'awaiting_breakdown',
    ...ending,
  },
  awaiting_acknowledgement: {
    acknowledged: 'in_progress',
    deemed_acknowledged: 'in_progress',
    reported: 'in_progress',
    adjusted: 'awaiting_acknowledgement',
    reassigned: 'awaiting_acknowledgement',
    ...ending,
  },
  in_progress: {
    reported: 'in_progress',
    close_out_requested: 'close_out_requested',
    adjusted: 'in_progress',
    reassigned: 'awaiting_acknowledgement',
    ...ending,
  },
  close_out_requested: {
    reported: 'close_out_requested',
    close_out_granted: 'closed',
    close_out_refused: 'in_progress',
    adjusted: 'close_out_requested',
    reassigned: 'awaiting_acknowledgement',
    ...ending,
  },
  closed: { reopened: 'in_progress', adjusted: 'closed' },
  suspended: {
    resumed: 'as_before',
    adjusted: 'suspended',
    withdrawn: 'withdrawn',
    merged: 'withdrawn',
  },
  withdrawn: {},
}

/**
 * The state that `event` leads to, or undefined where it cannot happen.
 * @param suspendedFrom the state in which a suspended task was suspended, where it is known
 */
export function nextState(
  state: TaskState,
  event: TaskEvent,
  suspendedFrom: TaskState | null = null,
): TaskState | undefined {
  const way = ways[state][event]
  return way === 'as_before' ? (suspendedFrom ?? 'in_progress') : way
}

/** Why an event cannot happen to a task as it stands. */
export type LifeRefusal =
  | 'is-withdrawn'
  | 'is-closed'
  | 'is-suspended'
  | 'not-suspended'
  | 'not-closed'
  | 'not-broken-down'
  | 'broken-down'
  | 'not-acknowledged'
  | 'acknowledged'
  | 'nothing-asked'
  | 'close-out-waits'

const byState: Readonly<Record<TaskState, LifeRefusal>> = {
  awaiting_breakdown: 'not-broken-down',
  awaiting_acknowledgement: 'not-acknowledged',
  in_progress: 'acknowledged',
  close_out_requested: 'close-out-waits',
  closed: 'is-closed',
  suspended: 'is-suspended',
  withdrawn: 'is-withdrawn',
}

const byEvent: Readonly<Partial<Record<TaskEvent, LifeRefusal>>> = {
  resumed: 'not-suspended',
  reopened: 'not-closed',
  broken_down: 'broken-down',
  close_out_granted: 'nothing-asked',
  close_out_refused: 'nothing-asked',
}

const ended: ReadonlySet<TaskState> = new Set(['closed', 'suspended', 'withdrawn'])

/** Why `event` cannot happen in `state`; asked only where it cannot. */
export const lifeRefusal = (state: TaskState, event: TaskEvent): LifeRefusal =>
  state !== 'withdrawn' && (event === 'resumed' || event === 'reopened')
    ? (byEvent[event] ?? byState[state])
    : ended.has(state)
      ? byState[state]
      : (byEvent[event] ?? byState[state])
