import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readText } from '../../../src/import/containers/text.ts'
import { readContents, readDocument } from '../../../src/import/read-document.ts'
import { unaccounted } from '../accounting.ts'
import {
  blankLineDump,
  categoryHeader,
  contentsOf,
  draftOf,
  kindsOf,
  listHeader,
  repairOf,
  rowsOf,
  sheet,
  tabDump,
} from './progress-dumps.ts'

import {
  cellsOf,
  padding,
  page,
  printed,
  progressOf,
  type Row,
  rowsOfGoals,
  runs,
} from './progress-rows.ts'

describe('generated lists of progress', () => {
  it('come out as they went in, padded, wrapped and with the signs of their pages', () => {
    fc.assert(
      fc.property(
        rowsOfGoals(2, 14),
        fc.array(padding, { minLength: 8, maxLength: 8 }),
        fc.nat(),
        fc.boolean(),
        (rows, pads, at, wraps) => {
          const cells = cellsOf(rows).map((cell, place) =>
            cell.map((text, column) => {
              const halves = /^(.{2,}?)((?:局|街道|集团|中心|分局)(?:、.*)?)$/.exec(text)
              const isWrapped = wraps && column === 3 && place === at % rows.length && halves
              const words = isWrapped ? `${halves[1]}\n${halves[2]}` : text
              return `${words}${pads[(place + column) % pads.length]}`
            }),
          )
          cells.splice(1 + (at % rows.length), 0, [`— ${at % 90} —`])
          const draft = draftOf(blankLineDump(cells))
          expect(rowsOf(draft)).toEqual(printed(rows))
          expect(draft.leftovers).toHaveLength(1)
        },
      ),
      runs(11),
    )
  })

  it('are read once when printed twice, and with a header on every page', () => {
    fc.assert(
      fc.property(rowsOfGoals(3, 14), fc.nat(), (rows, at) => {
        const cells = cellsOf(rows)
        const twice = [...cells, page, ['2024年重点工作半年度进展情况表'], listHeader, ...cells]
        const draft = draftOf(blankLineDump(twice))
        expect(rowsOf(draft)).toEqual(printed(rows))
        expect(repairOf(draft, 'printed_twice')).toBe(rows.length)
        expect(kindsOf(draft)).toEqual([])
        const paged = cells.toSpliced(1 + (at % (rows.length - 1)), 0, [...listHeader])
        expect(rowsOf(draftOf(blankLineDump(paged)))).toEqual(printed(rows))
      }),
      runs(12),
    )
  })

  it('keep what two prints of a row say differently', () => {
    fc.assert(
      fc.property(rowsOfGoals(5, 14), fc.nat(), progressOf, (rows, at, other) => {
        const place = at % rows.length
        const own = rows[place]
        fc.pre(own !== undefined && own.progress !== other)
        const second = rows.map((one, index) =>
          index === place ? { ...one, progress: other } : one,
        )
        const cells = [...cellsOf(rows), listHeader, ...cellsOf(second)]
        const draft = draftOf(blankLineDump(cells))
        expect(rowsOf(draft)).toEqual(printed(rows))
        expect(kindsOf(draft)).toHaveLength(1)
        expect(draft.doubts[0]?.text).toContain(other)
        expect(draft.leftovers.map(({ text }) => text)).toEqual([other])
      }),
      runs(13),
    )
  })

  it('keep a row that lost its number, and any row that lost a cell, with a doubt', () => {
    fc.assert(
      fc.property(
        rowsOfGoals(3, 14),
        fc.nat(),
        fc.integer({ min: 0, max: 3 }),
        (rows, at, column) => {
          const place = at % rows.length
          const cells = cellsOf(rows).map((cell, index) =>
            index === place ? cell.filter((_, one) => one !== column) : cell,
          )
          const draft = draftOf(blankLineDump(cells))
          const [got, wanted] = [rowsOf(draft), printed(rows)]
          expect(got).toHaveLength(rows.length)
          expect(got.toSpliced(place, 1)).toEqual(wanted.toSpliced(place, 1))
          if (column === 0) expect(got).toEqual(wanted)
          const kind = column === 0 ? 'seq_restored' : 'column_guess'
          expect(kindsOf(draft)).toContain(`${kind} ${place + 1}`)
        },
      ),
      runs(14),
    )
  })

  it('read the same from a dump, a sheet, a text of tabs, CSV and a web page', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOfGoals(2, 10), async (rows) => {
        const cells = [listHeader, ...cellsOf(rows)]
        expect(rowsOf(draftOf(contentsOf(sheet(cells))))).toEqual(printed(rows))
        expect(rowsOf(draftOf(cells.map((cell) => cell.join('\t')).join('\n')))).toEqual(
          printed(rows),
        )
        const csv = cells.map((cell) => cell.map((text) => `"${text}"`).join(',')).join('\r\n')
        const html = `<!DOCTYPE html><html><body><table>${cells
          .map((cell) => `<tr>${cell.map((text) => `<td>${text}</td>`).join('')}</tr>`)
          .join('')}</table></body></html>`
        for (const [name, text] of [
          ['进展.csv', csv],
          ['进展.html', html],
        ] as const) {
          const outcome = await readDocument(new TextEncoder().encode(text), name)
          if (!outcome.ok) throw new Error(`${name}: ${outcome.message}`)
          expect(rowsOf(outcome.draft), name).toEqual(printed(rows))
        }
      }),
      { seed: 15, numRuns: 25 },
    )
  })
})

