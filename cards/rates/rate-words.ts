/** How rates are put into words, the same on every card. */
import type { RateProfileName } from '../../src/domain/rates.ts'
import { colored, cut, inline } from '../kit.ts'

export const profileWords: Readonly<Record<RateProfileName, { word: string; rule: string }>> = {
  default: {
    word: '通用公式',
    rule: '指标 = 当前 ÷ 目标，计入平均时最高按100%；项目、任务逐级平均，保留两位小数',
  },
  compilation: {
    word: '汇编公式',
    rule: '指标 = 当前 ÷ 目标，计入平均时最高按100%；项目舍去小数取整，任务再按各项目平均',
  },
}

/** `73.25%`, `85%（人工核定）`, or that there is none. */
export const rateWord = (shown: string | null, isHandSet: boolean): string =>
  shown === null ? '暂无' : `${cut(shown, 8)}%${isHandSet ? '（人工核定）' : ''}`

/** The same in bold; what was set by hand is marked in a colour too. */
export const rateMark = (shown: string | null, isHandSet: boolean): string =>
  shown === null
    ? colored('暂无', 'grey')
    : `**${inline(shown, 8)}%**${isHandSet ? colored('（人工核定）', 'orange') : ''}`

/** `到期节点3个，完成2个，节点达成率66.67%`; nothing where none is due. */
export const nodesWord = (nodes: {
  readonly done: number
  readonly due: number
  readonly rate: string | null
}): string =>
  nodes.rate === null
    ? ''
    : `节点达成率 ${cut(nodes.rate, 8)}%：到期${nodes.due}个，完成${nodes.done}个（不计入完成率）`
