import type { Doubt, DraftDuty } from '../../domain/draft-plan.ts'
import {
  isNameLine,
  joinWrappedNames,
  namesAlone,
  type PrintedName,
  splitNames,
} from '../cells/names.ts'
import { tidy } from '../cells/spacing.ts'
import { type PrintedUnit, splitUnits, unitRuns, unitsAlone } from '../cells/units.ts'
import type { Cell, Piece } from '../containers/text.ts'
import { personRoles } from './decomposition-liaisons.ts'
import type { TableRow } from './decomposition-rows.ts'
import { doubtAbout } from './doubts.ts'

export type ReadDuties = {
  readonly duties: readonly DraftDuty[]
  readonly doubts: readonly Doubt[]
  /** Pieces of the name columns that hold no names. */
  readonly unread: readonly Piece[]
}

export type DutyRepairs = {
  readonly gluedNames: number
  readonly gluedUnits: number
  readonly sharedPrefixes: number
}

type Names = { names: PrintedName[]; unread: Piece[]; unsure: string[]; glued: number }
type Units = {
  lead: PrintedUnit[]
  other: PrintedUnit[]
  unsure: string[]
  glued: number
  shared: number
}
type RowParts = { row: TableRow; seq: number; leaders: Names; persons: Names; units: Units }

/**
 * Who does what, row by row. The whole document is the evidence: names and units that stand
 * alone in one row cut those that are glued in another, and a person's tasks show whether
 * he or she goes with a unit or with a leader.
 * `noticeUnits` are runs of units named above the table; `starsMarkLeads` whether `*` has a meaning.
 */
export function readDuties(
  rows: readonly { readonly row: TableRow; readonly seq: number }[],
  { noticeUnits, starsMarkLeads }: { noticeUnits: readonly string[]; starsMarkLeads: boolean },
): { rows: readonly ReadDuties[]; repairs: DutyRepairs } {
  const all = rows.map(({ row }) => row)
  const knownNames = namesAlone(
    all.flatMap((row) => [
      ...nameLines(row.cells.leaders).lines,
      ...nameLines(row.cells.persons).lines,
    ]),
  )
  const knownUnits = unitsAlone([
    ...all.flatMap((row) => [...runsOf(row.cells.lead_units), ...runsOf(row.cells.units)]),
    ...unitRuns(noticeUnits),
  ])
  const parts = rows.map(({ row, seq }) => ({
    row,
    seq,
    leaders: readNames(row.cells.leaders, knownNames),
    persons: readNames(row.cells.persons, knownNames),
    units: readUnits(row, knownUnits),
  }))
  const roles = personRoles(
    parts.map(({ leaders, units, persons }) => ({
      leaders: leaders.names.map(({ name }) => name),
      leadUnits: units.lead.map(({ name }) => name),
      units: [...units.lead, ...units.other].map(({ name }) => name),
      persons: persons.names.map(({ name }) => name),
    })),
  )
  const count = (of: (part: RowParts) => number) => parts.reduce((sum, part) => sum + of(part), 0)
  return {
    rows: parts.map((part, index) => rowDuties(part, roles[index] ?? [], starsMarkLeads)),
    repairs: {
      gluedNames: count(({ leaders, persons }) => leaders.glued + persons.glued),
      gluedUnits: count(({ units }) => units.glued),
      sharedPrefixes: count(({ units }) => units.shared),
    },
  }
}

