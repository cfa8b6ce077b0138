import type { Import } from '../../db/imports.ts'
import { textRepairs } from '../../src/import/repair/repair-contents.ts'

export type SwitchableRepair = {
  readonly kind: string
  /** How often it was made; 0 where it is off. */
  readonly count: number
  readonly isOff: boolean
}

/** Repairs of a document that change what is printed, and that the office may leave out. */
export const switchableRepairs = ({
  draft,
  repairs_off: off,
}: Pick<Import, 'draft' | 'repairs_off'>): readonly SwitchableRepair[] =>
  textRepairs.flatMap((kind) => {
    const count = draft.repairs.find((one) => one.kind === kind)?.count ?? 0
    const isOff = off.includes(kind)
    return count > 0 || isOff ? [{ kind, count, isOff }] : []
  })
