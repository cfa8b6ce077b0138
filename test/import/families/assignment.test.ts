import fc from 'fast-check'
import { Converter } from 'opencc-js/cn2t'
import { pinyin } from 'pinyin-pro'
import { describe, expect, it } from 'vitest'
import type { DraftTask, DutyRole } from '../../../src/domain/draft-plan.ts'
import { readText } from '../../../src/import/containers/text.ts'
import { readContents } from '../../../src/import/read-document.ts'
import type { RepairSwitches } from '../../../src/import/repair/repair-contents.ts'
import { unaccounted } from '../accounting.ts'

type Row = {
  readonly project?: string
  readonly text: string
  readonly leaders: readonly string[]
  readonly leads: readonly string[]
  readonly others: string
}
type Line = Row | { readonly heading: string }

const header = ['序号', '项目', '重点工作', '牵头领导', '牵头单位', '主要参与单位']

/** A dump in which each paragraph stands alone between blank lines. */
function dumped(lines: readonly Line[], above: readonly string[] = []): string {
  let seq = 0
  const cells = lines.flatMap((line) => {
    if ('heading' in line) return [line.heading]
    seq += 1
    const project = line.project === undefined ? [] : [line.project]
    return [String(seq), ...project, line.text, ...line.leaders, ...line.leads, line.others]
  })
  return [...above, ...header, ...cells].join('\n\n')
}

const lines: readonly Line[] = [
  { heading: '一、在产业发展上走在前列' },
  {
    project: '壮大茶产业',
    text: '改造老茶园1200亩,发展农业龙头企业3家。',
    leaders: ['鲁明远', '顾  丰'],
    leads: ['区发改局', '(区粮食局)', '区农业农村局'],
    others: '区财政局、区商务局,各平台、镇街',
  },
  {
    text: '开展“春茶上云”行动,确保网上销售额增长8%以上。',
    leaders: ['顾  丰'],
    leads: ['区商务局'],
    others: '各平台、镇街',
  },
  { heading: '二、在城乡建设上走在前列' },
  {
    project: '提升城区品质',
    text: '完善国土空间规划体系。',
    leaders: ['白知秋'],
    leads: ['市规划和自然资源局', '清湾分局'],
    others: '区住建局、区林业水利局、区综合行政执法局,有关平台、镇街',
  },
  {
    text: '新增公共停车泊位600个。',
    leaders: ['白知秋'],
    leads: ['区综合行政', '执法局'],
    others: '市规划和自然资源局清湾分局,各镇街',
  },
  {
    text: '建设区级数据中心。',
    leaders: ['白知秋'],
    leads: ['区大数据', '管理局'],
    others: '各镇街',
  },
]

const toTraditional = Converter({ from: 'cn', to: 't' })
/** The text in traditional characters, with the sound of each of some behind it. */
function asFaulty(text: string): string {
  return toTraditional(text).replace(
    /[區發業農產鎮監執]/g,
    (one: string) => `${one}(${pinyin(one)})`,
  )
}

function read(text: string, repairs: RepairSwitches = {}) {
  const outcome = readContents(readText(text), '2024.txt', { repairs })
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.draft
}

const names = (task: DraftTask | undefined, role: DutyRole) =>
  task?.duties.filter((duty) => duty.role === role).map(({ name }) => name)
const facts = ({ tasks }: { readonly tasks: readonly DraftTask[] }) =>
  tasks.map((task) => [
    task.seq,
    task.section,
    task.text,
    names(task, 'lead_leader'),
    names(task, 'lead_unit'),
    names(task, 'co_unit'),
  ])

const expected = [
  [
    1,
    ['在产业发展上走在前列', '壮大茶产业'],
    '改造老茶园1200亩,发展农业龙头企业3家。',
    ['鲁明远', '顾丰'],
    ['区发改局(区粮食局)', '区农业农村局'],
    ['区财政局', '区商务局', '各平台', '各镇街'],
  ],
  [
    2,
    ['在产业发展上走在前列', '壮大茶产业'],
    '开展“春茶上云”行动,确保网上销售额增长8%以上。',
    ['顾丰'],
    ['区商务局'],
    ['各平台', '各镇街'],
  ],
  [
    3,
    ['在城乡建设上走在前列', '提升城区品质'],
    '完善国土空间规划体系。',
    ['白知秋'],
    ['市规划和自然资源局清湾分局'],
    ['区住建局', '区林业水利局', '区综合行政执法局', '有关平台', '有关镇街'],
  ],
  [
    4,
    ['在城乡建设上走在前列', '提升城区品质'],
    '新增公共停车泊位600个。',
    ['白知秋'],
    ['区综合行政执法局'],
    ['市规划和自然资源局清湾分局', '各镇街'],
  ],
  [
    5,
    ['在城乡建设上走在前列', '提升城区品质'],
    '建设区级数据中心。',
    ['白知秋'],
    ['区大数据管理局'],
    ['各镇街'],
  ],
]

