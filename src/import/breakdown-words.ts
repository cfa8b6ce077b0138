/** 分解 in words: nodes, indicators, liaison, as a unit types them or fills them into a sheet. */
import type { Breakdown, BreakdownIndicator, BreakdownNode } from '../domain/breakdown.ts'
import { namesNoSuchDay } from './cells/dates.ts'
import { readNodes } from './families/decomposition-nodes.ts'

const parts = (said: string): readonly string[] =>
  said
    .split(/[\n；;。]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** `6月底前完成招标；12月底前完工`: the nodes, and what had no date, or one that there is not. */
export function readNodeLines(
  said: string,
  year: number,
): { readonly nodes: readonly BreakdownNode[]; readonly unread: readonly string[] } {
  const read = parts(said).map((text, line) => ({
    text,
    ...readNodes([{ at: { line: line + 1 }, text }], year),
  }))
  return {
    nodes: read.flatMap(({ milestones }) =>
      milestones.map(({ due, text, item }) => ({
        dueOn: due,
        text: item ? `${item}：${text}` : text,
      })),
    ),
    unread: read
      .filter(({ milestones, text }) => milestones.length === 0 || namesNoSuchDay(text, year))
      .map(({ text }) => text),
  }
}

const indicatorWord = /^(?:量化)?指标\s*[:：]?\s*/
const liaisonWord = /^联络员\s*[:：]?\s*/
const figure = /^(.*?)[\s:：]*(\d+(?:\.\d+)?)\s*([^\d\s]{0,8})$/

function indicatorOf(said: string): BreakdownIndicator {
  const [, name = '', target = '', unit = ''] = figure.exec(said) ?? []
  return target === '' ? { name: said, target: '', unit: '' } : { name: name.trim(), target, unit }
}

/** Everything at once: `6月底前完成招标；指标 招引项目 24个；联络员 姓名`. */
export function readBreakdown(
  said: string,
  year: number,
): { readonly breakdown: Breakdown; readonly unread: readonly string[] } {
  const all = parts(said)
  const indicators = all.filter((part) => indicatorWord.test(part))
  const liaison = all.find((part) => liaisonWord.test(part))
  const rest = all.filter((part) => !indicatorWord.test(part) && !liaisonWord.test(part))
  const { nodes, unread } = readNodeLines(rest.join('\n'), year)
  return {
    breakdown: {
      nodes,
      indicators: indicators.map((part) => indicatorOf(part.replace(indicatorWord, '').trim())),
      liaison: liaison?.replace(liaisonWord, '').trim() || null,
    },
    unread,
  }
}
