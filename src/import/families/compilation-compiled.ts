import { fieldsOf, type TaskFields } from './compilation-fields.ts'
import type { PairedItem } from './compilation-items.ts'
import type { PairedTask } from './compilation-pages.ts'
import type { PrintedIndicator } from './compilation-parts.ts'
import { type CheckedIndicator, checkIndicator } from './compilation-rates.ts'
import { joinedCell } from './compilation-sheet.ts'

/** A task of a compilation, with everything that was read of it. */
export type CompiledTask = Omit<PairedTask, 'items'> & {
  readonly seq: number
  readonly fields: TaskFields
  readonly items: readonly CompiledItem[]
  readonly printsItemRates: boolean
}
export type CompiledItem = Omit<PairedItem, 'indicators'> & {
  readonly title: string
  readonly indicators: readonly CompiledIndicator[]
  /** The item before says the same. */
  readonly isTwice: boolean
}
/** `name`: its own, or that of the merged cell above. */
export type CompiledIndicator = PrintedIndicator & CheckedIndicator & { readonly name: string }

export function compile(task: PairedTask): CompiledTask {
  const titles = task.items.map(({ words }) => titleOfItem(words))
  return {
    ...task,
    seq: task.printed.seq,
    fields: fieldsOf(task.printed),
    items: task.items.map((item, at) => ({
      ...item,
      title: titles[at] ?? '',
      indicators: compileIndicators(item.indicators, titles[at] ?? ''),
      isTwice: at > 0 && titles[at] !== '' && titles[at] === titles[at - 1],
    })),
    printsItemRates: task.parts.rates.length > 0,
  }
}

function compileIndicators(printed: PairedItem['indicators'], title: string): CompiledIndicator[] {
  let name = ''
  return printed.map((one) => {
    name = one.value.name?.text ?? name
    return { ...one, name, check: checkIndicator(one.value, `${name}\n${title}`) }
  })
}

/** The words of an item, over its pages; those that are printed twice count once. */
function titleOfItem(words: PairedItem['words']): string {
  const cells = words.map(({ value }) => value)
  const parts = cells.filter(({ text }, at) => cells.findIndex((one) => one.text === text) === at)
  const [first, ...rest] = parts
  return first ? rest.reduce(joinedCell, first).text : ''
}
