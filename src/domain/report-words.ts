/** A report in one line of words: `已开工3所，完成60%，问题：缺资金，下步：补手续，节点：1、2`. */
import { indicatorsOf } from './item-matching.ts'
import type { Indicator, Milestone, ReportSource, Task } from './plan.ts'
import { foldWidth } from './written-form.ts'

export type ReportWords = {
  readonly progress: string
  readonly percent?: string
  readonly problems?: string
  readonly nextSteps?: string
  readonly highlights?: string
  /** Ids. */
  readonly milestonesDone?: readonly string[]
  readonly source?: ReportSource
  /** What was said of indicators, by their ids. */
  readonly values: ReadonlyMap<string, string>
}

type Part = 'problems' | 'nextSteps' | 'highlights' | 'nodes' | 'source' | 'progress'

const labels: Readonly<Record<string, Part>> = {
  存在问题: 'problems',
  问题: 'problems',
  下步计划: 'nextSteps',
  下步: 'nextSteps',
  亮点: 'highlights',
  完成节点: 'nodes',
  节点: 'nodes',
  来源: 'source',
  进展情况: 'progress',
  进展: 'progress',
}

const label = new RegExp(`(?:^|[，,。；;、\\s])(${Object.keys(labels).join('|')})\\s*[:：]`, 'g')
const sources: Readonly<Record<string, ReportSource>> = {
  电话: 'phone',
  书面: 'letter',
  会议: 'meeting',
}

/** The parts of a line by their labels; what comes before the first is the progress. */
function partsOf(said: string): ReadonlyMap<Part, string> {
  const marks = [...said.matchAll(label)]
  const parts = new Map<Part, string>()
  const put = (part: Part, words: string) => {
    const text = words.trim().replace(/[，,；;、]$/, '')
    if (text !== '') parts.set(part, [parts.get(part), text].filter(Boolean).join('\n'))
  }
  put('progress', said.slice(0, marks[0]?.index ?? said.length))
  marks.forEach((mark, index) => {
    const part = labels[mark[1] ?? '']
    const end = marks[index + 1]?.index ?? said.length
    if (part) put(part, said.slice(mark.index + mark[0].length, end))
  })
  return parts
}

/** Nodes as the form lists them: what the last report ticked, then what is open, by date. */
const listedNodes = (task: Task): readonly Milestone[] => {
  const ticked = task.lastReport?.milestonesDone ?? []
  const isTicked = ({ id, doneOn }: Milestone) => doneOn !== null && ticked.includes(id)
  return task.milestones
    .filter((one) => one.doneOn === null || isTicked(one))
    .sort((a, b) => Number(isTicked(b)) - Number(isTicked(a)) || a.dueOn.localeCompare(b.dueOn))
}

function nodesSaid(task: Task, said: string): readonly string[] {
  const listed = listedNodes(task)
  return [...foldWidth(said).matchAll(/\d+/g)].flatMap(([number]) => {
    const node = listed[Number(number) - 1]
    return node ? [node.id] : []
  })
}

const figure = /(\d[\d,]*(?:\.\d+)?)\s*([万亿]?[^\s\d，,。；;、:：.%％]{0,4})/g

/** The longest run of characters, two at least, that a name and the words before a figure share. */
function shared(name: string, words: string): number {
  let longest = 0
  for (let start = 0; start < name.length; start += 1) {
    while (
      start + longest < name.length &&
      words.includes(name.slice(start, start + longest + 1))
    ) {
      longest += 1
    }
  }
  return longest < 2 ? 0 : longest
}

/** Figures behind words that one indicator's name shares more of than any other's. */
function valuesSaid(task: Task, said: string): ReadonlyMap<string, string> {
  const indicators = indicatorsOf(task.items).filter(({ isProposal }) => !isProposal)
  const values = new Map<string, string>()
  const text = foldWidth(said)
  let from = 0
  for (const found of text.matchAll(figure)) {
    const words = text.slice(from, found.index)
    const [printed, digits = '', behind = ''] = found
    const meant = indicatorMeant(indicators, words, behind)
    if (meant) {
      values.set(meant.id, `${digits.replaceAll(',', '')}${unitOf(meant, behind)}`)
      from = found.index + printed.length
    }
  }
  return values
}

const unitOf = ({ unit }: Indicator, behind: string): string =>
  unit !== '' && behind.startsWith(unit) ? unit : (/^[万亿]元?/.exec(behind)?.[0] ?? '')

function indicatorMeant(
  indicators: readonly Indicator[],
  words: string,
  behind: string,
): Indicator | undefined {
  const [only] = indicators
  if (only && indicators.length === 1) {
    return only.unit === '' || behind.startsWith(only.unit) || words.trim() === ''
      ? only
      : undefined
  }
  const [best, second] = indicators
    .map((one) => ({ one, score: shared(one.name, words) }))
    .sort((a, b) => b.score - a.score)
  return best && best.score > (second?.score ?? 0) ? best.one : undefined
}

const percentSaid = /(\d+(?:\.\d+)?)\s*[%％]/

/** Reads what was said behind a task's number. Everything that has no label stays in the progress. */
export function readReportWords(said: string, task: Task): ReportWords {
  const parts = partsOf(said)
  const progress = parts.get('progress') ?? ''
  const percent = percentSaid.exec(foldWidth(progress))?.[1]
  const nodes = parts.get('nodes')
  const source = sources[(parts.get('source') ?? '').trim()]
  const optional = (part: Part, name: 'problems' | 'nextSteps' | 'highlights') => {
    const words = parts.get(part)
    return words === undefined ? {} : { [name]: words }
  }
  return {
    progress,
    ...(percent === undefined ? {} : { percent }),
    ...optional('problems', 'problems'),
    ...optional('nextSteps', 'nextSteps'),
    ...optional('highlights', 'highlights'),
    ...(nodes === undefined ? {} : { milestonesDone: nodesSaid(task, nodes) }),
    ...(source === undefined ? {} : { source }),
    values: valuesSaid(task, progress),
  }
}