function rowDuties(
  { row, seq, leaders, persons, units }: RowParts,
  roles: ReturnType<typeof personRoles>[number],
  starsMarkLeads: boolean,
): ReadDuties {
  const duties: DraftDuty[] = [
    ...leaders.names.map(({ name, starred }) => ({
      role: 'lead_leader' as const,
      name,
      lead: starred,
    })),
    ...units.lead.map(({ name }) => ({ role: 'lead_unit' as const, name, lead: true })),
    ...units.other.map(({ name }) => ({ role: 'co_unit' as const, name, lead: false })),
    ...persons.names.map(({ name }, index) => ({
      role: roles[index]?.role ?? ('owner' as const),
      name,
      lead: false,
    })),
  ]
  const unitOrder = [...units.lead, ...units.other]
  const isStarred = unitOrder.some(({ starred }) => starred) || row.cells.lead_units !== undefined
  const doubts: Doubt[] = [
    ...[...leaders.unsure, ...persons.unsure].map((quote) =>
      doubtAbout(
        'name_split',
        seq,
        `第${seq}项的姓名连在一起，只能按字数切开，请核对。`,
        row,
        quote,
      ),
    ),
    ...units.unsure.map((quote) =>
      doubtAbout('unit_split', seq, `第${seq}项的单位连在一起，按字面切开，请核对。`, row, quote),
    ),
    ...(isStarred || !starsMarkLeads ? [] : [leadDoubt(seq, row, units)]),
    ...persons.names.flatMap(({ name }, index) =>
      roles[index]?.unsure
        ? [
            doubtAbout(
              'boundary_positional',
              seq,
              `第${seq}项的${name}按位置认作领导的联络员，请核对。`,
              row,
              name,
            ),
          ]
        : [],
    ),
  ]
  return { duties, doubts, unread: [...leaders.unread, ...persons.unread] }
}

function leadDoubt(seq: number, row: TableRow, units: Units): Doubt {
  const first = units.lead[0]?.name
  const text = first
    ? `第${seq}项没有标*的牵头单位，暂以${first}为牵头单位，请核对。`
    : `第${seq}项没有责任单位，请补充。`
  return doubtAbout('lead_missing', seq, text, row, first ?? '')
}

function nameLines(cell: Cell | undefined): { lines: string[]; unread: Piece[] } {
  const pieces = cell?.pieces ?? []
  const readable = pieces.filter(({ text }) => isNameLine(text))
  return {
    lines: joinWrappedNames(readable.map(({ text }) => text)),
    unread: pieces.filter(({ text }) => !isNameLine(text)),
  }
}

function readNames(cell: Cell | undefined, known: ReadonlySet<string>): Names {
  const { lines, unread } = nameLines(cell)
  const found: Names = { names: [], unread, unsure: [], glued: 0 }
  for (const line of lines) {
    const split = splitNames(line, known)
    found.names.push(...split.names)
    if (split.glued) found.glued += 1
    if (split.unsure) found.unsure.push(tidy(line))
  }
  found.names = found.names.filter(
    ({ name }, index) => found.names.findIndex((other) => other.name === name) === index,
  )
  return found
}

function runsOf(cell: Cell | undefined): string[] {
  return unitRuns((cell?.pieces ?? []).map(({ text }) => text))
}

/** A column of lead units holds leads only; in a mixed one the starred lead, else the first. */
function readUnits(row: TableRow, known: ReadonlySet<string>): Units {
  const leads = splitUnits(runsOf(row.cells.lead_units), known)
  const mixed = splitUnits(runsOf(row.cells.units), known)
  const all = [...leads.units, ...mixed.units]
  const unique = all.filter(
    ({ name }, index) => all.findIndex((one) => one.name === name) === index,
  )
  const starred = new Set(all.filter((unit) => unit.starred).map(({ name }) => name))
  const leadNames = new Set(leads.units.map(({ name }) => name))
  const first = unique[0]?.name
  const isLead = ({ name }: PrintedUnit) =>
    leadNames.size > 0 ? leadNames.has(name) : starred.size > 0 ? starred.has(name) : name === first
  return {
    lead: unique.filter(isLead),
    other: unique.filter((unit) => !isLead(unit)),
    unsure: [...leads.unsure, ...mixed.unsure],
    glued: leads.glued + mixed.glued,
    shared: leads.sharedPrefixes + mixed.sharedPrefixes,
  }
}
