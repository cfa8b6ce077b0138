import { describe, expect, it } from 'vitest'
import { readText } from '../../src/import/containers/text.ts'
import { readContents } from '../../src/import/read-document.ts'
import {
  contentsOf,
  draftOf,
  messageOf,
  type SheetCell,
  sheet,
  words,
} from './families/progress-dumps.ts'

type Table = readonly (readonly SheetCell[])[]

const dumped = (table: Table) =>
  table.map((row) => row.map((cell) => `\t${cell ?? ''}`).join('\n')).join('\n\n')
const tabbed = (table: Table) => table.map((row) => row.join('\t')).join('\n')

const notLists: readonly (readonly [string, Table, string])[] = [
  [
    'rules for lights',
    [
      ['灯色', '进展情况', '督办措施'],
      ['绿灯', '按期完成', '继续推进'],
      ['黄灯', '滞后一个月以内', '发提醒单'],
      ['红灯', '滞后一个月以上', '发督办单，约谈责任人'],
    ],
    '亮灯规则',
  ],
  [
    'rules for scoring',
    [
      ['序号', '考核项目', '考核内容', '分值', '评分标准', '考核单位'],
      ['1', '报送', '按月报送进展情况的质量', '20', '迟报一次扣1分', '区督查室'],
      ['2', '完成', '年度目标任务的完成情况', '60', '每少一项扣2分', '区督查室'],
      ['3', '创新', '工作经验得到推广的情况', '20', '推广一次加1分', '区督查室'],
    ],
    '评分办法',
  ],
  [
    'an agenda',
    [
      ['序号', '时间', '会议内容', '汇报单位', '汇报人'],
      ['1', '9:00', '听取重点工作进展情况汇报', '区督查室', '祝青'],
      ['2', '9:30', '讨论下半年工作安排', '区发改局', '封雪'],
      ['3', '10:00', '领导讲话', '区政府办', '鲁明远'],
    ],
    '会议议程',
  ],
  [
    'a list of names',
    [
      ['序号', '姓名', '单位', '职务', '工作职责'],
      ['1', '祝青', '区督查室', '主任', '牵头抓总，协调各单位'],
      ['2', '封雪', '区发改局', '副局长', '项目建设任务的推进'],
      ['3', '姜禾', '区农业农村局', '科长', '乡村振兴任务的推进'],
    ],
    '名单',
  ],
  [
    'a ranking',
    [
      ['排名', '责任单位', '任务数', '完成数', '完成率'],
      ['1', '区教育局', '12', '12', '100%'],
      ['2', '区卫健局', '10', '9', '90%'],
      ['3', '区住建局', '14', '11', '78.6%'],
    ],
    '排名表',
  ],
  [
    'a calendar of events',
    [
      ['序号', '活动内容', '活动时间', '地点', '主办单位'],
      ['1', '稻田音乐会', '9月20日', '青石广场', '区文旅局'],
      ['2', '茶艺比赛', '10月3日', '白鹭洲', '区农业农村局'],
      ['3', '夜校开学典礼', '10月8日', '青禾中学', '区教育局'],
    ],
    '会议或活动安排',
  ],
  [
    'a duty roster',
    [
      ['序号', '日期', '带班领导', '值班人员', '工作要求'],
      ['1', '10月1日', '鲁明远', '祝青、封雪', '全天在岗'],
      ['2', '10月2日', '白知秋', '姜禾、顾长风', '全天在岗'],
      ['3', '10月3日', '纪安之', '高朗、祝青', '全天在岗'],
    ],
    '值班表',
  ],
]

