import { relationsOf } from './relations.ts'
import { walkXml } from './xml.ts'
import type { Archive } from './zip.ts'

/** What of a worksheet is hidden; places are 0-based. */
export type HiddenPlaces = {
  readonly isRowHidden: (row: number) => boolean
  readonly isColumnHidden: (column: number) => boolean
}

const main = 'xl/workbook.xml'
const isOn = (value: string | undefined) => value === '1' || value === 'true'

/** The hidden rows and columns of each sheet, by its name. */
export function hiddenPlaces(archive: Archive): Map<string, HiddenPlaces> {
  const workbook = archive.read(main)
  const targets = new Map(relationsOf(archive, main).map(({ id, target }) => [id, target]))
  const sheets = new Map<string, HiddenPlaces>()
  if (!workbook) return sheets
  walkXml(workbook, {
    open: (tag, attributes) => {
      if (!/(?:^|:)sheet$/.test(tag)) return
      const id = Object.keys(attributes).find((key) => /:id$/.test(key)) ?? ''
      const part = archive.read(targets.get(attributes[id] ?? '') ?? '')
      if (part) sheets.set(attributes.name ?? '', placesIn(new TextDecoder('latin1').decode(part)))
    },
    close: () => {},
  })
  return sheets
}

/** By the tags alone: a walk through all cells would be a second reading of the sheet. */
function placesIn(sheet: string): HiddenPlaces {
  const rows = new Set<number>()
  let row = -1
  for (const [tag] of sheet.matchAll(/<(?:\w+:)?row[ />][^>]*/g)) {
    row = numberIn(tag, 'r', row + 2) - 1
    if (isHidden(tag)) rows.add(row)
  }
  const columns: { readonly from: number; readonly to: number }[] = []
  for (const [tag] of sheet.matchAll(/<(?:\w+:)?col\s[^>]*/g)) {
    if (isHidden(tag))
      columns.push({ from: numberIn(tag, 'min', 1) - 1, to: numberIn(tag, 'max', 0) - 1 })
  }
  return {
    isRowHidden: (place) => rows.has(place),
    isColumnHidden: (place) => columns.some(({ from, to }) => place >= from && place <= to),
  }
}

const isHidden = (tag: string) => isOn(/\shidden="(\w+)"/.exec(tag)?.[1])

function numberIn(tag: string, name: string, otherwise: number): number {
  const value = new RegExp(`\\s${name}="(\\d{1,7})"`).exec(tag)?.[1]
  return value === undefined ? otherwise : Number(value)
}
