/** The states of a task and what leads from one to another (design §3). */
import type { TaskState } from './plan.ts'

export type TaskEvent =
  | 'acknowledged'
  /** Counts as an acknowledgement where none was given. */
  | 'reported'
  | 'close_out_requested'
  | 'close_out_granted'
  | 'close_out_refused'
  /** 中止, 恢复, 撤项, 重开: the office's own acts. */
  | 'suspended'
  | 'resumed'
  | 'withdrawn'
  | 'reopened'

/** Every way there is; what does not stand here does not happen. */
const ways: Readonly<Record<TaskState, Readonly<Partial<Record<TaskEvent, TaskState>>>>> = {
  awaiting_breakdown: {
    reported: 'awaiting_breakdown',
    suspended: 'suspended',
    withdrawn: 'withdrawn',
  },
  awaiting_acknowledgement: {
    acknowledged: 'in_progress',
    reported: 'in_progress',
    suspended: 'suspended',
    withdrawn: 'withdrawn',
  },
  in_progress: {
    reported: 'in_progress',
    close_out_requested: 'close_out_requested',
    suspended: 'suspended',
    withdrawn: 'withdrawn',
  },
  close_out_requested: {
    reported: 'close_out_requested',
    close_out_granted: 'closed',
    close_out_refused: 'in_progress',
    suspended: 'suspended',
    withdrawn: 'withdrawn',
  },
  closed: { reopened: 'in_progress' },
  suspended: { resumed: 'in_progress', withdrawn: 'withdrawn' },
  withdrawn: {},
}

/** The state that `event` leads to, or undefined where it cannot happen. */
export const nextState = (state: TaskState, event: TaskEvent): TaskState | undefined =>
  ways[state][event]
