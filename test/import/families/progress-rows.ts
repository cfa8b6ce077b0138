import fc from 'fast-check'

const units = fc.constantFrom(
  '区教育局',
  '区卫健局',
  '区农业农村局',
  '区住建局',
  '区城管局',
  '青石街道',
  '白鹭镇',
  '区城投集团',
  '区政务服务中心',
  '区委宣传部',
  '生态环境青禾分局',
  '区红十字会',
  '区府办',
)
const verb = fc.constantFrom('改造', '新建', '开工', '完成', '提升', '培育', '推进')
const thing = fc.constantFrom(
  '茶园',
  '渡口',
  '夜校',
  '口袋公园',
  '托育点',
  '栈道',
  '粮仓',
  '小微企业',
)
const figure = fc.integer({ min: 1, max: 9000 })
const measure = fc.constantFrom('个', '处', '家', '公里', '片')
const more = fc.constantFrom('', '，力争走在全市前列', '，确保年底前投用', '，惠及群众3万人')
const goal = fc
  .tuple(verb, figure, measure, thing, more)
  .map(([does, count, of, what, rest]) => `${does}${what}${count}${of}${rest}`)
const state = fc.constantFrom(
  '已完成',
  '正在推进',
  '累计完成',
  '新增',
  '全年数据未出',
  '方案已印发，建成',
)
export const progressOf = fc
  .tuple(state, figure, measure, fc.constantFrom('。', '', '；其余在建。', ',占年度任务的六成'))
  .map(([is, count, of, rest]) => (is === '全年数据未出' ? is : `${is}${count}${of}${rest}`))

export type Row = {
  readonly text: string
  readonly progress: string
  readonly units: readonly string[]
}

const row: fc.Arbitrary<Row> = fc.record({
  text: goal,
  progress: progressOf,
  units: fc.uniqueArray(units, { minLength: 1, maxLength: 4 }),
})
export const rowsOfGoals = (minLength: number, maxLength: number) =>
  fc.uniqueArray(row, { minLength, maxLength, selector: ({ text }) => text })

export const cellsOf = (rows: readonly Row[]) =>
  rows.map(({ text, progress, units: names }, at) => [
    String(at + 1),
    text,
    progress,
    names.join('、'),
  ])

export const printed = (rows: readonly Row[]) =>
  rows.map(({ text, progress, units: [lead = '', ...others] }, at) => ({
    seq: at + 1,
    section: '',
    text,
    progress,
    leads: [lead],
    others,
  }))

export const runs = (seed: number) => ({ seed, numRuns: 60 })
export const padding = fc.constantFrom('', ' ', '\u00a0', '\u3000 ')
export const page = ['分享:\n字体: [', ']\n打印\n发布时间:2024-07-19']