type Category = { readonly name: string; readonly rows: readonly Row[] }

const category: fc.Arbitrary<Category> = fc.record({
  name: fc.constantFrom('主要预期目标', '强化平台项目支撑', '打造宜居之城', '筑牢民生保障网络'),
  rows: rowsOfGoals(1, 4),
})
const categories = fc.uniqueArray(category, {
  minLength: 1,
  maxLength: 4,
  selector: ({ name }) => name,
})
const numerals = ['一', '二', '三', '四']

/** Cells of a dump by category: `broken` breaks the heading's words; leads are the first `leads` units. */
function categoryCells(all: readonly Category[], broken: boolean, leads: number): string[][] {
  return all.flatMap(({ name, rows }, index) => {
    const words = broken ? `${name.slice(0, 4)}\n\n${name.slice(4)}` : name
    return rows.map(({ text, progress, units: names }, at) => [
      at === 0 ? `（${numerals[index]}）${broken ? '\n\n' : ''}${words}` : '',
      text,
      names.slice(0, leads).join('\n\n'),
      names.join('、'),
      progress,
    ])
  })
}

function printedBy(all: readonly Category[], leads: number) {
  return all
    .flatMap(({ name, rows }) => rows.map((one) => ({ name, ...one })))
    .map(({ name, text, progress, units: names }, at) => ({
      seq: at + 1,
      section: name,
      text,
      progress,
      leads: names.slice(0, leads),
      others: names.slice(leads),
    }))
}

describe('generated tables of progress by category', () => {
  it('come out as they went in, with broken headings and several leads', () => {
    fc.assert(
      fc.property(
        categories,
        fc.boolean(),
        fc.integer({ min: 1, max: 2 }),
        (all, broken, leads) => {
          const cells = categoryCells(all, broken, leads)
          const draft = draftOf(tabDump(cells))
          expect(rowsOf(draft)).toEqual(printedBy(all, leads))
          expect(draft.leftovers).toEqual([])
          expect(repairOf(draft, 'seq_by_place')).toBe(cells.length)
          const goals = draft.doubts.filter(({ kind }) => kind !== 'duplicate_goal')
          expect(goals.filter(({ kind }) => kind !== 'contradicting_progress')).toEqual([])
        },
      ),
      runs(21),
    )
  })

  it('read the same from a sheet with merged categories', () => {
    fc.assert(
      fc.property(categories, fc.boolean(), (all, merged) => {
        const rows = all.flatMap(({ rows: own }, index) =>
          categoryCells([all[index] as Category], false, 1).map((cell, at) => {
            const [, ...rest] = cell
            const name = `（${numerals[index]}）${all[index]?.name}`
            const first = at === 0 ? { text: name, rows: own.length } : null
            return [merged ? first : at === 0 ? name : '', ...rest]
          }),
        )
        const draft = draftOf(contentsOf(sheet([categoryHeader, ...rows])))
        expect(rowsOf(draft)).toEqual(printedBy(all, 1))
      }),
      runs(22),
    )
  })

  it('keep every row that lost a cell, with a doubt, and lose no words', () => {
    fc.assert(
      fc.property(categories, fc.nat(), fc.integer({ min: 1, max: 4 }), (all, at, column) => {
        const cells = categoryCells(all, true, 1)
        fc.pre(cells.length >= 3)
        const place = at % cells.length
        const damaged = cells.map((cell, index) =>
          index === place ? cell.filter((_, one) => one !== column) : cell,
        )
        const draft = draftOf(tabDump(damaged))
        expect(draft.tasks).toHaveLength(cells.length)
        const wanted = printedBy(all, 1).toSpliced(place, 1)
        expect(rowsOf(draft).toSpliced(place, 1)).toEqual(wanted)
        expect(kindsOf(draft)).toContain(`column_guess ${place + 1}`)
      }),
      runs(23),
    )
  })
})

describe('progress tables with lines lost and moved', () => {
  it('never fail, and lose no words that are left', () => {
    fc.assert(
      fc.property(
        rowsOfGoals(3, 8),
        fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (rows, places, moves) => {
          const lines = blankLineDump(cellsOf(rows)).split('\n\n')
          for (const place of places) {
            // The header stays: without it there is no table to read.
            const at = 5 + (place % (lines.length - 5))
            const [line = ''] = lines.splice(at, 1)
            if (moves) lines.splice(5 + ((place >> 3) % (lines.length - 5)), 0, line)
          }
          const outcome = readContents(readText(lines.join('\n\n')), '进展表.txt')
          if (!outcome.ok) return
          expect(unaccounted(readText(lines.join('\n\n')), outcome.draft)).toEqual([])
        },
      ),
      { seed: 31, numRuns: 200 },
    )
  })

  it('of 1500 rows are read whole, and soon', () => {
    const rows = Array.from({ length: 1500 }, (_, at) => [
      String(at + 1),
      `新建第${at}号口袋公园${at % 90}处`,
      `已完成${at % 77}处，其余在建。`,
      at % 2 === 0 ? '区城管局、各街道' : '区住建局',
    ])
    const start = process.cpuUsage()
    const draft = draftOf(blankLineDump(rows))
    const { user, system } = process.cpuUsage(start)
    expect(draft.tasks).toHaveLength(1500)
    expect(draft.doubts).toEqual([])
    // The time of the check of every word is in it.
    expect((user + system) / 1e6).toBeLessThan(20)
  }, 120_000)
})
