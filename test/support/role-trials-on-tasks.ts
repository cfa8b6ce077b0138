/** Acts of those who work on tasks or follow them. */
import { openText } from './role-cast.ts'
import { presses, says, type Trial, task } from './role-trial.ts'

export const onTasks: readonly Trial[] = [
  { name: '任务 2', acts: ['open_task'], by: says('任务 AA26-2'), shows: RegExp(openText) },
  {
    name: '详情',
    acts: ['open_task'],
    by: presses({ action: 'task.show', taskId: 'a-2' }),
    shows: RegExp(openText),
  },
  { name: '指标 2', acts: ['open_task'], by: says('指标 AA26-2'), shows: /AA26-2 · 建议指标1个/ },
  { name: '完成率 2', acts: ['open_task'], by: says('完成率 AA26-2'), shows: RegExp(openText) },
  {
    name: '完成率怎么来的',
    acts: ['open_task'],
    by: presses({ action: 'rate.show', taskId: 'a-2', page: 1 }),
    shows: RegExp(openText),
  },
  { name: '查', acts: ['find_tasks'], by: says('查 清淤甲'), shows: RegExp(openText) },
  { name: '单位', acts: ['find_tasks'], by: says('单位 高朗局'), shows: RegExp(openText) },
  {
    name: '下一页',
    acts: ['find_tasks'],
    by: presses({ action: 'tasks.find', query: 'words', said: '清淤甲', page: 1 }),
    shows: RegExp(openText),
  },
  { name: '签收 1', acts: ['acknowledge'], by: says('签收 AA26-1') },
  {
    name: '签收',
    acts: ['acknowledge'],
    by: presses({ action: 'task.acknowledge', ...task(1) }),
  },
  { name: '全部签收', acts: ['acknowledge'], by: says('全部签收') },
  { name: '无新增 3', acts: ['report'], by: says('无新增 AA26-3') },
  {
    name: '提交',
    acts: ['report', 'report_for_others'],
    by: presses(
      { action: 'report.submit', ...task(3), period: '2026-03' },
      { percent: '60', progress: '已完成一半', source: 'phone' },
    ),
  },
  { name: '审签 1', acts: ['sign_reports'], by: says('审签 AA26-1') },
  {
    name: '审签',
    acts: ['sign_reports'],
    by: presses({ action: 'sign.accept', taskId: 'a-1', reportId: 'report-1' }),
  },
  {
    name: '填报 3',
    acts: ['report', 'report_for_others'],
    by: says('填报 AA26-3'),
    shows: /进展情况/,
  },
  { name: '办结 2', acts: ['ask_office'], by: says('办结 AA26-2 已全部完成') },
  {
    name: '申请延期',
    acts: ['ask_office'],
    by: presses(
      { action: 'request.submit', taskId: 'a-2', kind: 'extension' },
      {
        milestone: 'a-2-1',
        new_due_on: '2026-09-30',
        reason: '用地手续未批',
        reference: '会议纪要第3号',
      },
    ),
  },
  { name: '工作要求 2', acts: ['direct'], by: says('工作要求 AA26-2 请报方案') },
  {
    name: '请加快',
    acts: ['direct'],
    by: presses({ action: 'directive.give', taskId: 'a-2', say: 'faster' }),
  },
  { name: '答复 3', acts: ['reply_to_directive'], by: says('答复 AA26-3 本周完成') },
  {
    name: '答复',
    acts: ['reply_to_directive'],
    by: presses({ action: 'directive.reply', directiveId: 'directive-3' }, { text: '本周完成' }),
  },
  { name: '导出', acts: ['export_tables'], by: says('导出 分解表 AA26') },
  {
    name: '导出 Excel',
    acts: ['export_tables'],
    by: presses({ action: 'export.table', planId: 'plan-a', form: 'progress', format: 'excel' }),
  },
  { name: '周报', acts: ['ask_digest'], by: says('周报'), shows: RegExp(openText) },
]
