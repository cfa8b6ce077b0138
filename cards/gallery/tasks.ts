/** Tasks. */

import { myTasksCard } from '../tasks/my-tasks.ts'
import { taskCard } from '../tasks/task.ts'
import { choiceVerbs, taskChoiceCard } from '../tasks/task-choice.ts'
import { type Exhibit, states } from './exhibit.ts'
import * as sample from './samples.ts'

const { hostile, hostileLong, hostileRef, long, many, ref } = sample

export const tasks: readonly Exhibit[] = [
  { name: 'my-tasks-first-page', card: myTasksCard(sample.myTasks) },
  {
    name: 'my-tasks-last-page',
    card: myTasksCard({ ...sample.myTasks, page: 2, rows: many(3, sample.taskRow), overdue: 0 }),
  },
  {
    name: 'my-tasks-ended',
    card: myTasksCard({
      ...sample.myTasks,
      pages: 1,
      total: 4,
      overdue: 0,
      awaiting: 0,
      rows: (['closed', 'suspended', 'withdrawn', 'close_out_requested'] as const).map(
        (standing, n) => ({ ...sample.taskRow(n + 1), standing, next: null, mayReport: false }),
      ),
    }),
  },
  {
    name: 'my-tasks-empty',
    card: myTasksCard({ ...sample.myTasks, total: 0, rows: [], pages: 0 }),
  },
  {
    name: 'my-tasks-300-hostile',
    card: myTasksCard({
      ...sample.myTasks,
      page: 2,
      pages: 50,
      total: 300,
      rows: many(300, (n) => ({
        ...sample.taskRow(n),
        ...hostileRef(n),
        next: { dueOn: '2026-12-31', text: hostileLong },
        percent: hostile,
        mayReport: true,
      })),
    }),
  },
  { name: 'task-overdue', card: taskCard(sample.task) },
  {
    name: 'task-internal',
    card: taskCard({ ...sample.task, isInternal: true, mayMarkInternal: true }),
  },
  {
    name: 'task-of-the-office',
    card: taskCard({ ...sample.task, mayDirect: true, mayMarkInternal: true }),
  },
  {
    name: 'task-awaiting',
    card: taskCard({
      ...sample.task,
      standing: 'awaiting_acknowledgement',
      overdueDays: 0,
      lastReport: null,
      mayAcknowledge: true,
      mayRequest: ['objection', 'extension'],
      milestones: many(4, (n) => ({ ...sample.milestone(n), status: 'later' })),
    }),
  },
  {
    name: 'task-of-leader',
    card: taskCard({
      ...sample.task,
      mayReport: false,
      mayDirect: true,
      directives: [
        sample.taskDirective,
        {
          ...sample.taskDirective,
          at: sample.asOf - 86_400_000,
          text: '请加快',
          reply: '已增加施工力量。',
        },
      ],
    }),
  },
  {
    name: 'task-of-office',
    card: taskCard({
      ...sample.task,
      mayEdit: true,
      mayDirect: true,
      marks: ['视同签收', '延期待批', '已调整'],
      edits: [
        { field: '目标', before: '建成文化客厅8个', at: sample.asOf, reference: '会议纪要第3号' },
      ],
      directives: [
        sample.taskDirective,
        { ...sample.taskDirective, number: '青督批〔2026〕5号', dueOn: '2026-06-30' },
      ],
    }),
  },
  {
    name: 'task-filed',
    card: taskCard({
      ...sample.task,
      standing: 'awaiting_acknowledgement',
      overdueDays: 0,
      section: ['立项督办'],
      origin: '会议纪要 青府纪要〔2026〕3号',
      lastReport: null,
      mayAcknowledge: true,
      milestones: [{ ...sample.milestone(3), text: '办理完毕并报结果', status: 'later' }],
    }),
  },
  {
    name: 'task-to-break-down',
    card: taskCard({
      ...sample.task,
      standing: 'awaiting_breakdown',
      overdueDays: 0,
      milestones: [],
      lastReport: null,
      mayRequest: ['breakdown'],
    }),
  },
  {
    name: 'task-closed',
    card: taskCard({
      ...sample.task,
      light: { light: 'done', labels: ['turned_green'], why: '' },
      standing: 'closed',
      overdueDays: 0,
      milestones: many(4, (n) => ({ ...sample.milestone(n), status: 'done' })),
      mayReport: false,
    }),
  },
  {
    name: 'task-bare',
    card: taskCard({
      ...sample.task,
      standing: 'awaiting_breakdown',
      light: { light: 'grey', labels: [], why: '待分解' },
      section: [],
      duties: [],
      forms: [],
      milestones: [],
      rate: {
        shown: null,
        isHandSet: false,
        items: [],
        nodes: { done: 0, due: 0, rate: null },
        proposals: 0,
      },
      lastReport: null,
      mayReport: false,
    }),
  },
  {
    name: 'task-60-milestones',
    card: taskCard({
      ...sample.task,
      text: long(2000),
      milestones: many(60, (n) => ({
        ...sample.milestone(n),
        item: `${['城东', '城西', '云栖'][n % 3]}片区改造`,
        dueOn: sample.day(((n - 1) % 10) + 1),
        status: n % 10 === 1 ? 'done' : n % 10 === 2 ? 'overdue' : 'later',
        text: long(80),
      })),
    }),
  },
  {
    name: 'task-hostile',
    card: taskCard({
      ...sample.task,
      ...hostileRef(14),
      planTitle: hostileLong,
      section: many(9, () => hostileLong),
      text: hostileLong,
      duties: many(90, () => ({ role: 'co_unit' as const, name: hostile, isLead: true })),
      forms: many(20, () => hostile),
      milestones: many(90, (n) => ({
        ...sample.milestone(n),
        item: `${n}${hostile}`,
        text: hostileLong,
      })),
      light: { light: 'red', labels: ['due_soon', 'to_report', 'turned_green'], why: hostileLong },
      rate: {
        ...sample.task.rate,
        items: many(90, () => ({ title: hostileLong, shown: '50', isHandSet: true })),
      },
      lastReport: {
        by: hostile,
        at: sample.asOf,
        percent: hostile,
        progress: hostileLong,
        problems: hostileLong,
        nextSteps: hostileLong,
        status: 'returned',
        returnReason: hostileLong,
        marks: many(9, () => hostileLong),
      },
      mayDirect: true,
      mayRequest: ['objection', 'extension', 'close_out'],
      directives: many(9, () => ({
        ...sample.taskDirective,
        by: hostileLong,
        text: hostileLong,
        dueOn: '2026-07-31',
        reply: hostileLong,
      })),
      mayAcknowledge: true,
      mayEdit: true,
      marks: many(12, () => '延期待批'),
      origin: hostileLong,
      edits: many(9, () => ({
        field: '目标',
        before: hostileLong,
        at: sample.asOf,
        reference: hostileLong,
      })),
    }),
  },
  ...states(
    'task-choice',
    ['show', 'report', 'correct', 'acknowledge', 'review', 'extension'],
    (purpose) =>
      taskChoiceCard({
        said: `${choiceVerbs[purpose]} 14`,
        words: purpose === 'report' ? '已开工3所' : '',
        purpose,
        at: sample.asOf,
        choices: [
          { ...ref(14), version: 2, planTitle: '2026年青岚区政府重点工作任务分解表' },
          {
            ...ref(14),
            version: 1,
            code: 'QLMS26',
            taskId: sample.idOf(114),
            planTitle: '2026年民生实事清单',
          },
        ],
      }),
  ),
  {
    name: 'task-choice-hostile',
    card: taskChoiceCard({
      said: hostileLong,
      words: hostileLong,
      purpose: 'report',
      at: sample.asOf,
      choices: many(9, (n) => ({ ...hostileRef(n), version: n, planTitle: hostileLong })),
    }),
  },
]
