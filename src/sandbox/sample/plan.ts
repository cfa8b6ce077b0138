/** The sample plan: an invented district's printed table, as a text dump with one cell a block. */

type Row = {
  readonly text: string
  readonly nodes: readonly string[]
  readonly leader: string
  readonly units: readonly string[]
  readonly forms: readonly string[]
  readonly persons: readonly string[]
}

const year = 2026

const sections: readonly (readonly [heading: string, rows: readonly Row[]])[] = [
  [
    '产业提升行动',
    [
      {
        text: '重大项目招引行动。全年招引亿元以上项目24个，其中10亿元以上项目4个。',
        nodes: [
          '3月底前招引亿元以上项目5个。',
          '6月底前累计招引亿元以上项目12个，10亿元以上项目2个。',
          '9月底前累计招引亿元以上项目18个。',
          '12月底前累计招引亿元以上项目24个，10亿元以上项目4个。',
        ],
        leader: '贺明远',
        units: ['*区投促局', '各镇街'],
        forms: ['每月例会推进'],
        persons: ['章  越', '顾  清'],
      },
      {
        text: '企业上市培育行动。新增上市企业3家，辅导备案企业5家。',
        nodes: ['6月底前新增上市企业1家。', '12月底前累计新增上市企业3家，辅导备案企业5家。'],
        leader: '贺明远',
        units: ['*区商务局', '区科技局'],
        forms: ['每月督查通报'],
        persons: ['温若兰', '顾  清'],
      },
      {
        text: '科创平台建设行动。建成科创园一期，引进研发机构8家。',
        nodes: [
          '4月底前完成科创园一期竣工验收。',
          '8月底前引进研发机构5家。',
          '11月底前累计引进研发机构8家。',
        ],
        leader: '贺明远',
        units: ['*区科技局', '青禾产投集团'],
        forms: ['每月督查通报'],
        persons: ['沈一舟', '顾  清'],
      },
      {
        text: '数字化改造行动。完成规上企业数字化改造60家。',
        nodes: ['6月底前完成30家。', '12月底前累计完成60家。'],
        leader: '贺明远',
        units: ['*区经信局', '各镇街'],
        forms: ['每周评比通报'],
        persons: ['罗  安', '顾  清'],
      },
    ],
  ],
  [
    '城乡建设行动',
    [
      {
        text: '主干道路提升行动。完成青禾大道、望溪路等6条道路整治。',
        nodes: [
          '3月底前完成施工招标。',
          '6月底前完成2条道路整治。',
          '9月底前累计完成4条道路整治。',
          '12月底前累计完成6条道路整治。',
        ],
        leader: '*苏敬之',
        units: ['*区住建局', '青禾城投集团'],
        forms: ['现场督办+PPT汇报'],
        persons: ['高  朗', '叶知秋'],
      },
      {
        text: '河道综合治理行动。完成望溪河、南塘河综合治理。',
        nodes: [
          '望溪河：3月底前完成方案审查；7月底前完成清淤；11月底前完工。',
          '南塘河：5月底前开工；12月底前完工。',
        ],
        leader: '苏敬之',
        units: ['*区水利局', '各镇街'],
        forms: ['每月督查通报', '现场督办+PPT汇报'],
        persons: ['陶  然', '叶知秋'],
      },
      {
        text: '美丽乡村示范行动。建成示范村6个。',
        nodes: ['5月底前完成村庄规划。', '10月底前建成示范村6个。'],
        leader: '苏敬之',
        units: ['*区农业农村局', '望溪镇'],
        forms: ['每周评比通报'],
        persons: ['田小满', '叶知秋'],
      },
      {
        text: '工地标准化管理行动。打造标准化样板工地10个。',
        nodes: ['6月底前打造样板工地4个。', '12月底前累计打造样板工地10个。'],
        leader: '苏敬之',
        units: ['*区城管局', '区住建局'],
        forms: ['每周评比通报'],
        persons: ['卫  东', '叶知秋'],
      },
    ],
  ],
  [
    '民生实事项目',
    [
      {
        text: '新改扩建学校。开工学校3所、竣工2所，新增学位2400个。',
        nodes: [
          '开工3所：3月底前完成方案审查；6月底前开工3所。',
          '竣工2所：8月底前竣工2所并交付使用。',
        ],
        leader: '闻人静',
        units: ['*区教育局', '青禾城投集团'],
        forms: ['每月督查通报'],
        persons: ['方  圆', '季云帆'],
      },
      {
        text: '老旧小区改造。开工改造小区12个、竣工8个，加装电梯20台。',
        nodes: [
          '小区改造：4月底前开工5个；8月底前累计开工12个；11月底前竣工8个。',
          '加装电梯：6月底前完成8台；11月底前累计完成20台。',
        ],
        leader: '闻人静',
        units: ['*区住建局', '各镇街'],
        forms: ['每月督查通报', '现场督办+PPT汇报'],
        persons: ['高  朗', '季云帆'],
      },
      {
        text: '社区助餐服务。新建社区食堂10家，覆盖全部镇街。',
        nodes: ['5月底前建成4家。', '11月底前累计建成10家。'],
        leader: '闻人静',
        units: ['*区民政局', '各镇街'],
        forms: ['每月督查通报'],
        persons: ['安小宁', '季云帆'],
      },
      {
        text: '基层医疗提升。改造社区卫生服务中心4家，配置影像设备4台。',
        nodes: ['6月底前改造2家，配置设备2台。', '10月底前累计改造4家，配置设备4台。'],
        leader: '闻人静',
        units: ['*区卫健局', '各镇街'],
        forms: ['每月督查通报'],
        persons: ['江  澄', '季云帆'],
      },
    ],
  ],
]

export const samplePlanFileName = '青禾区2026年重点工作任务分解表.txt'

/** A cell as the dumps have it: a tab, then its lines with blank ones between. */
const cell = (lines: readonly string[]): string => `\t${lines.join('\n\n')}`

/** The document as the office would drop it into the chat. */
export function samplePlanText(): string {
  const rows = sections.flatMap(([, tasks]) => tasks)
  const numerals = ['一', '二', '三']
  const notice = sections.flatMap(([heading, tasks], index) => [
    `（${numerals[index]}）${heading}`,
    ...tasks.map(({ text }, place) => `${place + 1}.${text}`),
  ])
  const table = rows.flatMap((row, index) => [
    '',
    cell([String(index + 1)]),
    cell([row.text]),
    cell(row.nodes),
    cell([row.leader]),
    cell(row.units),
    cell(row.forms),
    cell(row.persons),
  ])
  const header = [
    '序号',
    '重点工作任务',
    '时间节点要求',
    '牵头区领导',
    '责任单位',
    '推进形式',
    '责任人',
  ]
  return [
    '云州市青禾区人民政府办公室文件',
    '',
    `青政办〔${year}〕6号`,
    '',
    `关于印发青禾区${year}年重点工作任务分解表的通知`,
    '',
    '各镇人民政府、街道办事处，区政府各部门、各直属单位：',
    '',
    ...notice,
    '',
    '云州市青禾区人民政府办公室',
    '',
    `${year}年2月10日`,
    '',
    `青禾区${year}年重点工作任务分解表`,
    '（带*为牵头单位）',
    ...header.map((word) => `\t${word}`),
    ...table,
    '',
  ].join('\n')
}
