/**
 * 建议指标: figures in the words of a task or of its nodes, proposed as indicators where a table has
 * none. They enter no rate until the office confirms them.
 */
import type { DraftTask } from './draft-plan.ts'
import { targetOf } from './indicator-values.ts'
import { comparable } from './likeness.ts'
import { compareText } from './order.ts'
import type { Indicator, Item } from './plan.ts'
import { type Quantity, quantitiesOf } from './quantities.ts'

/** More of one task are no help: somebody has to look at each. */
const mostOfTask = 6

type Proposed = {
  /** Blank: of the task as a whole. */
  readonly item: string
  readonly name: string
  readonly quantity: Quantity
}

/** Items that hold proposals alone, with ids that begin with `id`. */
export function proposedItems(draft: DraftTask, id: string): readonly Item[] {
  const proposed = proposalsOf(draft)
  const titles = [...new Set(proposed.map(({ item }) => item))]
  return titles.map((title, place) => ({
    id: `${id}-p${place + 1}`,
    title,
    printedRate: null,
    handSet: null,
    indicators: proposed
      .filter(({ item }) => item === title)
      .map(({ name, quantity }, n) => indicatorOf(name, quantity, `${id}-p${place + 1}-${n + 1}`)),
  }))
}

function indicatorOf(name: string, quantity: Quantity, id: string): Indicator {
  const target = targetOf(quantity.printed)
  return {
    id,
    name,
    ...target,
    direction: quantity.bound === 'most' ? 'at_most' : 'at_least',
    baseline: null,
    basis: null,
    printedRate: null,
    isProposal: true,
    current: null,
  }
}

/** From the task's own words; what its nodes say beside them, each thing by its last figure. */
function proposalsOf(draft: DraftTask): readonly Proposed[] {
  const inText = read(draft.text, '').filter(({ quantity }) => !isStep(quantity))
  const inNodes = [...draft.milestones]
    .sort((a, b) => compareText(a.due, b.due))
    .flatMap(({ item, text }) => read(text, item ?? ''))
  const last = new Map(inNodes.map((one) => [keyOf(one), one]))
  const beside = [...last.values()].filter((one) => !inText.some((said) => isSame(said, one)))
  const all = [...new Map([...inText].reverse().map((one) => [keyOf(one), one])).values()].reverse()
  return [...all, ...beside].slice(0, mostOfTask)
}

/** A node says again what the task says: the same figure, or the same thing in fewer words. */
function isSame(said: Proposed, node: Proposed): boolean {
  if (said.quantity.unit !== node.quantity.unit) return false
  const [whole, part] = [comparable(said.name), comparable(node.name)]
  return said.quantity.value === node.quantity.value || whole.includes(part) || part.includes(whole)
}

const read = (text: string, item: string): readonly Proposed[] =>
  quantitiesOf(text).flatMap((quantity) => {
    const name = nameFor(quantity)
    const isShare = /[%％]|百分点/.test(quantity.unit)
    if (name === null || quantity.isPart || (isShare && !namesShare.test(name))) return []
    return [{ item, name, quantity }]
  })

const keyOf = ({ item, name, quantity }: Proposed): string =>
  `${item} ${comparable(name)} ${quantity.unit}`

/** A figure of a quarter or a month on the way is no target of the year. */
const isStep = ({ words }: Quantity): boolean =>
  /(?:季度|上半年|\d月(?:底|份)?)前?[^年]{0,6}$/.test(words.before)

/** A share of something is a target only where its words say of what. */
const namesShare = /(?:率|占比|比重|比例|增速|增长|提升|下降|降低|覆盖)$/

const leading =
  /^(?:和|及|与|并|再|其中|力争|确保|争取|全年|年内|今年|当年|到?年底前?|\d{4}年|完成|实现|累计|共计|共|约|新|达到?)+/
const trailing =
  /(?:力争|争取|确保|全年|年内|累计|共计|合计|总数|总量|达到?|达|至|超过?|突破|不少于|不低于|不小于|至少|不超过|不高于|控制在|完成|实现|约|共|的|为)+$/
/** These alone say nothing of what is counted. */
const bare = /^(?:项目|任务|工作|活动|企业|人才|重点项目)$/
const shortest = 2
const longest = 20

/** What the figure counts: the words before it, then those behind it; null: they name nothing. */
function nameFor({ words }: Quantity): string | null {
  const before = words.before.replace(/^[\s（(“"]+|[\s）)”"]+$/g, '').replace(trailing, '')
  const after = words.after.replace(/^(?:次|以上|以内|以下|左右|的)+/, '')
  const name = `${before}${after}`
    .replace(/[\s“”"（）()《》]/g, '')
    .replace(leading, (cut) => (cut.endsWith('新') ? '新' : ''))
  const signs = [...name]
  const isName = /^\p{Script=Han}/u.test(name) && !/\d/.test(name) && !bare.test(name)
  return isName && signs.length >= shortest && signs.length <= longest ? name : null
}
