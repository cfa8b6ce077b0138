/** Picking a person, asking for the office's consent, and what somebody was entrusted with. */
import type { IsoDate } from '../../src/domain/draft-plan.ts'
import type { Post } from '../../src/domain/people-facts.ts'
import type { CardAction } from '../actions.ts'
import {
  button,
  buttons,
  type Card,
  card,
  cut,
  datePicker,
  form,
  inline,
  markdown,
  note,
  oneLine,
  plain,
  select,
} from '../kit.ts'
import { type MyTaskRow, taskRows } from '../tasks/my-tasks.ts'
import { dateOf, dayAt } from '../words.ts'
import type { PersonAct } from './people-actions.ts'

export const postWords: Readonly<Record<Post, string>> = {
  signer: '审签人',
  liaison: '联络员',
  head: '负责人',
  member: '成员',
}

export type Candidate = {
  readonly openId: string
  readonly name: string
  readonly units: readonly string[]
}

export type PickPersonView = {
  /** What the person is picked for, in words: `审签人 · 区科技局`. */
  readonly purpose: string
  readonly act: PersonAct
  /** What was said of the person, empty if nothing. */
  readonly said: string
  readonly candidates: readonly Candidate[]
  /** The words that do the same, without the name. */
  readonly words: string
  /** Epoch ms. */
  readonly at: number
}

/** The platform's own picker offers at most so many, and a phone shows no more. */
const mostCandidates = 20

export const candidateLine = ({ name, units }: Candidate): string =>
  `${cut(oneLine(name), 12)} · ${cut(oneLine(units[0] ?? '未列部门'), 20)}`

export function pickPersonCard(view: PickPersonView): Card {
  const shown = view.candidates.slice(0, mostCandidates)
  const none = view.said
    ? `通讯录里没有找到“${cut(oneLine(view.said), 30)}”。`
    : '通讯录里没有可选的人。'
  return card({
    title: `选择人员 · ${cut(oneLine(view.purpose), 30)} · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      plain(shown.length > 0 ? '请选择是哪一位：' : none),
      ...(shown.length > 0
        ? [
            form('pick_person', [
              select(
                'person',
                '选择人员',
                shown.map((one) => ({ text: candidateLine(one), value: one.openId })),
                shown.length === 1 ? 1 : 0,
              ),
              button(
                '确定',
                'main',
                { action: 'person.pick', act: view.act },
                { name: 'submit', submit: true, fill: true },
              ),
            ]),
          ]
        : []),
      note(`也可把对方的名片发给我，或发送：${view.words} 姓名`),
    ],
  })
}

export type EntrustFormView = {
  readonly how: 'stand_in' | 'handover'
  /** Colleagues. */
  readonly candidates: readonly Candidate[]
  /** Epoch ms. */
  readonly at: number
}

const entrustForms = {
  stand_in: {
    title: '请假代办',
    says: '请假期间的提醒发给代办的同事，您仍可办理。',
    day: '代办的最后一天',
    words: '请假代办 至7月1日 姓名　请假代办 取消',
  },
  handover: {
    title: '移交',
    says: '名下全部任务移交给接手人，督查室同意后生效。',
    day: '从哪天起移交',
    words: '移交 给 姓名 自7月1日',
  },
} as const

/** To the one who goes on leave, or moves on. */
export function entrustFormCard(view: EntrustFormView): Card {
  const { title, says, day, words } = entrustForms[view.how]
  const shown = view.candidates.slice(0, mostCandidates)
  return card({
    title: `${title} · 待填写 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      plain(says),
      ...(shown.length > 0
        ? [
            form('entrust', [
              select(
                'person',
                '选择同事',
                shown.map((one) => ({ text: candidateLine(one), value: one.openId })),
                0,
              ),
              datePicker('day', day),
              button(
                '确定',
                'main',
                { action: 'entrust.submit', how: view.how },
                { name: 'submit', submit: true, fill: true },
              ),
            ]),
          ]
        : [plain('通讯录里没有您本部门的同事。')]),
      note(
        `${view.candidates.length > shown.length ? '不在列表里的，请写姓名。' : ''}也可发送：${words}`,
      ),
    ],
  })
}

export type ConsentView = {
  readonly what: string
  readonly lines: readonly string[]
  readonly state: 'open' | 'granted' | 'refused' | 'gone'
  readonly agree: CardAction
  readonly refuse: CardAction
  /** The words that do the same as the first button. */
  readonly words: string
  /** Epoch ms. */
  readonly at: number
}

const consentLooks = {
  open: { word: '待督查室确认', template: 'orange' },
  granted: { word: '已同意', template: 'green' },
  refused: { word: '未同意', template: 'grey' },
  gone: { word: '已结束', template: 'grey' },
} as const

/** To the office: somebody wants a post, or to hand over. */
export function consentCard(view: ConsentView): Card {
  const look = consentLooks[view.state]
  return card({
    title: `${cut(oneLine(view.what), 40)} · ${look.word} · ${dayAt(view.at)}`,
    template: look.template,
    elements: [
      plain(view.lines.map((line) => cut(oneLine(line), 200)).join('\n')),
      ...(view.state === 'open'
        ? [
            buttons(button('同意', 'main', view.agree), button('不同意', 'default', view.refuse)),
            note(`同意也可发送：${cut(oneLine(view.words), 80)}`),
          ]
        : []),
    ],
  })
}

export type EntrustedView = {
  readonly how: 'handover' | 'stand_in' | 'pass_on'
  /** Whose it was. */
  readonly from: string
  readonly untilOn: IsoDate | null
  readonly total: number
  readonly rows: readonly MyTaskRow[]
  /** Epoch ms. */
  readonly at: number
}

const entrusted: Readonly<Record<EntrustedView['how'], (view: EntrustedView) => string>> = {
  handover: ({ from }) => `${from} 的任务已移交给您，由您继续办理：`,
  stand_in: ({ from, untilOn }) =>
    `${from} 请假，${untilOn ? `到${dateOf(untilOn)}为止` : ''}由您代办：`,
  pass_on: ({ from }) => `${from} 请您经办：`,
}

const entrustedWords: Readonly<Record<EntrustedView['how'], string>> = {
  handover: '移交',
  stand_in: '代办',
  pass_on: '转办',
}

/** To the successor, the stand-in, the colleague: one card with everything open. */
export function entrustedCard(view: EntrustedView): Card {
  const left = view.total - view.rows.length
  return card({
    title: `${entrustedWords[view.how]}给您 · ${view.total}项 · ${dayAt(view.at)}`,
    template: 'blue',
    elements: [
      markdown(inline(entrusted[view.how](view), 120)),
      ...taskRows(view.rows),
      note(`${left > 0 ? `另有 ${left} 项，` : ''}发送“我的任务”查看全部。`),
    ],
  })
}
