/** Who is told of a task, and who signs for it. */
import type { Duty, Task } from './plan.ts'

/** Accounts of a duty that are told of it: not those for whom somebody else is. */
export const toldOf = ({ openIds, away = [] }: Duty): readonly string[] =>
  openIds.filter((openId) => !away.includes(openId))

/** Whether an account is told of a task for its own work, and so may pass it on (转办). */
export const isToldOf = ({ duties }: Pick<Task, 'duties'>, openId: string): boolean =>
  duties.some((duty) => duty.role !== 'lead_leader' && toldOf(duty).includes(openId))

/** 审签人 of a task: those of its lead units, and one whom the table itself names. */
export const signersOf = ({ duties }: Pick<Task, 'duties'>): readonly string[] => [
  ...new Set(
    duties.flatMap((duty) =>
      duty.role === 'lead_unit'
        ? (duty.signerIds ?? [])
        : duty.role === 'signer'
          ? duty.openIds
          : [],
    ),
  ),
]

export const isSigner = (task: Pick<Task, 'duties'>, openId: string): boolean =>
  signersOf(task).includes(openId)
