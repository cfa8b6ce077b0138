/** One act of the table: by which press or words it is tried, and how one sees that it was done. */
import type { Act } from '../../src/domain/roles.ts'
import type { RoleStage } from './role-stage.ts'

export type Trial = {
  readonly name: string
  /** One of them suffices. */
  readonly acts: readonly [Act, ...Act[]]
  /** @returns all that was shown to `who` */
  readonly by: (stage: RoleStage, who: string) => Promise<string>
  /** Done when something that is kept has changed, or when these words are shown. */
  readonly shows?: RegExp
}

export const says =
  (text: string, where?: string): Trial['by'] =>
  (stage, who) =>
    stage.says(who, text, where)

export const presses =
  (value: object, form?: object, where?: string): Trial['by'] =>
  (stage, who) =>
    stage.presses(who, value, form, where)

export const task = (seq: number) => ({ taskId: `a-${seq}`, version: 1 })
