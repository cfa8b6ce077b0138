/** Invented plans, as a document could have said them. */
import fc from 'fast-check'
import type {
  DraftDuty,
  DraftItem,
  DraftMilestone,
  DraftPlan,
  DraftTask,
  PlanKind,
} from '../../src/domain/draft-plan.ts'
import { endOfMonth } from '../../src/domain/time.ts'
import { titleOf } from '../../src/import/cells/sections.ts'

const pick = <T>(all: readonly T[]) => fc.constantFrom(...all)

const leaders = ['贺明远', '苏敬之', '温若兰']
const persons = ['沈一舟', '罗安', '高朗', '叶知秋', '章越']
const units = ['区住建局', '区科技局', '区民政局', '区城管局', '青禾城投集团', '各镇街']
const forms = ['每月督查通报', '每月例会推进', '现场督办+PPT汇报']
const things = ['道路整治', '学校新建', '河道清淤', '招商引资', '数字化改造', '养老服务提升']
const deeds = ['完成施工招标', '主体结构封顶', '完成投资60%', '累计完成12个', '通过验收，投入使用']
const sections = ['产业提升行动', '城乡建设行动', '民生实事项目']

const names = (all: readonly string[], least: number, most: number) =>
  fc.uniqueArray(pick(all), { minLength: least, maxLength: most })

const text = fc
  .tuple(pick(things), fc.integer({ min: 1, max: 999 }), pick(['个', '公里', '万平方米', '家']))
  .map(([thing, count, unit]) => `${thing}行动。全年完成${thing}${count}${unit}以上。`)

const duties = (withPersons: boolean, withLeaders: boolean) =>
  fc
    .tuple(names(leaders, 1, 2), names(units.slice(0, 5), 1, 2), names(units, 0, 3), pick(persons))
    .map(([led, leads, others, owner]): DraftDuty[] => [
      ...(withLeaders
        ? led.map((name) => ({ role: 'lead_leader' as const, name, lead: false }))
        : []),
      ...leads.map((name) => ({ role: 'lead_unit' as const, name, lead: true })),
      ...others
        .filter((name) => !leads.includes(name))
        .map((name) => ({ role: 'co_unit' as const, name, lead: false })),
      ...(withPersons ? [{ role: 'owner' as const, name: owner, lead: false }] : []),
    ])

const due = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 28 }), pick([2026, 2026, 2027]))
  .map(([month, day, year]) => {
    const date = `${year}-${String(month).padStart(2, '0')}-${String(day || 1).padStart(2, '0')}`
    return day === 0 ? endOfMonth(date) : date
  })

const node = fc.tuple(due, pick(deeds)).map(([on, words]) => ({ due: on, text: words }))

/** Nodes of no sub-project come first: in a cell, what follows a sub-project's name belongs to it. */
const nodes = fc
  .tuple(
    fc.array(node, { maxLength: 3 }),
    fc.array(node, { maxLength: 3 }),
    pick(['一期工程', '东区地块']),
  )
  .map(([loose, own, item]): DraftMilestone[] => [
    ...loose.map((one) => ({ item: null, ...one })),
    ...own.map((one) => ({ item, ...one })),
  ])

const decimals = (value: number): number => Math.round(value * 100) / 100
const mean = (all: readonly number[]): number =>
  decimals(all.reduce((sum, one) => sum + Math.min(100, one), 0) / all.length)

const indicator = fc
  .tuple(
    pick(['开工数', '完工数', '投资额']),
    fc.integer({ min: 1, max: 999 }),
    fc.integer({ min: 0, max: 1500 }),
  )
  .map(([name, target, current]) => ({
    name,
    target: `${target}万元`,
    current: `${current}万元`,
    rate: decimals((current / target) * 100),
  }))

/** An item that says what the one before says is read as that one, printed again over a page. */
const items = fc.uniqueArray(
  fc
    .tuple(
      pick(things),
      fc.integer({ min: 1, max: 99 }),
      fc.uniqueArray(indicator, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
    )
    .map(
      ([thing, count, indicators]): DraftItem => ({
        title: `完成第${count}批${thing}任务。`,
        rate: mean(indicators.map(({ rate }) => rate ?? 0)),
        indicators,
      }),
    ),
  { minLength: 1, maxLength: 3, selector: ({ title }) => title },
)

const said = fc
  .tuple(pick(things), fc.integer({ min: 1, max: 999 }))
  .map(([thing, count]) => `已完成${thing}${count}处；其余按计划推进。`)

export const inventedKinds = [
  'decomposition',
  'assignment',
  'progress_list',
  'progress_by_category',
  'compilation',
] as const satisfies readonly PlanKind[]

type Parts = Pick<DraftTask, 'duties' | 'forms' | 'milestones' | 'items' | 'progress'>

const partsOf = (kind: PlanKind): fc.Arbitrary<Parts> => {
  const isProgress = kind.startsWith('progress')
  const isCompiled = kind === 'compilation'
  const isDecomposed = kind === 'decomposition'
  return fc.record({
    duties: duties(isDecomposed, !isProgress && !isCompiled),
    forms: isDecomposed ? names(forms, 1, 2) : fc.constant([]),
    milestones: isDecomposed ? nodes : fc.constant([]),
    items: isCompiled ? items : fc.constant([]),
    progress: isProgress ? said : fc.constant(null),
  })
}

export const inventedPlan = (kind: PlanKind): fc.Arbitrary<DraftPlan> =>
  fc
    .array(fc.tuple(text, fc.integer({ min: 0, max: 2 }), partsOf(kind)), {
      minLength: 3,
      maxLength: 12,
    })
    .map((rows) => {
      // Rows of one section stand together, or a heading would come twice.
      const sorted = rows.toSorted(([, one], [, other]) => one - other)
      return {
        plan: {
          title: '2026年度重点工作任务一览表',
          year: 2026,
          issuer: '青禾区人民政府办公室',
          docNo: '青政办〔2026〕7号',
          issuedOn: '2026-03-02',
          kind,
        },
        tasks: sorted.map(
          ([words, section, parts], at): DraftTask => ({
            seq: at + 1,
            section: sectionOf(kind, section),
            title: titleOf(words),
            text: words,
            highlights: null,
            problems: null,
            rate: kind === 'compilation' ? mean(parts.items.map((item) => item.rate ?? 0)) : null,
            source: {},
            ...parts,
            duties: [...leadersOf(kind, section), ...parts.duties],
          }),
        ),
        doubts: [],
        leftovers: [],
        repairs: [],
      }
    })

function sectionOf(kind: PlanKind, at: number): readonly string[] {
  if (kind === 'progress_list') return []
  const part = sections[at] ?? ''
  return kind === 'compilation' ? [part, `${leaders[at]}副区长牵头重点工作`] : [part]
}

/** A compilation names its leaders in its headings alone. */
const leadersOf = (kind: PlanKind, at: number): DraftDuty[] =>
  kind === 'compilation' ? [{ role: 'lead_leader', name: `${leaders[at]}副区长`, lead: false }] : []
