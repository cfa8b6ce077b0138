/** 疑点: what stayed unsure in a document, one by one, and the small form for an answer. */
import type { ChoiceName, DoubtForm } from '../../src/domain/doubt-offers.ts'
import type { DoubtKind } from '../../src/domain/draft-plan.ts'
import {
  button,
  type Card,
  type CardElement,
  card,
  colored,
  cut,
  datePicker,
  form,
  hr,
  inline,
  input,
  markdown,
  note,
  oneLine,
  plain,
  select,
  smallButtons,
} from '../kit.ts'
import { pager } from '../pager.ts'
import { dayAt, dayNear, doubtKinds, timeAt } from '../words.ts'

export const doubtsPerPage = 5

export type DoubtRow = {
  readonly number: number
  readonly kind: DoubtKind
  readonly taskSeq: number | null
  readonly text: string
  readonly source: string
  readonly choices: readonly { readonly name: ChoiceName; readonly label: string }[]
  readonly form: DoubtForm | null
  readonly answered: {
    readonly words: string
    readonly by: string
    /** Epoch ms. */
    readonly at: number
  } | null
}

export type DoubtsView = {
  readonly importId: string
  readonly code: string
  readonly title: string
  /** Epoch ms. */
  readonly at: number
  /** The document waits: answers change the draft, and can be taken back. */
  readonly isWaiting: boolean
  readonly page: number
  readonly pages: number
  /** On all pages. */
  readonly total: number
  readonly open: number
  readonly rows: readonly DoubtRow[]
}

export function doubtsCard(view: DoubtsView): Card {
  const { importId, code, open, total } = view
  const state = open > 0 ? `${open}处未核对` : '已全部核对'
  return card({
    title: `疑点 ${cut(code, 16)} · 共${total}处 · ${state} · ${dayAt(view.at)}`,
    template: open > 0 ? 'orange' : 'green',
    elements: [
      markdown(`**${inline(view.title, 60)}**`),
      ...(view.rows.length === 0 ? [plain('这份文件没有疑点。')] : []),
      ...view.rows.slice(0, doubtsPerPage).flatMap((row) => [hr(), ...doubtRow(row, view)]),
      ...pager(view, (page) => ({ action: 'doubts.page', importId, page })),
      ...(view.isWaiting
        ? [button('返回预览', 'default', { action: 'import.show', importId }, { fill: true })]
        : [note('计划已导入：新的核对结果直接改到任务上，留有记录。')]),
      ...hint(view),
    ],
  })
}

/** The words that do the same as the buttons of the first doubt shown. */
function hint({ rows, isWaiting }: DoubtsView): readonly CardElement[] {
  const row = rows.find(({ answered }) => !answered) ?? rows[0]
  if (!row) return []
  const words = row.answered
    ? isWaiting
      ? [`疑点 ${row.number} 撤回`]
      : []
    : [
        ...row.choices.slice(0, 2).map(({ label }) => `疑点 ${row.number} ${cut(label, 16)}`),
        ...(row.form ? [`疑点 ${row.number} ${formExamples[row.form.kind]}`] : []),
      ]
  return words.length > 0 ? [note(`也可发送：${words.join('　')}`)] : []
}

const formExamples: Readonly<Record<DoubtForm['kind'], string>> = {
  lead: '区某某局',
  seq: '26',
  names: '甲单位、乙单位',
  date: '11月30日',
}

const mostChoices = 3

const placeOf = (taskSeq: number | null): string => (taskSeq === null ? '全文' : `第${taskSeq}项`)

