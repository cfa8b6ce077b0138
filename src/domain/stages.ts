/** The stages of a building project that has no numbers to report: one tap says how far it is. */
import type { Task } from './plan.ts'

export const stages = ['preparation', 'tender', 'start', 'structure', 'finish', 'in_use'] as const
export type Stage = (typeof stages)[number]

export const stageWords: Readonly<Record<Stage, string>> = {
  preparation: '前期',
  tender: '招标',
  start: '开工',
  structure: '主体',
  finish: '完工',
  in_use: '投用',
}

/** What a report of a stage says of the progress. */
export const stageProgress = (stage: Stage): string => `项目已到“${stageWords[stage]}”阶段`

const spellings: Readonly<Record<string, Stage>> = {
  前期: 'preparation',
  前期工作: 'preparation',
  招标: 'tender',
  招投标: 'tender',
  开工: 'start',
  开工建设: 'start',
  主体: 'structure',
  主体施工: 'structure',
  主体完工: 'structure',
  完工: 'finish',
  竣工: 'finish',
  投用: 'in_use',
  投入使用: 'in_use',
}

/** The stage that a few words name, such as `已开工`; undefined: they say more, or something else. */
export const stageOf = (said: string): Stage | undefined =>
  spellings[said.replace(/[\s。，,！!]/g, '').replace(/^(已经|已|进入)|(阶段|了)$/g, '')]

const stageWord = /前期|可研|招标|开工|动工|主体|封顶|完工|竣工|投用|投入使用/
const number = /\d/

/** Whether a task is a project told by its stage: its nodes name stages, and count nothing. */
export const isTold = (task: Pick<Task, 'milestones'>): boolean =>
  task.milestones.length > 0 &&
  task.milestones.some(({ text }) => stageWord.test(text)) &&
  task.milestones.every(({ text }) => !number.test(text))
