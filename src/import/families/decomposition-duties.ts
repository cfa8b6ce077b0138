import type { Doubt, DraftDuty } from '../../domain/draft-plan.ts'
import { leadMarker, type Marker } from '../cells/marks.ts'
import {
  isNameLine,
  joinWrappedNames,
  namesAlone,
  type PrintedName,
  splitNames,
} from '../cells/names.ts'
import { tidy } from '../cells/spacing.ts'
import { separated, splitUnits, unitRuns, unitsAlone, unitTokens } from '../cells/units.ts'
import { splitUnitsPersons } from '../cells/units-persons.ts'
import type { Column } from '../column-words.ts'
import { addTo } from '../rows/place.ts'
import type { TableRow } from '../rows/table-row.ts'
import type { Piece, TableCell } from '../table.ts'
import { personRoles } from './decomposition-liaisons.ts'
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
  /** In printed order. */
  all: { readonly name: string; readonly isLead: boolean }[]
  isMarked: boolean
  unsure: string[]
  glued: number
  shared: number
}
type RowParts = { row: TableRow; seq: number; leaders: Names; persons: Names; units: Units }

/**
 * Who does what, row by row. The whole document is the evidence: names and units that stand
 * alone in one row cut those that are glued in another, and a person's tasks show whether
 * he or she goes with a unit or with a leader.
 * `noticeUnits` are runs of units named above the table; `leadMark` is the sign of the leads that a
 * note there explains.
 */
