/** 帮助: what one can say, by role. Every line is something to type. */
import {
  button,
  type Card,
  type CardElement,
  card,
  hr,
  markdown,
  note,
  smallButtons,
} from './kit.ts'

export type HelpView = {
  readonly isOffice: boolean
  /** Roles granted to the speaker, the office's apart. */
  readonly granted: readonly ('admin' | 'audit' | 'principal')[]
  readonly isLeader: boolean
  readonly isBound: boolean
  readonly inGroup: boolean
}

/** What to say, and what one gets; an empty first half is something to do, not to say. */
type Example = readonly [say: string, get: string]

const section = (title: string, examples: readonly Example[]): CardElement =>
  markdown([`**${title}**`, ...examples.map(([say, get]) => (say ? `\`${say}\`　${get}` : get))])

const unbound = section('先认领您的身份', [
  ['绑定', '按您的姓名查找任务'],
  ['我是 区科技局 联络员', '由督查室确认后生效'],
])

/** What everybody who sees a plan may ask. */
const finding: readonly Example[] = [
  ['逾期', '逾期的任务；也可 滞后、本周到期'],
  ['查 改造', '按字、姓名、序号查找；也可 单位 住建、领导 姓名、板块 民生'],
]

const official = section('我的任务', [
  ['待我办理', '等您签收、填报、答复的，一页看完'],
  ['我的任务', '您的任务，最急的在前'],
  ['任务 14', '看第14项的要求、节点、进展'],
  ['完成率 14', '看完成率怎么算出来、谁填的数'],
  ...finding,
  ['填报 14', '打开第14项的填报表；14 已开工3所 直接填好'],
  ['逐项填报', '一项接一项，填完所有待报的'],
  ['更正 14', '更正最近的填报；审核之前可 撤回 14'],
  ['审签', '审签人看本单位的填报；一键审签 全部签'],
  ['佐证 14', '回复任务卡片发图片、文件，即存为佐证'],
  ['文本模式', '卡片看不了时，消息都改发文字'],
  ['签收 14', '签收第14项；全部签收 可一次签完'],
  ['无新增 14', '本期没有新进展'],
  ['答复 14 内容', '答复领导的工作要求'],
  ['延期 14', '申请延期；办结 14,15 申请办结；有异议 14 不应由您办理时'],
  ['转办 14 姓名', '请同事经办；请假代办 至7月1日 姓名；移交 给 姓名'],
  ['分解 14', '任务表没有节点时，由牵头单位填报节点'],
])

const leader = section('您牵头的任务', [
  ['周报', '看您牵头任务的摘要；导出 一览表 得到 Word 文件'],
  ['我的任务', '您牵头的任务，逾期的在前'],
  ['任务 14', '看第14项的最新进展'],
  ['完成率 本人姓名', '看您牵头任务的完成率'],
  ...finding,
  ['工作要求 14 请报方案', '立即发给责任人，答复后告诉您'],
])

const group = section('本群订阅（群主、管理员）', [
  ['订阅 全部', '每周向本群发送进展摘要'],
  ['订阅列表', '看本群订阅了什么，可退订'],
  ...finding,
])

const office = section('督查室', [
  ['', '发来任务表或进展表（Word、Excel、PDF、文本等）：先预览，再确认'],
  ['疑点', '逐条核对文件里存疑的地方，导入后也可以'],
  ['撤销导入', '还没下发的；下发以后用 作废计划 XH21 原因'],
  ['下发', '把草案发给责任人，发之前再问一次'],
  ['试运行', '先只发督查室，看看效果'],
  ['审核', '看等待审核的填报和申请；一键通过 收下无疑问的'],
  ['电话督办', '不答复、联系不上的单位；已电话联系 单位 情况'],
  ['完成率 XH21', '看计划、板块、单位；核定 14 85 理由 人工核定；公式 换算法'],
  ['立项 标题；牵头 单位', '没有文件的任务；只发“立项”打开表单'],
  ['改 14', '改单位、责任人、节点、目标；也可 改派 14 单位'],
  ['中止 14 原因', '也可 恢复、撤项、并入、重开，确认后生效'],
  ['批示编号 14 编号', '给领导的工作要求编号'],
  ['年终核验', '年底转入核验，不再催办；再 归档、新建下年计划'],
  ['人员', '看谁未绑定、哪个单位无人；导入人员表 一次绑定'],
  ['联络员 单位 姓名', '也可 审签人、移交 甲→乙、同名 姓名、单位别名、更名、单位组'],
  ['总览', '整个计划，按板块和单位'],
  ['授权 主要领导 姓名', '也可 审计、督查室、系统管理员；撤销授权'],
  ['痕迹 14', '谁在何时改了什么'],
  ['内部 14', '设为内部事项；误传清除 14 两人共同清除'],
  ...finding,
])

const grantedSections: Readonly<Record<HelpView['granted'][number], CardElement>> = {
  principal: section('主要领导', [
    ['总览', '整个计划，按板块和单位'],
    ['任务 14', '看第14项的最新进展'],
    ['工作要求 14 请报方案', '立即发给责任人，答复后告诉您'],
    ...finding,
  ]),
  audit: section('审计', [
    ['痕迹 14', '第14项从下发到现在，谁改了什么'],
    ['痕迹 XH21', '一个计划的痕迹；只发“痕迹”看全部'],
  ]),
  admin: section('系统管理员', [['授权', '看谁有什么角色，授权或撤销']]),
}

const isStranger = (view: HelpView): boolean =>
  !view.isBound && !view.isOffice && !view.isLeader && view.granted.length === 0

/** Who one is decides which sections there are. */
export function helpCard(view: HelpView): Card {
  const sections = view.inGroup
    ? [group]
    : [
        ...(view.isOffice ? [office] : []),
        ...view.granted.map((role) => grantedSections[role]),
        ...(view.isLeader ? [leader] : view.isBound ? [official] : []),
        ...(isStranger(view) ? [unbound] : []),
      ]
  return card({
    title: view.inGroup ? '督办助手 · 本群可以这样说' : '督办助手 · 您可以这样说',
    template: 'blue',
    elements: [
      ...sections.flatMap((one, index) => (index > 0 ? [hr(), one] : [one])),
      ...(sections.includes(office)
        ? [smallButtons(button('立项', 'default', { action: 'filing.open' }, { small: true }))]
        : []),
      ...(view.inGroup ? [note('在群里请先 @督办助手 再说。个人任务请到私聊查看。')] : []),
      ...(sections.includes(official) || sections.includes(leader)
        ? [note('14 是任务表上的序号，可换成您的任务序号。')]
        : []),
    ],
  })
}
