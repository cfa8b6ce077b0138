import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNodes } from '../../../src/import/families/decomposition-nodes.ts'
import { contradictions } from '../../../src/import/families/decomposition-targets.ts'

const pieces = (lines: readonly string[]) =>
  lines.map((text, index) => ({ at: { line: index + 1 }, text }))
const read = (...lines: string[]) =>
  readNodes(pieces(lines), 2023).milestones.map(({ item, due, text }) => [item, due.slice(5), text])

describe('readNodes', () => {
  it.each<[string, string[], unknown[]]>([
    [
      'keeps a semicolon without a new date in the text',
      ['2月底前完成甲；完成乙。'],
      [[null, '02-28', '完成甲；完成乙']],
    ],
    [
      'keeps leading words',
      ['全年推进甲、乙建设，10月底前甲达到3个。'],
      [[null, '10-31', '全年推进甲、乙建设，甲达到3个']],
    ],
    [
      'gives a line without date to the node before',
      ['4月底前甲完成。', '乙完成20%；丙完成。'],
      [[null, '04-30', '甲完成。乙完成20%；丙完成']],
    ],
    [
      'reads headings of sub-projects',
      ['甲中心', '2月立项； 4月底前开工。', '乙中心', '6月完工。'],
      [
        ['甲中心', '02-28', '立项'],
        ['甲中心', '04-30', '开工'],
        ['乙中心', '06-30', '完工'],
      ],
    ],
    [
      'reads sub-projects within a line',
      ['开工4所：2月底前招标。竣工5所：8月底前1所竣工，11月4所竣工。'],
      [
        ['开工4所', '02-28', '招标'],
        ['竣工5所', '08-31', '1所竣工'],
        ['竣工5所', '11-30', '4所竣工'],
      ],
    ],
    [
      'carries a subject through its run',
      ['绿道：甲道2月底前设计，6月底前批复；乙道4月底前开工，11月底完成。'],
      [
        ['绿道', '02-28', '甲道设计'],
        ['绿道', '06-30', '甲道批复'],
        ['绿道', '04-30', '乙道开工'],
        ['绿道', '11-30', '乙道完成'],
      ],
    ],
    [
      'drops the carried subject at a full stop',
      ['登记：东街2月底前做完；西街3月底前做完。12月底总结。'],
      [
        ['登记', '02-28', '东街做完'],
        ['登记', '03-31', '西街做完'],
        ['登记', '12-31', '总结'],
      ],
    ],
    [
      'keeps a phase in the text',
      ['2月自查阶段：查找问题。'],
      [[null, '02-28', '自查阶段：查找问题']],
    ],
    [
      'keeps a note in brackets',
      ['12月底前完工。（开工时间以交地为准，2月底前另定。）'],
      [[null, '12-31', '完工。（开工时间以交地为准，2月底前另定。）']],
    ],
    [
      'drops a comma behind the date',
      ['2月底前，甲完成；乙完成；'],
      [[null, '02-28', '甲完成；乙完成']],
    ],
    [
      'makes one node a month',
      ['3、6月底前各一次。'],
      [
        [null, '03-31', '各一次'],
        [null, '06-30', '各一次'],
      ],
    ],
  ])('%s', (_, lines, expected) => {
    expect(read(...lines)).toEqual(expected)
  })

  it('doubts a misread 底 and a month without a number', () => {
    expect(readNodes(pieces(['2月底前甲；4月地区按乙；6月底前丙。']), 2023).damaged).toHaveLength(1)
    expect(readNodes(pieces(['2月底前甲；月底前乙。']), 2023).damaged).toHaveLength(1)
    expect(readNodes(pieces(['2月底前甲；4月地铁开通。']), 2023).damaged).toHaveLength(0)
  })

  it('puts every line into a node, an item or the unread ones', () => {
    const words = fc.constantFrom(
      '2月底前',
      '6月',
      '甲中心',
      '乙完成3个',
      '；',
      '，',
      '。',
      '：',
      '（',
      '）',
      '年底',
    )
    const line = fc.array(words, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        const nodes = readNodes(pieces(lines), 2023)
        const found = JSON.stringify([
          nodes.milestones.map(({ item, text }) => [item, text]),
          nodes.unread,
        ])
        for (const { due } of nodes.milestones) expect(due).toMatch(/^2023-(0[1-9]|1[0-2])-\d\d$/)
        if (lines.some((one) => one.includes('甲中心'))) {
          const isHeadingAlone = nodes.milestones.length === 0 || found.includes('甲中心')
          expect(isHeadingAlone || lines.length > 1).toBe(true)
        }
        expect(nodes.milestones.length + nodes.unread.length).toBeGreaterThanOrEqual(
          lines.length > 0 ? 1 : 0,
        )
      }),
    )
  })
})

describe('contradictions', () => {
  const node = (due: string, text: string, item: string | null = null) => ({
    item,
    due: `2023-${due}`,
    text,
  })

  it.each([
    ['建成果园12个。', [node('06-30', '累计建成果园8个'), node('12-31', '累计建成果园15个')], 1],
    ['建成果园12个。', [node('06-30', '累计建成果园8个'), node('12-31', '累计建成果园12个')], 0],
    ['建成果园12个以上。', [node('12-31', '累计建成果园15个')], 0],
    ['建成果园12个以上。', [node('12-31', '累计建成果园9个')], 1],
    ['建成果园12个。', [node('06-30', '建成果园5个'), node('12-31', '建成果园7个')], 0],
    ['建成果园12个。', [node('06-30', '累计建成果园8个'), node('12-31', '完成年度目标')], 0],
    ['培训1.25万人次。', [node('12-31', '累计培训12500人次')], 0],
    [
      '办证6000套。',
      [node('11-30', '东街完成4000套', '办证'), node('11-30', '西街完成2000套', '办证')],
      0,
    ],
    ['新增泊位600个。', [node('10-31', '累计2个项目完成', '新增泊位')], 0],
    [
      '安装电梯70台。',
      [node('10-31', '累计完成65台', '安装电梯'), node('11-30', '累计完成75台', '安装电梯')],
      1,
    ],
    [
      '全年招引亿元以上项目24个，其中10亿元以上项目4个。',
      [
        node('06-30', '累计招引亿元以上项目12个，10亿元以上项目2个'),
        node('12-31', '累计招引亿元以上项目24个，10亿元以上项目4个'),
      ],
      0,
    ],
    [
      '全年招引亿元以上项目24个，其中10亿元以上项目4个。',
      [node('12-31', '累计招引1亿元以上项目24个，10亿元以上项目3个')],
      1,
    ],
    ['招引项目24个。', [node('12-31', '累计招引项目24个，其中10亿元以上项目4个')], 0],
    ['招引亿元以上项目24个。', [node('12-31', '累计招引1.5亿元以上项目9个')], 0],
    ['培育5000万元楼12幢。', [node('12-31', '累计培育千万元楼30幢')], 0],
    ['培育企业12家。', [node('12-31', '累计培育企业12家，规上企业3家')], 0],
    ['发放补贴1,200份。', [node('12-31', '累计发放补贴1200份')], 0],
    ['新建泊位６００个。', [node('12-31', '累计新建泊位600个')], 0],
    ['培育甲级楼6幢、乙级楼30幢。', [node('12-31', '甲级楼达到8幢，乙级楼达到32幢')], 2],
  ])('%s against %j: %d', (text, milestones, count) => {
    expect(contradictions(text, milestones)).toHaveLength(count)
  })
})
