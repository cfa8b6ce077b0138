import { read as readWorkbook } from '@e965/xlsx'
import { strFromU8, unzipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import type { Task } from '../../src/domain/plan.ts'
import type { FormName } from '../../src/domain/print-forms.ts'
import { print } from '../../src/export/print.ts'
import { takeSnapshot } from '../../src/export/snapshot.ts'
import { readDocument } from '../../src/import/read-document.ts'
import { duty, plan, report, task } from '../domain/samples.ts'

const asOf = Date.parse('2021-06-25T18:00:00+08:00')

const snapshotOf = (...tasks: readonly Task[]) =>
  takeSnapshot({ plan: plan(), tasks }, { asOf, edition: 'public' })

const excel = (form: FormName, ...tasks: readonly Task[]) =>
  print({ form, format: 'excel', snapshot: snapshotOf(...tasks) })

/** Every cell of the first sheet, as another library reads it. */
function cellsOf(bytes: Uint8Array) {
  const sheet = readWorkbook(bytes, { cellNF: true, cellFormula: true }).Sheets
  const [first] = Object.values(sheet)
  return Object.entries(first ?? {}).filter(([address]) => /^[A-Z]+\d+$/.test(address))
}

const said = (progress: string) => task({ lastAccepted: report({ progress }) })

it.each(['=1+1', '+86', '-5%', '@SUM(A1)'])(
  'keeps %s as words that no sheet calculates',
  async (words) => {
    const bytes = await excel('progress', said(words))
    const [, cell] = cellsOf(bytes).find(([, { v }]) => v === words) ?? []
    expect(cell).toMatchObject({ t: 's', v: words })
    expect(cell?.f).toBeUndefined()
    expect(strFromU8(unzipSync(bytes)['xl/styles.xml'] ?? new Uint8Array())).toContain(
      'quotePrefix="1"',
    )
    const workbook = await readXlsx(bytes)
    expect(workbook.sheets[0]?.rows.flat()).toContain(words)
  },
)

it('prints numbers as numbers and dates as dates', async () => {
  const cells = cellsOf(await excel('decomposition', task({ seq: 14 })))
  expect(cells.find(([, { v }]) => v === 14)?.[1]).toMatchObject({ t: 'n', w: '14' })
  const date = cells.find(([, { w }]) => w === '2021年3月2日')?.[1]
  expect(date).toMatchObject({ t: 'n', v: 44_257 })
})

it('freezes the header, filters below it and prints it on every page', async () => {
  const workbook = await readXlsx(await excel('decomposition', task()))
  const [sheet] = workbook.sheets
  const header = sheet?.rows.findIndex((row) => row[0] === '序号') ?? -1
  expect(header).toBeGreaterThan(0)
  expect(sheet?.freezePane?.rows).toBe(header + 1)
  expect(sheet?.autoFilter?.range).toMatch(new RegExp(`^A${header + 1}:G`))
  expect(sheet?.pageSetup).toMatchObject({ paperSize: 'a4', orientation: 'landscape' })
  expect(sheet?.pageSetup?.printTitlesRow).toContain(`$${header + 1}`)
})

it('cuts a row that is higher than a sheet allows into several, and loses no node', async () => {
  const milestones = Array.from({ length: 90 }, (_, at) => ({
    id: `m${at}`,
    item: null,
    dueOn: '2021-06-30',
    printedDueOn: null,
    text: `完成第${at}个标段的施工招标和合同签订`,
    doneOn: null,
  }))
  const bytes = await excel('decomposition', task({ milestones }))
  const read = await readDocument(bytes, 'plan.xlsx')
  if (!read.ok) throw new Error(read.message)
  expect(read.draft.tasks).toHaveLength(1)
  expect(read.draft.tasks[0]?.milestones.map(({ text }) => text)).toEqual(
    milestones.map(({ text }) => text),
  )
})

it('prints signs of markup and leaves out what no document can hold', async () => {
  const words = '投资<9亿&"稳"\u0007\ud800完成'
  for (const format of ['word', 'excel'] as const) {
    const bytes = await print({ form: 'progress', format, snapshot: snapshotOf(said(words)) })
    const read = await readDocument(bytes, `a.${format === 'word' ? 'docx' : 'xlsx'}`)
    expect(read.ok && read.draft.tasks[0]?.progress).toBe('投资<9亿&"稳"完成')
  }
})

it('leaves 内部事项 and withdrawn tasks out of the public edition', () => {
  const hidden = task({ id: 't2', isInternal: true })
  const gone = task({ id: 't3', state: 'withdrawn' })
  expect(snapshotOf(task(), hidden, gone).tasks).toHaveLength(1)
  const tasks = [task(), hidden, gone]
  const internal = takeSnapshot({ plan: plan(), tasks }, { asOf, edition: 'internal' })
  expect(internal.tasks).toHaveLength(2)
})

it('lists a task with two leaders below each, in printed order', async () => {
  const two = task({
    duties: [
      duty('lead_leader', '苏敬之'),
      duty('lead_leader', '贺明远'),
      duty('lead_unit', '区住建局'),
    ],
  })
  const words = cellsOf(await excel('leader_list', two)).map(([, { v }]) => String(v))
  const headings = words.filter((one) => one.includes('牵头事项（'))
  expect(headings).toEqual(['一、苏敬之牵头事项（1项）', '二、贺明远牵头事项（1项）'])
})

it('marks a rate that the office set by hand, and says what the mark means', async () => {
  const set = task({ handSet: { rate: '85', reason: '统计口径调整', by: 'ou_1', at: asOf } })
  const words = cellsOf(await excel('compilation', set)).map(([, { v }]) => String(v))
  expect(words).toContain('85%（核）')
  expect(words.some((one) => one.includes('由督查室核定'))).toBe(true)
})
