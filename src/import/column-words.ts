import { headingOf, seqOf } from './cells/sections.ts'
import { withoutBlanks } from './cells/spacing.ts'
import { foldCharacters } from './repair/simplified.ts'

/**
 * What a column of a table can hold, whatever its header calls it. `detail`: a second column of
 * words about the task (年度目标 beside 重点任务). `units_persons`: units with their persons in one
 * cell (责任单位及责任人). `other`: nothing that a plan has a field for.
 */
export const columnMeanings = [
  'seq',
  'section',
  'task',
  'detail',
  'nodes',
  'leaders',
  'lead_units',
  'units',
  'co_units',
  'units_persons',
  'forms',
  'persons',
  'progress',
  'rate',
  'item',
  'item_rate',
  'indicator',
  'target',
  'current',
  'indicator_rate',
  'highlights',
  'problems',
  'other',
] as const
export type Column = (typeof columnMeanings)[number]

/** `words`: as printed, stacked headers from the outermost on: 重点工作/完成率. */
export type HeaderColumn = { readonly column: Column; readonly words: string }

/** In this order: the first that fits counts. */
const headerWords: readonly (readonly [Column, RegExp])[] = [
  ['seq', /^(?:序号|编号|序|号|序列|项次|No\.?)$/i],
  ['highlights', /亮点|特色做法|工作成效$/],
  [
    'progress',
    /(?:进展|(?:完成|推进|落实)情况)(?:情况)?(?:及|和|与|、).*(?:问题|困难)|(?:完成|当前|目前|实际|推进|工作)进度$|^(?:目前|现)?形象进度$/,
  ],
  ['problems', /存在.{0,4}(?:问题|困难)|问题.*下一?步|困难和问题/],
  ['other', /^(?:备注|说明)|^下一?(?:步|阶段)|(?:任务|项目|工作|事项|节点)(?:总|个|件)?数量?$/],
  ['rate', /完成率|完成比例|完成百分比|达成率|完成度$/],
  ['current', /^(?:当前|目前|现|实际|实绩|累计完成)值?$|(?:当前|目前|实际|完成)值|^完成数/],
  ['target', /数值及单位|目标值|^(?:年度|全年)?目标数|^计划数|^指标值$/],
  ['indicator', /指标名称|量化指标|考核指标|主要指标|^指标$/],
  ['item', /细化项目|细化任务|子项目|分项|具体项目/],
  ['progress', /进展|(?:完成|落实|推进|办理|执行|实施|进度)(?:情况|状况)|完成成效|工作动态/],
  [
    'section',
    /^(?:任务|工作|项目|所属|目标)?(?:类别|分类|板块|大类|类型|领域|条线|门类|篇章|章节)$/,
  ],
  ['units_persons', /(?:单位|部门)(?:及|和|与|、|\/|[（(])(?:其)?(?:责任人|负责人|联络员|联系人)/],
  ['persons', /责任人|联络员|联系人|负责人|经办人|责任干部|具体承办人/],
  ['leaders', /领导|^(?:牵头|分管|责任|挂帅|联系)(?:区|市|县)?长$/],
  [
    'nodes',
    /时间|节点|时限|期限|进度(?:要求|安排|计划|目标)?$|季度|^[上下]半年|^\d{1,2}月(?:份|底)?|^年底|^全年(?:$|[（(])/,
  ],
  ['units', /(?:牵头|主办|主责).*(?:配合|协办|协同|参与).*(?:单位|部门)/],
  ['lead_units', /(?:牵头|主办|主责|主要责任|第一责任|承办).*(?:单位|部门|科室|处室)/],
  [
    'co_units',
    /(?:配合|协办|协同|协助|参与|参加|参与|联办|会办|协作|支持).*(?:单位|部门|科室|处室)/,
  ],
  ['units', /单位|部门|科室|处室|责任主体/],
  ['forms', /(?:推进|督办|督查|督导|调度|考核|落实|通报)(?:形式|方式)|形式|方式/],
  ['task', /任务|工作|项目|事项|内容|目标|举措|措施|要点|要求$/],
]

/** Characters; longer words are no name of a column. */
export const longestHeaderCell = 14

/** Headers are printed again on every page: each word is looked up once. */
const known = new Map<string, Column>()
const mostKnown = 2000

/** What a header's words say its column holds. */
export function columnOf(words: string): Column {
  const before = known.get(words)
  if (before) return before
  const word = foldCharacters(withoutBlanks(words))
  const column = headerWords.find(([, pattern]) => pattern.test(word))?.[0] ?? 'other'
  if (known.size < mostKnown && words.length <= 2 * longestHeaderCell) known.set(words, column)
  return column
}

/** A header's words without what it adds in brackets: 完成情况（截至2024年6月30日）. */
function withoutBrackets(printed: string): string {
  const word = withoutBlanks(printed)
  return word.replace(/(?<=.{2})[（(][^（）()]{1,20}[）)]$/, '')
}

export function mayBeHeaderCell(printed: string): boolean {
  const text = withoutBrackets(printed)
  if (text === '' || text.length > longestHeaderCell || /[。；：:，,*＊]/.test(text)) return false
  return seqOf(text) === undefined && headingOf(printed) === undefined
}

/** Short words that end as the name of a column does, so that they need no 序号 before them. */
export function isHeaderWord(printed: string): boolean {
  const word = withoutBrackets(printed)
  if (word.length > 12) return false
  const end =
    /(?:名称|进展|成效|打算|内容|任务|工作|目标|单位|部门|领导|情况|时限|节点|要求|时间|安排|形式|方式|责任人|联络员|联系人|类别|分类|板块|序号|编号|进度|事项|项目|措施|举措|备注|指标|[值率]|亮点|问题|计划)$/
  return end.test(foldCharacters(word)) && mayBeHeaderCell(printed)
}

/** 一季度, 3月底前, 上半年: a header that is the date of what stands below it. */
export function isPeriod(words: string): boolean {
  return words.length <= 12 && /季度|半年|(?:\d|[一二三四五六七八九十])月|年底|^全年/.test(words)
}

/** 项目 beside 项目内容 or 重点工作 names the group that tasks are in, not a task. */
const group = /^项目(?:名称)?$/
const inGroup = /^项目内容$|任务|重点工作|目标/

export function nameSecondTask(printed: readonly HeaderColumn[]): HeaderColumn[] {
  const tasks = printed.filter(({ column }) => column === 'task')
  const [top, second] = tasks.map(({ words }) => foldCharacters(withoutBlanks(words)))
  const isGrouped = group.test(top ?? '') && inGroup.test(second ?? '')
  const columns = printed.map((one) =>
    isGrouped && one === tasks[0] ? { ...one, column: 'section' as const } : one,
  )
  const first = columns.findIndex(({ column }) => column === 'task')
  return columns.map((one, at) =>
    one.column === 'task' && at !== first ? { ...one, column: 'detail' } : one,
  )
}