describe('a file that holds no list of tasks', () => {
  it.each(notLists)('says that it saw %s', (_, table, kind) => {
    for (const contents of [contentsOf(sheet(table)), readText(tabbed(table))]) {
      // Nobody is asked what its columns hold.
      expect(readContents(contents, '表.txt')).toMatchObject({ ok: false, reason: 'no-table' })
      const message = messageOf(contents)
      expect(message).toMatch(/^没有找到任务表。看到一张\d栏的表：/)
      expect(message).toContain(`、${table[0]?.[1]}、`)
      expect(message).toContain(`像是${kind}`)
      expect(message).toContain('责任单位')
    }
    expect(messageOf(dumped(table))).toMatch(/看到一(?:张\d栏的表|段分格的文字)/)
  })

  it.each([
    [
      'a bulletin in prose',
      '督查通报\n第3期\n各镇街、各部门：\n现将三季度督查情况通报如下：\n一、总体情况\n30项重点任务中，已完成12项，正在推进16项，滞后2项。\n二、存在问题\n1.个别单位重视不够。区住建局小区改造进展缓慢。\n2.少数任务进度滞后。\n三、下步要求\n1.压实责任。各责任单位要对照任务清单抓落实。\n2.加强督办。\n青禾区政府督查室\n2024年10月9日',
    ],
    [
      'a letter',
      '关于商请支持有关工作的函\n\n区财政局：\n\n为推进青石桥加固，请予支持。\n\n2024年3月1日',
    ],
    ['an invitation', '各位同志：\n请于周五下午3点到会议室参加重点工作推进会。\n联系人：祝青'],
    [
      'a list of names without a table',
      '领导小组名单\n\n组长：鲁明远\n\n副组长：白知秋\n\n成员：祝青、封雪',
    ],
  ])('says that it saw only words in %s', (_, text) => {
    for (const source of [text, contentsOf(words(...text.split('\n').filter(Boolean)))]) {
      expect(messageOf(source)).toMatch(
        /^没有找到任务表。文件里只有文字，没有表格（共\d+段，开头是“/,
      )
    }
  })

  it('shows what stands in a table without a header that it knows', () => {
    const grid = sheet([
      ['', '', ''],
      ['苹果', '梨', '桃'],
      ['3', '4', '5'],
    ])
    expect(messageOf(contentsOf(words('水果'), grid))).toContain('看到一张3栏的表：苹果、梨、桃。')
  })

  it('counts tables that are too many to show', () => {
    const grid = (name: string) => sheet([['苹果', name]], name)
    const message = messageOf(contentsOf(...['甲', '乙', '丙', '丁'].map(grid)))
    expect(message).toContain('等4张表')
    expect(message).not.toContain('丁')
  })

  it('finds none in a table whose tasks are numbers', () => {
    const rows: Table = [
      ['序号', '项目', '责任单位'],
      ['1', '12', '区教育局'],
      ['2', '15', '区卫健局'],
    ]
    expect(messageOf(contentsOf(sheet(rows)))).toContain('看到一张3栏的表：序号、项目、责任单位')
  })
})

describe('a file with a list of tasks', () => {
  const list: Table = [
    ['序号', '重点任务', '责任单位', '进展情况', '亮灯', '得分', '排名'],
    ['1', '建成厂房3幢', '区经信局', '已建成2幢', '绿灯', '95', '2'],
    ['2', '招引项目5个', '区投促局', '已招引5个', '绿灯', '100', '1'],
  ]

  it('is read though it has lights, points and places', () => {
    expect(draftOf(contentsOf(sheet(list))).tasks).toHaveLength(2)
  })

  it.each(notLists)('is read beside %s', (_, table) => {
    for (const tables of [
      [table, list],
      [list, table],
    ]) {
      const draft = draftOf(contentsOf(...tables.map((one, at) => sheet(one, `表${at}`))))
      expect(draft.tasks.map(({ text }) => text)).toEqual(['建成厂房3幢', '招引项目5个'])
    }
  })

  it.each([
    [
      ['序号', '工作任务', '完成时限', '责任单位'],
      ['1', '建成厂房3幢', '6月底前', '区经信局'],
    ],
    [
      ['序号', '项目名称', '建设内容', '牵头领导', '牵头单位'],
      ['1', '青石桥加固', '加固桥面', '鲁明远', '区交通局'],
    ],
    [
      ['年度目标', '工作要求', '责任单位'],
      ['建成厂房3幢', '按期', '区经信局'],
    ],
    [
      ['序号', '整改事项', '整改措施', '整改时限', '责任单位'],
      ['1', '补办用地手续', '追加用地指标', '6月底前', '区资规局'],
    ],
    [
      ['序号', '目标任务', '完成情况', '自评得分', '责任单位'],
      ['1', '建成厂房3幢', '建成2幢', '8', '区经信局'],
    ],
    [
      ['序号', '任务名称', '当前进度', '完成率', '是否滞后'],
      ['1', '建成厂房3幢', '已封顶', '80%', '否'],
    ],
  ])('is read with the header %j', (header, row) => {
    const draft = draftOf(contentsOf(sheet([header, row])))
    expect(draft.tasks).toHaveLength(1)
  })
})
