/** Persons and units as tables print them: a printed name is the key. */
import type { DutyRole } from './draft-plan.ts'
import type { Duty } from './plan.ts'

/** A duty as it stands in the table. */
export type PrintedDuty = {
  readonly role: DutyRole
  readonly partyId: string
  readonly name: string
  readonly isLead: boolean
}

/** The key of a person or unit: its printed name. */
export const partyIdOf = (kind: 'person' | 'unit', name: string): string => `${kind}:${name}`

/** The printed name that a party's id stands for; of a namesake without the unit after `@`. */
export const nameOfParty = (partyId: string): string =>
  partyId.slice(partyId.indexOf(':') + 1).replace(/^([^@]+)@.*$/, '$1')

/** The party that a table prints where it means this one or a namesake. */
export const printedIdOf = (partyId: string): string => partyId.replace(/^([^@]+)@.*$/, '$1')

/** The party of one of two persons whom tables print alike: told apart by unit or task. */
export const namesakeIdOf = (printedId: string, scope: string): string =>
  `${printedId}@${scope.startsWith('unit:') ? nameOfParty(scope) : scope}`

export const isUnitRole = (role: DutyRole): boolean => role === 'lead_unit' || role === 'co_unit'

/** Names such as 各镇街, 相关平台, 各有关单位: several units at once, whoever they are. */
export const isGroupName = (name: string): boolean => /^(各|相关|有关)/.test(name)

/** The duty as its table has it, whatever its name means now. */
export const printedDuty = ({ role, name, printed = name, isLead }: Duty): PrintedDuty => ({
  role,
  partyId: partyIdOf(isUnitRole(role) ? 'unit' : 'person', printed),
  name: printed,
  isLead,
})
