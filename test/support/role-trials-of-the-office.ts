/** Acts of the office and of those whom it trusts: decisions, changes, people, plans. */
import { cast, openText } from './role-cast.ts'
import { presses, says, type Trial, task } from './role-trial.ts'

export const ofTheOffice: readonly Trial[] = [
  { name: '审核', acts: ['review_reports'], by: says('审核'), shows: RegExp(openText) },
  { name: '通过 2', acts: ['review_reports'], by: says('通过 AA26-2') },
  {
    name: '退回',
    acts: ['review_reports'],
    by: presses(
      { action: 'review.return', taskId: 'a-2', reportId: 'report-2' },
      { reason: '请补充数据' },
    ),
  },
  { name: '同意 3', acts: ['decide_requests'], by: says('同意 AA26-3') },
  {
    name: '不同意',
    acts: ['decide_requests'],
    by: presses({ action: 'request.refuse', requestId: 'request-3' }, { answer: '按原计划' }),
  },
  {
    name: '中止',
    acts: ['change_task'],
    by: presses({ action: 'task.change', ...task(3), change: 'suspended', reason: '选址调整' }),
  },
  { name: '改 2', acts: ['edit_task'], by: says('改 AA26-2 标题 新的标题') },
  {
    name: '修改',
    acts: ['edit_task'],
    by: presses({ action: 'edit.submit', ...task(2), field: 'title' }, { value: '新的标题' }),
  },
  { name: '立项', acts: ['file_tasks'], by: says('立项 排查隐患；牵头 区城管局；清单 AA26') },
  {
    name: '立项并下发',
    acts: ['file_tasks'],
    by: presses(
      { action: 'filing.submit' },
      { title: '排查隐患', lead_unit: '区城管局', plan: 'plan-a', preset: 'document' },
    ),
  },
  { name: '电话督办', acts: ['call_units'], by: says('电话督办'), shows: /电话督办 · \d+个单位/ },
  { name: '已电话联系', acts: ['call_units'], by: says('已电话联系 区住建局 明天签收') },
  {
    name: '记录',
    acts: ['call_units'],
    by: presses({ action: 'phone.call', unit: '区住建局' }, { note: '明天签收' }),
  },
  { name: '批示编号 3', acts: ['number_directives'], by: says('批示编号 AA26-3 第5号') },
  {
    name: '编号',
    acts: ['number_directives'],
    by: presses({ action: 'directive.number', directiveId: 'directive-3' }, { number: '第5号' }),
  },
  { name: '恢复 4', acts: ['change_task'], by: says('恢复 AA26-4 已复工'), shows: /确认恢复/ },
  { name: '授权', acts: ['grant_roles'], by: says('授权'), shows: /授权 · \d+人次/ },
  { name: '授权 审计', acts: ['grant_roles'], by: says('授权 审计 江澄'), shows: /确认授权/ },
  {
    name: '确认授权 主要领导',
    acts: ['grant_roles'],
    by: says('确认授权 主要领导 江澄'),
    shows: /江澄 · 已办理/,
  },
  {
    name: '确认授权',
    acts: ['grant_roles'],
    by: (stage, who) =>
      stage.presses(who, {
        action: 'role.change',
        openId: stage.bot.openId('江澄'),
        role: 'principal',
        isGrant: true,
      }),
  },
  {
    name: '确认撤销授权',
    acts: ['grant_roles'],
    by: (stage, who) =>
      stage.presses(who, {
        action: 'role.change',
        openId: stage.bot.openId(cast.audit),
        role: 'audit',
        isGrant: false,
      }),
  },
  { name: '痕迹 6', acts: ['read_trail'], by: says('痕迹 AA26-6'), shows: /痕迹 AA26-6/ },
  {
    name: '痕迹 · 下一页',
    acts: ['read_trail'],
    by: presses({ action: 'trail.page', subject: 'all', page: 1 }),
    shows: /痕迹 全部/,
  },
  { name: '指标 2 采用', acts: ['decide_indicators'], by: says('指标 AA26-2 全部采用') },
  {
    name: '采用',
    acts: ['decide_indicators'],
    by: presses({
      action: 'indicators.decide',
      scope: 'task',
      id: 'a-2',
      page: 1,
      ids: ['a-2-n1'],
      isTaken: true,
    }),
  },
  { name: '核定 2', acts: ['set_rate'], by: says('核定 AA26-2 90 专项验收') },
  {
    name: '提交核定',
    acts: ['set_rate'],
    by: presses(
      { action: 'rate.set', ...task(2) },
      { subject: 'task', rate: '90', reason: '验收' },
    ),
  },
  { name: '公式', acts: ['choose_formula'], by: says('公式 AA26 汇编') },
  {
    name: '改用汇编公式',
    acts: ['choose_formula'],
    by: presses({ action: 'rate.formula', planId: 'plan-a', version: 1, profile: 'compilation' }),
  },
  {
    name: '总览',
    acts: ['see_overview'],
    by: says('总览 AA26'),
    shows: /总览 AA26 · 6项/,
  },
  {
    name: '误传清除 2',
    acts: ['purge'],
    by: says('误传清除 AA26-2'),
    shows: /误传清除 AA26-2 · 请选择/,
  },
  {
    name: '选择要清除的',
    acts: ['purge'],
    by: presses({ action: 'purge.ask', what: 'report', id: 'report-2' }),
  },
  {
    name: '确认清除',
    acts: ['purge'],
    by: presses({ action: 'purge.confirm', purgeId: 'purge-1' }),
  },
  { name: '不清除', acts: ['purge'], by: says('不清除') },
  { name: '内部 2', acts: ['mark_internal'], by: says('内部 AA26-2') },
  {
    name: '设为内部事项',
    acts: ['mark_internal'],
    by: presses({ action: 'task.internal', ...task(2), isInternal: true }),
  },
  {
    name: '确认取消内部',
    acts: ['mark_internal'],
    by: presses({ action: 'task.internal', ...task(5), isInternal: false }),
  },
  {
    name: '同意（岗位）',
    acts: ['manage_people'],
    by: presses({ action: 'post.grant', postId: 'post-1' }),
  },
  {
    name: '同意（移交）',
    acts: ['manage_people'],
    by: presses({ action: 'handover.agree', handoverId: 'handover-1' }),
  },
  {
    name: '确认绑定',
    acts: ['manage_people'],
    by: presses({ action: 'staff.commit', listId: 'staff-1' }),
  },
  { name: '撤下', acts: ['manage_people'], by: says('撤下 区高朗局 联络员 方圆') },
  { name: '绑定人员', acts: ['manage_people'], by: says('绑定人员 陶然 江澄') },
  { name: '确认导入', acts: ['import_plan'], by: says('确认导入') },
  {
    name: '疑点',
    acts: ['import_plan'],
    by: says('疑点'),
    shows: /^(?![\s\S]*只有督查室)[\s\S]*疑点/,
  },
  {
    name: '确认下发',
    acts: ['dispatch_plan'],
    by: presses({ action: 'plan.dispatch.confirm', planId: 'plan-b', version: 1 }),
  },
  { name: '试运行', acts: ['dispatch_plan'], by: says('试运行 BB26') },
  { name: '确认撤销', acts: ['end_plan'], by: says('确认撤销 BB26') },
  {
    name: '确认作废',
    acts: ['end_plan'],
    by: presses(
      { action: 'plan.void.confirm', planId: 'plan-a', version: 1 },
      { reason: '任务合并' },
    ),
  },
  { name: '年终核验', acts: ['turn_year'], by: says('确认核验 AA26') },
  {
    name: '确认核验',
    acts: ['turn_year'],
    by: presses({ action: 'plan.check.confirm', planId: 'plan-a', version: 1 }),
  },
  {
    name: '确认身份',
    acts: ['decide_bindings'],
    by: presses({
      action: 'binding.assign',
      requestId: 'binding-1',
      personId: 'person:陶然',
    }),
  },
  { name: '人员', acts: ['see_people'], by: says('人员'), shows: /共 \d+ 人/ },
  {
    name: '同意（订阅）',
    acts: ['decide_subscriptions'],
    by: presses({ action: 'subscription.approve', subscriptionId: 'sub-1', version: 1 }),
  },
]