export function readDuties(
  rows: readonly { readonly row: TableRow; readonly seq: number }[],
  { noticeUnits, leadMark }: { noticeUnits: readonly string[]; leadMark: string | null },
): { rows: readonly ReadDuties[]; repairs: DutyRepairs } {
  const marker = leadMarker(leadMark)
  const split = rows.map(({ row, seq }) => ({ row: withoutMixed(row), seq }))
  const all = split.map(({ row }) => row.cells)
  const starsMarkLeads =
    leadMark !== null ||
    all.some(({ units, leaders }) =>
      [units, leaders].some((cell) => cell?.pieces.some(({ text }) => marker(text).includes('*'))),
    )
  const knownNames = namesAlone(
    all.flatMap((row) => [
      ...nameLines(row.leaders, marker).lines,
      ...nameLines(row.persons, marker).lines,
    ]),
  )
  const whole = wholeUnits(all, marker)
  const knownUnits = unitsAlone([
    ...all.flatMap((row) => unitCells(row).flatMap((cell) => runsOf(cell, marker, whole))),
    ...unitRuns(noticeUnits, whole),
  ])
  const parts = split.map(({ row, seq }) => ({
    row,
    seq,
    leaders: readNames(row.cells.leaders, knownNames, marker),
    persons: readNames(row.cells.persons, knownNames, marker),
    units: readUnits(row, { known: knownUnits, whole, marker }),
  }))
  const roles = personRoles(
    parts.map(({ leaders, units, persons }) => ({
      leaders: leaders.names.map(({ name }) => name),
      leadUnits: units.all.filter(({ isLead }) => isLead).map(({ name }) => name),
      units: units.all.map(({ name }) => name),
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

/** A row whose column of units with persons became one of each. */
function withoutMixed(row: TableRow): TableRow {
  const { units_persons: mixed, ...cells } = row.cells
  if (!mixed) return row
  const { units, persons } = splitUnitsPersons(mixed)
  const add = (column: Column, cell: TableCell): void => {
    if (cell.pieces.length > 0) addTo(cells, column, cell)
  }
  add('units', units)
  add('persons', persons)
  return { ...row, cells }
}

function rowDuties(
  { row, seq, leaders, persons, units }: RowParts,
  roles: ReturnType<typeof personRoles>[number],
  starsMarkLeads: boolean,
): ReadDuties {
  const leadsAreMarked = starsMarkLeads || row.cells.lead_units !== undefined
  const duties: DraftDuty[] = [
    ...leaders.names.map(({ name, starred }) => ({
      role: 'lead_leader' as const,
      name,
      lead: starred,
    })),
    ...units.all.map(({ name, isLead }) => ({
      role: isLead ? ('lead_unit' as const) : ('co_unit' as const),
      name,
      lead: isLead,
    })),
    ...persons.names.map(({ name }, index) => ({
      role: roles[index]?.role ?? ('owner' as const),
      name,
      lead: false,
    })),
  ]
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
    ...(units.isMarked || (units.all.length > 0 && !leadsAreMarked)
      ? []
      : [leadDoubt(seq, row, units)]),
    ...persons.names.flatMap(({ name }, index) =>
      roles[index]?.unsure
        ? [
            doubtAbout(
              'boundary_positional',
              seq,
              `第${seq}项的${name}按位置认作${roles[index]?.role === 'owner' ? '责任人' : '领导的联络员'}，请核对。`,
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
  const first = units.all.find(({ isLead }) => isLead)?.name
  const text = first
    ? `第${seq}项没有${row.cells.lead_units ? '填' : '标*的'}牵头单位，暂以${first}为牵头单位，请核对。`
    : `第${seq}项没有责任单位，请补充。`
  return doubtAbout('lead_missing', seq, text, row, first ?? '')
}

const telephone = /[\s（(:：]*\+?\d[\d\s—-]{5,}[）)]?$/
const unitBefore = /^[^：:]{2,20}[：:]\s*/
const nobody = /^(?:待定|暂缺|空缺|另定|无)$/
const organization =
  /.{2}(?:政府|办公室|委员会|办公厅|领导小组|指挥部|区委|市委|县委|局|街道|集团|公司|中心)$/

/** The lines of names of a cell; a telephone number behind one, or a unit before it, is left over. */
function nameLines(
  cell: TableCell | undefined,
  marker: Marker,
): { lines: string[]; unread: Piece[] } {
  const pieces = cell?.pieces ?? []
  const lines: string[] = []
  const unread: Piece[] = []
  for (const piece of pieces) {
    const marked = marker(piece.text)
    const line = marked.replace(telephone, '').replace(unitBefore, '')
    const isNames = isNameLine(line) && !organization.test(line) && !nobody.test(line)
    if (isNames) lines.push(line)
    if (!isNames || line !== marked) unread.push(piece)
  }
  return { lines: joinWrappedNames(lines), unread }
}

function readNames(cell: TableCell | undefined, known: ReadonlySet<string>, marker: Marker): Names {
  const { lines, unread } = nameLines(cell, marker)
  const found: Names = { names: [], unread, unsure: [], glued: 0 }
  for (const line of lines) {
    const split = splitNames(line, known)
    found.names.push(...split.names)
    if (split.glued) found.glued += 1
    if (split.unsure) found.unsure.push(tidy(line))
  }
  found.names = withoutRepeats(found.names)
  return found
}

type UnitEvidence = {
  readonly known: ReadonlySet<string>
  /** Units that stand on one line somewhere. */
  readonly whole: ReadonlySet<string>
  readonly marker: Marker
}

function unitCells({ lead_units, units, co_units }: TableRow['cells']): TableCell[] {
  return [lead_units, units, co_units].filter((cell) => cell !== undefined)
}

function wholeUnits(rows: readonly TableRow['cells'][], marker: Marker): Set<string> {
  const lines = rows.flatMap((row) => unitCells(row).flatMap(({ pieces }) => pieces))
  return new Set(
    lines
      .flatMap(({ text }) => unitTokens(marker(tidy(separated(text)))))
      .map((unit) => unit.replace('*', '')),
  )
}

function runsOf(cell: TableCell | undefined, marker: Marker, whole: ReadonlySet<string>): string[] {
  return unitRuns(
    (cell?.pieces ?? []).map(({ text }) => marker(text)),
    whole,
  )
}

/**
 * A column of lead units holds leads only, and so does one of 责任单位 beside one of 配合单位; in a
 * mixed one the starred lead, else the first.
 */
function readUnits(row: TableRow, { known, whole, marker }: UnitEvidence): Units {
  const { lead_units: leadCell, units: mixedCell, co_units: coCell } = row.cells
  const leads = splitUnits(runsOf(leadCell, marker, whole), known)
  const mixed = splitUnits(runsOf(mixedCell, marker, whole), known)
  const others = splitUnits(runsOf(coCell, marker, whole), known)
  const printed = [...leads.units, ...mixed.units, ...others.units]
  const unique = withoutRepeats(printed)
  const starred = printed.filter((unit) => unit.starred)
  const ofMixed = coCell && !leadCell ? mixed.units : unique.slice(0, 1)
  const chosen = leads.units.length > 0 ? leads.units : starred.length > 0 ? starred : ofMixed
  const names = new Set(chosen.map(({ name }) => name))
  const parts = [leads, mixed, others]
  return {
    all: unique.map(({ name }) => ({ name, isLead: names.has(name) })),
    isMarked:
      starred.length > 0 ||
      leads.units.length > 0 ||
      (mixed.units.length > 0 && coCell !== undefined),
    unsure: parts.flatMap(({ unsure }) => unsure),
    glued: parts.reduce((sum, { glued }) => sum + glued, 0),
    shared: parts.reduce((sum, { sharedPrefixes }) => sum + sharedPrefixes, 0),
  }
}

function withoutRepeats<T extends { readonly name: string }>(all: readonly T[]): T[] {
  const first = new Map<string, T>()
  for (const one of all) if (!first.has(one.name)) first.set(one.name, one)
  return [...first.values()]
}
