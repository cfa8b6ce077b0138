/** Why something cannot happen to a task as it stands, in words. */
import type { BreakdownRefusal } from '../../src/domain/breakdown.ts'
import type { LifeRefusal } from '../../src/domain/task-life.ts'

export const lifeRefusals: Readonly<Record<LifeRefusal, string>> = {
  'is-withdrawn': '这项任务已撤项，不再办理',
  'is-closed': '这项任务已办结；要再办理，请督查室先重开',
  'is-suspended': '这项任务已中止；要再办理，请督查室先恢复',
  'not-suspended': '这项任务没有中止，不用恢复',
  'not-closed': '这项任务没有办结，不用重开',
  'not-broken-down':
    '这项任务还没有分解；请牵头单位先分解，例如：分解 14 6月底前完成招标；12月底前完工',
  'broken-down': '这项任务已有时间节点，不用再分解；要改节点请督查室用：改 14 节点',
  'not-acknowledged': '这项任务还没有签收，请先签收',
  acknowledged: '这项任务已经签收',
  'nothing-asked': '这项任务没有在申请办结',
  'close-out-waits': '这项任务已申请办结，正等督查室决定',
}

export const breakdownRefusals: Readonly<Record<BreakdownRefusal, string>> = {
  'no-nodes': '请至少写一个时间节点，例如：6月底前完成招标',
  'too-many-nodes': '节点太多，最多 60 个',
  'node-without-text': '有一个节点只有日期，请写明要做到什么',
  'node-too-long': '有一个节点的文字超过 200 字，请缩短',
  'date-beyond-plan': '有一个节点的日期超出了本计划的期限',
  'date-before-plan': '有一个节点的日期在本计划的年份之前',
}
