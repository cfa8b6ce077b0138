/** 亮灯 and 完成率 on the card of one task. */
import { labelWords, lightWords } from '../../src/domain/lights.ts'
import { button, type CardElement, colored, inline, markdown, smallButtons } from '../kit.ts'
import { nodesWord, rateMark } from '../rates/rate-words.ts'
import type { LightSummary, TaskView } from './task-view.ts'

const lightColors = {
  green: 'green',
  amber: 'orange',
  red: 'red',
  done: 'green',
  grey: 'grey',
} as const

export function lightLine(shown: LightSummary | null): readonly CardElement[] {
  if (!shown) return []
  const labels = shown.labels.map((label) => `　${labelWords[label]}`).join('')
  const why = shown.why ? `　${inline(shown.why, 40)}` : ''
  return [
    markdown(
      `亮灯 **${colored(lightWords[shown.light], lightColors[shown.light])}**${labels}${why}`,
    ),
  ]
}

const itemsShown = 3

/** The lowest items first: they are what pulls the rate down. */
export function rates({ rate, taskId }: TaskView): readonly CardElement[] {
  const { shown, items, isHandSet, nodes, proposals } = rate
  if (shown === null && items.length === 0 && proposals === 0) return []
  const lowest = [...items].sort((a, b) => Number(a.shown ?? 1000) - Number(b.shown ?? 1000))
  const left = items.length - itemsShown
  return [
    markdown([
      `完成率 ${rateMark(shown, isHandSet)}${items.length > 1 ? `　${items.length}个细化项目平均` : ''}`,
      ...lowest
        .slice(0, itemsShown)
        .map((item) => `· ${inline(item.title, 22)}　${rateMark(item.shown, item.isHandSet)}`),
      ...(left > 0 ? [`另有 ${left} 个项目`] : []),
      ...(nodes.rate === null ? [] : [nodesWord(nodes)]),
    ]),
    smallButtons(
      button(
        '完成率怎么来的',
        'default',
        { action: 'rate.show', taskId, page: 1 },
        { small: true },
      ),
      ...(proposals === 0
        ? []
        : [
            button(
              `建议指标${proposals}个`,
              'default',
              { action: 'indicators.show', scope: 'task', id: taskId, page: 1 },
              { small: true },
            ),
          ]),
    ),
  ]
}