describe('a table of tasks with leaders and units', () => {
  it('is read from a dump of its paragraphs', () => {
    const draft = read(dumped(lines))
    expect(facts(draft)).toEqual(expected)
    expect(draft.plan).toMatchObject({ kind: 'assignment', year: 2024 })
    expect(draft.doubts).toEqual([])
    expect(draft.leftovers).toEqual([])
    expect(draft.repairs).toContainEqual({ kind: 'wrapped_cells', count: 4 })
  })

  it('is read the same from traditional characters with bracketed pinyin', () => {
    const text = asFaulty(dumped(lines))
    const draft = read(text)
    expect(facts(draft)).toEqual(expected)
    expect(unaccounted(readText(text), draft)).toEqual([])
    const count = text.match(/[區發業農產鎮監執](?=\()/g)?.length
    expect(draft.repairs).toContainEqual({ kind: 'bracketed_pinyin', count })
    expect(draft.repairs.map(({ kind }) => kind)).toContain('traditional_characters')
  })

  it('is kept as printed where the repairs are switched off', () => {
    const off = { bracketed_pinyin: false, traditional_characters: false }
    const draft = read(toTraditional(dumped(lines)), off)
    expect(draft.tasks[1]?.text).toBe('開展“春茶上雲”行動,確保網上銷售額增長8%以上。')
    expect(draft.repairs.map(({ kind }) => kind)).not.toContain('traditional_characters')
  })

  it('is read below a title, with its header printed again, and with a note behind it', () => {
    const again = dumped(lines).replace('\n\n4\n\n', `\n\n${header.join('\n\n')}\n\n4\n\n`)
    const draft = read(`2023年青禾区重点工作分工表\n\n${again}\n\n注：本表由督查室解释`)
    expect(facts(draft)).toEqual(expected)
    expect(draft.plan).toMatchObject({ title: '2023年青禾区重点工作分工表', year: 2023 })
    expect(draft.repairs).toContainEqual({ kind: 'repeated_header', count: 1 })
    expect(draft.leftovers.map(({ text }) => text)).toEqual(['注：本表由督查室解释'])
  })

  it('keeps a row that lost its number, its leader or its units, with a doubt', () => {
    const text = dumped(lines)
    const noNumber = read(text.replace('\n\n4\n\n', '\n\n'))
    expect(facts(noNumber)).toEqual(expected)
    expect(noNumber.doubts).toEqual([expect.objectContaining({ kind: 'seq_restored', taskSeq: 4 })])
    const noUnits = read(text.replace('\n\n区商务局\n\n各平台、镇街', ''))
    expect(noUnits.doubts).toEqual([expect.objectContaining({ kind: 'lead_missing', taskSeq: 2 })])
    const noLeader = read(text.replace('\n\n白知秋\n\n区综合', '\n\n区综合'))
    expect(names(noLeader.tasks[3], 'lead_leader')).toEqual([])
    expect(names(noLeader.tasks[3], 'lead_unit')).toEqual(['区综合行政执法局'])
  })

  it('says where a unit stands between the leads and the others', () => {
    const company = '区文旅集团'
    const more = lines.map((line) =>
      'heading' in line ? line : { ...line, others: `${company},${line.others}` },
    )
    const odd = {
      text: '办好茶博会。',
      leaders: ['顾  丰'],
      leads: ['区商务局', company],
      others: '各镇街',
    }
    const draft = read(dumped([...more, odd]))
    expect(names(draft.tasks[5], 'lead_unit')).toEqual(['区商务局'])
    expect(names(draft.tasks[5], 'co_unit')).toEqual([company, '各镇街'])
    expect(draft.doubts).toEqual([
      expect.objectContaining({ kind: 'boundary_positional', taskSeq: 6 }),
    ])
  })
})

describe('any such table', () => {
  const person = fc
    .tuple(fc.constantFrom(...'赵钱孙李周吴郑王'), fc.constantFrom('明远', '知秋', ' 丰', '  禾'))
    .map((parts) => parts.join(''))
  const unit = fc.constantFrom(
    '区住建局',
    '区教育局',
    '区卫健局',
    '区残联',
    '区商务局',
    '区委宣传部(文明办)',
  )
  const row = fc.record({
    project: fc.option(fc.constantFrom('建设宜居城区', '办好群众实事', '守牢安全底线'), {
      nil: undefined,
    }),
    thing: fc.constantFrom('果园', '泵站', '食堂', '绿道'),
    count: fc.integer({ min: 2, max: 900 }),
    leaders: fc.uniqueArray(person, { minLength: 1, maxLength: 3 }),
    leads: fc.uniqueArray(unit, { minLength: 1, maxLength: 2 }),
    others: fc.constantFrom(
      '各镇街',
      '各平台、镇街',
      '区财政局、区林水局,各镇街',
      '区统计局、区档案局',
    ),
  })

  it('comes out as it went in', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 5, maxLength: 30 }), fc.boolean(), (made, isOld) => {
        const rows = made.map(
          ({ project, thing, count, ...rest }): Row => ({
            ...(project === undefined ? {} : { project }),
            text: `新建${thing}${count}处,方便群众就近使用。`,
            ...rest,
          }),
        )
        const printed = dumped([{ heading: '一、在民生上走在前列' }, ...rows])
        const text = isOld ? toTraditional(printed) : printed
        const draft = read(text)
        expect(unaccounted(readText(text), draft)).toEqual([])
        expect(draft.leftovers).toEqual([])
        expect(
          draft.tasks.map((task) => [
            task.text,
            names(task, 'lead_leader'),
            names(task, 'lead_unit'),
          ]),
        ).toEqual(
          rows.map((one) => [
            one.text,
            one.leaders.map((name) => name.replace(/\s/g, '')),
            one.leads,
          ]),
        )
      }),
      { numRuns: 60 },
    )
  })
})
