/** 立项: a task without a file. */
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import { type FilingPreset, filingPresets } from '../../src/domain/filing.ts'
import {
  button,
  type Card,
  card,
  cut,
  datePicker,
  form,
  input,
  markdown,
  note,
  oneLine,
  plain,
  select,
} from '../kit.ts'
import { dateOf, dayAt, numberOf, type TaskRef, taskLine } from '../words.ts'

export type FilingFormView = {
  /** Epoch ms. */
  readonly at: number
  /** Plans that it may go into. */
  readonly plans: readonly { readonly id: string; readonly code: string; readonly title: string }[]
}

const presets = Object.keys(filingPresets) as readonly FilingPreset[]

/** Where a task of no plan goes. */
export const ownList = 'own'

export const filingFormCard = (view: FilingFormView): Card =>
  card({
    title: `立项 · 待填写 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      form('filing', [
        input('title', '标题（必填）', { required: true, maxLength: 60 }),
        select(
          'preset',
          '来源和期限',
          presets.map((preset) => ({
            text: `${filingPresets[preset].source} · ${filingPresets[preset].days}天`,
            value: preset,
          })),
          1,
        ),
        input('number', '文号、纪要号或批示编号', { maxLength: 40 }),
        input('lead_unit', '牵头单位（必填）', { required: true, maxLength: 40 }),
        input('owners', '责任人（几个用顿号隔开）', { maxLength: 100 }),
        input('co_units', '配合单位（几个用顿号隔开）', { maxLength: 200 }),
        input('leader', '牵头领导', { maxLength: 20 }),
        datePicker('due_on', '期限（不选按来源的天数）', null, false),
        input('text', '要求（不填同标题）', { multiline: true, maxLength: 1000 }),
        select(
          'plan',
          '列入哪个清单',
          [
            { text: '单独清单（立项督办）', value: ownList },
            ...view.plans.slice(0, 30).map(({ id, code, title }) => ({
              text: `${cut(code, 12)} ${cut(oneLine(title), 24)}`,
              value: id,
            })),
          ],
          1,
        ),
        button(
          '立项并下发',
          'main',
          { action: 'filing.submit' },
          { name: 'submit', submit: true, fill: true },
        ),
      ]),
      note('也可发送：立项 标题；来源 会议纪要；文号 第3号；牵头 单位；责任人 姓名；期限 9月30日'),
    ],
  })

export type FiledView = TaskRef & {
  /** Epoch ms. */
  readonly at: number
  readonly source: string
  readonly number: string | null
  readonly leadUnit: string
  readonly dueOn: IsoDate
  readonly planTitle: string
}

export const filedCard = (view: FiledView): Card =>
  card({
    title: `${cut(numberOf(view), 20)} · 已立项 · ${dateOf(view.dueOn)}前`,
    subtitle: view.planTitle,
    template: 'green',
    elements: [
      markdown(taskLine(view)),
      plain(
        [
          `来源：${[view.source, view.number].filter(Boolean).join(' ')}`,
          `牵头单位：${cut(oneLine(view.leadUnit), 40)}`,
          `期限：${dateOf(view.dueOn)}`,
          '已请牵头单位签收；没有人绑定时会另外告诉您。',
        ].join('\n'),
      ),
      note(`${dayAt(view.at)}立项，已记入台账　查看请发送：任务 ${cut(numberOf(view), 20)}`),
    ],
  })