function doubtRow(row: DoubtRow, view: DoubtsView): readonly CardElement[] {
  const { number, answered } = row
  const { importId } = view
  const source = cut(oneLine(row.source), 90)
  return [
    markdown(`**${number}．${placeOf(row.taskSeq)}　${doubtKinds[row.kind]}**`),
    plain(cut(oneLine(row.text), 140)),
    ...(source ? [note(`原文：${source}`)] : []),
    ...(answered
      ? [
          markdown(
            `${colored('已核对', 'green')}：${inline(answered.words, 60)}<br>` +
              `${inline(answered.by, 20)} · ${timeAt(answered.at)}`,
          ),
          ...(view.isWaiting
            ? [smallButtons(small('撤回', { action: 'doubt.take-back', importId, number }))]
            : []),
        ]
      : [
          smallButtons(
            ...row.choices
              .slice(0, mostChoices)
              .map(({ name, label }) =>
                small(cut(label, 12), { action: 'doubt.answer', importId, number, choice: name }),
              ),
            ...(row.form
              ? [small(formLabels[row.form.kind], { action: 'doubt.open', importId, number })]
              : []),
          ),
        ]),
  ]
}

const small = (label: string, action: Parameters<typeof button>[2]): CardElement =>
  button(label, 'default', action, { small: true })

const formLabels: Readonly<Record<DoubtForm['kind'], string>> = {
  lead: '另选牵头',
  seq: '改序号',
  names: '改写',
  date: '改日期',
}

export type DoubtFormView = Pick<DoubtsView, 'importId' | 'code' | 'at'> & {
  readonly row: DoubtRow
  /** The page of the list to go back to. */
  readonly page: number
}

/** The small form: the fields depend on what is doubted. */
export function doubtFormCard({ importId, code, at, row, page }: DoubtFormView): Card {
  const { number } = row
  const source = cut(oneLine(row.source), 200)
  return card({
    title: `疑点 ${cut(code, 16)} · 第${number}处 · 待填写 · ${dayAt(at)}`,
    template: 'orange',
    elements: [
      markdown(`**${placeOf(row.taskSeq)}　${doubtKinds[row.kind]}**`),
      plain(cut(oneLine(row.text), 200)),
      ...(source ? [note(`原文：${source}`)] : []),
      ...(row.form
        ? [
            form('doubt', [
              ...fields(row.form, at),
              button(
                '保存',
                'main',
                { action: 'doubt.fill', importId, number },
                { name: 'submit', submit: true, fill: true },
              ),
            ]),
            note(`也可发送：疑点 ${number} ${formExamples[row.form.kind]}`),
          ]
        : []),
      button('返回疑点', 'default', { action: 'doubts.page', importId, page }, { fill: true }),
    ],
  })
}

const mostOptions = 30

function fields(asked: DoubtForm, at: number): readonly CardElement[] {
  switch (asked.kind) {
    case 'lead': {
      const units = [...new Set(asked.units)].filter((unit) => unit.trim() !== '')
      const options = units
        .slice(0, mostOptions)
        .map((unit) => ({ text: cut(oneLine(unit), 40), value: cut(unit, 100) }))
      return [
        ...(options.length > 0
          ? [select('unit', '从本行单位中选牵头单位', options, 0, false)]
          : []),
        input('other_unit', '或写其他单位', { maxLength: 40, placeholder: '单位全称' }),
      ]
    }
    case 'seq':
      return [input('seq', '序号', { value: String(asked.seq), maxLength: 4, required: true })]
    case 'names':
      return [
        input('names', '应为（用顿号分开）', {
          value: asked.names.join('、'),
          maxLength: 400,
          required: true,
        }),
      ]
    case 'date': {
      const nodes = asked.milestones.slice(0, mostOptions)
      const options = [
        ...nodes.map(({ due, text }, place) => ({
          text: `${dayNear(due, at)} ${cut(oneLine(text), 30)}`,
          value: String(place),
        })),
        { text: '作为一个新的节点', value: 'new' },
      ]
      const meant = asked.milestone === null ? 'new' : String(asked.milestone)
      const chosen = options.findIndex(({ value }) => value === meant) + 1
      const due = asked.milestone === null ? null : (asked.milestones[asked.milestone]?.due ?? null)
      return [select('milestone', '哪一个节点', options, chosen), datePicker('due', '日期', due)]
    }
  }
}
